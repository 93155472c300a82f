//! Phrases without a verb.

use super::phrase::{Imperative, Phrase, headless};
use super::{Because, Judgment};
use crate::lexicon::{Function, Traits};
use crate::nominal::is_thing;
use crate::token::Token;
use crate::words::words;

impl<'n> Phrase<'_, 'n> {
    pub(super) fn state(&self) -> Option<Judgment> {
        self.last().filter(|last| is_state(last))?;
        Some(headless(Because::State, 0.85))
    }

    /// `NotEnoughItemsToReserve`, `TabNotOpen`: what is not so is no act.
    pub(super) fn negated_state(&self) -> Option<Judgment> {
        if let [_, .., not, state] = self.tokens
            && not.function == Function::Not
            && state.is_any(words!("clean clear complete dry empty free open present"))
            && !self
                .tokens
                .iter()
                .any(|token| token.is_any(&ASKS_FOR_STATE))
            && !matches!(self.imperative(), Some(Imperative::Clear(0)))
        {
            return Some(headless(Because::State, 0.85));
        }
        let [not, state, ..] = self.tokens else {
            return None;
        };
        let negated = not.function == Function::Not
            && state.has(Traits::ADJECTIVE)
            && !state.has(Traits::VERB);
        negated.then_some(headless(Because::State, 0.85))
    }

    /// `StockUnableToReserve`: what was to be done was not.
    pub(super) fn inability(&self) -> Option<Judgment> {
        let at = unable_at(self.tokens)?;
        // `GuestWasUnableToPay`, `NotifyGuestUnableToPay`
        let told = |token: &Token<'_>| token.function != Function::Other || token.forms.past;
        let ordered = self.imperative().is_some_and(|order| {
            let asks = || {
                self.token(order.at())
                    .is_some_and(|verb| verb.has(Traits::QUERY))
            };
            order.at() < at && (matches!(order, Imperative::Clear(_)) || asks())
        });
        let found = !ordered && !self.tokens[..at].iter().any(told);
        found.then_some(headless(Because::State, 0.85))
    }

    pub(super) fn noun(&self) -> Option<Judgment> {
        let last = self.last()?;
        let (because, confidence) = if last.forms.base {
            (Because::NounLookAlike, 0.7)
        } else if last.has(Traits::EVENT_NOUN) || is_deverbal(last) {
            (Because::EventNoun, 0.9)
        } else {
            return None;
        };
        Some(headless(because, confidence))
    }
}

/// Where `UnableTo` stands in a phrase.
pub(crate) fn unable_at(phrase: &[Token<'_>]) -> Option<usize> {
    let unable = |pair: &[Token<'_>]| pair[0].is("unable") && pair[1].is("to");
    phrase.windows(2).position(unable)
}

/// An -ing form of a known verb that is a verb here, and no noun or adjective.
pub(super) fn is_ing(token: &Token<'_>) -> bool {
    token.forms.ing && token.verb.is_some() && !token.has(Traits::ING_NOUN | Traits::ADJECTIVE)
}

/// An adjective that tells a state, and nothing else (`ready`, `available`).
// Out of line, as many places ask.
#[inline(never)]
pub(super) fn is_state(token: &Token<'_>) -> bool {
    token.is("complete")
        || token.has(Traits::ADJECTIVE)
            && !token.has(Traits::NOUN | Traits::VERB | Traits::FUNCTION)
            && !token.forms.past
}

/// A noun that more than one thing has: `friends`.
// Out of line, as many places ask.
#[inline(never)]
pub(crate) fn is_plural(token: &Token<'_>) -> bool {
    token.may_be_noun()
        && token.text.ends_with(['s', 'S'])
        && !token.text.ends_with("ss")
        && token.word.is_empty()
}

/// A noun without the -s of its plural, and any other word as it is: `failure` for `failures`.
pub(super) fn singular<'t>(token: &Token<'t>) -> &'t str {
    let one = token.text.strip_suffix(['s', 'S']);
    one.filter(|_| is_plural(token)).unwrap_or(token.text)
}

/// A noun made from a verb: `creation`, `renewal`, `shipment`.
// Out of line, as many places ask.
#[inline(never)]
pub(crate) fn is_deverbal(token: &Token<'_>) -> bool {
    let text = token.text;
    let ends = |ending: &str| {
        text.len() > ending.len() + 2
            && text
                .get(text.len() - ending.len()..)
                .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    ["tion", "sion", "ment", "ance", "ence", "al", "ure", "very"]
        .iter()
        .any(|ending| ends(ending))
        && token.may_be_noun()
}

/// A noun made from a verb that names what happens, and not a thing: `creation`, but not `payment`.
pub(crate) fn is_occurrence(token: &Token<'_>) -> bool {
    is_deverbal(token) && !is_thing(token.text)
}

words! {
    /// What a state is asked for by, or told to be.
    static ASKS_FOR_STATE = "\
assert check confirm do ensure filter find flag get if mark notify record report require set until \
validate verify wait";
}

words! {
    /// States that a name reports rather than orders.
    pub(super) static OUTCOME_STATES = "\
ready available unavailable complete incomplete impossible incompatible pending unauthorized \
unsupported valid invalid overdue unknown";
}
