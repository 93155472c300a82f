//! JUnit XML: a test suite a file, a test case a finding.
//!
//! There is no standard; this follows the schema that Jenkins and GitLab read
//! (<https://github.com/testmoapp/junitxml>).

use std::collections::BTreeMap;
use std::io::{self, Write};

use factum_contract::span::FileId;
use factum_message_rules::finding::Finding;

use super::Report;

/// Writes a failed case for what fails the run, and a passed one with its output for the rest. If
/// nothing was found, there is one passed case.
pub fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut by_file: BTreeMap<FileId, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings {
        by_file.entry(finding.span.file).or_default().push(finding);
    }
    let counts = |findings: &mut dyn Iterator<Item = &Finding>| {
        let (mut all, mut failed) = (0, 0);
        for finding in findings {
            all += 1;
            failed += usize::from(report.fails(finding));
        }
        format!(r#"tests="{}" failures="{failed}""#, all.max(1))
    };
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let total = counts(&mut report.findings.iter());
    writeln!(out, r#"<testsuites name="factum" {total}>"#)?;
    for (file, findings) in &by_file {
        let name = report
            .catalog
            .source(*file)
            .map_or("", |source| &source.path);
        let name = escape(name);
        let counts = counts(&mut findings.iter().copied());
        writeln!(out, r#"  <testsuite name="{name}" {counts}>"#)?;
        for finding in findings {
            write_case(report, &name, finding, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    if by_file.is_empty() {
        writeln!(out, r#"  <testsuite name="factum" tests="1" failures="0">"#)?;
        writeln!(
            out,
            r#"    <testcase classname="factum" name="nothing found"/>"#
        )?;
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
    let place = report.positions.place(finding.span);
    let (line, column) = (place.start.line, place.start.column);
    let (rule, message) = (finding.rule, escape(&finding.message));
    let help = finding.help.as_deref().unwrap_or(finding.why);
    let text = escape(&format!("{place}: {}\nhelp: {help}", finding.severity));
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
