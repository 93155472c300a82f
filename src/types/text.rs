//! Text, owned and borrowed.

use std::borrow::Cow;
use std::sync::Arc;

use factum_contract::shape::Type;

use super::scalar;
use crate::avro::{DecodeError, Source, Writer, Written, write};
use crate::payload::{Decode, Kind, Payload};
use crate::shapes::Shapes;

scalar!(String, String, Type::String,
    write: |value, out| write::string(out, value),
    read: |source| Ok(source.string()?.to_owned()),
    key: |value| value.as_str().into());
scalar!(Box<str>, String, Type::String,
    write: |value, out| write::string(out, value),
    read: |source| Ok(source.string()?.into()),
    key: |value| (&**value).into());
scalar!(Arc<str>, String, Type::String,
    write: |value, out| write::string(out, value),
    read: |source| Ok(source.string()?.into()),
    key: |value| (&**value).into());

macro_rules! borrowed {
    ($ty:ty, |$text:ident| $read:expr) => {
        impl<'a> Payload for $ty {
            const KIND: Kind = Kind::String;

            fn shape(_: &mut Shapes) -> Type {
                Type::String
            }

            #[inline]
            fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
                write::string(out, self)
            }

            fn as_key(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Borrowed(self))
            }
        }

        impl<'de: 'a, 'a> Decode<'de> for $ty {
            #[inline]
            fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
                let $text = source.string()?;
                Ok($read)
            }
        }
    };
}

borrowed!(&'a str, |text| text);
borrowed!(Cow<'a, str>, |text| Cow::Borrowed(text));
