//! Values that may be absent.

use std::borrow::Cow;

use factum_contract::shape::Type;

use crate::avro::{DecodeError, Source, Writer, Written, write};
use crate::payload::{Decode, Kind, Payload};
use crate::shapes::Shapes;

impl<T: Payload> Payload for Option<T> {
    const KIND: Kind = T::KIND.within(Kind::Optional);

    fn shape(shapes: &mut Shapes) -> Type {
        Type::Optional(Box::new(T::shape(shapes)))
    }

    #[inline]
    fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
        const {
            assert!(
                !matches!(T::KIND, Kind::Optional),
                "an optional value cannot be optional once more: Avro cannot tell the two apart"
            );
        }
        match self {
            None => write::position(out, 0),
            Some(value) => value.encode_branch(1, out),
        }
    }

    fn as_key(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(T::as_key)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Option<T> {
    #[inline]
    fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
        match source.branch()? {
            0 => Ok(None),
            branch => T::decode_branch(branch - 1, source).map(Some),
        }
    }
}

/// An optional value whose default is not null. Avro takes a default from the first branch of a
/// union, so the union is `[T, null]`. For the code that is derived.
#[doc(hidden)]
#[derive(Debug)]
pub struct ValueFirst<T>(pub Option<T>);

impl<T: Payload> ValueFirst<T> {
    /// Appends an optional value.
    #[inline]
    ///
    /// # Errors
    /// [`Full`](crate::avro::Full) if there is not enough room.
    pub fn encode<'b>(value: &Option<T>, out: Writer<'b>) -> Written<'b> {
        const {
            assert!(
                !matches!(T::KIND, Kind::Optional | Kind::Union),
                "an optional union cannot have a default other than null"
            );
        }
        match value {
            Some(value) => value.encode_branch(0, out),
            None => write::position(out, 1),
        }
    }
}

impl<T: Payload> Payload for ValueFirst<T> {
    const KIND: Kind = T::KIND.within(Kind::Optional);

    fn shape(shapes: &mut Shapes) -> Type {
        Option::<T>::shape(shapes)
    }

    #[inline]
    fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
        ValueFirst::encode(&self.0, out)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for ValueFirst<T> {
    #[inline]
    fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
        match source.branch()? {
            0 => Ok(ValueFirst(Some(source.value()?))),
            1 => Ok(ValueFirst(None)),
            branch => Err(source.no_such_position(branch)),
        }
    }
}
