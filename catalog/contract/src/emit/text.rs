//! Documents as JSON text.

use crate::avro::json::JsonText;
use crate::document::Node;

/// A document as JSON without blanks. Plain scalars are written as what the YAML 1.2 core schema
/// takes them for, numbers in JSON's spelling of them (`.5` as `0.5`).
pub fn to_json(node: &Node) -> String {
    write(node, false)
}

/// A document as JSON indented by two spaces, else as [`to_json`].
pub fn to_json_pretty(node: &Node) -> String {
    write(node, true)
}

fn write(node: &Node, is_pretty: bool) -> String {
    let mut text = JsonText::new(is_pretty);
    text.value(node);
    text.finish()
}
