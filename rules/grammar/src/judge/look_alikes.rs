//! Words at the front that are noun and verb alike, and here the noun.

use super::before_noun::ACTS;
use super::idioms::is_particle_of;
use super::nouns::{OUTCOME_STATES, is_ing, is_state};
use super::orders::{BOUNDARY_VERBS, HANDLES_RESPONSES, makes_state};
use super::phrase::Phrase;
use crate::affix::{AffixKind, is_in_compound, is_on_compound};
use crate::lexicon::{Function, Traits};
use crate::nominal::is_joined;
use crate::token::Token;
use crate::words::words;
use crate::wrapper::{DEALS_WITH_QUERIES, is_call};

impl<'n> Phrase<'_, 'n> {
    /// Whether what starts with a look-alike at `at` is no order after all, for one of many reasons:
    /// it ends in an outcome or a state (`CHECK_REPORT_READY`), tells where something is
    /// (`BookOnHold`), or is one noun with what follows it (`LoginAttempt`).
    pub(super) fn is_noun_phrase(&self, at: usize) -> bool {
        let Some(verb) = self.token(at) else {
            return false;
        };
        self.ends_in_notice(at, verb)
            || self.is_down_or_lacks(at, verb)
            || self.tells_where(at, verb)
            || self.names_outcome(verb)
            || self.tells_state(at, verb)
            || self.goes_on(at, verb)
            || self.is_described(at, verb)
            || self.is_visit(at, verb)
            || self.is_named_attribute(at, verb)
            || self.is_message(at, verb)
            || self.is_about_events(at, verb)
            || self.is_act_on_record(at, verb)
            || self.wrapper != Some(AffixKind::Command)
                && !verb.is_any(words!("find preview request"))
                && !self.brings_change(at, verb)
                && self.ends_in_change(if verb.has(Traits::LATE_VERB) { 4 } else { 2 })
    }

    /// Whether it leads up to a noun that no verb takes: `LoginAlert`, `LoadFailureReason`.
    fn ends_in_notice(&self, at: usize, verb: &Token<'_>) -> bool {
        let Some(next) = self.token(at + 1) else {
            return false;
        };
        next.is_any(words!("alert fail failure notice success")) && is_joined(verb.text)
            || next.is("failure") && verb.is_any(&ATTEMPTS)
    }

    /// `LinkDown`, `SCREEN_OFF`, `QUEUE_NO_CONSUMERS`
    fn is_down_or_lacks(&self, at: usize, verb: &Token<'_>) -> bool {
        let switched = |next: &Token<'_>| {
            next.is_any(words!("down up")) && verb.is_any(words!("link ping pump"))
                || next.is("off") && verb.is("screen")
        };
        let lacks = words!("block claim import link load lock match pool queue search test");
        let none = |no: &Token<'_>, what: &Token<'_>| {
            no.is("no") && !what.is("show") && verb.is_any(lacks)
        };
        let found = match self.tokens.get(at + 1..) {
            Some([next]) => switched(next),
            Some([no, what, ..]) => none(no, what),
            _ => false,
        };
        found && self.wrapper != Some(AffixKind::Command)
    }

    /// `BookOnHold`, but not `PlaceOnHold`.
    fn tells_where(&self, at: usize, verb: &Token<'_>) -> bool {
        let takes_place = self.wrapper == Some(AffixKind::Command) || verb.is_any(&TAKES_PLACE);
        self.token(at + 1).is_some_and(|next| {
            let course = next.is("in") && self.token(at + 2).is_some_and(|at| at.is_any(&COURSES));
            let leads_on = !course && self.leads_on(at, verb, next);
            // `RegisterOfDeeds`
            let placed = next.is("of") || !(takes_place || next.is("until"));
            next.function == Function::Preposition && !leads_on && placed
        })
    }

    /// `CHECK_REPORT_READY`, but not `MarkReportReady`.
    fn tells_state(&self, at: usize, verb: &Token<'_>) -> bool {
        let longer = self.tokens.len() > at + 2;
        // `SAVE_AS_NEW`, `FIND_LAST`, `UpdateOrderAsync`: how to do it, and what to.
        let taken_as =
            (self.before_last()).is_some_and(|before| before.is_any(words!("as to until")));
        let state = self.last().is_some_and(|last| {
            // `update_config_global`, `CheckInstanceScalable`
            let checks = verb.is("check") && self.is_joined_by_capitals();
            let selects =
                longer && (last.is_any(&SELECTS) || checks && !last.is_any(&OUTCOME_STATES));
            let how =
                verb.has(Traits::LATE_VERB) && is_call(verb, last) && !last.is_any(&OUTCOME_STATES);
            // `UpdateBulk`
            let many = at == 0 && verb.has(Traits::LATE_VERB) && last.is_any(words!("bulk single"));
            is_state(last) && !last.has(Traits::NOUN) && !(taken_as || selects || how || many)
        });
        let outcome = || self.last().is_some_and(|last| last.is_any(&OUTCOME_STATES));
        let brought = || {
            let ended = self.last().is_some_and(|last| last.is("complete"));
            verb.is("mark") || verb.is("set") && !ended || !outcome()
        };
        // `GoOffline`
        let goes = verb.is_any(words!("come go stay")) || verb.is("toggle") && !outcome();
        // `BACKUP_SERVER_UP`
        let up = longer
            && !verb.has(Traits::LATE_VERB | Traits::QUERY)
            && self.before_last().is_some_and(|thing| !thing.forms.base)
            && self
                .last()
                .is_some_and(|up| up.is_any(words!("down up")) && !is_particle_of(verb, up));
        // `StartSupplyOutboundCommand`
        let ordered = longer && self.wrapper == Some(AffixKind::Command);
        up || state && !(goes || ordered) && !(makes_state(verb) && (longer || brought()))
    }

    /// `ReportProcessing`, but `SetVariableMonitoring`: what is set is a thing.
    fn goes_on(&self, at: usize, verb: &Token<'_>) -> bool {
        let called = || {
            let last = self.last();
            verb.has(Traits::LATE_VERB) && last.is_some_and(|last| is_call(verb, last))
        };
        // `ListBrandVetting`
        let listed = verb.is("find") || verb.is("list") && self.is_joined_by_capitals();
        let activity = verb.is_any(&TAKES_ACTIVITY)
            || self.tokens.len() > at + 2 && (listed || verb.is_any(&ACTS_ON_ACTIVITY) || called());
        let purpose = || {
            self.before_last()
                .is_some_and(|before| before.function == Function::Preposition)
        };
        self.last().is_some_and(is_ing) && !(activity || purpose())
            || matches!(self.tokens, [.., verb, end]
                if is_ing(verb) && (is_particle_of(verb, end) || end.is("soon")))
    }

    /// `ExpressNotice`: what could be a verb is an adjective.
    fn is_described(&self, at: usize, verb: &Token<'_>) -> bool {
        // `ClearRecentStickersRequest`: three words and more ask for an act.
        let asked = self.last().is_some_and(|last| last.is("request"))
            && self.tokens.len() > at + 2
            && !verb.is_any(words!("direct express"));
        let acts = verb.has(Traits::LATE_VERB) || verb.is("record");
        verb.has(Traits::ADJECTIVE)
            && !verb.is("complete")
            && (!acts && self.last_has(Traits::EVENT_NOUN) && !asked
                || !acts && self.last().is_some_and(|last| is_joined(last.text)))
    }

    /// `RequestResponse`, `EncounterAllQuery`.
    fn is_message(&self, at: usize, verb: &Token<'_>) -> bool {
        let typed = verb.text.starts_with(char::is_uppercase) && self.wrapper.is_none();
        let longer = self.tokens.len() > at + 2;
        let queries =
            typed && !verb.is_any(&DEALS_WITH_QUERIES) && (longer || !verb.has(Traits::LATE_VERB));
        self.last().is_some_and(|last| {
            let acts = verb.has(Traits::LATE_VERB | Traits::QUERY) || verb.is("reset");
            let takes = acts || verb.is_any(&HANDLES_RESPONSES);
            last.is("response") && !takes || queries && last.is("query")
        })
    }

    /// `RecordTypeCreation`, but not `RequestAccountDeletion`.
    fn is_act_on_record(&self, at: usize, verb: &Token<'_>) -> bool {
        self.tokens.len() > at + 2
            && self.last().is_some_and(|last| last.is_any(&ACTS))
            && verb.is_any(words!("document file form order page project record"))
    }

    /// `LoginEventStream`
    fn is_about_events(&self, at: usize, verb: &Token<'_>) -> bool {
        self.tokens.len() > at + 2
            && !verb.has(Traits::LATE_VERB | Traits::QUERY)
            && !verb.is_any(words!(
                "change filter monitor process request scale set track"
            ))
            && self.before_last().is_some_and(|before| before.is("event"))
            && self
                .last()
                .is_some_and(|last| last.is_any(words!("bus log queue store stream type")))
    }

    /// Whether the preposition behind the look-alike at `at` makes a verb of it: `WaitForReply`,
    /// `RunInTerminal`.
    fn leads_on(&self, at: usize, verb: &Token<'_>, preposition: &Token<'_>) -> bool {
        let acts =
            verb.has(Traits::LATE_VERB) && !verb.is("update") && !verb.is_any(&BOUNDARY_VERBS);
        // `UpdateInAppTemplate`
        let compound = |next: &Token<'_>| {
            preposition.is("in") && is_in_compound(next)
                || preposition.is("on") && is_on_compound(next)
                || preposition.is("per")
        };
        let described = self.tokens.len() > at + 3 && self.token(at + 2).is_some_and(compound);
        preposition.is_any(words!("to from into as"))
            || preposition.is("for")
                && verb.is_any(words!(
                    "flag prompt wait poll search watch pay vote register schedule"
                ))
            || preposition.is("with") && verb.is_any(words!("chat deal trade"))
            || preposition.is("by") && verb.is("invite")
            || preposition.is("by") && verb.has(Traits::QUERY) && !verb.is("count")
            || described
            || preposition.is_any(words!("for in with onto")) && acts
            || is_particle_of(verb, preposition)
    }

    /// Whether the phrase names how something ended (`PUBLISH_ERROR`) and `verb` does not take
    /// that as its object (`ReportError`).
    pub(super) fn names_outcome(&self, verb: &Token<'_>) -> bool {
        let set = self
            .last()
            .is_some_and(|last| last.is_any(words!("completion timeout")))
            && verb.is_any(words!(
                "cancel change configure expire extend mark override schedule set update"
            ))
            && !self.tokens.iter().any(|token| token.is("to"));
        // `BuildErrors`, but neither `TrackErrors` nor `ExportAuditErrors`.
        let attempted = || {
            self.tokens.len() == 2
                && self.last().is_some_and(|last| last.is_any(&ERRORS))
                && (verb.is_any(&ATTEMPTS) || is_joined(verb.text))
        };
        // `SHARE_EXPIRATION`
        let expired = || {
            let last = self.last();
            self.tokens.len() == 2
                && last.is_some_and(|last| last.is_any(words!("expiration expiry")))
                && self.wrapper != Some(AffixKind::Command)
                && verb.is_any(words!("book hold lease lock offer request share trial"))
        };
        // `UpdateRuleExceptionCommand`
        let ordered = matches!(self.wrapper, Some(AffixKind::Command | AffixKind::Request));
        let excepted = ordered && self.last().is_some_and(|last| last.is("exception"));
        // `createChatCompletion`
        let text = verb.is_pure_base() && self.last().is_some_and(|last| last.is("completion"));
        // `UnlockWithTimeout`
        let along = self
            .tokens
            .iter()
            .skip(2)
            .any(|on| on.is_any(words!("on with")))
            || (self.before_last()).is_some_and(|with| with.is_any(words!("as with to")));
        // `SEND_MESSAGE_FAILURE`, but a `SendTaskFailure` is a call.
        let comes_to = || {
            let last = self.last();
            last.is_some_and(|last| last.is("success") || verb.shouts() && last.is("failure"))
        };
        // `MarkOrderComplete`
        let states = words!("complete successful");
        let marked = verb.is("mark") && self.last().is_some_and(|last| last.is_any(states));
        expired()
            || attempted()
            || !(along || marked)
                && self.last_has(Traits::FAILURE_NOUN)
                && (!verb.is_any(&HANDLES_OUTCOMES) || verb.is("send") && comes_to())
                && !(set || excepted)
                && !text
    }

    /// `SchedulePriceChange`, but not `ScheduleStatusChange`: that is the schedule's own.
    fn brings_change(&self, at: usize, verb: &Token<'_>) -> bool {
        let own =
            words!("condition config entry item name owner slot state status time type visibility");
        verb.is_any(words!("schedule trigger"))
            && self.tokens.len() > at + 2
            && !(self.before_last()).is_some_and(|changed| changed.is_any(own))
    }

    /// Whether so many words or more lead up to a change, which then is what the name is about.
    pub(super) fn ends_in_change(&self, words: usize) -> bool {
        let heeds = words!("adapt adjust listen react respond subscribe");
        // `SubscribeToPriceChange`
        let heeded = || {
            self.token(1).is_some_and(|to| to.is_any(words!("for to")))
                && self.first().is_some_and(|verb| verb.is_any(heeds))
        };
        self.tokens.len() >= words
            && self
                .last()
                .is_some_and(|last| last.is_any(words!("change transition")))
            && !heeded()
    }
}

