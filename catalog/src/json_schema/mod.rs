//! JSON Schema: its shapes, and folders of it as a catalog.

pub(crate) mod envelope;
pub(crate) mod folder;
mod form;
pub(crate) mod name;
mod parts;
mod scalar;
pub(crate) mod shape;

pub(crate) use parts::is_cloudevents_schema;
