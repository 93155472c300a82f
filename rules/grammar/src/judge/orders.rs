//! Commands: verbs in their base form. Those at the end of a name have `ordered_last` to themselves.

use super::idioms::{is_compound, is_object_of, is_particle_of, is_person};
use super::look_alikes::NOUNS_ALONE;
use super::nouns::{is_plural, is_state};
use super::past::{BEGINS_OR_ENDS, is_outcome};
use super::phrase::{Imperative, Phrase, answer};
use super::{Because, Judgment};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::nominal::is_joined;
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;
use crate::wrapper::is_call;

impl<'n> Phrase<'_, 'n> {
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
            collection && verb.is_any(&METHODS)
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

    /// `CheckUserExists`, `VerifyOrderIsPaid`: what is so, or has happened, is to be found out.
    pub(super) fn checking(&self) -> Option<Judgment> {
        let [verb, next, ..] = self.tokens else {
            return None;
        };
        // `connectGetNodeProxy`: how to call what is connected.
        let called =
            verb.is("connect") && next.is_any(words!("delete get head options patch post put"));
        if called
            && self
                .tokens
                .iter()
                .any(|what| what.is_any(words!("attach exec proxy")))
            && !self.last()?.forms.past
        {
            return answer(Label::Command, 0, Because::ImperativeFirst, 0.7);
        }
        let checks = verb.is_any(words!("assert check confirm ensure validate verify"));
        if !checks || is_compound(verb.text, next.text) {
            return None;
        }
        let asked = next.is_any(words!("if that whether"));
        // `CheckUserExistsFailed`: the check did.
        let over = self
            .last()
            .is_some_and(|last| last.is_pure_past() && last.lemma().is_some_and(is_outcome));
        let told_so = (self.before_last())
            .is_some_and(|before| matches!(before.function, Function::Is | Function::Has));
        if over && !told_so {
            return None;
        }
        let denied = self
            .token(2)
            .is_some_and(|not| not.function == Function::Not);
        let possible = next.is_any(words!("can may should")) && !denied;
        // `CheckCouldNotBeProcessed`
        if next.function == Function::Modal && !possible {
            return None;
        }
        // `CheckIsPending`: the check is.
        let subject = usize::from(!(verb.is_pure_base() || possible));
        let told = |token: &Token<'_>| {
            use Function::{Has, Is, Modal};
            let auxiliary = matches!(token.function, Has | Is | Modal);
            auxiliary || token.forms.third && token.is_pure_verb()
        };
        let clause = || {
            self.tokens.iter().skip(1 + subject).any(told) && !self.last_has(Traits::FAILURE_NOUN)
        };
        let standing =
            words!("allowed authorised authorized balanced enabled permitted required supported");
        // `CheckInstanceExist`, `check-upgrade`, `CheckLogsActive`, `CheckRoleAuthorized`
        let finds_out = || {
            let [.., thing, last] = self.tokens else {
                return false;
            };
            let longer = self.tokens.len() > 2;
            // `CheckMarkEnabled`, `CheckWasAuthorized`: the check is.
            let noun = words!("cashing constraint deposit digit engine mark number printing");
            let own = next.function != Function::Other || next.is_any(noun);
            let plain = |thing: &Token<'_>| {
                let told = thing.has(Traits::ADVERB) || thing.is_any(words!("pre re"));
                !(own || told || thing.forms.ing)
                    && matches!(thing.function, Function::Other | Function::Particle)
            };
            verb.is("check")
                && !(is_particle_of(verb, next) || next.is("list"))
                && (last.is_any(words!("update upgrade"))
                    || longer && last.is_pure_base() && !last.is_any(&BOUNDARY_VERBS)
                    || longer && last.is_any(standing) && plain(thing)
                    || longer && (is_plural(thing) || thing.is("funds")) && is_state(last))
        };
        (asked || clause() || finds_out())
            .then(|| answer(Label::Command, 0, Because::ImperativeFirst, 0.85))?
    }

    pub(super) fn imperative_first(&self) -> Option<Judgment> {
        if self.tokens.len() < 2 {
            return None;
        }
        let imperative = self.imperative()?;
        let at = imperative.at();
        let (verb, last) = (self.token(at)?, self.last()?);
        let end = self.tokens.len() - 1;
        // `post_user_registration`: the hook that runs behind it.
        let ordered = self.wrapper == Some(AffixKind::Command);
        if verb.is("post") && last.is_any(&HOOKED_ACTS) && !ordered {
            return None;
        }
        // `GET_SCHEMA_RESPONSE`
        if last.is("response") && verb.shouts() && last.shouts() && !verb.is_any(&HANDLES_RESPONSES)
        {
            return None;
        }
        let behind = if verb.has(Traits::QUERY) { at } else { at + 1 };
        // `SynthesizeEndEvent`, but `SendStart`
        let bounded = last.is_any(words!("fail succeed"))
            || verb.is_pure_base()
                && last.is_any(words!("start end begin finish"))
                && !verb.has(Traits::QUERY | Traits::REPORTING)
                && !verb.is_any(words!("send detect"));
        // `RequestCancelPayment`
        let asks = verb.is_any(words!(
            "attempt begin complete initiate queue request schedule"
        )) && end > at + 1
            && self.token(at + 1).is_some_and(|act| {
                let part = words!("add attach insert receive remove subscribe unsubscribe");
                act.is_pure_base() && (verb.is("request") || !act.is_any(part))
            })
            && !last.is_late_base();
        // `RejectTrainingReschedule`
        let previews = verb.is("preview") && last.is_any(words!("buy sell"));
        let answers = (previews || verb.is_any(words!("decline reject request")))
            && end > at + 1
            && last.is_late_base()
            && !(last.is_any(&BOUNDARY_VERBS) || last.is("exit"));
        // `RequestReschedule`, but not `RequestCancel`
        let requested = verb.is("request")
            && last.is_any(words!(
                "activate deactivate deploy evict redeem redeploy reschedule restart unlock unsubscribe"
            ));
        if asks || answers || requested {
            return answer(Label::Command, at, Because::ImperativeFirst, 0.7);
        }
        // `restore_create`
        // `AUTORELOAD_ENABLE`: what only its prefix makes a verb is hardly one.
        let made_up = verb.word.is_empty() && last.is_any(words!("disable enable update"));
        // `Attach Accept`, `CreateNotify`
        let bare = last.is_any(words!("accept acknowledge create delete notify reject"))
            || made_up
            || last.is("send") && !verb.is_pure_base();
        // `requestDelete`
        let called = || {
            let asks = verb.is_any(words!("request skip validate"));
            is_call(verb, last) && (asks || verb.is("trigger") && !bare)
        };
        let takes = || verb.is_any(&TAKES_VERB) || called();
        // `UndoReject`
        let deals = || {
            let dealt = words!("cancel disable enable handle process publish send undo");
            verb.is_any(dealt) && !last.is_any(words!("create delete"))
        };
        if end == 1 && bare && !(takes() || deals()) {
            return answer(Label::Command, end, Because::ImperativeLast, 0.8);
        }
        // `start_delete`, `StartInstanceTerminate`, but not `StartDateModify`
        let starts = verb.is("start")
            && !last.is_any(&BOUNDARY_VERBS)
            && (self.token(at + 1)).is_some_and(|next| !next.is_any(&HAS_START));
        if (end == at + 1 || starts) && last.is_pure_base() && takes() {
            return answer(Label::Command, at, Because::ImperativeFirst, 0.8);
        }
        if last.is_any(&BOUNDARY_VERBS) && (end > behind || bounded) && !self.ends_in_phrase(at) {
            return answer(Label::Command, end, Because::ImperativeLast, 0.8);
        }
        match imperative {
            Imperative::Clear(_) => self.clear_first(at, verb, last),
            Imperative::LookAlike(_) => self.look_alike_first(at, verb, last),
        }
    }

    /// The order at `at`, which is a verb and nothing else.
    fn clear_first(&self, at: usize, verb: &Token<'_>, last: &Token<'_>) -> Option<Judgment> {
        let end = self.tokens.len() - 1;
        // `modify_in_progress`: the modification is.
        let underway = matches!(&self.tokens[at + 1..], [within, progress]
            if within.is("in") && progress.is("progress"))
            || end == at + 1 && last.is("inprogress");
        if underway {
            return None;
        }
        let changes = self.ends_in_change(4)
            && self.wrapper != Some(AffixKind::Command)
            && !verb.is_any(&MAKES_CHANGES);
        // `delete_complete`, `SendFundsSuccessful`
        let told = end > at + 1 && verb.is("notify");
        let ended = last.is_any(words!("ready complete")) && !(makes_state(verb) || told)
            || end > at + 1 && last.is_any(words!("successful successfully")) && !makes_state(verb);
        // `UnarchiveOperationStarting`, but not `DisableJobStarting`
        let goes_on = end > at + 1
            && self.wrapper != Some(AffixKind::Command)
            && !verb.is_any(words!("allow disable enable prevent"))
            && last.forms.ing
            && last.lemma().is_some_and(|verb| RUNS.has(verb))
            && (self.before_last())
                .is_some_and(|what| what.is_any(words!("job operation process task")));
        if self.is_reason(at)
            || self.names_outcome(verb)
            || changes
            || ended
            || goes_on
            || at == end && at > 0
        {
            return None;
        }
        answer(Label::Command, at, Because::ImperativeFirst, 0.97)
    }

    /// The order at `at`, if the word there is one and no noun.
    fn look_alike_first(&self, at: usize, verb: &Token<'_>, last: &Token<'_>) -> Option<Judgment> {
        let end = self.tokens.len() - 1;
        // `post-archive-cmd`
        let hook = verb.is("post")
            && self.token(at + 1).is_some_and(|hooked| {
                let ends = end == at + 1 && (hooked.is_late_base() || is_joined(hooked.text));
                hooked.is_any(&HOOKED) && (ends || end == at + 2 && is_particle_of(hooked, last))
            });
        // `report_builder_delete_template`: what looks like a verb is who acts.
        let acts = || {
            // `RefundPaymentAndRecreateSession`
            let joined_by = |order: usize| self.tokens[order - 1].is_any(words!("and or"));
            // `CheckPromoteBanner`: the promoting is checked.
            let behind = at + usize::from(verb.is("check"));
            // `call_stop_recording`
            let halts = words!("begin pause resume start stop");
            let goes_on = self.last_has(Traits::ING_NOUN);
            let order = |order: usize| {
                order > behind
                    && self.token(order).is_some_and(|acts| {
                        acts.is_pure_base() || acts.is("set") || goes_on && acts.is_any(halts)
                    })
                    && (verb.is("post") || !joined_by(order))
            };
            let clear = verb.has(Traits::LATE_VERB) || verb.is_any(words!("set change"));
            // `SyncGetChanges`
            let told = verb.is_any(words!("connect download export import invite sync upload"))
                && self.token(at + 1).is_some_and(Token::is_pure_base);
            let joined = (self.token(at + 1)).is_some_and(|next| next.is_any(words!("and or")));
            (!clear || told) && !joined && self.imperative_within_at().is_some_and(order)
        };
        // `IssueChangeTitle`, but not `IssueChangeOrder`
        let parts = words!(
            "assignee column description field fields label labels milestone priority project \
             projects ref state status title type"
        );
        let changed = verb.is("issue")
            && self
                .token(at + 1)
                .is_some_and(|act| act.is_any(words!("change clear")))
            && self.token(at + 2).is_some_and(|part| part.is_any(parts));
        // `CallHangUp`
        let ends_phrasal = end == at + 2
            && verb.is_any(words!("call phone push"))
            && self.tokens[at + 1].is_pure_base()
            && is_particle_of(&self.tokens[at + 1], last);
        if self.is_noun_phrase(at) || hook || changed || ends_phrasal || acts() {
            return None;
        }
        // `InsertBlock`
        let put = || {
            let ends = last.is_any(&UPDATES) || last.is_any(&BOUNDARY_VERBS);
            verb.is_any(words!("duplicate insert place"))
                && self.is_joined_by_capitals()
                && !(ends || last.is_any(words!("leave save share")))
        };
        // `SetPin`, `RunVirusScan`
        let object = is_object_of(verb, last) && !is_person(last)
            || end == at + 1
                && last.has(Traits::NOUN)
                && (verb.is_any(words!("close complete finish initiate make open take")) || put())
            // `clear_scroll`
            || end == at + 1 && verb.is("clear") && !last.is_any(&UPDATES)
            || verb.is("handle")
            // `KeepOpen`
            || makes_state(verb) && last.is("open");
        // `ChangeLicenseAutoAssign`
        let assigns = verb.is_any(words!("change update"))
            && (self.before_last()).is_some_and(|how| how.is("auto"));
        // `DecreaseInventoryAdjust`
        let by_much = verb.is_any(words!("decrease increase")) && last.is("adjust");
        // `ScheduleScan`, `ProcessExport`
        let dealt = verb.is_any(words!("queue schedule"))
            && last.is_any(words!(
                "download export import launch move refresh run scan sync"
            ))
            || verb.is("process") && last.is_any(words!("export import"));
        // `RequestMove`, as `RequestOwnership`: what is requested is an act.
        let asked = verb.is("request") && last.is_late_base() && !last.is_pure_base();
        let act = end == at + 1 && (dealt || asked);
        // `burnLock`, `UpdateStay`
        let thing = last.has(Traits::NOUN) && !last.is_any(&UPDATES);
        let called = thing
            && (is_call(verb, last) || verb.is_any(words!("change move switch toggle update")));
        // `ResumeBackfill`, `SetMute`
        let brings = self.is_joined_by_capitals()
            && verb.is_any(words!(
                "complete pause preview reset resume retry set trigger"
            ))
            && last.has(Traits::NOUN)
            && !(last.is_any(&BOUNDARY_VERBS) || last.is("exit"));
        // `StartDownload`, `PauseSync`
        let bounds = end == at + 1
            && verb.is_any(&BEGINS_OR_ENDS)
            && !last.is_pure_base()
            && !last.is_any(&BOUNDARY_VERBS);
        // `StopInstanceRefresh`, but not `StartDateModify` or `ResumeSectionAdd`
        let halts = verb.is_any(words!("pause restart resume retry rollback start stop"))
            && end > at + 1
            && self.is_joined_by_capitals()
            && !last.is_any(words!("add create delete remove"))
            && !self.tokens[at + 1].is_any(&HAS_START);
        let bounds = bounds || halts && last.is_pure_base();
        // `InviteResendCommand`
        let acts_last = end == at + 1 && last.is_pure_base() && !verb.is_any(words!("run trigger"));
        // `FileReadCmd`
        let things = words!("audit bill cache file filter flag invoice map price score tag");
        let like_past = end == at + 1
            && self.wrapper == Some(AffixKind::Command)
            && last.is_any(words!("cut read reset set split"))
            && verb.is_any(things);
        let contested = (self.wrapper != Some(AffixKind::Command) || acts_last || like_past)
            && !(bounds || called || brings || (by_much || assigns) && end > at + 1)
            && !(end > at + 1 && verb.is("set") || self.orders_act(at))
            && (last.is_pure_base()
                || like_past
                || last.is_late_base() && (end == at + 1 || !verb.has(Traits::LATE_VERB)));
        // `SkipForward`, `ReadStreamForward`
        let read = || {
            let what = self.before_last();
            let stream = what.is_some_and(|what| what.is("stream") || is_plural(what));
            verb.is("read") && last.is("forward") && stream
        };
        let phrasal = end == at + 1 && is_particle_of(verb, last) || read();
        if contested && !(object || act || phrasal || self.ends_in_phrase(at)) {
            return None;
        }
        answer(
            Label::Command,
            at,
            Because::ImperativeFirst,
            if act { 0.7 } else { 0.75 },
        )
    }

    /// Whether the last word belongs to a preposition behind the verb at `at`:
    /// `ProcessPaymentsOnMonthEnd`.
    fn ends_in_phrase(&self, at: usize) -> bool {
        let end = self.tokens.len() - 1;
        // `InviteByEmailResend`, but not `ChangeServerWithCloudInit`
        let last = &self.tokens[end];
        let from = match last.is_pure_base() {
            true if last.is_any(&BOUNDARY_VERBS) => end - 1,
            true => (end - 1).min(at + 2),
            false => at + 1,
        };
        let within = self.tokens.get(from..end).unwrap_or_default().iter();
        let particle = usize::from(self.is_phrasal(at) && from == at + 1);
        within
            .skip(particle)
            .any(|token| token.function == Function::Preposition)
    }

    /// A look-alike in front after all: the one at the end, which contested it, headed nothing.
    pub(super) fn imperative_after_all(&self) -> Option<Judgment> {
        let at = self.imperative()?.at();
        let contested = self.last().is_some_and(Token::is_late_base);
        if self.tokens.len() < at + 3 || !contested || self.is_noun_phrase(at) {
            return None;
        }
        answer(Label::Command, at, Because::ImperativeFirst, 0.65)
    }

    /// Whether the look-alike at `at` orders the act that the phrase ends in.
    pub(super) fn orders_act(&self, at: usize) -> bool {
        let act = self.last().is_some_and(is_act);
        self.token(at).is_some_and(|verb| {
            let longer = self.tokens.len() > at + 2 || verb.is_any(words!("complete toggle"));
            longer && act && verb.is_any(&ORDERS_ACTS)
        })
    }
}

