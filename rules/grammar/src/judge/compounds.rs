//! Look-alikes that with what follows them are one noun: `PurchaseOrder`, `LoginAttempt`.

use super::idioms::{is_compound, is_person};
use super::look_alikes::{ACTS_ON_ACTIVITY, NOUNS_ALONE, TAKES_ACTIVITY};
use super::nouns::{is_occurrence, is_plural, singular};
use super::phrase::Phrase;
use crate::affix::AffixKind;
use crate::lexicon::Traits;
use crate::nominal::is_joined;
use crate::token::Token;
use crate::words::words;

impl<'n> Phrase<'_, 'n> {
    /// Whether a look-alike and what follows it are one noun: `PurchaseOrder`, `LoginAttempt`.
    pub(super) fn is_named_attribute(&self, at: usize, verb: &Token<'_>) -> bool {
        let Some(next) = self.token(at + 1) else {
            return false;
        };
        let attribute = next.has(Traits::ATTRIBUTE)
            && self.wrapper != Some(AffixKind::Command)
            && self.tokens.len() == at + 2
            && !verb.is_any(&SETS_ATTRIBUTES)
            && (!verb.has(Traits::QUERY) || next.is_any(words!("count result results")))
            && (!verb.has(Traits::LATE_VERB)
                || next.is_any(words!("date time timestamp"))
                || next.is("attempt") && !verb.is_any(&TAKES_ATTEMPTS)
                || next.is_any(words!("progress status")) && verb.is_any(&MAKES_PROGRESS)
                || next.is_any(words!("state status")) && verb.is_any(&HAS_STATES)
                || next.is("mode") && verb.is_any(words!("launch park power run scan sleep wake")));
        let record = self.tokens.len() > at + 2
            && self.last().is_some_and(|last| last.is_any(&RECORDS))
            && self.wrapper != Some(AffixKind::Command)
            && !verb.is_any(words!("capture report"))
            && !verb.has(Traits::LATE_VERB | Traits::QUERY)
            && !verb.is_any(&SETS_ATTRIBUTES);
        // `rent_reminder`
        let about = || {
            let things = words!("detail details handler reaction reminder");
            !verb.has(Traits::LATE_VERB | Traits::QUERY)
                && self.last().is_some_and(|last| last.is_any(things))
                && !verb.is_any(&SETS_ATTRIBUTES)
                && !verb.is_any(words!(
                    "file filter log post process schedule stage transfer"
                ))
                && self.wrapper != Some(AffixKind::Command)
        };
        // `RefundInformation`
        let told = next.is("information")
            && self.tokens.len() == at + 2
            && verb.is_any(&KINDS_OF_OCCURRENCE)
            && !verb.is("report");
        // `calendar_import_result`
        let outcome = at > 0
            && self.tokens.len() == at + 2
            && next.is_any(words!("result results"))
            && !is_person(&self.tokens[at - 1]);
        attribute
            || outcome
            || told
            || next.is("attempts") && is_joined(verb.text)
            || about()
            || record
            || self.is_reason(at)
            || self.names_event(at, verb)
            || self.names_occurrence(at, verb, next)
            || is_compound(verb.text, next.text)
    }

    /// Whether a phrase is why what the verb at `at` says was done: `CancelReason`.
    pub(super) fn is_reason(&self, at: usize) -> bool {
        let explained = words!(
            "abandon approve ban block boot cancel close decline deny dispute escalate exit fail \
             hold kick override refuse reject reschedule return revoke skip stop suspend void"
        );
        self.wrapper != Some(AffixKind::Command)
            && self.tokens.len() == at + 2
            && self
                .last()
                .is_some_and(|last| last.is_any(words!("reason reasons")))
            && self.token(at).is_some_and(|verb| verb.is_any(explained))
    }

    /// Whether a noun for a visit of some kind begins a longer noun: `CheckoutStepTitle`.
    pub(super) fn is_visit(&self, at: usize, verb: &Token<'_>) -> bool {
        let visit = words!("checkin checkout payout signup");
        let steps = self.tokens.len() > at + 2
            && verb.is_any(visit)
            && self.wrapper != Some(AffixKind::Command);
        // `login_form`
        let page = verb.is_any(words!("login logout signup"))
            && (self.token(at + 1)).is_some_and(|next| next.is_any(&SHOWN) || next.is("bonus"));
        steps || page
    }

    /// Whether a look-alike and one noun are what an event is about: `BlockDamageEvent`,
    /// `PushRulesEvent`. A verb that also ends names is a verb here too (`PlaceOrderEvent`).
    fn names_event(&self, at: usize, verb: &Token<'_>) -> bool {
        let wrapped = self.wrapper == Some(AffixKind::Event) && at == 0;
        // `BlockPhysicsEvent`, but `BlockCardEvent`
        let built = words!(
            "command component damage dispense exp fall physics piston redstone state update"
        );
        let piece = verb.is("block") && self.token(1).is_some_and(|next| next.is_any(built));
        let kind = || {
            self.tokens.len() == 2
                && !verb.has(Traits::LATE_VERB | Traits::QUERY)
                && !verb.is("check")
                && (verb.is_any(&NOUNS_ALONE) || is_joined(verb.text))
                && !verb.is_any(&ACTS_ON_ACTIVITY)
                && !verb.is_any(&TAKES_ACTIVITY)
        };
        wrapped && (piece || kind())
    }

    /// Whether a look-alike only tells which kind of occurrence the noun behind it is:
    /// `LeaveRequest`, `ClaimSettlement`, `MeterReading`.
    fn names_occurrence(&self, at: usize, verb: &Token<'_>, next: &Token<'_>) -> bool {
        let occurrence = next.has(Traits::ING_NOUN) || is_occurrence(next);
        // `TagDeletions`, but not `ListModifications` or `CacheOrderModifications`.
        let spared = words!("book cache capture index link read release report review");
        let acts = verb.has(Traits::LATE_VERB | Traits::QUERY) || verb.is_any(spared);
        let several = self.last().is_some_and(is_plural);
        let made = self.last().is_some_and(|last| MAKINGS.has(singular(last)))
            && !(several && (acts || self.tokens.len() > at + 2))
            && (verb.is_any(&NOUNS_ALONE) || verb.is("list"))
            && !verb.is_any(&TAKES_MAKINGS)
            // `ChangeApproval`, but not `ChangePlanRenewal`
            && !(verb.is("change") && self.tokens.len() > at + 2);
        let ordered = self.wrapper == Some(AffixKind::Command);
        let requested = || {
            let dealt = ordered && verb.has(Traits::LATE_VERB) && !next.is("request");
            // `booking.review_request`
            let asked = verb.is("review") && self.before.is_some_and(is_reviewed);
            let taken = verb.is_any(&TAKES_REQUESTS) && !asked || dealt;
            next.is_any(&OCCURRENCES) && !taken
        };
        // `cache_eviction`, `post_validation`
        let kind = || {
            let behind =
                words!("authentication calibration initialization validation verification");
            verb.is_any(&KINDS_OF_OCCURRENCE)
                || verb.is_any(&KEPT_BY_PROGRAMS) && next.is_any(&BEFALLS_THOSE)
                || next.is_any(words!("eviction invalidation"))
                || verb.is("post") && next.is_any(behind)
        };
        made || self.tokens.len() == at + 2
            && (requested()
                || occurrence && !ordered && kind()
                || verb.is_any(&UNDERGO) && next.is_any(&BEFALLS))
    }
}

