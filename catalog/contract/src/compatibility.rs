//! What a comparison of two schemas answers, whatever their language.
//!
//! Each schema language has one primitive, `check(reader, writer)`, which lists the differences
//! between the schema that reads and the schema that wrote. The reader can read everything that
//! the writer wrote exactly if no difference is incompatible.

use crate::span::Span;

/// One difference between a reader's and a writer's schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The registry's own word for it, such as `READER_FIELD_MISSING_DEFAULT_VALUE` (Avro) or
    /// `PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL` (JSON Schema).
    pub kind: &'static str,
    /// Where in the schema: a JSON pointer into the reader (Avro) or the path that the registry
    /// reports for the language.
    pub path: String,
    /// Whether the registry lets it pass.
    pub compatible: bool,
    /// What differs, in a sentence for people, without a full stop.
    pub message: String,
    /// Where the reader says it, if that is known.
    pub reader: Option<Span>,
    /// Where the writer says it, if that is known.
    pub writer: Option<Span>,
}
