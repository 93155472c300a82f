//! Lists of words, quick to say no.

/// Words of small letters, found whatever the case of what is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordList {
    /// The words, with a blank between each two.
    text: &'static str,
    /// A bit of 256 for the ends and the length of each word: most of what is looked for is in no
    /// list, and its bit tells so without a look at the words.
    shapes: [u64; 4],
}

impl WordList {
    /// The words of a text, parted by single blanks.
    pub(crate) const fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut shapes = [0; 4];
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                assert!(at > start, "one blank parts two words");
                let shape = shape(bytes[start], bytes[at - 1], at - start);
                shapes[shape / 64] |= 1 << (shape % 64);
                start = at + 1;
            }
            let written = at == bytes.len() || bytes[at] == b' ' || bytes[at].is_ascii_lowercase();
            assert!(written, "a word has small letters only");
            at += 1;
        }
        Self { text, shapes }
    }

    /// Whether `word` is one of them, whatever its case.
    pub(crate) fn has(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let (Some(first), Some(last)) = (word.first(), word.last()) else {
            return false;
        };
        let shape = shape(*first, *last, word.len());
        let possible = self
            .shapes
            .get(shape / 64)
            .is_some_and(|bits| bits >> (shape % 64) & 1 != 0);
        let mut words = self.text.as_bytes().split(|byte| *byte == b' ');
        possible && words.any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// A number below 256 for a word's first and last letter and its length, the same for both cases.
const fn shape(first: u8, last: u8, length: usize) -> usize {
    let (first, last) = ((first & 31) as usize, (last & 31) as usize);
    (first * 8 + last * 5 + length * 37) % 256
}

/// A [`WordList`] in the place where it is needed.
macro_rules! words {
    ($text:literal) => {
        const { &$crate::words::WordList::of($text) }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        let list = WordList::of("a cancel check out");
        assert!(list.has("Cancel") && list.has("CHECK") && list.has("a") && list.has("out"));
        assert!(
            !list.has("can") && !list.has("cancels") && !list.has("") && !list.has("check out")
        );
    }
}
