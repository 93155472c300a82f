//! A schema in any of the languages.

#[cfg(feature = "json-schema")]
mod check;

use std::sync::Arc;

#[cfg(feature = "json-schema")]
pub use check::check;

use crate::document::Node;
use crate::{avro, emit};

/// A language in which schemas are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Apache Avro.
    Avro,
    /// JSON Schema.
    JsonSchema,
    /// Protocol Buffers.
    Protobuf,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 3] = [Language::Avro, Language::JsonSchema, Language::Protobuf];

    /// The word for it in settings: `avro`, `json-schema` or `protobuf`.
    pub fn name(self) -> &'static str {
        match self {
            Language::Avro => "avro",
            Language::JsonSchema => "json-schema",
            Language::Protobuf => "protobuf",
        }
    }

    /// The word for it in a registry: `AVRO`, `JSON` or `PROTOBUF`.
    pub fn registry_name(self) -> &'static str {
        match self {
            Language::Avro => "AVRO",
            Language::JsonSchema => "JSON",
            Language::Protobuf => "PROTOBUF",
        }
    }
}

/// A schema.
#[derive(Clone, Debug)]
pub enum Schema {
    /// One of Apache Avro.
    Avro(avro::Schema),
    /// A JSON Schema.
    JsonSchema(JsonSchema),
    /// A Protobuf file, or a message in one.
    #[cfg(feature = "protobuf")]
    Protobuf(crate::protobuf::Schema),
}

/// A JSON Schema beside the document that it was read from.
#[derive(Clone, Debug)]
pub struct JsonSchema {
    /// The document.
    pub document: Arc<Node>,
    /// What it says.
    #[cfg(feature = "json-schema")]
    pub schema: crate::json_schema::Schema,
}

impl Schema {
    /// The language in which it is written.
    pub fn language(&self) -> Language {
        match self {
            Schema::Avro(_) => Language::Avro,
            Schema::JsonSchema(_) => Language::JsonSchema,
            #[cfg(feature = "protobuf")]
            Schema::Protobuf(_) => Language::Protobuf,
        }
    }

    /// The text of the schema, self-contained as far as its document is, in a form that depends on
    /// nothing but what it says.
    pub fn to_text(&self) -> String {
        match self {
            Schema::Avro(schema) => schema.to_json_pretty() + "\n",
            Schema::JsonSchema(schema) => emit::to_json_pretty(&schema.document) + "\n",
            #[cfg(feature = "protobuf")]
            Schema::Protobuf(schema) => schema.to_text(),
        }
    }
}
