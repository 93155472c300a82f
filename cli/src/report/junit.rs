//! JUnit XML: a test suite a file, a test case a finding.
//!
//! There is no standard; this follows the schema that Jenkins and GitLab read
//! (<https://github.com/testmoapp/junitxml>).

use std::io::{self, Write};

use factum_message_rules::finding::Finding;

use super::Report;

/// Writes a failed case for what fails the run, and a passed one with its output for the rest. A
/// file in which nothing was found is a suite with one passed case.
pub fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut by_file: Vec<Vec<&Finding>> = vec![Vec::new(); report.catalog.sources.len()];
    for finding in report.findings {
        if let Some(findings) = by_file.get_mut(finding.span.file.0 as usize) {
            findings.push(finding);
        }
    }
    let total: usize = by_file.iter().map(|findings| findings.len().max(1)).sum();
    let failures = report
        .findings
        .iter()
        .filter(|finding| report.fails(finding))
        .count();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="factum" tests="{total}" failures="{failures}">"#
    )?;
    for (source, findings) in report.catalog.sources.iter().zip(by_file) {
        let file = escape(&source.path);
        let failures = findings
            .iter()
            .filter(|finding| report.fails(finding))
            .count();
        writeln!(
            out,
            r#"  <testsuite name="{file}" tests="{}" failures="{failures}">"#,
            findings.len().max(1)
        )?;
        if findings.is_empty() {
            writeln!(out, r#"    <testcase classname="{file}" name="factum"/>"#)?;
        }
        for finding in findings {
            write_case(report, &file, finding, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn write_case(
    report: &Report<'_>,
    file: &str,
    finding: &Finding,
    out: &mut impl Write,
) -> io::Result<()> {
    let start = report.positions.place(finding.span).start;
    let (line, column) = (start.line, start.column);
    let (rule, message) = (finding.rule, escape(&finding.message));
    let help = finding.help.as_deref().unwrap_or(finding.why);
    let text = escape(&format!(
        "{}:{line}:{column}: {}\nhelp: {help}",
        report.positions.place(finding.span).file,
        finding.severity
    ));
    writeln!(
        out,
        r#"    <testcase classname="{file}" name="{rule} ({line}:{column})" file="{file}" line="{line}">"#
    )?;
    if report.fails(finding) {
        writeln!(
            out,
            r#"      <failure type="{rule}" message="{message}">{text}</failure>"#
        )?;
    } else {
        writeln!(out, "      <system-out>{message}\n{text}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

/// Escapes text and attribute values, and replaces what XML 1.0 cannot hold.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(character),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_is_escaped_and_what_xml_cannot_hold_replaced() {
        assert_eq!(
            super::escape("<a b=\"&\">\u{1b}"),
            "&lt;a b=&quot;&amp;&quot;&gt;\u{fffd}"
        );
    }
}
