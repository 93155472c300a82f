//! Lists of words, quick to say no.

use super::eight::{WordStart, before_first};

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
///
/// [`words!`] makes one, as wide as its text needs. The text stands in it: a pointer to it would
/// cost each list forty bytes more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<const WIDTH: usize, Text: ?Sized = [u8]> {
    shapes: Shapes<WIDTH>,
    /// The words, with a blank between each two.
    text: Text,
}

/// The width for a text so many bytes long: a bit or more for each byte.
pub(crate) const fn width_for(length: usize) -> usize {
    (length / 32).next_power_of_two()
}

impl<const WIDTH: usize, const LENGTH: usize> Words<WIDTH, [u8; LENGTH]> {
    /// The words of a text, parted by single blanks.
    // No call for a letter, since every build of the crate interprets this for thousands.
    pub(crate) const fn of(text: &str) -> Self {
        let Some(bytes) = text.as_bytes().first_chunk() else {
            panic!("the text is as long as the list's type says");
        };
        let mut shapes = Shapes::NONE;
        let (mut start, mut at) = (0, 0);
        while at < LENGTH {
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
        let text = *bytes;
        Self { shapes, text }
    }

    /// Whether `word` is one of them, whatever its case.
    #[inline(always)]
    pub(crate) fn has(&self, word: &str) -> bool {
        let words: &Words<WIDTH> = self;
        words.has(word)
    }
}

impl<const WIDTH: usize> Words<WIDTH> {
    /// Whether `word` is one of them, whatever its case.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.has_shaped(word, shape_of(word))
    }

    /// The same for a word whose [`shape_of`] is known.
    #[inline]
    pub(crate) fn has_shaped(&self, word: &str, shape: u16) -> bool {
        let shape = usize::from(shape);
        self.shapes.has(shape) && self.shapes.has(shape >> 8) && lists(&self.text, word.as_bytes())
    }
}

/// Whether `word` is one of the words of a text, whatever its case.
pub(super) fn lists(text: &[u8], word: &[u8]) -> bool {
    place_in(text, word, 0).is_some()
}

/// Where `word`, whatever its case, next stands in a text from `from` on. Between the words of the
/// text, in small letters, stands what no letter is.
pub(crate) fn place_in(text: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let stands_at = |place: &usize| stands_at(text, *place, word);
    let [first, second, ..] = word else {
        word.first()?;
        return (from..text.len()).find(stands_at);
    };
    let start = WordStart::of(*first, *second);
    let mut rest = text.get(from..)?;
    while !rest.is_empty() {
        let mut found = start.places(rest);
        while found != 0 {
            let place = text.len() - rest.len() + before_first(found);
            if stands_at(&place) {
                return Some(place);
            }
            found &= found - 1;
        }
        rest = rest.get(8..).unwrap_or_default();
    }
    None
}

/// Whether `word`, whatever its case, stands at a place of a text, with no letter around it.
fn stands_at(text: &[u8], place: usize, word: &[u8]) -> bool {
    let parted = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_lowercase);
    let before = place.checked_sub(1).and_then(|before| text.get(before));
    let known = text
        .get(place..)
        .and_then(|text| text.split_at_checked(word.len()));
    known.is_some_and(|(known, behind)| {
        known.eq_ignore_ascii_case(word) && parted(before) && parted(behind.first())
    })
}

/// A list of words in the place where it is needed, or one with a name.
macro_rules! words {
    ($text:literal) => {
        const {
            use $crate::words::{Words, width_for};
            const WIDTH: usize = width_for($text.len());
            &Words::<WIDTH, [u8; $text.len()]>::of($text) as &Words<WIDTH>
        }
    };
    ($(#[$about:meta])* $seen:vis static $name:ident = $text:literal;) => {
        $(#[$about])*
        $seen static $name: $crate::words::Words<
            { $crate::words::width_for($text.len()) },
            [u8; $text.len()],
        > = $crate::words::Words::of($text);
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_found_whole_and_in_any_case() {
        let list = words!("a cancel check out");
        assert!(list.has("Cancel") && list.has("CHECK") && list.has("a") && list.has("out"));
        assert!(
            !list.has("can") && !list.has("cancels") && !list.has("") && !list.has("check out")
        );
    }
}
