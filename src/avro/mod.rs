//! Avro binary, as the Avro 1.12 specification has it, monomorphised for each type: no value tree
//! stands between the bytes and the type.

mod error;
mod framing;
mod plan;
mod read;
mod resolve;
mod source;
pub mod write;

pub use error::{DecodeError, DecodeErrorKind};
#[cfg(feature = "container")]
pub use framing::container;
pub use framing::{confluent, single_object};
pub use plan::{Plan, PlanError};
pub use read::Reader;
pub use source::Source;
pub use write::{Full, Writer, Written};

use crate::payload::{Decode, Payload};

/// The value as Avro binary, without a schema or a frame.
///
/// ```
/// assert_eq!(factum::avro::encode(&"fact"), b"\x08fact");
/// ```
pub fn encode<T: Payload + ?Sized>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    encode_into(value, &mut out);
    out
}

/// Appends the value as Avro binary to `out`.
pub fn encode_into<T: Payload + ?Sized>(value: &T, out: &mut Vec<u8>) {
    write::append(value, out);
}

/// Reads a value that was written with the type's own schema. A type that borrows (`&str`,
/// `&[u8]`, `Cow<str>`) borrows from `bytes`.
///
/// ```
/// let text: &str = factum::avro::decode(b"\x08fact")?;
/// assert_eq!(text, "fact");
/// # Ok::<(), factum::avro::DecodeError>(())
/// ```
///
/// # Errors
/// If the bytes are not exactly one value of the type. Whatever the bytes say, no more memory is
/// reserved than they could fill, and nesting beyond [`Reader::MAX_DEPTH`] is refused.
pub fn decode<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<T, DecodeError> {
    let mut reader = Reader::new(bytes);
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}
