//! Workflow commands of GitHub Actions, which become annotations on a pull request.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::io::{self, Write};

use factum_message_rules::finding::{Finding, Severity};

use super::Report;

/// Writes one command a finding.
pub fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    for finding in report.findings {
        let place = report.positions.place(finding.span);
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        write!(
            out,
            "::{command} file={},line={}",
            property(place.file),
            place.start.line
        )?;
        // GitHub takes columns only where a finding lies within one line.
        if place.start.line == place.end.line {
            write!(
                out,
                ",col={},endColumn={}",
                place.start.column, place.end.column
            )?;
        } else {
            write!(out, ",endLine={}", place.end.line)?;
        }
        writeln!(
            out,
            ",title={}::{}",
            property(&format!("factum: {}", finding.rule)),
            data(&message(finding))
        )?;
    }
    Ok(())
}

fn message(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        assert_eq!(super::data("100%\r\na: b, c"), "100%25%0D%0Aa: b, c");
        assert_eq!(super::property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
