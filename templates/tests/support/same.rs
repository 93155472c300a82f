//! Whether a document and what was kept of it say the same.

use std::collections::HashSet;

use serde_json::{Map, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What a schema says of names.
#[derive(Default)]
pub struct Schema {
    /// All names of properties.
    names: HashSet<String>,
    /// The defaults of properties, each with its name.
    defaults: HashSet<(String, String)>,
    /// Whether it has properties of names that it does not say.
    has_further: bool,
}

impl Schema {
    /// What this JSON Schema says.
    pub fn new(schema: &Value) -> Schema {
        let mut said = Schema::default();
        let mut left = vec![schema];
        while let Some(value) = left.pop() {
            let Value::Object(members) = value else {
                left.extend(value.as_array().into_iter().flatten());
                continue;
            };
            for (name, member) in members {
                match (&**name, member) {
                    ("additionalProperties" | "unevaluatedProperties", Value::Bool(false)) => {}
                    ("additionalProperties" | "patternProperties" | "unevaluatedProperties", _) => {
                        said.has_further = true;
                    }
                    ("required", Value::Array(names)) => {
                        said.names.extend(names.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("properties", Value::Object(properties)) => {
                        said.names.extend(properties.keys().cloned());
                    }
                    _ => {}
                }
                if let Some(default) = member.get("default") {
                    said.defaults.insert((name.clone(), default.to_string()));
                }
                left.push(member);
            }
        }
        said
    }

    /// Whether `kept` says all that `document` says and nothing else. Null is absence, a default may
    /// be spelled out, and of numbers, instants, durations and UUIDs the value counts. Properties of
    /// which the schema is silent need not be kept.
    pub fn same(&self, document: &Value, kept: &Value) -> bool {
        match (document, kept) {
            (Value::Object(document), Value::Object(kept)) => {
                let names = document.keys().chain(kept.keys());
                names.into_iter().all(|name| self.same_member(name, document, kept))
            }
            (Value::Array(document), Value::Array(kept)) => {
                let mut pairs = document.iter().zip(kept);
                document.len() == kept.len() && pairs.all(|(a, b)| self.same(a, b))
            }
            // serde_json reads a double with an error of the last digit.
            (Value::Number(a), Value::Number(b)) => {
                let (float, other) = (a.as_f64().unwrap(), b.as_f64().unwrap());
                a == b || (float - other).abs() <= f64::EPSILON * float.abs()
            }
            (Value::String(a), Value::String(b)) => {
                a == b || meaning(a).is_some_and(|it| meaning(b) == Some(it))
            }
            (a, b) => a == b,
        }
    }

    fn same_member(&self, name: &str, document: &Map<String, Value>, kept: &Map<String, Value>) -> bool {
        let member = |of: &Map<String, Value>| of.get(name).cloned().unwrap_or_default();
        let (before, after) = (member(document), member(kept));
        let is_silent = !self.has_further && !self.names.contains(name);
        self.same(&before, &after)
            || (before.is_null() && self.defaults.contains(&(name.to_owned(), after.to_string())))
            || (after.is_null() && is_silent)
    }
}

/// What a text means that can be written in several ways.
fn meaning(text: &str) -> Option<String> {
    if let Ok(instant) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(instant.unix_timestamp_nanos().to_string());
    }
    if let Ok(duration) = text.parse::<crate::every_type::wire::IsoDuration>() {
        return Some(format!("{duration:?}"));
    }
    Some(text.parse::<uuid::Uuid>().ok()?.to_string())
}
