//! What must be mended before anything can be made of a catalog.

use factum_catalog::Catalog;
use factum_message_rules::finding::{Finding, Severity};
use factum_message_rules::rule::Category;

use crate::config::Config;

/// The mistakes in the files themselves: what they say is not clear.
pub fn mistakes(catalog: &Catalog, config: &Config) -> Vec<Finding> {
    let is_mistake = |finding: &Finding| {
        finding.severity == Severity::Error
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
