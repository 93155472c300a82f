//! Bytes, owned and borrowed, of any and of fixed length.

use std::borrow::Cow;

use factum_contract::shape::Type;

use super::scalar;
use crate::avro::{DecodeError, Source, Writer, Written, write};
use crate::payload::{Decode, Kind, Payload};
use crate::shapes::Shapes;

scalar!(Vec<u8>, Bytes, Type::Bytes,
    write: |value, out| write::bytes(out, value),
    read: |source| Ok(source.bytes()?.to_owned()));
scalar!(Box<[u8]>, Bytes, Type::Bytes,
    write: |value, out| write::bytes(out, value),
    read: |source| Ok(source.bytes()?.into()));
#[cfg(feature = "bytes")]
scalar!(bytes::Bytes, Bytes, Type::Bytes,
    write: |value, out| write::bytes(out, value),
    read: |source| Ok(bytes::Bytes::copy_from_slice(source.bytes()?)));

macro_rules! borrowed {
    ($ty:ty, |$bytes:ident| $read:expr) => {
        impl<'a> Payload for $ty {
            const KIND: Kind = Kind::Bytes;

            fn shape(_: &mut Shapes) -> Type {
                Type::Bytes
            }

            #[inline]
            fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
                write::bytes(out, self)
            }
        }

        impl<'de: 'a, 'a> Decode<'de> for $ty {
            #[inline]
            fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
                let $bytes = source.bytes()?;
                Ok($read)
            }
        }
    };
}

borrowed!(&'a [u8], |bytes| bytes);
borrowed!(Cow<'a, [u8]>, |bytes| Cow::Borrowed(bytes));

impl<const N: usize> Payload for [u8; N] {
    const KIND: Kind = Kind::Fixed(N);

    fn shape(_: &mut Shapes) -> Type {
        const { assert!(N <= u32::MAX as usize, "a fixed has at most 4 GiB") }
        Type::Fixed(N as u32)
    }

    #[inline]
    fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
        out.put(*self)
    }
}

impl<'de, const N: usize> Decode<'de> for [u8; N] {
    #[inline]
    fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
        let bytes = source.fixed(N)?;
        bytes
            .try_into()
            .map_err(|_| source.out_of_range("a fixed of this size"))
    }
}
