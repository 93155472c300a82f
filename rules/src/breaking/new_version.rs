//! The way out of an incompatible change: publish it as a new version, and keep the old one beside
//! it.

use factum_catalog::Catalog;
use factum_catalog::contract::message::Version;

use super::comparison::{Comparison, Pair};
use super::verdict::Verdict;
use crate::message::finding::{Change, Edit, Fix, Safety};

/// The fix for a native message: its `version` goes up by one, and its definition of before is
/// written beneath it as `Name@n`. None where the definition of before is not all there is to it,
/// as when a type that it shares with others changed too.
pub(super) fn fix(comparison: &Comparison<'_>, pair: &Pair<'_>, verdict: &Verdict) -> Option<Fix> {
    let Version::Major(version) = pair.new.version else {
        return None;
    };
    if !pair.new.schemas.is_empty() || pair.is_renamed() {
        return None;
    }
    let inside = |verdict: &Verdict| {
        let new = verdict.backward.iter().map(|it| it.reader);
        let old = verdict.forward.iter().map(|it| it.writer);
        new.chain(old)
            .flatten()
            .all(|place| pair.new.span.contains(place))
    };
    let next = version.checked_add(1)?;
    let name = &*pair.new.name.value;
    let now = comparison
        .new
        .text(pair.new.span)
        .strip_prefix(name)?
        .strip_prefix(':')?;
    let then = comparison
        .old
        .text(pair.old.span)
        .strip_prefix(name)?
        .strip_prefix(':')?;
    let column = indent(comparison, pair)?;
    let taken = comparison.new.messages.iter().any(|other| {
        other.name.value == pair.new.name.value
            && other.namespace == pair.new.namespace
            && other.version == Version::Major(next)
    });
    if !inside(verdict) || taken {
        return None;
    }
    let after_key = pair.new.span.slice(name.len() + 1, name.len() + 1);
    let line_break = line_break(comparison.new, pair);
    let then = then.replace("\r\n", "\n").replace('\n', line_break);
    let raise = match pair.new.version_span {
        Some(place) => Edit {
            span: place,
            text: next.to_string(),
        },
        None if now.trim_start().starts_with('{') => {
            let brace = name.len() + 1 + now.find('{')? + 1;
            Edit {
                span: pair.new.span.slice(brace, brace),
                text: format!(" version: {next},"),
            }
        }
        None => Edit {
            span: after_key,
            text: format!("{line_break}{}version: {next}", " ".repeat(column + 2)),
        },
    };
    let end = pair.new.span.range().len();
    let keep = Edit {
        span: pair.new.span.slice(end, end),
        text: format!("{line_break}{}{name}@{version}:{then}", " ".repeat(column)),
    };
    Some(Fix {
        safety: Safety::Unsafe,
        message: format!("publish it as version {next}, and keep version {version} beside it"),
        change: Change::Edits(vec![raise, keep]),
    })
}

/// How the file of the newer definition ends its lines.
fn line_break(catalog: &Catalog, pair: &Pair<'_>) -> &'static str {
    let source = catalog.source(pair.new.span.file);
    match source.is_some_and(|source| source.text.contains("\r\n")) {
        true => "\r\n",
        false => "\n",
    }
}

/// How far both definitions are indented, if they are so alike and stand on lines of their own.
fn indent(comparison: &Comparison<'_>, pair: &Pair<'_>) -> Option<usize> {
    let column = |text: &str, start: usize| {
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let before = &text[line..start];
        before.chars().all(|c| c == ' ').then_some(before.len())
    };
    let place = |catalog: &Catalog, span: factum_catalog::contract::span::Span| {
        let source = catalog.source(span.file)?;
        column(&source.text, span.range().start)
    };
    let now = place(comparison.new, pair.new.span)?;
    let then = place(comparison.old, pair.old.span)?;
    (now == then).then_some(now)
}
