//! Messages, with what their base messages say.

use std::collections::HashSet;

use factum_contract::document::{Entry, Node};
use factum_contract::message::{Intent, Message, Says, Version};
use factum_contract::shape::{Field, Text, TimeUnit, Type};
use factum_contract::span::Spanned;

use super::SAYS;
use super::embedded::Embedded;
use super::endpoint::{Endpoints, protocol_name};
use super::index::{Index, Placed, Target};
use super::name::parts;
use super::schema::{self, deprecation};
use crate::json_schema::name::is_name;
use crate::json_schema::shape::{Shapes, text};
use crate::library::Library;
use crate::problem::{Problem, ProblemKind};

/// The base message, by all its names.
const BASES: [&str; 3] = ["basemessageuri", "basemessage", "basemessageurl"];

/// Bases of bases beyond that say nothing more.
const LONGEST: usize = 16;

/// The attributes of CloudEvents that the model has a place for; the others travel beside the
/// payload as headers do.
const KNOWN: [&str; 6] = [
    "type",
    "source",
    "specversion",
    "datacontenttype",
    "dataschema",
    "data",
];

/// What protocols call the address of a message: Kafka, MQTT, NATS.
const TOPICS: [&str; 3] = ["topic", "topic_name", "subject"];

/// The registries that are being read.
pub(super) struct Reading<'a, 's, 'l> {
    pub(super) index: &'l Index<'a>,
    pub(super) embedded: &'l Embedded<'s>,
    /// All files.
    pub(super) files: &'l Library<'a>,
    pub(super) shapes: Shapes<'s, 'l>,
    pub(super) problems: Vec<Problem>,
}

/// A message and its base messages, the nearest first.
pub(super) struct Source<'a> {
    pub(super) entry: &'a Entry,
    chain: Vec<&'a Node>,
}

impl<'a> Source<'a> {
    fn of(entry: &'a Entry, reading: &mut Reading<'a, '_, '_>) -> Source<'a> {
        let mut chain = vec![&entry.value];
        let mut seen = HashSet::from([entry.value.span]);
        while chain.len() < LONGEST
            && let Some(reference) = chain.last().and_then(|node| first(node, &BASES))
        {
            match reading.index.resolve(reference) {
                Target::Entry(base, _) if seen.insert(base.value.span) => chain.push(&base.value),
                Target::Entry(base, _) => {
                    if base.value.span == entry.value.span {
                        let own = first(&entry.value, &BASES).unwrap_or(reference);
                        reading.problems.push(circle(own, &entry.key));
                    }
                    break;
                }
                // What the base of a base lacks is reported there.
                Target::Missing if chain.len() == 1 => {
                    let problem = reading.index.missing(reference, &entry.key);
                    reading.problems.push(problem);
                    break;
                }
                Target::Missing | Target::Elsewhere => break,
            }
        }
        Source { entry, chain }
    }

    /// What the message says under one of some keys, or else its base.
    pub(super) fn stated(&self, keys: &[&str]) -> Option<&'a Node> {
        self.chain.iter().find_map(|node| first(node, keys))
    }

    /// The attributes of the envelope, each by the word of the message that is nearest.
    fn attributes(&self) -> Vec<(&'a Entry, Vec<&'a Node>)> {
        let mut attributes: Vec<(&Entry, Vec<&Node>)> = Vec::new();
        for node in &self.chain {
            let Some(metadata) = first(node, &["envelopemetadata", "metadata"]) else {
                continue;
            };
            let nested = metadata
                .get("attributes")
                .filter(|nested| nested.get("value").is_none() && nested.as_map().is_some());
            for entry in nested.unwrap_or(metadata).as_map().unwrap_or_default() {
                match attributes
                    .iter_mut()
                    .find(|(known, _)| known.key == entry.key)
                {
                    Some((_, words)) => words.push(&entry.value),
                    None => attributes.push((entry, vec![&entry.value])),
                }
            }
        }
        attributes
    }
}

fn circle(reference: &Node, subject: &str) -> Problem {
    Problem::new(
        ProblemKind::UnresolvedReference,
        reference.span,
        "this base message leads back to the message itself",
    )
    .label("only references, in a circle")
    .help("let one of them be no one's variant")
    .about(subject)
}

fn first<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    keys.iter()
        .find_map(|key| node.get(key))
        .filter(|value| !value.is_null())
}

