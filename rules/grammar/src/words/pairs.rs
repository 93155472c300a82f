//! Pairs of words, quick to say no.

use super::list::{Shapes, lists, place_in, shape};

/// Pairs of words of small letters, found whatever the case of what is looked for. `WIDTH` times 64
/// bits tell most other pairs apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pairs<const WIDTH: usize = 32> {
    /// A line for first words that have the same second ones: `lodge file: appeal claim`.
    text: &'static str,
    shapes: Shapes<WIDTH>,
}

impl<const WIDTH: usize> Pairs<WIDTH> {
    /// The pairs of a text.
    pub(crate) const fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut shapes = Shapes::NONE;
        let mut line = 0;
        while line < bytes.len() {
            let colon = word_end(bytes, line, true);
            let mut first = line;
            while first < colon {
                let first_end = word_end(bytes, first, false);
                let first_shape = shape(bytes, first, first_end);
                let mut second = colon + 2;
                line = colon + 1;
                while line < bytes.len() && bytes[line] != b'\n' {
                    line = word_end(bytes, second, false);
                    let both = pair(first_shape, shape(bytes, second, line));
                    shapes.add(both);
                    shapes.add(both >> 8);
                    second = line + 1;
                }
                first = first_end + 1;
            }
            line += 1;
        }
        Self { text, shapes }
    }

    /// Whether the two are one of the pairs, whatever their case.
    pub(crate) fn has(&self, first: &str, second: &str) -> bool {
        let (first, second) = (first.as_bytes(), second.as_bytes());
        if first.is_empty() || second.is_empty() {
            return false;
        }
        let both = pair(shape(first, 0, first.len()), shape(second, 0, second.len()));
        self.shapes.has(both)
            && self.shapes.has(both >> 8)
            && any_lists(self.text.as_bytes(), first, second)
    }
}

/// Whether one of the lines of a text has `first` before its colon and `second` behind it.
fn any_lists(text: &[u8], first: &[u8], second: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = place_in(text, first, from) {
        from = at + first.len();
        let rest = text.get(from..).unwrap_or_default();
        let ends = rest.iter().position(|byte| *byte == b'\n');
        let (line, _) = rest
            .split_at_checked(ends.unwrap_or(rest.len()))
            .unwrap_or_default();
        let colon = line.iter().position(|byte| *byte == b':');
        let seconds = colon.and_then(|colon| line.get(colon + 2..));
        if seconds.is_some_and(|seconds| lists(seconds, second)) {
            return true;
        }
    }
    false
}

/// Where the word that starts at `at` ends, or all words before the colon.
const fn word_end(bytes: &[u8], at: usize, to_colon: bool) -> usize {
    let mut end = at;
    while end < bytes.len() {
        let byte = bytes[end];
        if !(byte >= b'a' && byte <= b'z' || to_colon && byte == b' ') {
            break;
        }
        end += 1;
    }
    assert!(
        end > at,
        "one blank parts two words, a colon first words from second ones"
    );
    end
}

/// The shape of two words together.
const fn pair(first: u16, second: u16) -> usize {
    first as usize * 7 + second as usize * 61
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn pairs_are_found_in_their_order_and_in_any_case() {
        let pairs: Pairs = Pairs::of("bar: scroll search\nfile lodge: claim");
        assert!(pairs.has("Bar", "SEARCH") && pairs.has("lodge", "claim"));
        assert!(!pairs.has("search", "bar") && !pairs.has("bar", "claim") && !pairs.has("", ""));
    }
}
