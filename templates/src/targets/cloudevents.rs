//! CloudEvents: for each event type, the JSON Schema of the envelope around its payload.
//!
//! The schema describes the structured mode of the JSON event format, version 1.0.2. The schema of
//! the payload is embedded under its own `$id`, which is also the value of `dataschema`.

use factum_catalog::Catalog;
use factum_catalog::contract::document::Node;
use factum_catalog::contract::emit::tree::{Object, list};
use factum_catalog::contract::emit::{self, Branches, Note};
use factum_catalog::contract::message::{Intent, Message, Payload};
use factum_catalog::contract::shape::{Body, Field, Resolved, Type, Types};
use factum_catalog::contract::span::Span;
use serde::Deserialize;

use super::files::{File, one_each};
use super::json_schema::{Options as DataOptions, made_from};
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
        let span = event.span;
        let text = |text: &str| Node::string(text, span);
        let data_id = self.data.id(event);
        let data = self.data.emit(event, catalog);
        let mut notes = data.notes;

        let mut properties = Object::new(span);
        properties.set("id", string(span, false, None));
        properties.set("source", source(event));
        properties.set("specversion", keyword("const", text("1.0")));
        let ce_type = event.cloudevents_type().unwrap_or_default();
        properties.set("type", keyword("const", text(&ce_type)));
        let mut content_type = Object::new(span);
        content_type.extend(string(span, true, None));
        content_type.string("pattern", JSON_CONTENT);
        properties.set("datacontenttype", content_type.node());
        let schemas = vec![text(&data_id), Node::plain("null", span)];
        properties.set("dataschema", keyword("enum", list(schemas, span)));
        properties.set("subject", string(span, true, None));
        properties.set("time", string(span, true, Some("date-time")));
        if let Some(key) = &event.key {
            let mut schema = Object::new(key.span);
            schema.string("description", &format!("The value of `{}`.", key.value));
            schema.extend(string(key.span, true, None));
            properties.set("partitionkey", schema.node());
        }
        properties.set("data", keyword("$ref", text(&data_id)));
        let mut required: Vec<Node> = REQUIRED.map(text).to_vec();
        let mut definitions = Object::new(span);
        definitions.set(&data_id, data.schema);
        if let Some(headers) = self.headers(event, catalog, &mut notes) {
            if let Some(node) = headers.get("properties") {
                properties.extend(node.clone());
            }
            if let Some(node) = headers.get("$defs") {
                definitions.extend(node.clone());
            }
            let more = headers.get("required").and_then(Node::as_list);
            required.extend_from_slice(more.unwrap_or_default());
        }

        let mut envelope = Object::new(span);
        envelope.string("$schema", emit::JSON_SCHEMA_DIALECT);
        envelope.string("$id", &self.data.uri(event, "cloudevent:", EXTENSION));
        envelope.string("$comment", &made_from(event));
        let title = format!("{} in its CloudEvents envelope", event.name.value);
        envelope.string("title", &title);
        if let Some(doc) = &event.doc {
            envelope.string("description", doc.value.trim_end());
        }
        if event.deprecated.is_some() {
            envelope.plain("deprecated", "true");
        }
        envelope.string("type", "object");
        envelope.set("properties", properties.node());
        envelope.set("required", list(required, span));
        envelope.set("propertyNames", keyword("pattern", text("^[a-z0-9]+$")));
        let scalars = ["boolean", "integer", "string", "null"].map(text).to_vec();
        envelope.set("additionalProperties", keyword("type", list(scalars, span)));
        envelope.set("$defs", definitions.node());
        File {
            text: emit::to_json_pretty(&envelope.node()) + "\n",
            notes,
        }
    }

    /// The schema of an object of those headers that can be extension attributes.
    fn headers(&self, event: &Message, catalog: &Catalog, notes: &mut Vec<Note>) -> Option<Node> {
        if event.headers.is_empty() {
            return None;
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
        Some(emitted.schema)
    }
}

/// A schema of one keyword.
fn keyword(name: &str, value: Node) -> Node {
    let mut schema = Object::new(value.span);
    schema.set(name, value);
    schema.node()
}

/// The schema of a string that is not empty; an optional attribute may be null, which says that it
/// is absent.
fn string(span: Span, is_optional: bool, format: Option<&str>) -> Node {
    let mut schema = Object::new(span);
    if is_optional {
        let kinds = ["string", "null"].map(|kind| Node::string(kind, span));
        schema.set("type", list(kinds.to_vec(), span));
    } else {
        schema.string("type", "string");
    }
    match format {
        Some(format) => schema.string("format", format),
        None => schema.plain("minLength", "1"),
    }
    schema.node()
}

/// `application/json`, `application/cloudevents+json; charset=utf-8`, …
const JSON_CONTENT: &str = "^[^;]*[/+]json *(;.*)?$";

/// The source: the stated one, one of the producers', or any.
fn source(event: &Message) -> Node {
    if event.source.is_none() && event.producers.len() > 1 {
        let sources = event.producers.iter();
        let sources = sources.map(|it| Node::string(format!("/{}", it.value), it.span));
        return keyword("enum", list(sources.collect(), event.span));
    }
    match event.cloudevents_source() {
        Some(source) => keyword("const", Node::string(source, event.span)),
        None => {
            let mut any = Object::new(event.span);
            any.extend(string(event.span, false, Some("uri-reference")));
            any.plain("minLength", "1");
            any.node()
        }
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
