//! Confluent's wire format: the id of the schema before the payload, or its GUID in a header of
//! the record.
//!
//! ```
//! use factum::avro::confluent::{self, SchemaId};
//!
//! let framed = confluent::encode(42, &"fact");
//! assert_eq!(framed, b"\0\0\0\0\x2a\x08fact");
//! let (id, payload) = confluent::split(&framed)?;
//! assert_eq!(id, SchemaId::Id(42));
//! assert_eq!(factum::avro::decode::<&str>(payload)?, "fact");
//! # Ok::<(), factum::avro::DecodeError>(())
//! ```

use crate::avro::{self, DecodeError, DecodeErrorKind};
use crate::payload::Payload;

/// The header of a Kafka record that holds the GUID of the schema of its key.
pub const KEY_SCHEMA_HEADER: &str = "__key_schema_id";

/// The header of a Kafka record that holds the GUID of the schema of its value.
pub const VALUE_SCHEMA_HEADER: &str = "__value_schema_id";

const ID: u8 = 0;
const GUID: u8 = 1;

/// Which schema in the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SchemaId {
    /// The id, unique in one registry.
    Id(u32),
    /// The GUID, unique everywhere: the bytes of the UUID.
    Guid([u8; 16]),
}

/// The value behind the id of its schema.
pub fn encode<T: Payload + ?Sized>(id: u32, value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    encode_into(id, value, &mut out);
    out
}

/// Appends the value behind the id of its schema.
pub fn encode_into<T: Payload + ?Sized>(id: u32, value: &T, out: &mut Vec<u8>) {
    out.push(ID);
    out.extend_from_slice(&id.to_be_bytes());
    avro::encode_into(value, out);
}

/// The value of the header [`VALUE_SCHEMA_HEADER`], beside which the payload has no prefix.
pub fn header(guid: [u8; 16]) -> [u8; 17] {
    let mut header = [GUID; 17];
    header[1..].copy_from_slice(&guid);
    header
}

/// Reads the id or the GUID at the start of a payload or of a header; gives what follows it.
///
/// # Errors
/// [`DecodeErrorKind::Frame`] if neither is there.
pub fn split(bytes: &[u8]) -> Result<(SchemaId, &[u8]), DecodeError> {
    let frame = match bytes.split_first() {
        Some((&ID, rest)) => rest
            .split_first_chunk()
            .map(|(id, payload)| (SchemaId::Id(u32::from_be_bytes(*id)), payload)),
        Some((&GUID, rest)) => rest
            .split_first_chunk()
            .map(|(guid, payload)| (SchemaId::Guid(*guid), payload)),
        _ => None,
    };
    frame.ok_or_else(|| {
        let message = "these bytes do not begin with the id of a schema in a registry";
        DecodeError::new(DecodeErrorKind::Frame, 0, message)
    })
}

/// Which schema a record was written with, and its payload: by the header if there is one, else by
/// the prefix of the value.
///
/// # Errors
/// [`DecodeErrorKind::Frame`] if neither says it.
pub fn split_record<'a>(
    header: Option<&[u8]>,
    value: &'a [u8],
) -> Result<(SchemaId, &'a [u8]), DecodeError> {
    match header {
        Some(header) => split(header).map(|(id, _)| (id, value)),
        None => split(value),
    }
}
