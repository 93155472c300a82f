//! Avro's primitive encodings.

/// Where a value is written: a stretch of bytes, without the checks that a vector needs at each
/// step. What finds no room is counted, so that a second attempt has enough.
#[derive(Debug)]
pub struct Writer<'b> {
    left: &'b mut [u8],
    missing: usize,
}

/// How much room the first attempt has: enough for most events, and cheap to fill with zeros.
const FIRST_ATTEMPT: usize = 512;

/// Appends what `encode` writes to `out`. It must write the same each time.
pub(super) fn append(out: &mut Vec<u8>, encode: impl Fn(&mut Writer<'_>)) {
    let start = out.len();
    let mut room = FIRST_ATTEMPT;
    loop {
        out.resize(start + room, 0);
        let Some(left) = out.get_mut(start..) else {
            return;
        };
        let mut writer = Writer { left, missing: 0 };
        encode(&mut writer);
        let (unused, missing) = (writer.left.len(), writer.missing);
        if missing == 0 {
            out.truncate(start + room - unused);
            return;
        }
        room += missing;
    }
}

impl Writer<'_> {
    /// Writes these bytes, of a number known when compiling.
    #[inline]
    pub fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        let left = std::mem::take(&mut self.left);
        match left.split_first_chunk_mut::<N>() {
            Some((slot, left)) => {
                *slot = bytes;
                self.left = left;
            }
            None => self.missing += N,
        }
    }

    /// Writes these bytes.
    #[inline]
    pub fn put_slice(&mut self, bytes: &[u8]) {
        let left = std::mem::take(&mut self.left);
        match left.split_at_mut_checked(bytes.len()) {
            Some((slot, left)) => {
                slot.copy_from_slice(bytes);
                self.left = left;
            }
            None => self.missing += bytes.len(),
        }
    }

    /// Writes the first `length` of these bytes.
    #[inline]
    fn put_part<const N: usize>(&mut self, bytes: [u8; N], length: usize) {
        let left = std::mem::take(&mut self.left);
        match left.first_chunk_mut::<N>() {
            Some(slot) => {
                *slot = bytes;
                self.left = left.get_mut(length..).unwrap_or_default();
            }
            // There might be room for the part; the second attempt has enough for all.
            None => self.missing += N,
        }
    }
}

/// A boolean: one byte.
#[inline]
pub fn boolean(out: &mut Writer<'_>, value: bool) {
    out.put([u8::from(value)]);
}

/// An int or a long: zig-zag, then groups of seven bits, the lowest first.
#[inline]
pub fn long(out: &mut Writer<'_>, value: i64) {
    let zigzag = ((value << 1) ^ (value >> 63)).cast_unsigned();
    if zigzag < 0x80 {
        out.put([zigzag.to_le_bytes()[0]]);
    } else {
        groups(out, zigzag);
    }
}

/// The groups of a number that takes more than one, written without a loop: its lower 56 bits are
/// spread over the eight bytes of a word.
#[inline]
fn groups(out: &mut Writer<'_>, number: u64) {
    let bits = 64 - number.leading_zeros() as usize;
    let length = bits.div_ceil(7);
    let mut word = (number & 0x0000_0000_0fff_ffff) | ((number & 0x00ff_ffff_f000_0000) << 4);
    word = (word & 0x0000_3fff_0000_3fff) | ((word & 0x0fff_c000_0fff_c000) << 2);
    word = (word & 0x007f_007f_007f_007f) | ((word & 0x3f80_3f80_3f80_3f80) << 1);
    word |= 0x8080_8080_8080_8080;
    if length <= 8 {
        word &= !(0x80 << (8 * (length - 1)));
        out.put_part(word.to_le_bytes(), length);
    } else {
        out.put(word.to_le_bytes());
        let rest = number >> 56;
        if length == 9 {
            out.put([rest.to_le_bytes()[0]]);
        } else {
            out.put([rest.to_le_bytes()[0] | 0x80, 1]);
        }
    }
}

/// An int.
#[inline]
pub fn int(out: &mut Writer<'_>, value: i32) {
    long(out, i64::from(value));
}

/// A float: four bytes, little-endian.
#[inline]
pub fn float(out: &mut Writer<'_>, value: f32) {
    out.put(value.to_le_bytes());
}

/// A double: eight bytes, little-endian.
#[inline]
pub fn double(out: &mut Writer<'_>, value: f64) {
    out.put(value.to_le_bytes());
}

/// A length or a count.
#[inline]
pub fn length(out: &mut Writer<'_>, value: usize) {
    // A slice never has more than `isize::MAX` elements.
    long(out, value.cast_signed() as i64);
}

/// Bytes: their number, then themselves.
#[inline]
pub fn bytes(out: &mut Writer<'_>, value: &[u8]) {
    length(out, value.len());
    if value.len() > SHORT || out.put_ends(value).is_none() {
        out.put_slice(value);
    }
}

/// Up to how many bytes are copied as their two ends, which may overlap. That takes a fraction of
/// a call to copy so few bytes, of which most fields consist.
const SHORT: usize = 32;

impl Writer<'_> {
    #[inline]
    fn put_ends(&mut self, value: &[u8]) -> Option<()> {
        let slot = self.left.get_mut(..value.len())?;
        ends::<16>(slot, value)
            .or_else(|| ends::<8>(slot, value))
            .or_else(|| ends::<4>(slot, value))
            .or_else(|| ends::<2>(slot, value))
            .or_else(|| ends::<1>(slot, value))?;
        let left = std::mem::take(&mut self.left);
        self.left = left.get_mut(value.len()..)?;
        Some(())
    }
}

/// Copies the first and the last `N` bytes, if there are so many, which are all if there are at
/// most twice as many.
#[inline]
fn ends<const N: usize>(slot: &mut [u8], value: &[u8]) -> Option<()> {
    let (first, last) = (value.first_chunk::<N>()?, value.last_chunk::<N>()?);
    *slot.first_chunk_mut()? = *first;
    *slot.last_chunk_mut()? = *last;
    Some(())
}

/// A string: bytes in UTF-8.
#[inline]
pub fn string(out: &mut Writer<'_>, value: &str) {
    bytes(out, value.as_bytes());
}

/// The position of a branch in a union, or of a symbol in an enum.
#[inline]
pub fn position(out: &mut Writer<'_>, value: u32) {
    long(out, i64::from(value));
}

/// The end of the blocks of an array or a map.
#[inline]
pub fn end_of_blocks(out: &mut Writer<'_>) {
    out.put([0]);
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
            append(&mut out, |out| long(out, value));
            prop_assert_eq!(&out[1..], by_the_book(value));
        }

        #[test]
        fn bytes_of_all_lengths_are_written_by_the_book(value in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut out = vec![7];
            append(&mut out, |out| bytes(out, &value));
            let length = i64::try_from(value.len()).unwrap();
            prop_assert_eq!(&out[1..], [by_the_book(length), value].concat());
        }
    }
}
