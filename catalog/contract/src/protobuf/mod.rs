//! Protobuf: files and what they declare, validity, and the compatibility verdict of a Confluent
//! schema registry.
//!
//! A [`Source`] is one `.proto` file, parsed by protox; [`link`] makes [`Files`] of several. A
//! [`Schema`] is one file of them, or one message in it, with what it imports. [`check`] compares
//! a reader's schema with a writer's as Confluent's registry does (its `protobuf-provider`, the
//! `diff` package), with the same words and paths. What that comparison lets through although it
//! changes the meaning is told by [`beyond`]. The crate's feature `protobuf` brings it in.

mod alone;
mod beyond;
mod check;
mod circles;
mod compile;
mod edition;
mod kind;
mod layout;
mod link;
mod model;
mod names;
mod read;
mod schema;
mod source;

pub use beyond::{Change, ChangeKind, beyond};
pub use check::check;
pub use layout::Layout;
pub use link::{Fault, is_built_in, link};
pub use model::{
    About, Enum, Field, FieldType, File, Files, Label, Message, Reference, Reserved, Scope, Value,
};
pub use names::json_name;
pub use schema::{Imports, Schema};
pub use source::Source;

use crate::span::Span;

/// Why a file is no valid Protobuf schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SchemaError {
    /// What is wrong, as a clause without a full stop, and what to do about it if that is known.
    pub message: String,
    /// Where; `None` if it is in no file of the caller.
    pub span: Option<Span>,
}
