//! Everything loaded: events, commands, queries, services, channels, flows, read models.
#![forbid(unsafe_code)]

mod asyncapi;
mod avro;
mod broken_json;
pub mod discover;
mod eventcatalog;
mod json_schema;
mod json_structure;
mod library;
mod link;
pub mod load;
pub mod lookup;
pub mod mentions;
mod merge_keys;
pub mod model;
pub mod native;
pub mod payload;
pub mod problem;
mod protobuf;
mod reader;
mod repeated_keys;
pub mod retention;
mod roles;
mod rust_source;
mod suppression;
mod syntax_help;
mod xregistry;
pub mod yaml;

pub use factum_contract as contract;
pub use load::{InputFile, References, read, read_baseline, read_with, reread};
pub use model::Catalog;
