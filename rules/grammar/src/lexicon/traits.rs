//! What is known of a word: its traits, and what its ending tells where no list has it.

use std::ops::{BitOr, BitOrAssign};

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

    /// The traits that the word list writes as a number.
    pub(super) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

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
pub(crate) fn derived(word: &[u8]) -> Traits {
    let (nouns, adjectives) = endings(word.last().copied().unwrap_or_default());
    // Most differ at once: a loop is done before a call would be.
    let ends = |endings: &[&str]| {
        let same = |ending: &&str| {
            let start = word.len().checked_sub(ending.len());
            let end = start.and_then(|start| word.get(start..));
            end.is_some_and(|end| end.iter().eq(ending.as_bytes()))
        };
        endings.iter().any(same)
    };
    match word.len() {
        6.. if ends(nouns) => Traits::NOUN,
        6.. if ends(adjectives) => Traits::ADJECTIVE,
        5.. if word.ends_with(b"ly") && !word.ends_with(b"fly") => Traits::ADVERB,
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
