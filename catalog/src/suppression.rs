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
    for comment in &document.comments {
        match suppression(comment, document) {
            Some(suppression) => suppressions.push(suppression),
            None => problems.push(
                Problem::new(
                    ProblemKind::InvalidValue,
                    comment.span,
                    "this comment speaks to factum and is not understood",
                )
                .help("write `# factum: allow(rule-id) the reason`")
                .about(&*document.path),
            ),
        }
    }
    (suppressions, problems)
}

fn suppression(comment: &Comment, document: &Document) -> Option<Suppression> {
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
        covered(comment.span, document)
    };
    let reason = reason.trim_start_matches([':', '-', '–', '—', ' ']).trim();
    Some(Suppression {
        rules,
        reason: reason.into(),
        covers,
        span: comment.span,
    })
}

fn covered(comment: Span, document: &Document) -> Span {
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
    let mut next: Option<Span> = None;
    for root in &document.roots {
        find_next(root, comment.end, &mut next);
    }
    next.unwrap_or(comment)
}

/// The first entry or item that begins at `after` or later; of those that begin together, the
/// outermost.
fn find_next(node: &Node, after: u32, next: &mut Option<Span>) {
    let mut consider = |span: Span| {
        if span.start >= after && next.is_none_or(|found| span.start < found.start) {
            *next = Some(span);
        }
    };
    match &node.value {
        Value::Scalar(_) => {}
        Value::List(items) => {
            for item in items {
                consider(item.span);
            }
            for item in items.iter().filter(|item| item.span.end > after) {
                find_next(item, after, next);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                consider(entry.key_span.to(entry.value.span));
            }
            for entry in entries.iter().filter(|entry| entry.value.span.end > after) {
                find_next(&entry.value, after, next);
            }
        }
    }
}
