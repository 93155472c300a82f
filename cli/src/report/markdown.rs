//! Markdown: a comment for a pull request.

use std::io::{self, Write};

use factum_message_rules::finding::{Finding, Severity};

use super::{Report, summary};

/// Writes what fails first, each finding as an item with its place and what to do.
pub fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "### factum: {}", summary(report))?;
    for severity in Severity::ALL.iter().rev() {
        let of_severity = |finding: &&Finding| finding.severity == *severity;
        let findings: Vec<&Finding> = report.findings.iter().filter(of_severity).collect();
        if !findings.is_empty() {
            writeln!(out, "\n#### {severity}\n")?;
        }
        for finding in findings {
            write_item(report, finding, out)?;
        }
    }
    Ok(())
}

fn write_item(report: &Report<'_>, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let place = report.positions.place(finding.span);
    writeln!(
        out,
        "- {} ([`{}`]({})) — `{}:{}`",
        text(&finding.message),
        finding.rule,
        super::rule_url(finding.rule),
        place.file.replace('`', ""),
        place.start.line
    )?;
    for related in &finding.related {
        let place = report.positions.place(related.span);
        let file = place.file.replace('`', "");
        writeln!(
            out,
            "  - {}: `{file}:{}`",
            text(&related.message),
            place.start.line
        )?;
    }
    if let Some(help) = &finding.help {
        writeln!(out, "  - {}", text(help))?;
    }
    Ok(())
}

/// Text in which only quoted names are markup: everything else that Markdown or HTML would read is
/// escaped, and a line stays one.
fn text(text: &str) -> String {
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
            super::text("`a_b` is *no* <b>\n@x"),
            "`a_b` is \\*no\\* &lt;b> \\@x"
        );
        assert_eq!(super::text("one ` alone"), "one \\` alone");
    }
}
