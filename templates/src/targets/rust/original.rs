//! What the JSON Schemas of messages say beyond their shapes.
//!
//! A shape keeps the places that it was read from, and by these the schemas are found again.

use std::collections::{HashMap, HashSet};

use factum_catalog::contract::document::{Node, Value};
use factum_catalog::contract::emit::to_json;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::schema::Schema;
use factum_catalog::contract::shape::Field;
use factum_catalog::contract::span::Span;
use percent_encoding::percent_decode_str;

/// Keywords that restrict values as no Rust type does.
const UNCHECKED: [&str; 21] = [
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "prefixItems",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "not",
    "if",
];
/// The most characters of a keyword's value that are quoted.
const LONGEST_QUOTE: usize = 60;
/// How far references and `allOf` are followed.
const DEEPEST: usize = 32;

/// The JSON Schemas of messages, by the places of their parts.
#[derive(Debug, Default)]
pub(super) struct Originals<'a> {
    schemas: HashMap<Span, Found<'a>>,
    /// The schemas of properties, by the place of the property's key.
    properties: HashMap<Span, Found<'a>>,
    /// The schemas that have a property, by the place of its key.
    owners: HashMap<Span, &'a Node>,
}

/// A schema, and the document in which its references lead somewhere.
#[derive(Clone, Copy, Debug)]
struct Found<'a> {
    schema: &'a Node,
    document: &'a Node,
}

/// What schemas say of an object beyond its fields.
#[derive(Default)]
pub(super) struct Said<'a> {
    /// The properties that cannot be absent.
    pub(super) required: HashSet<&'a str>,
    /// Whether they speak of properties that are no fields.
    pub(super) has_further: bool,
    /// What they ask for and Rust does not check.
    pub(super) unchecked: Vec<String>,
}

impl<'a> Originals<'a> {
    pub(super) fn new(messages: impl Iterator<Item = &'a Message>) -> Originals<'a> {
        let mut originals = Originals::default();
        for document in messages.filter_map(json_schema) {
            let mut waiting = vec![document];
            while let Some(schema) = waiting.pop() {
                let found = Found { schema, document };
                if originals.schemas.insert(schema.span, found).is_none() {
                    originals.add_properties(found);
                }
                match &schema.value {
                    Value::Scalar(_) => {}
                    Value::List(items) => waiting.extend(items),
                    Value::Map(entries) => waiting.extend(entries.iter().map(|it| &it.value)),
                }
            }
        }
        originals
    }

    fn add_properties(&mut self, found: Found<'a>) {
        let properties = found.schema.get("properties").and_then(Node::as_map);
        for entry in properties.unwrap_or_default() {
            let property = Found {
                schema: &entry.value,
                ..found
            };
            self.properties.insert(entry.key_span, property);
            self.owners.insert(entry.key_span, found.schema);
        }
    }

    /// What is said of the payload of a message.
    pub(super) fn of_message(&self, message: &'a Message) -> Said<'a> {
        let Some(document) = json_schema(message) else {
            return Said::default();
        };
        // The payload may stand within an envelope.
        let data = parts(Found {
            schema: document,
            document,
        })
        .into_iter()
        .find_map(|part| part.get("properties")?.get("data"));
        let places = [Some(document.span), data.map(|data| data.span)];
        let fields = message.fields();
        let of = places
            .into_iter()
            .flatten()
            .map(|place| self.parts_of(place, fields));
        self.said(of.into_iter().find(|it| !it.is_empty()), fields)
    }

    /// What is said of a definition that was read from this place.
    pub(super) fn of_definition(&self, place: Span, fields: &[Field]) -> Said<'a> {
        self.said(Some(self.parts_of(place, fields)), fields)
    }

    /// The schemas that apply together at a place, if these fields are theirs.
    fn parts_of(&self, place: Span, fields: &[Field]) -> Vec<&'a Node> {
        let parts = self
            .schemas
            .get(&place)
            .map_or_else(Vec::new, |it| parts(*it));
        let is_theirs = |field: &Field| {
            let owner = self.owners.get(&field.name.span);
            owner.is_some_and(|owner| parts.iter().any(|part| std::ptr::eq(*part, *owner)))
        };
        match fields.is_empty() || fields.iter().any(is_theirs) {
            true => parts,
            false => Vec::new(),
        }
    }

