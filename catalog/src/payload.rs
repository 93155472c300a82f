//! What a message carries, from a schema that stands inside or beside another format.

use factum_contract::avro::{self as contract_avro, Kind};
use factum_contract::document::Node;
use factum_contract::message::{Message, Payload};
use factum_contract::schema::Schema;
use factum_contract::shape::{Type, Types};
use factum_contract::span::FileId;

use crate::avro;
use crate::json_schema::shape::Shapes;
use crate::library::uri;
use crate::protobuf;

/// An Avro schema of a record as the event that it would be in a folder of schemas; `None` if it is
/// no record. The types that it refers to are added to `types`.
pub fn event_of_avro(schema: &contract_avro::Schema, types: &mut Types) -> Option<Message> {
    match &schema.root_type().kind {
        Kind::Record(record) => Some(avro::Shapes::new(types).event(schema, record)),
        _ => None,
    }
}

/// Sets what a message carries from an Avro schema.
pub(crate) fn fill_from_avro(message: &mut Message, node: &Node, shapes: &mut Shapes<'_, '_>) {
    match contract_avro::parse(node) {
        Ok(parsed) => {
            let remarks = parsed.remarks.into_iter().filter_map(avro::remark);
            shapes.problems.extend(remarks);
            message.payload = avro::Shapes::new(&mut shapes.types).payload(&parsed.schema);
            message.schemas.push(Schema::Avro(parsed.schema));
        }
        Err(errors) => {
            let errors = errors.into_iter().map(avro::problem);
            shapes.problems.extend(errors);
            message.payload = Payload::Other(Type::Opaque("avro".into()), node.span);
        }
    }
}

/// Sets what a message carries from the text of a `.proto` file; `inside` names a message in it.
pub(crate) fn fill_from_protobuf(
    message: &mut Message,
    node: &Node,
    inside: Option<&str>,
    shapes: &mut Shapes<'_, '_>,
) {
    let document = shapes.library.text(node.span.file);
    let problems = protobuf::fill_from_text(message, node, inside, document, &mut shapes.types);
    shapes.problems.extend(problems);
}

/// Sets what a message carries from the `.proto` file that a reference leads to; behind a `#`, it
/// names a message in it.
pub(crate) fn fill_from_proto_file(
    message: &mut Message,
    reference: &Node,
    file: FileId,
    shapes: &mut Shapes<'_, '_>,
) {
    let (_, inside) = uri::split_fragment(reference.text().unwrap_or_default());
    let inside = inside.map(|inside| inside.trim_start_matches('/'));
    let tree = shapes.library.protobuf();
    let place = reference.span;
    protobuf::fill_from_file(message, file, inside, place, tree, &mut shapes.types);
}

/// Whether a value looks like an Avro record.
pub(crate) fn looks_like_avro(node: &Node) -> bool {
    node.get("type").and_then(Node::text) == Some("record") && node.get("fields").is_some()
}
