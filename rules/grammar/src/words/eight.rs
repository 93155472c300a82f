//! Eight bytes of a text at once: no loop, and so no wrong guess of a processor where it ends.

/// Eight bytes, the first lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Eight(pub(crate) u64);

/// One in each byte.
const EACH: u64 = u64::MAX / 255;
/// The highest bit of each byte, which ASCII lacks.
pub(crate) const HIGH: u64 = EACH << 7;

impl Eight {
    /// The bytes of a text from `at` on; what it lacks is nought.
    #[inline]
    pub(crate) fn from(text: &[u8], at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        match rest.first_chunk() {
            Some(eight) => Self(u64::from_le_bytes(*eight)),
            None => Self::of_fewer(rest),
        }
    }

    // Out of line, so that a loop over a whole text stays small.
    #[inline(never)]
    fn of_fewer(rest: &[u8]) -> Self {
        // Two halves, that may overlap, take no loop.
        if let (Some(front), Some(back)) = (rest.first_chunk(), rest.last_chunk()) {
            let (front, back) = (u32::from_le_bytes(*front), u32::from_le_bytes(*back));
            return Self(u64::from(front) | u64::from(back) << (8 * (rest.len() - 4)));
        }
        let added = |number, byte: &u8| number << 8 | u64::from(*byte);
        Self(rest.iter().rev().fold(0, added))
    }

    /// The same with all letters small.
    pub(crate) fn in_small(self) -> Self {
        /// The bit that small letters have and capitals lack.
        const SMALL: u64 = EACH * 0x20;
        Self(self.0 | SMALL)
    }

    /// The highest bit of each byte from `first` to `last`, both of ASCII.
    #[inline]
    pub(crate) fn between(self, first: u8, last: u8) -> u64 {
        let low = self.0 & !HIGH;
        // What is less than the bound does not reach the highest bit.
        let at_least = |bound: u8| low + EACH * u64::from(0x80 - bound);
        at_least(first) & !at_least(last + 1) & !self.0 & HIGH
    }
}

/// The first two letters of a word, to be found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordStart {
    /// The first in each byte.
    first: u64,
    /// The second likewise.
    second: u64,
}

impl WordStart {
    /// The start of a word, whatever its case.
    pub(crate) fn of(first: u8, second: u8) -> Self {
        let small = |letter: u8| EACH * u64::from((letter | 0x20) & 0x7F);
        let (first, second) = (small(first), small(second));
        Self { first, second }
    }

    /// The highest bit of each of the first eight bytes of a text, which is ASCII, where these letters
    /// stand.
    #[inline]
    pub(crate) fn places(self, text: &[u8]) -> u64 {
        let eight = Eight::from(text, 0).0;
        let next = text.get(1..).and_then(|behind| behind.first_chunk());
        let next = next.map_or(eight >> 8, |next| u64::from_le_bytes(*next));
        // Only nought does not reach the highest bit.
        let differs = (eight ^ self.first) | (next ^ self.second);
        !(differs + EACH * 0x7F) & HIGH
    }
}

/// How many bytes are before the first whose highest bit is set; eight if none is.
#[inline]
pub(crate) fn before_first(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}
