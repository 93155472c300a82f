//! A word in small letters, on the stack.

use crate::lexicon::LONGEST_WORD;
use crate::words::{Eight, HIGH};

/// A longer word is not analysed: it has no prefix and no ending that would leave a listed one.
const LONGEST: usize = LONGEST_WORD + 6;
/// Room for a letter more, in whole eights.
const ROOM: usize = 24;
const _: () = assert!(ROOM > LONGEST && ROOM.is_multiple_of(8));

/// A word of ASCII letters and digits, in small letters.
#[derive(Clone, Copy)]
pub(crate) struct Small {
    bytes: [u8; ROOM],
    length: usize,
}

impl Small {
    /// A word as written; none if it has other characters or too many.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let length = text.len();
        if length > LONGEST {
            return None;
        }
        let mut bytes = [0; ROOM];
        let mut plain = true;
        let eights = bytes.as_chunks_mut().0.iter_mut();
        for (start, room) in (0..length).step_by(8).zip(eights) {
            let eight = Eight::from(text.as_bytes(), start);
            let small = eight.in_small();
            let lacking = 8usize.saturating_sub(length - start);
            let others = !(small.between(b'a', b'z') | eight.between(b'0', b'9')) & HIGH;
            plain &= others << (8 * lacking) == 0;
            *room = small.0.to_le_bytes();
        }
        plain.then_some(Self { bytes, length })
    }

    /// Its room as a number, the first letter lowest.
    pub(crate) fn letters(&self) -> u128 {
        u128::from_le_bytes(self.bytes.first_chunk().copied().unwrap_or_default())
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    pub(crate) fn ends_with(&self, ending: &[u8]) -> bool {
        self.as_bytes().ends_with(ending)
    }

    /// What is left without an ending, if it has that.
    pub(crate) fn without(mut self, ending: &[u8]) -> Option<Self> {
        let ends = self.ends_with(ending);
        self.length -= if ends { ending.len() } else { 0 };
        ends.then_some(self)
    }

    /// The word with one letter more.
    pub(crate) fn with(mut self, letter: u8) -> Option<Self> {
        *self.bytes.get_mut(self.length)? = letter;
        self.length += 1;
        Some(self)
    }
}
