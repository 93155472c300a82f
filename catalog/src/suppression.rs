//! Comments that silence rules.
//!
//! `# factum: allow(rule, …) reason` at the end of a line covers that line; on a line of its own it
//! covers the entry that follows, with everything in it. `allow-file` covers the file.

use factum_contract::document::{Node, Value};
use factum_contract::span::{Span, Spanned};

use crate::model::Suppression;
use crate::problem::{Problem, ProblemKind};
use crate::reader::Document;
use crate::yaml::Comment;

/// The suppressions of a file, and what is wrong with comments that were meant to be some.
pub(crate) fn read(document: &Document) -> (Vec<Suppression>, Vec<Problem>) {
    let mut suppressions = Vec::new();
    let mut problems = Vec::new();
    if let Some(outline) = &document.rust {
        suppressions.extend(outline.suppressions.iter().cloned());
    }
    let entries = if document.comments.is_empty() {
        Vec::new()
    } else {
        entries(document)
    };
    for comment in &document.comments {
        match suppression(comment, document, &entries) {
            Some(suppression) => suppressions.push(suppression),
            None => problems.push(
                Problem::new(
                    ProblemKind::InvalidValue,
                    comment.span,
                    "this comment speaks to factum and is not understood",
                )
                .help(format!(
                    "write `{} factum: allow(rule-id) the reason`",
                    match document.text.get(comment.span.range()) {
                        Some(text) if text.starts_with("//") => "//",
                        _ => "#",
                    }
                ))
                .about(&*document.path),
            ),
        }
    }
    (suppressions, problems)
}

fn suppression(comment: &Comment, document: &Document, entries: &[Span]) -> Option<Suppression> {
    let (whole_file, rest) = match comment.text.strip_prefix("allow-file") {
        Some(rest) => (true, rest),
        None => (false, comment.text.strip_prefix("allow")?),
    };
    let (ids, reason) = rest.trim_start().strip_prefix('(')?.split_once(')')?;
    let written = document.text.get(comment.span.range())?;
    let mut from = written.find('(')? + 1;
    let mut rules = Vec::new();
    for id in ids.split(',') {
        let start = from + id.len() - id.trim_start().len();
        let name = id.trim();
        from += id.len() + 1;
        rules.push(Spanned::new(
            name.into(),
            comment.span.slice(start, start + name.len()),
        ));
    }
    let covers = if whole_file {
        Span::new(document.file, 0, document.text.len())
    } else {
        covered(comment.span, document, entries)
    };
    let reason = reason.trim_start_matches([':', '-', '–', '—', ' ']).trim();
    Some(Suppression {
        rules,
        reason: reason.into(),
        covers,
        span: comment.span,
    })
}

fn covered(comment: Span, document: &Document, entries: &[Span]) -> Span {
    let text = &*document.text;
    let line = text[..comment.range().start]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let on_its_own = text[line..comment.range().start]
        .trim_start_matches('\u{feff}')
        .trim()
        .is_empty();
    if !on_its_own {
        return Span::new(document.file, line, comment.range().end);
    }
    let next = entries.partition_point(|entry| entry.start < comment.end);
    entries.get(next).copied().unwrap_or(comment)
}

/// All entries and items of a file by where they begin; of those that begin together, the outermost
/// first.
fn entries(document: &Document) -> Vec<Span> {
    let mut found = document.statements.clone();
    let mut waiting: Vec<&Node> = document.roots.iter().collect();
    while let Some(node) = waiting.pop() {
        match &node.value {
            Value::Scalar(_) => {}
            Value::List(items) => {
                found.extend(items.iter().map(|item| item.span));
                waiting.extend(items);
            }
            Value::Map(entries) => {
                found.extend(
                    entries
                        .iter()
                        .map(|entry| entry.key_span.to(entry.value.span)),
                );
                waiting.extend(entries.iter().map(|entry| &entry.value));
            }
        }
    }
    found.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    found
}
