//! Lists of words, quick to say no.

/// Words of small letters, found whatever the case of what is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordList {
    /// The words, with a blank between each two.
    text: &'static str,
    /// A bit for each letter that a word starts with, and each length that a word has: most of what
    /// is looked for is in no list, and these two tell so without a look at the words.
    first_letters: u32,
    lengths: u32,
}

impl WordList {
    /// The words of a text, parted by single blanks.
    pub(crate) const fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let (mut first_letters, mut lengths) = (0, 0);
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                first_letters |= letter_bit(bytes[start]);
                lengths |= length_bit(at - start);
                start = at + 1;
            }
            at += 1;
        }
        Self {
            text,
            first_letters,
            lengths,
        }
    }

    /// Whether `word` is one of them, whatever its case.
    pub(crate) fn has(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let possible = word.first().is_some_and(|first| {
            self.first_letters & letter_bit(*first) != 0
                && self.lengths & length_bit(word.len()) != 0
        });
        let mut words = self.text.as_bytes().split(|byte| *byte == b' ');
        possible && words.any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// One bit of 32 for a letter, the same for both its cases.
const fn letter_bit(letter: u8) -> u32 {
    1 << (letter & 31)
}

/// One bit of 32 for a length, the last for all that are longer.
const fn length_bit(length: usize) -> u32 {
    1 << if length < 31 { length } else { 31 }
}

/// A [`WordList`] in the place where it is needed.
macro_rules! words {
    ($text:literal) => {
        const { &$crate::words::WordList::of($text) }
    };
}
pub(crate) use words;
