//! UUIDs: Avro's `uuid`, text of 36 characters.

use factum_contract::shape::Type;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::scalar;
use crate::avro::{DecodeError, DecodeErrorKind, write};

scalar!(Uuid, String, Type::Uuid,
    write: |value, out| {
        let out = write::length(out, Hyphenated::LENGTH)?;
        out.fill(|text| hyphenated(*value.as_bytes(), text))
    },
    read: |source| {
        let offset = source.offset();
        Uuid::try_parse_ascii(source.bytes()?).map_err(|_| {
            DecodeError::new(DecodeErrorKind::Malformed, offset, "a uuid is not one")
        })
    },
    key: |value| value.to_string().into());

/// Writes the text of a UUID.
#[inline]
fn hyphenated(bytes: [u8; 16], text: &mut [u8; Hyphenated::LENGTH]) {
    let digits = digits(bytes);
    text[..8].copy_from_slice(&digits[..8]);
    text[8] = b'-';
    text[9..13].copy_from_slice(&digits[8..12]);
    text[13] = b'-';
    text[14..18].copy_from_slice(&digits[12..16]);
    text[18] = b'-';
    text[19..23].copy_from_slice(&digits[16..20]);
    text[23] = b'-';
    text[24..].copy_from_slice(&digits[20..]);
}

/// The hexadecimal digits, two in each word. Without branches and tables, and apart from where they
/// go, so that the compiler works on many at once.
#[inline(never)]
fn digits(bytes: [u8; 16]) -> [u8; 32] {
    const BEYOND_NINE: u16 = (b'a' - b'9' - 1) as u16;
    let mut digits = [0; 32];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        let byte = u16::from(byte);
        let nibbles = byte >> 4 | (byte << 8 & 0x0f00);
        let are_beyond_nine = (nibbles + 0x0606) >> 4 & 0x0101;
        let word = nibbles + 0x3030 + are_beyond_nine * BEYOND_NINE;
        pair.copy_from_slice(&word.to_le_bytes());
    }
    digits
}