/// Whether a review of what a word names may be requested.
fn is_reviewed(token: &Token<'_>) -> bool {
    let orders = words!("command commands request requests");
    token.has(Traits::NOUN) && !token.is_early_base() && !token.is_any(orders)
}

words! {
    /// Verbs, nouns too, whose object may well be an attribute: `ChangeDate`, `CheckLimit`.
    static SETS_ATTRIBUTES = "\
associate backfill book cache calculate change check decrease decrement handle hold increase increment \
index issue lower map mask raise read record request reset review set tag track";
}

words! {
    /// Verbs, nouns too, whose object an attempt may be.
    static TAKES_ATTEMPTS = "close end finish resume save start stop";
}

words! {
    /// Verbs, nouns too, for what takes a while.
    static MAKES_PROGRESS = "\
backup block build commit copy download export import install load lock merge move play postprocess \
preprocess quarantine reboot restore sync upload";
}

words! {
    /// Verbs, nouns too, for what something does while it is in a state: `SleepMode`.
    static HAS_STATES = "boot exit launch park pause play power run scan sleep start stop wake";
}

words! {
    /// Nouns for what holds data on something: `RouteTableConfiguration`.
    pub(super) static RECORDS = "\
base callback config configuration context criteria header headers history info metadata \
options progress reminder spec specification statistics stats summary";
}

words! {
    /// Verbs, nouns too, whose object may well be a request or a change.
    static TAKES_REQUESTS = "\
audit block cancel check close commit find handle hold issue log open process push queue \
record reject request retry review route save schedule stage track";
}

words! {
    /// Look-alikes that before a noun for an occurrence mostly tell its kind.
    static KINDS_OF_OCCURRENCE = "\
bid call charge claim credit damage debit deposit design dispute exchange fire license login logout \
meter purchase refund relay report return route score signal signup trade witness work";
}

words! {
    /// Look-alikes that name what programs keep.
    static KEPT_BY_PROGRAMS = "\
block buffer cache index journal lock log partition pool queue segment shard snapshot stream table";
}

words! {
    /// What happens to that: `LogCompaction`, `LockEscalation`.
    static BEFALLS_THOSE = "\
acquisition allocation assignment compaction contention corruption escalation exhaustion \
finalization fragmentation reassignment reduction rotation saturation starvation truncation";
}

words! {
    /// Nouns for how a thing comes about and goes: `TagCreation`, `RouteStopArrival`.
    pub(super) static MAKINGS = "\
activation addition approval arrival cancellation creation deactivation deletion departure expiration \
generation insertion modification rejection removal renewal retention reversal termination";
}

words! {
    /// Verbs, nouns too, whose object those may well be.
    static TAKES_MAKINGS = "check log process queue request schedule";
}

words! {
    /// Verbs, nouns too, for what is dealt with rather than done to something: `ChargeRefund`.
    static UNDERGO =
        "build call charge claim dispute match poll purchase quarantine shift";
}

words! {
    /// Nouns, verbs too, for what is done to those.
    static BEFALLS = "\
answer capture claim dispute hangup hold miss preview queue refund release review transfer void \
vote";
}

words! {
    /// Nouns for an occurrence that a single noun before them names the kind of.
    static OCCURRENCES =
        "change decrease increase mismatch request response suggestion transition";
}

words! {
    /// What a visitor sees of a visit.
    static SHOWN = "button footer form header link page result screen";
}
