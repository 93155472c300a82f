//! Formats of payloads, and reading whichever version of an event is there.

use crate::avro;
use crate::event::Event;
use crate::payload::{Decode, Payload};

/// A format in which a payload travels, as far as it is written. [`ReadFormat`] reads it.
pub trait Format<E> {
    /// The media type (RFC 2046).
    const CONTENT_TYPE: &'static str;

    /// The payload of an event.
    ///
    /// # Errors
    /// If the format cannot hold it.
    fn encode(event: &E) -> Result<Vec<u8>, FormatError>;
}

/// A format in which a payload travels, as far as it is read: into an event that may borrow from it.
pub trait ReadFormat<'de, E> {
    /// Reads a payload.
    ///
    /// # Errors
    /// If the payload is not one of the event.
    fn decode(payload: &'de [u8]) -> Result<E, FormatError>;
}

/// Why a payload could not be written or read.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct FormatError(Box<dyn std::error::Error + Send + Sync>);

impl FormatError {
    /// An error of a format.
    pub fn new(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> FormatError {
        FormatError(error.into())
    }
}

/// Avro binary, without a frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct Avro;

impl<E: Payload> Format<E> for Avro {
    const CONTENT_TYPE: &'static str = "application/avro";

    fn encode(event: &E) -> Result<Vec<u8>, FormatError> {
        Ok(avro::encode(event))
    }
}

impl<'de, E: Decode<'de>> ReadFormat<'de, E> for Avro {
    fn decode(payload: &'de [u8]) -> Result<E, FormatError> {
        avro::decode(payload).map_err(FormatError::new)
    }
}

/// JSON, as serde writes it.
#[cfg(feature = "json")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

#[cfg(feature = "json")]
impl<E: serde::Serialize> Format<E> for Json {
    const CONTENT_TYPE: &'static str = "application/json";

    fn encode(event: &E) -> Result<Vec<u8>, FormatError> {
        serde_json::to_vec(event).map_err(FormatError::new)
    }
}

#[cfg(feature = "json")]
impl<'de, E: serde::Deserialize<'de>> ReadFormat<'de, E> for Json {
    fn decode(payload: &'de [u8]) -> Result<E, FormatError> {
        serde_json::from_slice(payload).map_err(FormatError::new)
    }
}

/// What can be read by the CloudEvents type that a payload states: an event, with the older
/// versions that it is [upcast from](macro@crate::Event#old-versions), or a closed
/// [set of events](macro@crate::EventSet). It may borrow from the payload.
pub trait Readable<'de, F>: Sized {
    /// Reads a payload of this type; `None` if the type is not known.
    fn read(ty: &str, payload: &'de [u8]) -> Option<Result<Self, FormatError>>;

    /// Calls `each` with every type that is known.
    fn types(each: &mut dyn FnMut(&'static str));
}

/// Why a payload could not be read as one of the types that are known.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No event of this name is known.
    #[error("no event of the type `{0}` is known")]
    UnknownType(String),
    /// An event of this name is known in other versions.
    #[error("this version is not known: `{0}`")]
    UnknownVersion(String),
    /// The payload is not what its type says.
    #[error("the payload is no `{ty}`")]
    Undecodable {
        /// The type that it states.
        ty: String,
        /// What is wrong with it.
        source: FormatError,
    },
}

/// Reads a payload by the CloudEvents type that it states, into an event or a set of events.
///
/// # Errors
/// Says which of three things is wrong, as each calls for something else: an unknown type can often
/// be passed over, an unknown version means that this program is old, and a payload that cannot be
/// decoded is one to be put aside.
pub fn read<'de, R: Readable<'de, F>, F>(ty: &str, payload: &'de [u8]) -> Result<R, ReadError> {
    match R::read(ty, payload) {
        Some(Ok(event)) => Ok(event),
        Some(Err(source)) => Err(ReadError::Undecodable {
            ty: ty.to_owned(),
            source,
        }),
        None => {
            let mut is_known = false;
            R::types(&mut |known| is_known |= unversioned(known) == unversioned(ty));
            if is_known {
                Err(ReadError::UnknownVersion(ty.to_owned()))
            } else {
                Err(ReadError::UnknownType(ty.to_owned()))
            }
        }
    }
}

/// The type without `.v2` at its end.
fn unversioned(ty: &str) -> &str {
    match ty.rsplit_once(".v") {
        Some((name, version)) if version.parse::<u32>().is_ok() => name,
        _ => ty,
    }
}

/// Reads a payload of the event itself, for the code that is derived.
#[doc(hidden)]
pub fn read_own<'de, E: Event, F: ReadFormat<'de, E>>(
    ty: &str,
    payload: &'de [u8],
) -> Option<Result<E, FormatError>> {
    (ty == E::TYPE).then(|| F::decode(payload))
}
