//! A past form with a noun behind it: whether it tells what happened to that, or only describes it.

use super::compounds::RECORDS;
use super::idioms::{is_compound, is_person};
use super::nouns::{OUTCOME_STATES, is_ing, is_state};
use super::past::{BEGINS_OR_ENDS, switches};
use super::phrase::{Imperative, Phrase, answer};
use super::{Because, Judgment, is_crud};
use crate::affix::AffixKind;
use crate::inflect::is_tense_alone;
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;

impl<'n> Phrase<'_, 'n> {
    /// The participle at `at` with a noun behind it. `ordered` says whether an imperative stands
    /// before it.
    pub(super) fn past_before_object(
        &self,
        at: usize,
        confidence: f32,
        ordered: bool,
    ) -> Option<Judgment> {
        let (verb, next) = (self.token(at)?, self.token(at + 1)?);
        // `ShotClock`, `thought_process`
        if at == 0 && is_compound(verb.text, next.text) {
            return None;
        }
        // `StartedCleaning`: what began or ended is the activity.
        let activity = is_ing(next) || at == 0 && self.last().is_some_and(is_ing);
        if verb.lemma().is_some_and(|verb| BEGINS_OR_ENDS.has(verb)) && activity {
            let because = match at {
                0 => Because::LeadingBound,
                _ => Because::Participle,
            };
            return answer(Label::Past, at, because, 0.85);
        }
        // `EnabledClosedCaptioning`
        if at == 0 && switches(verb) && self.last().is_some_and(is_ing) {
            return answer(Label::Past, at, Because::LeadingBound, 0.75);
        }
        let headed = || self.last_has(Traits::EVENT_NOUN | Traits::FAILURE_NOUN);
        let exceeds = verb.lemma() == Some("exceed") && (self.last()?.is("limit") || !headed());
        // `request_reached_downloader`, `got_request_exception`: no noun is described by these.
        if verb.lemma().is_some_and(|verb| TELLS_ALWAYS.has(verb))
            && !verb.forms.base
            && (at > 0 || matches!(verb.lemma(), Some("become" | "get")) || exceeds)
        {
            let because = match verb.lemma() {
                Some("exceed") if at == 0 => Because::LeadingParticiple,
                _ => Because::Participle,
            };
            return answer(Label::Past, at, because, 0.85);
        }
        // `CacheWentCold`
        let clear = matches!(self.imperative(), Some(Imperative::Clear(order)) if order < at);
        let tells = at > 0 && !clear && verb.is_pure_past() && !verb.has(Traits::NOUN);
        // `setForgotPassword`
        let described = verb.is_any(words!("forgot hid"));
        if tells && !described && is_tense_alone(verb.text) {
            return answer(Label::Past, at, Because::Participle, 0.9);
        }
        // `FailedCreate`, `FailedScheduling`: what was tried stands behind the failure.
        let tried = next.forms.base
            || next.forms.ing
            || self
                .last()
                .is_some_and(|last| last.is_late_base() || last.forms.ing);
        if at == 0 && verb.lemma() == Some("fail") && tried && !self.last_has(Traits::EVENT_NOUN) {
            return answer(Label::Past, at, Because::LeadingParticiple, 0.75);
        }
        // `JobFailedStart`
        let tried = || self.last().is_some_and(Token::is_late_base) && self.imperative().is_none();
        if at > 0 && verb.lemma() == Some("fail") && tried() {
            return answer(Label::Past, at, Because::Participle, 0.75);
        }
        // `HostConnectionFailedTimeout`: why it failed stands behind.
        let reason = self.last_has(Traits::FAILURE_NOUN) || self.last()?.is("problem");
        let why = reason && matches!(verb.lemma(), Some("cancel" | "fail"));
        if at > 0 && why && !ordered {
            return answer(Label::Past, at, Because::Participle, 0.75);
        }
        // `linkedEditingRange`, `NewStackedPane`, `WrongExpectedVersion`
        let new = at == 1
            && (self.first()).is_some_and(|first| first.is_any(words!("new unexpected wrong")));
        if new || at == 0 && is_ing(next) && self.tokens.len() > 2 {
            return None;
        }
        // `UserRequestedUpdate`: whoever did it stands before the verb.
        let subject = at.checked_sub(1).and_then(|at| self.token(at));
        // `GUEST_PINNED_LAMPS_UPDATE`
        let updated =
            verb.shouts() && self.tokens.len() > at + 2 && self.last_has(Traits::LATE_VERB);
        let by_person = subject.is_some_and(is_person)
            && !verb.forms.base
            && !updated
            && !self
                .imperative()
                .is_some_and(|order| self.orders_clearly(order));
        if !by_person && (ordered || self.is_headed_behind(at)?) {
            return None;
        }
        // `oadrCreatedReport`
        let prefixed = at == 1
            && self.first().is_some_and(|prefix| {
                prefix.traits == Traits::NONE && prefix.text.starts_with(char::is_lowercase)
            });
        let (because, confidence) = match (at - usize::from(prefixed), self.has_subject()) {
            (0, true) => (Because::LeadingParticiple, 0.8),
            (0, false) => (Because::LeadingParticiple, 0.65),
            _ => (Because::Participle, confidence.min(0.85)),
        };
        answer(Label::Past, at, because, confidence)
    }

    /// Whether a word behind the participle at `at` heads the phrase in its place.
    fn is_headed_behind(&self, at: usize) -> Option<bool> {
        let last = self.last()?;
        // A message that was sent or received is a thing, not an occurrence of its own, and
        // `CustomerReachedCreditLimit` tells what someone did something to.
        let done = self.token(at).and_then(Token::lemma);
        let made =
            done.is_some_and(|verb| matches!(verb, "add" | "destroy" | "edit") || is_crud(verb));
        let longer = self.tokens.len() > 2;
        let object = match (at, made) {
            (0, false) => {
                // `SentReminder`
                let passed = matches!(done, Some("deliver" | "dismiss" | "receive" | "send"));
                last.is_any(&MESSAGES) || passed && last.is_any(words!("receipt reminder"))
            }
            (0, true) => {
                // `ChangedFallbackHandler`
                let part = last.is("handler") && longer;
                part || last.is_any(&HEADS) || last.is_any(&MESSAGES) || last.is_any(&MADE)
            }
            _ => last.is_any(&HEADS),
        };
        // `ClientToggledFieldVisible`: the state that it was brought to.
        let state =
            is_state(last) && done != Some("make") && (at == 0 || last.is_any(&OUTCOME_STATES));
        // `created_pack`: right behind the participle, what could be a verb is a noun.
        let orders = last.is_pure_base() && (at > 0 || longer)
            || last.is_late_base()
                && (at > 0 || self.tokens.len() > 3 || last.is("update"))
                && !self.before_last().is_some_and(|kind| kind.is("initial"));
        // `CompletedNetworkImport`: what began or ended may well be an act.
        let bounds = at == 0 && done.is_some_and(|verb| BEGINS_OR_ENDS.has(verb));
        // `RevokedRoomInvite`: an act that this was done to.
        let dealt = at == 0
            && self.wrapper != Some(AffixKind::Command)
            && !last.is_pure_base()
            && done.is_some_and(|verb| DEALT_WITH.has(verb));
        let orders = orders && !(bounds || dealt);
        // `encrypted_folder_enroll_client`: the participle belongs to who acts.
        let brought = |at: usize| self.tokens[at - 1].function == Function::Preposition;
        let describes_subject = || {
            let order = self.imperative_within_at();
            at == 0 && order.is_some_and(|order| order > 1 && !brought(order))
        };
        let event = last.has(Traits::EVENT_NOUN) && !object;
        // `ArchivedStoryDeletion`: what is done to a thing, whatever was done to that before.
        let describes = words!("archive bias cache link reserve save share store");
        let act = longer && last.is_any(&ACTS) && done.is_some_and(|verb| describes.has(verb));
        // `ScheduledTasksInfo`
        let record = at == 0 && longer && last.is_any(&RECORDS) && !made;
        // `ScheduledTimeReaches`
        let does = || {
            let end = self.tokens.len() - 1;
            let listed = !last.word.is_empty() || last.is("exists");
            at == 0 && !listed && self.acts_as_third_person(end, last)
        };
        // `SessionLastSavedTime`, but not `ChangedStartDate`.
        let kept = at == 0 && made && longer;
        let when = last.is_any(words!("date time timestamp")) && !kept;
        Some(
            event
                || act
                || orders
                || is_ing(last)
                || state
                || record
                || when
                || last.forms.third && does()
                || describes_subject(),
        )
    }
}

words! {
    /// Verbs whose past hardly ever describes the noun behind it.
    static TELLS_ALWAYS = "become enter exceed gain get join leave reach win";
}

words! {
    /// Nouns that head a phrase with a participle before them, unless that has a subject.
    static HEADS =
        "count letter limit percentage rate ratio receipt report service template";
}

words! {
    /// What is done to an act as well as to a thing.
    static DEALT_WITH = "\
accept acknowledge add apply approve change confirm create decline delete deny disable download \
edit enable initiate receive reject remove request revoke send skip submit succeed update";
}

words! {
    /// Nouns for an occurrence that are made and changed as things are: `DeletedRepository`.
    static MADE = "alert incident reminder repository sms summary";
}

words! {
    /// What is done to a thing, and no thing itself.
    pub(super) static ACTS = "\
activation creation deactivation deletion destruction eviction removal revocation";
}

words! {
    static MESSAGES = "message email sms letter notification reply";
}
