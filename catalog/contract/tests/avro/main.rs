//! Avro: schemas, their text, and what a reader makes of a writer's data.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod beyond;
mod check;
mod generate;
mod interop;
mod laws;
mod resolve;
mod schema;

use factum_contract::avro::{self, Parsed, Schema};
use factum_contract::document::{Node, parse_json};
use factum_contract::span::FileId;

/// The document of a JSON text.
fn document(json: &str) -> Node {
    parse_json(json, FileId(0)).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// The schema of a JSON text, with its remarks.
fn parsed(json: &str) -> Parsed {
    avro::parse(&document(json)).unwrap_or_else(|errors| panic!("{errors:?}: {json}"))
}

/// The schema of a JSON text.
fn schema(json: &str) -> Schema {
    parsed(json).schema
}
