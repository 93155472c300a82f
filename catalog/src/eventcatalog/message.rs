//! Events, commands and queries.

use factum_contract::document::Node;
use factum_contract::message::{Intent, Message, Payload, Version};
use factum_contract::shape::{Deprecation, Text, Type};
use factum_contract::span::Spanned;

use super::SAYS;
use super::place::Kind;
use super::pointers::no_file;
use super::resource::{Resource, list};
use crate::discover;
use crate::json_schema::shape::{Shapes, text};
use crate::library::Target;
use crate::payload::{fill_from_avro, fill_from_proto_file, looks_like_avro};

/// The file beside an event that is its schema in EventCatalog 1, which has no key for it.
const SCHEMA_OF_V1: &str = "schema.json";

/// The message that a resource is, without who sends and receives it, and its JSON Schema, if it
/// has one.
pub(super) fn message<'a>(
    resource: &Resource<'a>,
    shapes: &mut Shapes<'a, '_>,
) -> (Message, Option<&'a Node>) {
    let intent = match resource.kind {
        Kind::Command => Intent::Command,
        Kind::Query => Intent::Query,
        _ => Intent::Event,
    };
    let root = resource.root;
    let mut message = Message::new(intent, resource.name(), root.span, SAYS);
    message.doc = resource.doc();
    if let Some(version) = &resource.version {
        message.version = Version::Foreign(version.value.clone());
        message.version_span = Some(version.span);
    }
    message.deprecated = root.get("deprecated").and_then(deprecation);
    message.experimental = root
        .get("draft")
        .filter(|draft| draft.as_map().is_some() || draft.as_bool() == Some(true))
        .map(|draft| Spanned::new(true, draft.span));
    // Version 1 names services here; later ones name messages in services.
    message.producers = names(root, "producers");
    message.consumers = names(root, "consumers");
    let mut json_schema = None;
    for reference in schemas(resource) {
        let carried = carry(&mut message, reference, shapes);
        json_schema = json_schema.or(carried);
    }
    if message.payload == Payload::Unstated && resource.root.get("id").is_none() {
        let beside = Node::string(SCHEMA_OF_V1, message.name.span);
        if let Target::Node(schema) = shapes.library.resolve(&beside) {
            shapes.fill(&mut message, &[schema]);
            json_schema = Some(schema);
        }
    }
    (message, json_schema)
}

fn names(root: &Node, key: &str) -> Vec<Spanned<Text>> {
    list(root, key).iter().filter_map(text).collect()
}

/// `true`, or when and why.
fn deprecation(node: &Node) -> Option<Deprecation> {
    let is_deprecated = node.as_map().is_some() || node.as_bool() == Some(true);
    is_deprecated.then(|| Deprecation {
        since: node.get("date").and_then(text),
        replaced_by: None,
        message: node.get("message").and_then(text),
        span: node.span,
    })
}

/// The files that a message names as its schemas, the one that holds by default first.
pub(super) fn schemas<'a>(resource: &Resource<'a>) -> Vec<&'a Node> {
    let is_default = |schema: &Node| schema.get("default").and_then(Node::as_bool) == Some(true);
    let mut listed: Vec<&Node> = list(resource.root, "schemas").iter().collect();
    listed.sort_by_key(|schema| !is_default(schema));
    let files = listed
        .into_iter()
        .filter_map(|schema| ["file", "path"].iter().find_map(|key| schema.get(key)));
    let single = resource.root.get("schemaPath");
    let mut files: Vec<&Node> = single.into_iter().chain(files).collect();
    files.retain(|file| file.text().is_some_and(|text| !text.trim().is_empty()));
    files.dedup_by(|b, a| a.text() == b.text());
    files
}

/// Takes a schema as what the message carries, if nothing else is; further ones only stand beside.
/// A JSON Schema is returned.
fn carry<'a>(
    message: &mut Message,
    reference: &'a Node,
    shapes: &mut Shapes<'a, '_>,
) -> Option<&'a Node> {
    let written = reference.text().unwrap_or_default();
    let extension = written
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    let first = std::mem::take(&mut message.payload);
    let mut json_schema = None;
    match shapes.library.resolve(reference) {
        Target::Node(schema) if matches!(extension, "avsc" | "avro") || looks_like_avro(schema) => {
            fill_from_avro(message, schema, shapes);
        }
        Target::Node(schema) => {
            shapes.fill(message, &[schema]);
            json_schema = Some(schema);
        }
        Target::Protobuf(file) => fill_from_proto_file(message, reference, file, shapes),
        // Files in other languages are not loaded, so nothing can be said of whether they exist.
        Target::Missing if is_loaded(extension) => {
            shapes
                .problems
                .push(no_file(reference, written).about(&*message.name.value));
        }
        _ => message.payload = Payload::Other(Type::Opaque(extension.into()), reference.span),
    }
    if first != Payload::Unstated {
        message.payload = first;
    }
    json_schema
}

fn is_loaded(extension: &str) -> bool {
    discover::EXTENSIONS.contains(&extension)
}
