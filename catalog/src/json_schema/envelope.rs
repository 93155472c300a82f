//! CloudEvents as JSON Schema describes them: attributes around `data` (structured mode).

use factum_contract::document::Node;
use factum_contract::message::{Message, Payload};
use factum_contract::shape::{Field, Text, Type};
use factum_contract::span::Spanned;

use super::example;
use super::form::{Property, properties};
use super::parts::parts;
use super::shape::{Hint, Shapes, deprecation, text};

/// The attributes of the specification; others are extensions.
const ATTRIBUTES: [&str; 8] = [
    "id",
    "source",
    "specversion",
    "type",
    "datacontenttype",
    "dataschema",
    "subject",
    "time",
];

/// An event in the CloudEvents envelope.
pub(super) struct Envelope<'a> {
    /// The attributes that are spelled out, extensions included.
    pub(super) attributes: Vec<Property<'a>>,
    /// The payload, if it is spelled out.
    pub(super) data: Option<Property<'a>>,
}

impl<'a> Shapes<'a, '_> {
    /// Sets what a message carries from the schema of what is sent.
    pub(crate) fn fill(&mut self, message: &mut Message, nodes: &[&'a Node]) {
        let hint = Hint {
            text: message.name.value.to_string(),
            span: message.name.span,
        };
        match self.envelope(nodes) {
            Some(envelope) => self.fill_from_envelope(message, &envelope, &hint),
            None => message.payload = self.payload(nodes, &hint),
        }
        let stated = |key: &str| {
            let target = self.follow(nodes).nodes;
            nodes
                .iter()
                .copied()
                .chain(target)
                .find_map(|node| node.get(key))
        };
        if message.doc.is_none() {
            message.doc = stated("description").and_then(text);
        }
        if message.deprecated.is_none() {
            message.deprecated = stated("deprecated")
                .filter(|node| node.as_bool() == Some(true))
                .map(deprecation);
        }
        if message.examples.is_empty()
            && let Some(examples) = stated("examples").and_then(Node::as_list)
        {
            let payloads = examples.iter().map(|it| example::payload(it, self.library));
            message.examples = payloads.collect();
        }
    }

    fn fill_from_envelope(&mut self, message: &mut Message, envelope: &Envelope<'a>, hint: &Hint) {
        message.payload = match &envelope.data {
            Some(data) if data.alternatives.len() > 1 => {
                let fields = self.fields(std::slice::from_ref(data), hint);
                match fields.into_iter().next() {
                    Some(field) => Payload::Other(field.ty.required().clone(), field.ty_span),
                    None => Payload::Unstated,
                }
            }
            Some(data) => {
                let nodes: Vec<&Node> = [&data.schemas[..], &data.alternatives].concat();
                self.payload(&nodes, hint)
            }
            None => Payload::Unstated,
        };
        let attributes = self.fields(&envelope.attributes, hint);
        self.work_off();
        let is_extension = |field: &Field| !ATTRIBUTES.contains(&&*field.name.value);
        message.ce_type = message.ce_type.take().or(constant(&attributes, "type"));
        message.source = message.source.take().or(constant(&attributes, "source"));
        message
            .headers
            .extend(attributes.into_iter().filter(is_extension));
    }

    /// The envelope that a schema describes, if it is one: by the well-known URL of its schema, or
    /// by the attributes that every CloudEvent has.
    pub(super) fn envelope(&self, nodes: &[&'a Node]) -> Option<Envelope<'a>> {
        let by_url = parts(self.library, nodes).is_cloudevent;
        let mut attributes = properties(self.library, nodes);
        let has = |name: &str| attributes.iter().any(|it| &*it.entry.key == name);
        if !by_url && !["specversion", "id", "source", "type"].into_iter().all(has) {
            return None;
        }
        let position = attributes.iter().position(|it| &*it.entry.key == "data");
        let data = position.map(|index| attributes.remove(index));
        attributes.retain(|it| &*it.entry.key != "data_base64");
        Some(Envelope { attributes, data })
    }
}

/// The one value that a field may have.
pub(crate) fn constant(fields: &[Field], name: &str) -> Option<Spanned<Text>> {
    let field = fields
        .iter()
        .find(|field| field.name.value.eq_ignore_ascii_case(name))?;
    match field.ty.required() {
        Type::Enum(symbols) => match &symbols.symbols[..] {
            [only] => Some(only.name.clone()),
            _ => None,
        },
        _ => None,
    }
}
