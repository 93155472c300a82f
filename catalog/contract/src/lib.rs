//! One message's contract: its shape and its schemas, and their compatibility.
#![forbid(unsafe_code)]

pub mod compatibility;
mod difference_kind;
pub mod document;
pub mod json_schema;
#[cfg(feature = "protobuf")]
pub mod protobuf;
pub mod span;
