//! Findings in the forms that people and programs read.
//!
//! One file a format; each turns a [`Report`] into text and knows no rule.

mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use factum_catalog::Catalog;
use factum_message_rules::finding::{Change, Edit, Finding, Fix, Safety, Severity};

use crate::position::Positions;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the lines of the catalog, with what is wrong marked in them.
    Text,
    /// One JSON object, with everything that is known of each finding.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab Code Quality.
    Gitlab,
    /// JUnit XML: a failed test case a finding.
    Junit,
}

/// A report that is written to a file: `sarif=factum.sarif`.
#[derive(Clone, Debug)]
pub struct OutputFile {
    /// The form.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("write it as FORMAT=FILE, as in `sarif=factum.sarif`")?;
        Ok(OutputFile {
            format: Format::from_str(format, false)
                .map_err(|_| format!("`{format}` is no format: {}", format_names()))?,
            path: path.into(),
        })
    }
}

fn format_names() -> String {
    let names: Vec<_> = Format::value_variants()
        .iter()
        .filter_map(Format::to_possible_value)
        .map(|value| value.get_name().to_owned())
        .collect();
    names.join(", ")
}

/// What is to be reported.
#[derive(Debug)]
pub struct Report<'a> {
    /// The catalog that the findings point into.
    pub catalog: &'a Catalog,
    /// What was found, in the order to be shown.
    pub findings: &'a [Finding],
    /// For each finding, what it is known by from run to run.
    pub fingerprints: Vec<String>,
    /// Findings of at least this severity fail the run; none do where this is absent.
    pub fail_on: Option<Severity>,
    /// Lines and columns.
    pub positions: Positions<'a>,
}

impl<'a> Report<'a> {
    /// Whether a finding fails the run.
    pub fn fails(&self, finding: &Finding) -> bool {
        self.fail_on.is_some_and(|level| finding.severity >= level)
    }

    /// The findings, each with its fingerprint.
    fn fingerprinted(&self) -> impl Iterator<Item = (&'a Finding, &str)> {
        self.findings.iter().zip(self.fingerprints.iter().map(String::as_str))
    }

    /// Writes it in one form.
    pub fn write(&self, format: Format, colored: bool, out: &mut impl Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, colored, out),
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Github => github::write(self, out),
            Format::Gitlab => gitlab::write(self, out),
            Format::Junit => junit::write(self, out),
        }
    }
}

/// The edits of a fix. A rename that could not be turned into edits has none.
fn edits(fix: &Fix) -> &[Edit] {
    match &fix.change {
        Change::Edits(edits) => edits,
        Change::Rename { .. } => &[],
    }
}

/// Whether factum can mend it alone, with `--fix` or `--unsafe-fixes`.
fn is_fixable(finding: &Finding) -> bool {
    finding.fixes.iter().any(|fix| fix.safety != Safety::Suggested)
}

/// Where a rule is explained.
pub fn rule_url(rule: &str) -> String {
    format!("{}/blob/main/docs/rules.md#{rule}", env!("CARGO_PKG_REPOSITORY"))
}
