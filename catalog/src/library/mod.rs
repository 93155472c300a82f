//! Documents that refer to each other, and what a reference in one of them means.
//!
//! References are those of JSON Reference and JSON Schema: `#/a/b`, `../file.yaml#/a`, an `$id`, an
//! anchor. Only the documents at hand are ever looked into: nothing is read from disk, nothing is
//! fetched.

mod check;
mod index;
mod suggest;
pub(crate) mod uri;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use factum_contract::document::{Entry, Node, Value};
use factum_contract::span::{FileId, Span};

use crate::load::References;
use crate::protobuf::{self, Tree};
use crate::reader::Document;
use index::Index;
use suggest::file_name;

/// How many references a pointer may lead through on its way.
const MOST_DETOURS: usize = 8;

/// The documents at hand, indexed.
pub(crate) struct Library<'a> {
    documents: HashMap<FileId, &'a Document>,
    /// Files by their normalized path.
    by_path: HashMap<String, FileId>,
    /// Their paths by the name of the file.
    by_name: HashMap<String, Vec<String>>,
    /// Paths by what references call them.
    called: References,
    index: Index<'a>,
    protobuf: OnceLock<Tree>,
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'a> {
    /// This value.
    Node(&'a Node),
    /// Something on the network.
    Remote,
    /// A `.proto` file.
    Protobuf(FileId),
    /// A file in another language that is no tree.
    Foreign,
    /// A file that could not be read, which is reported there.
    Broken(FileId),
    /// Nothing.
    Missing,
}

impl<'a> Target<'a> {
    /// The value, if it is one.
    pub(crate) fn node(self) -> Option<&'a Node> {
        match self {
            Target::Node(node) => Some(node),
            _ => None,
        }
    }
}

