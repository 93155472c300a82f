//! Orders whose verb stands at the end: `order.cancel`, `ModalClose`.

use super::idioms::{is_compound, is_object_of, is_particle_of, is_person};
use super::nouns::{is_ing, is_plural};
use super::orders::{BOUNDARY_VERBS, UPDATES};
use super::past::BEGINS_OR_ENDS;
use super::phrase::{MODIFIERS, Phrase, answer, headless};
use super::{Because, Judgment, is_crud};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;
use crate::wrapper::is_typed;

impl Phrase<'_, '_> {
    /// `share_sheet_close`: what is on a screen, whatever it is for, and what is done with it.
    pub(super) fn on_screen(&self) -> Option<Judgment> {
        let [_, .., shown, verb] = self.tokens else {
            return None;
        };
        let end = self.tokens.len() - 1;
        let ordered = || {
            let mut earlier = self.tokens[..end].iter();
            earlier.any(|token| token.is_any(&ORDERS_SHOWING))
        };
        let acts = verb.forms.base
            && verb.is_any(&DONE_ON_SCREEN)
            && shown.is_any(&ON_SCREEN)
            && !ordered();
        acts.then(|| answer(Label::Command, end, Because::ImperativeLast, 0.75))?
    }

    /// `save_booking_click`: what someone did on a page, whatever it is for.
    pub(super) fn gesture(&self) -> Option<Judgment> {
        let (last, before) = self.tokens.split_last()?;
        let shown = before.last()?;
        // `clickedEditOrder`
        if let [clicked, label, _, ..] = self.tokens
            && clicked.is_any(words!("clicked tapped"))
            && (label.is_late_base() || label.is_pure_base())
            && !self.last_has(Traits::EVENT_NOUN | Traits::ATTRIBUTE)
        {
            return answer(Label::Past, 0, Because::LeadingParticiple, 0.75);
        }
        if self.wrapper == Some(AffixKind::Command)
            || !last.is_any(words!("click engage submit tap view"))
        {
            return None;
        }
        let told = |token: &Token<'_>| {
            use Function::{Other, Particle, Preposition};
            token.is_any(&DEALS_WITH_GESTURES)
                || !matches!(token.function, Other | Particle | Preposition)
        };
        // `PersistClick`
        let object = before.len() == 1 && shown.is_pure_base() && shown.is_joined_to(last);
        if object || shown.function == Function::Preposition || before.iter().any(told) {
            return None;
        }
        let noun = || headless(Because::NounLookAlike, 0.7);
        match last {
            // `bidPageView`
            _ if last.is("view") => {
                let seen = shown.is_any(words!("page screen")) && before.len() > 1;
                (seen && !self.first()?.is_pure_base()).then(noun)
            }
            _ if last.is_any(words!("click tap")) => Some(noun()),
            _ => {
                let long = before.len() > 1 && !self.is_joined_by_capitals();
                answer(Label::Command, before.len(), Because::ImperativeLast, 0.75).filter(|_| long)
            }
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
        let ordered =
            self.wrapper == Some(AffixKind::Command) && verb.is_early_base() && !verb.is("change");
        // `BlockFallEvent`
        let falls = verb.is("fall") && self.wrapper == Some(AffixKind::Event);
        // `apps_list`
        let of_many = || previous.is_some_and(is_plural);
        let listed = (verb.is("find") || verb.is_any(words!("list post show")) && of_many())
            // `DatacentersPost`
            && (verb.is("post") || !self.is_joined_by_capitals())
            && previous.is_some_and(Token::may_be_noun);
        if !(verb.is_late_base() || ordered || phrasal || listed || falls)
            || previous.is_none() && !self.has_subject()
        {
            return None;
        }
        // `databases_get_autoscale`: what is asked for may be called by a verb.
        let asked = |token: &Token<'_>| token.is_pure_base() && token.has(Traits::QUERY);
        if at > 1 && self.tokens[1..at].iter().any(asked) {
            return None;
        }
        // `UserSendInvite`: what looks like a verb at the end is what someone did something to.
        let thing =
            verb.has(Traits::NOUN) && !verb.is_any(&BOUNDARY_VERBS) && !verb.is_any(&UPDATES);
        let gesture = verb.is_any(words!("drag drop press scroll swipe tap touch"));
        let told = (self.first()).is_some_and(|first| {
            let acts = if gesture {
                first.forms.base
            } else {
                first.is_early_base()
            };
            !acts || is_person(first)
        });
        // `OrderCloseAsDuplicate`: what it is done as, or with.
        let adjunct = at > 1 && {
            let within = words!("as before during with");
            (self.tokens[at - 1].is_any(within) || at == 2 && self.tokens[1].is("after"))
                && self.tokens[at - 2].is_late_base()
                && !is_particle_of(&self.tokens[at - 2], &self.tokens[at - 1])
        };
        if adjunct {
            return answer(Label::Command, at - 2, Because::ImperativeWithin, 0.65);
        }
        // `team_create_incident_update`
        let made = words!("add create delete publish remove send");
        let makes = |pair: &[Token<'_>]| {
            let part = pair[1].has(Traits::ATTRIBUTE) || pair[1].is_any(words!("flag on"));
            pair[0].is_any(made) && !part
        };
        let earlier = self.tokens.get(1..at).unwrap_or_default();
        let updates = verb.is("update") && earlier.windows(2).any(makes);
        if updates {
            return None;
        }
        // `PlayerBreakBlock`
        let takes = |taking: &Token<'_>| {
            let kind = at.checked_sub(2).and_then(|at| self.token(at));
            let named = kind.is_some_and(|kind| is_compound(kind.text, taking.text));
            !taking.is_any(words!("change reset set update"))
                && !named
                && is_object_of(taking, verb)
        };
        // `PlayerToggleSneak`
        let dealt =
            words!("add archive close create delete disable enable open remove rename update");
        let toggled =
            at > 1 && previous.is_some_and(|toggle| toggle.is("toggle")) && !verb.is_any(dealt);
        if toggled || thing && previous.is_some_and(takes) {
            return answer(Label::Command, at - 1, Because::ImperativeWithin, 0.65);
        }
        // `EditingChatInvite`, `CancellingUpload`
        let moved = at == 1 && verb.is_any(words!("download export import sync upload"));
        let makes = |verb| {
            is_crud(verb)
                || moved && BEGINS_OR_ENDS.has(verb)
                || words!("complete confirm edit send").has(verb)
        };
        let going_on = (self.first())
            .is_some_and(|first| is_ing(first) && first.lemma().is_some_and(makes))
            && !self.has_subject();
        if thing && !phrasal && going_on && !verb.is_pure_base() {
            return None;
        }
        if at > 1 && thing && !phrasal && told && !verb.is("request") && self.is_ordered_before(at)
        {
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
        if previous.is_some() && !phrasal && self.is_described_thing(at) {
            return None;
        }
        let confidence = if verb.is_pure_base() { 0.92 } else { 0.7 };
        answer(Label::Command, at, Because::ImperativeLast, confidence)
    }

