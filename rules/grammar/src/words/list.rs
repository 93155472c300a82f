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

    /// Adds both of the word from `start` to `end`.
    const fn add_word(&mut self, text: &[u8], start: usize, end: usize) {
        assert!(end > start, "one blank parts two words");
        let shape = shape(text, start, end) as usize;
        self.add(shape);
        self.add(shape >> 8);
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
                shapes.add_word(bytes, start, at);
                start = at + 1;
            } else {
                assert!(
                    byte >= b'a' && byte <= b'z',
                    "a word has small letters only"
                );
            }
            at += 1;
        }
        shapes.add_word(bytes, start, at);
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
        self.shapes.has(shape)
            && self.shapes.has(shape >> 8)
            && lists(self.text.as_bytes(), word.as_bytes())
    }
}

/// Whether `word` is one of the words of a text, parted by single blanks.
///
/// Eight letters are looked at at once: a processor would guess wrong where each word ends.
pub(super) fn lists(text: &[u8], word: &[u8]) -> bool {
    /// A bit that letters have and blanks lack.
    const LETTER: u64 = 0x4040_4040_4040_4040;
    /// A bit that capitals lack.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let whole = u64::MAX >> (64 - 8 * word.len().clamp(1, 8));
    let sought = (eight_from(word, 0) | SMALL) & whole;
    let mut at = 0;
    while at < text.len() {
        let eight = eight_from(text, at);
        if eight & whole == sought {
            let known = text.get(at..at + word.len());
            let ends = text
                .get(at + word.len())
                .is_none_or(|behind| *behind == b' ');
            if ends && known.is_some_and(|known| known.eq_ignore_ascii_case(word)) {
                return true;
            }
        }
        let mut blanks = !eight & LETTER;
        while blanks == 0 {
            at += 8;
            blanks = !eight_from(text, at) & LETTER;
        }
        at += blanks.trailing_zeros() as usize / 8 + 1;
    }
    false
}

/// Eight bytes of a text as a number, the first lowest; what it lacks is nought.
#[inline]
fn eight_from(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    let eight = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight
            .iter_mut()
            .zip(rest)
            .for_each(|(to, from)| *to = *from);
        eight
    });
    u64::from_le_bytes(eight)
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
