//! A schema in any of the languages.

#[cfg(feature = "json-schema")]
mod check;

use std::sync::Arc;
#[cfg(feature = "json-schema")]
use std::sync::OnceLock;

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

/// A JSON Schema as a document. It is read only when it is to be compared: what is read takes more
/// room than the document, and most schemas of a catalog are never compared.
#[derive(Clone, Debug)]
pub struct JsonSchema {
    /// The document.
    pub document: Arc<Node>,
    #[cfg(feature = "json-schema")]
    read: Arc<OnceLock<crate::json_schema::Schema>>,
}

#[cfg(feature = "json-schema")]
impl JsonSchema {
    /// The schema that a document is, which has been found to be a valid one.
    pub fn new(document: Node) -> JsonSchema {
        JsonSchema {
            document: Arc::new(document),
            read: Arc::default(),
        }
    }

    /// The schema that a document is, read now.
    ///
    /// # Errors
    /// The document is no valid schema.
    pub fn parse(document: Node) -> Result<JsonSchema, Vec<crate::json_schema::SchemaError>> {
        let schema = crate::json_schema::Schema::parse(&document, &Default::default())?;
        Ok(JsonSchema {
            document: Arc::new(document),
            read: Arc::new(OnceLock::from(schema)),
        })
    }

    /// What the document says; a document that is no valid schema admits anything.
    pub fn schema(&self) -> &crate::json_schema::Schema {
        let read = || {
            let schema = crate::json_schema::Schema::parse(&self.document, &Default::default());
            schema.unwrap_or_else(|_| crate::json_schema::Schema::anything())
        };
        self.read.get_or_init(read)
    }
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
