//! UUIDs: Avro's `uuid`, text of 36 characters.

use factum_contract::shape::Type;
use uuid::Uuid;

use super::scalar;
use crate::avro::{DecodeError, DecodeErrorKind, write};

scalar!(Uuid, String, Type::Uuid,
    write: |value, out| {
        write::length(out, uuid::fmt::Hyphenated::LENGTH);
        out.put(hyphenated(*value.as_bytes()));
    },
    read: |source| {
        let offset = source.offset();
        Uuid::try_parse_ascii(source.bytes()?).map_err(|_| {
            DecodeError::new(DecodeErrorKind::Malformed, offset, "a uuid is not one")
        })
    },
    key: |value| value.to_string().into());

/// The text of a UUID. Without branches and tables, so that the compiler can work on many digits
/// at once.
#[inline]
fn hyphenated(bytes: [u8; 16]) -> [u8; uuid::fmt::Hyphenated::LENGTH] {
    let digit = |nibble: u8| nibble + b'0' + u8::from(nibble > 9) * (b'a' - b'9' - 1);
    let mut digits = [0; 32];
    for (index, byte) in bytes.into_iter().enumerate() {
        digits[2 * index] = digit(byte >> 4);
        digits[2 * index + 1] = digit(byte & 0xf);
    }
    let mut text = [b'-'; uuid::fmt::Hyphenated::LENGTH];
    text[..8].copy_from_slice(&digits[..8]);
    text[9..13].copy_from_slice(&digits[8..12]);
    text[14..18].copy_from_slice(&digits[12..16]);
    text[19..23].copy_from_slice(&digits[16..20]);
    text[24..].copy_from_slice(&digits[20..]);
    text
}
