//! What a message carries, from a schema in a known language.

use std::sync::Arc;

use factum_contract::avro as contract_avro;
use factum_contract::document::Node;
use factum_contract::json_schema::{Documents, Schema as ParsedJsonSchema};
use factum_contract::message::{Message, Payload};
use factum_contract::schema::{JsonSchema, Schema};
use factum_contract::shape::Type;

use crate::avro;
use crate::json_schema::shape::Shapes;
use crate::library::{Library, uri};

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

/// Sets what a message carries from a JSON Schema.
pub(crate) fn fill_from_json_schema<'a>(
    message: &mut Message,
    node: &'a Node,
    shapes: &mut Shapes<'a, '_>,
) {
    shapes.fill(message, &[node]);
    message.schemas.extend(json_schema(node, shapes.library));
}

/// A JSON Schema to compare others with; `None` if something that it refers to is missing, which
/// is reported where it is referred to.
fn json_schema(node: &Node, library: &Library<'_>) -> Option<Schema> {
    let mut documents = Documents::default();
    for file in library.reachable([node.span.file]) {
        for reference in library.references(file) {
            if let Some(location) = reference.text().map(|text| uri::split_fragment(text).0)
                && let Some(target) = library.resolve_file(reference)
                && let Some(root) = library.root_of(target)
            {
                documents.insert(location, root);
            }
        }
    }
    let schema = ParsedJsonSchema::parse(node, &documents).ok()?;
    Some(Schema::JsonSchema(JsonSchema {
        document: Arc::new(node.clone()),
        schema,
    }))
}

/// Whether a value looks like an Avro record.
pub(crate) fn looks_like_avro(node: &Node) -> bool {
    node.get("type").and_then(Node::text) == Some("record") && node.get("fields").is_some()
}
