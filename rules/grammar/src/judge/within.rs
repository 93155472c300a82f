//! Commands and queries whose verb stands in the middle: someone or something, a verb, its object.

use super::idioms::{is_compound, is_object_of, is_particle_of, is_person};
use super::look_alikes::{ATTEMPTS, COURSES, ERRORS, HANDLES_OUTCOMES};
use super::nouns::{OUTCOME_STATES, is_occurrence, is_plural, is_state};
use super::phrase::{Imperative, Phrase, answer};
use super::{Because, Judgment};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::nominal::is_joined;
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;
use crate::wrapper::is_typed;

impl<'n> Phrase<'_, 'n> {
    /// `UrlBlockByContentFilter`: what follows the preposition is not the head.
    pub(super) fn imperative_before_preposition(&self) -> Option<Judgment> {
        let at = (0..self.tokens.len()).find(|at| {
            let Some([verb, next, ..]) = self.tokens.get(*at..) else {
                return false;
            };
            // `VmPowerOffOnIsolation`
            let phrasal = verb.forms.base && is_particle_of(verb, next);
            let behind = if phrasal {
                self.token(at + 2)
            } else {
                Some(next)
            };
            // `guest_click_on_button`
            let clicks = verb.is("click") && next.is("on");
            (phrasal || clicks || verb.is_late_base())
                && behind.is_some_and(|behind| {
                    behind.function == Function::Preposition
                        && !behind.is_any(words!("of than then"))
                })
        })?;
        // `workflow_run_in_progress`
        let lasts = self
            .token(at + 2)
            .is_some_and(|course| course.is_any(&COURSES));
        if lasts || at == 0 && !self.has_subject() {
            return None;
        }
        answer(self.asks_or_orders(at), at, Because::ImperativeWithin, 0.7)
    }

    fn asks_or_orders(&self, at: usize) -> Label {
        match self.token(at) {
            Some(verb) if verb.has(Traits::QUERY) => Label::Query,
            _ => Label::Command,
        }
    }

    /// `file_add_comment`: someone or something, a verb, its object.
    pub(super) fn imperative_within(&self) -> Option<Judgment> {
        let at = self.imperative_within_at()?;
        let verb = self.token(at)?;
        let confidence = if verb.is_pure_base() { 0.65 } else { 0.5 };
        answer(
            self.asks_or_orders(at),
            at,
            Because::ImperativeWithin,
            confidence,
        )
    }

    /// `linked_services_list_by_factory`: several things, and what is done with them.
    pub(super) fn collection(&self) -> Option<Judgment> {
        let ended = self.last_has(Traits::FAILURE_NOUN) || self.last()?.is_any(&OUTCOME_STATES);
        if ended
            || self.is_joined_by_capitals()
            || matches!(self.imperative(), Some(Imperative::Clear(_)))
        {
            return None;
        }
        let acts = |verb: &Token<'_>| {
            verb.is_pure_base() || verb.is_any(words!("find list")) || verb.is_any(&METHODS_OF_MANY)
        };
        let at = self
            .tokens
            .windows(2)
            .position(|pair| is_plural(&pair[0]) && pair[1].forms.base && acts(&pair[1]))?;
        let verb = self.token(at + 1)?;
        if verb.has(Traits::QUERY) {
            return answer(Label::Query, at + 1, Because::ImperativeWithin, 0.7);
        }
        (at + 2 < self.tokens.len())
            .then(|| answer(Label::Command, at + 1, Because::ImperativeWithin, 0.65))?
    }

    /// The place of the verb in [`Self::imperative_within`].
    pub(super) fn imperative_within_at(&self) -> Option<usize> {
        let end = self.tokens.len() - 1;
        let last = self.last()?;
        // `spend_limit_remove_exception`
        let excepted = last.is("exception")
            && !self.is_joined_by_capitals()
            && (self.before_last())
                .is_some_and(|verb| verb.is_any(words!("add create delete remove")));
        let failed = self.last_has(Traits::FAILURE_NOUN) && !excepted;
        if failed || last.is_any(words!("ack change nack")) || last.is_any(&OUTCOME_STATES) {
            return None;
        }
        // `account_change_login_info`, but not `price_change_info`
        let acted = || {
            let before = self.tokens.get(..end.saturating_sub(1)).unwrap_or_default();
            (before.iter()).any(|token| token.is_any(words!("change save update")))
        };
        if last.is_any(words!("context info options progress summary"))
            && !(self.tokens.iter()).any(|token| token.has(Traits::QUERY))
            && !acted()
        {
            return None;
        }
        let described = self.first().is_some_and(is_state);
        let ordered = self.token(1).is_some_and(Token::is_pure_base)
            && !self.first().is_some_and(|first| first.is("successful"));
        // `NewListenAddress`
        let new = self.first().is_some_and(|first| first.is("new"));
        let from = if new || described && !ordered { 2 } else { 1 };
        let occurrence = self.wrapper != Some(AffixKind::Command) && last.is_any(&ABOUT_AN_ACT);
        (from..end)
            .rfind(|at| {
                let named = |pair: &[Token<'_>]| {
                    // `DEPTH_LOWER_THAN_KEEL`
                    pair[1].is("than") || is_compound(pair[0].text, pair[1].text)
                };
                self.tokens[*at].is_pure_base() && !named(&self.tokens[*at..*at + 2])
            })
            .map(|at| {
                // `account_remove_spend_limit`
                let earlier = at.checked_sub(1).filter(|earlier| *earlier >= from);
                let adds = words!("add change remove update");
                let acts = |earlier: &usize| {
                    let described = earlier
                        .checked_sub(1)
                        .is_some_and(|at| self.tokens[at].forms.past);
                    let verb = &self.tokens[*earlier];
                    verb.is_any(adds) && !described && !self.tokens[at].is_any(adds)
                };
                // `SwarmGetUnlockKey`
                let gets = |earlier: &usize| self.tokens[*earlier].is("get");
                let asked = || (from..at).find(gets);
                earlier.filter(acts).or_else(asked).unwrap_or(at)
            })
            .filter(|at| {
                // `file_remove_expiration`
                let granted = self.tokens[*at].is_any(words!("add extend remove"))
                    && last.is_any(words!("expiration expiry permission"))
                    || self.tokens[*at].is("undo");
                !(occurrence && at + 1 == end && !granted || self.is_phrasal(*at))
            })
            .or_else(|| (1..end).find(|at| self.is_verb_between_things(*at)))
            .filter(|at| !self.is_failed_attempt(*at))
    }

    /// `AssetCancelErrorDetail`: the verb at `at` tells what was tried.
    fn is_failed_attempt(&self, at: usize) -> bool {
        let Some([verb, error, part, ..]) = self.tokens.get(at..) else {
            return false;
        };
        let deals = words!("add create delete display edit hide remove show submit");
        let told = words!("code cause detail details dtl info message reason");
        let named = verb.has(Traits::QUERY) || verb.is_any(&HANDLES_OUTCOMES);
        let failed = error.has(Traits::FAILURE_NOUN) && part.is_any(told);
        failed && !(named || verb.is_any(deals))
    }

    /// Whether a look-alike stands between a noun and the noun that is its object:
    /// `PlayerDropItemEvent`, `CargoSetItineraryCommand`, `member_change_email`, `legal_holds_export_a_hold`.
    fn is_verb_between_things(&self, at: usize) -> bool {
        // `cart_update_order_from_request`: the request is not what is updated.
        let source = |token: &Token<'_>| token.is_any(words!("by from via with"));
        let behind = self.tokens.get(at + 2..).unwrap_or_default();
        let of_request = behind.last().is_some_and(|last| last.is("request"));
        let length = behind.iter().position(|token| of_request && source(token));
        let end = at + 2 + length.unwrap_or(behind.len());
        let (Some(before), Some(verb), Some(after), Some(last)) = (
            at.checked_sub(1).and_then(|at| self.token(at)),
            self.token(at),
            self.token(at + 1),
            self.token(end - 1),
        ) else {
            return false;
        };
        // `ModelLoadErrors`
        let failed = || last.is_any(&ERRORS) && verb.is_any(&ATTEMPTS) && !is_person(before);
        let named = || is_compound(before.text, verb.text) && !verb.has(Traits::LATE_VERB);
        let kind = verb.is_any(&NAMES_KINDS) && !is_person(before);
        let acts = verb.is_early_base() && !kind || verb.is("arm");
        if acts && is_object_of(verb, after) && !is_compound(before.text, verb.text) && !failed() {
            return true;
        }
        if !verb.is_early_base() || failed() || named() {
            return false;
        }
        if after.function == Function::Determiner {
            return true;
        }
        let thing = |token: &Token<'_>| token.has(Traits::NOUN) && !token.is_late_base();
        // `smart_sync_change_policy`: the sync is what the change is of.
        let parted = !self.is_joined_by_capitals();
        if parted && after.is("change") && at + 2 < self.tokens.len() {
            return false;
        }
        let part = words!("amount feed percent state status token");
        let acted_on = at > 1 && parted && before.is_late_base() && !last.is_any(part);
        let changes = || {
            // `group_change_management_type`
            let managed = after.is("management") && last.is_any(words!("level mode policy type"));
            let object =
                after.function == Function::Other && (managed || !after.is_any(&OF_A_CHANGE));
            verb.is("change") && object
        };
        let occurs = || last.has(Traits::EVENT_NOUN) || is_occurrence(last) || last.is("loss");
        let headed = || last.has(Traits::ATTRIBUTE) || occurs();
        let wrapped = matches!(self.wrapper, Some(AffixKind::Event | AffixKind::Command));
        // `CheckoutStepUpdatePositionEvent`
        let acts = || {
            let updates = verb.is("update") && !(occurs() || is_ware(before));
            // `CafeIncrementSoldCountCommand`
            let sold = self.wrapper == Some(AffixKind::Command) && after.is_pure_past();
            wrapped && (thing(after) || sold) && (updates || sold || !headed())
        };
        // `FirmwareUpdateShelf`
        let ware_updates = verb.is("update") && is_ware(before);
        // `bag_update_cooldown`, `order_sign_payment`, but not `data_export_job`.
        let acts_last = || last.forms.base && last.has(Traits::EARLY_VERB | Traits::LATE_VERB);
        let updates = || {
            let object = || thing(after) && !is_compound(verb.text, after.text);
            if ware_updates {
                return false;
            }
            let triggers = || {
                let told = last.is_any(words!("condition list type"));
                verb.is("trigger") && !after.has(Traits::ADJECTIVE) && !told
            };
            // `team_stop_instances`
            let halts = || verb.is_any(&NAMES_PARTS) && last.is_any(&HALTED);
            let acts = verb.is_any(&ACTS_WITHIN)
                || triggers()
                || verb.is("read") && at > 1 && !is_plural(before) && parted
                || verb.is("list") && is_plural(last)
                || verb.is("filter")
                    && last.is_any(words!("items methods orders products rows users"))
                || acts_on(verb, last) && (object() || after.unknown)
                || halts() && object();
            let named = is_compound(before.text, verb.text)
                || last.is_any(&OF_AN_ACT) && (!verb.is("update") || is_typed(&self.tokens[0]));
            acts && !(named || acts_last() || headed())
        };
        // `QuicStartClient`
        let named = || {
            let part = before.traits == Traits::NONE && at == 1;
            part && !ware_updates
                && !last.is_any(&OF_AN_ACT)
                && (verb.has(Traits::LATE_VERB) || verb.is("set"))
                && (thing(after) || after.unknown)
                && !(headed() || acts_last())
        };
        // `light_set_scene`, but not `PermissionSetAssignment`.
        let sets = || {
            let object = after.function == Function::Other
                && (after.has(Traits::ADJECTIVE) || after.may_be_noun());
            verb.is("set")
                && self.wrapper != Some(AffixKind::Event)
                && object
                && !is_compound(before.text, verb.text)
                && !before.is_any(&COME_IN_SETS)
                && !(last.has(Traits::EVENT_NOUN) || is_occurrence(last))
        };
        // `OrderUpdateShippingCost`, but not `OrderUpdateStatus`.
        let renews = || {
            let parts = Traits::ATTRIBUTE | Traits::EVENT_NOUN;
            let object = !after.has(parts) && !after.is_any(&OF_AN_ACT) && !after.is("new");
            let kept = last.is_any(words!("details info settings"));
            (verb.is("update") || kept && verb.is_any(words!("change save")))
                && at + 2 < end
                && after.function == Function::Other
                && object
                && !ware_updates
                && !(last.is_late_base() || occurs())
        };
        // `classStartRecording`
        let records = at + 2 == self.tokens.len()
            && after.has(Traits::ING_NOUN)
            && verb.is_any(words!("begin pause resume start stop"));
        // `totp_start_enrollment`
        let begins = at + 2 == self.tokens.len()
            && parted
            && after.is_any(words!(
                "authentication enrollment migration registration verification"
            ))
            && verb.is_any(words!("begin finish start"));
        named()
            || begins
            || sets()
            || records && thing(before)
            || (thing(before) || before.unknown || before.has(Traits::ING_NOUN)) && renews()
            || thing(before) && (acts() || updates())
            || (thing(before) || acted_on) && (changes() || verb.is("update") && updates())
            || (before.unknown || before.has(Traits::ING_NOUN)) && (changes() || updates())
            || before.forms.ing && parted && changes()
            || before.traits == Traits::NONE && self.wrapper == Some(AffixKind::Command) && acts()
    }
}

