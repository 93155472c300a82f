//! Avro schemas, as the Avro 1.12 specification has them: a model, its JSON text, and what a
//! reader of one schema makes of data written with another.

mod arena;
mod attributes;
mod beyond;
mod check;
mod default;
mod fingerprint;
pub(crate) mod json;
mod logical;
mod name;
mod parse;
mod print;
mod problem;
mod resolve;
mod resolve_names;
mod same;
mod types;
mod validate;
mod walk;

pub use arena::{Schema, Types};
pub use beyond::{Change, ChangeKind, beyond};
pub use check::check;
pub use fingerprint::fingerprint;
pub use logical::LogicalType;
pub use name::Name;
pub use parse::{Parsed, parse, parse_all, parse_in_folders};
pub use problem::{ErrorKind, Remark, RemarkKind, SchemaError};
pub use resolve::{DecodeError, RecordStep, Resolution, Step, StepId, resolve};
pub use types::{
    Enum, Field, Fixed, Kind, Naming, Order, Primitive, Record, Type, TypeId, TypeRef,
};