/// Whether a verb brings its object to a state: `MarkInvoicePaid`, `SetUserActive`.
pub(crate) fn makes_state(verb: &Token<'_>) -> bool {
    verb.is_any(words!("flag keep make mark render set"))
}

/// Whether a word tells a state that something can be brought to.
pub(crate) fn is_made(state: &Token<'_>) -> bool {
    is_state(state)
        || state.is_pure_past()
        || state.is_any(words!("absent clean empty free open present read"))
}

words! {
    /// Verbs, nouns too, whose object in a longer name may well be an act: `RequestDataExport`.
    static ORDERS_ACTS =
        "check complete force process queue request schedule test toggle trigger";
}

/// A noun for an act that is a verb too, but no mere `Update`, which is one of anything.
fn is_act(token: &Token<'_>) -> bool {
    token.has(Traits::NOUN) && !token.is("update") && !token.is_any(&BOUNDARY_VERBS)
}

words! {
    /// Verbs whose object a response may be.
    pub(crate) static HANDLES_RESPONSES = "\
dispatch edit grade handle ignore log parse post process publish receive record return review \
score send store submit";
}

words! {
    /// Verbs whose object a change may be, however long its name.
    static MAKES_CHANGES = "\
accept announce apply approve cancel confirm create delete deny generate notify propose \
publish reject send submit validate";
}

