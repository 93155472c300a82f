//! Examples of payloads, out of what is written around and inside them.

use factum_contract::document::{Entry, Node, Value};

use crate::library::Library;

/// The payload in an example, which may be given as the whole CloudEvent. A `$ref` to a scalar, as
/// in `$schema: { $ref: "#/$id" }`, is what it refers to.
pub(super) fn payload<'a>(example: &'a Node, library: &Library<'a>) -> Node {
    match (example.get("specversion"), example.get("data")) {
        (Some(_), Some(data)) => resolved(data, library),
        _ => resolved(example, library),
    }
}

fn resolved<'a>(node: &'a Node, library: &Library<'a>) -> Node {
    let value = match &node.value {
        Value::Scalar(_) => node.value.clone(),
        Value::List(items) => {
            Value::List(items.iter().map(|item| resolved(item, library)).collect())
        }
        Value::Map(entries) => match &entries[..] {
            [only] if &*only.key == "$ref" => match library.resolve(&only.value).node() {
                Some(target) if target.as_scalar().is_some() => target.value.clone(),
                _ => node.value.clone(),
            },
            entries => Value::Map(
                entries
                    .iter()
                    .map(|entry| Entry {
                        key: entry.key.clone(),
                        key_span: entry.key_span,
                        value: resolved(&entry.value, library),
                    })
                    .collect(),
            ),
        },
    };
    Node {
        value,
        span: node.span,
    }
}