/// Whether a look-alike somewhere before `thing` is a verb and that its object, rather than the kind
/// of thing it is: `order_sign_payment`, but not `data_export_job`.
pub(crate) fn acts_on(verb: &Token<'_>, thing: &Token<'_>) -> bool {
    verb.has(Traits::LATE_VERB)
        && verb.forms.base
        && !verb.is_any(&NAMES_PARTS)
        && thing.may_be_noun()
        && !(thing.is_late_base() || thing.is_any(&OF_AN_ACT) || is_joined(thing.text))
}

/// Whether updates are of what a word names, so that `update` behind it is hardly an act.
pub(crate) fn is_ware(token: &Token<'_>) -> bool {
    token.is_any(words!("firmware software"))
}

words! {
    /// What comes in sets, before which a set is hardly an act.
    pub(super) static COME_IN_SETS = "\
attribute backup card dimension display document event feature field gift global icon key \
kitchen menu mirror node option parameter permission photo policy price problem question read \
skill template test tool training view";
}

words! {
    /// Look-alikes that between two nouns are the verb.
    static ACTS_WITHIN = "\
add clear close connect decrease enable export hide increase make mark patch register reorder \
replace reset restart save select show toggle update";
}

words! {
    /// Look-alikes that behind a noun may well be one with it: `MutualFundAccount`.
    static NAMES_KINDS = "fund grade ground name print process rank";
}

words! {
    /// Look-alikes that between two nouns may well be nouns too: `voice_end_frame`.
    static NAMES_PARTS = "archive begin end finish flush merge run start stop";
}

words! {
    /// What is started and stopped.
    static HALTED = "\
clusters containers devices hosts instances jobs machines nodes servers services sessions tasks \
vms workers";
}

words! {
    /// What belongs to an act, and is hardly its object.
    static OF_AN_ACT = "\
activity banner batch booth box btn button campaign channel count dialog fee feed file folder form \
format handler icon image job key link log manager number page path plan point process progress \
queue reason rule screen sensor sheet size subscription task telemetry template ticket token version window";
}

words! {
    /// Verbs, nouns too, for what is done with several things.
    static METHODS_OF_MANY = "check reset start stop switch sync";
}

words! {
    /// Nouns, made from verbs, for what is about an act that the word before them names.
    static ABOUT_AN_ACT = "\
approval authorization bounce btn button click completion confirmation expiration expiry heartbeat notification \
permission validation verification";
}

words! {
    /// What a change has and is never its object: `PriceChangeReason`.
    static OF_A_CHANGE = "\
alert count date event handler history listener log management notice notification reason \
record reminder request set summary time type warning";
}
