//! `factum check`.

use factum_rules::stale_artifacts;
use factum_templates::{ChangeKind, CheckReport, MANIFEST_NAME};

use super::breaking::compare;
use super::generate::{STALE, generate, stale};
use super::lint::LevelArgs;
use super::mistakes::{NOT_COMPARED, mistakes, unreadable};
use crate::Outcome;
use crate::against::{Against, Unpublished};
use crate::console::Console;
use crate::failure::Result;
use crate::input::Input;
use crate::known::Known;
use crate::report::Reports;

/// Lint, compare and check what is generated, in one go
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    against: Against,
    #[command(flatten)]
    levels: LevelArgs,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    reports: Reports,
}

/// Reports all findings together; how stale files differ is told on standard error.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let mut config = args.against.settings(&args.input)?;
    args.levels.override_in(&mut config.settings);
    let mut catalog = args.input.load(&config)?;
    let mut findings = factum_rules::lint(&catalog, &config.settings);
    // What a catalog that does not say clearly what it means would generate is not asked.
    let generated = match mistakes(&catalog, &config).is_empty() {
        true => generate(&catalog, &config)?,
        false => None,
    };
    let stale = match generated {
        Some(generated) => stale(&config.root, &generated)?,
        None => None,
    };
    if let Some(stale) = &stale {
        let span = config.show_targets_in(&mut catalog);
        let files = stale_files(stale);
        findings.extend(stale_artifacts(&catalog, &config.settings, span, files));
    }
    if unreadable(&catalog, &config).is_empty() {
        findings.extend(compare(
            &mut catalog,
            &args.against,
            &args.input,
            &mut config,
            Unpublished::Pass,
            console,
        )?);
    } else {
        console.note(NOT_COMPARED);
    }
    findings.sort_by_key(|finding| finding.span);
    let findings = args.known.without_known(findings, console)?;
    let reported = args.reports.write_unfixed(&catalog, &findings, console)?;
    if let Some(stale) = stale {
        console.note(&format!("{stale}{STALE}"));
    }
    Ok(reported)
}

/// The files that are not as they would be generated, each with what it is instead. The manifest
/// counts where it alone is out of date.
fn stale_files(report: &CheckReport) -> Vec<(String, &'static str)> {
    match &report.changes[..] {
        [] => vec![(MANIFEST_NAME.to_owned(), ChangeKind::Stale.as_str())],
        changes => changes
            .iter()
            .map(|change| (change.path.to_string(), change.kind.as_str()))
            .collect(),
    }
}
