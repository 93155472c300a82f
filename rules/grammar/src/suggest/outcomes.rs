//! The fact that a success or a failure tells of.

use super::Writer;
use crate::judge::{is_deverbal, unable_at};
use crate::lexicon::{Function, Traits};
use crate::nominal::{self, is_joined};
use crate::token::Token;
use crate::words::{in_small_letters, words};

impl Writer<'_, '_> {
    /// `SuccessfulDelivery` to `DeliverySucceeded`, `SuccessfulMountVolume` to `VolumeMounted`.
    pub(super) fn success(&self) -> Option<Vec<String>> {
        let [successful, action, object @ ..] = self.phrase() else {
            return None;
        };
        // `Success User Deletion`
        let things = words!("fee manager metric page plan rate story");
        let acts = |last: &Token<'_>| {
            is_deverbal(last) || is_joined(last.text) || last.has(Traits::LATE_VERB)
        };
        if (successful.is("success") || successful.is("successful") && !action.is_early_base())
            && !action.is_any(things)
            && self.phrase().last().is_some_and(acts)
        {
            let mut words = self.written(1, self.phrase().len());
            words.push("succeeded".to_owned());
            return Some(words);
        }
        if !successful.is("successful") {
            return None;
        }
        if !object.is_empty() {
            let (past, _) = self.past_verb(1).filter(|_| action.forms.base)?;
            let mut words = self.written(2, self.phrase().len());
            words.extend(past);
            return Some(words);
        }
        let made = || nominal::is_made_from_verb(self.lexicon, &in_small_letters(action.text));
        (action.is_early_base() || made())
            .then(|| vec![action.text.to_owned(), "succeeded".to_owned()])
    }

    /// `StockUnableToReserve` to `StockReserveFailed`
    pub(super) fn inability(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let at = unable_at(phrase)?;
        let error = phrase.last().is_some_and(|last| last.is("error"));
        phrase.get(at + 2).filter(|tried| tried.forms.base)?;
        let mut words = self.written(0, at);
        self.write(&mut words, at + 2, phrase.len() - usize::from(error));
        words.push("failed".to_owned());
        Some(words)
    }

    /// `errorRemovingNode` to `nodeRemoveFailed`
    pub(super) fn error_doing(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let doing = |pair: &[Token<'_>]| pair[0].is("error") && pair[1].forms.ing;
        let at = phrase.windows(2).position(doing)?;
        let object = phrase.get(at + 2)?.function == Function::Other;
        let doing = phrase
            .get(at + 1)
            .filter(|doing| object && !doing.is_any(&NO_ATTEMPT))?;
        let tried = doing.lemma()?;
        let mut words = self.written(0, at);
        self.write(&mut words, at + 2, phrase.len());
        words.extend([tried.to_owned(), "failed".to_owned()]);
        Some(words)
    }

    /// `LoginFailureBadPassword` to `LoginFailedBadPassword`
    pub(super) fn failure_within(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let at = phrase.iter().position(|token| token.is("failure"))?;
        let last = phrase.last()?;
        let part = last.has(Traits::ATTRIBUTE | Traits::EVENT_NOUN)
            || last.is_any(words!("callback code policy step threshold"));
        let why = phrase.get(at + 1)?.function == Function::Other && !part;
        let tried = at.checked_sub(1).and_then(|at| phrase.get(at))?;
        let tried = is_deverbal(tried) || tried.forms.base;
        let mut words = self.written(0, at);
        words.push("failed".to_owned());
        self.write(&mut words, at + 1, phrase.len());
        (why && tried).then_some(words)
    }
}

words! {
    /// What is done about errors, or is none of them.
    static NO_ATTEMPT = "handling logging mapping missing reporting tracking";
}
