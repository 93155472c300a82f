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
    anchors: HashMap<(FileId, &'a str), &'a Node>,
    bases: HashMap<FileId, &'a str>,
}

impl<'a> Index<'a> {
    pub(super) fn new(documents: &[&'a Document]) -> Index<'a> {
        let mut index = Index::default();
        for document in documents {
            for root in &document.roots {
                if let Some(id) = identifier(root) {
                    index.bases.entry(document.file).or_insert(id);
                }
                index.walk(root, &document.path, String::new());
            }
        }
        index
    }

    /// The `$id` of a file as a whole.
    pub(super) fn base(&self, file: FileId) -> Option<&'a str> {
        self.bases.get(&file).copied()
    }

    pub(super) fn identified(&self, id: &str) -> Option<&'a Node> {
        self.identified.get(id).copied()
    }

    pub(super) fn anchor(&self, file: FileId, anchor: &str) -> Option<&'a Node> {
        self.anchors.get(&(file, anchor)).copied()
    }

    fn walk(&mut self, node: &'a Node, path: &str, mut base: String) {
        self.size += 1;
        match &node.value {
            Value::Scalar(_) => {}
            Value::List(items) => {
                for item in items {
                    self.walk(item, path, base.clone());
                }
            }
            Value::Map(entries) => {
                if entries.len() >= LARGE {
                    let table = entries.iter().map(|entry| (&*entry.key, entry));
                    self.large.insert(node.span, table.collect());
                }
                if let Some(id) = identifier(node) {
                    base = self.identify(node, id, &base, path);
                }
                for entry in entries {
                    self.entry(node, entry, path, &base);
                }
            }
        }
    }

    fn entry(&mut self, node: &'a Node, entry: &'a Entry, path: &str, base: &str) {
        let key = &*entry.key;
        match key {
            "$ref" | "$dynamicRef" | "$recursiveRef" if entry.value.text().is_some() => {
                self.references
                    .entry(node.span.file)
                    .or_default()
                    .push(&entry.value);
            }
            "$anchor" | "$dynamicAnchor" => {
                if let Some(anchor) = entry.value.as_str() {
                    self.anchors.entry((node.span.file, anchor)).or_insert(node);
                }
            }
            _ if DATA.contains(&key) => {}
            _ if NAMES.contains(&key) => self.walk_names(key, &entry.value, path, base),
            _ => self.walk(&entry.value, path, base.to_owned()),
        }
    }

    fn walk_names(&mut self, keyword: &str, node: &'a Node, path: &str, base: &str) {
        let Some(entries) = node.as_map() else {
            return self.walk(node, path, base.to_owned());
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
                self.walk(&entry.value, path, base.to_owned());
            }
        }
    }

    /// Remembers a schema by its identifier, and tells what references inside it are relative to.
    fn identify(&mut self, node: &'a Node, id: &'a str, base: &str, path: &str) -> String {
        let joined = uri::join(base, id);
        let (location, _) = uri::split_fragment(&joined);
        if let (_, Some(anchor)) = uri::split_fragment(id)
            && !anchor.is_empty()
        {
            self.anchors.entry((node.span.file, anchor)).or_insert(node);
        }
        if location.is_empty() {
            return base.to_owned();
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
        location.to_owned()
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
