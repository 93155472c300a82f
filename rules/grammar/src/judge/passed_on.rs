//! A past form that only describes what an order, a query or another verb is about, or is passed on
//! by it.

use super::nouns::{is_deverbal, is_ing, is_plural};
use super::past::{BEGINS_OR_ENDS, follows_verb, is_outcome};
use super::phrase::{Imperative, Phrase};
use super::tenses::NEARS;
use super::{is_crud, is_ware};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::words::words;
use crate::wrapper::is_call;

impl Phrase<'_, '_> {
    /// Whether the participle at `at` is what something becomes, or is taken as:
    /// `BecomesCrewed`, `ClearMostViewed`, `collectionMarkOrderAsPaid`, but not `MarkedAsPaid`.
    pub(super) fn is_predicate(&self, at: usize) -> bool {
        let Some((previous, earlier)) = self.tokens[..at].split_last() else {
            return false;
        };
        let done = |token: &Token<'_>| token.forms.past;
        // `GetTaskByIsCompleted`
        let by = previous.is("is") && earlier.last().is_some_and(|by| by.is("by"));
        by || previous.is_any(words!("becomes gets least most"))
            || previous.is("as") && !earlier.iter().any(done)
    }

    /// Whether the participle at `at` only tells more of what a `Command` with `order` before it is
    /// about: `StoreRevokeApprovedOfferCommand`, `RegisterBagForFlightBoardedCommand`.
    pub(super) fn is_within_command(&self, at: usize, order: Option<Imperative>) -> bool {
        let mut earlier = self.tokens[..at].iter().skip(1);
        let updates = |verb: &Token<'_>| verb.is_any(words!("decrement increment update"));
        let ends = at + 1 == self.tokens.len();
        self.wrapper == Some(AffixKind::Command)
            && (self.is_ordered_before(at)
                || !ends && earlier.clone().any(updates)
                || order.is_some_and(|order| self.orders_fact(order, at))
                || order.is_some_and(|order| self.orders_clearly(order))
                    && earlier.any(|token| token.is("for")))
    }

