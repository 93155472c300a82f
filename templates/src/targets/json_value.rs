//! Documents as values of serde_json.

use factum_catalog::contract::document::{Node, Value as NodeValue};
use factum_catalog::contract::emit::to_json;
use serde_json::Value;

/// The same value. A number that serde_json cannot hold becomes a string.
pub(crate) fn json_value(node: &Node) -> Value {
    match &node.value {
        NodeValue::List(items) => items.iter().map(json_value).collect(),
        NodeValue::Map(entries) => {
            let entries = entries.iter();
            let entries =
                entries.map(|entry| (String::from(&*entry.key), json_value(&entry.value)));
            Value::Object(entries.collect())
        }
        NodeValue::Scalar(scalar) if scalar.is_string() => Value::from(&*scalar.text),
        NodeValue::Scalar(scalar) => {
            serde_json::from_str(&to_json(node)).unwrap_or_else(|_| Value::from(&*scalar.text))
        }
    }
}
