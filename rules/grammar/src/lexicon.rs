//! The built-in word list and a catalog's own words: what is known of a word by itself.

use crate::small::Small;
use std::collections::BTreeMap;
use std::ops::{BitOr, BitOrAssign};

/// A line with how many places for records there are for each length of word, shortest first, and
/// one with every set of traits. Then two lines for each length: the shift of each bin, and the
/// places. A word's letters tell its bin, and with the bin's shift its place, which it shares with
/// no other. There stands the word and the number of its set. `lexicon/build.py` derives the file.
static WORDS: &str = include_str!("../lexicon/words.txt");

/// How many characters the number of a place has, and a shift.
const PLACE_CHARACTERS: usize = 2;
/// How many characters a set of traits has.
const SET_CHARACTERS: usize = 4;
/// How many characters the number of a set has.
const NUMBER_CHARACTERS: usize = 1;
/// The number that says: add that of the record of the word with [`MARK`] behind it.
const MORE: u32 = 93;
const MARK: u8 = b'{';
/// How many places share a shift.
const PLACES_A_BIN: usize = 4;
/// Mixes the letters of a word: 2^64 over the golden ratio, made odd.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
/// No word of the list is longer, and nothing longer is looked up.
pub(crate) const LONGEST_WORD: usize = 16;

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
    /// A noun for a property: a look-alike before it qualifies it (`LoginAttempt`, `BuildNumber`).
    ATTRIBUTE = 17;
}

/// Behind so many bits stands the number of a closed class.
const CLASS_BITS: u32 = 18;

impl Traits {
    pub(crate) const NONE: Self = Self(0);
    /// A word of a closed class: preposition, auxiliary, particle; with the number of the class.
    pub(crate) const FUNCTION: Self = Self(1 << 16 | 0xF << CLASS_BITS);

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
            .or_else(|| find(word.as_bytes()).map(|entry| entry.traits));
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
        find(word.as_bytes())
    }

    /// The same for a word that is in small letters already.
    #[inline]
    pub(crate) fn find(&self, word: &Small) -> Option<Entry<'_>> {
        if self.own.is_empty() {
            return built_in(word.letters(), word.len());
        }
        self.get(word.as_str())
    }

    /// Looks up a verb's base form, in small letters.
    pub(crate) fn verb(&self, word: &str) -> Option<Entry<'_>> {
        let entry = self.get(word)?;
        entry.traits.has(Traits::VERB).then_some(entry)
    }
}

fn find(word: &[u8]) -> Option<Entry<'static>> {
    let marked = word.ends_with(&[MARK]);
    built_in(letters_of(word), word.len()).filter(|_| !marked)
}

/// Looks up the `length` letters of a word, as [`letters_of`] packs them.
///
/// What stands in `letters` behind them does not count.
fn built_in(letters: u128, length: usize) -> Option<Entry<'static>> {
    let letters = letters & BLOCKS.get(length)?.whole;
    let at = place_of(letters, length)?;
    let mut number = number_at(at + length)?;
    if number == MORE {
        let marked = letters | u128::from(MARK) << (8 * length);
        number += number_at(place_of(marked, length + 1)? + length + 1)?;
    }
    let set = SETS + number as usize * SET_CHARACTERS;
    Some(Entry {
        word: WORDS.get(at..at + length)?,
        traits: Traits(decode(WORDS.as_bytes().get(set..set + SET_CHARACTERS)?)),
    })
}

/// Where in `WORDS` the record of a word is.
fn place_of(letters: u128, length: usize) -> Option<usize> {
    let block = BLOCKS.get(length).filter(|block| block.bins > 0)?;
    let words = WORDS.as_bytes();
    let hashed = (letters as u64 ^ (letters >> 64) as u64).wrapping_mul(MIX);
    let bin = block.shifts as usize + scaled(hashed, block.bins) * PLACE_CHARACTERS;
    let shift = decode(words.get(bin..bin + PLACE_CHARACTERS)?);
    let place = scaled((hashed ^ u64::from(shift)).wrapping_mul(MIX), block.places);
    let at = block.records as usize + place * (length + NUMBER_CHARACTERS);
    let record = words.get(at..)?.first_chunk()?;
    (u128::from_le_bytes(*record) & block.whole == letters).then_some(at)
}

