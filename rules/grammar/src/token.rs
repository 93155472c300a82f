//! A word of a name, with all that is known of it.

use crate::lexicon::{Entry, Function, Traits};
use crate::words::{Words, shape_of, words};

/// What a word as written may be. Several can hold at once: `set` is base and past.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    pub(crate) base: bool,
    pub(crate) past: bool,
    pub(crate) ing: bool,
    /// Third person singular, or the plural of a noun that is a verb too.
    pub(crate) third: bool,
}

/// A word of a name with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'n> {
    pub(crate) text: &'n str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The word itself in small letters, if the lexicon has it; else empty.
    pub(crate) word: &'n str,
    pub(crate) traits: Traits,
    pub(crate) forms: Forms,
    /// The verb of which this is a form, if the lexicon has it.
    pub(crate) verb: Option<Entry<'n>>,
    pub(crate) function: Function,
    /// The [`shape_of`] the text.
    pub(crate) shape: u16,
    /// In neither the lexicon nor any pattern of English.
    pub(crate) unknown: bool,
}

impl<'n> Token<'n> {
    /// A word of which nothing is known yet.
    #[inline]
    pub(crate) fn unread(text: &'n str, start: usize) -> Self {
        Self {
            text,
            start,
            end: start + text.len(),
            word: "",
            traits: Traits::NONE,
            forms: Forms::default(),
            verb: None,
            function: Function::Other,
            shape: shape_of(text),
            unknown: false,
        }
    }

    /// Whether this is `word`, whatever its case.
    // Inlined always, so that the shape of a constant word is a constant.
    #[inline(always)]
    pub(crate) fn is(&self, word: &str) -> bool {
        self.shape == shape_of(word) && self.spells(word)
    }

    /// [`Self::is`] for a word of the same shape, out of line since hundreds of places ask.
    #[inline(never)]
    fn spells(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is in capitals throughout.
    pub(crate) fn shouts(&self) -> bool {
        !self.text.contains(|letter: char| letter.is_lowercase())
    }

    /// Whether this is one of `words`, whatever its case.
    #[inline(never)]
    pub(crate) fn is_any<const WIDTH: usize>(&self, words: &Words<WIDTH>) -> bool {
        words.has_shaped(self.text, self.shape)
    }

    /// Whether it is written as an acronym is, and so no verb: `SecurityDeletePAT`, `DIDDelete`. What
    /// HTTP asks for is a verb all the same.
    #[inline]
    pub(crate) fn is_acronym(&self) -> bool {
        if self.verb.is_none() || !(2..=3).contains(&self.text.len()) {
            return false;
        }
        let acronym = self.text.bytes().all(|byte| byte.is_ascii_uppercase());
        let function = self.function != Function::Other && !self.is("did");
        // `AcmeInc`, but `COUNT_INC`
        let named = self.text.starts_with(char::is_uppercase) && self.is_any(words!("dec inc"));
        (acronym || named) && !function && !self.is_any(words!("get put"))
    }

    /// Forgets that it could be anything but a name.
    pub(crate) fn become_name(&mut self) {
        self.function = Function::Other;
        self.traits = Traits::NOUN;
        self.forms = Forms::default();
        self.verb = None;
    }

    pub(crate) fn has(&self, traits: Traits) -> bool {
        self.traits.has(traits)
    }

    pub(crate) fn lemma(&self) -> Option<&'n str> {
        self.verb.map(|verb| verb.word)
    }

    fn verb_has(&self, traits: Traits) -> bool {
        self.verb.is_some_and(|verb| verb.traits.has(traits))
    }

    /// A verb in its base form that is neither noun nor adjective.
    pub(crate) fn is_pure_base(&self) -> bool {
        self.forms.base && !self.has(Traits::NOUN | Traits::ADJECTIVE)
    }

    /// A past form that is not the base form, too, as `set` is.
    pub(crate) fn is_pure_past(&self) -> bool {
        self.forms.past && !self.forms.base
    }

    /// An adjective that is no noun: `inbound`.
    pub(crate) fn is_pure_adjective(&self) -> bool {
        self.has(Traits::ADJECTIVE) && !self.has(Traits::NOUN)
    }

    /// A noun, or a word that the lexicon lacks, which mostly is one.
    pub(crate) fn may_be_noun(&self) -> bool {
        self.unknown || self.has(Traits::NOUN)
    }

    /// A short prefix that the lexicon has nothing on: `GIT`, `Wp`.
    pub(crate) fn is_mere_prefix(&self) -> bool {
        self.traits == Traits::NONE && self.text.len() < 4
    }

    /// Whether a capital alone parts this word from the one behind it: `order` from `Placed`.
    pub(crate) fn is_joined_to(&self, next: &Token<'_>) -> bool {
        self.end == next.start
            && self.text.ends_with(char::is_lowercase)
            && next.text.starts_with(char::is_uppercase)
    }

    /// What stands in `name` between this word and the one behind it.
    pub(crate) fn gap_before<'t>(&self, name: &'t str, next: &Token<'_>) -> &'t str {
        name.get(self.end..next.start).unwrap_or_default()
    }

    /// Whether the verb behind this form is never a noun.
    pub(crate) fn is_pure_verb(&self) -> bool {
        self.verb.is_some() && !self.verb_has(Traits::NOUN)
    }

    /// Base form of a word that is the verb when it comes last.
    pub(crate) fn is_late_base(&self) -> bool {
        self.forms.base && (self.is_pure_base() || self.has(Traits::LATE_VERB))
    }

    /// Base form of a word that is the verb when it comes first.
    // Out of line, as many places ask.
    #[inline(never)]
    pub(crate) fn is_early_base(&self) -> bool {
        let acts = Traits::LATE_VERB | Traits::EARLY_VERB | Traits::QUERY;
        self.forms.base && (self.is_pure_base() || self.has(acts))
    }
}
