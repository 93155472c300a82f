//! Messages: traits, payloads in any schema language, headers, keys.

use std::collections::HashSet;

use factum_contract::document::Node;
use factum_contract::message::{Intent, Message, Payload, Says, Version};
use factum_contract::shape::{Field, Text, Type};
use factum_contract::span::{FileId, Spanned};

use super::cloudevents;
use super::intent;
use super::reading::{Found, Rules};
use crate::json_schema::envelope::constant;
use crate::json_schema::name::of_reference;
use crate::json_schema::shape::{Hint, Shapes, text};
use crate::library::{Library, Target};
use crate::payload::{fill_from_avro, fill_from_proto_file, fill_from_protobuf, looks_like_avro};

/// The message that was found, and the JSON Schema of its payload, if it has one.
pub(super) fn message<'a>(
    found: &Found<'a>,
    keyed: &HashSet<FileId>,
    shapes: &mut Shapes<'a, '_>,
) -> (Message, Option<&'a Node>) {
    let sources = sources(found, shapes.library);
    let stated = |key: &str| sources.iter().find_map(|source| source.get(key));
    let name = found.names.choose(found.node, shapes.library);
    let says = Says {
        channels: found.has_channels,
        ..Says::NOTHING
    };
    let mut message = Message::new(Intent::Event, name, found.node.span, says);
    message.doc = ["description", "summary", "title"]
        .iter()
        .find_map(|key| stated(key).and_then(text));
    if let Some(version) = stated("x-eventcatalog-message-version").and_then(text) {
        message.version = Version::Foreign(version.value);
        message.version_span = Some(version.span);
    }
    for channel in &found.channels {
        message.runs_on(channel.clone());
    }
    message.producers = found.producers.clone();
    message.consumers = found.consumers.clone();
    message.media_type = stated("contentType")
        .and_then(text)
        .or_else(|| found.media_type.clone());
    message.examples = examples(stated("examples"));
    message.deprecated = ["deprecated", "x-deprecated"]
        .iter()
        .find_map(|key| stated(key).filter(|node| node.as_bool() == Some(true)))
        .map(crate::json_schema::shape::deprecation);

    let hint = Hint {
        text: format!("{}Headers", message.name.value),
        span: message.name.span,
    };
    let headers: Vec<&Node> = sources
        .iter()
        .filter_map(|source| source.get("headers"))
        .map(|headers| schema_in(headers).1)
        .collect();
    message.headers = shapes.record(&headers, &hint);
    for header in headers_of_known_traits(found, shapes.library) {
        if message
            .headers
            .iter()
            .all(|known| known.name.value != header.name.value)
        {
            message.headers.push(header);
        }
    }
    let schema = payload(&mut message, found, stated("schemaFormat"), shapes);
    for (attribute, slot) in [
        ("type", &mut message.ce_type),
        ("source", &mut message.source),
    ] {
        for prefix in ["ce_", "ce-", "cloudEvents:"] {
            if slot.is_none() {
                *slot = constant(&message.headers, &format!("{prefix}{attribute}"));
            }
        }
    }

    let key = key(found, shapes.library);
    message.key = key.and_then(|key| key_field(key, &message, shapes.library));
    // A key that is no field of the payload is there all the same.
    message.says.keys =
        keyed.contains(&found.node.span.file) && (key.is_none() || message.key.is_some());
    intent::set(&mut message, found, &sources);
    (message, schema)
}

/// The message and its traits; what comes first wins.
fn sources<'a>(found: &Found<'a>, library: &Library<'a>) -> Vec<&'a Node> {
    let traits = found.node.get("traits").and_then(Node::as_list);
    let mut sources: Vec<&Node> = traits
        .unwrap_or_default()
        .iter()
        .rev()
        .filter_map(|node| match node.get("$ref") {
            Some(reference) => library.resolve(reference).node(),
            None => Some(node),
        })
        .collect();
    match found.rules {
        Rules::V2 => sources.push(found.node),
        Rules::V3 => sources.insert(0, found.node),
    }
    sources
}

/// The headers that traits add which are known without being at hand.
fn headers_of_known_traits(found: &Found<'_>, library: &Library<'_>) -> Vec<Field> {
    let traits = found.node.get("traits").and_then(Node::as_list);
    let references = traits
        .unwrap_or_default()
        .iter()
        .filter_map(|it| it.get("$ref"));
    references
        .filter(|it| it.text().is_some_and(cloudevents::is_binary_trait))
        .filter(|it| matches!(library.resolve(it), Target::Remote))
        .flat_map(cloudevents::headers)
        .collect()
}

