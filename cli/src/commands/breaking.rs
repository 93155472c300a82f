//! `factum breaking`.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use factum_catalog::Catalog;
use factum_message_rules::finding::Finding;
use factum_rules::fix::apply;

use super::lint::LevelArgs;
use super::mistakes::{NOT_COMPARED, unreadable};
use crate::Outcome;
use crate::against::{Against, Unpublished};
use crate::config::Config;
use crate::console::Console;
use crate::failure::Result;
use crate::input::Input;
use crate::report::{Reports, counted};
use crate::write::write_all;

/// Compare the contracts with what was published, and tell who breaks
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    against: Against,
    #[command(flatten)]
    levels: LevelArgs,
    /// Give added fields a default, and publish what is incompatible as a new version beside the
    /// old one
    #[arg(long)]
    unsafe_fixes: bool,
    #[command(flatten)]
    reports: Reports,
}

/// Compares, and reports what breaks.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let mut config = args.against.settings(&args.input)?;
    args.levels.override_in(&mut config.settings);
    let mut catalog = args.input.load(&config)?;
    let unreadable = unreadable(&catalog, &config);
    if !unreadable.is_empty() {
        console.note(NOT_COMPARED);
        return args.reports.write(&catalog, &unreadable, console);
    }
    let findings = compare_as_asked(args, &mut catalog, &mut config, console)?;
    if args.unsafe_fixes && mend(&catalog, &findings, console)? {
        let mut catalog = args.input.load(&config)?;
        let findings = compare_as_asked(args, &mut catalog, &mut config, console)?;
        return args.reports.write(&catalog, &findings, console);
    }
    args.reports.write(&catalog, &findings, console)
}

fn compare_as_asked(
    args: &Args,
    catalog: &mut Catalog,
    config: &mut Config,
    console: Console,
) -> Result<Vec<Finding>> {
    compare(
        catalog,
        &args.against,
        &args.input,
        config,
        Unpublished::Fail,
        console,
    )
}

/// Makes the fixes that there are, and tells whether there were any.
fn mend(catalog: &Catalog, findings: &[Finding], console: Console) -> Result<bool> {
    let fixed = apply(catalog, findings, true);
    let changed: Vec<_> = fixed
        .files
        .into_iter()
        .filter_map(|(file, text)| Some((PathBuf::from(&*catalog.source(file)?.path), text)))
        .collect();
    write_all(&changed)?;
    console.note(&match changed.len() {
        0 => "nothing could be fixed".to_owned(),
        files => {
            format!(
                "fixed {} in {}",
                counted(fixed.applied, "finding"),
                counted(files, "file")
            )
        }
    });
    Ok(!changed.is_empty())
}

/// What changed between the published catalog and this one. Afterwards the catalog also knows the
/// files that findings may point to: those of the published one, and the settings.
pub fn compare(
    catalog: &mut Catalog,
    against: &Against,
    input: &Input,
    config: &mut Config,
    unpublished: Unpublished,
    console: Console,
) -> Result<Vec<Finding>> {
    config.show_allowances_in(catalog);
    let Some(baseline) = against.read(catalog, input, config, unpublished, console)? else {
        return Ok(Vec::new());
    };
    // As with today's catalog, freeing it would only cost time before the end.
    let mut baseline = ManuallyDrop::new(baseline);
    let findings = factum_rules::breaking(catalog, &baseline, &config.settings);
    catalog.keep_sources(&mut baseline.catalog);
    Ok(findings)
}
