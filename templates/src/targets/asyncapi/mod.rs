//! AsyncAPI 3.0: one document for each service, as a document describes one application; what no
//! service sends or receives stands in one more.

mod channel;
mod schemas;

use std::collections::{BTreeMap, BTreeSet};

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Intent, Message, Version};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use self::schemas::{Schemas, token};
use super::not_carried;
use super::payload::Payloads;
use crate::output::OutputPath;
use crate::target::{GenerateError, Generated, Target};

/// `[generate.asyncapi]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The directory, relative to `factum.toml`.
    pub out: String,
    /// The version that the documents have, as `info.version`.
    #[serde(default = "first_version")]
    pub version: String,
    /// The language of payloads.
    #[serde(default)]
    pub payloads: Payloads,
    /// Whether events have the headers of CloudEvents (binary mode).
    #[serde(default = "yes")]
    pub cloudevents: bool,
}

fn first_version() -> String {
    "1.0.0".to_owned()
}

fn yes() -> bool {
    true
}

/// The target.
#[derive(Clone, Debug)]
pub struct AsyncApi(pub Options);

/// The version of the Kafka bindings that is written.
const KAFKA_BINDING: &str = "0.5.0";
const TRAIT: &str = "cloudEvents";
const EXTENSION: &str = "asyncapi.json";

impl Target for AsyncApi {
    fn name(&self) -> &'static str {
        "asyncapi"
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let mut generated = Generated::default();
        let mut notes = BTreeSet::new();
        for (service, messages) in applications(catalog) {
            let mut document = Document::new(&self.0, catalog, service);
            let text = format!("{:#}\n", document.value(&messages));
            notes.extend(document.notes);
            let name = key(service.unwrap_or("catalog"));
            let path = OutputPath::within(&self.0.out, &format!("{name}.{EXTENSION}"));
            let path = path.map_err(|source| GenerateError::Path {
                target: self.name(),
                source,
            })?;
            generated.outputs.add(path, self.name(), text)?;
        }
        generated.notes.extend(notes);
        generated.notes.extend(lost(catalog));
        Ok(generated)
    }
}

/// What one service sends and receives.
#[derive(Debug, Default)]
struct Traffic<'a> {
    messages: Vec<&'a Message>,
    sent: Vec<bool>,
    received: Vec<bool>,
}

/// The services in the order of their names, and at last what belongs to none.
fn applications(catalog: &Catalog) -> Vec<(Option<&str>, Traffic<'_>)> {
    let mut services: BTreeMap<&str, Traffic<'_>> = BTreeMap::new();
    for service in &catalog.services {
        services.entry(&service.name.value).or_default();
    }
    let mut rest = Traffic::default();
    for message in &catalog.messages {
        let senders = message.producers.iter();
        let senders: BTreeSet<&str> = senders.map(|service| &*service.value).collect();
        let receivers = message.consumers.iter().chain(&message.handler);
        let receivers: BTreeSet<&str> = receivers.map(|service| &*service.value).collect();
        for service in senders.union(&receivers) {
            let traffic = services.entry(service).or_default();
            traffic.messages.push(message);
            traffic.sent.push(senders.contains(service));
            traffic.received.push(receivers.contains(service));
        }
        if senders.is_empty() && receivers.is_empty() {
            rest.messages.push(message);
            rest.sent.push(false);
            rest.received.push(false);
        }
    }
    let mut applications: Vec<_> = services
        .into_iter()
        .map(|(service, traffic)| (Some(service), traffic))
        .collect();
    if !rest.messages.is_empty() {
        applications.push((None, rest));
    }
    applications
}

/// A key as AsyncAPI allows it.
fn key(name: &str) -> String {
    let is_right = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    name.chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .collect()
}

/// The key of a message: `OrderPlaced.v2`, with the namespace if the name alone is not enough.
fn message_key(message: &Message, taken: &mut BTreeSet<String>) -> String {
    let version = match &message.version {
        Version::Unstated => String::new(),
        Version::Major(major) => format!(".v{major}"),
        Version::Foreign(version) => format!(".{version}"),
    };
    let short = key(&format!("{}{version}", message.name.value));
    let namespace = message.namespace.as_deref().unwrap_or_default();
    let mut name = match taken.contains(&short) {
        true => key(&format!("{namespace}.{short}")),
        false => short,
    };
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

struct Document<'a> {
    options: &'a Options,
    catalog: &'a Catalog,
    service: Option<&'a str>,
    notes: Vec<Note>,
}

impl<'a> Document<'a> {
    fn new(options: &'a Options, catalog: &'a Catalog, service: Option<&'a str>) -> Self {
        Document {
            options,
            catalog,
            service,
            notes: Vec::new(),
        }
    }

