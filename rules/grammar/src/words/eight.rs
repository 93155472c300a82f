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

/// How a word starts, to be found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordStart {
    /// The first letter in each byte.
    first: u64,
    /// The second one likewise, none for a word of one letter.
    second: u64,
    /// What counts of a second one: all of it, or whether it is a letter.
    counts: u64,
}

impl WordStart {
    /// The bit that letters have, and neither blanks nor marks nor digits.
    const LETTER: u64 = EACH * 0x40;

    /// The start of a word, whatever its case.
    pub(crate) fn of(word: &[u8]) -> Option<Self> {
        let small = |letter: &u8| EACH * u64::from((letter | 0x20) & 0x7F);
        let second = word.get(1).map(small);
        Some(Self {
            first: word.first().map(small)?,
            second: second.unwrap_or_default(),
            counts: if second.is_some() {
                !HIGH
            } else {
                Self::LETTER
            },
        })
    }

    /// The highest bit of each of the first eight bytes of `text`, which is ASCII, where a word
    /// starts like this; `before` is the byte before them.
    #[inline]
    pub(crate) fn places(self, before: Option<&u8>, text: &[u8]) -> u64 {
        let eight = Eight::from(text, 0).0;
        let ninth = text.get(8).copied().unwrap_or_default();
        let next = eight >> 8 | u64::from(ninth) << 56;
        let before = eight << 8 | u64::from(before.copied().unwrap_or_default());
        let differs =
            eight ^ self.first | (next ^ self.second) & self.counts | before & Self::LETTER;
        // Only nought does not reach the highest bit.
        !(differs + (EACH * 0x7F)) & HIGH
    }
}

/// How many bytes are before the first whose highest bit is set; eight if none is.
#[inline]
pub(crate) fn before_first(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}
