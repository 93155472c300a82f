//! What a message carries, from a schema that stands inside or beside another format.

use factum_contract::avro as contract_avro;
use factum_contract::document::Node;
use factum_contract::message::{Message, Payload};
use factum_contract::schema::Schema;
use factum_contract::shape::Type;

use crate::avro;
use crate::json_schema::shape::Shapes;

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

/// Whether a value looks like an Avro record.
pub(crate) fn looks_like_avro(node: &Node) -> bool {
    node.get("type").and_then(Node::text) == Some("record") && node.get("fields").is_some()
}
