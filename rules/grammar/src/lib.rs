//! Tells an event's name from a command's, from the name alone.
//!
//! An event states what has happened, so its name is in the past tense; a command tells someone to
//! act, so its name is an imperative. [`Grammar::judge`] reads a name in any casing and says which
//! it is, why, how sure that is, and what the name should have been.
//!
//! ```
//! use factum_grammar::{Grammar, Label};
//!
//! let grammar = Grammar::default();
//! assert_eq!(grammar.judge("OrderPlaced").label, Label::Past);
//!
//! let verdict = grammar.judge("CheckOutCart");
//! assert_eq!(verdict.label, Label::Command);
//! assert_eq!(verdict.suggestions(), ["CartCheckedOut"]);
//! ```
//!
//! The words come from the NIH SPECIALIST lexicon and from hand lists; see `lexicon/README.md`.
#![forbid(unsafe_code)]

mod affix;
mod inflect;
mod judge;
mod lexicon;
mod nominal;
mod number;
mod reason;
mod small;
mod spelling;
mod suggest;
mod token;
mod verdict;
pub mod words;
mod wrapper;

pub use affix::{Affix, AffixKind, Affixes};
pub use verdict::{Label, Verdict};

use lexicon::{Lexicon, Traits};
use token::Token;

/// Whose English to write. Both are understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// `canceled`, `labeled`
    #[default]
    American,
    /// `cancelled`, `labelled`
    British,
}

/// The language of the names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// None that this crate knows: every name is [`Label::Nominal`] with no confidence.
    None,
}

/// A language's words and how to judge names by them.
///
/// The default is English with the built-in lexicon.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    lexicon: Lexicon,
    acronyms: Vec<String>,
    spelling: Spelling,
    language: Language,
}

impl Grammar {
    /// Adds a house's own verbs, in their base form (`rehome`, `dunn`).
    #[must_use]
    pub fn with_verbs<W: AsRef<str>>(mut self, verbs: impl IntoIterator<Item = W>) -> Self {
        for verb in verbs {
            self.lexicon.add(
                verb.as_ref(),
                Traits::VERB | Traits::LATE_VERB | Traits::EARLY_VERB,
            );
        }
        self
    }

    /// Adds a house's own nouns, in the singular. A noun that is also a verb in the built-in
    /// lexicon stays one only where its place in the name leaves no doubt.
    #[must_use]
    pub fn with_nouns<W: AsRef<str>>(mut self, nouns: impl IntoIterator<Item = W>) -> Self {
        for noun in nouns {
            self.lexicon
                .remove(noun.as_ref(), Traits::LATE_VERB | Traits::EARLY_VERB);
            self.lexicon.add(noun.as_ref(), Traits::NOUN);
        }
        self
    }

    /// Adds acronyms and brand names that are one word however their capitals stand (`eKYC`).
    #[must_use]
    pub fn with_acronyms<W: AsRef<str>>(mut self, acronyms: impl IntoIterator<Item = W>) -> Self {
        for acronym in acronyms {
            self.lexicon.add(acronym.as_ref(), Traits::NOUN);
            self.acronyms.push(acronym.as_ref().to_owned());
        }
        self
    }

    /// Sets the spelling of suggestions.
    #[must_use]
    pub fn with_spelling(mut self, spelling: Spelling) -> Self {
        self.spelling = spelling;
        self
    }

    /// Sets the language of the names.
    #[must_use]
    pub fn with_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Says what a name is, judging by the name alone.
    ///
    /// Any text gets an answer; what holds no English words gets one with little confidence.
    pub fn judge<'n>(&'n self, name: &'n str) -> Verdict<'n> {
        judge::judge(self, name)
    }

    /// Whether a word is a verb's base form and nothing else (`create`; not `order`, a noun too).
    pub fn is_verb(&self, word: &str) -> bool {
        self.analyse(word).is_pure_base()
    }

    /// Whether a word can be a verb in its base form (`create`, `order`).
    pub fn can_be_verb(&self, word: &str) -> bool {
        self.analyse(word).forms.base
    }

    /// Whether a word is a past tense or past participle (`placed`, `sent`).
    pub fn is_past(&self, word: &str) -> bool {
        self.analyse(word).forms.past
    }

    /// The base form of a verb in any form (`placed`, `placing`, `places` to `place`), if known.
    pub fn lemma<'n>(&'n self, word: &'n str) -> Option<&'n str> {
        self.analyse(word).lemma()
    }

    /// The past participle of a verb in its base form, in small letters: `send` to `sent`.
    /// A word that is no known verb is inflected by rule, and a verb that is written together with
    /// its particle comes apart: `checkout` to `checked out`.
    pub fn past_of(&self, verb: &str) -> String {
        let verb = words::in_small_letters(verb);
        nominal::past_of_joined(&self.lexicon, &verb, self.spelling).map_or_else(
            || inflect::past_participle(&self.lexicon, &verb, self.spelling),
            |words| words.join(" "),
        )
    }

    /// The singular of a noun, in small letters: `entries` to `entry`, `status` to `status`.
    pub fn singular_of(&self, noun: &str) -> String {
        number::singular(&self.lexicon, &words::in_small_letters(noun))
    }

    /// The plural of a noun, in small letters: `entry` to `entries`.
    pub fn plural_of(&self, noun: &str) -> String {
        number::plural(&words::in_small_letters(noun))
    }

    fn analyse<'n>(&'n self, word: &'n str) -> Token<'n> {
        inflect::analyse(&self.lexicon, word, 0)
    }
}

/// A name folded so that spellings of the same words compare equal: case, separators and British
/// against American spelling make no difference (`OrderCancelled`, `order_canceled`).
pub fn fold(name: &str) -> String {
    spelling::fold(name)
}
