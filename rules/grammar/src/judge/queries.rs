//! Queries: verbs that ask.

use super::nouns::{OUTCOME_STATES, is_plural, is_state};
use super::orders::BOUNDARY_VERBS;
use super::phrase::{Imperative, Phrase, answer};
use super::{Because, Judgment};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;

impl<'n> Phrase<'_, 'n> {
    pub(super) fn query(&self) -> Option<Judgment> {
        // `AccountFindByIdQuery`
        let asks =
            |token: &Token<'_>| token.has(Traits::QUERY) && token.forms.base && !token.is("view");
        if self.wrapper == Some(AffixKind::Query)
            && !matches!(self.imperative(), Some(Imperative::Clear(_)))
            && let Some(at) = self.tokens.iter().position(asks)
        {
            return answer(Label::Query, at, Because::AsksFirst, 0.8);
        }
        // `interface_lookup_by_name`
        let by = self.tokens.iter().position(|token| token.is("by"));
        let acts = Traits::LATE_VERB | Traits::EARLY_VERB;
        let ordered = || {
            self.first()
                .is_some_and(|first| first.has(acts) || first.is_pure_base())
        };
        if let Some(at) = by.and_then(|by| by.checked_sub(1)).filter(|at| *at > 0)
            && self.tokens[at].is_any(words!("fetch find get lookup"))
            && !(ordered() || self.last()?.is("handler"))
        {
            return answer(Label::Query, at, Because::AsksFirst, 0.7);
        }
        // `project_group_show`
        if let [.., thing, show] = self.tokens
            && show.is("show")
            && thing.may_be_noun()
            && !(thing.is_any(&SHOWS) || ordered() || self.wrapper == Some(AffixKind::Event))
        {
            return answer(Label::Query, self.tokens.len() - 1, Because::AsksFirst, 0.6);
        }
        let imperative = self.imperative()?;
        let verb = self.token(imperative.at())?;
        // `ReadContentQuery`
        if self.wrapper == Some(AffixKind::Query) && verb.is("read") {
            return answer(Label::Query, imperative.at(), Because::AsksFirst, 0.7);
        }
        // `fetch_start`, `QUERY_RUN`: what starts is the fetch, and what runs the query.
        let acts =
            |last: &Token<'_>| last.is_any(&BOUNDARY_VERBS) || verb.is("query") && last.is("run");
        let bounds = self.tokens.len() == imperative.at() + 2 && self.last().is_some_and(acts);
        // `search_submit`: what is submitted is the search.
        let object = matches!((imperative, self.tokens), (Imperative::LookAlike(_), [.., before, last])
            if last.is_pure_base() && !last.has(Traits::QUERY) && before.function == Function::Other);
        // `FETCH_USERS_SUCCESS`
        let outcome = words!("failure success");
        let ended = self.tokens.len() > imperative.at() + 1
            && self
                .last()
                .is_some_and(|last| last.is_any(outcome) && (verb.shouts() || last.is("success")));
        let answered = verb.shouts() && self.last().is_some_and(|last| last.is("response"));
        // `ListAddItem`: something is added to the list.
        let listed = verb.is("list")
            && (self.token(imperative.at() + 1))
                .is_some_and(|next| next.is_any(words!("add remove")))
            && !(self.token(imperative.at() + 2)).is_some_and(|on| on.is_any(words!("on ons")))
            && !self.last().is_some_and(is_plural);
        if !verb.has(Traits::QUERY) || bounds || object || ended || answered || listed {
            return None;
        }
        let confidence = match imperative {
            Imperative::Clear(_) => 0.97,
            Imperative::LookAlike(_) if self.tokens.len() == 1 => {
                let listed = verb.is_any(words!("find list query view")) && !self.has_subject()
                    || self.has_subject() && verb.is_any(words!("list show"))
                    || verb.is("query") && self.before.is_some_and(is_plural);
                return if listed || self.wrapper == Some(AffixKind::Query) {
                    answer(Label::Query, 0, Because::AsksFirst, 0.7)
                } else {
                    None
                };
            }
            // `FindFirst`, `ListActive`: the adjective stands for what is asked for.
            Imperative::LookAlike(at)
                if verb.is_any(words!("find list"))
                    && self.tokens.len() == at + 2
                    && self.last().is_some_and(is_state)
                    && !self.last()?.is_any(&OUTCOME_STATES) =>
            {
                0.7
            }
            Imperative::LookAlike(at) if self.is_noun_phrase(at) => return None,
            Imperative::LookAlike(_) => 0.8,
        };
        answer(
            Label::Query,
            imperative.at(),
            Because::AsksFirst,
            confidence,
        )
    }
}

words! {
    /// What makes a noun with `show` behind it, and what is shown to someone.
    static SHOWS = "\
ad ads air art banner boat car card comedy concert dialog dog drawer fashion film floor form game \
gun horse keyboard light loader magic menu message modal motor movie music no notification overlay \
page panel paywall podcast popover popup puppet quiz radio reality road screen season sheet side \
sidebar slide snackbar spinner stage tab talk television theater theatre toast tooltip trade tv \
variety video widget window";
}
