//! Folders of JSON Schemas, and of JSON Structure read as such: each file's schema is an event,
//! unless another's is made of it.
//!
//! A file named for a version (`OrderPlaced/1.2.0.json`) is that version of what its folder is
//! named for; `current.yaml` beside the version that it was published as is the same schema.

use std::collections::{HashMap, HashSet};

use factum_contract::document::Node;
use factum_contract::message::{Identity, Intent, Message, Payload, Says, Version};
use factum_contract::shape::{Text, Type};
use factum_contract::span::{FileId, Span, Spanned};

use super::listing::Listings;
use super::name;
use super::original;
use super::shape::{Shapes, text};
use crate::json_structure::{self, is_structure};
use crate::library::{Library, uri};
use crate::problem::{Problem, ProblemKind};
use crate::reader::{Document, Fragment, Read, Reader};

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "json-schema",
    says: Says::NOTHING,
    claims,
    mentions_format,
    prepare: Some(rewrite),
    read: Read::Linked(read),
};

/// Folders for parts of schemas.
const PARTS: [&str; 4] = ["fragment", "fragments", "definitions", "types"];

/// Folders whose name says nothing of what is in them.
const PLAIN: [&str; 12] = [
    "schemas",
    "schema",
    "events",
    "event",
    "jsonschema",
    "json",
    "src",
    "data",
    "messages",
    "contracts",
    ".",
    "..",
];

/// A JSON Schema says so with `$schema`, or looks like one and has a name.
fn claims(document: &Document) -> bool {
    let root = document.roots.first();
    root.is_some_and(|root| is_schema(root) || is_structure(root, ""))
}

fn is_schema(root: &Node) -> bool {
    if let Some(draft) = root.get("$schema") {
        let is_meta_schema = |text: &str| text.contains("json-schema.org/draft");
        return draft.as_str().is_some_and(is_meta_schema);
    }
    let named = ["$id", "id", "title"]
        .iter()
        .any(|key| root.get(key).is_some());
    let is_object = root.get("type").and_then(Node::text) == Some("object");
    let properties = root.get("properties").and_then(Node::as_map);
    named
        && is_object
        && properties.is_some_and(|properties| {
            properties
                .iter()
                .all(|property| property.value.as_map().is_some())
        })
}

fn mentions_format(text: &str) -> bool {
    text.contains("$schema")
        && (text.contains("json-schema.org/draft") || text.contains("json-structure.org/meta/"))
}

/// Makes JSON Schema of a document in JSON Structure.
fn rewrite(document: &mut Document) {
    for root in document
        .roots
        .iter_mut()
        .filter(|root| is_structure(root, ""))
    {
        let empty = Node::plain("", root.span);
        *root = json_structure::as_json_schema(std::mem::replace(root, empty));
    }
}

fn read<'a>(documents: &[&'a Document], library: &Library<'a>) -> Fragment {
    let mut shapes = Shapes::new(library);
    let mut problems = Vec::new();
    let roots: Vec<(&Document, &Node)> = documents
        .iter()
        .filter_map(|document| Some((*document, document.roots.first()?)))
        .filter(|(_, root)| is_schema(root) || is_structure(root, ""))
        .map(|(document, root)| (document, json_structure::root(root)))
        .collect();
    let payloads = shapes.payloads_of_envelopes(roots.iter().map(|(_, root)| *root));
    let listings = Listings::among(roots.iter().map(|(_, root)| *root), library);
    let parts = parts(&roots, &payloads, &listings, library);
    let root_folder = uri::common_folder(library.files().map(|file| library.path(file)));
    // What is valid is another question in JSON Structure.
    let structures: HashSet<FileId> = (documents.iter())
        .filter(|document| document.roots.iter().any(|root| is_structure(root, "")))
        .map(|document| document.file)
        .collect();
    let comparable = |node: &'a Node| (!structures.contains(&node.span.file)).then_some(node);
    let mut messages = Vec::new();
    let mut schemas = Vec::new();
    let mut known = HashSet::new();
    for (document, root) in &roots {
        let is_event = says_something(root)
            && !parts.contains(&family(document.location()))
            && !payloads.envelopes.contains(&document.file)
            && !listings.files.contains(&document.file)
            && !is_in(document.location(), &PARTS)
            && !is_copy(document, root, library, &mut problems);
        if is_event {
            let mut message = event(document, root, root_folder);
            message.doc = message.doc.or_else(|| {
                let target = library.resolve(root.get("$ref")?).node()?;
                target.get("description").and_then(text)
            });
            make_unique(&mut message, document, &mut known);
            shapes.fill(&mut message, &[*root]);
            if !is_bare_envelope(&message, shapes.is_envelope(root)) {
                messages.push(message);
                schemas.push(comparable(root));
            }
        }
    }
    for (name, node) in listings.events {
        let path = library.path(node.span.file);
        let mut message = Message::new(Intent::Event, name, node.span, Says::NOTHING);
        message.namespace = namespace(path, &message.name.value, root_folder);
        message.doc = ["description", "title"]
            .iter()
            .find_map(|key| node.get(key).and_then(text));
        shapes.fill(&mut message, &[node]);
        messages.push(message);
        schemas.push(comparable(node));
    }
    problems.extend(library.check(
        documents.iter().map(|it| it.file),
        super::is_cloudevents_schema,
    ));
    problems.append(&mut shapes.problems);
    problems.extend(original::attach(&mut messages, &schemas, library));
    Fragment {
        messages,
        types: shapes.types,
        problems,
        ..Fragment::default()
    }
}

