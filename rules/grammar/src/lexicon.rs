//! The built-in word list and a catalog's own words: what is known of a word by itself.

use std::collections::BTreeMap;
use std::ops::{BitOr, BitOrAssign};

/// A line with every set of traits, then one line for each length of word, shortest first: sorted
/// records of a word and the number of its set, one behind the other; a word of a set with a high
/// number has two. `lexicon/build.py` derives the file.
static WORDS: &str = include_str!("../lexicon/words.txt");

/// How many characters a set of traits has.
const SET_CHARACTERS: usize = 3;
/// How many characters the number of a set has.
const NUMBER_CHARACTERS: usize = 1;
/// The number that says: add it to that of the next record, which is the same word's.
const MORE: u32 = 78;
/// No word of the list is longer, and nothing longer is looked up.
pub(crate) const LONGEST_WORD: usize = 16;
const LETTERS: usize = 26;
/// How many second letters share a bin: fewer are faster, more make a smaller index.
const LETTERS_A_BIN: usize = 4;
const BINS_A_LETTER: usize = LETTERS.div_ceil(LETTERS_A_BIN);
const BINS: usize = LETTERS * BINS_A_LETTER;

/// What is known of a word: a set of the constants below.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Traits(u32);

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Traits {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*
        }
    };
}

traits! {
    VERB = 0;
    NOUN = 1;
    ADJECTIVE = 2;
    ADVERB = 3;
    /// The verb's last consonant doubles before -ed and -ing.
    DOUBLES = 4;
    /// It doubles in British spelling only.
    DOUBLES_BRITISH = 5;
    /// The base form of an irregular verb.
    IRREGULAR = 6;
    /// The past tense or past participle of an irregular verb.
    PAST_FORM = 7;
    /// Noun and verb alike, and the verb at the end of a name.
    LATE_VERB = 8;
    /// Noun and verb alike, and the verb at the start of a name.
    EARLY_VERB = 9;
    /// A verb that asks.
    QUERY = 10;
    /// A noun that heads its phrase whatever participle stands within.
    EVENT_NOUN = 11;
    /// The name of an outcome.
    FAILURE_NOUN = 12;
    ING_NOUN = 13;
    /// A verb that passes on what happened to something else.
    REPORTING = 14;
    /// A participle that tells a standing property.
    ADJECTIVAL = 15;
    /// A word of a closed class: preposition, auxiliary, particle.
    FUNCTION = 16;
    /// A noun for a property: a look-alike before it qualifies it (`LoginAttempt`, `BuildNumber`).
    ATTRIBUTE = 17;
}

impl Traits {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn has(self, trait_: Self) -> bool {
        self.0 & trait_.0 != 0
    }

    pub(crate) fn without(self, traits: Self) -> Self {
        Self(self.0 & !traits.0)
    }
}

impl BitOr for Traits {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Traits {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A word found in the lexicon: in small letters, with its traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry<'g> {
    pub(crate) word: &'g str,
    pub(crate) traits: Traits,
}

/// The built-in list with a catalog's own words over it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    own: BTreeMap<String, Traits>,
}

impl Lexicon {
    /// Adds `traits` to what is known of a word.
    pub(crate) fn add(&mut self, word: &str, traits: Traits) {
        let word = word.trim().to_lowercase();
        let known = self
            .own
            .get(&word)
            .copied()
            .or_else(|| built_in(word.as_bytes()).map(|e| e.traits));
        self.own.insert(word, known.unwrap_or_default() | traits);
    }

    /// Takes `traits` from what is known of a word.
    pub(crate) fn remove(&mut self, word: &str, traits: Traits) {
        let word = word.trim().to_lowercase();
        if let Some(known) = self.get(&word).map(|entry| entry.traits) {
            self.own.insert(word, known.without(traits));
        }
    }

    /// Looks up a word in small letters.
    pub(crate) fn get(&self, word: &str) -> Option<Entry<'_>> {
        if !self.own.is_empty()
            && let Some((word, traits)) = self.own.get_key_value(word)
        {
            return Some(Entry {
                word,
                traits: *traits,
            });
        }
        built_in(word.as_bytes())
    }

    /// The same for a word in bytes, which most lookups need not check for being text.
    #[inline]
    pub(crate) fn get_bytes(&self, word: &[u8]) -> Option<Entry<'_>> {
        if self.own.is_empty() {
            return built_in(word);
        }
        self.get(std::str::from_utf8(word).ok()?)
    }

    /// Looks up a verb's base form, in small letters.
    pub(crate) fn verb(&self, word: &str) -> Option<Entry<'_>> {
        self.verb_in_bytes(word.as_bytes())
    }

    #[inline]
    pub(crate) fn verb_in_bytes(&self, word: &[u8]) -> Option<Entry<'_>> {
        self.get_bytes(word)
            .filter(|entry| entry.traits.has(Traits::VERB))
    }
}