/// Reads all messages; beside each stands its JSON Schema, if it has one. A registry of schemas
/// alone is read as a folder of them is: each is an event.
pub(super) fn read<'a, 's>(
    reading: &mut Reading<'a, 's, '_>,
    endpoints: &Endpoints<'a>,
) -> (Vec<Message>, Vec<Option<&'s Node>>) {
    let mut messages = Vec::new();
    let mut schemas = Vec::new();
    let index = reading.index;
    let placed = if index.messages.is_empty() {
        &index.schemas
    } else {
        &index.messages
    };
    for placed in placed {
        let source = Source::of(placed.entry, reading);
        let found = if index.messages.is_empty() {
            schema::of_entry(placed.entry)
        } else {
            schema::of_message(&source, reading)
        };
        let message = message(placed, &source, endpoints);
        let is_history = found.len() > 1;
        let Some((newest, older)) = found.split_first() else {
            messages.push(message);
            schemas.push(None);
            continue;
        };
        for found in older.iter().rev().chain([newest]) {
            let mut version = message.clone();
            if is_history && let Some(of_schema) = found.version.clone() {
                let text = match &message.version {
                    Version::Foreign(own) => format!("{own}.{}", of_schema.value).into(),
                    _ => of_schema.value,
                };
                version.version = Version::Foreign(text);
                version.version_span = Some(of_schema.span);
                version.says.versions = true;
            }
            schemas.push(found.fill(&mut version, reading));
            endpoints.set_key(&mut version, placed.group, &source);
            messages.push(version);
        }
    }
    (messages, schemas)
}

/// A message without its payload.
fn message(placed: &Placed<'_>, source: &Source<'_>, endpoints: &Endpoints<'_>) -> Message {
    let Placed { group, entry } = placed;
    let attributes = source.attributes();
    let value_of = |attribute: &str| {
        let (_, words) = attributes.iter().find(|(it, _)| &*it.key == attribute)?;
        words.iter().find_map(|word| match word.as_map() {
            Some(_) => word.get("value").and_then(text),
            None => text(word),
        })
    };
    let stated = entry.value.get("name").and_then(text);
    let ce_type = value_of("type");
    let id: &str = match &ce_type {
        // An id may be a number of the registry; the type is what is sent.
        Some(ce_type) if !is_name(&entry.key) => &ce_type.value,
        _ => &entry.key,
    };
    let parts = parts(id, stated.as_ref().map(|name| &*name.value));
    let span = match &stated {
        Some(stated) if *stated.value == *parts.name => stated.span,
        _ => entry.key_span,
    };
    let name = Spanned::new(Text::from(parts.name), span);
    let says = Says {
        channels: endpoints.are_there(),
        versions: parts.version.is_some(),
        ..SAYS
    };
    let whole = entry.key_span.to(entry.value.span);
    let mut message = Message::new(intent(&group.key), name, whole, says);
    message.namespace = parts
        .namespace
        .or_else(|| Some(group.key.to_string()))
        .map(Text::from);
    if let Some(version) = parts.version {
        message.version = Version::Foreign(version.into());
        message.version_span = Some(entry.key_span);
    }
    message.doc = source.stated(&["description"]).and_then(text);
    message.deprecated = source
        .stated(&["deprecated"])
        .filter(|node| node.as_map().is_some())
        .map(deprecation);
    let own = |key: &str| source.stated(&[key]).and_then(text);
    message.media_type = own("datacontenttype").or_else(|| value_of("datacontenttype"));
    message.protocol = own("protocol").map(protocol_name);
    let mut topics = TOPICS.iter();
    message.topic = topics.find_map(|key| options(source, key).and_then(text));
    message.source = value_of("source");
    message.ce_type = ce_type;
    message.headers = attributes
        .iter()
        .filter(|(attribute, _)| !KNOWN.contains(&&*attribute.key))
        .map(|(attribute, words)| header(attribute, words))
        .collect();
    endpoints.set_channels(&mut message, group, source);
    message
}

/// A group of commands is called so; nothing else tells.
fn intent(group: &str) -> Intent {
    let folded = group.to_ascii_lowercase();
    if folded.ends_with("commands") {
        Intent::Command
    } else {
        Intent::Event
    }
}

/// An attribute of the envelope; `time` is a timestamp where nothing else is said.
fn header(attribute: &Entry, words: &[&Node]) -> Field {
    let stated = |key: &str| words.iter().find_map(|word| word.get(key));
    let ty = match stated("type").and_then(Node::text).unwrap_or_default() {
        "timestamp" => Type::Timestamp(TimeUnit::Micros),
        "" if &*attribute.key == "time" => Type::Timestamp(TimeUnit::Micros),
        "boolean" => Type::Bool,
        "integer" => Type::Int,
        "number" => Type::Double,
        "binary" => Type::Bytes,
        "duration" => Type::Duration,
        _ => Type::String,
    };
    let is_required = stated("required").and_then(Node::as_bool) == Some(true);
    let ty = if is_required {
        ty
    } else {
        Type::Optional(Box::new(ty))
    };
    Field {
        doc: stated("description").and_then(text),
        span: attribute.key_span.to(attribute.value.span),
        ..Field::new(
            Spanned::new(attribute.key.clone(), attribute.key_span),
            ty,
            attribute.value.span,
        )
    }
}

/// The entries under a key of a message or its base.
pub(super) fn options<'a>(source: &Source<'a>, key: &str) -> Option<&'a Node> {
    source.chain.iter().find_map(|node| {
        let options = first(node, &["protocoloptions", "config"])?;
        options
            .get(key)
            .or_else(|| options.get("options")?.get(key))
    })
}
