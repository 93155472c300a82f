//! JSON Schema 2020-12 of a payload.

use std::collections::{HashMap, HashSet};

use super::literal::{json_literal, record_literal};
use super::note::{Emitted, Note};
use super::tree::{Object, list};
use crate::document::{Entry, Node, Value};
use crate::message::{Message, Payload};
use crate::shape::{Body, Deprecation, Enum, Field, Resolved, Text, Type, TypeDef, TypeId, Types};
use crate::span::{Span, Spanned};

/// Whether objects may hold properties that the schema does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContentModel {
    /// They may not. Under the registry's rules such a schema may gain optional properties.
    #[default]
    Closed,
    /// They may. Under the registry's rules such a schema may lose properties, but not gain one
    /// with a type.
    Open,
}

/// How to emit a JSON Schema.
#[derive(Clone, Debug, Default)]
pub struct JsonSchema<'a> {
    /// Whether objects are closed.
    pub content_model: ContentModel,
    /// The `$id`, an absolute URI; none is written without it.
    pub id: Option<&'a str>,
    /// A `$comment` for those who read the schema; none is written without it.
    pub comment: Option<&'a str>,
}

/// The `$schema` of what is emitted.
pub const JSON_SCHEMA_DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema 2020-12 of a message's payload, with every named type that it reaches under
/// `$defs`. A payload of which nothing is stated gets a schema that lets everything pass.
pub fn json_schema(message: &Message, types: &Types, options: &JsonSchema<'_>) -> Emitted<Node> {
    let mut emitter = Emitter {
        types,
        closed: options.content_model == ContentModel::Closed,
        names: HashMap::new(),
        taken: HashSet::new(),
        queue: Vec::new(),
        subject: message.identity().to_string(),
        notes: Vec::new(),
    };
    let mut document = Object::new(message.span);
    document.string("$schema", JSON_SCHEMA_DIALECT);
    if let Some(id) = options.id {
        document.string("$id", id);
    }
    if let Some(comment) = options.comment {
        document.string("$comment", comment);
    }
    document.string("title", &message.name.value);
    describe(&mut document, message.doc.as_ref());
    deprecate(&mut document, message.deprecated.as_ref());
    match &message.payload {
        Payload::Unstated => {}
        Payload::Record(fields) => document.extend(emitter.record(fields, None, message.span)),
        Payload::Other(ty, span) => document.extend(match types.resolve(ty) {
            Resolved::Definition(_, definition) => emitter.body(definition),
            Resolved::Type(ty) => emitter.schema(ty, *span),
        }),
    }
    if !message.examples.is_empty() {
        let examples = message.examples.iter().filter_map(|example| {
            let known = match &message.payload {
                Payload::Unstated => Some(example.clone()),
                Payload::Record(fields) => record_literal(example, fields, types),
                Payload::Other(ty, _) => json_literal(example, ty, types),
            };
            emitter.keep(known, "an example", example.span)
        });
        let examples = examples.collect();
        document.set("examples", list(examples, message.span));
    }
    let definitions = emitter.definitions();
    if let Some(definitions) = definitions {
        document.set("$defs", definitions);
    }
    Emitted {
        schema: document.node(),
        notes: emitter.notes,
    }
}

fn describe(object: &mut Object, doc: Option<&Spanned<Text>>) {
    if let Some(doc) = doc {
        let text = Node::string(doc.value.trim_end(), doc.span);
        object.set_at("description", doc.span, text);
    }
}

fn deprecate(object: &mut Object, deprecated: Option<&Deprecation>) {
    if let Some(deprecated) = deprecated {
        let value = Node::plain("true", deprecated.span);
        object.set_at("deprecated", deprecated.span, value);
    }
}

struct Emitter<'a> {
    types: &'a Types,
    closed: bool,
    /// The keys under `$defs`.
    names: HashMap<TypeId, Text>,
    taken: HashSet<Text>,
    /// Definitions that are referred to, in the order met.
    queue: Vec<TypeId>,
    subject: String,
    notes: Vec<Note>,
}

