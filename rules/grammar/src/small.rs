//! A word in small letters, on the stack.

use crate::lexicon::LONGEST_WORD;

/// A longer word is not analysed: it has no prefix and no ending that would leave a listed one.
const LONGEST: usize = LONGEST_WORD + 6;
/// Room for a letter more.
const ROOM: usize = 24;

/// A word of ASCII letters and digits, in small letters.
#[derive(Clone, Copy)]
pub(crate) struct Small {
    bytes: [u8; ROOM],
    length: usize,
}

impl Small {
    /// A word as written; none if it has other characters or too many.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        // All of the room is checked and changed, which takes no loop.
        let mut bytes = [b'a'; ROOM];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let alphanumeric = |all, byte: &u8| all & byte.is_ascii_alphanumeric();
        let plain = bytes.iter().fold(true, alphanumeric);
        // The bit that a small letter has and its capital has not; digits have it.
        bytes.iter_mut().for_each(|byte| *byte |= 0x20);
        let length = text.len();
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

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
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