words! {
    /// Verbs that behind `post` tell what a hook comes after, and hardly what happens to a post.
    pub(crate) static HOOKED = "\
archive auth authenticate boot bootstrap build checkout commit configure deploy dispatch execute \
export flush handle import init initialize install load login logout merge migrate mount parse \
persist receive register render rewrite rollback run save serialize setup shutdown sign start \
stop submit uninstall update upgrade validate";
}

words! {
    /// Acts that hooks run behind, and that nobody posts.
    pub(crate) static HOOKED_ACTS = "\
activation authentication deployment initialization installation migration registration termination";
}

words! {
    /// What a start is one of, or is told of.
    static HAS_START = "\
address amount balance button code date event location menu message node page point position \
price screen signal time token value";
}

words! {
    /// What jobs and operations do, whatever they are for.
    static RUNS = "cancel complete finalize finish pause resume start stop";
}

words! {
    /// Look-alikes that behind the name of a collection are its methods.
    static METHODS = "call tail test train use wait";
}

words! {
    /// Verbs that mark a boundary: behind another verb they still head the name.
    pub(super) static BOUNDARY_VERBS =
        "start stop end begin finish fail succeed confirm";
}

words! {
    /// Nouns, verbs too, for what an update does: `UpdateDownload`.
    pub(super) static UPDATES = "\
close download end exit fail finish load open pause push reject retry run skip start stop update";
}

words! {
    /// Verbs whose object may be another verb: `start_delete`.
    static TAKES_VERB = "begin complete confirm finish initiate retry start";
}
