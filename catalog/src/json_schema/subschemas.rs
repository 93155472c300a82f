//! The schemas that a schema is made of.

use factum_contract::document::Node;

/// Keywords whose value is a schema, or a list of schemas.
const SCHEMAS: [&str; 14] = [
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedProperties",
];

/// Keywords whose value is a mapping of names to schemas.
const NAMED: [&str; 5] = [
    "$defs",
    "definitions",
    "dependentSchemas",
    "patternProperties",
    "properties",
];

/// A schema and all schemas within it, references not followed.
pub(super) fn subschemas(schema: &Node) -> Vec<&Node> {
    let mut found = vec![schema];
    let mut next = 0;
    while let Some(schema) = found.get(next).copied() {
        next += 1;
        for entry in schema.as_map().unwrap_or_default() {
            let key = &*entry.key;
            if SCHEMAS.contains(&key) {
                match entry.value.as_list() {
                    Some(items) => found.extend(items),
                    None => found.push(&entry.value),
                }
            } else if NAMED.contains(&key) {
                let named = entry.value.as_map().unwrap_or_default();
                found.extend(named.iter().map(|entry| &entry.value));
            }
        }
    }
    found
}