    fn said(&self, parts: Option<Vec<&'a Node>>, fields: &[Field]) -> Said<'a> {
        let mut said = Said::default();
        let mut parts = parts.unwrap_or_default();
        for part in &parts {
            said.required.extend(required(part));
        }
        // A property of an alternative belongs to it, too, but need not be there.
        let mut owners = fields
            .iter()
            .filter_map(|it| self.owners.get(&it.name.span));
        let mut seen: HashSet<Span> = parts.iter().map(|part| part.span).collect();
        parts.extend(owners.by_ref().filter(|owner| seen.insert(owner.span)));
        for part in parts {
            let is_field = |name: &str| fields.iter().any(|field| &*field.name.value == name);
            said.has_further |= says_further(part) || required(part).any(|name| !is_field(name));
            said.unchecked.extend(unchecked(part, ""));
            for keyword in ["oneOf", "anyOf"] {
                if part.get(keyword).is_some() {
                    said.unchecked
                        .push(format!("`{keyword}` between properties"));
                }
            }
        }
        said
    }

    /// What is asked of a field and not checked.
    pub(super) fn of_field(&self, field: &Field) -> Vec<String> {
        let Some(found) = self.properties.get(&field.name.span) else {
            return Vec::new();
        };
        let parts = parts(*found);
        // What has properties is a type of its own, which tells it.
        let own = parts.iter().filter(|part| part.get("properties").is_none());
        let own = own.flat_map(|part| {
            let items = part.get("items").filter(|items| items.as_map().is_some());
            let of_items = items.map(|items| unchecked(items, "items."));
            unchecked(part, "")
                .into_iter()
                .chain(of_items.unwrap_or_default())
        });
        own.collect()
    }

    /// Whether integers of this field may have more than 64 bits.
    pub(super) fn is_beyond_long(&self, field: &Field) -> bool {
        let Some(found) = self.properties.get(&field.name.span) else {
            return false;
        };
        let is_beyond = |bound: &Node| {
            let number = bound.as_number().and_then(|text| text.parse::<f64>().ok());
            number.is_some_and(|number| number >= i64::MAX as f64 || number < i64::MIN as f64)
        };
        let parts = parts(*found);
        let items = parts.iter().filter_map(|part| part.get("items"));
        parts.iter().copied().chain(items).any(|part| {
            part.get("format").and_then(Node::text) == Some("uint64")
                || ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
                    .iter()
                    .any(|key| part.get(key).is_some_and(is_beyond))
        })
    }
}

fn json_schema(message: &Message) -> Option<&Node> {
    message.schemas.iter().find_map(|schema| match schema {
        Schema::JsonSchema(schema) => Some(&*schema.document),
        _ => None,
    })
}

/// Whether a message was read from a JSON Schema.
pub(super) fn is_of_json_schema(message: &Message) -> bool {
    json_schema(message).is_some()
}

/// The schema and those that apply with it, through `$ref` and `allOf`.
fn parts(found: Found<'_>) -> Vec<&Node> {
    let mut parts: Vec<&Node> = Vec::new();
    let mut waiting = vec![(found.schema, 0)];
    while let Some((schema, depth)) = waiting.pop() {
        if depth > DEEPEST || parts.iter().any(|part| part.span == schema.span) {
            continue;
        }
        parts.push(schema);
        let target = schema.get("$ref").and_then(Node::as_str);
        let pointer = target.and_then(|it| it.strip_prefix('#'));
        let pointer = pointer.map(|it| percent_decode_str(it).decode_utf8_lossy());
        let target = pointer.and_then(|it| found.document.pointer(&it));
        let all = schema.get("allOf").and_then(Node::as_list);
        let next = target.into_iter().chain(all.unwrap_or_default());
        waiting.extend(next.map(|schema| (schema, depth + 1)));
    }
    parts
}

fn required(schema: &Node) -> impl Iterator<Item = &str> {
    let names = schema.get("required").and_then(Node::as_list);
    names.unwrap_or_default().iter().filter_map(Node::text)
}

/// Whether a schema says what properties there may be beside those that it names.
fn says_further(schema: &Node) -> bool {
    let values = ["additionalProperties", "unevaluatedProperties"];
    let of_values = values.iter().filter_map(|key| schema.get(key));
    let patterns = schema.get("patternProperties").and_then(Node::as_map);
    of_values
        .into_iter()
        .any(|value| value.as_bool() != Some(false))
        || patterns.is_some_and(|patterns| !patterns.is_empty())
}

fn unchecked(schema: &Node, prefix: &str) -> Vec<String> {
    let entries = schema.as_map().unwrap_or_default().iter();
    let entries = entries.filter(|entry| {
        let is_tuple = &*entry.key == "items" && entry.value.as_list().is_some();
        is_tuple || UNCHECKED.contains(&&*entry.key)
    });
    let quoted = entries.map(|entry| {
        let value = to_json(&entry.value).replace('`', "'");
        match value.chars().count() <= LONGEST_QUOTE {
            true => format!("`{prefix}{}: {value}`", entry.key),
            false => format!("`{prefix}{}`", entry.key),
        }
    });
    quoted.collect()
}
