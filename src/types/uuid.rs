//! UUIDs: Avro's `uuid`, text of 36 characters.

use factum_contract::shape::Type;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::scalar;
use crate::avro::{DecodeError, DecodeErrorKind, Writer, Written, write};

scalar!(Uuid, String, Type::Uuid,
    write: |value, out| hyphenated(write::length(out, Hyphenated::LENGTH)?, *value.as_bytes()),
    read: |source| {
        let offset = source.offset();
        Uuid::try_parse_ascii(source.bytes()?).map_err(|_| {
            DecodeError::new(DecodeErrorKind::Malformed, offset, "a uuid is not one")
        })
    },
    key: |value| value.to_string().into());

/// Writes the text of a UUID. It is compiled with this crate, so that it is fast in every program,
/// whatever that is optimized for.
fn hyphenated(out: Writer<'_>, bytes: [u8; 16]) -> Written<'_> {
    let (fours, _) = bytes.as_chunks();
    out.fill(|text: &mut [u8; Hyphenated::LENGTH]| {
        let mut digits = [0; 32];
        for (eight, four) in digits.as_chunks_mut().0.iter_mut().zip(fours) {
            *eight = hexadecimal(*four);
        }
        *text = [b'-'; Hyphenated::LENGTH];
        let (fours, _) = digits.as_chunks::<4>();
        for (four, at) in fours.iter().zip([0, 4, 9, 14, 19, 24, 28, 32]) {
            if let Some(slot) = text[at..].first_chunk_mut() {
                *slot = *four;
            }
        }
    })
}

/// The hexadecimal digits of four bytes, without branches and tables: half a byte is spread to each
/// byte of a word.
#[inline]
fn hexadecimal(bytes: [u8; 4]) -> [u8; 8] {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const ZEROS: u64 = ONES * b'0' as u64;
    const BEYOND_NINE: u64 = (b'a' - b'9' - 1) as u64;
    let mut spread = u64::from(u32::from_le_bytes(bytes));
    spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff;
    spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff;
    let halves = (spread >> 4 | spread << 8) & (0x0f * ONES);
    let are_beyond_nine = (halves + 6 * ONES) >> 4 & ONES;
    (halves + ZEROS + are_beyond_nine * BEYOND_NINE).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_uuid_is_written_as_its_crate_writes_it(number: u128) {
            let uuid = Uuid::from_u128(number);
            let text = crate::avro::encode(&uuid).split_off(1);
            prop_assert_eq!(text, uuid.to_string().into_bytes());
        }
    }
}
