//! Every reference of a file, checked.

use std::collections::HashSet;

use factum_contract::document::{Entry, Node};
use factum_contract::span::{FileId, Span};

use super::suggest::inside;
use super::{Library, Target, uri};
use crate::problem::{Problem, ProblemKind};

/// For how many references that lead nowhere it is looked for what was meant: each may take a look
/// at all there is.
const SEARCHES: usize = 100;

impl<'a> Library<'a> {
    /// What is wrong with the references in these files. One URL is reported once; those that
    /// `known` has an answer for are not.
    pub(crate) fn check(
        &self,
        files: impl IntoIterator<Item = FileId>,
        known: impl Fn(&str) -> bool,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut reported = HashSet::new();
        let mut safe = HashSet::new();
        let mut searches = SEARCHES;
        for file in files {
            let among_properties = self.index.misplaced.get(&file).into_iter().flatten();
            problems.extend(among_properties.map(|entry| misplaced(entry)));
            for reference in self.references(file) {
                match self.resolve(reference) {
                    Target::Missing => {
                        problems.push(self.missing(reference, searches > 0));
                        searches = searches.saturating_sub(1);
                    }
                    Target::Remote => {
                        let url = self.absolute(reference);
                        let (location, _) = uri::split_fragment(&url);
                        if !known(&url) && reported.insert(location.to_owned()) {
                            problems.push(remote(reference, location));
                        }
                    }
                    Target::Node(node) => problems.extend(self.circle(reference, node, &mut safe)),
                    Target::Protobuf(_) | Target::Foreign | Target::Broken(_) => {}
                }
            }
        }
        problems
    }

    /// A reference that leads to itself by references alone. `safe` remembers where none begins.
    fn circle(
        &self,
        reference: &'a Node,
        target: &'a Node,
        safe: &mut HashSet<Span>,
    ) -> Option<Problem> {
        let mut seen = HashSet::new();
        let mut node = target;
        let mut passed = Vec::new();
        let closed = loop {
            if safe.contains(&node.span) {
                break false;
            }
            if !seen.insert(node.span) {
                break true;
            }
            passed.push(node.span);
            let next = node.get("$ref").filter(|next| next.text().is_some());
            match next.and_then(|next| self.resolve(next).node()) {
                Some(next) => node = next,
                None => break false,
            }
        };
        safe.extend(passed);
        closed.then(|| {
            let text = reference.text().unwrap_or_default();
            Problem::new(
                ProblemKind::UnresolvedReference,
                inside(reference),
                format!("`{text}` leads back to itself"),
            )
            .label("only references, in a circle")
            .help("let one of them define something")
            .about(text)
        })
    }
}

fn remote(reference: &Node, url: &str) -> Problem {
    if url.starts_with("file:") {
        return Problem::new(
            ProblemKind::UnresolvedReference,
            inside(reference),
            format!("`{url}` leads out of the catalog"),
        )
        .help("keep a copy in the catalog, and refer to it by a relative path")
        .about(url);
    }
    Problem::new(
        ProblemKind::RemoteReference,
        inside(reference),
        format!("`{url}` is on the network, where factum never looks"),
    )
    .help("keep a copy, and name it for this under `[references]` in factum.toml")
    .about(url)
}

fn misplaced(entry: &Entry) -> Problem {
    Problem::new(
        ProblemKind::InvalidValue,
        entry.key_span,
        "among properties, `$ref` is a property and refers to nothing",
    )
    .help("move it out, under `allOf` beside `properties`")
    .about("$ref")
}
