//! The targets, one module each.

pub mod asyncapi;
pub mod avro;
pub mod cloudevents;
pub mod eventcatalog;
mod files;
pub mod json_schema;
mod json_value;
mod not_carried;
pub mod payload;
pub mod protobuf;
mod reach;
pub mod rust;
pub mod templates;
pub mod xregistry;
