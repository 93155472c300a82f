//! Comments that silence rules, and what is wrong with them.

use std::collections::HashMap;

use factum_catalog::Catalog;
use factum_catalog::contract::span::{FileId, Span};
use factum_catalog::model::Suppression;
use factum_catalog::problem::nearest;
use factum_message_rules::finding::{Edit, Finding, Findings, Safety, Severity};
use factum_message_rules::rule::{About, Category, Preset};

use crate::levels::Levels;
use crate::settings::Level;

/// The rules about suppressions.
pub(crate) static ALL: &[About] = &[WITHOUT_REASON, UNUSED];

const WITHOUT_REASON: About = About {
    id: "suppression-without-reason",
    category: Category::Catalog,
    severity: Severity::Warning,
    preset: Preset::Standard,
    what: "A comment that silences a rule and does not say why",
    why: "Who meets the comment in a year cannot tell whether it still holds.",
    bad: "\
events:
  # factum: allow(no-verb)
  Payment:
    doc: The bank moved the money.
    fields: { payment_id: uuid, paid_at: timestamp }
",
    good: "\
events:
  # factum: allow(no-verb) the name is older than we are, and forty consumers know it
  Payment:
    doc: The bank moved the money.
    fields: { payment_id: uuid, paid_at: timestamp }
",
};

const UNUSED: About = About {
    id: "unused-suppression",
    category: Category::Catalog,
    severity: Severity::Warning,
    preset: Preset::Standard,
    what: "A comment that silences nothing",
    why: "It hides the next real finding at this place, and tells readers of a fault that is gone.",
    bad: "\
events:
  # factum: allow(no-verb) the name is older than we are
  PaymentReceived:
    doc: The bank moved the money.
    fields: { payment_id: uuid, received_at: timestamp }
",
    good: "\
events:
  PaymentReceived:
    doc: The bank moved the money.
    fields: { payment_id: uuid, received_at: timestamp }
",
};

/// One rule of one comment.
#[derive(Clone, Copy)]
struct Silence {
    covers: Span,
    suppression: usize,
    rule: usize,
}

/// Drops the findings that a comment silences (`found` is in order), and reports what is wrong
/// with the comments. `ran` tells of which rules all findings are there: a comment for another
/// rule may be of use elsewhere.
pub(crate) fn apply(
    catalog: &Catalog,
    levels: &Levels,
    found: &mut Vec<Finding>,
    ran: impl Fn(&About) -> bool,
) -> Vec<Finding> {
    let used = silence(catalog, found);
    let mut reports = Vec::new();
    if ran(&UNUSED) {
        for (suppression, used) in catalog.suppressions.iter().zip(&used) {
            report_missing_reason(suppression, &mut Findings::new(&ALL[0], &mut reports));
            report_unknown(suppression, &mut Findings::new(&ALL[1], &mut reports));
            let file = suppression.span.file;
            let idle = |(rule, used): (usize, &bool)| {
                let id = &*suppression.rules[rule].value;
                let ran = crate::rule(id).is_some_and(&ran);
                (!used && ran && levels.get(file, id) != Level::Off).then_some(rule)
            };
            let unused: Vec<usize> = used.iter().enumerate().filter_map(idle).collect();
            if !unused.is_empty() {
                let mut findings = Findings::new(&ALL[1], &mut reports);
                report_unused(catalog, suppression, &unused, &mut findings);
            }
        }
    }
    reports
}