/// The upper half of a number brought below `size`.
fn scaled(number: u64, size: u32) -> usize {
    (((number >> 32) * u64::from(size)) >> 32) as usize
}

/// The number of a set, counted from `!` up so that one character mostly will do.
fn number_at(at: usize) -> Option<u32> {
    let character = WORDS.as_bytes().get(at)?;
    Some(u32::from(character.wrapping_sub(b'!')))
}

/// The number that characters of six bits each stand for, counted from `0` up.
const fn decode(characters: &[u8]) -> u32 {
    let (mut number, mut at) = (0, 0);
    while at < characters.len() {
        number = number << 6 | (characters[at] - b'0') as u32;
        at += 1;
    }
    number
}

/// The letters of a word as a number, the first lowest; of one that is too long, those it starts with.
fn letters_of(word: &[u8]) -> u128 {
    let mut letters = [0; LONGEST_WORD];
    letters
        .iter_mut()
        .zip(word)
        .for_each(|(letter, byte)| *letter = *byte);
    u128::from_le_bytes(letters)
}

/// Where in `WORDS` the words of one length are.
#[derive(Clone, Copy)]
struct Block {
    /// The bits of its words' letters.
    whole: u128,
    bins: u32,
    places: u32,
    /// The offset of its bins' shifts.
    shifts: u32,
    /// The offset of its records.
    records: u32,
}

/// The blocks of `WORDS`, by the length of their words.
static BLOCKS: [Block; LONGEST_WORD + 1] = {
    let mut blocks = [Block {
        whole: 0,
        bins: 0,
        places: 0,
        shifts: 0,
        records: 0,
    }; LONGEST_WORD + 1];
    let words = WORDS.as_bytes();
    let mut at = SETS;
    while words[at] != b'\n' {
        at += 1;
    }
    let mut length = 1;
    while length <= LONGEST_WORD {
        let (_, counts) = words.split_at((length - 1) * PLACE_CHARACTERS);
        let places = decode(counts.split_at(PLACE_CHARACTERS).0) as usize;
        let bins = places / PLACES_A_BIN + 1;
        let shifts = at + 1;
        let records = shifts + bins * PLACE_CHARACTERS + 1;
        blocks[length] = Block {
            whole: u128::MAX >> (8 * (LONGEST_WORD - length)),
            bins: bins as u32,
            places: places as u32,
            shifts: shifts as u32,
            records: records as u32,
        };
        at = records + places * (length + NUMBER_CHARACTERS);
        assert!(words[at] == b'\n', "words.txt is not as build.py writes it");
        length += 1;
    }
    assert!(
        at + 1 == words.len(),
        "words.txt is not as build.py writes it"
    );
    blocks
};

/// The offset of the sets of traits in `WORDS`.
const SETS: usize = LONGEST_WORD * PLACE_CHARACTERS + 1;

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
    /// The kind of a word with such traits, as `CLASSES` in `lexicon/build.py` numbers them.
    pub(crate) fn of(traits: Traits) -> Self {
        match traits.0 >> CLASS_BITS {
            1 => Self::Determiner,
            2 => Self::Preposition,
            3 => Self::Particle,
            4 => Self::Not,
            5 => Self::Is,
            6 => Self::Has,
            7 => Self::PastAuxiliary,
            8 => Self::Being,
            9 => Self::Will,
            10 => Self::Modal,
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

    #[test]
    fn what_the_list_lacks_is_not_found() {
        let lexicon = Lexicon::default();
        for word in [
            "", "zzz", "crash{", "order{", "order ", "Order", "    ", "é",
        ] {
            assert_eq!(lexicon.get(word), None, "{word:?}");
        }
    }

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
                    "function" | "determiner" | "preposition" | "particle" | "negation"
                    | "copula" | "having" | "past-auxiliary" | "being" | "will" | "modal" => {
                        Traits::FUNCTION
                    }
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
