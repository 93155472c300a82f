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
    /// The types that are known.
    const TYPES: &'static [Known];

    /// Reads a payload of this type; `None` if the type is not known.
    fn read(ty: &str, payload: &'de [u8]) -> Option<Result<Self, FormatError>>;
}

/// CloudEvents types by which something can be read.
#[derive(Clone, Copy, Debug)]
pub enum Known {
    /// That of an event.
    Own(&'static str),
    /// Those of the older versions that it is upcast from.
    Older(&'static [Known]),
    /// Those of an event in a set.
    OneOf(&'static [Known]),
}

impl Known {
    /// Whether one of these types is as `wanted` says.
    fn any(types: &[Known], wanted: &impl Fn(&str) -> bool) -> bool {
        types.iter().any(|known| match known {
            Known::Own(ty) => wanted(ty),
            Known::Older(types) | Known::OneOf(types) => Known::any(types, wanted),
        })
    }
}

/// Whether a part of a set is ever read: one that has the type of another before it is not, since the
/// first that knows a type reads it.
#[doc(hidden)]
#[must_use]
pub const fn is_reached(set: &[Known], part: usize) -> bool {
    let (before, rest) = set.split_at(part);
    match rest.first() {
        Some(Known::OneOf(types)) => !repeats(types, before),
        _ => true,
    }
}

const fn repeats(mut types: &[Known], before: &[Known]) -> bool {
    while let [known, rest @ ..] = types {
        let repeated = match known {
            Known::Own(ty) => contains(before, ty),
            Known::OneOf(types) => repeats(types, before),
            // Older versions may also be read as what they were, by a part of their own before it.
            Known::Older(_) => false,
        };
        if repeated {
            return true;
        }
        types = rest;
    }
    false
}

const fn contains(mut types: &[Known], ty: &str) -> bool {
    while let [known, rest @ ..] = types {
        let found = match known {
            Known::Own(own) => is_same(own.as_bytes(), ty.as_bytes()),
            Known::Older(types) | Known::OneOf(types) => contains(types, ty),
        };
        if found {
            return true;
        }
        types = rest;
    }
    false
}

/// `==`, which cannot be used in constants yet.
const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && other.is_empty()
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
            if Known::any(R::TYPES, &|known| unversioned(known) == unversioned(ty)) {
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
