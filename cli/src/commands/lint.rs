//! `factum lint`.

use std::fs;
use std::path::PathBuf;

use factum_catalog::{Catalog, InputFile};
use factum_message_rules::finding::Finding;
use factum_message_rules::rule::Preset;
use factum_rules::fix::apply;
use factum_rules::{Level, Settings};

use crate::Outcome;
use crate::config::{parse_level, parse_preset, parse_rule};
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::input::Input;
use crate::known::WritableKnown;
use crate::report::{Reports, counted};
use crate::write::write_all;

/// How often fixes are made and the result is linted again: a fix may open the way for another.
const MAX_ROUNDS: usize = 10;

/// Find what is wrong in a catalog
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    levels: LevelArgs,
    /// Mend what can be mended without changing a contract
    #[arg(long)]
    fix: bool,
    /// Also mend by changing names and contracts, everywhere they are used
    #[arg(long)]
    unsafe_fixes: bool,
    #[command(flatten)]
    known: WritableKnown,
    #[command(flatten)]
    reports: Reports,
}

/// Levels that override the settings.
#[derive(Debug, clap::Args)]
pub struct LevelArgs {
    /// Which rules run: `minimal`, `standard` or `strict`
    #[arg(long, value_name = "PRESET", value_parser = |name: &str| parse_preset(name))]
    preset: Option<Preset>,
    /// Set a rule's level, as in `no-owner=warning`; may be repeated
    #[arg(long = "rule", value_name = "ID=LEVEL", value_parser = rule_level)]
    rules: Vec<(&'static str, Level)>,
}

fn rule_level(text: &str) -> Result<(&'static str, Level)> {
    let (id, level) = text
        .split_once('=')
        .ok_or_else(|| Failure::new("write it as ID=LEVEL, as in `no-owner=warning`"))?;
    Ok((parse_rule(id)?.id, parse_level(level)?))
}

impl LevelArgs {
    /// Overrides what the settings say, for all files.
    pub fn override_in(&self, settings: &mut Settings) {
        if let Some(preset) = self.preset {
            settings.preset = preset;
        }
        for &(id, level) in &self.rules {
            settings.levels.insert(id.to_owned(), level);
            for path in &mut settings.paths {
                path.levels.remove(id);
            }
        }
    }
}

/// Lints, mends if asked to, and reports what remains.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let mut config = args.input.config()?;
    args.levels.override_in(&mut config.settings);
    let mut catalog = args.input.load(&config)?;
    let mut findings = factum_rules::lint(&catalog, &config.settings);
    if args.fix || args.unsafe_fixes {
        (*catalog, findings) = fix(
            &catalog,
            findings,
            &config.settings,
            args.unsafe_fixes,
            console,
        )?;
    }
    if args.known.write(&findings, console)? {
        return Ok(Outcome::Clean);
    }
    let findings = args.known.known.without_known(findings, console)?;
    args.reports.write(&catalog, &findings, console)
}

/// Fixes until nothing more can be fixed, then writes the files that changed. Returns what was
/// made of them, and what is still found there.
fn fix(
    read: &Catalog,
    mut findings: Vec<Finding>,
    settings: &Settings,
    include_unsafe: bool,
    console: Console,
) -> Result<(Catalog, Vec<Finding>)> {
    let mut catalog = read.clone();
    let mut applied = 0;
    for _ in 0..MAX_ROUNDS {
        let fixed = apply(&catalog, &findings, include_unsafe);
        if fixed.files.is_empty() {
            break;
        }
        applied += fixed.applied;
        let mut files = texts(&catalog);
        for (file, text) in fixed.files {
            if let Some(input) = files.get_mut(file.0 as usize) {
                input.text = text.into();
            }
        }
        catalog = factum_catalog::reread(files, &catalog);
        findings = factum_rules::lint(&catalog, settings);
    }
    let changed = write_changed(read, &catalog)?;
    console.note(&match changed {
        0 => "nothing could be fixed".to_owned(),
        changed => format!(
            "fixed {} in {}",
            counted(applied, "finding"),
            counted(changed, "file")
        ),
    });
    Ok((catalog, findings))
}

fn texts(catalog: &Catalog) -> Vec<InputFile> {
    catalog
        .sources
        .iter()
        .map(|source| InputFile {
            path: source.path.clone(),
            text: source.text.clone(),
        })
        .collect()
}

fn write_changed(before: &Catalog, after: &Catalog) -> Result<usize> {
    let mut changed = Vec::new();
    for (before, after) in before.sources.iter().zip(&after.sources) {
        if before.text != after.text {
            let path = PathBuf::from(&*after.path);
            if fs::read(&path).ok().as_deref() != Some(before.text.as_bytes()) {
                return Err(Failure::with_help(
                    format!(
                        "`{}` changed while it was linted; nothing was written",
                        after.path
                    ),
                    "run the command again",
                ));
            }
            changed.push((path, after.text.as_bytes()));
        }
    }
    write_all(&changed)?;
    Ok(changed.len())
}
