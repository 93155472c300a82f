//! xRegistry: one document with the groups of messages, of their schemas, and the endpoints.
//!
//! A message is of one group, and a group is of endpoints as a whole, so there is a group for each
//! namespace, set of channels and kind of message. What a server sets (`createdat`, `modifiedat`) is not in it.

use std::collections::{BTreeMap, BTreeSet};

use factum_catalog::Catalog;
use factum_catalog::contract::emit::{Branches, Note};
use factum_catalog::contract::message::{Intent, Message, Payload};
use factum_catalog::contract::shape::{Deprecation, Field, Type, Types};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::not_carried;
use super::payload::Payloads;
use crate::output::OutputPath;
use crate::target::{GenerateError, Generated, Target};

/// `[generate.xregistry]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The directory, relative to `factum.toml`.
    pub out: String,
    /// The id of the registry.
    #[serde(default = "default_id")]
    pub id: String,
    /// The language of payloads.
    #[serde(default)]
    pub payloads: Payloads,
}

fn default_id() -> String {
    "catalog".to_owned()
}

/// The target.
#[derive(Clone, Debug)]
pub struct XRegistry(pub Options);

/// The version of the specification that is written.
const SPECIFICATION: &str = "1.0-rc4";
const ENVELOPE: &str = "CloudEvents/1.0";
const FILE: &str = "catalog.xreg.json";

impl Target for XRegistry {
    fn name(&self) -> &'static str {
        "xregistry"
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let mut generated = Generated::default();
        let mut registry = Registry {
            payloads: self.0.payloads,
            catalog,
            ids: Ids::default(),
            messages: BTreeMap::new(),
            schemas: BTreeMap::new(),
            channels: BTreeMap::new(),
            notes: Vec::new(),
        };
        for message in &catalog.messages {
            registry.add(message);
        }
        let document = registry.document(&self.0.id);
        let path = OutputPath::within(&self.0.out, FILE).map_err(|source| GenerateError::Path {
            target: self.name(),
            source,
        })?;
        generated
            .outputs
            .add(path, self.name(), format!("{document:#}\n"))?;
        generated.notes = registry.notes;
        generated.notes.extend(lost(catalog));
        Ok(generated)
    }
}

/// Ids as the specification allows them, unique without regard to case.
#[derive(Debug, Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    fn take(&mut self, name: &str) -> String {
        let mut id = id(name);
        while !self.0.insert(id.to_lowercase()) {
            id.push('_');
        }
        id
    }
}

fn id(name: &str) -> String {
    let is_right =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | ':' | '@');
    let mut id: String = name
        .chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .take(128)
        .collect();
    if !id.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        id.insert(0, '_');
        id.truncate(128);
    }
    id
}

struct Registry<'a> {
    payloads: Payloads,
    catalog: &'a Catalog,
    ids: Ids,
    /// By group.
    messages: BTreeMap<String, Map<String, Value>>,
    schemas: BTreeMap<String, Map<String, Value>>,
    /// The groups of each channel.
    channels: BTreeMap<String, BTreeSet<String>>,
    notes: Vec<Note>,
}

