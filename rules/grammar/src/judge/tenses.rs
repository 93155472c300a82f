//! Present and progressive, and what auxiliaries say.

use super::compounds::{MAKINGS, RECORDS};
use super::idioms::{is_particle_of, is_person};
use super::look_alikes::HANDLES_OUTCOMES;
use super::nouns::{OUTCOME_STATES, is_deverbal, is_ing, is_occurrence, is_state};
use super::orders::BOUNDARY_VERBS;
use super::past::BEGINS_OR_ENDS;
use super::phrase::{Imperative, MODIFIERS, Phrase, answer};
use super::{Because, Judgment, is_crud};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::verdict::Label;
use crate::words::{Pairs, words};
use crate::wrapper::is_call;

impl<'n> Phrase<'_, 'n> {
    /// `was`, `did`, `has`, `is`, `can` decide before any other verb.
    pub(super) fn auxiliary(&self) -> Option<Judgment> {
        let at = self.auxiliary_at()?;
        let token = self.token(at)?;
        let skipped = |token: &&Token<'_>| {
            token.function == Function::Not || token.has(Traits::ADVERB) && !token.forms.past
        };
        let next = at + 1 + self.tokens.iter().skip(at + 1).take_while(skipped).count();
        let after = self.token(next);
        let is_past = |token: Option<&Token<'_>>| token.is_some_and(|token| token.forms.past);
        let being = (self.tokens.iter()).position(|token| token.function == Function::Being);
        if let Some(being) = being.filter(|being| *being <= next) {
            return self.being_done(being);
        }
        match token.function {
            // `CouldNotSecureFunds`
            Function::Modal
                if token.is("could")
                    && (self.token(at + 1)).is_some_and(|not| not.function == Function::Not)
                    && after.is_some_and(|after| after.forms.base || after.is("be")) =>
            {
                answer(Label::Past, next, Because::PastAuxiliary, 0.9)
            }
            Function::PastAuxiliary => {
                let verb = |token: &Token<'_>| token.forms.past || token.forms.base;
                let by_verb = self.tokens.iter().skip(at + 1).position(verb);
                let head = match token.word {
                    "had" => at,
                    _ => by_verb.map_or(at, |offset| at + 1 + offset),
                };
                answer(Label::Past, head, Because::PastAuxiliary, 0.97)
            }
            Function::Has
                if is_past(after) && (at > 0 || self.has_subject())
                    || after.is_some_and(|after| after.is("been")) =>
            {
                let passive = is_past(self.token(next + 1)) && after?.is("been");
                let head = next + usize::from(passive);
                answer(Label::Past, head, Because::PastAuxiliary, 0.93)
            }
            // `PayeeIsNotActiveError`
            Function::Is | Function::Modal if at > 0 && self.last()?.is("error") => None,
            // `MembersCanShareChanged`: what changed is whether they can.
            Function::Modal
                if after.is_some_and(|after| {
                    after.forms.base && !after.is_any(words!("be get have stay"))
                }) && self
                    .last()?
                    .is_any(words!("changed modified toggled updated")) =>
            {
                None
            }
            Function::Is | Function::Has | Function::Modal if self.questions(at, token) => {
                answer(Label::Query, at, Because::Question, 0.9)
            }
            // `DiscountGroupIsActiveSet`: what is so is the object of a later verb.
            Function::Is if self.last()?.forms.past && next + 1 < self.tokens.len() => None,
            Function::Is
                if after.is_some_and(|after| {
                    is_ing(after) || after.forms.ing && after.has(Traits::ING_NOUN)
                }) =>
            {
                answer(Label::Progressive, next, Because::InProgress, 0.9)
            }
            _ if self.tokens.len() > 1 || self.has_subject() => {
                answer(Label::Present, at, Because::PresentAuxiliary, 0.9)
            }
            _ => None,
        }
    }

    /// The place of the auxiliary that decides, if any does.
    fn auxiliary_at(&self) -> Option<usize> {
        // `IsPreparedToPlayDidChange`: what did change stands before.
        let did = |token: &Token<'_>| token.is("did") && token.function == Function::PastAuxiliary;
        if let Some(at) = self.tokens.iter().position(did) {
            return (!self.names_identifier(at)).then_some(at);
        }
        let at = self.tokens.iter().position(|token| {
            use Function::{Being, Has, Is, Modal, PastAuxiliary};
            matches!(token.function, Being | Has | Is | Modal | PastAuxiliary)
        })?;
        // `RemoveAddressBecauseStreetWasRemoved`: only the reason is told.
        let reason = self.tokens[..at].iter().any(|token| token.is("because"));
        let ordered = matches!(self.imperative(), Some(Imperative::Clear(_)));
        // `GetTaskByIsCompleted`
        let by = at > 1 && self.tokens[at - 1].is("by");
        // `GetAddressIsValid`
        let gets = at > 1 && self.first().is_some_and(|first| first.is("get"));
        if gets || by && self.first().is_some_and(|first| first.has(Traits::QUERY)) {
            return None;
        }
        // `GuestCanOpenGateEnabled`: what may be done is a setting.
        let switched = at > 0
            && self.tokens[at].function == Function::Modal
            && (self.last()).is_some_and(|last| last.is_any(words!("disabled enabled")));
        if switched {
            return None;
        }
        // `SET_SHOULD_SHOW_HINT`, `updateMembersCanInviteSetting`
        let setting = words!("flag setting settings");
        let set = self.first().is_some_and(|first| {
            let flag = match self.tokens[at].function {
                Function::Modal => !self.tokens[at].is("does"),
                Function::Is if is_call(first, &self.tokens[at]) => true,
                // `SET_IS_DIALOG_OPEN`
                Function::Is | Function::Has => first.shouts() && self.tokens.len() > 3,
                _ => false,
            };
            first.is("set") && at == 1 && flag
                || first.is_any(words!("set update"))
                    && self.last().is_some_and(|last| last.is_any(setting))
        });
        if set {
            return None;
        }
        // `promote-user-to-be-admin`
        let become_so = at > 0 && self.tokens[at - 1].is("to");
        let told = self
            .imperative()
            .is_some_and(|order| self.orders_clearly(order) && order.at() + 2 < at);
        // `machine_found_to_be_slow`
        let found = become_so && at > 1 && self.tokens[at - 2].is_any(&FOUND_TO_BE);
        (!(ordered && reason || told && become_so || found)).then_some(at)
    }

    /// Whether the `Did` at `at` is a decentralized identifier: `resolveDid`, `DidRegistration`.
    fn names_identifier(&self, at: usize) -> bool {
        let verbal = |next: &Token<'_>| next.forms.base || next.function == Function::Not;
        let object = matches!(self.imperative(), Some(Imperative::Clear(order)) if order < at);
        let ends = at + 1 == self.tokens.len() || self.last().is_some_and(is_deverbal);
        (object || ends)
            && self.tokens[at].text.starts_with('D')
            && !self.token(at + 1).is_some_and(verbal)
    }

    /// `VmBeingHotMigrated`
    fn being_done(&self, being: usize) -> Option<Judgment> {
        let from = being + 1;
        let past = self
            .tokens
            .iter()
            .skip(from)
            .position(|token| token.forms.past);
        let head = past
            .map_or(from, |offset| from + offset)
            .min(self.tokens.len() - 1);
        answer(Label::Progressive, head, Because::BeingDone, 0.95)
    }

    /// `IsEnabledChanged`: what changed is whether something is so.
    fn tells_of_flag(&self, auxiliary: &Token<'_>) -> bool {
        let [.., flag, last] = self.tokens else {
            return false;
        };
        auxiliary.function == Function::Is
            && self.tokens.len() > 2
            && last.is_any(words!("changed set toggled updated"))
            && (flag.forms.past || flag.forms.ing || flag.is_pure_adjective())
    }

    /// Whether the auxiliary at `at` asks a question: `IsAuthorized`, `BatchCanShip`.
    fn questions(&self, at: usize, auxiliary: &Token<'_>) -> bool {
        // `AdminIsPromoted`
        let person = at == 1 && auxiliary.function == Function::Is && self.tokens[0].is("admin");
        // `chat.isGuestInRoom`, but not `order.is_paid` or `user.isFavoriteChanged`.
        let own_subject = || {
            let named = |next: &Token<'_>| {
                let thing = next.has(Traits::NOUN) && !next.has(Traits::ADJECTIVE);
                thing && next.function == Function::Other && !(next.forms.past || next.forms.ing)
            };
            at == 0
                && auxiliary.function == Function::Is
                && self.tokens.len() > 2
                && self.token(1).is_some_and(named)
                && !self.last().is_some_and(|last| last.forms.past)
        };
        !person
            && self.tokens[..at]
                .iter()
                .all(|token| token.is_any(&MODIFIERS))
            && (!self.has_subject() || own_subject())
            && self.tokens.len() > 1
            && !self.tells_of_flag(auxiliary)
            && !auxiliary.is_any(words!("cannot cant must"))
            // `can_not_ship`
            && !(auxiliary.function == Function::Modal
                && self.token(at + 1).is_some_and(|not| not.is("not")))
    }

    pub(super) fn third_person(&self) -> Option<Judgment> {
        let end = self.tokens.len() - 1;
        // `InvoiceNeedUpdate`
        let needs = |at: usize, token: &Token<'_>| {
            let next = self.token(at + 1);
            let act = next.is_some_and(|next| next.is_late_base() || is_ing(next));
            token.is("need") && at > 0 && act && self.imperative().is_none()
        };
        let mut third = self
            .tokens
            .iter()
            .enumerate()
            .filter(|(at, token)| token.forms.third || needs(*at, token));
        let (at, verb) = third.find(|(at, token)| self.acts_as_third_person(*at, token))?;
        // `checking_file_exists`
        if at > 1 && self.first().is_some_and(is_ing) {
            return None;
        }
        // `UserExistsFailure`
        let handles = verb.lemma().is_some_and(|verb| HANDLES_OUTCOMES.has(verb));
        let failed = at < end && self.last_has(Traits::FAILURE_NOUN) && !handles;
        let wants = verb
            .lemma()
            .is_some_and(|verb| words!("need require").has(verb));
        if failed || at < end && self.last()?.is_pure_base() && !wants {
            return None;
        }
        let ordered = match self.imperative() {
            Some(Imperative::Clear(order)) => order < at,
            Some(Imperative::LookAlike(order)) => {
                order < at
                    && verb.lemma() != Some("need")
                    && (self.token(order)?.has(Traits::LATE_VERB | Traits::QUERY)
                        || self.token(order)?.is("set"))
            }
            None => false,
        };
        // `RefreshFails`
        let ends = at == end && at == 1 && verb.is_any(words!("completes fails finishes succeeds"));
        if ordered && !ends {
            return None;
        }
        let confidence = if verb.is_pure_verb() { 0.93 } else { 0.75 };
        answer(Label::Present, at, Because::ThirdPerson, confidence)
    }

    /// Whether the third person `token` at `at` is a verb rather than several things.
    pub(super) fn acts_as_third_person(&self, at: usize, token: &Token<'_>) -> bool {
        // `MyMessagesDigest`
        let owned = |owner: &Token<'_>| owner.is_any(words!("my our your"));
        if at
            .checked_sub(1)
            .and_then(|at| self.token(at))
            .is_some_and(owned)
        {
            return false;
        }
        if token.is_pure_verb() || token.is_any(words!("need needs")) {
            return true;
        }
        let happens = token.lemma().is_some_and(|verb| HAPPENINGS.has(verb));
        let next = self.token(at + 1);
        // `Tenant raises an issue`
        let article = |next: &Token<'_>| next.is_any(words!("a an the"));
        // `BatteryRunsLow`, but not `UpdatesAvailable`.
        let becomes = |next: &Token<'_>| {
            // `ChangeKeysAsync`
            let called = next.is("async") && self.imperative().is_some();
            // `PORTS_BUSY`: which things, and how they are.
            let links = token.is_pure_verb() || token.lemma().is_some_and(|verb| LINKS.has(verb));
            links && is_state(next) && !(next.is_any(&OUTCOME_STATES) || called)
        };
        let moves = |next: &Token<'_>| {
            next.is_any(&DIRECTIONS) && token.lemma().is_some_and(|verb| MOVES.has(verb))
        };
        // `GuestWantsToPay`
        let wants = |next: &Token<'_>| {
            let act = self.token(at + 2);
            next.is("to")
                && act.is_some_and(|act| act.is_late_base())
                && token.lemma().is_some_and(|verb| WANTS.has(verb))
        };
        let goes_on = |next| {
            article(next)
                || wants(next)
                || is_particle_of(token, next)
                || becomes(next)
                || moves(next)
        };
        if at > 0 {
            return happens || next.is_some_and(goes_on);
        }
        // `supports_feature`
        let supports = token.is("supports")
            && next.is_some_and(|what| what.may_be_noun() && !what.is_early_base());
        // `TakesInitiative`
        supports
            || happens
                && next.is_some_and(|object| {
                    object.has(Traits::NOUN)
                        && !object.has(Traits::ATTRIBUTE | Traits::EVENT_NOUN)
                        && token
                            .verb
                            .is_some_and(|verb| verb.traits.has(Traits::IRREGULAR))
                })
    }

    /// `WaitingForPodScheduled`: what is still awaited has not happened.
    pub(super) fn awaiting(&self) -> Option<Judgment> {
        let [first, second, ..] = self.tokens else {
            return None;
        };
        // `WaitingCompletion`
        let done = self.last().is_some_and(Token::is_pure_past);
        let waits = first.is("awaiting") && !done || first.is("waiting") && is_occurrence(second);
        // `tax_filing_due`
        let due = second.is("due") && self.tokens.len() == 2;
        let toward = second.function == Function::Preposition && !due || waits;
        let phrasal = is_particle_of(first, second);
        // `RollingBackToSavepoint`
        let led_on = || {
            let told = self.tokens.iter().any(|token| token.forms.past);
            let to = self.token(2);
            !told && to.is_some_and(|to| to.function == Function::Preposition)
        };
        if phrasal && first.forms.ing && led_on() {
            return answer(Label::Progressive, 0, Because::InProgress, 0.8);
        }
        let toward = toward && !(phrasal || second.is("of"));
        if is_ing(first) && toward {
            return answer(Label::Progressive, 0, Because::InProgress, 0.9);
        }
        None
    }

    /// `CreatingReportLine`, `saving_settings`: whatever follows is being made.
    pub(super) fn making(&self) -> Option<Judgment> {
        let [verb, _, ..] = self.tokens else {
            return None;
        };
        let makes = |verb| is_crud(verb) || MAKES.has(verb);
        // `BuildingImage`, `ScalingReplicaSet`
        let bare = self.tokens.len() == 2 || self.tokens.len() == 3 && self.last()?.is("set");
        let prepares = bare && PREPARES.has(verb.text, self.token(1)?.text);
        let makes = prepares || verb.forms.ing && verb.lemma().is_some_and(makes);
        // `EditingStart`
        let bounds = || {
            self.tokens.len() == 2 && self.last().is_some_and(|last| last.is_any(&BOUNDARY_VERBS))
        };
        if !makes
            || self.token(1).is_some_and(|of| of.is("of"))
            || bounds()
            || self.last_has(Traits::FAILURE_NOUN)
        {
            return None;
        }
        answer(Label::Progressive, 0, Because::InProgress, 0.85)
    }

    /// `ChannelOpening`, but not `JobOpening`.
    fn ends_in_opening(&self) -> bool {
        let offered = words!(
            "account bed branch grand internship job position role seat shift slot store vacancy"
        );
        let opens = |what: &Token<'_>| !(what.is_any(offered) || is_state(what));
        self.last().is_some_and(|last| last.is("opening")) && self.before_last().is_some_and(opens)
    }

    pub(super) fn in_progress(&self) -> Option<Judgment> {
        let phrasal = || {
            let running =
                |pair: &[Token<'_>]| pair[0].forms.ing && is_particle_of(&pair[0], &pair[1]);
            self.tokens.windows(2).position(running)
        };
        let end = self.tokens.len() - 1;
        let opening = || self.ends_in_opening().then_some(end);
        // `RequestingCleaning`: the first acts on the second.
        let acting = self.first().filter(|first| is_ing(first)).map(|_| 0);
        // `ChargingStopping`, `SharingPolicyChanging`
        let bounds = |last: &Token<'_>| last.lemma().is_some_and(|verb| BEGINS_OR_ENDS.has(verb));
        let bounded = || {
            (self.last())
                .is_some_and(|last| last.forms.ing && (end > 1 && is_ing(last) || bounds(last)))
        };
        let at = acting
            .map(|at| if bounded() { end } else { at })
            .or_else(|| self.tokens.iter().rposition(is_ing))
            .or_else(phrasal)
            .or_else(opening)?;
        // `TypingNotice`, `MonitoringConfiguration`: the noun heads the phrase.
        let heads = Traits::FAILURE_NOUN | Traits::EVENT_NOUN | Traits::ATTRIBUTE;
        let next = self.token(at + 1);
        // `ApproachingLimit`, `SEATS_APPROACHING_LIMIT`
        let reached = words!("amount capacity limit quota threshold timeout");
        let nears = self.tokens[at].is_any(&NEARS)
            && (at == 0 && !self.last_has(Traits::FAILURE_NOUN) || self.last()?.is_any(reached));
        // `NodeEnteringStandbyMode`
        let changes = self.tokens[at].is_any(words!("entering exiting leaving"))
            && at + 1 < end
            && self.last()?.is_any(words!("mode phase stage state"));
        // `StartingSession`
        let run = words!("connection session transaction");
        let started =
            self.last()?.is("request") || self.last()?.is_any(run) && bounds(&self.tokens[at]);
        let acts = changes || nears || at == 0 && started;
        let named = self.last_has(heads)
            && !acts
            && !self.last()?.is_any(words!("result results"))
            && next.is_none_or(|next| next.function != Function::Preposition);
        // `CarCleaningDue`
        let due = self.last()?.is_any(words!("due overdue"));
        let previous = at.checked_sub(1).and_then(|at| self.token(at));
        // `MONITORING_AGENT_UP`, `GuestSharingOff`, but not `TurningHeatingOff`
        let is_switch = self.last()?.is_any(words!("down off on up"))
            && (at + 2 < self.tokens.len() || previous.is_some())
            && !is_particle_of(&self.tokens[at], self.last()?);
        // `INVOICE_PROCESSING_CANCELLATION`
        let made = self.tokens[at].is("processing") && at > 0 && self.last()?.is_any(&MAKINGS);
        // `content_caching_information`, but not `user_sharing_information`
        let does = words!("agent app bot client server service system visitor");
        let of =
            |thing: &Token<'_>| thing.may_be_noun() && !(is_person(thing) || thing.is_any(does));
        let record = previous.is_some_and(of)
            && (self.last()?.is_any(&RECORDS) || self.last()?.is("information"));
        let named = named || due || is_switch || made || record;
        // `external_sharing_create_report`: the activity is the subject of a later verb.
        let subject = previous.is_none_or(is_state)
            && self.imperative_within_at().is_some_and(|order| order > at);
        // `linkedEditingRange`
        let described =
            previous.is_some_and(|previous| previous.forms.past || previous.is("new")) && at == 1;
        // `BillOfLading`, `NonRenewingPurchase`
        let of = previous.is_some_and(|previous| previous.is_any(words!("error non of")))
            || at == 0 && next.is_some_and(|next| next.is("of"));
        // `user_delete_streaming_batch`, `site_enable_logging`
        let switched =
            at == end && previous.is_some_and(|verb| verb.is_any(words!("disable enable")));
        // `SeekerStartLookingForWorkCommand`
        let order = previous.filter(|_| self.wrapper == Some(AffixKind::Command));
        if order.is_some_and(|verb| verb.forms.base && verb.is_any(&BEGINS_OR_ENDS)) {
            return answer(Label::Command, at - 1, Because::ImperativeWithin, 0.65);
        }
        // `site_add_tracking_code`
        let adds = |verb: &Token<'_>| verb.is_pure_base() && !verb.is_any(&BEGINS_OR_ENDS);
        let acted = at > 1 && at < end && previous.is_some_and(adds);
        let ordered = acted || (at < end || switched) && self.is_ordered_before(at);
        if of || ordered || at < end && (named || subject || described) {
            return None;
        }
        // `ChannelStartTyping`
        let begins = |order: &Token<'_>| order.is_any(words!("begin start"));
        if at == end && at > 1 && previous.is_some_and(begins) {
            return answer(Label::Command, at - 1, Because::ImperativeWithin, 0.5);
        }
        let confidence = if at == end { 0.9 } else { 0.75 };
        answer(Label::Progressive, at, Because::InProgress, confidence)
    }
}