/// Whether a schema is only what all events have around their data.
fn is_bare_envelope(message: &Message, is_envelope: bool) -> bool {
    let is_stated = |ty: &Type| matches!(ty, Type::Named(_) | Type::Opaque(_));
    let carries_something = match &message.payload {
        Payload::Record(_) => true,
        Payload::Other(Type::Union(branches), _) => branches.iter().any(is_stated),
        Payload::Other(ty, _) => is_stated(ty),
        Payload::Unstated => message.ce_type.is_some(),
    };
    is_envelope && !carries_something
}

/// Whether a schema is more than a holder of definitions.
fn says_something(root: &Node) -> bool {
    [
        "properties",
        "$ref",
        "allOf",
        "oneOf",
        "anyOf",
        "type",
        "enum",
        "const",
    ]
    .iter()
    .any(|key| root.get(key).is_some())
}

/// What envelopes carry.
pub(super) struct Payloads {
    /// The references to schemas of other files, as what is carried.
    pub(super) references: HashSet<Span>,
    /// Files that are no events of their own, as others' are carried in them.
    pub(super) envelopes: HashSet<FileId>,
}

impl<'a> Shapes<'a, '_> {
    fn is_envelope(&self, root: &'a Node) -> bool {
        self.envelope(&[root]).is_some()
    }

    fn payloads_of_envelopes(&self, roots: impl Iterator<Item = &'a Node>) -> Payloads {
        let mut payloads = Payloads {
            references: HashSet::new(),
            envelopes: HashSet::new(),
        };
        for root in roots {
            let Some(data) = self.envelope(&[root]).and_then(|envelope| envelope.data) else {
                continue;
            };
            for node in data.schemas.iter().chain(&data.alternatives) {
                if let Some(reference) = node.get("$ref")
                    && self.library.resolve_file(reference).is_some()
                {
                    payloads.references.insert(reference.span);
                    payloads.envelopes.insert(root.span.file);
                }
            }
        }
        payloads
    }
}

/// The families of files of which another file's schema is made, in any version.
fn parts<'p>(
    roots: &[(&'p Document, &Node)],
    payloads: &Payloads,
    listings: &Listings<'_>,
    library: &Library<'_>,
) -> HashSet<Family<'p>> {
    let mut uses: HashMap<FileId, Vec<FileId>> = HashMap::new();
    for file in library.files() {
        for reference in library.references(file) {
            let fragment = uri::split_fragment(reference.text().unwrap_or_default()).1;
            let is_whole = fragment.is_none_or(|fragment| fragment.trim_matches('/').is_empty());
            if is_whole
                && !payloads.references.contains(&reference.span)
                && !listings.references.contains(&reference.span)
                && let Some(target) = library.resolve_file(reference)
            {
                uses.entry(file).or_default().push(target);
            }
        }
    }
    let used: HashSet<FileId> = uses.values().flatten().copied().collect();
    let first_users = uses.keys().filter(|file| !used.contains(file));
    let made_of = all_used(first_users.copied(), &uses);
    // Files that only use each other are parts of nothing else.
    let is_part = |file: &FileId| {
        made_of.contains(file) || (used.contains(file) && !all_used([*file], &uses).contains(file))
    };
    let parts = roots.iter().filter(|(document, _)| is_part(&document.file));
    parts
        .map(|(document, _)| family(document.location()))
        .collect()
}

/// What some files use, and what that uses, and so on.
fn all_used(
    files: impl IntoIterator<Item = FileId>,
    uses: &HashMap<FileId, Vec<FileId>>,
) -> HashSet<FileId> {
    let mut waiting: Vec<FileId> = files.into_iter().collect();
    let mut found = HashSet::new();
    while let Some(file) = waiting.pop() {
        for target in uses.get(&file).into_iter().flatten() {
            if found.insert(*target) {
                waiting.push(*target);
            }
        }
    }
    found
}

/// All versions of one schema: those in one folder, if the files are named for versions.
type Family<'p> = (&'p str, &'p str);

fn family(path: &str) -> Family<'_> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name::stem(file);
    if name::version(stem).is_some() || is_working_copy(stem) {
        (folder, "")
    } else {
        (folder, stem)
    }
}

fn is_working_copy(stem: &str) -> bool {
    matches!(stem, "current" | "latest")
}

fn is_in(path: &str, folders: &[&str]) -> bool {
    let mut steps = path.split('/').rev().skip(1);
    steps.any(|step| folders.contains(&step))
}