impl Emitter<'_> {
    fn note(&mut self, message: impl Into<String>, span: Span) {
        self.notes
            .push(Note::new(self.subject.clone(), message, span));
    }

    /// The value, or a note that it is no value of its type and is left out.
    fn keep(&mut self, value: Option<Node>, what: &str, span: Span) -> Option<Node> {
        if value.is_none() {
            self.note(
                format!("{what} is no value of its type and is left out"),
                span,
            );
        }
        value
    }

    /// The `$defs`, if any type is referred to. A definition may bring others, so the queue grows
    /// while it is worked off; nothing recurses, however long a chain of types is.
    fn definitions(&mut self) -> Option<Node> {
        let types = self.types;
        let mut definitions = None;
        let mut next = 0;
        while let Some(&id) = self.queue.get(next) {
            next += 1;
            let (Some(definition), Some(name)) = (types.get(id), self.names.get(&id).cloned())
            else {
                continue;
            };
            let mut schema = Object::new(definition.span);
            if !matches!(definition.body, Body::Enum(_)) {
                describe(&mut schema, definition.doc.as_ref());
            }
            deprecate(&mut schema, definition.deprecated.as_ref());
            schema.extend(self.body(definition));
            definitions
                .get_or_insert_with(|| Object::new(definition.span))
                .set_at(&name, definition.name.span, schema.node());
        }
        definitions.map(Object::node)
    }

    fn body(&mut self, definition: &TypeDef) -> Node {
        let span = definition.span;
        match &definition.body {
            Body::Record(fields) => self.record(fields, None, span),
            Body::Enum(symbols) => enumeration(symbols, definition.doc.as_ref(), span),
            Body::Union {
                branches,
                discriminator,
            } => self.union(branches, discriminator.as_ref(), span),
            Body::Alias(target) => self.schema(target, span),
        }
    }

    /// A reference to a definition, which is then emitted too.
    fn reference(&mut self, id: TypeId, definition: &TypeDef, span: Span) -> Node {
        if !self.names.contains_key(&id) {
            let short = definition.name.value.clone();
            let name = if self.taken.contains(&short) {
                definition.qualified_name().into()
            } else {
                short
            };
            self.taken.insert(name.clone());
            self.names.insert(id, name);
            self.queue.push(id);
        }
        let name = self.names.get(&id).map_or("", |name| &**name);
        let mut schema = Object::new(span);
        schema.string("$ref", &format!("#/$defs/{}", pointer_token(name)));
        schema.node()
    }

    fn schema(&mut self, ty: &Type, span: Span) -> Node {
        let mut schema = Object::new(span);
        let kind = |name: &str| Node::string(name, span);
        match ty {
            Type::Null => schema.set("type", kind("null")),
            Type::Bool => schema.set("type", kind("boolean")),
            Type::Int => {
                schema.set("type", kind("integer"));
                schema.plain("minimum", "-2147483648");
                schema.plain("maximum", "2147483647");
            }
            Type::Long => {
                schema.set("type", kind("integer"));
                schema.string(
                    "$comment",
                    "64 bits: readers that keep numbers as doubles lose digits above 2^53",
                );
            }
            Type::Float | Type::Double => schema.set("type", kind("number")),
            Type::Decimal { precision, scale } => {
                schema.set("type", kind("string"));
                schema.string("pattern", &decimal_pattern(*precision, *scale));
            }
            Type::String => schema.set("type", kind("string")),
            Type::Bytes => {
                schema.set("type", kind("string"));
                schema.string("contentEncoding", "base64");
            }
            Type::Fixed(size) => {
                let length = (u64::from(*size).div_ceil(3) * 4).to_string();
                schema.set("type", kind("string"));
                schema.string("contentEncoding", "base64");
                schema.plain("minLength", &length);
                schema.plain("maxLength", &length);
            }
            Type::Uuid => formatted(&mut schema, "uuid"),
            Type::Date => formatted(&mut schema, "date"),
            Type::Timestamp(_) => formatted(&mut schema, "date-time"),
            Type::Duration => formatted(&mut schema, "duration"),
            // The format `time` of JSON Schema requires an offset from UTC.
            Type::Time(_) => {
                schema.set("type", kind("string"));
                schema.string("pattern", &format!("^{TIME}$"));
            }
            Type::LocalTimestamp(_) => {
                schema.set("type", kind("string"));
                schema.string(
                    "pattern",
                    &format!("^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{TIME}$"),
                );
            }
            Type::Json => {}
            Type::Opaque(what) => {
                self.note(format!("`{what}` is not checked: any value passes"), span);
            }
            Type::Enum(symbols) => return enumeration(symbols, None, span),
            Type::Named(reference) => {
                match reference.id.and_then(|id| Some((id, self.types.get(id)?))) {
                    Some((id, definition)) => {
                        return self.reference(id, definition, reference.span);
                    }
                    None => self.note(
                        format!("`{}` is not defined: any value passes", reference.name),
                        reference.span,
                    ),
                }
            }
            Type::List(inner) => {
                schema.set("type", kind("array"));
                let items = self.schema(inner, span);
                schema.set("items", items);
            }
            Type::Map(inner) => {
                schema.set("type", kind("object"));
                let values = self.schema(inner, span);
                schema.set("additionalProperties", values);
            }
            Type::Optional(inner) => return nullable(self.schema(inner, span)),
            Type::Union(branches) => return self.union(branches, None, span),
        }
        schema.node()
    }

    /// An object with these properties; `tag` is one more, which tells the record from others.
    fn record(&mut self, fields: &[Field], tag: Option<(&str, &str)>, span: Span) -> Node {
        let mut schema = Object::new(span);
        schema.string("type", "object");
        let mut properties = Object::new(span);
        let mut required = Vec::new();
        if let Some((property, value)) = tag {
            let mut constant = Object::new(span);
            constant.string("const", value);
            properties.set(property, constant.node());
            required.push(Node::string(property, span));
        }
        for field in fields {
            let name = &*field.name.value;
            if tag.is_some_and(|(property, _)| property == name) {
                continue;
            }
            let property = self.property(field);
            properties.set_at(name, field.name.span, property);
            if !field.is_optional() {
                required.push(Node::string(name, field.name.span));
            }
        }
        schema.set("properties", properties.node());
        if !required.is_empty() {
            schema.set("required", list(required, span));
        }
        if self.closed {
            schema.plain("additionalProperties", "false");
        }
        schema.node()
    }

    fn property(&mut self, field: &Field) -> Node {
        let mut schema = Object::new(field.ty_span);
        if let Some(text) = field.documentation() {
            let span = field.doc.as_ref().map_or(field.span, |doc| doc.span);
            schema.set_at("description", span, Node::string(text, span));
        }
        schema.extend(self.schema(&field.ty, field.ty_span));
        if let Some(default) = &field.default {
            let value = json_literal(default, &field.ty, self.types);
            if let Some(value) = self.keep(value, "the default", default.span) {
                schema.set_at("default", default.span, value);
            }
        }
        deprecate(&mut schema, field.deprecated.as_deref());
        if !field.examples.is_empty() {
            let examples = field.examples.iter().filter_map(|example| {
                let value = json_literal(example, &field.ty, self.types);
                self.keep(value, "an example", example.span)
            });
            let examples = examples.collect();
            schema.set("examples", list(examples, field.span));
        }
        schema.node()
    }

    fn union(
        &mut self,
        branches: &[Type],
        discriminator: Option<&Spanned<Text>>,
        span: Span,
    ) -> Node {
        let types = self.types;
        let mut schema = Object::new(span);
        let mut schemas = Vec::new();
        let mut untagged_records = 0;
        for branch in branches {
            let record = match types.resolve(branch) {
                Resolved::Definition(_, definition) => match &definition.body {
                    Body::Record(fields) => Some((definition, fields)),
                    _ => None,
                },
                Resolved::Type(_) => None,
            };
            schemas.push(match (record, discriminator) {
                (Some((definition, fields)), Some(discriminator)) => {
                    let tag = (&*discriminator.value, &*definition.name.value);
                    let mut tagged = Object::new(definition.span);
                    tagged.string("title", &definition.name.value);
                    describe(&mut tagged, definition.doc.as_ref());
                    tagged.extend(self.record(fields, Some(tag), definition.span));
                    tagged.node()
                }
                (record, _) => {
                    untagged_records += usize::from(record.is_some());
                    self.schema(branch, span)
                }
            });
        }
        if untagged_records > 1 {
            self.note(
                "JSON cannot tell the records of a union without a discriminator apart",
                span,
            );
        }
        let keyword = if discriminator.is_some() {
            "oneOf"
        } else {
            "anyOf"
        };
        schema.set(keyword, list(schemas, span));
        schema.node()
    }
}

