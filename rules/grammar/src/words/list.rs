//! Lists of words, quick to say no.

/// The shapes of several words, a bit or two for each: most of what is looked for is in no list, and
/// its bits tell so without a look at the words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shapes<const WIDTH: usize>([u64; WIDTH]);

impl<const WIDTH: usize> Shapes<WIDTH> {
    pub(super) const NONE: Self = Self([0; WIDTH]);

    /// Adds one.
    pub(super) const fn add(&mut self, shape: usize) {
        let shape = shape % (64 * WIDTH);
        self.0[shape / 64] |= 1 << (shape % 64);
    }

    /// Whether a shape is among them.
    pub(super) fn has(&self, shape: usize) -> bool {
        let shape = shape % (64 * WIDTH);
        let bits = self.0.get(shape / 64);
        bits.is_some_and(|bits| bits >> (shape % 64) & 1 != 0)
    }
}

/// A number for the first, the middle and the last letter and the length of the word from `start`
/// to `end`, the same for both cases and well mixed.
pub(super) const fn shape(text: &[u8], start: usize, end: usize) -> u16 {
    let length = end - start;
    let (first, last) = (text[start] & 31, text[end - 1] & 31);
    let middle = text[start + length / 2] & 31;
    let packed = first as u32 | (last as u32) << 5 | (middle as u32) << 10 | (length as u32) << 15;
    (packed.wrapping_mul(1_095_513_149) >> 16) as u16
}

/// The [`shape`] of a whole word; of none for none.
pub(crate) fn shape_of(word: &str) -> u16 {
    match word.as_bytes() {
        [] => 0,
        letters => shape(letters, 0, letters.len()),
    }
}

/// The words of a text, parted by blanks.
pub(super) fn words_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ')
}

/// The pairs of a text like `ation>ate ment>`: what is replaced and by what, in order.
pub(crate) fn replacements(
    text: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.split(' ').filter_map(|pair| pair.split_once('>'))
}

/// Words of small letters, found whatever the case of what is looked for. `WIDTH` times 64 bits tell
/// most other words apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordList<const WIDTH: usize = 4> {
    /// The words, with a blank between each two.
    text: &'static str,
    shapes: Shapes<WIDTH>,
}

/// A short list: that of [`words!`], and of ten words or so.
pub(crate) type ShortList = WordList<1>;

impl<const WIDTH: usize> WordList<WIDTH> {
    /// The words of a text, parted by single blanks.
    // No call for a letter, since every build of the crate interprets this for thousands.
    pub(crate) const fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut shapes = Shapes::NONE;
        let (mut start, mut at) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == b' ' {
                assert!(at > start, "one blank parts two words");
                let shape = shape(bytes, start, at) as usize;
                shapes.add(shape);
                shapes.add(shape >> 8);
                start = at + 1;
            } else {
                assert!(
                    byte >= b'a' && byte <= b'z',
                    "a word has small letters only"
                );
            }
            at += 1;
        }
        assert!(at > start, "one blank parts two words");
        let shape = shape(bytes, start, at) as usize;
        shapes.add(shape);
        shapes.add(shape >> 8);
        Self { text, shapes }
    }

    /// Whether `word` is one of them, whatever its case.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.has_shaped(word, shape_of(word))
    }

    /// The same for a word whose [`shape_of`] is known.
    #[inline]
    pub(crate) fn has_shaped(&self, word: &str, shape: u16) -> bool {
        let shape = usize::from(shape);
        self.shapes.has(shape) && self.shapes.has(shape >> 8) && lists(self.text, word)
    }
}

/// Whether `word` is one of the words of a text, parted by single blanks.
fn lists(text: &str, word: &str) -> bool {
    let (mut words, word) = (text.as_bytes(), word.as_bytes());
    let first = word.first().map(u8::to_ascii_lowercase);
    loop {
        // Most words differ in their first letter or in where they end.
        let ends = || words.get(word.len()).is_none_or(|behind| *behind == b' ');
        if words.first().copied() == first
            && ends()
            && words
                .get(..word.len())
                .is_some_and(|known| known.eq_ignore_ascii_case(word))
        {
            return true;
        }
        let Some(blank) = words.iter().position(|byte| *byte == b' ') else {
            return false;
        };
        words = words.get(blank + 1..).unwrap_or_default();
    }
}

/// A short [`WordList`] in the place where it is needed.
macro_rules! words {
    ($text:literal) => {
        const { &$crate::words::ShortList::of($text) }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        let list: WordList = WordList::of("a cancel check out");
        assert!(list.has("Cancel") && list.has("CHECK") && list.has("a") && list.has("out"));
        assert!(
            !list.has("can") && !list.has("cancels") && !list.has("") && !list.has("check out")
        );
    }
}
