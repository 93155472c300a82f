//! Schemas that only list others: a folder's or a document's events, one of which applies.

use std::collections::HashSet;

use factum_contract::document::Node;
use factum_contract::shape::Text;
use factum_contract::span::{FileId, Span, Spanned};

use super::name;
use super::parts::is_annotation_keyword;
use crate::library::{Library, Target, uri};

/// What the listings among some schemas list.
#[derive(Default)]
pub(super) struct Listings<'a> {
    /// Files that are listings, and no events of their own.
    pub(super) files: HashSet<FileId>,
    /// The references to whole files, which stay events of their own.
    pub(super) references: HashSet<Span>,
    /// The definitions listed, which are events, with their names.
    pub(super) events: Vec<(Spanned<Text>, &'a Node)>,
    /// The definitions that were looked at.
    seen: HashSet<Span>,
}

impl<'a> Listings<'a> {
    /// Looks for listings among the `roots` of files.
    pub(super) fn among(
        roots: impl Iterator<Item = &'a Node>,
        library: &Library<'a>,
    ) -> Listings<'a> {
        let mut listings = Listings::default();
        let referred_to = library.referred_to();
        for root in roots.filter(|root| !referred_to.contains(&root.span.file)) {
            let Some(choices) = choices(root) else {
                continue;
            };
            let is_file = |choice: &&Node| is_whole_file(choice, library);
            let all_are_files = choices.iter().all(is_file);
            // A schema with a name of its own is an event of several shapes.
            if !all_are_files && (!is_nameless(root) || choices.iter().any(is_file)) {
                continue;
            }
            listings.files.insert(root.span.file);
            if all_are_files {
                let references = choices.iter().map(|choice| choice.span);
                listings.references.extend(references);
            } else {
                listings.take_definitions(choices, library);
            }
        }
        listings
    }

    /// Takes the definitions in a file; a list among them is taken apart.
    fn take_definitions(&mut self, listed: Vec<&'a Node>, library: &Library<'a>) {
        let mut waiting: Vec<&Node> = listed.into_iter().rev().collect();
        while let Some(reference) = waiting.pop() {
            let Target::Node(target) = library.resolve(reference) else {
                continue;
            };
            if !self.seen.insert(target.span) {
                continue;
            }
            if let Some(choices) = choices(target).filter(|_| is_nameless(target)) {
                waiting.extend(choices.into_iter().rev());
            } else if let Some(name) = name::of_reference(reference, target, library) {
                self.events.push((name, target));
            }
        }
    }
}

/// The references among which a schema that says nothing else leaves the choice, if they are several.
fn choices(node: &Node) -> Option<Vec<&Node>> {
    let entries = node.as_map()?.iter();
    let mut said =
        entries.filter(|entry| !is_annotation_keyword(&entry.key) && &*entry.key != "type");
    let (Some(choice), None) = (said.next(), said.next()) else {
        return None;
    };
    let alternatives = choice.value.as_list()?;
    (matches!(&*choice.key, "oneOf" | "anyOf") && alternatives.len() > 1)
        .then(|| alternatives.iter().map(|it| it.get("$ref")).collect())?
}

fn is_nameless(node: &Node) -> bool {
    ["title", "$id", "id", "description"]
        .iter()
        .all(|key| node.get(key).is_none())
}

fn is_whole_file(reference: &Node, library: &Library<'_>) -> bool {
    let (_, fragment) = uri::split_fragment(reference.text().unwrap_or_default());
    let is_whole = fragment.is_none_or(|fragment| fragment.trim_matches('/').is_empty());
    is_whole && library.resolve_file(reference).is_some()
}
