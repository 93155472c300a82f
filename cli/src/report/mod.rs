//! Findings in the forms that people and programs read.
//!
//! One file a format; each turns a [`Report`] into text and knows no rule.

mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod repository;
mod request;
mod sarif;
mod summary;
mod text;

use clap::ValueEnum;
use factum_catalog::Catalog;
use factum_message_rules::finding::{Change, Edit, Finding, Fix, Safety, Severity};

use factum_rules::baseline::fingerprints;

use crate::failure::{Failure, Result};
use crate::position::Positions;

pub use self::json::{JsonAffected, json_affected};
pub use self::markdown::{code, markdown_text};
use self::repository::from_top;
pub use self::request::Reports;
pub use self::summary::counted;
use self::summary::summary;

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
    /// Markdown, for a comment on a pull request.
    Markdown,
}

/// What is to be reported.
#[derive(Debug)]
pub struct Report<'a> {
    /// The catalog that the findings point into.
    pub catalog: &'a Catalog,
    /// What was found, in the order to be shown.
    pub findings: &'a [Finding],
    fingerprints: Vec<String>,
    /// Whether the command that reports has the options that mend what is fixable.
    pub can_fix: bool,
    /// Findings of at least this severity fail the run.
    pub fail_on: Severity,
    positions: Positions<'a>,
}

impl<'a> Report<'a> {
    /// A report of these findings.
    pub fn new(catalog: &'a Catalog, findings: &'a [Finding], fail_on: Severity) -> Self {
        Report {
            catalog,
            findings,
            fail_on,
            fingerprints: fingerprints(findings),
            can_fix: true,
            positions: Positions::new(catalog),
        }
    }

    /// The same report with other paths for the files.
    fn with_paths<'b>(&'b self, paths: &'b [String]) -> Report<'b> {
        Report {
            catalog: self.catalog,
            findings: self.findings,
            fingerprints: self.fingerprints.clone(),
            can_fix: self.can_fix,
            fail_on: self.fail_on,
            positions: Positions::with_paths(self.catalog, paths),
        }
    }

    /// Whether any finding fails the run.
    pub fn has_failures(&self) -> bool {
        self.findings.iter().any(|finding| self.fails(finding))
    }

    /// Whether a finding fails the run.
    pub fn fails(&self, finding: &Finding) -> bool {
        finding.severity >= self.fail_on
    }

    /// The findings, each with its fingerprint.
    fn fingerprinted(&self) -> impl Iterator<Item = (&'a Finding, &str)> {
        self.findings
            .iter()
            .zip(self.fingerprints.iter().map(String::as_str))
    }

    /// The report in one form; only text has colours.
    pub fn render(&self, format: Format, colored: bool) -> Result<Vec<u8>> {
        let paths = match format {
            Format::Github | Format::Gitlab | Format::Sarif => from_top(self.catalog),
            Format::Text | Format::Json | Format::Junit | Format::Markdown => Vec::new(),
        };
        let report = &self.with_paths(&paths);
        let mut out = Vec::new();
        let written = match format {
            Format::Text => text::write(report, colored, &mut out),
            Format::Json => json::write(report, &mut out),
            Format::Sarif => sarif::write(report, &mut out),
            Format::Github => github::write(report, &mut out),
            Format::Gitlab => gitlab::write(report, &mut out),
            Format::Junit => junit::write(report, &mut out),
            Format::Markdown => markdown::write(report, &mut out),
        };
        match written {
            Ok(()) => Ok(out),
            Err(error) => Err(Failure::new(format!("cannot write the report: {error}"))),
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
    finding
        .fixes
        .iter()
        .any(|fix| fix.safety != Safety::Suggested)
}

/// Where a rule is explained: a path in factum's repository.
pub fn rule_url(rule: &str) -> String {
    format!("docs/rules.md#{rule}")
}