impl Registry<'_> {
    fn add(&mut self, message: &Message) {
        let full = message
            .cloudevents_type()
            .unwrap_or_else(|| message.avro_full_name());
        let name = self.ids.take(&full);
        if name != full && message.ce_type.is_none() {
            let text = format!("its id is `{name}`");
            self.notes.push(Note::new(
                message.identity().to_string(),
                text,
                message.name.span,
            ));
        }
        let group = group(message);
        for channel in message.channels() {
            let groups = self.channels.entry(channel.value.to_string()).or_default();
            groups.insert(group.clone());
        }
        let place = format!("/messagegroups/{group}/messages/{name}");
        let mut out = entity("messageid", &name, &place);
        out.insert("versionid".to_owned(), json!("1"));
        out.insert("name".to_owned(), json!(message.name.value));
        describe(&mut out, message.doc.as_ref().map(|doc| &*doc.value));
        if let Some(deprecated) = &message.deprecated {
            out.insert("deprecated".to_owned(), deprecation(deprecated));
        }
        out.insert("envelope".to_owned(), json!(ENVELOPE));
        let metadata = self.metadata(message);
        out.insert("envelopemetadata".to_owned(), Value::Object(metadata));
        match &message.key {
            Some(key) if self.is_kafka(message) => {
                out.insert("protocol".to_owned(), json!("KAFKA"));
                let options = json!({ "key": format!("{{{}}}", key.value) });
                out.insert("protocoloptions".to_owned(), options);
            }
            Some(key) => {
                let what = "the key, which only messages of Kafka have,";
                self.notes
                    .push(not_carried::of_message(message, what, key.span));
            }
            None => {}
        }
        if message.payload != Payload::Unstated {
            let xid = format!("/schemagroups/{group}/schemas/{name}");
            out.insert("dataschemaformat".to_owned(), json!(self.format()));
            out.insert(
                "datacontenttype".to_owned(),
                json!(self.payloads.media_type()),
            );
            out.insert("dataschemauri".to_owned(), json!(xid));
            out.insert("dataschemaxid".to_owned(), json!(xid));
            let schema = self.schema(message, &name, &xid);
            self.schemas
                .entry(group.clone())
                .or_default()
                .insert(name.clone(), schema);
        }
        self.messages
            .entry(group)
            .or_default()
            .insert(name, Value::Object(out));
    }

    /// Whether all of its channels are of Kafka, and it has one.
    fn is_kafka(&self, message: &Message) -> bool {
        message.channel.is_some()
            && message.channels().all(|name| {
                let channel = self.catalog.channel(&name.value);
                let broker = channel.and_then(|channel| channel.broker.as_ref());
                broker.is_some_and(|broker| &*broker.value == "kafka")
            })
    }

    fn format(&self) -> &'static str {
        match self.payloads {
            Payloads::JsonSchema => "JsonSchema/draft/2020-12",
            Payloads::Avro => "Avro/1.11.0",
        }
    }

    fn schema(&mut self, message: &Message, name: &str, xid: &str) -> Value {
        let schema = self.payloads.schema(message, self.catalog, &mut self.notes);
        let mut out = entity("schemaid", name, xid);
        let mut meta = entity("schemaid", name, &format!("{xid}/meta"));
        let compatibility = message
            .compatibility
            .as_ref()
            .filter(|mode| &*mode.value != "none");
        if let Some(mode) = compatibility {
            let mode = mode.value.replace('-', "_");
            meta.insert("compatibility".to_owned(), json!(mode));
        }
        meta.insert("readonly".to_owned(), json!(false));
        meta.insert("defaultversionid".to_owned(), json!("1"));
        meta.insert("defaultversionsticky".to_owned(), json!(false));
        let mut version = entity("schemaid", name, &format!("{xid}/versions/1"));
        for (key, value) in [
            ("versionid", json!("1")),
            ("isdefault", json!(true)),
            ("ancestorid", json!("1")),
            ("contenttype", json!(self.payloads.media_type())),
            ("format", json!(self.format())),
            ("schema", schema),
        ] {
            version.insert(key.to_owned(), value);
        }
        out.insert("meta".to_owned(), Value::Object(meta));
        out.insert("versions".to_owned(), json!({ "1": version }));
        Value::Object(out)
    }

    /// The attributes of the envelope that are known.
    fn metadata(&mut self, message: &Message) -> Map<String, Value> {
        let mut metadata = Map::new();
        metadata.insert(
            "id".to_owned(),
            json!({ "type": "string", "required": true }),
        );
        if let Some(ce_type) = message.cloudevents_type() {
            let ce_type = json!({ "type": "string", "value": ce_type, "required": true });
            metadata.insert("type".to_owned(), ce_type);
        }
        if let Some(source) = message.cloudevents_source() {
            let source = json!({ "type": "uritemplate", "value": source, "required": true });
            metadata.insert("source".to_owned(), source);
        }
        for header in &message.headers {
            match attribute(header, &self.catalog.types) {
                Some(attribute) => {
                    metadata.insert(header.name.value.to_string(), attribute);
                }
                None => self.notes.push(Note::new(
                    message.identity().to_string(),
                    format!(
                        "the header `{}` is no CloudEvents attribute and is not carried",
                        header.name.value
                    ),
                    header.span,
                )),
            }
        }
        metadata
    }

    fn document(&self, registry: &str) -> Value {
        let mut out = Map::new();
        out.insert("specversion".to_owned(), json!(SPECIFICATION));
        out.extend(entity("registryid", &id(registry), "/"));
        let mut groups = Map::new();
        for (group, messages) in &self.messages {
            let mut entry = entity("messagegroupid", group, &format!("/messagegroups/{group}"));
            entry.insert("envelope".to_owned(), json!(ENVELOPE));
            entry.insert("messages".to_owned(), json!(messages));
            groups.insert(group.clone(), Value::Object(entry));
        }
        out.insert("messagegroups".to_owned(), Value::Object(groups));
        let mut groups = Map::new();
        for (group, schemas) in &self.schemas {
            let mut entry = entity("schemagroupid", group, &format!("/schemagroups/{group}"));
            entry.insert("schemas".to_owned(), json!(schemas));
            groups.insert(group.clone(), Value::Object(entry));
        }
        out.insert("schemagroups".to_owned(), Value::Object(groups));
        let mut endpoints = Map::new();
        let mut ids = Ids::default();
        for (channel, groups) in &self.channels {
            let id = ids.take(channel);
            endpoints.insert(id.clone(), self.endpoint(&id, channel, groups));
        }
        if !endpoints.is_empty() {
            out.insert("endpoints".to_owned(), Value::Object(endpoints));
        }
        Value::Object(out)
    }

    fn endpoint(&self, id: &str, name: &str, groups: &BTreeSet<String>) -> Value {
        let mut out = entity("endpointid", id, &format!("/endpoints/{id}"));
        let channel = self.catalog.channel(name);
        describe(
            &mut out,
            channel
                .and_then(|it| it.doc.as_ref())
                .map(|doc| &*doc.value),
        );
        out.insert("usage".to_owned(), json!(["producer"]));
        out.insert("channel".to_owned(), json!(name));
        out.insert("envelope".to_owned(), json!(ENVELOPE));
        let broker = channel.and_then(|channel| channel.broker.as_ref());
        if broker.is_some_and(|broker| &*broker.value == "kafka") {
            out.insert("protocol".to_owned(), json!("KAFKA"));
            let address = channel.and_then(|channel| channel.address.as_ref());
            let topic = address.map_or(name, |address| &*address.value);
            out.insert("protocoloptions".to_owned(), json!({ "topic": topic }));
        }
        let groups = groups.iter().map(|group| format!("/messagegroups/{group}"));
        out.insert("messagegroups".to_owned(), groups.collect());
        Value::Object(out)
    }
}

