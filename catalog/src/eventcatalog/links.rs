//! References in the text of a page: `[[event|order-placed]]`.

use std::ops::Range;

use factum_contract::document::{Entry, Node, Value};
use factum_contract::span::{Span, Spanned};

use super::page::{body, prose};
use super::place::Kind;
use super::resource::{Family, Resource};
use super::wiring::Wiring;

impl Wiring<'_> {
    /// Checks the references in the text of a resource's page.
    pub(super) fn check_links(&mut self, resource: &Resource<'_>) {
        let body = body(resource.text, resource.root.span.range().end);
        for link in links(resource.text, body) {
            let Some((word, rest)) = split(resource.text, link) else {
                continue;
            };
            let Some(kind) = Kind::of_word(&resource.text[word.clone()]) else {
                continue;
            };
            let place =
                |range: Range<usize>| Span::new(resource.root.span.file, range.start, range.end);
            let written =
                |range: Range<usize>| Node::string(&resource.text[range.clone()], place(range));
            let version = resource.text[rest.clone()]
                .find(['|', '@'])
                .map(|at| rest.start + at);
            let id = rest.start..version.unwrap_or(rest.end);
            // A page may be called by its name as well.
            if self
                .shelf
                .has_name(Family::of(kind), &resource.text[id.clone()])
            {
                continue;
            }
            let entry = |key: &str, range: Range<usize>| Entry {
                key: key.into(),
                key_span: place(range.clone()),
                value: written(range),
            };
            let mut pointer = vec![entry("id", id)];
            if let Some(at) = version {
                pointer.push(entry("version", at + 1..rest.end));
            }
            let pointer = Node {
                value: Value::Map(pointer),
                span: place(rest),
            };
            let said = Spanned::new(resource.text[word.clone()].into(), place(word));
            self.check_kind(kind, &said, &pointer, &resource.id.value);
        }
    }
}

/// The insides of all `[[…]]` that are no code.
fn links(text: &str, body: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, line) in prose(text, body) {
        links_in_line(line, start, &mut found);
    }
    found
}

fn links_in_line(line: &str, start: usize, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    let mut is_code = false;
    while let Some(open) = line[at..].find("[[").map(|offset| at + offset) {
        let ticks = line[at..open].bytes().filter(|byte| *byte == b'`').count();
        is_code ^= ticks % 2 == 1;
        let inside = open + 2;
        let Some(length) = line[inside..].find("]]") else {
            return;
        };
        if !is_code {
            found.push(start + inside..start + inside + length);
        }
        at = inside + length;
    }
}

/// The type and the rest of a reference; a table escapes the `|` between them.
fn split(text: &str, link: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let bar = link.start + text[link.clone()].find('|')?;
    let word = text[link.start..bar].trim_end_matches('\\').trim();
    (!word.is_empty() && text[link.start..].starts_with(word))
        .then(|| (link.start..link.start + word.len(), bar + 1..link.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_no_reference() {
        let text = "---\nid: a\n---\n[[event|A]] `[[event|B]]` [[service\\|C|1.0.0]]\n```\n[[event|D]]\n```\n[[E]] [[event|F\n";
        let found: Vec<_> = links(text, body(text, 9))
            .into_iter()
            .map(|link| match split(text, link.clone()) {
                Some((word, rest)) => format!("{} {}", &text[word], &text[rest]),
                None => text[link].to_owned(),
            })
            .collect();
        assert_eq!(found, ["event A", "service C|1.0.0", "E"]);
    }
}
