//! What was found, in one line.

use std::collections::{BTreeMap, HashSet};

use factum_message_rules::finding::{Finding, Safety, Severity};
use factum_message_rules::rule::Category;

use super::{Report, is_fixable};

/// `12 errors, 3 warnings in 4 files (5 fixable with --fix)`.
pub fn summary(report: &Report<'_>) -> String {
    let counts: Vec<String> = Severity::ALL
        .iter()
        .rev()
        .filter_map(|severity| {
            let count = report
                .findings
                .iter()
                .filter(|finding| finding.severity == *severity)
                .count();
            let word = match severity {
                Severity::Info => "note",
                severity => severity.as_str(),
            };
            (count > 0).then(|| counted(count, word))
        })
        .collect();
    if counts.is_empty() {
        return format!(
            "nothing found in {}",
            counted(report.catalog.messages.len(), "message")
        );
    }
    let files: HashSet<_> = report
        .findings
        .iter()
        .map(|finding| finding.span.file)
        .collect();
    format!(
        "{} in {}{}",
        counts.join(", "),
        counted(files.len(), "file"),
        match report.can_fix {
            true => fixable(report.findings),
            false => fixable_elsewhere(report.findings),
        }
    )
}

fn fixable(findings: &[Finding]) -> String {
    let safe = findings
        .iter()
        .filter(|finding| finding.fixes.iter().any(|fix| fix.safety == Safety::Safe))
        .count();
    let all = findings
        .iter()
        .filter(|finding| is_fixable(finding))
        .count();
    match (safe, all - safe) {
        (0, 0) => String::new(),
        (safe, 0) => format!(" ({safe} fixable with --fix)"),
        (0, more) => format!(" ({more} fixable with --unsafe-fixes)"),
        (safe, more) => format!(" ({safe} fixable with --fix, {more} more with --unsafe-fixes)"),
    }
}

/// ` (5 fixable with factum lint --fix, 1 with factum breaking --unsafe-fixes)`.
fn fixable_elsewhere(findings: &[Finding]) -> String {
    let is_breaking = |finding: &Finding| {
        factum_rules::rule(finding.rule).is_some_and(|rule| rule.category == Category::Breaking)
    };
    let command = |finding: &Finding| {
        let is_safe = finding.fixes.iter().any(|fix| fix.safety == Safety::Safe);
        match (is_breaking(finding), is_safe) {
            (true, _) => "factum breaking --unsafe-fixes",
            (false, true) => "factum lint --fix",
            (false, false) => "factum lint --unsafe-fixes",
        }
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_fixable(finding)) {
        *counts.entry(command(finding)).or_default() += 1;
    }
    let hints: Vec<String> = counts
        .iter()
        .map(|(command, count)| format!("{count} with {command}"))
        .collect();
    match hints.join(", ").split_once(' ') {
        Some((count, rest)) => format!(" ({count} fixable {rest})"),
        None => String::new(),
    }
}

/// `1 finding`, `2 findings`.
pub fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}