/// `hh:mm:ss` with up to nanoseconds.
const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?";

fn formatted(schema: &mut Object, format: &str) {
    schema.string("type", "string");
    schema.string("format", format);
}

fn enumeration(symbols: &Enum, doc: Option<&Spanned<Text>>, span: Span) -> Node {
    let mut schema = Object::new(span);
    if let Some(text) = symbols.documentation(doc) {
        schema.string("description", &text);
    }
    schema.string("type", "string");
    let symbols = symbols.symbols.iter();
    let symbols = symbols.map(|symbol| Node::string(symbol.name.value.clone(), symbol.name.span));
    schema.set("enum", list(symbols.collect(), span));
    schema.node()
}

/// The same, or null.
fn nullable(schema: Node) -> Node {
    let span = schema.span;
    let null = || Node::string("null", span);
    let Value::Map(mut entries) = schema.value else {
        return schema;
    };
    let kind = entries.iter().find(|entry| &*entry.key == "type");
    let is_null = kind.is_some_and(|kind| kind.value.as_str() == Some("null"));
    if entries.is_empty() || is_null {
        return Node {
            value: Value::Map(entries),
            span,
        };
    }
    if let Some(at) = entries.iter().position(|entry| &*entry.key == "type")
        && entries[at].value.as_str().is_some()
    {
        for Entry { key, value, .. } in &mut entries {
            match (&**key, &mut value.value) {
                ("enum", Value::List(symbols)) => symbols.push(Node::plain("null", span)),
                ("type", _) => {
                    let kind = std::mem::replace(value, null());
                    *value = list(vec![kind, null()], span);
                }
                _ => {}
            }
        }
        return Node {
            value: Value::Map(entries),
            span,
        };
    }
    let mut only_null = Object::new(span);
    only_null.set("type", null());
    let schema = Node {
        value: Value::Map(entries),
        span,
    };
    let mut either = Object::new(span);
    either.set("anyOf", list(vec![schema, only_null.node()], span));
    either.node()
}

