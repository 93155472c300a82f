//! Protobuf: validity, and the compatibility verdict of a Confluent schema registry.
//!
//! A [`Schema`] is one `.proto` file with what it imports, compiled by protox. [`check`] compares
//! a reader's schema with a writer's as Confluent's registry does (its `protobuf-provider`, the
//! `diff` package), with the same words and paths. What that comparison lets through although it
//! changes the meaning is told by [`beyond`]. The crate's feature `protobuf` brings it in.

mod beyond;
mod check;
mod compile;
mod kind;
mod model;

use std::collections::{BTreeMap, HashMap};

pub use beyond::{Change, ChangeKind, beyond};
pub use check::check;

use crate::span::{FileId, Span};

/// Files that a schema may import, by the path that `import` writes.
///
/// `google/protobuf/*`, `confluent/meta.proto` and `confluent/type/decimal.proto` need not be
/// given.
#[derive(Clone, Debug, Default)]
pub struct Imports<'a> {
    by_path: HashMap<String, (&'a str, FileId)>,
}

impl<'a> Imports<'a> {
    /// Makes `text`, read from `file`, what `import "path"` brings in.
    pub fn insert(&mut self, path: &str, text: &'a str, file: FileId) {
        self.by_path.insert(path.to_owned(), (text, file));
    }
}

/// A valid Protobuf file with the types that it imports.
#[derive(Clone, Debug)]
pub struct Schema {
    package: String,
    span: Span,
    messages: Vec<model::Message>,
    /// What the file itself declares at its top level.
    scope: model::Scope,
    /// Every message by its full name.
    by_name: BTreeMap<String, usize>,
}

impl Schema {
    /// Reads a `.proto` file (proto2 or proto3).
    ///
    /// # Errors
    /// What is wrong with the file or with what it imports, with its place; all of it if the file
    /// is not well-formed, else the first fault.
    pub fn parse(
        text: &str,
        file: FileId,
        imports: &Imports<'_>,
    ) -> Result<Schema, Vec<SchemaError>> {
        compile::compile(text, file, imports)
    }

    fn message(&self, index: usize) -> &model::Message {
        &self.messages[index]
    }
}

/// Why a file is no valid Protobuf schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SchemaError {
    /// What is wrong, as a clause without a full stop, and what to do about it if that is known.
    pub message: String,
    /// Where; `None` if it is in no file of the caller.
    pub span: Option<Span>,
}
