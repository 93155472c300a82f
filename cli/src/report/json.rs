//! One JSON object: what other programs build on.

use std::io::{self, Write};

use factum_contract::compatibility::Direction;
use factum_message_rules::finding::{Affected, Finding, Fix};
use serde::Serialize;

use super::{Report, edits, is_fixable, rule_url};
use crate::position::{Place, Positions};

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    why: &'a str,
    help: Option<&'a str>,
    subject: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<JsonRelated<'a>>,
    fixes: Vec<JsonFix<'a>>,
    fixable: bool,
    affected: Vec<JsonAffected<'a>>,
    direction: Option<&'static str>,
    url: String,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

/// A consumer that breaks.
#[derive(Serialize)]
pub struct JsonAffected<'a> {
    service: &'a str,
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    safety: &'static str,
    message: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

/// Writes the object that design and documentation describe under *Machine-readable output*.
pub fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let document = Document {
        schema_version: 1,
        findings: report
            .fingerprinted()
            .map(|(finding, fingerprint)| json_finding(finding, fingerprint, &report.positions))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn json_finding<'a>(
    finding: &'a Finding,
    fingerprint: &'a str,
    positions: &Positions<'a>,
) -> JsonFinding<'a> {
    JsonFinding {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        message: &finding.message,
        why: finding.why,
        help: finding.help.as_deref(),
        subject: &finding.subject,
        place: positions.place(finding.span),
        related: finding
            .related
            .iter()
            .map(|related| JsonRelated {
                message: &related.message,
                place: positions.place(related.span),
            })
            .collect(),
        fixes: finding
            .fixes
            .iter()
            .map(|fix| json_fix(fix, positions))
            .collect(),
        fixable: is_fixable(finding),
        affected: json_affected(&finding.affected),
        direction: finding.direction.map(Direction::name),
        url: rule_url(finding.rule),
        fingerprint,
    }
}

/// Consumers that break, each with the team that owns it or null.
pub fn json_affected(affected: &[Affected]) -> Vec<JsonAffected<'_>> {
    affected
        .iter()
        .map(|affected| JsonAffected {
            service: &affected.service,
            owner: affected.owner.as_deref(),
        })
        .collect()
}

fn json_fix<'a>(fix: &'a Fix, positions: &Positions<'a>) -> JsonFix<'a> {
    JsonFix {
        safety: fix.safety.as_str(),
        message: &fix.message,
        edits: edits(fix)
            .iter()
            .map(|edit| JsonEdit {
                place: positions.place(edit.span),
                text: &edit.text,
            })
            .collect(),
    }
}
