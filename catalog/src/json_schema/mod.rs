//! JSON Schema: its shapes, and folders of it as a catalog.

mod bundle;
pub(crate) mod envelope;
mod example;
pub(crate) mod folder;
mod form;
mod listing;
pub(crate) mod name;
pub(crate) mod original;
mod parts;
mod required;
mod scalar;
pub(crate) mod shape;
mod spelling;
mod subschemas;

pub(crate) use parts::is_cloudevents_schema;
