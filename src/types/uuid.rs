//! UUIDs: Avro's `uuid`, text of 36 characters.

use factum_contract::shape::Type;
use uuid::Uuid;

use super::scalar;
use crate::avro::{DecodeError, DecodeErrorKind, write};

scalar!(Uuid, String, Type::Uuid,
    write: |value, out| {
        let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
        value.as_hyphenated().encode_lower(&mut text);
        write::bytes(out, &text);
    },
    read: |source| {
        let offset = source.offset();
        Uuid::try_parse_ascii(source.bytes()?).map_err(|_| {
            DecodeError::new(DecodeErrorKind::Malformed, offset, "a uuid is not one")
        })
    },
    key: |value| value.to_string().into());
