//! Markdown: a comment for a pull request.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use factum_message_rules::finding::{Affected, Finding, Severity};

use super::{Report, summary};

/// Writes the findings by what they are about, the worst first: who breaks, and each finding as an
/// item with its place and what to do.
pub fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "### factum: {}", summary(report))?;
    for (subject, findings) in groups(report) {
        writeln!(out, "\n#### {}\n", code(subject))?;
        let consumers = consumers(&findings);
        if !consumers.is_empty() {
            writeln!(out, "Breaks {}.\n", markdown_text(&consumers))?;
        }
        for finding in findings {
            write_item(report, finding, out)?;
        }
    }
    Ok(())
}

/// The findings about each message, or about what else they are about. What has the worst finding
/// comes first, and of what is equally bad, what stands first.
fn groups<'a>(report: &Report<'a>) -> Vec<(&'a str, Vec<&'a Finding>)> {
    let messages: HashSet<String> = report
        .catalog
        .messages
        .iter()
        .map(|message| message.identity().to_string())
        .collect();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for finding in report.findings {
        let subject = message_of(&finding.subject, &messages);
        let place = *places.entry(subject).or_insert_with(|| {
            groups.push((subject, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(finding);
    }
    for (_, findings) in &mut groups {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
    let worst = |findings: &[&Finding]| findings.iter().map(|finding| finding.severity).max();
    groups.sort_by_key(|(_, findings)| std::cmp::Reverse(worst(findings)));
    groups
}

/// The message that a subject is, or that the part named after `#` or `.` belongs to.
fn message_of<'a>(subject: &'a str, messages: &HashSet<String>) -> &'a str {
    let whole = subject.split_once('#').map_or(subject, |(whole, _)| whole);
    std::iter::successors(Some(whole), |name| {
        name.rsplit_once('.').map(|(owner, _)| owner)
    })
    .find(|name| messages.contains(*name))
    .unwrap_or(whole)
}

/// `billing (team-money), shipping`: all that break by any of the findings.
fn consumers(findings: &[&Finding]) -> String {
    let mut names: Vec<String> = findings
        .iter()
        .flat_map(|finding| &finding.affected)
        .map(Affected::to_string)
        .collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn write_item(report: &Report<'_>, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let place = report.positions.place(finding.span);
    let mark = match finding.severity {
        Severity::Error => "**error**",
        other => other.as_str(),
    };
    writeln!(
        out,
        "- {mark}: {} (`{}`) — `{}:{}`",
        markdown_text(&finding.message),
        finding.rule,
        place.file.replace('`', ""),
        place.start.line
    )?;
    for related in &finding.related {
        let place = report.positions.place(related.span);
        let file = place.file.replace('`', "");
        writeln!(
            out,
            "  - {}: `{file}:{}`",
            markdown_text(&related.message),
            place.start.line
        )?;
    }
    if let Some(help) = &finding.help {
        writeln!(out, "  - {}", markdown_text(help))?;
    }
    Ok(())
}

/// A name as code; a backtick in it would end the code.
pub fn code(name: &str) -> String {
    format!("`{}`", name.replace(['`', '\n', '\r'], ""))
}

/// Text in which only quoted names are markup: everything else that Markdown or HTML would read is
/// escaped, and a line stays one.
pub fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let is_paired = text.matches('`').count().is_multiple_of(2);
    let mut in_code = false;
    for character in text.chars() {
        match character {
            '`' if is_paired => {
                in_code = !in_code;
                escaped.push(character);
            }
            '\n' | '\r' => escaped.push(' '),
            '<' if !in_code => escaped.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '@' | '#' if !in_code => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_quoted_names_are_markup() {
        assert_eq!(
            super::markdown_text("`a_b` is *no* <b>\n@x"),
            "`a_b` is \\*no\\* &lt;b> \\@x"
        );
        assert_eq!(super::markdown_text("one ` alone"), "one \\` alone");
    }
}