    fn value(&mut self, traffic: &Traffic<'a>) -> Value {
        let mut schemas = Schemas::default();
        let mut taken = BTreeSet::new();
        let keys = traffic
            .messages
            .iter()
            .map(|message| message_key(message, &mut taken));
        let keys: Vec<String> = keys.collect();

        let mut channels: Map<String, Value> = Map::new();
        let mut operations = Map::new();
        for (index, message) in traffic.messages.iter().enumerate() {
            let Some(name) = keys.get(index) else {
                continue;
            };
            let carriers = self.channels(message, name, &mut channels);
            for (action, goes) in [("send", &traffic.sent), ("receive", &traffic.received)] {
                if goes.get(index) != Some(&true) {
                    continue;
                }
                for channel in &carriers {
                    let place = format!("#/channels/{}", token(channel));
                    let operation = json!({
                        "action": action,
                        "channel": { "$ref": place },
                        "messages": [{ "$ref": format!("{place}/messages/{name}") }],
                    });
                    let mut id = format!("{action}.{name}");
                    if carriers.len() > 1 {
                        id.push_str(&format!(".{channel}"));
                    }
                    while operations.contains_key(&id) {
                        id.push('_');
                    }
                    operations.insert(id, operation);
                }
            }
        }

        let mut parts = Vec::new();
        for message in &traffic.messages {
            let payload = match self.options.payloads {
                Payloads::JsonSchema => {
                    schemas.payload(message, &self.catalog.types, &mut self.notes)
                }
                Payloads::Avro => None,
            };
            let headers = match &message.headers[..] {
                [] => None,
                headers => schemas.fields(message, headers, &self.catalog.types, &mut self.notes),
            };
            parts.push((payload, headers));
        }
        let components = schemas.components();
        let mut messages = Map::new();
        let mut has_trait = false;
        for ((message, name), (payload, headers)) in traffic.messages.iter().zip(&keys).zip(parts) {
            let place = format!("#/components/messages/{name}");
            let mut out = self.message(message);
            if let Some(key) = self.kafka_key(message, &format!("{place}/payload")) {
                out.insert("bindings".to_owned(), key);
            }
            if let Some(payload) = payload {
                let examples: Vec<Value> = payload
                    .examples
                    .iter()
                    .map(|it| json!({ "payload": it }))
                    .collect();
                let schema = schemas.place(payload, &format!("{place}/payload"));
                out.insert("payload".to_owned(), schema);
                if !examples.is_empty() {
                    out.insert("examples".to_owned(), Value::Array(examples));
                }
            } else if self.options.payloads == Payloads::Avro && !message.fields().is_empty() {
                out.insert("payload".to_owned(), self.avro(message));
            }
            let mut own =
                headers.map(|headers| schemas.place(headers, &format!("{place}/headers")));
            if let Some(attributes) = self.cloudevents(message) {
                has_trait = true;
                let trait_reference = format!("#/components/messageTraits/{TRAIT}");
                out.insert("traits".to_owned(), json!([{ "$ref": trait_reference }]));
                let headers = own.get_or_insert_with(|| json!({ "type": "object" }));
                merge_properties(headers, attributes);
            }
            if let Some(headers) = own {
                out.insert("headers".to_owned(), headers);
            }
            messages.insert(name.clone(), Value::Object(out));
        }

        let mut all = Map::new();
        if !messages.is_empty() {
            all.insert("messages".to_owned(), Value::Object(messages));
        }
        if !components.is_empty() {
            all.insert("schemas".to_owned(), Value::Object(components));
        }
        if has_trait {
            all.insert(
                "messageTraits".to_owned(),
                json!({ TRAIT: cloudevents_trait() }),
            );
        }
        json!({
            "asyncapi": "3.0.0",
            "info": self.info(),
            "defaultContentType": self.options.payloads.media_type(),
            "channels": channels,
            "operations": operations,
            "components": all,
        })
    }

    fn info(&self) -> Value {
        let mut info = Map::new();
        let title = self.service.unwrap_or("catalog");
        info.insert("title".to_owned(), json!(title));
        info.insert("version".to_owned(), json!(self.options.version));
        let service = self.service.and_then(|name| self.catalog.service(name));
        if let Some(doc) = service.and_then(|service| service.doc.as_ref()) {
            info.insert("description".to_owned(), json!(doc.value.trim_end()));
        }
        if let Some(owner) = service.and_then(|service| service.owner.as_ref()) {
            info.insert("contact".to_owned(), json!({ "name": owner.value }));
        }
        Value::Object(info)
    }

    /// Adds the message to its channels, and returns their keys.
    fn channels(
        &mut self,
        message: &Message,
        name: &str,
        channels: &mut Map<String, Value>,
    ) -> BTreeSet<String> {
        let stated = message.channels().map(|channel| Some(&*channel.value));
        let mut stated: Vec<Option<&str>> = stated.collect();
        if stated.is_empty() {
            let text = "states no channel, so it has one of its own without an address";
            self.notes.push(Note::new(
                message.identity().to_string(),
                text,
                message.span,
            ));
            stated.push(None);
        }
        let stated = stated.into_iter();
        stated
            .map(|stated| self.channel(stated, name, channels))
            .collect()
    }

