//! The built-in word list and a catalog's own words: what is known of a word by itself.

mod built_in;
mod traits;

pub(crate) use built_in::LONGEST_WORD;
pub(crate) use traits::{Function, Traits, derived};

use crate::small::Small;
use crate::words::in_small_letters;
use built_in::{built_in, find};

/// A word found in the lexicon: in small letters, with its traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry<'g> {
    pub(crate) word: &'g str,
    pub(crate) traits: Traits,
}

/// The built-in list with a catalog's own words over it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    /// In order.
    own: Vec<(String, Traits)>,
}

impl Lexicon {
    /// Adds `traits` to what is known of a word.
    pub(crate) fn add(&mut self, word: &str, traits: Traits) {
        let word = in_small_letters(word.trim());
        let known = self.get(&word).map(|entry| entry.traits);
        self.put(word, known.unwrap_or_default() | traits);
    }

    /// Takes `traits` from what is known of a word.
    pub(crate) fn remove(&mut self, word: &str, traits: Traits) {
        let word = in_small_letters(word.trim());
        if let Some(known) = self.get(&word).map(|entry| entry.traits) {
            self.put(word, known.without(traits));
        }
    }

    fn put(&mut self, word: String, traits: Traits) {
        match self.place(word.as_bytes()) {
            Ok(at) => self.own[at].1 = traits,
            Err(at) => self.own.insert(at, (word, traits)),
        }
    }

    /// Where a word stands among the catalog's own, or would.
    fn place(&self, word: &[u8]) -> Result<usize, usize> {
        let order = |(own, _): &(String, Traits)| own.as_bytes().cmp(word);
        self.own.binary_search_by(order)
    }

    /// Looks up a word in small letters.
    pub(crate) fn get(&self, word: impl AsRef<[u8]>) -> Option<Entry<'_>> {
        self.look_up(word.as_ref())
    }

    // Out of line, as dozens of places ask.
    #[inline(never)]
    fn look_up(&self, word: &[u8]) -> Option<Entry<'_>> {
        let own = self.place(word).ok().and_then(|at| self.own.get(at));
        match own {
            Some((word, traits)) => Some(Entry {
                word,
                traits: *traits,
            }),
            None => find(word),
        }
    }

    /// [`Self::get`] for a word on the stack, whose letters need not be gathered first.
    #[inline]
    pub(crate) fn find(&self, word: &Small) -> Option<Entry<'_>> {
        if self.own.is_empty() {
            return built_in(word.letters(), word.len());
        }
        self.get(word.as_bytes())
    }

    /// Looks up a verb's base form, in small letters.
    pub(crate) fn verb(&self, word: impl AsRef<[u8]>) -> Option<Entry<'_>> {
        let entry = self.get(word)?;
        entry.traits.has(Traits::VERB).then_some(entry)
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
        for line in include_str!("../../lexicon/hand.txt").lines() {
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
                let derived = super::derived(word.as_bytes());
                let found = lexicon.get(word).map_or(derived, |entry| entry.traits);
                assert!(
                    found.has(section),
                    "{word} is not in words.txt as in hand.txt"
                );
            }
        }
    }
}
