//! What the fuzz targets share: the type with every kind of part, and reading a schema.
#![forbid(unsafe_code)]

#[path = "../../codec/everything.rs"]
pub mod everything;

use factum_contract::avro::{self, Schema};
use factum_contract::document::parse_json;
use factum_contract::span::FileId;

/// The Avro schema in this text, if there is one.
pub fn schema(text: &str) -> Option<Schema> {
    let document = parse_json(text, FileId::default()).ok()?;
    Some(avro::parse(&document).ok()?.schema)
}
