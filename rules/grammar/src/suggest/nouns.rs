//! The fact that a noun for an occurrence stands for.

use super::Writer;
use super::verbs::{happens_alone, written_out};
use crate::affix::AffixKind;
use crate::inflect::{past_participle, past_tense};
use crate::judge::{HOOKED, is_deverbal, is_occurrence};
use crate::lexicon::{Function, Traits};
use crate::nominal;
use crate::token::Token;
use crate::words::{WordList, words};

impl Writer<'_, '_> {
    /// `upcoming_deactivation` to `deactivated`, `BeforeFileProcessing` to `FileProcessed`.
    pub(super) fn upcoming_noun(&self) -> Option<Vec<String>> {
        let mut words = self.noun_at_as_fact(self.phrase().len())?;
        words.retain(|word| !TO_COME.has(word));
        (!words.is_empty()).then_some(words)
    }

    /// `role_creation` to `role_created`, `LoginFailure` to `LoginFailed`; if the last word makes no
    /// fact, the one before a preposition may (`ContentTransferFromLocal`).
    pub(super) fn noun_as_fact(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        if let [successful, action] = phrase
            && successful.is("successful")
            && (action.is_early_base()
                || nominal::is_made_from_verb(self.lexicon, &action.text.to_lowercase()))
        {
            return Some(vec![action.text.to_owned(), "succeeded".to_owned()]);
        }
        // `SuccessfulMountVolume`
        if let [successful, verb, _, ..] = phrase
            && successful.is("successful")
            && verb.forms.base
        {
            let (past, _) = self.past_verb(1)?;
            let mut words = self.written(2, phrase.len());
            words.extend(past);
            return Some(words);
        }
        // `incomingMessage`
        let arrival = phrase.first().and_then(|way| match way {
            _ if way.is_any(words!("incoming inbound")) => Some("received"),
            _ if way.is_any(words!("outgoing outbound")) => Some("sent"),
            _ => None,
        });
        let sent = |thing: &Token<'_>| thing.is_any(words!("email mail message payment sms"));
        if let Some(arrival) =
            arrival.filter(|_| phrase.len() == 2 && phrase.last().is_some_and(sent))
        {
            let mut words = self.written(1, phrase.len());
            words.push(arrival.to_owned());
            return Some(words);
        }
        let created = |mut words: Vec<String>| {
            words.push("created".to_owned());
            Some(words)
        };
        // `video_new`, `voicemail.new`
        let named = phrase.len() > 1 || self.reading.core.affixes.namespace.is_some();
        if let [.., new] = phrase
            && new.is("new")
            && named
        {
            return created(self.written(0, phrase.len() - 1));
        }
        if let [new, thing, rest @ ..] = phrase
            && new.is("new")
            && (rest.is_empty() && thing.has(Traits::NOUN)
                || rest.last().is_some_and(is_mere_thing)
                || self.wrapper() == Some(AffixKind::Command))
        {
            return created(self.written(1, phrase.len()));
        }
        let preposition = phrase
            .iter()
            .enumerate()
            .find(|(_, token)| token.function == Function::Preposition);
        match preposition {
            // `BillOfExchange` is no occurrence.
            Some((at, token))
                if token.is("of")
                    && !at
                        .checked_sub(1)
                        .and_then(|at| phrase.get(at))
                        .is_some_and(occurs) =>
            {
                None
            }
            Some((at, token)) if token.is_any(words!("of for")) => self.noun_at_as_fact(at),
            // `TransferInProgress` tells how things stand.
            Some((at, token)) if token.is_any(words!("in on")) && at + 2 == phrase.len() => None,
            _ => self
                .noun_at_as_fact(phrase.len())
                .or_else(|| self.noun_at_as_fact(preposition?.0)),
        }
    }

    /// Whether the namespace ends in what was tried: `instance.create.error`.
    fn is_attempted(&self) -> bool {
        let core = &self.reading.core;
        let tried = || self.reading.tokens.get(core.range.start.checked_sub(1)?);
        core.range.len() == 1 && tried().is_some_and(can_fail)
    }