/// The pattern of a decimal as text: at most `precision - scale` digits before the point and `scale`
/// after it.
pub fn decimal_pattern(precision: u32, scale: u32) -> String {
    let whole = match precision.saturating_sub(scale) {
        0 => "0".to_owned(),
        digits => format!("[0-9]{{1,{digits}}}"),
    };
    match scale {
        0 => format!("^-?{whole}$"),
        scale => format!("^-?{whole}(\\.[0-9]{{1,{scale}}})?$"),
    }
}

/// A key as a token of a JSON pointer in a URI fragment (RFC 6901, section 6).
fn pointer_token(key: &str) -> String {
    let mut token = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'~' => token.push_str("~0"),
            b'/' => token.push_str("~1"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => {
                token.push(char::from(byte));
            }
            _ => token.push_str(&format!("%{byte:02X}")),
        }
    }
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_escaped_twice() {
        assert_eq!(pointer_token("a/b~c d"), "a~1b~0c%20d");
    }

    #[test]
    fn a_decimal_keeps_to_its_digits() {
        assert_eq!(decimal_pattern(12, 2), "^-?[0-9]{1,10}(\\.[0-9]{1,2})?$");
        assert_eq!(decimal_pattern(2, 2), "^-?0(\\.[0-9]{1,2})?$");
        assert_eq!(decimal_pattern(5, 0), "^-?[0-9]{1,5}$");
    }
}