fn examples(node: Option<&Node>) -> Vec<Node> {
    let list = node.and_then(Node::as_list).unwrap_or_default();
    let payloads = list.iter().filter_map(|example| example.get("payload"));
    payloads.cloned().collect()
}

/// A schema, out of its wrapper with the language, if it is in one.
fn schema_in(node: &Node) -> (Option<&Node>, &Node) {
    match (node.get("schemaFormat"), node.get("schema")) {
        (Some(format), Some(schema)) => (Some(format), schema),
        _ => (None, node),
    }
}

/// Sets what a message carries, and returns the JSON Schema of it.
fn payload<'a>(
    message: &mut Message,
    found: &Found<'a>,
    beside: Option<&'a Node>,
    shapes: &mut Shapes<'a, '_>,
) -> Option<&'a Node> {
    let node = found.node.get("payload").filter(|node| !node.is_null())?;
    let (node, wrapper) = unwrap_references(node, shapes.library);
    let (inside, schema) = schema_in(wrapper.unwrap_or(node));
    let schema = if inside.is_some() { schema } else { node };
    let format = inside.or(beside).and_then(Node::text).unwrap_or_default();
    let target = match schema
        .get("$ref")
        .map(|it| (it, shapes.library.resolve(it)))
    {
        Some((reference, Target::Foreign)) => {
            let what: Text = reference.text().unwrap_or_default().into();
            message.payload = Payload::Other(Type::Opaque(what), reference.span);
            return None;
        }
        Some((reference, Target::Protobuf(file))) => {
            fill_from_proto_file(message, reference, file, shapes);
            return None;
        }
        Some((_, Target::Node(target))) => target,
        // Of what a reference to nothing would bring, only JSON Schema can say something beside it.
        Some((reference, _)) if is_other_language(format) => {
            let what: Text = reference.text().unwrap_or_default().into();
            message.payload = Payload::Other(Type::Opaque(what), reference.span);
            return None;
        }
        Some(_) | None => schema,
    };
    let is_avro = format.contains("avro") || (format.is_empty() && looks_like_avro(target));
    if is_avro {
        fill_from_avro(message, target, shapes);
    } else if format.contains("protobuf") && target.text().is_some() {
        fill_from_protobuf(message, target, None, shapes);
    } else if let Some(language) = foreign_language(format) {
        message.payload = Payload::Other(Type::Opaque(language.into()), schema.span);
    } else {
        shapes.fill(message, &[schema]);
        return Some(schema);
    }
    None
}

/// A payload may be a reference to a schema with its language: then that is returned as well.
fn unwrap_references<'a>(node: &'a Node, library: &Library<'a>) -> (&'a Node, Option<&'a Node>) {
    let mut target = node;
    for _ in 0..64 {
        match target.get("$ref").map(|it| library.resolve(it)) {
            Some(Target::Node(next)) => target = next,
            _ => break,
        }
    }
    (node, target.get("schemaFormat").is_some().then_some(target))
}

fn is_other_language(format: &str) -> bool {
    format.contains("avro") || foreign_language(format).is_some()
}

/// A schema language that has no shape here.
fn foreign_language(format: &str) -> Option<&'static str> {
    ["protobuf", "raml", "xsd", "xml", "cbor"]
        .into_iter()
        .find(|language| format.contains(language))
}

/// The schema of the key that the Kafka binding of a message has.
pub(super) fn key<'a>(found: &Found<'a>, library: &Library<'a>) -> Option<&'a Node> {
    let mut sources = sources(found, library).into_iter();
    sources.find_map(|source| source.pointer("/bindings/kafka/key"))
}

/// The payload field that a key is, as far as its schema tells: by a reference to the field's
/// schema, by its title, or by the one property of both.
fn key_field(key: &Node, message: &Message, library: &Library<'_>) -> Option<Spanned<Text>> {
    let by_reference = key.get("$ref").and_then(|reference| {
        let target = library.resolve(reference).node()?;
        of_reference(reference, target, library)
    });
    let by_property = || match key.get("properties")?.as_map()? {
        [only] => Some(Spanned::new(only.key.clone(), only.key_span)),
        _ => None,
    };
    let candidates = [by_reference, key.get("title").and_then(text), by_property()];
    let mut candidates = candidates.into_iter().flatten();
    candidates.find(|name| message.field(&name.value).is_some())
}
