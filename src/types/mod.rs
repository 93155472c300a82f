//! The types of Rust, of this crate and of others that can stand in a payload.

mod binary;
mod collections;
mod decimal;
mod numbers;
mod option;
mod pointers;
mod text;

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

pub use decimal::{Decimal, DecimalError};
pub use option::ValueFirst;

/// Implements [`Payload`](crate::Payload) and [`Decode`](crate::Decode) for a type without parts:
/// its kind, its shape, how it is written, how it is read, and how it is a key.
macro_rules! scalar {
    (
        $ty:ty, $kind:ident, $shape:expr,
        write: |$value:ident, $out:ident| $write:expr,
        read: |$source:ident| $read:expr
        $(, key: |$key:ident| $as_key:expr)?
    ) => {
        impl crate::Payload for $ty {
            const KIND: crate::payload::Kind = crate::payload::Kind::$kind;

            fn shape(_: &mut crate::shapes::Shapes) -> factum_contract::shape::Type {
                $shape
            }

            #[inline]
            fn encode<'b>(
                &self,
                $out: crate::avro::Writer<'b>,
            ) -> crate::avro::Written<'b> {
                let $value = self;
                $write
            }

            $(fn as_key(&self) -> Option<std::borrow::Cow<'_, str>> {
                let $key = self;
                Some($as_key)
            })?
        }

        impl<'de> crate::Decode<'de> for $ty {
            #[inline]
            fn decode<S: crate::avro::Source<'de>>(
                $source: &mut S,
            ) -> Result<Self, crate::avro::DecodeError> {
                $read
            }
        }
    };
}
use scalar;
