//! What was found, in one line.

use std::collections::HashSet;

use factum_message_rules::finding::{Finding, Safety, Severity};

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
        fixable(report.findings)
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

/// `1 finding`, `2 findings`.
pub fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}
