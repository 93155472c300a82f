//! Avro protocols (`.avpr`): named types, and the calls that carry them (Avro 1.12, "Protocol
//! Declaration").
//!
//! A protocol is read as one schema: a record with a field for each type and for each call, so that
//! names mean in it what they mean in a schema.

use factum_contract::avro::{Kind, Schema, TypeRef};
use factum_contract::document::{Entry, Node, Value};
use factum_contract::message::{Evidence, Role};
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};

/// Whether a document is a protocol.
pub(super) fn is_protocol(root: &Node) -> bool {
    let is_list = |key: &str| root.get(key).is_some_and(|it| it.as_list().is_some());
    let is_map = |key: &str| root.get(key).is_some_and(|it| it.as_map().is_some());
    root.get("protocol").and_then(Node::as_str).is_some()
        && (is_list("types") || is_map("messages"))
}

/// A call: its name, what it carries, and what tells whether it is answered.
pub(super) struct Call {
    pub(super) name: Spanned<Text>,
    pub(super) doc: Option<Spanned<Text>>,
    pub(super) schema: Schema,
    pub(super) evidence: Evidence,
}

/// What a protocol defines.
#[derive(Default)]
pub(super) struct Protocol {
    /// Its types, but for errors.
    pub(super) types: Vec<Schema>,
    /// Errors and answers: what they hold is no message.
    pub(super) parts: Vec<Schema>,
    /// Its calls.
    pub(super) calls: Vec<Call>,
}

/// A protocol as one schema.
pub(super) fn as_schema(root: &Node) -> Node {
    let mut fields = Vec::new();
    let mut field = |ty: Node| {
        let span = ty.span;
        let name = format!("part{}", fields.len());
        fields.push(map(
            span,
            vec![entry("name", Node::string(name, span)), entry("type", ty)],
        ));
    };
    for ty in types(root) {
        field(ty.clone());
    }
    for (name, call) in calls(root) {
        field(request(name, call));
        for part in answers(call) {
            field(part);
        }
    }
    let name = root.get("protocol").cloned();
    let namespace = root.get("namespace").cloned();
    let mut entries = vec![
        entry("type", Node::string("record", root.span)),
        entry("fields", list(root.span, fields)),
    ];
    entries.extend(name.map(|name| entry("name", name)));
    entries.extend(namespace.map(|namespace| entry("namespace", namespace)));
    map(root.span, entries)
}

/// What a protocol defines, by the schema that it was read as.
pub(super) fn read(root: &Node, schema: &Schema) -> Protocol {
    let mut protocol = Protocol::default();
    let Kind::Record(record) = &schema.root_type().kind else {
        return protocol;
    };
    let mut fields = record.fields.iter().map(|field| field.ty);
    let of = |ty: TypeRef| schema.of(ty);
    for _ in types(root) {
        let Some(ty) = fields.next().map(of) else {
            break;
        };
        let is_error = matches!(&ty.root_type().kind, Kind::Record(record) if record.is_error);
        match is_error {
            true => protocol.parts.push(ty),
            false => protocol.types.push(ty),
        }
    }
    let name = root
        .get("protocol")
        .and_then(Node::as_str)
        .unwrap_or_default();
    for (key, call) in calls(root) {
        let Some(schema) = fields.next().map(of) else {
            break;
        };
        protocol.calls.push(Call {
            name: Spanned::new(key.key.clone(), inside(key.key_span)),
            doc: doc(call),
            schema,
            evidence: evidence(name, key, call),
        });
        let answers = answers(call).len();
        protocol.parts.extend(fields.by_ref().take(answers).map(of));
    }
    protocol
}

/// A call that is answered is a request. Of one that is not, its name tells what it is.
fn evidence(protocol: &str, key: &Entry, call: &Node) -> Evidence {
    let is_one_way = call.get("one-way").and_then(Node::as_bool) == Some(true);
    let (role, does) = match is_one_way {
        true => (Role::Received, "receives it one way"),
        false => (Role::Request, "answers it"),
    };
    Evidence {
        role,
        seen: format!("the protocol `{protocol}` {does}").into(),
        span: key.key_span,
    }
}

fn types(root: &Node) -> &[Node] {
    root.get("types")
        .and_then(Node::as_list)
        .unwrap_or_default()
}

fn calls(root: &Node) -> impl Iterator<Item = (&Entry, &Node)> {
    let calls = root.get("messages").and_then(Node::as_map);
    let calls = calls.unwrap_or_default().iter();
    calls.map(|entry| (entry, &entry.value))
}

/// The record of the parameters of a call, under a name that no type of the protocol has.
fn request(name: &Entry, call: &Node) -> Node {
    let parameters = call.get("request").cloned();
    let parameters = parameters.unwrap_or_else(|| list(call.span, Vec::new()));
    map(
        call.span,
        vec![
            entry("type", Node::string("record", call.span)),
            entry(
                "name",
                Node::string(format!("{}_request", name.key), name.key_span),
            ),
            entry("fields", parameters),
        ],
    )
}

/// What a call is answered with, errors included.
fn answers(call: &Node) -> Vec<Node> {
    let errors = call
        .get("errors")
        .and_then(Node::as_list)
        .unwrap_or_default();
    call.get("response")
        .into_iter()
        .chain(errors)
        .cloned()
        .collect()
}

fn doc(call: &Node) -> Option<Spanned<Text>> {
    let doc = call.get("doc")?;
    let text = doc.as_str().filter(|text| !text.trim().is_empty())?;
    Some(Spanned::new(text.into(), doc.span))
}

/// The place without the quotes.
fn inside(quoted: Span) -> Span {
    quoted.slice(1, (quoted.range().len()).saturating_sub(1).max(1))
}

fn entry(key: &str, value: Node) -> Entry {
    Entry {
        key: key.into(),
        key_span: value.span,
        value,
    }
}

fn map(span: Span, entries: Vec<Entry>) -> Node {
    let value = Value::Map(entries);
    Node { value, span }
}

fn list(span: Span, items: Vec<Node>) -> Node {
    let value = Value::List(items);
    Node { value, span }
}