    /// [`Self::noun_as_fact`] for the noun that ends before `end`.
    fn noun_at_as_fact(&self, end: usize) -> Option<Vec<String>> {
        let (last, before) = self.phrase().get(..end)?.split_last()?;
        let mut kept = before.len();
        // `InTransit`, `NoShow`, `PendingReview`: no verb stands behind these.
        let is_noun = |token: &Token<'_>| {
            token.function == Function::Preposition && !token.is("before")
                || token.is_any(words!("no non pending"))
        };
        if before.last().is_some_and(is_noun) {
            return None;
        }
        let word = &last.text.to_lowercase();
        let past = match word.as_str() {
            "success" | "successful" | "successfully" => vec!["succeeded".to_owned()],
            "failure" | "unsuccessful" => vec!["failed".to_owned()],
            "complete" => vec!["completed".to_owned()],
            "changes" => vec!["changed".to_owned()],
            "progress" if !before.is_empty() => vec!["progressed".to_owned()],
            "error" if before.last().is_some_and(can_fail) || self.is_attempted() => {
                vec!["failed".to_owned()]
            }
            _ if last.forms.base => {
                let verb = Traits::EARLY_VERB | Traits::LATE_VERB | Traits::QUERY;
                let action = (last.has(verb) || last.is_any(&HAPPENS))
                    && (before.is_empty() || !last.has(Traits::ATTRIBUTE) || last.is("attempt"))
                    && !last.is_any(&KEPT_THINGS);
                let word = &written_out(word);
                let of_noun = || nominal::past_of_noun(self.lexicon, word, self.spelling);
                nominal::past_of_joined(self.lexicon, word, self.spelling)
                    .or_else(|| {
                        let past = if happens_alone(word) {
                            past_tense
                        } else {
                            past_participle
                        };
                        action.then(|| vec![past(self.lexicon, word, self.spelling)])
                    })
                    .or_else(|| of_noun().filter(|_| !last.is_any(&KEPT_THINGS)))?
            }
            _ => nominal::past_of_joined(self.lexicon, word, self.spelling)
                .or_else(|| nominal::past_of_noun(self.lexicon, word, self.spelling))
                .or_else(|| {
                    let verb = last
                        .lemma()
                        .filter(|_| last.forms.ing && !last.is("missing") && !before.is_empty())?;
                    Some(vec![past_participle(self.lexicon, verb, self.spelling)])
                })?,
        };
        // What merely qualifies the occurrence goes with it: nothing is left to have happened.
        let adjective = before
            .last()
            .is_some_and(|token| token.has(Traits::ADJECTIVE) && !token.has(Traits::NOUN))
            && !before.last().is_some_and(|token| {
                token.forms.base || token.is_any(&TO_COME) || is_manner(token)
            });
        if adjective && before.len() == 1 {
            self.reading.core.affixes.namespace?;
            kept = 0;
        }
        let hook = |token: &Token<'_>| token.is("post") && last.is_any(&HOOKED);
        if before
            .last()
            .is_some_and(|token| token.is("the") || before.len() > 1 && hook(token))
        {
            kept -= 1;
        }
        let mut words = self.written(0, kept);
        if let (Some(how), Some(said)) = (before.last().and_then(adverb), words.last_mut()) {
            *said = how;
        }
        let behind = self.phrase().get(end);
        // `ChangeOfAddress`
        if behind.is_some_and(|behind| behind.is("of")) {
            words.extend(self.written(end + 1, self.phrase().len()));
            words.extend(past);
        } else {
            words.extend(past);
            words.extend(self.written(end, self.phrase().len()));
        }
        Some(words)
    }
}

/// Whether a noun tells of an occurrence by itself: `change`, `removal`, `end`.
fn occurs(token: &Token<'_>) -> bool {
    let known = words!("end release start transfer");
    is_deverbal(token) || token.has(Traits::EVENT_NOUN) || token.is_any(known)
}

/// A noun for what neither does nor happens: `NewShippingAddress`.
fn is_mere_thing(token: &Token<'_>) -> bool {
    let happens = Traits::LATE_VERB | Traits::EVENT_NOUN | Traits::ATTRIBUTE;
    let made = !token.has(Traits::EARLY_VERB) || token.is_any(words!("comment post review"));
    token.has(Traits::NOUN) && made && !token.has(happens) && !is_occurrence(token)
}

/// How something happened, which stays said: `HardBounce`.
fn is_manner(token: &Token<'_>) -> bool {
    token.is_any(words!("bulk hard mass soft")) || adverb(token).is_some()
}

/// The adverb of an adjective that before an act tells how it was done: `ManualRefund` to
/// `ManuallyRefunded`.
pub(super) fn adverb(token: &Token<'_>) -> Option<String> {
    let manner = words!(
        "automatic direct full global graceful incremental internal manual partial permanent remote sudden temporary unexpected"
    );
    let stem = Some(token.text)
        .filter(|_| token.is_any(manner))?
        .to_lowercase();
    Some(match stem.as_str() {
        "automatic" => "automatically".to_owned(),
        "full" => "fully".to_owned(),
        "temporary" => "temporarily".to_owned(),
        _ => stem + "ly",
    })
}

/// Whether what a word names can fail: `login`, `registration`, `camera`.
fn can_fail(token: &Token<'_>) -> bool {
    let describes = Traits::ADJECTIVE | Traits::ATTRIBUTE;
    !token.has(describes) && !token.is_any(words!("key value"))
}

/// Nouns, verbs too, that are never orders but for what happens.
static HAPPENS: WordList = WordList::of(
    "\
auction audit auth bridge cascade clash conflict crash deadlock fall gift lapse mismatch \
overflow panic pledge rupture spike surge trespass",
);

/// Nouns, verbs too, for things that are kept and not done.
static KEPT_THINGS: WordList =
    WordList::of("balance book flag list look post record snapshot store value version");

/// Words that put a noun before the fact.
static TO_COME: WordList = WordList::of("before pre upcoming");