    /// Adds a message to the channel stated, or to one of its own, and returns the channel's key.
    fn channel(
        &self,
        stated: Option<&str>,
        name: &str,
        channels: &mut Map<String, Value>,
    ) -> String {
        let channel = stated.and_then(|name| self.catalog.channel(name));
        let key = key(stated.unwrap_or(name));
        let entry = channels.entry(key.clone()).or_insert_with(|| {
            let address = channel
                .and_then(|it| it.address.as_ref())
                .map(|it| &*it.value);
            channel::value(channel, address.or(stated))
        });
        if let Some(messages) = entry.get_mut("messages").and_then(Value::as_object_mut) {
            let reference = json!({ "$ref": format!("#/components/messages/{name}") });
            messages.insert(name.to_owned(), reference);
        }
        key
    }

    fn message(&self, message: &Message) -> Map<String, Value> {
        let mut out = Map::new();
        out.insert("name".to_owned(), json!(message.name.value));
        if let Some(doc) = &message.doc {
            out.insert("description".to_owned(), json!(doc.value.trim_end()));
        }
        // The extension has no word for replies.
        if message.intent != Intent::Reply {
            let intent = message.intent.as_str();
            out.insert("x-eventcatalog-message-type".to_owned(), json!(intent));
        }
        if message.version != Version::Unstated {
            let version = message.version.to_string();
            out.insert("x-eventcatalog-message-version".to_owned(), json!(version));
        }
        if message.deprecated.is_some() {
            out.insert("x-deprecated".to_owned(), json!(true));
        }
        out
    }

    fn avro(&mut self, message: &Message) -> Value {
        let schema = Payloads::Avro.schema(message, self.catalog, &mut self.notes);
        json!({ "schemaFormat": "application/vnd.apache.avro+json;version=1.9.0", "schema": schema })
    }

    /// The binding that says by which field a topic is partitioned; the payload stands at `place`.
    fn kafka_key(&self, message: &Message, place: &str) -> Option<Value> {
        let field = &message.field(&message.key.as_ref()?.value)?.name.value;
        let key = match self.options.payloads {
            Payloads::JsonSchema => {
                let reference = format!("{place}/properties/{}", token(field));
                json!({ "title": field, "allOf": [{ "$ref": reference }] })
            }
            Payloads::Avro => json!({ "title": field }),
        };
        Some(json!({ "kafka": { "key": key, "bindingVersion": KAFKA_BINDING } }))
    }

    /// The attributes of an event that are known, as headers.
    fn cloudevents(&self, message: &Message) -> Option<Map<String, Value>> {
        if !self.options.cloudevents || message.intent != Intent::Event {
            return None;
        }
        let mut attributes = Map::new();
        attributes.insert("ce_type".to_owned(), constant(&message.cloudevents_type()?));
        if let Some(source) = message.cloudevents_source() {
            attributes.insert("ce_source".to_owned(), constant(&source));
        }
        Some(attributes)
    }
}

fn constant(value: &str) -> Value {
    json!({ "type": "string", "const": value })
}

fn merge_properties(schema: &mut Value, properties: Map<String, Value>) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    let own = schema.entry("properties").or_insert_with(|| json!({}));
    if let Some(own) = own.as_object_mut() {
        own.extend(properties);
    }
    // The trait has more of them.
    schema.shift_remove("additionalProperties");
}

/// The headers of the binary mode over Kafka, of CloudEvents 1.0.2.
fn cloudevents_trait() -> Value {
    json!({
        "headers": {
            "type": "object",
            "required": ["ce_id", "ce_source", "ce_specversion", "ce_type"],
            "properties": {
                "ce_id": { "type": "string", "minLength": 1 },
                "ce_source": { "type": "string", "format": "uri-reference", "minLength": 1 },
                "ce_specversion": { "type": "string", "enum": ["1.0"] },
                "ce_type": { "type": "string", "minLength": 1 },
                "ce_time": { "type": "string", "format": "date-time" },
                "ce_subject": { "type": "string", "minLength": 1 },
            },
        },
    })
}

/// What AsyncAPI has no place for.
fn lost(catalog: &Catalog) -> Vec<Note> {
    let mut notes = not_carried::flows_and_read_models(catalog);
    for channel in &catalog.channels {
        let broker = channel
            .broker
            .as_ref()
            .filter(|broker| &*broker.value != "kafka");
        if let Some(broker) = broker {
            let what = format!("that the broker is `{}`", broker.value);
            notes.push(not_carried::definition(&channel.name, &what));
        }
    }
    notes
}
