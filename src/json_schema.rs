//! JSON Schemas, through `schemars`.

use std::borrow::Cow;

use factum_contract::emit::decimal_pattern;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use crate::types::Decimal;

const DEFINITIONS: &str = "#/$defs/";

/// The JSON Schema of a type, in which objects have no properties but those that it names.
pub(crate) fn closed<T: JsonSchema>() -> Schema {
    let mut schema = schemars::schema_for!(T);
    let definitions = schema.get("$defs").and_then(Value::as_object);
    let definitions = definitions.cloned().unwrap_or_default();
    let mut closing = RecursiveTransform(|schema: &mut Schema| close(schema, &definitions));
    closing.transform(&mut schema);
    schema
}

/// Closes an object. A variant that has its tag beside a reference takes the properties of what it
/// refers to, which will be closed to the tag.
fn close(schema: &mut Schema, definitions: &Map<String, Value>) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    if schema.contains_key("properties")
        && let Some(Value::String(reference)) = schema.get("$ref")
        && let Some(name) = reference.strip_prefix(DEFINITIONS)
        && let Some(Value::Object(definition)) = definitions.get(name)
    {
        schema.remove("$ref");
        merge(schema, definition);
    }
    let is_object = schema.get("type").is_some_and(|ty| ty == "object");
    let is_open = !schema.contains_key("additionalProperties")
        && !schema.contains_key("unevaluatedProperties")
        && !schema.contains_key("$ref");
    if is_object && is_open {
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
}

/// Adds what a definition says of an object: its properties, and what else is not said yet.
fn merge(schema: &mut Map<String, Value>, definition: &Map<String, Value>) {
    for (keyword, added) in definition {
        match (schema.get_mut(keyword), added) {
            (Some(Value::Object(properties)), Value::Object(added)) => {
                properties.extend(added.clone());
            }
            (Some(Value::Array(names)), Value::Array(added)) => names.extend(added.clone()),
            (Some(_), _) => {}
            (None, added) => drop(schema.insert(keyword.clone(), added.clone())),
        }
    }
}

/// Text of so many digits, with the same pattern as in what `factum generate` writes.
impl<const PRECISION: u32, const SCALE: u32> JsonSchema for Decimal<PRECISION, SCALE> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Decimal_{PRECISION}_{SCALE}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": decimal_pattern(PRECISION, SCALE)})
    }
}
