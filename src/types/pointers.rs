//! Pointers, which stand for what they point to. They are how a type can hold itself.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use factum_contract::shape::Type;

use crate::avro::{DecodeError, Source, Writer, Written};
use crate::payload::{Decode, Kind, Payload};
use crate::shapes::Shapes;

macro_rules! pointer {
    ($pointer:ident) => {
        impl<T: Payload> Payload for $pointer<T> {
            const KIND: Kind = T::KIND;

            fn shape(shapes: &mut Shapes) -> Type {
                T::shape(shapes)
            }

            #[inline]
            fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
                T::encode(self, out)
            }

            #[inline]
            fn encode_branch<'b>(&self, first: u32, out: Writer<'b>) -> Written<'b> {
                T::encode_branch(self, first, out)
            }

            fn as_key(&self) -> Option<Cow<'_, str>> {
                T::as_key(self)
            }
        }

        impl<'de, T: Decode<'de>> Decode<'de> for $pointer<T> {
            #[inline]
            fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
                source.descend()?;
                let value = T::decode(source)?;
                source.ascend();
                Ok($pointer::new(value))
            }

            #[inline]
            fn decode_branch<S: Source<'de>>(
                branch: u32,
                source: &mut S,
            ) -> Result<Self, DecodeError> {
                source.descend()?;
                let value = T::decode_branch(branch, source)?;
                source.ascend();
                Ok($pointer::new(value))
            }
        }
    };
}

pointer!(Box);
pointer!(Rc);
pointer!(Arc);
