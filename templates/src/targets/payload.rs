//! The schema of a payload in one of two languages, for targets that carry either.

use factum_catalog::Catalog;
use factum_catalog::contract::emit::{self, Note};
use factum_catalog::contract::message::Message;
use serde::Deserialize;
use serde_json::Value;

use super::json_value::json_value;

/// The language of payloads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payloads {
    /// JSON Schema.
    #[default]
    JsonSchema,
    /// Avro.
    Avro,
}

impl Payloads {
    /// The self-contained schema of a message's payload.
    pub(super) fn schema(
        self,
        message: &Message,
        catalog: &Catalog,
        notes: &mut Vec<Note>,
    ) -> Value {
        match self {
            Payloads::JsonSchema => {
                let options = emit::JsonSchema::default();
                let emitted = emit::json_schema(message, &catalog.types, &options);
                notes.extend(emitted.notes);
                json_value(&emitted.schema)
            }
            Payloads::Avro => {
                let emitted = emit::avro(message, &catalog.types);
                notes.extend(emitted.notes);
                serde_json::from_str(&emitted.schema.to_json_pretty()).unwrap_or_default()
            }
        }
    }

    /// The media type of what is encoded so.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Payloads::JsonSchema => "application/json",
            Payloads::Avro => "application/avro",
        }
    }
}
