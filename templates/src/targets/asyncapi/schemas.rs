//! Payload schemas as AsyncAPI has them: types that messages share stand under
//! `components/schemas`, and every reference starts at the root of the document.

use std::collections::{BTreeMap, BTreeSet};

use factum_catalog::contract::emit::{self, Note};
use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::shape::{Field, Types};
use serde_json::{Map, Value, json};

use super::super::json_value::json_value;

const DEFINITIONS: &str = "#/$defs/";

/// The schemas of some messages, before they are put into a document.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    definitions: Vec<Map<String, Value>>,
}

/// A payload's schema, and the message's examples.
#[derive(Debug)]
pub(super) struct PayloadSchema {
    pub(super) schema: Value,
    pub(super) examples: Vec<Value>,
    index: usize,
}

impl Schemas {
    /// The schema of a payload; nothing if nothing is said of it.
    pub(super) fn payload(
        &mut self,
        message: &Message,
        types: &Types,
        notes: &mut Vec<Note>,
    ) -> Option<PayloadSchema> {
        if message.payload == Payload::Unstated {
            return None;
        }
        let emitted = emit::json_schema(message, types, &emit::JsonSchema::default());
        notes.extend(emitted.notes);
        let Value::Object(mut schema) = json_value(&emitted.schema) else {
            return None;
        };
        for key in ["$schema", "title", "description", "deprecated"] {
            schema.shift_remove(key);
        }
        let examples = match schema.shift_remove("examples") {
            Some(Value::Array(examples)) => examples,
            _ => Vec::new(),
        };
        let definitions = match schema.shift_remove("$defs") {
            Some(Value::Object(definitions)) => definitions,
            _ => Map::new(),
        };
        self.definitions.push(definitions);
        Some(PayloadSchema {
            schema: Value::Object(schema),
            examples,
            index: self.definitions.len() - 1,
        })
    }

    /// The schema of fields that travel beside the payload.
    pub(super) fn fields(
        &mut self,
        message: &Message,
        fields: &[Field],
        types: &Types,
        notes: &mut Vec<Note>,
    ) -> Option<PayloadSchema> {
        let mut carrier = message.clone();
        carrier.payload = Payload::Record(fields.to_vec());
        carrier.examples.clear();
        self.payload(&carrier, types, notes)
    }

    /// The definitions that mean the same in every schema that has them, and refer to such only.
    fn shared(&self) -> BTreeMap<&str, &Value> {
        let mut known: BTreeMap<&str, Option<&Value>> = BTreeMap::new();
        for (name, definition) in self.definitions.iter().flatten() {
            let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
            let stated = name.chars().all(is_key).then_some(definition);
            let entry = known.entry(name).or_insert(stated);
            if *entry != stated {
                *entry = None;
            }
        }
        let known = known.into_iter();
        let mut shared: BTreeMap<&str, &Value> = known
            .filter_map(|(name, definition)| Some((name, definition?)))
            .collect();
        loop {
            let names: BTreeSet<&str> = shared.keys().copied().collect();
            shared.retain(|_, definition| {
                let mut is_whole = true;
                each_reference(definition, &mut |name| is_whole &= names.contains(name));
                is_whole
            });
            if shared.len() == names.len() {
                return shared;
            }
        }
    }

    /// What stands under `components/schemas`.
    pub(super) fn components(&self) -> Map<String, Value> {
        let shared = self.shared();
        let definitions = shared.iter().map(|(name, definition)| {
            let mut definition = (*definition).clone();
            rewrite(&mut definition, &|name| {
                format!("#/components/schemas/{name}")
            });
            ((*name).to_owned(), definition)
        });
        definitions.collect()
    }

    /// The schema as it stands at this place of the document, with the definitions that it shares
    /// with no other.
    pub(super) fn place(&self, payload: PayloadSchema, place: &str) -> Value {
        let shared = self.shared();
        let mut schema = payload.schema;
        let name = |name: &str| match shared.contains_key(name) {
            true => format!("#/components/schemas/{name}"),
            false => format!("{place}/definitions/{}", token(name)),
        };
        rewrite(&mut schema, &name);
        let all = self.definitions.get(payload.index);
        let own = all
            .into_iter()
            .flatten()
            .filter(|(name, _)| !shared.contains_key(&***name));
        let own: Map<String, Value> = own
            .map(|(key, definition)| {
                let mut definition = definition.clone();
                rewrite(&mut definition, &name);
                (key.clone(), definition)
            })
            .collect();
        if !own.is_empty()
            && let Value::Object(schema) = &mut schema
        {
            schema.insert("definitions".to_owned(), Value::Object(own));
        }
        schema
    }
}

/// A name in a JSON pointer.
pub(super) fn token(name: &str) -> String {
    name.replace('~', "~0")
        .replace('/', "~1")
        .replace('%', "%25")
}

fn definition_of(reference: &str) -> Option<String> {
    let name = reference.strip_prefix(DEFINITIONS)?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

fn each_reference(schema: &Value, visit: &mut impl FnMut(&str)) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| each_reference(item, visit)),
        Value::Object(entries) => {
            for (key, value) in entries {
                match value
                    .as_str()
                    .filter(|_| key == "$ref")
                    .and_then(definition_of)
                {
                    Some(name) => visit(&name),
                    None => each_reference(value, visit),
                }
            }
        }
        _ => {}
    }
}

/// Renames references, and says in keywords of AsyncAPI what draft 2020-12 says otherwise: nothing
/// may stand beside a `$ref`, and the widths of integers are formats.
fn rewrite(schema: &mut Value, name: &dyn Fn(&str) -> String) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, name)),
        Value::Object(entries) => {
            let reference = entries
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(definition_of);
            if let Some(target) = reference {
                let target = json!({ "$ref": name(&target) });
                if entries.len() == 1 {
                    *schema = target;
                    return;
                }
                entries.shift_remove("$ref");
                entries.insert("allOf".to_owned(), json!([target]));
                return;
            }
            let is_integer = |ty: &Value| match ty {
                Value::Array(types) => types.contains(&json!("integer")),
                ty => ty == "integer",
            };
            if entries.get("type").is_some_and(is_integer) {
                let is_int = entries.get("maximum") == Some(&json!(i32::MAX));
                for key in ["minimum", "maximum", "$comment"] {
                    entries.shift_remove(key);
                }
                let format = if is_int { "int32" } else { "int64" };
                entries.insert("format".to_owned(), json!(format));
            }
            entries.values_mut().for_each(|value| rewrite(value, name));
        }
        _ => {}
    }
}
