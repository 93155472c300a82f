//! Look-alikes that with what follows them are one noun: `PurchaseOrder`, `LoginAttempt`.

use super::idioms::{holds, is_compound};
use super::nouns::{is_deverbal, is_plural};
use super::orders::{ACTS_ON_ACTIVITY, BOUNDS_ACTIVITY, NOUNS_ALONE};
use super::phrase::Phrase;
use crate::affix::AffixKind;
use crate::inflect::Token;
use crate::lexicon::Traits;
use crate::nominal::is_thing;

impl<'n> Phrase<'_, 'n> {
    /// Whether a look-alike and what follows it are one noun: `PurchaseOrder`, `LoginAttempt`.
    pub(super) fn is_named_attribute(&self, at: usize, verb: &Token<'_>) -> bool {
        let Some(next) = self.token(at + 1) else {
            return false;
        };
        let attribute = next.has(Traits::ATTRIBUTE)
            && self.tokens.len() == at + 2
            && !holds(SETS_ATTRIBUTES, verb.text)
            && (!verb.has(Traits::QUERY) || next.is_any(&["count", "result", "results"]))
            && (!verb.has(Traits::LATE_VERB)
                || next.is_any(&["time", "date", "timestamp"])
                || next.is("progress") && verb.is_any(&MAKES_PROGRESS));
        let record = self.tokens.len() > at + 2
            && self.last().is_some_and(|last| holds(RECORDS, last.text))
            && !verb.has(Traits::LATE_VERB | Traits::QUERY)
            && !holds(SETS_ATTRIBUTES, verb.text);
        attribute
            || record
            || self.names_event(at, verb)
            || self.names_occurrence(at, verb, next)
            || is_compound(verb.text, next.text)
    }

    /// Whether a noun for a visit of some kind begins a longer noun: `CheckoutStepTitle`.
    pub(super) fn is_visit(&self, at: usize, verb: &Token<'_>) -> bool {
        let visit = ["checkin", "checkout", "payout", "signup"];
        self.tokens.len() > at + 2
            && verb.is_any(&visit)
            && self.wrapper != Some(AffixKind::Command)
    }

    /// Whether a look-alike and one noun are what an event is about: `BlockDamageEvent`,
    /// `PushRulesEvent`. A verb that also ends names is a verb here too (`PlaceOrderEvent`).
    fn names_event(&self, at: usize, verb: &Token<'_>) -> bool {
        self.wrapper == Some(AffixKind::Event)
            && at == 0
            && self.tokens.len() == 2
            && !verb.has(Traits::LATE_VERB | Traits::QUERY)
            && !verb.is("check")
            && (holds(NOUNS_ALONE, verb.text) || !self.last().is_some_and(is_plural))
            && !verb.is_any(&ACTS_ON_ACTIVITY)
            && !holds(BOUNDS_ACTIVITY, verb.text)
    }

    /// Whether a look-alike only tells which kind of occurrence the noun behind it is:
    /// `LeaveRequest`, `ClaimSettlement`, `MeterReading`.
    fn names_occurrence(&self, at: usize, verb: &Token<'_>, next: &Token<'_>) -> bool {
        let occurrence = next.has(Traits::ING_NOUN) || is_deverbal(next) && !is_thing(next.text);
        let made = self.last().is_some_and(|last| holds(MAKINGS, last.text))
            && (holds(NOUNS_ALONE, verb.text) || verb.is("list"))
            && !holds(TAKES_MAKINGS, verb.text);
        made || self.tokens.len() == at + 2
            && (next.is_any(&OCCURRENCES) && !holds(TAKES_REQUESTS, verb.text)
                || occurrence && holds(KINDS_OF_OCCURRENCE, verb.text)
                || holds(UNDERGO, verb.text) && holds(BEFALLS, next.text))
    }
}

/// Verbs, nouns too, whose object may well be an attribute: `ChangeDate`, `CheckLimit`.
const SETS_ATTRIBUTES: &str = "\
associate book cache calculate change check decrease decrement hold increase increment \
index issue lower map mask raise record request reset review set tag track";

/// Verbs, nouns too, for what takes a while.
const MAKES_PROGRESS: [&str; 10] = [
    "copy", "download", "export", "import", "install", "load", "move", "restore", "sync", "upload",
];

/// Nouns for what holds data on something: `RouteTableConfiguration`.
pub(super) const RECORDS: &str = "\
config configuration context criteria info metadata options spec specification \
statistics stats summary";

/// Verbs, nouns too, whose object may well be a request or a change.
const TAKES_REQUESTS: &str = "\
audit block cancel check close commit handle hold issue log open process push queue \
record reject request retry review route schedule stage track";

/// Look-alikes that before a noun for an occurrence mostly tell its kind.
const KINDS_OF_OCCURRENCE: &str = "\
call claim credit damage debit design dispute exchange login logout meter purchase \
refund report return signal signup trade work";

/// Nouns for how a thing comes about and goes: `TagCreation`, `RouteStopArrival`.
const MAKINGS: &str = "activation addition approval arrival cancellation creation deactivation deletion departure expiration \
generation insertion modification removal retention termination";

/// Verbs, nouns too, whose object those may well be.
const TAKES_MAKINGS: &str =
    "audit block cancel check handle log process queue record reject request retry schedule track";

/// Verbs, nouns too, for what is dealt with rather than done to something: `ChargeRefund`.
const UNDERGO: &str = "build call charge claim dispute match poll purchase shift trade";

/// Nouns, verbs too, for what is done to those.
const BEFALLS: &str =
    "answer capture claim dispute hangup hold miss queue refund release review transfer void vote";

/// Nouns for an occurrence that a single noun before them names the kind of.
const OCCURRENCES: [&str; 8] = [
    "change",
    "decrease",
    "increase",
    "mismatch",
    "request",
    "response",
    "suggestion",
    "transition",
];
