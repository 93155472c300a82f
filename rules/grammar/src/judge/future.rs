//! What is still to come, and what comes before the fact.

use super::idioms::is_person;
use super::nouns::{is_ing, is_occurrence, is_plural};
use super::past::is_outcome;
use super::phrase::{Imperative, Phrase, answer};
use super::tenses::FOUND_TO_BE;
use super::{Because, Judgment};
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;

impl<'n> Phrase<'_, 'n> {
    /// What is still to come, or comes before the fact.
    pub(super) fn future(&self) -> Option<Judgment> {
        self.still_to_come()
            .or_else(|| self.before_within())
            .or_else(|| self.before_at_front())
            .or_else(|| self.upcoming())
    }

    /// `SSLWillExpire`, `InvoiceToBePaid`
    fn still_to_come(&self) -> Option<Judgment> {
        let ends_in_past = self.last()?.is_pure_past();
        // `UpdateToBeInstalled`: an order has an object.
        let ordered = |at: usize| {
            // `PrintJobToBeStopped`: a job is.
            let told = ends_in_past && at + 3 == self.tokens.len();
            self.imperative().is_some_and(|order| {
                let marks = || self.token(order.at()).is_some_and(|verb| verb.is("mark"));
                let clear = matches!(order, Imperative::Clear(_)) || !told || marks();
                clear && self.orders_clearly(order) && order.at() + 1 < at
            })
        };
        let (at, pair) = self.tokens.windows(2).enumerate().find(|(at, pair)| {
            // `RightToBeForgottenExercised`: what is to be is the object of a later verb;
            // `promote-user-to-be-admin`: it is the object's end.
            let within_object =
                *at > 0 && (ordered(*at) || ends_in_past && at + 3 < self.tokens.len());
            pair[0].function == Function::Will
                || pair[0].is("about") && pair[1].is("to")
                // `machine_found_to_be_slow`
                || pair[0].is("to")
                    && pair[1].is("be")
                    && !(within_object || *at > 1 && self.tokens[at - 1].is_any(&FOUND_TO_BE))
        })?;
        let verb = at + 1 + usize::from(pair[1].is_any(words!("be to")));
        let head = self.verb_to_come(verb, true);
        answer(Label::Future, head, Because::StillToCome, 0.97)
    }

    /// The place of the verb that is to come, from `at` on; `will` says whether it will for sure.
    fn verb_to_come(&self, at: usize, will: bool) -> usize {
        let verb =
            |token: &Token<'_>| token.is_early_base() || token.forms.past || !will && is_ing(token);
        let found = self.tokens.iter().skip(at).position(verb);
        let found = found.map(|offset| at + offset);
        // `PreInvoicingGenerateItems`: what is ordered stands behind an -ing form.
        let found = found.map(|found| match self.tokens.get(found..) {
            Some([doing, order, ..]) if is_ing(doing) && order.is_pure_base() => found + 1,
            _ => found,
        });
        let ordered = |at: usize| self.token(at).is_some_and(Token::is_pure_base);
        let ends = self.last().is_some_and(Token::is_late_base);
        // `BeforeCacheEviction`: what is to happen is the noun at the end.
        let occurrence = !will && self.last().is_some_and(is_occurrence);
        // `BeforeUpdateFieldDefinition`, `BeforeRejectSuggestion`, but not `BeforeImportCreation`
        let object = words!(
            "announcement assignment auction connection invitation notification partition \
             replication reservation selection submission subscription suggestion"
        );
        let acts = |verb: usize| {
            let longer = self.tokens.len() > verb + 2;
            let token = &self.tokens[verb];
            let acts = token.has(Traits::LATE_VERB)
                || token.is_any(words!("change complete insert schedule"));
            let taken = self.last().is_some_and(|last| last.is_any(object));
            token.is("update") && longer || verb == at && acts && taken
        };
        // `BeforeRecordLinkResolved`
        let told = !will && self.last().is_some_and(Token::is_pure_past);
        match found {
            Some(_) if told => self.tokens.len() - 1,
            Some(verb) if occurrence && !ordered(verb) && !acts(verb) => at.saturating_sub(1),
            Some(verb) if !ends || ordered(verb) => verb,
            _ if ends => self.tokens.len() - 1,
            _ if will && self.token(at).is_some_and(|token| token.forms.base) => at,
            _ => at.saturating_sub(1),
        }
    }

    /// `worker_before_create_process`, `ApiBeforePageTranslate`
    fn before_within(&self) -> Option<Judgment> {
        let end = self.last()?.end;
        let before = self.tokens.windows(2).position(|pair| {
            let updates = pair[1].is("update") && pair[1].end < end;
            let orders = pair[1].is_pure_base() || pair[1].is_any(words!("read start"));
            pair[0].is("before") && (orders || updates)
        });
        if let Some(before) = before.filter(|at| *at > 0)
            && !matches!(self.imperative(), Some(Imperative::Clear(_)))
        {
            return answer(Label::Future, before + 1, Because::BeforeTheFact, 0.8);
        }
        let before = self.tokens.iter().position(|token| token.is("before"));
        let before = before.filter(|at| *at > 0)?;
        let acts = |token: &Token<'_>| {
            let done = token.is_pure_past();
            done || token.forms.ing || token.is_pure_base()
        };
        let orders = self.first().is_some_and(Token::is_early_base) && !self.has_subject();
        if orders || self.tokens[..before].iter().any(acts) {
            return None;
        }
        // `tox_before_run_commands`
        let ordered = |at: usize| {
            let object = self.token(at + 1).is_some_and(is_plural);
            let acts = self.tokens[at].has(Traits::LATE_VERB | Traits::EARLY_VERB);
            (object && acts).then_some(at)
        };
        let verb = (before + 1..self.tokens.len())
            .find(|at| self.tokens[*at].is_pure_base() && !self.tokens[*at].has(Traits::QUERY))
            .or_else(|| ordered((before + 1).min(self.tokens.len() - 1)))
            .or_else(|| {
                let last = self.last()?;
                // `FileBeforeUploadFinished`
                let upload = self.token(before + 1).is_some_and(Token::is_early_base);
                let clause = last.is_pure_past() && upload && before + 3 == self.tokens.len();
                // `CustomerBeforeLogin`, but not `ReminderBeforeRenewal`
                let who = &self.tokens[before - 1];
                let named = before + 2 == self.tokens.len()
                    && (is_person(who) || who.is_any(words!("action cart order session")))
                    && last.is_any(words!(
                        "authentication checkout login logout payment registration"
                    ));
                (last.is_late_base() || is_ing(last) || clause || named)
                    .then(|| self.tokens.len() - 1)
            })?;
        answer(Label::Future, verb, Because::BeforeTheFact, 0.7)
    }

    /// `BeforeSave`, `pre_player_died`, `ResourcePreStart`
    fn before_at_front(&self) -> Option<Judgment> {
        let (first, last) = (self.first()?, self.last()?);
        // `before_agent_callback`
        let called = last.is_any(words!("callback handler hook script"))
            && !self.tokens[1..].iter().any(Token::is_early_base);
        if called {
            return None;
        }
        if first.is("before") && self.tokens.len() > 1 {
            // `BeforeStartHostUpgrade`: what looks like a verb at the end may be started.
            let order = || {
                let rest = Phrase::new(self.tokens.get(1..)?, self.before, self.wrapper);
                rest.imperative_first()?.head
            };
            let ordered = last.is_late_base().then(order).flatten();
            let verb = ordered.map_or_else(|| self.verb_to_come(1, false), |order| order + 1);
            return answer(Label::Future, verb, Because::BeforeTheFact, 0.95);
        }
        // `pre_player_died`, but not `PreApprovedLoan` or `PreOrderShipped`.
        let clause = || {
            let subject = |next: &Token<'_>| !(next.forms.past || next.is_any(&MADE_BY_PRE));
            // `pre_deploy_started`
            let ended = last.lemma().is_some_and(is_outcome);
            self.tokens.len() > 2 && !ended && self.token(1).is_some_and(subject)
        };
        let prefixed = |next: &Token<'_>| !next.forms.past || next.forms.base;
        if first.is("pre")
            && self.token(1).is_some_and(prefixed)
            && (!last.forms.past || clause())
            && (!last.has(Traits::EVENT_NOUN) || self.token(1).is_some_and(Token::is_pure_base))
            && !(self.tokens.len() == 3 && last.has(Traits::FAILURE_NOUN))
        {
            let verb = self.verb_to_come(1, false);
            return answer(Label::Future, verb, Because::BeforeTheFact, 0.8);
        }
        // `FailedUpgradePreCheck`
        let ends = self.before_last()?.is("pre") && last.is_early_base() && !first.is_pure_past();
        ends.then(|| {
            answer(
                Label::Future,
                self.tokens.len() - 1,
                Because::BeforeTheFact,
                0.7,
            )
        })?
    }

    /// `upcoming_invoice`
    fn upcoming(&self) -> Option<Judgment> {
        let upcoming = self.tokens.iter().position(|token| token.is("upcoming"))?;
        // `GetUpcomingEvents`, `CancelUpcomingBooking`
        let ordered = self.imperative().is_some_and(|order| {
            order.at() < upcoming
                && self.token(order.at()).is_some_and(|verb| {
                    let last = upcoming + 1 == self.tokens.len();
                    verb.is_early_base() && (!last || verb.has(Traits::QUERY))
                })
        });
        if self.last()?.forms.past || ordered {
            return None;
        }
        answer(Label::Future, upcoming, Because::StillToCome, 0.65)
    }
}

words! {
    /// What makes one noun with a preceding `pre`.
    static MADE_BY_PRE = "\
admission approval arbitration auth authorization check condition flight hire hook launch order payment \
production registration release sale view visit";
}