    /// Whether a `Command` with `order` at its front is to pass on that something happened to a
    /// thing: `RecordTransferFailedCommand`.
    fn orders_fact(&self, order: Imperative, at: usize) -> bool {
        let told = words!("announce notify record report");
        let tells = |verb: &Token<'_>| {
            let ended = self.tokens[at].lemma().is_some_and(is_outcome);
            verb.is_any(told) || !ended && verb.is_any(words!("publish register send"))
        };
        order.at() == 0 && at > 1 && self.first().is_some_and(tells)
    }

    /// Whether the participle at `at` tells which order it is: `FilteredSubscribeToStream`.
    pub(super) fn tells_order(&self, at: usize) -> bool {
        let [done, order, object, ..] = self.tokens else {
            return false;
        };
        let ended = done
            .lemma()
            .is_some_and(|verb| BEGINS_OR_ENDS.has(verb) || matches!(verb, "fail" | "request"));
        // `ScheduledCloseAccountCommand`
        let later = done.is_any(words!("delayed planned scheduled"));
        let commanded = later && self.wrapper == Some(AffixKind::Command) && order.is_late_base();
        at == 0
            && (order.is_pure_base() || order.is("update") || commanded)
            && !object.is("of")
            && !ended
    }

    /// Whether the participle at `at` describes the thing that a verb in the middle is done to:
    /// `user_delete_scheduled_post`.
    pub(super) fn is_ordered_thing(&self, at: usize) -> bool {
        let thing = (self.tokens.get(at + 1..).unwrap_or_default().iter())
            .all(|next| next.may_be_noun() && !follows_verb(next));
        let ends = |verb| is_outcome(verb) || ENDS.has(verb);
        let told = self.tokens[at].lemma().is_some_and(ends);
        // `timeline_update_protected_config`
        let updates = || {
            let before = self.tokens[..at].split_last();
            let kept = self.tokens[at].is_any(&KEPT);
            let thing = |thing: &Token<'_>| !is_ware(thing);
            before.is_some_and(|(verb, earlier)| {
                kept && verb.is("update") && earlier.last().is_some_and(thing)
            })
        };
        at + 1 < self.tokens.len() && thing && !told && (self.is_ordered_before(at) || updates())
    }

    /// Whether the participle at `at` only describes what a preposition behind `order` brings in:
    /// `DraftWithProvidedId`, `list-emails-for-authenticated`.
    pub(super) fn is_brought_in(&self, at: usize, order: Option<Imperative>) -> bool {
        let previous = at.checked_sub(1).and_then(|at| self.token(at));
        let behind = self.tokens.len() - at - 1;
        // `conversion_to_paid`
        let change = at.checked_sub(2).and_then(|at| self.token(at));
        let turned = previous.is_some_and(|previous| previous.is("to"))
            && order.is_none()
            && change.is_some_and(is_deverbal);
        if turned {
            return true;
        }
        previous.is_some_and(|previous| previous.is_any(words!("with from for")))
            && match order {
                Some(Imperative::Clear(_)) => behind < 2,
                Some(order) => order.at() + 2 == at && behind == 1,
                // `DoorLockingWithStoredCode`
                None => behind > 0 && self.tokens[..at].iter().any(|token| token.forms.ing),
            }
    }

    /// Whether what `order` tells to do is about the participle at `at`, with which the name ends.
    pub(super) fn is_passed_on(&self, order: Imperative, at: usize) -> bool {
        let (Some(verb), Some(past)) = (self.token(order.at()), self.token(at)) else {
            return false;
        };
        // `GetQuoteClicked`: it is what a button says.
        let clicked = past
            .lemma()
            .is_some_and(|verb| words!("click press tap").has(verb));
        // `GetKeyPressed`
        let asked = (self.token(at - 1))
            .is_some_and(|what| is_plural(what) || what.is_any(words!("button key last mouse")));
        if clicked && verb.is_any(words!("find get show view")) && !asked {
            return false;
        }
        // `StartSplit`: nobody split the start.
        let split = past.forms.base
            && (self.orders_over(order, past)
                || self.wrapper == Some(AffixKind::Command)
                || at == order.at() + 1 && is_call(verb, past)
                || verb.is_any(&BEGINS_OR_ENDS)
                || verb.is_any(words!("close open")));
        // `acceptSpoke`: a thing, as its form is a noun's.
        let thing = past.has(Traits::NOUN)
            && past.has(Traits::PAST_FORM)
            && matches!(order, Imperative::Clear(_))
            && (at == order.at() + 1 || !past.forms.base);
        // `RevertDraftToPublished`
        let to = at > order.at() + 2
            && self.token(at - 1).is_some_and(|to| to.is("to"))
            && !self.tokens[..at].iter().any(|token| token.forms.past);
        // `MOVE_FILE_TO_FOLDER_DETAILED`
        let how = past.has(Traits::ADJECTIVAL)
            && self.orders_clearly(order)
            && self.tokens[order.at()..at]
                .iter()
                .any(|token| token.is("to"));
        // `archive_photos_when_album_deleted`, but not `report_created_when_order_shipped`
        let conditional = || {
            let behind = self.tokens.get(order.at() + 1..at).unwrap_or_default();
            let done = |token: &Token<'_>| token.forms.past;
            // `RefreshTokenIfNeeded`
            let needed =
                behind.last().is_some_and(|last| last.is("if")) && !behind.iter().any(done);
            needed
                || behind.first().is_some_and(|next| next.is("if"))
                || (behind.iter().position(|when| when.is("when")))
                    .is_some_and(|when| when > 0 && !behind[..when].iter().any(done))
        };
        // `WaitForOrderPaid`
        let waits = verb.is("wait")
            && self
                .token(order.at() + 1)
                .is_some_and(|next| next.is("for"));
        // `DeleteSelected`
        let picked = words!("batch filter highlight park select");
        let expired =
            past.is("expired") && verb.is_any(words!("delete disable notify purge remove"));
        let settled = |past| !(is_outcome(past) || past == "add" || is_crud(past));
        // `schedule-retry-for-guest-notified`
        let about = || {
            let behind = self.tokens.get(order.at() + 2..at).unwrap_or_default();
            let told = |token: &Token<'_>| token.forms.past || token.is("for");
            let object = self
                .token(order.at() + 1)
                .is_some_and(|object| !told(object));
            object
                && behind.iter().any(|token| token.is("for"))
                && past
                    .lemma()
                    .is_some_and(|past| settled(past) && !ENDS.has(past))
                && (self.orders_clearly(order) || verb.is_any(words!("queue schedule trigger")))
        };
        let bare = self.tokens.len() == 2
            && (expired
                || verb.is_pure_base() && past.lemma().is_some_and(|past| picked.has(past))
                || verb.is("set")
                    && (!self.has_subject() || is_call(verb, past))
                    && past.lemma().is_some_and(settled)
                // `SelectHovered`, but not `SelectOpened`
                || verb.is_any(words!("deselect select unselect"))
                    && past.lemma().is_some_and(|past| MARKED.has(past)));
        // `ProcessOrderPaidCommand`
        let commanded = self.wrapper == Some(AffixKind::Command)
            && (verb.is_any(words!("process handle")) || verb.is_pure_base())
            && !past.lemma().is_some_and(is_outcome);
        split
            || thing
            || bare
            || commanded
            || to
            || how
            || about()
            || waits
            || self.is_subordinate(order.at(), at) && (self.orders_clearly(order) || conditional())
            || self.passes_on(order.at(), at)
            || self.restricts_query(order.at(), at)
    }

    /// Whether the participle at `at`, with `next` behind it, only describes what `order` or another
    /// verb before it acts on.
    pub(super) fn describes_object(
        &self,
        at: usize,
        next: &Token<'_>,
        order: Option<Imperative>,
    ) -> bool {
        let told = self
            .token(at)
            .and_then(Token::lemma)
            .is_some_and(is_outcome);
        let ordered = order.is_some_and(|order| {
            let verb = self.token(order.at());
            let marks = verb.is_some_and(|verb| verb.is("mark")) && self.passes_on(order.at(), at);
            // `UpdatePersonAssignedToMandate`
            let updates = verb
                .is_some_and(|verb| verb.is_any(words!("aggregate set toggle update")))
                && at > order.at() + 1
                && next.function == Function::Preposition
                && !told;
            // `CreateOrderFailedWithError`, `DeleteRequestedByGuest`
            let several = at > order.at() + 1 && is_plural(&self.tokens[at - 1]);
            let ended = told && (at == order.at() + 1 || !self.tokens[at].is("requested"));
            let fact = ended
                && next.function == Function::Preposition
                && !(next.is_any(words!("from to")) || several)
                && !verb.is_some_and(|verb| verb.has(Traits::QUERY | Traits::REPORTING));
            matches!(order, Imperative::Clear(_)) && !fact
                || marks
                || updates
                || self.restricts_query(order.at(), at)
        });
        // `CountingReleasedOccupations`, but not `ClosingFailedDueToLimits`
        // `ActingUserAttemptedToPay`
        let tried = next.is("to") && self.token(at + 2).is_some_and(Token::is_late_base);
        // `SharingPolicyChangedByGuest`, but not `ProcessingOrdersPlacedByGuest`.
        let changed = self.tokens[at].lemma().is_some_and(is_crud);
        // `PackingItemRemovedFromBox`: the -ing word only says what kind of thing it is.
        let kinds =
            words!("advising billing learning packing pricing running sharing shipping waiting");
        let kind = self.first().is_some_and(|first| first.is_any(kinds));
        let leads = next.is("by") || kind && next.function == Function::Preposition;
        let by = at > 1 && changed && leads && !is_plural(&self.tokens[at - 1]);
        let ended = tried || by || (told || at == 1) && next.function == Function::Preposition;
        // `SEATS_APPROACHING_CAPPED_AMOUNT`
        let nears = at > 0 && self.tokens[at - 1].is_any(&NEARS);
        let going_on = nears || at > 0 && self.first().is_some_and(is_ing) && !ended;
        // `TerminalContainsSynchronizedOutput`
        let does = |token: &Token<'_>| token.forms.third && token.is_pure_verb();
        // `ImportSuccessfullyProcessedMessage`
        let how = order.is_some_and(|order| order.at() + 2 == at)
            && self.tokens[at - 1].traits == Traits::ADVERB
            && next.has(Traits::NOUN);
        // `NumberOfCompletedBlocks`
        let part = at > 1 && self.tokens[at - 1].is_any(words!("by for from of with"));
        ordered || how || going_on || part || self.tokens[..at].iter().any(does)
    }

    /// Whether `order` leaves no room for `last`, base and past alike, to be the verb:
    /// `UpdateDataSet`, but not `OverrideVoteCast`.
    fn orders_over(&self, order: Imperative, last: &Token<'_>) -> bool {
        // `SwapEnabledSet`: what was set says whether something may happen.
        let flag = self
            .before_last()
            .is_some_and(|flag| flag.is_any(words!("allowed disabled enabled locked paused")));
        let acts = last.is_any(words!("cast hurt shut")) || last.is("set") && flag;
        let asks = || self.tokens.len() > 2 && self.orders_act(order.at());
        (self.orders_clearly(order) || asks()) && !(self.tokens.len() > 2 && acts)
    }

    /// Whether the imperative at `order` tells to pass on, find or expect what the participle at
    /// `participle` states (`RespondTaskCompleted`), rather than name the thing it happened to.
    fn passes_on(&self, order: usize, participle: usize) -> bool {
        let (Some(verb), Some(past)) = (self.token(order), self.token(participle)) else {
            return false;
        };
        let asks =
            verb.has(Traits::QUERY) && verb.is_pure_base() && !past.lemma().is_some_and(is_answer);
        let fails =
            verb.is_any(words!("publish emit raise")) && past.lemma().is_some_and(is_outcome);
        // `updateSamlDecryptionEnabled`
        let failed = past.is("failed") && participle + 1 == self.tokens.len();
        let switches = verb.is("toggle") && !failed
            || verb.is_any(words!("disable enable update")) && past.lemma().is_some_and(is_flag);
        // `mark_failed`, but not `mark_added`.
        let kept = |verb| verb == "add" || is_crud(verb);
        // `checkRunStateCompleted`: the check was.
        let checked = verb.is("check")
            && is_call(verb, past)
            && participle > order + 1
            && !(self.is_phrasal(order) || past.lemma().is_some_and(is_outcome));
        let ensures = verb.is("ensure") || checked;
        let marks = verb.is_any(words!("make mark unmark"))
            && !past.lemma().is_some_and(kept)
            && !(verb.is("make") && failed);
        // `SetEnabled`
        let flags = verb.is("set") && past.lemma().is_some_and(is_flag);
        // `add_on_added`
        let object = participle > order + 1 && !(participle == order + 2 && self.is_phrasal(order));
        asks || ensures
            || flags
            || marks
            || switches
            || object && verb.has(Traits::REPORTING) && !fails
    }

    /// Whether the participle at `participle` only says which things the query at `order` is for:
    /// `ListBuiltInTypes`, `ListNumbersOptedOut`.
    fn restricts_query(&self, order: usize, participle: usize) -> bool {
        let asks = self
            .token(order)
            .is_some_and(|verb| verb.has(Traits::QUERY));
        let several = self.token(participle - 1).is_some_and(|noun| {
            let thing = noun.has(Traits::NOUN) || noun.traits == Traits::NONE;
            noun.text.ends_with(['s', 'S']) && thing
        });
        let last = participle + 1 == self.tokens.len();
        // `FindArchived`, but not `SearchCompleted`.
        let adjective = !last
            || self
                .token(order)
                .zip(self.token(participle))
                .is_some_and(|(verb, past)| {
                    let kept = past
                        .lemma()
                        .is_some_and(|past| is_crud(past) || is_outcome(past));
                    verb.is("find") || verb.is("list") && is_call(verb, past) && !kept
                });
        // `list_destinations_failed`
        let failed = self
            .token(participle)
            .and_then(Token::lemma)
            .is_some_and(is_outcome);
        // `SearchSavedByGuest`: what looks like a query is what someone did something to.
        let asked = self
            .token(order)
            .is_some_and(|verb| verb.is_any(words!("lookup query search view")));
        let done = self.token(participle).and_then(Token::lemma);
        let kept = || {
            let made = done.is_some_and(is_crud);
            let by =
                (self.token(participle + 1)).is_some_and(|by| by.is_any(words!("by due with")));
            let saved = self
                .token(order)
                .is_some_and(|verb| verb.is_any(words!("query view")));
            made && by && saved
        };
        // `ListUploadedAgain`
        let named = words!("list lookup query search view");
        let how = (self.token(participle + 1))
            .is_some_and(|how| how.is_any(words!("again once twice")))
            && (self.token(order)).is_some_and(|verb| verb.is_any(named));
        let told = participle == order + 1
            && (how || asked && done.is_some_and(|verb| DONE_TO_QUERIES.has(verb)) || kept())
            && self.token(participle + 1).is_some_and(follows_verb);
        asks && !told && (several && !(last && failed) || participle == order + 1 && adjective)
    }
}

words! {
    /// Verbs for how an attempt ends.
    static ENDS =
        "abort accept approve block cancel decline deny expire postpone refuse reject skip";
}

words! {
    /// Verbs for what is done to a thing that may be selected for it.
    static MARKED = "\
archive expire filter flag group hide highlight hover invert link lock mark pin tag";
}

words! {
    /// Participles for how a thing stands that is dealt with all the same.
    static KEPT = "archived hidden locked pinned protected saved scheduled shared";
}

/// What happens to the answer of a question, or to the question itself.
fn is_answer(verb: &str) -> bool {
    is_outcome(verb) || verb == "receive"
}

/// Whether a verb's participle says which of two ways something is set.
fn is_flag(verb: &str) -> bool {
    matches!(
        verb,
        "enable"
            | "disable"
            | "disallow"
            | "archive"
            | "deprecate"
            | "lock"
            | "allow"
            | "restrict"
            | "hide"
    )
}

words! {
    /// What is done to a query itself: `SearchSavedByGuest`, but not `SearchPublishedByGuest`.
    static DONE_TO_QUERIES = "\
abort answer cancel clear close complete execute fail finish open perform raise resolve run save \
start submit";
}