impl<'a> Library<'a> {
    /// Indexes documents.
    pub(crate) fn new(
        documents: impl IntoIterator<Item = &'a Document>,
        called: &References,
    ) -> Library<'a> {
        let documents: Vec<&Document> = documents.into_iter().collect();
        let mut by_name: HashMap<String, Vec<String>> = HashMap::new();
        for document in &documents {
            let path = uri::normalize(document.location());
            by_name.entry(file_name(&path)).or_default().push(path);
        }
        Library {
            by_name,
            by_path: documents
                .iter()
                .map(|document| (uri::normalize(document.location()), document.file))
                .collect(),
            called: called.clone(),
            protobuf: OnceLock::new(),
            index: Index::new(&documents),
            documents: documents
                .into_iter()
                .map(|document| (document.file, document))
                .collect(),
        }
    }

    /// What references call otherwise.
    pub(crate) fn names(&self) -> &References {
        &self.called
    }

    /// All documents, in order.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &'a Document> {
        self.files()
            .filter_map(|file| self.documents.get(&file).copied())
    }

    /// The path of a file, as the other files refer to it.
    pub(crate) fn path(&self, file: FileId) -> &'a str {
        self.documents
            .get(&file)
            .map_or("", |document| document.location())
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: FileId) -> &'a str {
        self.documents
            .get(&file)
            .map_or("", |document| &document.text)
    }

    /// All `.proto` files, linked with each other.
    pub(crate) fn protobuf(&self) -> &Tree {
        self.protobuf.get_or_init(|| {
            let documents: Vec<&Document> = self
                .files()
                .filter_map(|file| self.documents.get(&file).copied())
                .collect();
            Tree::new(&documents, |import| self.called(import))
        })
    }

    /// All files, in order.
    pub(crate) fn files(&self) -> impl Iterator<Item = FileId> {
        let mut files: Vec<FileId> = self.documents.keys().copied().collect();
        files.sort_unstable();
        files.into_iter()
    }

    /// The schema with this identifier.
    pub(crate) fn identified(&self, id: &str) -> Option<&'a Node> {
        self.index.identified(uri::split_fragment(id).0)
    }

    /// How many values the documents hold.
    pub(crate) fn size(&self) -> usize {
        self.index.size
    }

    /// The references in a file to anything, in the order written; those in examples are data.
    pub(crate) fn references(&self, file: FileId) -> &[&'a Node] {
        self.index.references.get(&file).map_or(&[], Vec::as_slice)
    }

    /// What a reference means, which is a string with a place.
    pub(crate) fn resolve(&self, reference: &Node) -> Target<'a> {
        self.resolve_within(reference, MOST_DETOURS)
    }

    fn resolve_within(&self, reference: &Node, detours: usize) -> Target<'a> {
        let Some(text) = reference.text() else {
            return Target::Missing;
        };
        let (location, fragment) = uri::split_fragment(text);
        let root = match self.document(reference.span, location) {
            Target::Node(root) => root,
            other => return other,
        };
        let fragment = uri::decode(fragment.unwrap_or_default());
        let resource = self.resource(reference);
        let found = if fragment.is_empty() {
            resource.or(Some(root))
        } else if fragment.starts_with('/') {
            resource
                .and_then(|resource| self.pointer(resource, &fragment, 0).ok())
                .or_else(|| self.pointer(root, &fragment, detours).ok())
        } else {
            self.index.anchor(resource.unwrap_or(root), &fragment)
        };
        found.map_or(Target::Missing, Target::Node)
    }

    /// The embedded schema with an `$id` of its own that a reference into its own document is
    /// relative to (JSON Schema 2020-12, core, 8.2.1). AsyncAPI counts from the root of the
    /// document even there, so what is not in the schema is looked for in the document.
    fn resource(&self, reference: &Node) -> Option<&'a Node> {
        let (location, _) = uri::split_fragment(reference.text()?);
        is_own_document(location)
            .then(|| self.index.enclosing(reference.span))
            .flatten()
    }

    /// The key under which the target of a reference stands, if its pointer ends in a mapping.
    pub(crate) fn key_of(&self, reference: &Node) -> Option<&'a Entry> {
        let (location, fragment) = uri::split_fragment(reference.text()?);
        let pointer = uri::decode(fragment?);
        let (parent, token) = pointer.rsplit_once('/')?;
        let root = self.document(reference.span, location).node()?;
        let key = uri::unescape(token);
        let entry_from = |start, detours| {
            let parent = self.pointer(start, parent, detours).ok()?;
            match self.index.large.get(&parent.span) {
                Some(entries) => entries.get(&*key).copied(),
                None => parent.entry(&key),
            }
        };
        self.resource(reference)
            .and_then(|resource| entry_from(resource, 0))
            .or_else(|| entry_from(root, MOST_DETOURS))
    }

    /// The whole document that is meant by `location` at `place`.
    fn document(&self, place: Span, location: &str) -> Target<'a> {
        if is_own_document(location) {
            return self.own_root(place).map_or(Target::Missing, Target::Node);
        }
        let path = self.path(place.file);
        let decoded = uri::decode(location);
        if !uri::is_absolute(location)
            && let Some(file) = self.by_path.get(&uri::join(path, &decoded))
        {
            return self.root(*file);
        }
        if let Some(node) = self.index.identified(location) {
            return Target::Node(node);
        }
        let base = self.index.base(place);
        let joined = uri::join(base, location);
        if let Some(file) = [location, &joined]
            .iter()
            .find_map(|name| self.called(name))
        {
            return self.root(file);
        }
        if let Some(node) = self.index.identified(&joined) {
            return Target::Node(node);
        }
        if location.starts_with('/')
            && let Some(file) = self.below_an_ancestor(path, &decoded)
        {
            return self.root(file);
        }
        let elsewhere = uri::is_absolute(location)
            || (uri::is_absolute(base) && self.namesake(path, &decoded).is_none());
        if elsewhere {
            Target::Remote
        } else {
            Target::Missing
        }
    }

    /// The file that the settings name for what a reference says: for all of it, or for the longest
    /// beginning that ends with a slash.
    fn called(&self, name: &str) -> Option<FileId> {
        if self.called.is_empty() {
            return None;
        }
        let path = match self.called.get(name) {
            Some(path) => path.clone(),
            None => {
                let beginnings = self.called.iter().filter(|(beginning, _)| {
                    beginning.ends_with('/') && name.starts_with(beginning.as_str())
                });
                let (beginning, folder) =
                    beginnings.max_by_key(|(beginning, _)| beginning.len())?;
                format!("{folder}/{}", uri::decode(&name[beginning.len()..]))
            }
        };
        self.by_path.get(&uri::normalize(&path)).copied()
    }

    /// What a reference says, in full.
    pub(super) fn absolute(&self, reference: &Node) -> String {
        let base = self.index.base(reference.span);
        uri::join(base, reference.text().unwrap_or_default())
    }

    /// `/fragment/common/1.0.0` is often meant below the folder of all schemas, and without the
    /// extension.
    fn below_an_ancestor(&self, path: &str, location: &str) -> Option<FileId> {
        let mut folder = path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            folder = parent;
            for extension in ["", ".yaml", ".yml", ".json"] {
                let path = uri::normalize(&format!("{folder}{location}{extension}"));
                if let Some(file) = self.by_path.get(&path) {
                    return Some(*file);
                }
            }
        }
        None
    }

    fn root(&self, file: FileId) -> Target<'a> {
        let Some(document) = self.documents.get(&file) else {
            return Target::Missing;
        };
        match document.roots.first() {
            Some(root) if document.is_tree() => Target::Node(root),
            _ if !document.problems.is_empty() => Target::Broken(file),
            _ if document.is_tree() => Target::Missing,
            _ if document.extension() == protobuf::EXTENSION => Target::Protobuf(file),
            _ => Target::Foreign,
        }
    }

    /// The document that a place is in: YAML files may hold several.
    fn own_root(&self, place: Span) -> Option<&'a Node> {
        let roots = &self.documents.get(&place.file)?.roots;
        // They stand one after the other, so the last that begins before the place is the one.
        let after = roots.partition_point(|root| root.span.start <= place.start);
        let before = roots.get(after.saturating_sub(1));
        before
            .filter(|root| root.span.contains(place))
            .or_else(|| roots.first())
    }

    /// Whether a value is a whole document.
    pub(crate) fn is_root(&self, node: &Node) -> bool {
        self.own_root(node.span)
            .is_some_and(|root| root.span == node.span)
    }

    /// Whether what stands beside a `$ref` counts: it does from draft 2019-09 on.
    pub(crate) fn applies_beside_reference(&self, node: &Node) -> bool {
        let draft = self
            .own_root(node.span)
            .and_then(|root| root.get("$schema"))
            .and_then(Node::as_str);
        draft.is_some_and(|draft| draft.contains("/2019-09/") || draft.contains("/2020-12/"))
    }

    /// Goes down a JSON pointer, and on the way through references that stand in for what the
    /// pointer names: `channels: { $ref: channels.yaml }` is outside the standard and common.
    ///
    /// # Errors
    /// The last value that exists, and the step that does not with the text before it.
    fn pointer<'p>(
        &self,
        root: &'a Node,
        pointer: &'p str,
        detours: usize,
    ) -> Result<&'a Node, Lost<'a, 'p>> {
        let mut node = root;
        let mut read = 0;
        let mut detours = detours;
        for token in pointer.split('/').skip(1) {
            let lost = Lost {
                at: node,
                before: &pointer[..read],
                token,
            };
            let key = uri::unescape(token);
            let next = loop {
                if let Some(next) = self.step(node, &key) {
                    break next;
                }
                let reference = node.get("$ref").filter(|it| it.as_str().is_some());
                match (reference, detours.checked_sub(1)) {
                    (Some(reference), Some(left)) => {
                        detours = left;
                        match self.resolve_within(reference, left) {
                            Target::Node(target) => node = target,
                            _ => return Err(lost),
                        }
                    }
                    _ => return Err(lost),
                }
            };
            node = next;
            read += 1 + token.len();
        }
        Ok(node)
    }

    fn step(&self, node: &'a Node, key: &str) -> Option<&'a Node> {
        match &node.value {
            Value::List(items) => items.get(key.parse::<usize>().ok()?),
            Value::Map(_) => self.get(node, key),
            Value::Scalar(_) => None,
        }
    }

    /// The value under a key: as [`Node::get`], and fast in a mapping of many keys.
    pub(crate) fn get(&self, node: &'a Node, key: &str) -> Option<&'a Node> {
        match self.index.large.get(&node.span) {
            Some(entries) => entries.get(key).map(|entry| &entry.value),
            None => node.get(key),
        }
    }

    /// The files of `documents` and all that they refer to, by reference after reference.
    pub(crate) fn reachable(&self, documents: impl IntoIterator<Item = FileId>) -> HashSet<FileId> {
        let mut waiting: Vec<FileId> = documents.into_iter().collect();
        let mut reached: HashSet<FileId> = waiting.iter().copied().collect();
        while let Some(file) = waiting.pop() {
            for reference in self.references(file) {
                if let Some(target) = self.resolve_file(reference)
                    && reached.insert(target)
                {
                    waiting.push(target);
                }
            }
        }
        reached
    }

    /// The files that a reference of another file leads into.
    pub(crate) fn referred_to(&self) -> HashSet<FileId> {
        let references = self.index.references.values().flatten();
        references
            .filter_map(|reference| self.resolve_file(reference))
            .collect()
    }

    /// The other file that a reference leads into.
    pub(crate) fn resolve_file(&self, reference: &Node) -> Option<FileId> {
        let (location, _) = uri::split_fragment(reference.text()?);
        if location.is_empty() {
            return None;
        }
        let file = match self.document(reference.span, location) {
            Target::Node(node) => node.span.file,
            Target::Broken(file) | Target::Protobuf(file) => file,
            Target::Remote | Target::Foreign | Target::Missing => return None,
        };
        (file != reference.span.file).then_some(file)
    }
}

/// Whether a reference means the document that it stands in: `./#/a` means the folder by the letter
/// of RFC 3986, and this file to those who write it.
fn is_own_document(location: &str) -> bool {
    matches!(location, "" | "." | "./")
}

/// Where a JSON pointer leads nowhere.
struct Lost<'a, 'p> {
    at: &'a Node,
    before: &'p str,
    token: &'p str,
}
