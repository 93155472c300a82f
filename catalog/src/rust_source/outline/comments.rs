//! Comments that speak to factum: `// factum: allow(rule) reason`.

use factum_contract::span::Span;
use proc_macro2::{TokenStream, TokenTree};

use super::place::Source;
use crate::yaml::Comment;

/// What a comment begins with that speaks to factum.
pub(super) const SPEAKS: &str = "factum:";

/// The comments of a file that speak to factum, in order. What stands within a string or a
/// documentation comment is none.
pub(super) fn read(source: &Source<'_>, tokens: &TokenStream) -> Vec<Comment> {
    let mut comments = candidates(source);
    if !comments.is_empty() {
        let texts = literals(source, tokens);
        comments.retain(|comment| begins(source, comment.span, &texts));
    }
    comments
}

fn candidates(source: &Source<'_>) -> Vec<Comment> {
    let mut comments = Vec::new();
    for (at, _) in source.text.match_indices(SPEAKS) {
        let before = source.text[..at].trim_end_matches([' ', '\t']);
        if !before.ends_with("//") || before.ends_with("///") {
            continue;
        }
        let start = before.len() - "//".len();
        let line = source.text[start..].lines().next().unwrap_or_default();
        comments.push(Comment {
            text: line[at + SPEAKS.len() - start..].trim().to_owned(),
            span: Span::new(source.file, start, start + line.trim_end().len()),
        });
    }
    comments
}

/// Whether a comment begins there: it is within no text, and within no other comment.
fn begins(source: &Source<'_>, comment: Span, texts: &[Span]) -> bool {
    let before = &source.text[..comment.range().start];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let slashes = source.text[line..].match_indices("//");
    let is_in_text = |at: usize| texts.iter().any(|text| text.range().contains(&at));
    let mut starts = slashes
        .map(|(at, _)| line + at)
        .filter(|at| !is_in_text(*at));
    starts.next() == Some(comment.range().start)
}

/// Where strings and documentation stand.
fn literals(source: &Source<'_>, tokens: &TokenStream) -> Vec<Span> {
    let mut found = Vec::new();
    let mut waiting = vec![tokens.clone()];
    while let Some(tokens) = waiting.pop() {
        for token in tokens {
            match token {
                TokenTree::Group(group) => waiting.push(group.stream()),
                TokenTree::Literal(literal) => found.push(source.span(literal.span())),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
    found
}
