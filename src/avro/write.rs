//! Avro's primitive encodings.

use std::ops::RangeInclusive;

use crate::payload::Payload;

/// Where a value is written: the room that is left, which each part takes from its front and hands
/// on. So it stays in registers, without the bookkeeping that a vector needs at each step.
#[derive(Debug)]
#[must_use = "what follows is written where this ends"]
pub struct Writer<'b>(&'b mut [u8]);

/// There is not enough room; all is written once more, into more of it: so many bytes more, as far
/// as can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full(usize);

/// The room that is left after a part was written.
pub type Written<'b> = Result<Writer<'b>, Full>;

/// How much room the first attempt has: enough for most events, and cheap to fill with zeros.
const FIRST_ATTEMPT: usize = 512;

/// How many times the room each further attempt has, at least and at most: what is still to be
/// written is a guess, and from [`LARGE`] on a wrong one costs more than another attempt.
const GROWTH: RangeInclusive<usize> = 2..=32;
const GROWTH_OF_LARGE: RangeInclusive<usize> = 2..=4;
const LARGE: usize = 16 << 10;

/// Appends the value to `out`.
pub(super) fn append<T: Payload + ?Sized>(value: &T, out: &mut Vec<u8>) {
    let start = out.len();
    let mut room = FIRST_ATTEMPT;
    while let Err(Full(missing)) = attempt(value, out, start, room) {
        let enough = room.saturating_add(missing).saturating_add(FIRST_ATTEMPT);
        let growth = if room < LARGE {
            GROWTH
        } else {
            GROWTH_OF_LARGE
        };
        let [least, most] = [growth.start(), growth.end()].map(|times| room.saturating_mul(*times));
        room = enough.clamp(least, most).max(out.capacity() - start);
    }
}

/// Writes the value to so many bytes from `start` on, and cuts off those that it does not take. A
/// function of its own, as the compiler would otherwise work ahead for all attempts, and hold the
/// results in memory.
#[inline(never)]
fn attempt<T: Payload + ?Sized>(
    value: &T,
    out: &mut Vec<u8>,
    start: usize,
    room: usize,
) -> Result<(), Full> {
    out.resize(start + room, 0);
    let left = out.get_mut(start..).unwrap_or_default();
    let Writer(unused) = value.encode(Writer(left))?;
    let unused = unused.len();
    out.truncate(start + room - unused);
    Ok(())
}

impl Full {
    /// The room ended within this item of so many, for all of which there was this much: those that
    /// follow are thought to be as large as those before.
    #[cold]
    pub(crate) fn within(self, item: usize, of: usize, room: usize) -> Full {
        let items = item + 1;
        let each = room.saturating_add(self.0) / items;
        Full(
            self.0
                .saturating_add(each.saturating_mul(of.saturating_sub(items))),
        )
    }
}

impl<'b> Writer<'b> {
    /// Writes these bytes, of a number known when compiling.
    #[inline]
    pub fn put<const N: usize>(self, bytes: [u8; N]) -> Written<'b> {
        let (slot, left) = self.0.split_first_chunk_mut().ok_or(Full(N))?;
        *slot = bytes;
        Ok(Writer(left))
    }

    /// Writes these bytes.
    #[inline]
    pub fn put_slice(self, bytes: &[u8]) -> Written<'b> {
        let full = Full(bytes.len());
        let (slot, left) = self.0.split_at_mut_checked(bytes.len()).ok_or(full)?;
        slot.copy_from_slice(bytes);
        Ok(Writer(left))
    }

    /// Writes the first `length` of these bytes. There has to be room for all of them.
    #[inline]
    pub(crate) fn put_part<const N: usize>(self, bytes: [u8; N], length: usize) -> Written<'b> {
        *self.0.first_chunk_mut().ok_or(Full(N))? = bytes;
        self.0.get_mut(length..).map(Writer).ok_or(Full(N))
    }

    /// Writes `N` bytes in place.
    #[inline]
    pub fn fill<const N: usize>(self, fill: impl FnOnce(&mut [u8; N])) -> Written<'b> {
        let (slot, left) = self.0.split_first_chunk_mut().ok_or(Full(N))?;
        fill(slot);
        Ok(Writer(left))
    }

    /// How many bytes there is room for.
    #[inline]
    pub(crate) fn room(&self) -> usize {
        self.0.len()
    }
}