fn built_in(word: &[u8]) -> Option<Entry<'static>> {
    let length = word.len();
    let bin = bin(word, 0, length)?;
    let (block, records) = (*INDEX.blocks.get(length)?, INDEX.records.get(length)?);
    let width = length + NUMBER_CHARACTERS;
    let place = |record: usize| block + record * width;
    let first = usize::from(*records.get(bin)?);
    let mut found = first;
    let mut left = usize::from(*records.get(bin + 1)?).checked_sub(first)?;
    let whole = u128::MAX << (8 * (LONGEST_WORD - length));
    let sought = letters_of(word);
    let letters = |record: usize| letters_at(WORDS.as_bytes(), place(record)) & whole;
    // Halved without an early end: the branch would be guessed wrong every other time.
    while left > 1 {
        let half = left / 2;
        found += if letters(found + half) <= sought {
            half
        } else {
            0
        };
        left -= half;
    }
    if letters(found) != sought {
        return None;
    }
    let has_more = found > first && letters(found - 1) == sought;
    let at = place(found);
    let (known, number) = WORDS.get(at..at + width)?.split_at_checked(length)?;
    let number = decode(number) + if has_more { MORE } else { 0 };
    let set = number as usize * SET_CHARACTERS;
    let traits = decode(WORDS.get(set..set + SET_CHARACTERS)?);
    Some(Entry {
        word: known,
        traits: Traits(traits),
    })
}

/// The number that characters of six bits each stand for, counted from `0` up.
fn decode(characters: &str) -> u32 {
    characters
        .bytes()
        .fold(0, |sum, byte| sum << 6 | u32::from(byte - b'0'))
}

/// The first bytes from `at` on as a number, which sorts as they do.
fn letters_at(text: &[u8], at: usize) -> u128 {
    let text = text.get(at..).unwrap_or_default();
    text.first_chunk()
        .map_or_else(|| letters_of(text), |letters| u128::from_be_bytes(*letters))
}

/// The bytes of a word as a number, which sorts as they do; what it lacks is nought.
fn letters_of(word: &[u8]) -> u128 {
    let missing = 8 * LONGEST_WORD.saturating_sub(word.len());
    // The two halves of most words overlap, where they agree.
    if let (Some(start), Some(end)) = (word.first_chunk(), word.last_chunk()) {
        let (start, end) = (u64::from_be_bytes(*start), u64::from_be_bytes(*end));
        u128::from(start) << 64 | u128::from(end) << missing
    } else if let (Some(start), Some(end)) = (word.first_chunk(), word.last_chunk()) {
        let (start, end) = (u32::from_be_bytes(*start), u32::from_be_bytes(*end));
        u128::from(start) << 96 | u128::from(end) << missing
    } else {
        let letters = word
            .iter()
            .fold(0, |sum, byte| sum << 8 | u128::from(*byte));
        letters.checked_shl(missing as u32).unwrap_or_default()
    }
}

/// The bin of `WORDS` that a word is in: its first letter and roughly its second, in order.
const fn bin(word: &[u8], at: usize, length: usize) -> Option<usize> {
    if length == 0 {
        return None;
    }
    let first = word[at].wrapping_sub(b'a') as usize;
    let second = if length > 1 { word[at + 1] } else { b'a' };
    let second = second.wrapping_sub(b'a') as usize;
    if first < LETTERS && second < LETTERS {
        Some(first * BINS_A_LETTER + second / LETTERS_A_BIN)
    } else {
        None
    }
}

/// Where in `WORDS` to look.
struct Index {
    /// For each length of word, the offset of its line.
    blocks: [usize; LONGEST_WORD + 1],
    /// For each length and bin, the number of its first record in the line; one more ends the last.
    records: [[u16; BINS + 1]; LONGEST_WORD + 1],
}

static INDEX: Index = index();

// Plain indexing and arithmetic, since every build of the crate interprets this.
const fn index() -> Index {
    let words = WORDS.as_bytes();
    let mut blocks = [0; LONGEST_WORD + 1];
    let mut records = [[0; BINS + 1]; LONGEST_WORD + 1];
    let mut at = 0;
    while words[at] != b'\n' {
        at += 1;
    }
    at += 1;
    let mut length = 1;
    while length <= LONGEST_WORD {
        let width = length + NUMBER_CHARACTERS;
        blocks[length] = at;
        let mut record = 0;
        let mut current = 0;
        while at < words.len() && words[at] != b'\n' {
            let Some(found) = bin(words, at, length) else {
                panic!("words.txt has a record that is not as its neighbours");
            };
            assert!(current <= found, "words.txt is not sorted");
            while current < found {
                current += 1;
                records[length][current] = record;
            }
            record += 1;
            at += width;
        }
        while current < BINS {
            current += 1;
            records[length][current] = record;
        }
        at += 1;
        length += 1;
    }
    assert!(
        at == words.len(),
        "words.txt has a record that is not as its neighbours"
    );
    Index { blocks, records }
}