words! {
    /// Participles behind which `to be` tells how something was, and not what is to come.
    pub(super) static FOUND_TO_BE = "detected found proven reported seen shown";
}

words! {
    /// Noun-verb look-alikes that in the third person, before one of [`DIRECTIONS`], tell where
    /// something goes: `PriceDropsBelowLimit`.
    static MOVES =
        "climb cross drop enter jump move return slide switch transfer turn walk";
}

words! {
    /// Verbs for what someone is about, with `to` behind them: `GuestWantsToPay`.
    static WANTS =
        "agree ask attempt choose decide fail intend need offer plan refuse try want wish";
}

words! {
    static DIRECTIONS = "above below beyond into onto past through to";
}

words! {
    /// Words for what comes near a bound.
    pub(super) static NEARS = "approaching exceeding nearing reaching";
}

words! {
    /// What is under way when its -ing form leads, whatever follows.
    static MAKES = "\
add disable dismiss enable enter exit get load publish raise refresh register send skip submit \
terminate";
}

/// What programs build, open and scale, though the words for it are nouns as well.
static PREPARES: Pairs<2> = Pairs::of(
    "\
binding: port volume volumes
building: container containers image images index
mapping: volume volumes
opening: connection connections file files tables
scaling: cluster deployment deployments nodes pods replica replicas",
);

words! {
    /// Verbs, nouns too, that a state may follow: `BatteryRunsLow`.
    static LINKS =
        "\
act come fall feel go grow hold look pass read report return run sit sound stand start stay turn";
}

words! {
    /// Noun-verb look-alikes that in the third person tell what happens (`GameStarts`).
    static HAPPENINGS = "\
awake bleed break burn burst buy cancel climb close collapse come crouch die drown eat end \
escape exit fade fail fall finish fire flee fly go grow hurt join jump kneel lack lag land leave live \
lose move need open pause pay place quit reach respond restart resume rise say sell shake ship \
sit sleep slip spawn speak spill start stay stop swim take tell think throw wake win";
}