words! {
    /// Verbs, nouns too, that may stand before where something happens: `CommentOnPost`.
    static TAKES_PLACE =
        "\
act check click comment draft find focus hover list log mark place post register search set swipe \
tap vote wait";
}

words! {
    /// Verbs, nouns too, that an -ing noun may follow as their object: `StopLogging`.
    pub(super) static TAKES_ACTIVITY =
        "start stop begin end pause resume finish complete initiate skip set setup reset update";
}

words! {
    /// Verbs, nouns too, whose object a longer name with an -ing noun at its end may be.
    pub(super) static ACTS_ON_ACTIVITY = "change clear poll request schedule toggle use";
}

words! {
    /// What something is in while it lasts: `MoveInProgress`.
    pub(super) static COURSES = "error progress queue review transit use";
}

words! {
    /// Adjectives that say which one is meant, or how it is done, and never how things stand.
    static SELECTS = "\
async backward backwards basic bulk current default external first global internal last local \
monthly next offline online only other partial previous primary single";
}

words! {
    /// Outcomes of several attempts.
    pub(super) static ERRORS = "errors exceptions failures faults timeouts warnings";
}

words! {
    /// Verbs, nouns too, for what is tried and may fail: `ImportErrors`.
    pub(super) static ATTEMPTS = "\
access backup build call charge commit compile connect convert crawl debit deploy download export \
import index install invoice load mail merge parse poll print query refund render request run scan \
sync test transfer update upload";
}

words! {
    /// Verbs whose object may be an error or another outcome.
    pub(super) static HANDLES_OUTCOMES = "\
acknowledge catch clear handle ignore inject log notify raise record report resolve send \
simulate suppress throw toggle";
}

words! {
    /// Verbs, nouns too, that are nouns where they stand alone.
    pub(super) static NOUNS_ALONE = "\
alert award benchmark bid bill book bounce breach build cache call capture care change charge chat \
check checkpoint click comment credit damage debit default design dispute draft echo error \
exchange experience face feast finance fire flash flood forecast fork guide harvest hold index \
interview issue label leak lease license link log map massacre match mention merchandise mirror \
murder need notice order outline overload ping plant pool post process promise protest purchase \
push queue quiz race raid rally redirect refund release report request research result review \
reward ride route sack sample schedule score search segment sequence shape shift signal snapshot \
sponsor spotlight stack stage stamp star study surprise survey tag taste test trace trade \
transfer transport trap trip trouble trust visit watch witness work wreck";
}