/// Whether another file is the same schema, published. Two published files of one identifier are
/// a mistake.
fn is_copy(
    document: &Document,
    root: &Node,
    library: &Library<'_>,
    problems: &mut Vec<Problem>,
) -> bool {
    let Some(id) = root.get("$id").filter(|id| id.as_str().is_some()) else {
        return false;
    };
    let Some(owner) = library.identified(id.as_str().unwrap_or_default()) else {
        return false;
    };
    if owner.span.file == document.file {
        return false;
    }
    let stem = name::stem(document.location().rsplit('/').next().unwrap_or_default());
    if is_working_copy(stem) {
        return true;
    }
    problems.push(
        Problem::new(
            ProblemKind::ConflictingDefinition,
            id.span,
            "this `$id` is that of another file, too",
        )
        .help("give each schema an identifier of its own")
        .about(document.location())
        .related(
            owner.get("$id").map_or(owner.span, |id| id.span),
            "the other one",
        ),
    );
    false
}

fn event(document: &Document, root: &Node, root_folder: &str) -> Message {
    let path = document.location();
    let id = root.get("$id").and_then(text);
    let (version, version_span) = version(path, id.as_ref());
    let says = Says {
        versions: version != Version::Unstated,
        ..Says::NOTHING
    };
    let title = name::of_title(Some(root));
    let name = title
        .or_else(|| {
            let id = id.as_ref()?;
            let name = name::of_path(&id.value);
            name::is_name(name).then(|| Spanned::new(name.into(), part(id, name)))
        })
        .unwrap_or_else(|| Spanned::new(name::of_path(path).into(), name::head(root)));
    let mut message = Message::new(Intent::Event, name, root.span, says);
    message.namespace = namespace(path, &message.name.value, root_folder);
    message.version = version;
    message.version_span = version_span;
    message.doc = ["description", "title"]
        .iter()
        .find_map(|key| root.get(key).and_then(text));
    message
}

/// Where `name` stands in a text; all of the text if it is not written as it reads.
fn part(text: &Spanned<Text>, name: &str) -> Span {
    let quotes = text.span.range().len().saturating_sub(text.value.len());
    match text.value.rfind(name) {
        Some(start) if matches!(quotes, 0 | 2) => {
            let start = start + quotes / 2;
            text.span.slice(start, start + name.len())
        }
        _ => text.span,
    }
}

/// The version that the file's name, the end of the `$id` or the folder says.
fn version(path: &str, id: Option<&Spanned<Text>>) -> (Version, Option<Span>) {
    let mut steps = path.rsplit('/');
    let stem = name::stem(steps.next().unwrap_or_default());
    let in_id = id.and_then(|id| {
        let last = name::stem(id.value.rsplit('/').next().unwrap_or_default());
        Some((name::version(last)?, id.span))
    });
    let (text, span) = match (name::version(stem), in_id) {
        (Some(version), _) => (version, in_id.map(|(_, span)| span)),
        (None, Some((version, span))) => (version, Some(span)),
        (None, None) => match steps.next().and_then(name::version) {
            Some(version) if version.starts_with(['v', 'V']) => (version, None),
            _ => return (Version::Unstated, None),
        },
    };
    (Version::Foreign(text.into()), span)
}

/// The nearest folder that says something, and is neither the name itself nor the folder of
/// everything.
fn namespace(path: &str, name: &str, root_folder: &str) -> Option<Text> {
    if name.contains('/') {
        return None;
    }
    let (folders, file) = path.rsplit_once('/')?;
    if folders == root_folder {
        return None;
    }
    let is_version = |step: &&str| name::version(step).is_some();
    let mut steps = folders.rsplit('/').filter(|step| !is_version(step));
    if name::of_path(path) != name::stem(file) {
        steps.next();
    }
    let step = steps.next().filter(|step| !PLAIN.contains(step))?;
    Some(step.replace('.', "_").into())
}

/// Two files may come to the same name, and are two events all the same: then the later goes by
/// its path.
fn make_unique(message: &mut Message, document: &Document, known: &mut HashSet<Identity>) {
    if message.version == Version::Unstated || known.insert(message.identity()) {
        return;
    }
    let path = document
        .location()
        .rsplit_once('.')
        .map_or(document.location(), |(path, _)| path);
    message.namespace = None;
    message.name.value = path.into();
    known.insert(message.identity());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_namespaces_are_read_from_paths() {
        let read = |path: &str, name: &str| {
            let (version, _) = version(path, None);
            let namespace = namespace(path, name, "acme")
                .unwrap_or_default()
                .to_string();
            format!("{namespace}/{version}")
        };
        assert_eq!(
            read("schemas/OrderPlaced/1.0.0.json", "OrderPlaced"),
            "/1.0.0"
        );
        assert_eq!(
            read("acme/fabric/v1/ChangeEvent.json", "ChangeEvent"),
            "fabric/v1"
        );
        assert_eq!(read("events/order-placed.json", "order-placed"), "/");
        assert_eq!(read("acme/placed.json", "placed"), "/");
        assert_eq!(read("acme/shop/placed.json", "placed"), "shop/");
        assert_eq!(read("page/delete/current.yaml", "page/delete"), "/");
    }
}
