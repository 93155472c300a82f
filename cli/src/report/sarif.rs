//! SARIF 2.1.0 (OASIS), which GitHub and others show as code scanning alerts.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeMap;
use std::io::{self, Write};

use factum_contract::span::{FileId, Span};
use factum_message_rules::finding::{Edit, Finding, Fix, Severity};
use factum_message_rules::rule::About;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{Report, edits};
use crate::position::{Place, Positions};

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message<&'static str>,
    full_description: Message<&'static str>,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Message<T> {
    text: T,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<String>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    logical_locations: [LogicalLocation<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RelatedLocation<'a> {
    id: usize,
    message: Message<&'a str>,
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: Message<String>,
    artifact_changes: Vec<ArtifactChange<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Message<&'a str>,
}

/// Writes one run, with the metadata of every rule.
pub fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let rules: Vec<&'static About> = factum_rules::rules().collect();
    let index: BTreeMap<&str, usize> = rules.iter().map(|rule| rule.id).zip(0..).collect();
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "factum",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.into_iter().map(rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: report
                .fingerprinted()
                .map(|(finding, fingerprint)| SarifResult {
                    rule_index: index.get(finding.rule).copied(),
                    ..result(finding, fingerprint, &report.positions)
                })
                .collect(),
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(about: &'static About) -> Rule {
    Rule {
        id: about.id,
        short_description: Message { text: about.what },
        full_description: Message { text: about.why },
        help: Help {
            text: format!("{}. {}", about.what, about.why),
            markdown: format!(
                "{}. {}\n\nNot so:\n\n```yaml\n{}\n```\n\nBut so:\n\n```yaml\n{}\n```\n",
                about.what,
                about.why,
                about.bad.trim(),
                about.good.trim()
            ),
        },
        default_configuration: Configuration {
            level: level(about.severity),
        },
        properties: Properties {
            tags: [about.category.as_str()],
        },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result<'a>(
    finding: &'a Finding,
    fingerprint: &'a str,
    positions: &Positions<'a>,
) -> SarifResult<'a> {
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    SarifResult {
        rule_id: finding.rule,
        rule_index: None,
        level: level(finding.severity),
        message: Message {
            text: std::iter::once(finding.message.clone())
                .chain(help)
                .collect(),
        },
        locations: [Location {
            physical_location: physical(finding.span, positions),
            logical_locations: [LogicalLocation {
                fully_qualified_name: &finding.subject,
            }],
        }],
        related_locations: (0..)
            .zip(&finding.related)
            .map(|(id, related)| RelatedLocation {
                id,
                message: Message {
                    text: &related.message,
                },
                physical_location: physical(related.span, positions),
            })
            .collect(),
        partial_fingerprints: BTreeMap::from([("factum/v1", fingerprint)]),
        fixes: finding
            .fixes
            .iter()
            .map(|fix| sarif_fix(fix, positions))
            .collect(),
    }
}

fn physical(span: Span, positions: &Positions<'_>) -> PhysicalLocation {
    let place = positions.place(span);
    PhysicalLocation {
        artifact_location: ArtifactLocation {
            uri: uri(place.file),
        },
        region: region(&place),
    }
}

fn region(place: &Place<'_>) -> Region {
    Region {
        start_line: place.start.line,
        start_column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}

fn sarif_fix<'a>(fix: &'a Fix, positions: &Positions<'a>) -> SarifFix<'a> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in edits(fix) {
        by_file.entry(edit.span.file).or_default().push(edit);
    }
    SarifFix {
        description: Message {
            text: format!("{} ({})", fix.message, fix.safety.as_str()),
        },
        artifact_changes: by_file
            .values()
            .map(|edits| artifact_change(edits, positions))
            .collect(),
    }
}

fn artifact_change<'a>(edits: &[&'a Edit], positions: &Positions<'a>) -> ArtifactChange<'a> {
    let file = edits
        .first()
        .map_or("", |edit| positions.place(edit.span).file);
    ArtifactChange {
        artifact_location: ArtifactLocation { uri: uri(file) },
        replacements: edits
            .iter()
            .map(|edit| Replacement {
                deleted_region: region(&positions.place(edit.span)),
                inserted_content: Message { text: &edit.text },
            })
            .collect(),
    }
}

/// Every byte but unreserved ones (RFC 3986, section 2.3) and `/`.
const NOT_IN_PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    utf8_percent_encode(path, &NOT_IN_PATH).to_string()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(super::uri("../a b/ü#1.yaml"), "../a%20b/%C3%BC%231.yaml");
    }
}
