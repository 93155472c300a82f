//! What is found by name in documents: identifiers, anchors, references, keys of large mappings.

use std::collections::{HashMap, HashSet};

use factum_contract::document::{Entry, Node, Value};
use factum_contract::span::{FileId, Span};

use super::uri;
use crate::reader::Document;

/// From how many keys on a mapping is worth a table of its own.
const LARGE: usize = 24;

/// Keywords whose value is data: a `$ref` in it is no reference.
const DATA: [&str; 5] = ["examples", "example", "default", "const", "enum"];

/// Keywords whose value is a mapping of names: a name may be spelled like a keyword.
const NAMES: [&str; 9] = [
    "properties",
    "patternProperties",
    "definitions",
    "$defs",
    "dependentSchemas",
    "schemas",
    "messages",
    "channels",
    "operations",
];

#[derive(Default)]
pub(super) struct Index<'a> {
    pub(super) size: usize,
    pub(super) large: HashMap<Span, HashMap<&'a str, &'a Entry>>,
    pub(super) references: HashMap<FileId, Vec<&'a Node>>,
    /// References among the properties of a schema, where they are properties themselves.
    pub(super) misplaced: HashMap<FileId, Vec<&'a Entry>>,
    /// Schemas by their `$id`, resolved against those around them, without fragment.
    identified: HashMap<String, &'a Node>,
    /// Identified schemas that are not inside another.
    whole: HashSet<Span>,
    /// Anchors by the file that they stand in.
    anchors: HashMap<(FileId, &'a str), &'a Node>,
    /// Anchors by the identified schema that they stand in.
    anchors_within: HashMap<(Span, &'a str), &'a Node>,
    bases: HashMap<FileId, &'a str>,
    /// Identifiers by the place of their schema, resolved against those around them.
    absolute: HashMap<Span, String>,
    /// The innermost identified schema around a reference, by the place of the reference.
    enclosing: HashMap<Span, &'a Node>,
}

/// What a value stands in.
#[derive(Clone)]
struct Surroundings<'a, 'p> {
    /// The path of the file.
    path: &'p str,
    /// What references are relative to; empty for the file.
    base: String,
    /// The innermost identified schema.
    resource: Option<&'a Node>,
}

impl<'a> Index<'a> {
    pub(super) fn new(documents: &[&'a Document]) -> Index<'a> {
        let mut index = Index::default();
        for document in documents {
            for root in &document.roots {
                if let Some(id) = identifier(root) {
                    index.bases.entry(document.file).or_insert(id);
                }
                let file = Surroundings {
                    path: &document.path,
                    base: String::new(),
                    resource: None,
                };
                index.walk(root, &file);
            }
        }
        index
    }

    /// What a reference is relative to: the identifier of the innermost schema around it that has
    /// one, else that of the file as a whole.
    pub(super) fn base(&self, reference: Span) -> &str {
        let inner = self.enclosing.get(&reference);
        let inner = inner.and_then(|resource| self.absolute.get(&resource.span));
        match inner {
            Some(base) => base,
            None => self.bases.get(&reference.file).copied().unwrap_or_default(),
        }
    }

    pub(super) fn identified(&self, id: &str) -> Option<&'a Node> {
        self.identified.get(id).copied()
    }

    /// The schema with an anchor: in the schema `around` first, then anywhere in its file.
    pub(super) fn anchor(&self, around: &Node, anchor: &str) -> Option<&'a Node> {
        let within = self.anchors_within.get(&(around.span, anchor));
        let in_file = || self.anchors.get(&(around.span.file, anchor));
        within.or_else(in_file).copied()
    }

    /// All anchors in a file.
    pub(super) fn anchors(&self, file: FileId) -> impl Iterator<Item = &'a str> {
        let anchors = self.anchors.keys().filter(move |(other, _)| *other == file);
        anchors.map(|(_, anchor)| *anchor)
    }

    /// The innermost schema with an identifier around a reference.
    pub(super) fn enclosing(&self, reference: Span) -> Option<&'a Node> {
        self.enclosing.get(&reference).copied()
    }

    fn walk(&mut self, node: &'a Node, around: &Surroundings<'a, '_>) {
        self.size += 1;
        match &node.value {
            Value::Scalar(_) => {}
            Value::List(items) => {
                for item in items {
                    self.walk(item, around);
                }
            }
            Value::Map(entries) => {
                if entries.len() >= LARGE {
                    let table = entries.iter().map(|entry| (&*entry.key, entry));
                    self.large.insert(node.span, table.collect());
                }
                let own = identifier(node).and_then(|id| self.identify(node, id, around));
                let inside = own.as_ref().unwrap_or(around);
                for entry in entries {
                    self.entry(node, entry, inside);
                }
            }
        }
    }

    fn entry(&mut self, node: &'a Node, entry: &'a Entry, around: &Surroundings<'a, '_>) {
        let key = &*entry.key;
        match key {
            "$ref" | "$dynamicRef" | "$recursiveRef" if entry.value.text().is_some() => {
                self.references
                    .entry(node.span.file)
                    .or_default()
                    .push(&entry.value);
                if let Some(resource) = around.resource {
                    self.enclosing.entry(entry.value.span).or_insert(resource);
                }
            }
            "$anchor" | "$dynamicAnchor" => {
                if let Some(anchor) = entry.value.as_str() {
                    self.anchors.entry((node.span.file, anchor)).or_insert(node);
                    if let Some(resource) = around.resource {
                        let within = (resource.span, anchor);
                        self.anchors_within.entry(within).or_insert(node);
                    }
                }
            }
            _ if DATA.contains(&key) => {}
            _ if NAMES.contains(&key) => self.walk_names(key, &entry.value, around),
            _ => self.walk(&entry.value, around),
        }
    }

    fn walk_names(&mut self, keyword: &str, node: &'a Node, around: &Surroundings<'a, '_>) {
        let Some(entries) = node.as_map() else {
            return self.walk(node, around);
        };
        self.size += 1;
        if entries.len() >= LARGE {
            let table = entries.iter().map(|entry| (&*entry.key, entry));
            self.large.insert(node.span, table.collect());
        }
        for entry in entries {
            if matches!(entry.value.value, Value::Scalar(_)) {
                if &*entry.key == "$ref" && keyword == "properties" {
                    self.misplaced
                        .entry(node.span.file)
                        .or_default()
                        .push(entry);
                }
            } else {
                self.walk(&entry.value, around);
            }
        }
    }

    /// Remembers a schema by its identifier, and tells what it is to the values inside it, unless
    /// the identifier is an anchor only.
    fn identify<'p>(
        &mut self,
        node: &'a Node,
        id: &'a str,
        around: &Surroundings<'a, 'p>,
    ) -> Option<Surroundings<'a, 'p>> {
        let Surroundings { path, base, .. } = around;
        let joined = uri::join(base, id);
        let (location, _) = uri::split_fragment(&joined);
        if let (_, Some(anchor)) = uri::split_fragment(id)
            && !anchor.is_empty()
        {
            self.anchors.entry((node.span.file, anchor)).or_insert(node);
        }
        if location.is_empty() {
            return None;
        }
        // A copy that is still being worked on (`current.yaml`) has the identifier of the version
        // that it was published as (`1.2.0.yaml`); the published file is meant.
        let published = || {
            let name = path.rsplit('/').next().unwrap_or_default();
            let last = location.rsplit('/').next().unwrap_or_default();
            name.strip_prefix(last)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        // A schema may also be copied into others, with its identifier; the file of its own wins.
        let is_whole = base.is_empty();
        let known = self.identified.get(location);
        let known_is_whole = known.is_some_and(|known| self.whole.contains(&known.span));
        if known.is_none() || (is_whole && (!known_is_whole || published())) {
            self.identified.insert(location.to_owned(), node);
        }
        if is_whole {
            self.whole.insert(node.span);
        }
        self.absolute.insert(node.span, location.to_owned());
        Some(Surroundings {
            path,
            base: location.to_owned(),
            resource: (!id.starts_with('#')).then_some(node).or(around.resource),
        })
    }
}

/// The identifier of a schema: `$id`, or `id` where drafts before 6 are meant.
fn identifier(node: &Node) -> Option<&str> {
    if let Some(id) = node.get("$id") {
        return id.as_str();
    }
    let id = node.get("id")?.as_str()?;
    let is_old_schema = node
        .get("$schema")
        .and_then(Node::as_str)
        .is_some_and(|draft| draft.contains("draft-04") || draft.contains("draft-03"));
    (is_old_schema || (id.starts_with('#') && node.get("type").is_some())).then_some(id)
}
