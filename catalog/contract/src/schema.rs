//! A schema in any of the languages.

use std::sync::Arc;

use crate::compatibility::Difference;
use crate::document::Node;
use crate::json_schema::Policy;
use crate::{avro, emit, json_schema};

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
    pub schema: json_schema::Schema,
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

/// What stands between data written with `writer` and a reader that uses `reader`, as a registry
/// has it. Schemas of different languages are incompatible. The policy is for JSON Schema only.
pub fn check(reader: &Schema, writer: &Schema, policy: Policy) -> Vec<Difference> {
    match (reader, writer) {
        (Schema::Avro(reader), Schema::Avro(writer)) => avro::check(reader, writer),
        (Schema::JsonSchema(reader), Schema::JsonSchema(writer)) => {
            json_schema::check(&reader.schema, &writer.schema, policy)
        }
        #[cfg(feature = "protobuf")]
        (Schema::Protobuf(reader), Schema::Protobuf(writer)) => {
            crate::protobuf::check(reader, writer)
        }
        _ => vec![language_changed(reader.language(), writer.language())],
    }
}

/// The difference between schemas of different languages: `SCHEMA_LANGUAGE_CHANGED`, at the root.
fn language_changed(reader: Language, writer: Language) -> Difference {
    Difference {
        kind: "SCHEMA_LANGUAGE_CHANGED",
        path: "/".to_owned(),
        compatible: false,
        message: format!(
            "the reader's schema is {} and the writer's {}, which cannot read each other",
            reader.registry_name(),
            writer.registry_name()
        ),
        reader: None,
        writer: None,
    }
}
