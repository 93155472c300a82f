//! CloudEvents: for each event type, the JSON Schema of the envelope around its payload.
//!
//! The schema describes the structured mode of the JSON event format, version 1.0.2. The schema of
//! the payload is embedded under its own `$id`, which is also the value of `dataschema`.

use factum_catalog::Catalog;
use factum_catalog::contract::document::Entry;
use factum_catalog::contract::emit::{self, Branches, Note};
use factum_catalog::contract::message::{Intent, Message, Payload};
use factum_catalog::contract::shape::{Body, Field, Resolved, Type, Types};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::files::{File, one_each};
use super::json_schema::Options as DataOptions;
use super::json_value::json_value;
use crate::target::{GenerateError, Generated, Target};

/// `[generate.cloudevents]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The directory, relative to `factum.toml`.
    pub out: String,
}

/// The target.
#[derive(Clone, Debug)]
pub struct CloudEvents {
    /// Its options.
    pub options: Options,
    /// How the payload's schema is emitted: as the target `json-schema` does.
    pub data: DataOptions,
}

impl Target for CloudEvents {
    fn name(&self) -> &'static str {
        "cloudevents"
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let mut untyped = Vec::new();
        let events = catalog.of_intent(Intent::Event).filter(|event| {
            let is_typed = event.cloudevents_type().is_some();
            if !is_typed {
                untyped.push(Note::new(
                    event.identity().to_string(),
                    "has no CloudEvents type, so `cloudevents` makes nothing of it",
                    event.span,
                ));
            }
            is_typed
        });
        let events: Vec<&Message> = events.collect();
        let out = (&*self.options.out, EXTENSION);
        let mut generated = one_each(self.name(), events.into_iter(), out, |event| {
            self.envelope(event, catalog)
        })?;
        generated.notes.extend(untyped);
        Ok(generated)
    }
}

const EXTENSION: &str = "cloudevent.schema.json";

/// What every event of the JSON event format has.
const REQUIRED: [&str; 5] = ["id", "source", "specversion", "type", "data"];