    /// Whether the word before the one at `at` makes a thing of it: `initial_update`, `long_press`.
    fn is_described_thing(&self, at: usize) -> bool {
        let (Some(previous), Some(verb)) = (self.token(at.wrapping_sub(1)), self.token(at)) else {
            return false;
        };
        let pure = verb.is_pure_base();
        let adjective = previous.has(Traits::ADJECTIVE)
            && previous.function == Function::Other
            && !previous.forms.past
            && !previous.has(Traits::VERB | Traits::NOUN)
            || previous.is_any(words!("initial default final"));
        // `pending_cancel`, `InitialDeploy`: how it stands, or which one it is.
        let stands = previous.is_any(words!(
            "clean current default final first fresh initial last late latest new next original \
             pending previous recent successful"
        ));
        let manner =
            pure && (at > 1 || self.has_subject() || !stands) || previous.is_any(&MODIFIERS);
        let times = words!("double long quadruple quintuple short single triple");
        let pressed = verb.is_any(words!("press tap")) && previous.is_any(times);
        // `CommitAck`, `VM_CREATE_ACK`
        let asked = matches!(self.wrapper, Some(AffixKind::Command | AffixKind::Request));
        let answers = verb.is_any(words!("ack nack"))
            && (is_typed(verb) && previous.has(Traits::NOUN) || previous.is_late_base())
            && !asked;
        // `RELEASE_FROM_QUARANTINE`
        let placed = previous.is_any(words!("by from in of via with")) && !pure
            || previous.is_any(words!("for to"));
        // `error_no_status_update`
        let none = !pure && self.tokens[..at].iter().any(|token| token.is("no"));
        // `PartitionNoLongerIdle`
        let longer = at > 1 && previous.is("longer") && self.tokens[at - 2].is("no");
        previous.function == Function::Determiner
            || longer
            || none
            || pressed
            || answers
            || placed
            || adjective && !manner
            || !pure && is_compound(previous.text, verb.text)
    }
}

words! {
    /// What opens and closes on a screen.
    static ON_SCREEN =
        "dialog drawer dropdown menu modal overlay panel popover popup sheet sidebar toast tooltip";
}

words! {
    /// Verbs whose object that may be: `PreventModalClose`.
    static ORDERS_SHOWING = "\
allow cancel confirm disable dispatch enable force get handle keep leave list prevent request schedule set \
show toggle trigger validate";
}

words! {
    /// Verbs whose object a click may be, and what brings it in: `TrackLinkClick`, `PayWithOneTap`.
    static DEALS_WITH_GESTURES = "\
after aggregate allow and await before bind by consume count debounce deduplicate detect disable \
do double emit emulate enable enrich execute fire get handle ignore install intercept invoke \
listen log on or perform persist prevent process publish receive record register replace replay \
report send set simulate then throttle track trigger upon validate verify with";
}

words! {
    /// What is done with that.
    static DONE_ON_SCREEN =
        "cancel close collapse dismiss expand hide open show submit toggle";
}