/// What every entity has.
fn entity(id_name: &str, id: &str, xid: &str) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert(id_name.to_owned(), json!(id));
    out.insert("self".to_owned(), json!(format!("#{xid}")));
    out.insert("xid".to_owned(), json!(xid));
    out.insert("epoch".to_owned(), json!(1));
    out
}

fn describe(out: &mut Map<String, Value>, doc: Option<&str>) {
    if let Some(doc) = doc {
        out.insert("description".to_owned(), json!(doc.trim_end()));
    }
}

/// The group of a message: its namespace, its channels, and what it is if that is no event.
fn group(message: &Message) -> String {
    let mut group = message.namespace.as_deref().unwrap_or("catalog").to_owned();
    for channel in message.channels() {
        group.push_str(&format!(".{}", channel.value));
    }
    group.push_str(match message.intent {
        Intent::Event => "",
        Intent::Command | Intent::Reply => ".commands",
        Intent::Query => ".queries",
    });
    id(&group)
}

/// Since when something is deprecated, if that is a date.
fn deprecation(deprecated: &Deprecation) -> Value {
    let since = deprecated.since.as_ref().map(|since| &*since.value);
    let is_date = |text: &&str| {
        let parts: Vec<&str> = text.split('-').collect();
        let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        text.len() == 10 && parts.len() == 3 && parts.iter().all(is_number)
    };
    match since.filter(is_date) {
        Some(date) => json!({ "effective": format!("{date}T00:00:00Z") }),
        None => json!({}),
    }
}

/// A header as an attribute of the envelope, if it can be one.
fn attribute(header: &Field, types: &Types) -> Option<Value> {
    let name = &*header.name.value;
    let is_right = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let branches = Branches::of(&header.ty, types);
    let [branch] = &branches.others[..] else {
        return None;
    };
    let ty = match branch.ty {
        Type::Bool => "boolean",
        Type::Int => "integer",
        Type::Bytes | Type::Fixed(_) => "binary",
        Type::Timestamp(_) => "timestamp",
        Type::String
        | Type::Uuid
        | Type::Date
        | Type::Time(_)
        | Type::LocalTimestamp(_)
        | Type::Duration
        | Type::Decimal { .. }
        | Type::Enum(_) => "string",
        _ => return None,
    };
    if name.is_empty() || !name.chars().all(is_right) {
        return None;
    }
    let mut out = Map::new();
    describe(&mut out, header.documentation().as_deref());
    out.insert("type".to_owned(), json!(ty));
    out.insert("required".to_owned(), json!(!header.is_optional()));
    Some(Value::Object(out))
}

/// What xRegistry has no place for.
fn lost(catalog: &Catalog) -> Vec<Note> {
    let services = catalog.services.iter();
    let services = services.map(|it| not_carried::definition(&it.name, "the service"));
    let messages = catalog.messages.iter();
    let intents = messages.filter(|it| it.intent != Intent::Event).map(|it| {
        let what = format!("that it is a {}", it.intent.as_str());
        not_carried::of_message(it, &what, it.name.span)
    });
    let mut notes: Vec<Note> = services.chain(intents).collect();
    notes.extend(not_carried::flows_and_read_models(catalog));
    notes
}