impl CloudEvents {
    fn envelope(&self, event: &Message, catalog: &Catalog) -> File {
        let data_id = self.data.id(event);
        let data = self.data.emit(event, catalog);
        let mut notes = data.notes;
        let mut required: Vec<Value> = REQUIRED.map(Value::from).to_vec();
        let mut definitions = Map::new();
        definitions.insert(data_id.clone(), json_value(&data.schema));

        let mut properties = Map::new();
        let mut set = |name: &str, schema: Value| {
            properties.insert(name.to_owned(), schema);
        };
        set("id", json!({ "type": "string", "minLength": 1 }));
        set("source", source(event));
        set("specversion", json!({ "const": "1.0" }));
        set("type", json!({ "const": event.cloudevents_type() }));
        let content_type = json!({ "type": ["string", "null"], "pattern": JSON_CONTENT });
        set("datacontenttype", content_type);
        set("dataschema", json!({ "enum": [data_id, null] }));
        set(
            "subject",
            json!({ "type": ["string", "null"], "minLength": 1 }),
        );
        set(
            "time",
            json!({ "type": ["string", "null"], "format": "date-time" }),
        );
        if let Some(key) = &event.key {
            let description = format!("The value of the key, `{}`.", key.value);
            set(
                "partitionkey",
                json!({ "description": description, "type": ["string", "null"], "minLength": 1 }),
            );
        }
        set("data", json!({ "$ref": data_id }));

        let headers = self.headers(event, catalog, &mut notes);
        properties.extend(headers.properties);
        required.extend(headers.required);
        definitions.extend(headers.definitions);

        let mut envelope = Map::new();
        let mut say = |key: &str, value: Value| {
            envelope.insert(key.to_owned(), value);
        };
        say(
            "$schema",
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        say("$id", json!(self.data.uri(event, "cloudevent:", EXTENSION)));
        say(
            "title",
            json!(format!("{} in its CloudEvents envelope", event.name.value)),
        );
        if let Some(doc) = &event.doc {
            say("description", json!(doc.value.trim_end()));
        }
        if event.deprecated.is_some() {
            say("deprecated", json!(true));
        }
        say("type", json!("object"));
        say("properties", Value::Object(properties));
        say("required", Value::Array(required));
        say("propertyNames", json!({ "pattern": "^[a-z0-9]+$" }));
        let scalar = json!({ "type": ["boolean", "integer", "string", "null"] });
        say("additionalProperties", scalar);
        say("$defs", Value::Object(definitions));
        File {
            text: format!("{:#}\n", Value::Object(envelope)),
            notes,
        }
    }

    /// The headers as extension attributes.
    fn headers(&self, event: &Message, catalog: &Catalog, notes: &mut Vec<Note>) -> Headers {
        let mut headers = Headers::default();
        if event.headers.is_empty() {
            return headers;
        }
        let (kept, lost): (Vec<_>, Vec<_>) = event
            .headers
            .iter()
            .cloned()
            .partition(|header| is_attribute(header, &catalog.types));
        for header in lost {
            let message = format!(
                "the header `{}` is no CloudEvents attribute: those are scalars, their names \
                 lower-case letters and digits",
                header.name.value
            );
            notes.push(Note::new(
                event.identity().to_string(),
                message,
                header.span,
            ));
        }
        let mut carrier = event.clone();
        carrier.payload = Payload::Record(kept);
        carrier.examples.clear();
        let emitted = emit::json_schema(&carrier, &catalog.types, &emit::JsonSchema::default());
        notes.extend(emitted.notes);
        let entries = |key: &str| {
            let entries = emitted.schema.get(key).and_then(|node| node.as_map());
            let value = |entry: &Entry| (String::from(&*entry.key), json_value(&entry.value));
            entries.unwrap_or_default().iter().map(value).collect()
        };
        headers.properties = entries("properties");
        headers.definitions = entries("$defs");
        if let Some(required) = emitted
            .schema
            .get("required")
            .and_then(|node| node.as_list())
        {
            headers.required = required.iter().map(json_value).collect();
        }
        headers
    }
}

/// `application/json`, `application/cloudevents+json; charset=utf-8`, …
const JSON_CONTENT: &str = "^[^;]*[/+]json *(;.*)?$";

#[derive(Default)]
struct Headers {
    properties: Map<String, Value>,
    required: Vec<Value>,
    definitions: Map<String, Value>,
}

/// The source: the stated one, one of the producers', or any.
fn source(event: &Message) -> Value {
    if event.source.is_none() && event.producers.len() > 1 {
        let producers = event.producers.iter();
        let sources: Vec<_> = producers
            .map(|service| format!("/{}", service.value))
            .collect();
        return json!({ "enum": sources });
    }
    match event.cloudevents_source() {
        Some(source) => json!({ "const": source }),
        None => json!({ "type": "string", "format": "uri-reference", "minLength": 1 }),
    }
}

/// Whether a field can be an attribute of the envelope.
fn is_attribute(field: &Field, types: &Types) -> bool {
    let name = &*field.name.value;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_own = REQUIRED.contains(&name) || OPTIONAL.contains(&name);
    let is_scalar =
        Branches::of(&field.ty, types)
            .others
            .iter()
            .all(|branch| match types.resolve(branch.ty) {
                Resolved::Type(ty) => !matches!(
                    ty,
                    Type::Long
                        | Type::Float
                        | Type::Double
                        | Type::Json
                        | Type::List(_)
                        | Type::Map(_)
                        | Type::Opaque(_)
                ),
                Resolved::Definition(_, definition) => matches!(definition.body, Body::Enum(_)),
            });
    !name.is_empty() && name.chars().all(is_name) && !is_own && is_scalar
}

/// The attributes that the specification defines and does not require.
const OPTIONAL: [&str; 5] = [
    "datacontenttype",
    "dataschema",
    "subject",
    "time",
    "partitionkey",
];