/// The kind of a closed-class word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    /// `the`, `no`, `your`: what follows is a noun.
    Determiner,
    /// `on`, `from`, `by`.
    Preposition,
    /// `up`, `out`: part of a phrasal verb.
    Particle,
    Not,
    /// `is`, `are`, `be`.
    Is,
    /// `has`, `have`.
    Has,
    /// `was`, `were`, `been`, `had`, `did`.
    PastAuxiliary,
    Being,
    Will,
    /// `can`, `should`, `must`.
    Modal,
    Other,
}

impl Function {
    pub(crate) fn of(word: &str) -> Self {
        match word {
            "a" | "an" | "the" | "no" | "any" | "all" | "each" | "every" | "some" | "my"
            | "your" | "our" | "this" | "that" | "its" => Self::Determiner,
            "to" | "from" | "into" | "by" | "for" | "in" | "on" | "at" | "of" | "with" | "via"
            | "due" | "under" | "as" | "per" | "against" | "onto" | "within" | "without"
            | "between" | "until" | "till" | "since" | "during" | "upon" | "before" | "after"
            | "than" | "if" | "when" | "while" | "because" | "using" => Self::Preposition,
            "up" | "out" | "off" | "over" | "back" | "down" | "away" | "forward" | "through"
            | "along" | "together" | "aside" | "ahead" | "around" | "apart" => Self::Particle,
            "not" | "never" => Self::Not,
            "is" | "are" | "be" | "am" => Self::Is,
            "has" | "have" => Self::Has,
            "was" | "were" | "been" | "had" | "did" | "didnt" | "wasnt" => Self::PastAuxiliary,
            "being" => Self::Being,
            "will" | "wont" | "shall" => Self::Will,
            "can" | "could" | "should" | "must" | "may" | "might" | "would" | "cannot" | "cant"
            | "does" => Self::Modal,
            _ => Self::Other,
        }
    }
}

/// The part of speech that a word's ending tells without a lexicon.
pub(crate) fn derived(word: &str) -> Traits {
    let (nouns, adjectives) = endings(word.bytes().last().unwrap_or_default());
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word.len() {
        6.. if ends(nouns) => Traits::NOUN,
        6.. if ends(adjectives) => Traits::ADJECTIVE,
        5.. if word.ends_with("ly") => Traits::ADVERB,
        _ => Traits::NONE,
    }
}

/// The endings of nouns and of adjectives, by their last letter.
fn endings(last: u8) -> (&'static [&'static str], &'static [&'static str]) {
    match last {
        b'a' => (&["oma"], &[]),
        b'c' => (&[], &["ic"]),
        b'd' => (&["hood"], &["oid"]),
        b'e' => (
            &["ance", "ence", "age", "ure"],
            &["able", "ible", "ive", "like"],
        ),
        b'l' => (&[], &["al", "ful"]),
        b'm' => (&["ism"], &[]),
        b'n' => (&["tion", "sion"], &[]),
        b'p' => (&["ship"], &[]),
        b'r' => (&["er", "or"], &[]),
        b's' => (
            &["ness", "itis", "osis", "ers", "ors", "ings"],
            &["ous", "less"],
        ),
        b't' => (&["ment", "ist"], &[]),
        b'y' => (&["ity", "ology", "graphy", "ancy", "ency"], &["ary", "ory"]),
        _ => (&[], &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_WORD, Lexicon, Traits};

    /// Fails when a hand list has changed and `lexicon/build.py` has not been run since.
    #[test]
    fn the_hand_lists_are_in_the_lexicon() {
        let lexicon = Lexicon::default();
        let mut section = Traits::NONE;
        for line in include_str!("../lexicon/hand.txt").lines() {
            let line = line.split('#').next().unwrap_or_default();
            if let Some(name) = line.strip_prefix('[') {
                section = match name.trim_end().trim_end_matches(']') {
                    "verb" => Traits::VERB,
                    "noun" => Traits::NOUN,
                    "adjective" => Traits::ADJECTIVE,
                    "adjectival" => Traits::ADJECTIVAL,
                    "late-verb" => Traits::LATE_VERB,
                    "early-verb" => Traits::EARLY_VERB,
                    "query" => Traits::QUERY,
                    "event-noun" => Traits::EVENT_NOUN,
                    "failure-noun" => Traits::FAILURE_NOUN,
                    "attribute" => Traits::ATTRIBUTE,
                    "ing-noun" => Traits::ING_NOUN,
                    "doubles" => Traits::DOUBLES,
                    "reporting" => Traits::REPORTING,
                    "function" => Traits::FUNCTION,
                    other => panic!("unknown section {other}"),
                };
                continue;
            }
            for word in line
                .split_whitespace()
                .filter(|word| word.len() <= LONGEST_WORD)
            {
                // What its ending gives away need not be listed.
                let derived = super::derived(word);
                let found = lexicon.get(word).map_or(derived, |entry| entry.traits);
                assert!(
                    found.has(section),
                    "{word} is not in words.txt as in hand.txt"
                );
            }
        }
    }
}
