//! Avro's primitive encodings, appended to a buffer.

/// A boolean: one byte.
#[inline]
pub fn boolean(out: &mut Vec<u8>, value: bool) {
    out.push(u8::from(value));
}

/// An int or a long: zig-zag, then groups of seven bits, the lowest first.
#[inline]
pub fn long(out: &mut Vec<u8>, value: i64) {
    let zigzag = ((value << 1) ^ (value >> 63)).cast_unsigned();
    if zigzag < 0x80 {
        out.push(zigzag.to_le_bytes()[0]);
    } else {
        groups(out, zigzag);
    }
}

/// The groups of a number that takes more than one, written without a loop: its lower 56 bits are
/// spread over the eight bytes of a word.
#[inline]
fn groups(out: &mut Vec<u8>, number: u64) {
    let bits = 64 - number.leading_zeros() as usize;
    let length = bits.div_ceil(7);
    let mut word = (number & 0x0000_0000_0fff_ffff) | ((number & 0x00ff_ffff_f000_0000) << 4);
    word = (word & 0x0000_3fff_0000_3fff) | ((word & 0x0fff_c000_0fff_c000) << 2);
    word = (word & 0x007f_007f_007f_007f) | ((word & 0x3f80_3f80_3f80_3f80) << 1);
    word |= 0x8080_8080_8080_8080;
    let start = out.len();
    if length <= 8 {
        word &= !(0x80 << (8 * (length - 1)));
        out.extend_from_slice(&word.to_le_bytes());
        out.truncate(start + length);
    } else {
        out.extend_from_slice(&word.to_le_bytes());
        let rest = number >> 56;
        if length == 9 {
            out.push(rest.to_le_bytes()[0]);
        } else {
            out.extend_from_slice(&[rest.to_le_bytes()[0] | 0x80, 1]);
        }
    }
}

/// An int.
#[inline]
pub fn int(out: &mut Vec<u8>, value: i32) {
    long(out, i64::from(value));
}

/// A float: four bytes, little-endian.
#[inline]
pub fn float(out: &mut Vec<u8>, value: f32) {
    out.extend_from_slice(&value.to_le_bytes());
}

/// A double: eight bytes, little-endian.
#[inline]
pub fn double(out: &mut Vec<u8>, value: f64) {
    out.extend_from_slice(&value.to_le_bytes());
}

/// A length or a count.
#[inline]
pub fn length(out: &mut Vec<u8>, value: usize) {
    // A slice never has more than `isize::MAX` elements.
    long(out, value.cast_signed() as i64);
}

/// Bytes: their number, then themselves.
#[inline]
pub fn bytes(out: &mut Vec<u8>, value: &[u8]) {
    if value.len() <= SHORT {
        short(out, value);
    } else {
        length(out, value.len());
        out.extend_from_slice(value);
    }
}

/// Up to how many bytes are copied as their two ends, which may overlap. That takes a fraction of
/// a call to copy so few bytes, of which most fields consist.
const SHORT: usize = 32;

#[inline]
fn short(out: &mut Vec<u8>, value: &[u8]) {
    let start = out.len();
    out.extend_from_slice(&[0; 1 + SHORT]);
    let Some([prefix, slot @ ..]) = out.last_chunk_mut::<{ 1 + SHORT }>() else {
        return;
    };
    // Below 64, so one byte is enough; zig-zag doubles it.
    *prefix = value.len().to_le_bytes()[0] << 1;
    let _ = ends::<16>(slot, value)
        .or_else(|| ends::<8>(slot, value))
        .or_else(|| ends::<4>(slot, value))
        .or_else(|| ends::<2>(slot, value))
        .or_else(|| ends::<1>(slot, value));
    out.truncate(start + 1 + value.len());
}

/// Copies the first and the last `N` bytes, if there are so many, which are all if there are at
/// most twice as many.
#[inline]
fn ends<const N: usize>(slot: &mut [u8], value: &[u8]) -> Option<()> {
    let (first, last) = (value.first_chunk::<N>()?, value.last_chunk::<N>()?);
    let slot = slot.get_mut(..value.len())?;
    *slot.first_chunk_mut()? = *first;
    *slot.last_chunk_mut()? = *last;
    Some(())
}

/// A string: bytes in UTF-8.
#[inline]
pub fn string(out: &mut Vec<u8>, value: &str) {
    bytes(out, value.as_bytes());
}

/// The position of a branch in a union, or of a symbol in an enum.
#[inline]
pub fn position(out: &mut Vec<u8>, value: u32) {
    long(out, i64::from(value));
}

/// The end of the blocks of an array or a map.
#[inline]
pub fn end_of_blocks(out: &mut Vec<u8>) {
    out.push(0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_the_book(value: i64) -> Vec<u8> {
        let mut left = ((value << 1) ^ (value >> 63)).cast_unsigned();
        let mut bytes = Vec::new();
        while left >= 0x80 {
            bytes.push(left.to_le_bytes()[0] | 0x80);
            left >>= 7;
        }
        bytes.push(left.to_le_bytes()[0]);
        bytes
    }

    proptest! {
        #[test]
        fn numbers_of_all_lengths_are_written_by_the_book(value: i64, shift in 0..64_u32) {
            let value = value >> shift;
            let mut out = vec![7];
            long(&mut out, value);
            prop_assert_eq!(&out[1..], by_the_book(value));
        }

        #[test]
        fn bytes_of_all_lengths_are_written_by_the_book(value in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut out = vec![7];
            bytes(&mut out, &value);
            let length = i64::try_from(value.len()).unwrap();
            prop_assert_eq!(&out[1..], [by_the_book(length), value].concat());
        }
    }
}
