//! From a shape to a schema: what a native event looks like in each schema language.
//!
//! Both generators and the compatibility rules start here, so an event that was never written in a
//! schema language has the same schema to all of them. Everything emitted carries the places of
//! the shape it came from, so a difference between two emitted schemas points into the catalog.

mod avro;
mod avro_default;
mod avro_name;
pub mod instant;
#[cfg(feature = "json-schema")]
mod json_schema;
mod literal;
mod note;
mod text;
pub mod tree;
mod union;

pub use avro::avro;
pub use avro_name::name_as_argument;
#[cfg(feature = "json-schema")]
pub use json_schema::{
    ContentModel, JSON_SCHEMA_DIALECT, JsonSchema, decimal_pattern, json_schema,
};
pub use literal::json_literal;
pub(crate) use note::unit_told_in;
pub use note::{Emitted, Note};
pub use text::{to_json, to_json_pretty};
pub use union::{Branch, Branches, discriminator_value};
