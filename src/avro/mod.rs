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

use factum_contract::avro as contract;
use factum_contract::document::parse_json;
use factum_contract::span::FileId;

use crate::payload::{Decode, Payload};

pub use contract::Schema;

/// Reads a schema from its JSON, such as that of a writer, for which a [`Plan`] can be made.
///
/// ```
/// let schema = factum::avro::parse_schema(r#"{ "type": "map", "values": "long" }"#)?;
/// assert_eq!(schema.to_json(), r#"{"type":"map","values":"long"}"#);
/// # Ok::<(), factum::avro::SchemaError>(())
/// ```
///
/// # Errors
/// If the text is no JSON, or no Avro schema: what is wrong with it first.
pub fn parse_schema(json: &str) -> Result<Schema, SchemaError> {
    let node =
        parse_json(json, FileId::default()).map_err(|error| SchemaError(error.to_string()))?;
    match contract::parse(&node) {
        Ok(parsed) => Ok(parsed.schema),
        Err(errors) => {
            let first = errors.first().map(ToString::to_string);
            Err(SchemaError(first.unwrap_or_default()))
        }
    }
}

/// Why a text is no Avro schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no Avro schema: {0}")]
pub struct SchemaError(String);

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
