//! Whether a document and what was kept of it say the same.

use serde_json::{Map, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The defaults of properties that a schema states, each with the property's name.
pub struct Defaults(Vec<(String, Value)>);

impl Defaults {
    /// Those of this JSON Schema.
    pub fn of(schema: &Value) -> Defaults {
        let mut defaults = Vec::new();
        let mut left = vec![schema];
        while let Some(value) = left.pop() {
            left.extend(value.as_array().into_iter().flatten());
            for (name, member) in value.as_object().into_iter().flatten() {
                if let Some(default) = member.get("default") {
                    defaults.push((name.clone(), default.clone()));
                }
                left.push(member);
            }
        }
        Defaults(defaults)
    }

    /// Whether `kept` says all that `document` says and nothing else. Null is absence, a default may
    /// be spelled out, and of numbers, instants, durations and UUIDs the value counts.
    pub fn same(&self, document: &Value, kept: &Value) -> bool {
        match (document, kept) {
            (Value::Object(document), Value::Object(kept)) => {
                let names = document.keys().chain(kept.keys());
                names
                    .into_iter()
                    .all(|name| self.same_member(name, document, kept))
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

    fn is_default(&self, name: &str, value: &Value) -> bool {
        let mut of_name = self.0.iter().filter(|(of, _)| of == name);
        of_name.any(|(_, default)| self.same(default, value))
    }

    fn same_member(
        &self,
        name: &str,
        document: &Map<String, Value>,
        kept: &Map<String, Value>,
    ) -> bool {
        let member = |of: &Map<String, Value>| of.get(name).cloned().unwrap_or_default();
        let (before, after) = (member(document), member(kept));
        self.same(&before, &after) || (before.is_null() && self.is_default(name, &after))
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
