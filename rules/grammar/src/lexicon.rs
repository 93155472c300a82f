//! The built-in word list and a catalog's own words: what is known of a word by itself.

use std::collections::BTreeMap;
use std::ops::{BitOr, BitOrAssign};

/// Lines of equal length together, shortest first, each sorted: a word and four characters of
/// traits. `lexicon/build.py` derives the file.
static WORDS: &str = include_str!("../lexicon/words.txt");

const TRAIT_CHARACTERS: usize = 4;
/// No word of the list is longer, and nothing longer is looked up.
pub(crate) const LONGEST_WORD: usize = 16;
const LETTERS: usize = 26;

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
    ING_ADJECTIVE = 14;
    /// A verb that passes on what happened to something else.
    REPORTING = 15;
    /// A participle that tells a standing property.
    ADJECTIVAL = 16;
    /// A word of a closed class: preposition, auxiliary, particle.
    FUNCTION = 17;
    /// A noun for a property: a look-alike before it qualifies it (`LoginAttempt`, `BuildNumber`).
    ATTRIBUTE = 18;
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
            .or_else(|| built_in(&word).map(|e| e.traits));
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
        built_in(word)
    }

    /// Looks up a verb's base form, in small letters.
    pub(crate) fn verb(&self, word: &str) -> Option<Entry<'_>> {
        self.get(word)
            .filter(|entry| entry.traits.has(Traits::VERB))
    }
}

fn built_in(word: &str) -> Option<Entry<'static>> {
    let length = word.len();
    let first = word.bytes().next()?.wrapping_sub(b'a') as usize;
    if length > LONGEST_WORD || first >= LETTERS {
        return None;
    }
    let width = length + TRAIT_CHARACTERS + 1;
    let starts = STARTS.get(length)?;
    let (mut low, mut high) = (
        *starts.get(first)? as usize,
        *starts.get(first + 1)? as usize,
    );
    while low < high {
        let middle = low + (high - low) / width / 2 * width;
        let candidate = WORDS.get(middle..middle + length)?;
        // Mostly decided within three letters, where a loop beats a call to `memcmp`.
        match candidate.bytes().cmp(word.bytes()) {
            std::cmp::Ordering::Less => low = middle + width,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => {
                let code = WORDS
                    .as_bytes()
                    .get(middle + length..middle + length + TRAIT_CHARACTERS)?;
                let traits = code
                    .iter()
                    .fold(0, |sum, byte| sum << 6 | u32::from(byte - b'0'));
                return Some(Entry {
                    word: candidate,
                    traits: Traits(traits),
                });
            }
        }
    }
    None
}

/// For each length of word and each first letter, the offset of the first line in `WORDS`; one
/// more offset ends the last letter.
static STARTS: [[u32; LETTERS + 1]; LONGEST_WORD + 1] = starts();

const fn starts() -> [[u32; LETTERS + 1]; LONGEST_WORD + 1] {
    let words = WORDS.as_bytes();
    let mut starts = [[0; LETTERS + 1]; LONGEST_WORD + 1];
    let mut at = 0;
    let mut length = 1;
    while length <= LONGEST_WORD {
        let width = length + TRAIT_CHARACTERS + 1;
        let mut letter = 0;
        while letter <= LETTERS {
            starts[length][letter] = at as u32;
            while at + width <= words.len()
                && words[at + width - 1] == b'\n'
                && words[at] == b'a' + letter as u8
            {
                at += width;
            }
            letter += 1;
        }
        length += 1;
    }
    assert!(
        at == words.len(),
        "words.txt is not sorted by length and word"
    );
    starts
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
            | "than" | "if" | "when" | "while" | "because" => Self::Preposition,
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
    const NOUN: [&str; 26] = [
        "tion", "sion", "ment", "ness", "ity", "ism", "ist", "ship", "ology", "ography", "graphy",
        "ance", "ence", "ancy", "ency", "hood", "age", "er", "or", "ure", "itis", "osis", "oma",
        "ers", "ors", "ings",
    ];
    const ADJECTIVE: [&str; 12] = [
        "able", "ible", "al", "ic", "ous", "ive", "ful", "less", "ary", "ory", "oid", "like",
    ];
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word.len() {
        6.. if ends(&NOUN) => Traits::NOUN,
        6.. if ends(&ADJECTIVE) => Traits::ADJECTIVE,
        5.. if word.ends_with("ly") => Traits::ADVERB,
        _ => Traits::NONE,
    }
}
