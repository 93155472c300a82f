//! A schema in any of the languages.

use crate::avro;
use crate::compatibility::Difference;

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
}

impl Schema {
    /// The language in which it is written.
    pub fn language(&self) -> Language {
        match self {
            Schema::Avro(_) => Language::Avro,
        }
    }
}

/// What stands between data written with `writer` and a reader that uses `reader`, as a registry
/// has it. Schemas of different languages are incompatible.
pub fn check(reader: &Schema, writer: &Schema) -> Vec<Difference> {
    if reader.language() != writer.language() {
        return vec![language_changed(reader.language(), writer.language())];
    }
    match (reader, writer) {
        (Schema::Avro(reader), Schema::Avro(writer)) => avro::check(reader, writer),
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
