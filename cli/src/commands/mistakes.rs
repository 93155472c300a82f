//! What must be mended before anything can be made of a catalog.

use std::collections::HashSet;

use factum_catalog::Catalog;
use factum_catalog::contract::span::Span;
use factum_message_rules::finding::{Finding, Severity};
use factum_message_rules::rule::Category;

use crate::config::Config;

/// Why a catalog with unreadable files is compared with nothing.
pub const NOT_COMPARED: &str = "nothing was compared: files of the catalog cannot be read";

/// The files that are not what their formats are written in: what they define is not known, and
/// would be taken for removed.
pub fn unreadable(catalog: &Catalog, config: &Config) -> Vec<Finding> {
    let mut findings = mistakes(catalog, config);
    findings.retain(|finding| finding.rule == "syntax");
    findings
}

/// The mistakes in the files themselves: what they say is not clear. Those about something that the
/// model does not keep make nothing wrong.
pub fn mistakes(catalog: &Catalog, config: &Config) -> Vec<Finding> {
    let aside: HashSet<Span> = catalog
        .problems
        .iter()
        .filter(|problem| problem.is_aside)
        .map(|problem| problem.span)
        .collect();
    let is_mistake = |finding: &Finding| {
        finding.severity == Severity::Error
            && !aside.contains(&finding.span)
            && factum_rules::rule(finding.rule)
                .is_some_and(|rule| rule.category == Category::Catalog)
    };
    match catalog.problems.is_empty() {
        true => Vec::new(),
        false => {
            let mut findings = factum_rules::lint(catalog, &config.settings);
            findings.retain(is_mistake);
            findings
        }
    }
}