/// A boolean: one byte.
#[inline]
pub fn boolean(out: Writer<'_>, value: bool) -> Written<'_> {
    out.put([u8::from(value)])
}

/// An int or a long: zig-zag, then groups of seven bits, the lowest first.
#[inline]
pub fn long(out: Writer<'_>, value: i64) -> Written<'_> {
    let zigzag = ((value << 1) ^ (value >> 63)).cast_unsigned();
    if zigzag < 0x80 {
        out.put([zigzag.to_le_bytes()[0]])
    } else {
        groups(out, zigzag)
    }
}

/// The groups of a number that takes more than one, written without a loop: its lower 56 bits are
/// spread over the eight bytes of a word.
#[inline(never)]
fn groups(out: Writer<'_>, number: u64) -> Written<'_> {
    const MORE: u64 = 0x8080_8080_8080_8080;
    let mut word = (number & 0x0000_0000_0fff_ffff) | ((number & 0x00ff_ffff_f000_0000) << 4);
    word = (word & 0x0000_3fff_0000_3fff) | ((word & 0x0fff_c000_0fff_c000) << 2);
    word = (word & 0x007f_007f_007f_007f) | ((word & 0x3f80_3f80_3f80_3f80) << 1);
    let rest = (number >> 56).to_le_bytes()[0];
    if rest == 0 {
        let last = (word | 1).ilog2() / 8;
        let before_last = !(u64::MAX << (8 * last));
        let bytes = (word | MORE & before_last).to_le_bytes();
        return out.put_part(bytes, last as usize + 1);
    }
    let out = out.put((word | MORE).to_le_bytes())?;
    if rest < 0x80 {
        out.put([rest])
    } else {
        out.put([rest, 1])
    }
}

/// An int.
#[inline]
pub fn int(out: Writer<'_>, value: i32) -> Written<'_> {
    long(out, i64::from(value))
}

/// A float: four bytes, little-endian.
#[inline]
pub fn float(out: Writer<'_>, value: f32) -> Written<'_> {
    out.put(value.to_le_bytes())
}

/// A double: eight bytes, little-endian.
#[inline]
pub fn double(out: Writer<'_>, value: f64) -> Written<'_> {
    out.put(value.to_le_bytes())
}

/// A length or a count.
#[inline]
pub fn length(out: Writer<'_>, value: usize) -> Written<'_> {
    // A slice never has more than `isize::MAX` elements.
    long(out, value.cast_signed() as i64)
}

/// Bytes: their number, then themselves.
#[inline]
pub fn bytes<'b>(out: Writer<'b>, value: &[u8]) -> Written<'b> {
    match u8::try_from(value.len()) {
        Ok(length) if length <= SHORT => short(out, length, value),
        _ => length(out, value.len())?.put_slice(value),
    }
}

/// How many bytes are few: their number is written in one byte.
const SHORT: u8 = 63;

/// Few bytes, of which most fields consist, are copied as their two ends, which may overlap: that
/// takes a fraction of a call.
#[inline]
fn short<'b>(out: Writer<'b>, length: u8, value: &[u8]) -> Written<'b> {
    let full = Full(1 + value.len());
    let (slot, left) = out.0.split_at_mut_checked(1 + value.len()).ok_or(full)?;
    if let Some((first, slot)) = slot.split_first_mut() {
        *first = 2 * length;
        ends::<32>(slot, value)
            .or_else(|| ends::<16>(slot, value))
            .or_else(|| ends::<8>(slot, value))
            .or_else(|| ends::<4>(slot, value))
            .or_else(|| ends::<2>(slot, value))
            .or_else(|| ends::<1>(slot, value));
    }
    Ok(Writer(left))
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
pub fn string<'b>(out: Writer<'b>, value: &str) -> Written<'b> {
    bytes(out, value.as_bytes())
}

/// The position of a branch in a union, or of a symbol in an enum.
#[inline]
pub fn position(out: Writer<'_>, value: u32) -> Written<'_> {
    long(out, i64::from(value))
}

/// The end of the blocks of an array or a map.
#[inline]
pub fn end_of_blocks(out: Writer<'_>) -> Written<'_> {
    out.put([0])
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use factum_contract::shape::Type;
    use proptest::prelude::*;

    use super::*;
    use crate::payload::Kind;
    use crate::shapes::Shapes;

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

    /// An item of ten bytes that counts how often it is written.
    struct Counting<'a>(&'a Cell<usize>);

    impl Payload for Counting<'_> {
        const KIND: Kind = Kind::Bytes;

        fn shape(_: &mut Shapes) -> Type {
            Type::Bytes
        }

        fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
            self.0.set(self.0.get() + 1);
            bytes(out, &[0; 9])
        }
    }

    #[test]
    fn how_much_a_list_takes_is_known_from_its_beginning() {
        let written = Cell::new(0);
        let items = 1000;
        let list: Vec<_> = (0..items).map(|_| Counting(&written)).collect();
        let mut out = Vec::new();
        append(&list, &mut out);
        assert_eq!(out.len(), 10 * items + 3);
        assert!(written.get() < items + items / 10, "{written:?}");
        assert!(out.capacity() < 2 * out.len(), "{}", out.capacity());
    }

    proptest! {
        #[test]
        fn numbers_of_all_lengths_are_written_by_the_book(value: i64, shift in 0..64_u32) {
            let value = value >> shift;
            let mut out = vec![7];
            append(&value, &mut out);
            prop_assert_eq!(&out[1..], by_the_book(value));
        }

        #[test]
        fn lists_of_all_sizes_are_written_by_the_book(
            lengths in prop::collection::vec(0..3000_usize, 0..30),
        ) {
            let texts: Vec<String> = lengths.iter().map(|length| "x".repeat(*length)).collect();
            let mut out = vec![7];
            append(&texts, &mut out);
            let mut expected = vec![7];
            if !texts.is_empty() {
                expected.extend(by_the_book(i64::try_from(texts.len()).unwrap()));
            }
            for text in texts {
                expected.extend(by_the_book(i64::try_from(text.len()).unwrap()));
                expected.extend(text.bytes());
            }
            expected.push(0);
            prop_assert_eq!(out, expected);
        }

        #[test]
        fn bytes_of_all_lengths_are_written_by_the_book(value in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut out = vec![7];
            append(&value, &mut out);
            let length = i64::try_from(value.len()).unwrap();
            prop_assert_eq!(&out[1..], [by_the_book(length), value].concat());
        }
    }
}
