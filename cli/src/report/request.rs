//! Which reports a user asks for, and where they go.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use factum_catalog::Catalog;
use factum_message_rules::finding::{Finding, Severity};

use super::{Format, Report};
use crate::Outcome;
use crate::console::Console;
use crate::failure::Result;
use crate::write::write_all;

/// Which reports are wanted, and what fails.
#[derive(Debug, Args)]
pub struct Reports {
    /// The form of the report on standard output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// Also write a report to a file, as in `sarif=factum.sarif`; may be repeated
    #[arg(long, value_name = "FORMAT=FILE")]
    pub output: Vec<OutputFile>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = severity)]
    pub fail_on: Severity,
}

/// A report that is written to a file.
#[derive(Clone, Debug)]
pub struct OutputFile {
    format: Format,
    path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("write it as FORMAT=FILE, as in `sarif=factum.sarif`")?;
        let format = Format::from_str(format, false).map_err(|_| {
            let names = Format::value_variants()
                .iter()
                .filter_map(Format::to_possible_value);
            let names: Vec<_> = names.map(|value| value.get_name().to_owned()).collect();
            format!(
                "`{format}` is no format; the formats are {}",
                names.join(", ")
            )
        })?;
        Ok(OutputFile {
            format,
            path: path.into(),
        })
    }
}

fn severity(name: &str) -> std::result::Result<Severity, String> {
    Severity::ALL
        .into_iter()
        .find(|severity| severity.as_str() == name)
        .ok_or_else(|| "write `error`, `warning` or `info`".to_owned())
}

impl Reports {
    /// Writes all reports; the outcome says whether anything in them fails.
    pub fn write(
        &self,
        catalog: &Catalog,
        findings: &[Finding],
        console: Console,
    ) -> Result<Outcome> {
        self.write_report(&Report::new(catalog, findings, self.fail_on), console)
    }

    /// Writes all reports of a command that mends nothing: they name the commands that do.
    pub fn write_unfixed(
        &self,
        catalog: &Catalog,
        findings: &[Finding],
        console: Console,
    ) -> Result<Outcome> {
        let mut report = Report::new(catalog, findings, self.fail_on);
        report.can_fix = false;
        self.write_report(&report, console)
    }

    fn write_report(&self, report: &Report<'_>, console: Console) -> Result<Outcome> {
        let mut files = Vec::new();
        for output in &self.output {
            files.push((output.path.clone(), report.render(output.format, false)?));
        }
        write_all(&files)?;
        console.print(&report.render(self.format, console.colored)?)?;
        Ok(match report.has_failures() {
            true => Outcome::Findings,
            false => Outcome::Clean,
        })
    }
}
