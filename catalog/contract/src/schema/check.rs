//! Comparing two schemas, whatever their language.

use super::{Language, Schema};
use crate::avro;
use crate::compatibility::Difference;
use crate::json_schema::{self, Policy};

/// What stands between data written with `writer` and a reader that uses `reader`, as a registry
/// has it. Schemas of different languages are incompatible. The policy is for JSON Schema only.
pub fn check(reader: &Schema, writer: &Schema, policy: Policy) -> Vec<Difference> {
    match (reader, writer) {
        (Schema::Avro(reader), Schema::Avro(writer)) => avro::check(reader, writer),
        (Schema::JsonSchema(reader), Schema::JsonSchema(writer)) => {
            json_schema::check(reader.schema(), writer.schema(), policy)
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
