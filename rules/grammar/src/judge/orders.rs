//! Commands and queries: verbs in their base form, and what only looks like one.

use super::idioms::{is_compound, is_object_of, is_particle_of, is_person};
use super::nouns::{OUTCOME_STATES, is_ing, is_plural, is_state};
use super::phrase::{Imperative, MODIFIERS, Phrase, answer};
use super::{Because, Judgment};
use crate::affix::{AffixKind, is_call, is_on_compound};
use crate::inflect::Token;
use crate::lexicon::{Function, Traits};
use crate::nominal::is_joined;
use crate::verdict::Label;
use crate::words::{WordList, words};

impl<'n> Phrase<'_, 'n> {
    pub(super) fn query(&self) -> Option<Judgment> {
        // `AccountFindByIdQuery`
        let asks = |token: &Token<'_>| token.has(Traits::QUERY) && token.forms.base;
        if self.wrapper == Some(AffixKind::Query)
            && self.imperative().is_none()
            && let Some(at) = self.tokens.iter().position(asks)
        {
            return answer(Label::Query, at, Because::AsksFirst, 0.8);
        }
        let imperative = self.imperative()?;
        let verb = self.token(imperative.at())?;
        // `fetch_start`: what starts is the fetch.
        let bounds = self.tokens.len() == imperative.at() + 2
            && self.last().is_some_and(|last| last.is_any(&BOUNDARY_VERBS));
        // `search_submit`: what is submitted is the search.
        let object = matches!((imperative, self.tokens), (Imperative::LookAlike(_), [.., before, last])
            if last.is_pure_base() && !last.has(Traits::QUERY) && before.function == Function::Other);
        if !verb.has(Traits::QUERY) || bounds || object {
            return None;
        }
        let confidence = match imperative {
            Imperative::Clear(_) => 0.97,
            Imperative::LookAlike(_) if self.tokens.len() == 1 => {
                let listed = verb.is_any(words!("find list query view")) && !self.has_subject()
                    || self.has_subject() && verb.is_any(words!("list show"));
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

    /// A bare verb: `reject`.
    pub(super) fn alone(&self) -> Option<Judgment> {
        let [verb] = self.tokens else { return None };
        let ordered = self.wrapper == Some(AffixKind::Command) && verb.is_early_base();
        // `Vote`: where nothing stands before it, hardly a noun.
        let acts = !self.has_subject()
            && self.wrapper.is_none()
            && verb.is_early_base()
            && !verb.has(Traits::EVENT_NOUN | Traits::ATTRIBUTE | Traits::ADJECTIVE)
            && !is_joined(verb.text)
            && !verb.is_any(&NOUNS_ALONE);
        // `operations.wait`: what is done to one of a collection.
        let method = self.before.is_some_and(|before| {
            let collection = before.text.ends_with('s') && !before.is_pure_verb();
            verb.is("patch") || collection && verb.is_any(&METHODS)
        });
        if !(verb.is_late_base() || ordered || acts || method) {
            return None;
        }
        let because = if self.has_subject() {
            Because::ImperativeLast
        } else {
            Because::ImperativeAlone
        };
        answer(
            Label::Command,
            0,
            because,
            if verb.is_pure_base() { 0.93 } else { 0.7 },
        )
    }

    pub(super) fn imperative_first(&self) -> Option<Judgment> {
        if self.tokens.len() < 2 {
            return None;
        }
        let imperative = self.imperative()?;
        let at = imperative.at();
        let (verb, last) = (self.token(at)?, self.last()?);
        let end = self.tokens.len() - 1;
        let behind = if verb.has(Traits::QUERY) { at } else { at + 1 };
        // `SynthesizeEndEvent`, but `SendStart`
        let bounded = last.is_any(words!("fail succeed"))
            || verb.is_pure_base()
                && last.is_any(words!("start end begin finish"))
                && !verb.has(Traits::QUERY | Traits::REPORTING)
                && !verb.is_any(words!("send trigger reach detect"));
        // `RequestCancelPayment`
        let asks = verb.is("request")
            && end > at + 1
            && self.token(at + 1).is_some_and(Token::is_pure_base)
            && !last.is_late_base();
        // `RejectTrainingReschedule`
        let answers = verb.is_any(words!("decline reject request"))
            && end > at + 1
            && last.is_late_base()
            && !last.is_any(&BOUNDARY_VERBS);
        if asks || answers {
            return answer(Label::Command, at, Because::ImperativeFirst, 0.7);
        }
        // `start_delete`
        if verb.is_any(&BOUNDS_VERB) && end == at + 1 && last.is_pure_base() {
            return answer(Label::Command, at, Because::ImperativeFirst, 0.8);
        }
        if last.is_any(&BOUNDARY_VERBS) && (end > behind || bounded) {
            return answer(Label::Command, end, Because::ImperativeLast, 0.8);
        }
        match imperative {
            Imperative::Clear(_) if self.names_outcome(verb) => None,
            Imperative::Clear(_)
                if self.ends_in_change(4)
                    && self.wrapper != Some(AffixKind::Command)
                    && !verb.is_any(&MAKES_CHANGES) =>
            {
                None
            }
            Imperative::Clear(_) if at == end && at > 0 => None,
            // `delete_complete`
            Imperative::Clear(_) if last.is_any(words!("ready complete")) && !makes_state(verb) => {
                None
            }
            // `SendFundsSuccessful`
            Imperative::Clear(_)
                if end > at + 1 && last.is_any(words!("successful successfully")) =>
            {
                None
            }
            Imperative::Clear(_) => answer(Label::Command, at, Because::ImperativeFirst, 0.97),
            Imperative::LookAlike(_) if self.is_noun_phrase(at) => None,
            // `post-archive-cmd`
            Imperative::LookAlike(_)
                if verb.is("post")
                    && self.token(at + 1).is_some_and(|hooked| {
                        hooked.is_any(&HOOKED)
                            && (end == at + 1 && hooked.is_late_base()
                                || end == at + 2 && is_particle_of(hooked, last))
                    }) =>
            {
                None
            }
            // `report_builder_delete_template`: what looks like a verb is who acts.
            Imperative::LookAlike(_)
                if !(verb.has(Traits::LATE_VERB) || verb.is_any(words!("set change")))
                    && self.imperative_within_at().is_some_and(|order| {
                        order > at && self.token(order).is_some_and(Token::is_pure_base)
                    }) =>
            {
                None
            }
            // `SetPin`, `RunVirusScan`
            Imperative::LookAlike(_)
                if is_object_of(verb, last) && !is_person(last)
                    || end == at + 1
                        && verb.is_any(words!("finish make take"))
                        && last.has(Traits::NOUN) =>
            {
                answer(Label::Command, at, Because::ImperativeFirst, 0.75)
            }
            // `RequestMove`, as `RequestOwnership`: what is requested is an act.
            Imperative::LookAlike(_)
                if verb.is("request")
                    && end == at + 1
                    && last.is_late_base()
                    && !last.is_pure_base() =>
            {
                answer(Label::Command, at, Because::ImperativeFirst, 0.7)
            }
            Imperative::LookAlike(_)
                if self.wrapper != Some(AffixKind::Command)
                    && !(end > at + 1 && verb.is("set") || self.orders_act(at))
                    && (last.is_pure_base()
                        || last.is_late_base()
                            && (end == at + 1 || !verb.has(Traits::LATE_VERB))) =>
            {
                None
            }
            Imperative::LookAlike(_) => answer(Label::Command, at, Because::ImperativeFirst, 0.75),
        }
    }

    pub(super) fn imperative_last(&self) -> Option<Judgment> {
        let mut at = self.tokens.len() - 1;
        let particle = self.token(at)?;
        let adverb = particle.is_any(words!("again later now permanently soon"));
        if at > 0 && (adverb || is_particle_of(self.token(at - 1)?, particle)) {
            at -= 1;
        }
        let verb = self.token(at)?;
        let previous = at.checked_sub(1).and_then(|at| self.token(at));
        let phrasal = at + 1 < self.tokens.len() && verb.forms.base;
        // `CargoBookCommand`
        let ordered = self.wrapper == Some(AffixKind::Command) && verb.is_early_base();
        // `apps_list`
        let listed =
            verb.is("list") && previous.is_some_and(is_plural) && !self.is_joined_by_capitals();
        if !(verb.is_late_base() || ordered || phrasal || listed)
            || previous.is_none() && !self.has_subject()
        {
            return None;
        }
        // `databases_get_autoscale`: what is asked for may be called by a verb.
        let asked = |token: &Token<'_>| token.is_pure_base() && token.has(Traits::QUERY);
        if at > 1 && self.tokens[1..at].iter().any(asked) {
            return None;
        }
        if verb.has(Traits::QUERY) {
            return (verb.is_pure_base() || listed).then_some(Judgment {
                label: Label::Query,
                head: Some(at),
                because: Because::ImperativeLast,
                confidence: 0.8,
            });
        }
        let described = previous.is_some_and(|previous| {
            let adjective = previous.has(Traits::ADJECTIVE)
                && previous.function == Function::Other
                && !previous.forms.past
                && !previous.has(Traits::VERB | Traits::NOUN)
                || previous.is_any(words!("initial default final"));
            // `RELEASE_FROM_QUARANTINE`
            let placed = previous.is_any(words!("from in with")) && !verb.is_pure_base()
                || previous.is("for");
            previous.function == Function::Determiner
                || placed
                || previous.is("to")
                || adjective
                    && !(verb.is_pure_base()
                        && (at > 1 || self.has_subject() || previous.word.is_empty()))
                    && !previous.is_any(&MODIFIERS)
                || !verb.is_pure_base() && is_compound(previous.text, verb.text)
        });
        if described && !phrasal {
            return None;
        }
        let confidence = if verb.is_pure_base() { 0.92 } else { 0.7 };
        answer(Label::Command, at, Because::ImperativeLast, confidence)
    }

    /// A look-alike in front after all, since no verb at the end contests it.
    pub(super) fn imperative_after_all(&self) -> Option<Judgment> {
        let at = self.imperative()?.at();
        let contested = self.last().is_some_and(Token::is_late_base);
        if self.tokens.len() < at + 3 || !contested || self.is_noun_phrase(at) {
            return None;
        }
        answer(Label::Command, at, Because::ImperativeFirst, 0.65)
    }

    /// Whether what starts with a look-alike at `at` is no order after all: it ends in an outcome
    /// or a state (`CHECK_REPORT_READY`), or tells where something is (`BookOnHold`).
    pub(super) fn is_noun_phrase(&self, at: usize) -> bool {
        let Some(verb) = self.token(at) else {
            return false;
        };
        let next = self.token(at + 1);
        let place = next.is_some_and(|next| {
            let course = next.is("in") && self.token(at + 2).is_some_and(|at| at.is_any(&COURSES));
            let leads_on = !course && self.leads_on(at, verb, next);
            next.function == Function::Preposition && !leads_on
        });
        let takes_place = self.wrapper == Some(AffixKind::Command)
            || verb.is_any(words!(
                "comment vote focus place post act wait check log set draft find list search"
            ));
        // `SAVE_AS_NEW`, `FIND_LAST`, `UpdateOrderAsync`: how to do it, and what to.
        let taken_as = (self.tokens.iter().rev().nth(1)).is_some_and(|before| before.is("as"));
        let selects = self.tokens.len() > at + 2 && self.last().is_some_and(|w| w.is_any(&SELECTS));
        let state = (self.last()).is_some_and(|last| {
            let how =
                verb.has(Traits::LATE_VERB) && is_call(verb, last) && !last.is_any(&OUTCOME_STATES);
            is_state(last) && !last.has(Traits::NOUN) && !taken_as && !selects && !how
        });
        // `OrderCleaning`, but `SetVariableMonitoring`: what is set is a thing.
        let activity = verb.is_any(&BOUNDS_ACTIVITY)
            || self.tokens.len() > at + 2
                && (verb.is_any(&ACTS_ON_ACTIVITY)
                    || verb.has(Traits::LATE_VERB)
                        && is_call(verb, self.tokens.last().unwrap_or(verb)));
        let purpose = (self.tokens.iter().rev().nth(1))
            .is_some_and(|before| before.function == Function::Preposition);
        let ongoing = self.last().is_some_and(is_ing) && !(activity || purpose)
            || matches!(self.tokens, [.., verb, end] if is_ing(verb) && is_particle_of(verb, end));
        // `ClearRecentStickersRequest`: three words and more ask for an act.
        let asked = self.last().is_some_and(|last| last.is("request"))
            && self.tokens.len() > at + 2
            && !verb.is_any(words!("direct express"));
        place && !takes_place
            || self.names_outcome(verb)
            || state && !(makes_state(verb) && (self.tokens.len() > at + 2 || verb.is("mark")))
            || ongoing
            || verb.has(Traits::ADJECTIVE)
                && !(verb.has(Traits::LATE_VERB) || verb.is("record"))
                && self.last_has(Traits::EVENT_NOUN)
                && !asked
            || verb.has(Traits::ADJECTIVE) && self.last().is_some_and(|last| is_joined(last.text))
            || self.is_visit(at, verb)
            || verb.is_any(words!("login logout"))
                && next
                    .is_some_and(|next| next.is_any(words!("button form link page result screen")))
            || self.is_named_attribute(at, verb)
            || verb.is("request") && self.last().is_some_and(|last| last.is("response"))
            || self.tokens.len() > at + 2
                && self.last().is_some_and(|last| last.is("query"))
                && verb.text.starts_with(char::is_uppercase)
                && self.wrapper.is_none()
                && !verb.is_any(words!("cancel run save"))
            || self.wrapper != Some(AffixKind::Command)
                && !verb.is("request")
                && self.ends_in_change(if verb.has(Traits::LATE_VERB) { 4 } else { 2 })
    }

    /// Whether the preposition behind the look-alike at `at` makes a verb of it: `WaitForReply`,
    /// `RunInTerminal`.
    fn leads_on(&self, at: usize, verb: &Token<'_>, preposition: &Token<'_>) -> bool {
        let acts =
            verb.has(Traits::LATE_VERB) && !verb.is("update") && !verb.is_any(&BOUNDARY_VERBS);
        preposition.is_any(words!("to from into as"))
            || preposition.is("for")
                && verb.is_any(words!("wait poll search watch pay vote register schedule"))
            || preposition.is("by") && verb.has(Traits::QUERY) && !verb.is("count")
            || preposition.is("on") && self.token(at + 2).is_some_and(is_on_compound)
            || preposition.is_any(words!("in with onto")) && acts
            || is_particle_of(verb, preposition)
    }

    /// Whether the phrase names how something ended (`PUBLISH_ERROR`) and `verb` does not take
    /// that as its object (`ReportError`).
    pub(super) fn names_outcome(&self, verb: &Token<'_>) -> bool {
        let set = self.last().is_some_and(|last| last.is("timeout"))
            && verb.is_any(words!("set update change extend configure override"));
        // `createChatCompletion`
        let text = verb.is_pure_base() && self.last().is_some_and(|last| last.is("completion"));
        // `UnlockWithTimeout`
        let along = self
            .tokens
            .iter()
            .skip(2)
            .any(|on| on.is_any(words!("on with")))
            || (self.tokens.iter().rev().nth(1)).is_some_and(|with| with.is("with"));
        !along
            && self.last_has(Traits::FAILURE_NOUN)
            && !verb.is_any(&HANDLES_OUTCOMES)
            && !set
            && !text
    }

    /// Whether the look-alike at `at` orders the act that the phrase ends in.
    pub(super) fn orders_act(&self, at: usize) -> bool {
        let act = self.last().is_some_and(is_act);
        self.token(at).is_some_and(|verb| {
            let longer = self.tokens.len() > at + 2 || verb.is_any(words!("complete toggle"));
            longer && act && verb.is_any(&ORDERS_ACTS)
        })
    }

    /// Whether so many words or more lead up to a change, which then is what the name is about.
    pub(super) fn ends_in_change(&self, words: usize) -> bool {
        self.tokens.len() >= words
            && self
                .last()
                .is_some_and(|last| last.is_any(words!("change transition")))
    }
}

/// Whether a verb brings its object to a state: `MarkInvoicePaid`, `SetUserActive`.
pub(crate) fn makes_state(verb: &Token<'_>) -> bool {
    verb.is_any(words!("flag make mark render set"))
}

/// Whether a word tells a state that something can be brought to.
pub(crate) fn is_made(state: &Token<'_>) -> bool {
    is_state(state) || state.forms.past && !state.forms.base || state.is("read")
}

/// Verbs, nouns too, whose object in a longer name may well be an act: `RequestDataExport`.
static ORDERS_ACTS: WordList =
    WordList::of("check complete force process queue request schedule test toggle trigger");

/// A noun for an act that is a verb too, but no mere `Update`, which is one of anything.
fn is_act(token: &Token<'_>) -> bool {
    token.has(Traits::NOUN) && !token.is("update") && !token.is_any(&BOUNDARY_VERBS)
}

/// Verbs whose object a change may be, however long its name.
static MAKES_CHANGES: WordList = WordList::of(
    "\
accept announce apply approve cancel confirm create delete deny generate notify propose \
publish reject send submit validate",
);

/// Verbs, nouns too, that are nouns where they stand alone.
pub(super) static NOUNS_ALONE: WordList = WordList::of(
    "\
alert award benchmark bid bill book bounce breach build cache call capture care change charge chat \
check checkpoint click comment credit damage debit default design dispute draft echo error \
exchange experience face feast finance fire flash flood forecast fork guide harvest hold index \
interview issue label leak lease license link log map massacre match mention merchandise mirror \
murder need notice order outline overload ping plant pool post process promise protest purchase \
push queue quiz race raid rally redirect refund release report request research result review \
reward ride route sack sample schedule score search segment sequence shape shift signal snapshot \
sponsor spotlight stack stage stamp star study surprise survey tag taste test trace trade \
transfer transport trap trip trouble trust visit watch witness work wreck",
);

/// Verbs that behind `post` tell what a hook comes after, and hardly what happens to a post.
pub(crate) static HOOKED: WordList = WordList::of(
    "\
archive authenticate boot bootstrap build checkout commit configure deploy dispatch execute flush handle init initialize install load \
login logout merge migrate mount parse persist receive register render rewrite run save serialize setup shutdown sign start \
stop submit uninstall update upgrade validate",
);

/// Look-alikes that behind the name of a collection are its methods.
static METHODS: WordList = WordList::of("call invite patch tail test train use wait");

/// Verbs, nouns too, that an -ing noun may follow as their object: `StopLogging`.
pub(super) static BOUNDS_ACTIVITY: WordList =
    WordList::of("start stop begin end pause resume finish set setup reset update");

/// Verbs, nouns too, whose object a longer name with an -ing noun at its end may be.
pub(super) static ACTS_ON_ACTIVITY: WordList = WordList::of("change clear request schedule use");

/// What something is in while it lasts: `MoveInProgress`.
pub(super) static COURSES: WordList = WordList::of("error progress queue review transit use");

/// Adjectives that say which one is meant, or how it is done, and never how things stand.
static SELECTS: WordList =
    WordList::of("async bulk current first last next other partial previous single");

/// Verbs that mark a boundary: behind another verb they still head the name.
static BOUNDARY_VERBS: WordList = WordList::of("start stop end begin finish fail succeed confirm");

/// Verbs whose object may be another verb: `start_delete`.
static BOUNDS_VERB: WordList = WordList::of("start begin finish retry confirm");

/// Verbs whose object may be an error or another outcome.
pub(super) static HANDLES_OUTCOMES: WordList = WordList::of(
    "\
handle report log raise throw ignore clear suppress catch record resolve acknowledge \
send simulate inject notify",
);
