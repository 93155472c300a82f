//! `factum breaking`.

use factum_catalog::Catalog;
use factum_message_rules::finding::Finding;

use super::lint::LevelArgs;
use crate::Outcome;
use crate::against::Against;
use crate::config::Config;
use crate::console::Console;
use crate::failure::Result;
use crate::load::Input;
use crate::report::Reports;

/// Compare the contracts with what was published, and tell who breaks
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    against: Against,
    #[command(flatten)]
    levels: LevelArgs,
    #[command(flatten)]
    reports: Reports,
}

/// Compares, and reports what breaks.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let mut config = args.input.config()?;
    args.levels.override_in(&mut config.settings);
    let mut catalog = args.input.load(&config)?;
    let findings = compare(
        &mut catalog,
        &args.against,
        &args.input,
        &mut config,
        console,
    )?;
    args.reports.write(&catalog, &findings, console)
}

/// What changed between the published catalog and this one. Afterwards the catalog also knows the
/// files that findings may point to: those of the published one, and the settings.
pub fn compare(
    catalog: &mut Catalog,
    against: &Against,
    input: &Input,
    config: &mut Config,
    console: Console,
) -> Result<Vec<Finding>> {
    config.show_allowances_in(catalog);
    let Some(baseline) = against.read(catalog, input, config, console)? else {
        return Ok(Vec::new());
    };
    let findings = factum_rules::breaking(catalog, &baseline, &config.settings);
    catalog.keep_sources(baseline.catalog);
    Ok(findings)
}
