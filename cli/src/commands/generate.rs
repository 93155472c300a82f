//! `factum generate`.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use factum_catalog::Catalog;
use factum_message_rules::finding::Severity;
use factum_templates::{ChangeKind, CheckReport, Generated, Note, Target, WriteReport};

use super::mistakes::mistakes;
use super::notes::one_of_a_kind;
use crate::Outcome;
use crate::config::{Config, FILE_NAME};
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::input::Input;
use crate::report::{Format, Report, counted};

/// What to do about stale files.
pub const STALE: &str = "what is generated is stale: run `factum generate`";

/// How many kinds of notes are shown on what a target cannot carry.
const MAX_NOTES: usize = 20;

/// Generate code and schemas from the catalog
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// Write nothing; show what is not as it would be generated, and exit with 1 if anything is
    #[arg(long)]
    check: bool,
    /// Only this target of those that the settings list, such as `rust`; can be repeated. What the
    /// others wrote stays as it is
    #[arg(long = "target", value_name = "NAME")]
    targets: Vec<String>,
    /// Overwrite and remove files that were edited by hand
    #[arg(long, conflicts_with = "check")]
    force: bool,
}

/// Generates what the settings ask for.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let config = args.input.config()?;
    let catalog = args.input.load(&config)?;
    let mistakes = mistakes(&catalog, &config);
    if !mistakes.is_empty() {
        let report = Report::new(&catalog, &mistakes, Severity::Error);
        console.print(&report.render(Format::Text, console.colored)?)?;
        console.note("nothing was generated: the catalog does not say clearly what it means");
        return Ok(Outcome::Findings);
    }
    let targets = selected(targets(&config)?, &args.targets)?;
    let mut generated = run_targets(&catalog, &config, &targets)?;
    if !args.targets.is_empty() {
        let names = targets.iter().map(|target| target.name());
        generated.outputs = generated.outputs.only_of(names);
    }
    tell(&catalog, &generated.notes, console);
    if args.check {
        return match stale(&config.root, &generated)? {
            Some(report) => {
                console.print(report.to_string().as_bytes())?;
                console.note(STALE);
                if report
                    .changes
                    .iter()
                    .any(|it| it.kind == ChangeKind::Edited)
                {
                    console.note(
                        "what was edited by hand is kept: move the edits elsewhere, or overwrite \
                         them with `factum generate --force`",
                    );
                }
                Ok(Outcome::Findings)
            }
            None => {
                console.note(&format!(
                    "{} as generated",
                    counted(generated.outputs.len(), "file")
                ));
                Ok(Outcome::Clean)
            }
        };
    }
    let report = factum_templates::write(&config.root, &generated.outputs, args.force)
        .map_err(|error| Failure::new(error.to_string()))?;
    console.note(&summary(&report));
    Ok(Outcome::Clean)
}

/// What the targets make of the catalog; nothing if there is no target.
pub fn generate(catalog: &Catalog, config: &Config) -> Result<Option<Generated>> {
    let targets = targets(config)?;
    if targets.is_empty() {
        return Ok(None);
    }
    run_targets(catalog, config, &targets).map(Some)
}

/// The targets that the settings list.
fn targets(config: &Config) -> Result<Vec<Box<dyn Target>>> {
    let targets = config.generate.targets(&config.root);
    targets.map_err(|error| Failure::new(error.to_string()))
}

/// Those of the targets that are named; all, if none is.
fn selected(targets: Vec<Box<dyn Target>>, names: &[String]) -> Result<Vec<Box<dyn Target>>> {
    if targets.is_empty() {
        return Err(Failure::with_help(
            "nothing to generate: the settings list no target",
            format!("add one to {FILE_NAME}, such as `[generate.avro]` with `out = \"schemas\"`"),
        ));
    }
    let is_named = |target: &dyn Target| names.iter().any(|name| name == target.name());
    let is_listed = |name: &&String| targets.iter().any(|target| target.name() == *name);
    if let Some(unknown) = names.iter().find(|name| !is_listed(name)) {
        let listed: Vec<_> = targets
            .iter()
            .map(|target| format!("`{}`", target.name()))
            .collect();
        return Err(Failure::with_help(
            format!("the settings list no target `{unknown}`"),
            format!("{FILE_NAME} lists {}", listed.join(", ")),
        ));
    }
    Ok(targets
        .into_iter()
        .filter(|target| names.is_empty() || is_named(&**target))
        .collect())
}

fn run_targets(
    catalog: &Catalog,
    config: &Config,
    targets: &[Box<dyn Target>],
) -> Result<Generated> {
    let generated = factum_templates::generate(catalog, targets)
        .map_err(|error| Failure::new(error.to_string()))?;
    check_overwrites_no_source(catalog, config, &generated)?;
    Ok(generated)
}

/// Fails if a target would write over a file that the catalog or its settings were read from.
fn check_overwrites_no_source(
    catalog: &Catalog,
    config: &Config,
    generated: &Generated,
) -> Result<()> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let recognised = catalog
        .sources
        .iter()
        .filter(|source| !source.format.is_empty());
    let sources: HashSet<PathBuf> = recognised
        .map(|source| Path::new(&*source.path))
        .chain(config.file())
        .filter_map(real)
        .collect();
    let outputs = generated.outputs.iter();
    let mut overwritten = outputs.filter(|(path, _)| {
        real(&config.root.join(path.as_str())).is_some_and(|path| sources.contains(&path))
    });
    match overwritten.next() {
        Some((path, _)) => Err(Failure::with_help(
            format!("`{path}` would be overwritten, and the catalog is read from it"),
            format!("let the target write elsewhere: change its `out` in {FILE_NAME}"),
        )),
        None => Ok(()),
    }
}

/// How what is on disk differs from what would be generated, if it does.
pub fn stale(root: &Path, generated: &Generated) -> Result<Option<CheckReport>> {
    let report = factum_templates::check(root, &generated.outputs)
        .map_err(|error| Failure::new(error.to_string()))?;
    Ok((!report.is_fresh()).then_some(report))
}

fn tell(catalog: &Catalog, notes: &[Note], console: Console) {
    let lines = one_of_a_kind(catalog, notes);
    for line in lines.iter().take(MAX_NOTES) {
        console.note(&format!("note: {line}"));
    }
    if lines.len() > MAX_NOTES {
        console.note(&format!("note: and {} more", lines.len() - MAX_NOTES));
    }
}

fn summary(report: &WriteReport) -> String {
    format!(
        "{} created, {} replaced, {} removed, {} as they were",
        report.created.len(),
        report.replaced.len(),
        report.removed.len(),
        report.unchanged
    )
}
