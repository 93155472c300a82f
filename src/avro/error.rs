//! Why bytes could not be read.

use std::borrow::Cow;
use std::fmt;

/// Why bytes could not be read as a value, and where.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: DecodeErrorKind,
    message: Cow<'static, str>,
    offset: usize,
}

/// The kinds of reasons for which bytes cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The bytes end before the value does, or claim to hold more than they do.
    Truncated,
    /// Bytes are left after the value.
    Trailing,
    /// The bytes are not what the schema says: an endless number, a length below zero, text that is
    /// not UTF-8, a symbol or a branch that does not exist.
    Malformed,
    /// The value is right in Avro and does not fit the Rust type.
    OutOfRange,
    /// Values are nested too deeply, or too many of them take no bytes.
    TooComplex,
    /// What was written cannot be read as this type: an unknown symbol of an enum, or a branch of a
    /// union that the type does not have.
    Unresolvable,
    /// The frame is not the expected one.
    Frame,
}

impl DecodeError {
    /// An error at this offset.
    #[cold]
    pub fn new(
        kind: DecodeErrorKind,
        offset: usize,
        message: impl Into<Cow<'static, str>>,
    ) -> DecodeError {
        DecodeError(Box::new(Inner {
            kind,
            message: message.into(),
            offset,
        }))
    }

    /// What kind of reason.
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// Where reading stopped, in bytes from the start of what was read.
    pub fn offset(&self) -> usize {
        self.0.offset
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.0.message, self.0.offset)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({:?}: {self})", self.0.kind)
    }
}

impl std::error::Error for DecodeError {}