/// Drops what is silenced; which rules of which comments did it.
fn silence(catalog: &Catalog, found: &mut Vec<Finding>) -> Vec<Vec<bool>> {
    let mut waiting: HashMap<(FileId, &str), Vec<Silence>> = HashMap::new();
    for (index, suppression) in catalog.suppressions.iter().enumerate() {
        for (rule, id) in suppression.rules.iter().enumerate() {
            let covers = suppression.covers;
            waiting
                .entry((covers.file, &*id.value))
                .or_default()
                .push(Silence {
                    covers,
                    suppression: index,
                    rule,
                });
        }
    }
    for silences in waiting.values_mut() {
        // The first one to begin stands last, to be taken from the end.
        silences.sort_by_key(|silence| std::cmp::Reverse(silence.covers));
    }
    let mut used: Vec<Vec<bool>> = catalog
        .suppressions
        .iter()
        .map(|suppression| vec![false; suppression.rules.len()])
        .collect();
    // Those that have begun and not ended at the current finding, by file and rule.
    let mut open: HashMap<(FileId, &'static str), Vec<Silence>> = HashMap::new();
    found.retain(|finding| {
        let start = finding.span.start;
        let Some(waiting) = waiting.get_mut(&(finding.span.file, finding.rule)) else {
            return true;
        };
        let open = open.entry((finding.span.file, finding.rule)).or_default();
        while let Some(next) = waiting.pop_if(|next| next.covers.start <= start) {
            open.push(next);
        }
        open.retain(|silence| silence.covers.end > start);
        for silence in &*open {
            used[silence.suppression][silence.rule] = true;
        }
        open.is_empty()
    });
    used
}

fn report_missing_reason(suppression: &Suppression, findings: &mut Findings<'_>) {
    if suppression.reason.trim().is_empty() {
        findings
            .report(
                suppression.span,
                ids(suppression),
                format!("`{}` is allowed without a reason", ids(suppression)),
            )
            .help("write the reason after the bracket");
    }
}

fn report_unknown(suppression: &Suppression, findings: &mut Findings<'_>) {
    for id in &suppression.rules {
        if crate::rule(&id.value).is_some() {
            continue;
        }
        let message = format!("`{}` is no rule", id.value);
        let finding = findings.report(id.span, &id.value, message);
        match nearest(&id.value, crate::rules().map(|about| about.id)) {
            Some(right) => finding.help(format!("did you mean `{right}`?")).fix(
                Safety::Safe,
                format!("write `{right}`"),
                vec![Edit {
                    span: id.span,
                    text: right.to_owned(),
                }],
            ),
            None => finding.help("`factum rules` lists the rules"),
        };
    }
}

fn report_unused(
    catalog: &Catalog,
    suppression: &Suppression,
    unused: &[usize],
    findings: &mut Findings<'_>,
) {
    let [first, ..] = unused else { return };
    let names: Vec<&str> = unused
        .iter()
        .map(|&rule| &*suppression.rules[rule].value)
        .collect();
    let names = names.join("`, `");
    let finding = findings
        .report(
            suppression.rules[*first].span,
            ids(suppression),
            format!("nothing here needs `{names}` to be allowed"),
        )
        .help("remove it");
    let edit = if unused.len() == suppression.rules.len() {
        remove_comment(catalog, suppression.span)
    } else {
        remove_rules(suppression, unused)
    };
    if let Some(edit) = edit {
        finding.fix(Safety::Safe, format!("remove `{names}`"), vec![edit]);
    }
}

/// Writes the list of rules without the unused ones.
fn remove_rules(suppression: &Suppression, unused: &[usize]) -> Option<Edit> {
    let (first, last) = (suppression.rules.first()?, suppression.rules.last()?);
    let kept: Vec<&str> = suppression
        .rules
        .iter()
        .enumerate()
        .filter(|(index, _)| !unused.contains(index))
        .map(|(_, id)| &*id.value)
        .collect();
    Some(Edit {
        span: first.span.to(last.span),
        text: kept.join(", "),
    })
}

/// Removes a comment: with its line if nothing else stands there, else with the blanks before it.
fn remove_comment(catalog: &Catalog, span: Span) -> Option<Edit> {
    let text = &catalog.source(span.file)?.text;
    let range = span.range();
    let before = text.get(..range.start)?;
    let after = text.get(range.end..)?;
    let code = before.trim_end_matches([' ', '\t']);
    let own_line = code.is_empty() || code.ends_with(['\n', '\u{feff}']);
    let line_break = ["\r\n", "\n"]
        .into_iter()
        .find(|line_break| after.starts_with(line_break))
        .map_or(0, str::len);
    let end = if own_line {
        range.end + line_break
    } else {
        range.end
    };
    Some(Edit {
        span: Span::new(span.file, code.len(), end),
        text: String::new(),
    })
}

/// What a finding about a comment is about: the ids in it.
fn ids(suppression: &Suppression) -> String {
    let ids: Vec<&str> = suppression.rules.iter().map(|id| &*id.value).collect();
    ids.join(", ")
}
