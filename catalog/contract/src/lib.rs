//! One message's contract: its shape and its schemas, and their compatibility.
#![forbid(unsafe_code)]

pub mod avro;
pub mod compatibility;
#[cfg(any(feature = "json-schema", feature = "protobuf"))]
mod difference_kind;
pub mod document;
pub mod emit;
#[cfg(feature = "json-schema")]
pub mod json_schema;
pub mod message;
#[cfg(feature = "protobuf")]
pub mod protobuf;
pub mod schema;
pub mod shape;
pub mod span;
