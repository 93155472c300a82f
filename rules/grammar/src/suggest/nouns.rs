//! The fact that a noun for an occurrence stands for.

use super::Writer;
use super::verbs::{happens_alone, written_out};
use crate::affix::AffixKind;
use crate::inflect::{past_participle, past_tense};
use crate::judge::{
    HANDLES_RESPONSES, HOOKED, acts_on, is_compound, is_deverbal, is_particle_of, is_person,
    is_plural, is_ware,
};
use crate::lexicon::{Function, Traits};
use crate::nominal::{self, is_joined};
use crate::token::Token;
use crate::words::{in_small_letters, words};
use crate::wrapper::is_typed;

impl Writer<'_, '_> {
    /// `upcoming_deactivation` to `deactivated`, `BeforeFileProcessing` to `FileProcessed`.
    pub(super) fn upcoming_noun(&self) -> Option<Vec<String>> {
        let mut words = self.noun_at_as_fact(self.phrase().len())?;
        words.retain(|word| !TO_COME.has(word));
        (!words.is_empty()).then_some(words)
    }

    /// `role_creation` to `role_created`, `LoginFailure` to `LoginFailed`.
    pub(super) fn noun_as_fact(&self) -> Option<Vec<String>> {
        if self.tells_of_nothing() {
            return None;
        }
        self.failed_request()
            .or_else(|| self.success())
            .or_else(|| self.inability())
            .or_else(|| self.error_doing())
            .or_else(|| self.failure_within())
            .or_else(|| self.described())
            .or_else(|| self.reminder())
            .or_else(|| self.arrival())
            .or_else(|| self.novelty())
            .or_else(|| self.taking_effect())
            .or_else(|| self.switching())
            .or_else(|| self.occurrence())
            .or_else(|| self.answer())
            .or_else(|| self.order_within())
    }

    /// `FailedPasswordChangeRequest` to `PasswordChangeRequestFailed`.
    fn failed_request(&self) -> Option<Vec<String>> {
        let [first, .., last] = self.phrase() else {
            return None;
        };
        let failed = first.is("failed") && last.is_any(words!("attempt change request"));
        let mut words = self.written(1, self.phrase().len());
        words.push("failed".to_owned());
        failed.then_some(words)
    }

    /// Whether nothing has happened: `NoStockChange`, `DISK_NOT_PRESENT`.
    fn tells_of_nothing(&self) -> bool {
        let phrase = self.phrase();
        let last = phrase.last();
        let acts = words!("attempt attempts change changes update updates");
        let none = phrase.first().is_some_and(|first| first.is("no"))
            && last.is_some_and(|last| last.is_any(acts));
        let denied = matches!(phrase, [.., not, state]
            if not.function == Function::Not && state.has(Traits::ADJECTIVE));
        none || denied
    }

    /// `DialogueEndSession` to `DialogueSessionEnded`: what has happened if the look-alike in the
    /// middle is a verb after all.
    fn order_within(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let last = phrase.last()?;
        let headed = last.has(Traits::EVENT_NOUN)
            || last.is_any(words!(
                "ack balancer interval list nack policy room server store"
            ))
            || self.wrapper() == Some(AffixKind::Command);
        let acts = |at: &usize| {
            let Some([who, verb, object, ..]) = phrase.get(at - 1..) else {
                return false;
            };
            let named = |token: &Token<'_>| {
                token.function == Function::Other && !token.forms.past && !token.is_pure_adjective()
            };
            let updates = verb.is("update") && !is_ware(who);
            let part = |token: &Token<'_>| token.has(Traits::ATTRIBUTE) && !updates;
            verb.is_late_base()
                && named(who)
                && object.function == Function::Other
                && !(object.has(Traits::EVENT_NOUN) || part(object) || part(last))
                && acts_on(verb, last)
                && !is_compound(verb.text, object.text)
        };
        let at = (1..phrase.len().saturating_sub(1)).find(acts)?;
        (!headed).then(|| self.object_first(at))?
    }

    /// `LoadResponse` to `Loaded`, `email_on_display` to `email_displayed`
    fn answer(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let (last, order) = phrase.split_last()?;
        // What is shown is an event of what stands before the `on`.
        if let [.., on] = order
            && order.len() == 2
            && on.is("on")
            && last.is_any(words!("build click display open reply trigger view"))
        {
            let mut words = self.written(0, 1);
            words.extend(self.past_verb(2)?.0);
            return Some(words);
        }
        let verb = order.first()?;
        let answered = last.is("response")
            && verb.is_early_base()
            && (order.len() == 1 || verb.is_late_base())
            && !verb.has(Traits::QUERY)
            && !verb.is_any(&HANDLES_RESPONSES);
        answered.then(|| self.of(0..order.len())?.object_first(0))?
    }

    /// `RejectedRequest` to `RequestRejected`
    fn described(&self) -> Option<Vec<String>> {
        let [done, .., noun] = self.phrase() else {
            return None;
        };
        let befell = words!(
            "accept apply approve cancel close complete confirm create decline defer delete deny \
             expire finish plan process propagate propose receive reject request resolve revoke \
             schedule send start stop submit update withdraw"
        );
        let turned = noun.is_any(words!("change request transition"))
            && done.lemma().is_some_and(|verb| befell.has(verb));
        (turned && done.is_pure_past()).then(|| self.object_first(0))?
    }

    /// The fact of the last word; if that makes none, of the one before a preposition
    /// (`ContentTransferFromLocal`).
    fn occurrence(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let preposition = phrase
            .iter()
            .enumerate()
            .find(|(_, token)| token.function == Function::Preposition);
        match preposition {
            // `BillOfExchange` is no occurrence.
            Some((at, token))
                if token.is("of")
                    && !phrase.last().is_some_and(|last| last.is("change"))
                    && !at
                        .checked_sub(1)
                        .and_then(|at| phrase.get(at))
                        .is_some_and(occurs) =>
            {
                None
            }
            // `InspectionDue` tells how things stand.
            Some((at, token)) if token.is("due") && at + 1 == phrase.len() => None,
            // `ChangeOfAddress`, `state_of_charge_change`
            Some((at, token)) if token.is("of") => self
                .noun_at_as_fact(at)
                .or_else(|| self.noun_at_as_fact(phrase.len())),
            // `RequestForInformation`
            Some((1, token)) if token.is("for") && phrase[0].is("request") => {
                let mut words = self.written(2, phrase.len());
                words.push("requested".to_owned());
                Some(words)
            }
            // `RefundDueToDelay`
            Some((at, token)) if token.is_any(words!("due for")) => self.noun_at_as_fact(at),
            // `TransferInProgress` tells so too.
            Some((at, token))
                if token.is_any(words!("in on"))
                    && at + 2 == phrase.len()
                    && !(at > 0
                        && is_particle_of(&phrase[at - 1], token)
                        && phrase[at + 1].is_any(words!("attempt success successful"))) =>
            {
                None
            }
            _ => self
                .noun_at_as_fact(phrase.len())
                .or_else(|| self.noun_at_as_fact(preposition?.0)),
        }
    }

    /// Whether the namespace ends in what was tried: `instance.create.error`.
    fn is_attempted(&self) -> bool {
        self.reading.core.range.len() == 1 && self.word_before().is_some_and(can_fail)
    }

    /// Whether the namespace ends in what is answered: `booking.cancel.response`.
    fn is_answer(&self) -> bool {
        let ordered = |asked: &Token<'_>| asked.is_early_base() && !asked.has(Traits::QUERY);
        self.word_before().is_some_and(ordered)
    }

    /// The word before those that were judged.
    pub(super) fn word_before(&self) -> Option<&Token<'_>> {
        let end = self.reading.core.range.start.checked_sub(1)?;
        self.reading.tokens.get(end)
    }

    /// [`Self::occurrence`] for the noun that ends before `end`.
    fn noun_at_as_fact(&self, end: usize) -> Option<Vec<String>> {
        let (last, before) = self.phrase().get(..end)?.split_last()?;
        if last.text.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let previous = before.last();
        // `InTransit`, `NoShow`, `PendingReview`: no verb stands behind these.
        let is_noun = |token: &Token<'_>| {
            token.function == Function::Preposition && !token.is("before")
                || token.is_any(words!("no non pending"))
        };
        // `UserSignInAttempt`
        let phrasal = matches!(before, [.., verb, particle] if is_particle_of(verb, particle));
        if previous.is_some_and(is_noun) && !phrasal {
            return None;
        }
        // `TokenIssuedSuccess`: that it was issued says so.
        let told =
            last.is_any(words!("error success")) && previous.is_some_and(Token::is_pure_past);
        // `OrderMustBePaidError`
        if told
            && before
                .iter()
                .any(|token| matches!(token.function, Function::Is | Function::Modal))
        {
            return None;
        }
        if told {
            // `RECEIVED_ERROR`
            let dealt_with = words!(
                "caught detected encountered handled logged raised received reported thrown"
            );
            return Some(match before {
                [done] if last.is("error") && done.is_any(dealt_with) => {
                    vec![last.text.to_owned(), done.text.to_owned()]
                }
                _ => self.written(0, before.len()),
            });
        }
        let mut past = self.past_of_occurrence(last, before)?;
        // What merely qualifies the occurrence goes with it: nothing is left to have happened.
        // `LocalFailure`
        let fails_so =
            |how: &Token<'_>| last.is("failure") && how.is_any(words!("critical general local"));
        let qualifies = |token: &Token<'_>| {
            let noun = Traits::NOUN | Traits::ING_NOUN;
            let adjective = token.has(Traits::ADJECTIVE) && !token.has(noun);
            adjective
                && !(token.forms.base
                    || token.is_any(&TO_COME)
                    || is_manner(token)
                    || fails_so(token))
        };
        let hook = |token: &Token<'_>| token.is("post") && last.is_any(&HOOKED);
        let mut kept = before.len();
        // `early_leave` to `left_early`
        let comes = words!(
            "arrival checkin checkout delivery departure leave return start end termination"
        );
        let when = previous.filter(|when| when.is_any(words!("early late")) && last.is_any(comes));
        if when.is_some() {
            kept -= 1;
        } else if let [only] = before
            && qualifies(only)
        {
            if self.reading.core.affixes.namespace.is_some() {
                kept = usize::from(only.is("first"));
            } else if !(last.forms.base && only.is_any(words!("basic embedded first"))) {
                return None;
            }
        }
        // `job_fatal_error`
        let grave = |token: &Token<'_>| token.is("fatal") && last.is("error");
        // `PostLogin`
        let hooked = |token: &Token<'_>| {
            let joined = before.len() == 1 && token.is("post") && is_joined(last.text);
            joined || before.len() > 1 && hook(token)
        };
        if previous.is_some_and(|token| token.is("the") || grave(token) || hooked(token)) {
            kept -= 1;
        }
        let mut words = self.written(0, kept);
        past.extend(when.map(|when| when.text.to_owned()));
        let how = previous.and_then(|how| {
            let ly = || fails_so(how).then(|| in_small_letters(how.text) + "ly");
            adverb(how).or_else(ly)
        });
        if let (Some(how), Some(said)) = (how, words.last_mut()) {
            *said = how;
        }
        let behind = self.phrase().get(end);
        // `ChangeOfAddress`
        if behind.is_some_and(|behind| behind.is("of")) {
            self.write(&mut words, end + 1, self.phrase().len());
            words.extend(past);
        } else {
            words.extend(past);
            self.write(&mut words, end, self.phrase().len());
        }
        Some(words)
    }

    /// The past of what a noun tells of, if it tells of an occurrence. `before` is what stands in
    /// front of it.
    fn past_of_occurrence(&self, noun: &Token<'_>, before: &[Token<'_>]) -> Option<Vec<String>> {
        let word = &in_small_letters(noun.text);
        let named = !before.is_empty() || self.reading.core.affixes.namespace.is_some();
        // `TooManyLoginAttempts` tells how things stand.
        let counted =
            words!("many max maximum min minimum multiple number remaining several total wrong");
        if word.ends_with('s') && before.iter().any(|many| many.is_any(counted)) {
            return None;
        }
        let kinds = words!("basic free monthly payment premium trial yearly");
        let outcome = match word.as_str() {
            "ok" | "success" | "successful" | "successfully" => Some("succeeded"),
            "failure" | "failures" | "unsuccessful" => Some("failed"),
            "complete" => Some("completed"),
            // Things of their own as well, and so no occurrence elsewhere.
            "payment" if before.last().is_none_or(is_owed) && named => Some("paid"),
            "proposal" => Some("proposed"),
            "subscription" if before.last().is_none_or(|of| !of.is_any(kinds)) && named => {
                Some("subscribed")
            }
            "attempts" if before.last().is_some_and(is_tried) => Some("attempted"),
            "changes" => Some("changed"),
            // `booking/cancel/response`
            "response" if before.is_empty() && self.is_answer() => Some("responded"),
            "response"
                if before
                    .last()
                    .is_some_and(|who| is_person(who) && !who.is("client")) =>
            {
                Some("responded")
            }
            "updates" if before.last().is_some_and(is_updated) => Some("updated"),
            "progress" if named => Some("progressed"),
            "entry" if before.last().is_some_and(is_entered) => Some("entered"),
            // `InvalidQuoteError`: what is wrong is the thing.
            "error" | "errors" if before.iter().any(is_wrong) => return None,
            // `ResumeSessionError`
            "error" if matches!(before, [.., what, how] if how.is("fatal") && !what.is("non")) => {
                Some("failed")
            }
            "error" | "errors" if is_attempt(before) => Some("failed"),
            "error" if before.last().is_some_and(can_fail) || self.is_attempted() => Some("failed"),
            "errors" if before.last().is_some_and(is_tried) => Some("failed"),
            // `DirectoryExportException`
            "exception"
                if self.wrapper() != Some(AffixKind::Command)
                    && before.last().is_some_and(|tried| tried.is_early_base()) =>
            {
                Some("failed")
            }
            _ => None,
        };
        if let Some(outcome) = outcome {
            return Some(vec![outcome.to_owned()]);
        }
        if !noun.forms.base {
            let underway = || {
                let lasts =
                    noun.is_any(words!("incoming meeting missing ongoing outgoing training"));
                let acts = noun.is_any(words!("booking onboarding planning recording"));
                let lone = words!(
                    "booking hearing holding landing listing offboarding offering onboarding planning posting recording shipping stocking"
                );
                let alone = self.reading.tokens.len() == 1 && noun.is_any(lone);
                let ing =
                    noun.forms.ing && !lasts && (!before.is_empty() || alone || named && acts);
                let verb = noun.lemma().filter(|_| ing)?;
                Some(vec![past_participle(self.lexicon, verb, self.spelling)])
            };
            // `message_deliveries`, `messaging_optins`
            let several = || {
                let one = word.strip_suffix('s').filter(|_| !before.is_empty())?;
                let made = words!(
                    "activations additions approvals arrivals assignments cancellations creations \
                     decisions deletions deliveries departures modifications reactions \
                     registrations rejections removals renewals reservations validations violations"
                );
                match one.strip_suffix("ie") {
                    _ if !(made.has(word) || is_joined(one)) => None,
                    Some(stem) => self.past_behind(&format!("{stem}y")),
                    None => self.past_behind(one),
                }
            };
            // `LargeRowInternal`
            let state = noun.is_pure_adjective() && !noun.word.is_empty();
            let behind = self.past_behind(word).filter(|_| !state);
            return behind.or_else(several).or_else(underway);
        }
        // `licenses.post`, `settings_post`, but not `blog_post`
        let posted = noun.is("post")
            && !is_typed(noun)
            && (before.last()).map_or(named, |what| is_plural(what) || what.is_any(&POSTED));
        // `BILLING_ISSUE` is a problem, and nothing that was issued.
        let of = words!("billing compliance delivery health payment performance quality stock");
        let problem = noun.is("issue") && before.last().is_some_and(|of_it| of_it.is_any(of));
        let kept = (noun.is_any(&KEPT_THINGS) || problem) && !posted;
        let verb = Traits::EARLY_VERB | Traits::LATE_VERB | Traits::QUERY;
        // `collection_offer`, but not `SpecialOffer`
        let made = noun.is_any(words!("fault offer quote reply"))
            && !(before.last()).is_some_and(|kind| {
                kind.has(Traits::ADJECTIVE) || kind.forms.third || kind.forms.past
            });
        let action = (noun.has(verb) || made || posted || noun.is_any(&HAPPENS))
            && (before.is_empty() || !noun.has(Traits::ATTRIBUTE) || noun.is("attempt"))
            && (!noun.is("access") || is_accessed(before))
            && !kept;
        let word = &written_out(word);
        let of_action = || {
            let past = if happens_alone(word) {
                past_tense
            } else {
                past_participle
            };
            action.then(|| vec![past(self.lexicon, word, self.spelling)])
        };
        nominal::past_of_joined(self.lexicon, word, self.spelling)
            .or_else(of_action)
            .or_else(|| nominal::past_of_noun(self.lexicon, word, self.spelling).filter(|_| !kept))
    }

    /// The past of the verb behind a noun: `checkout`, `creation`.
    #[inline(never)]
    fn past_behind(&self, noun: &str) -> Option<Vec<String>> {
        let joined = nominal::past_of_joined(self.lexicon, noun, self.spelling);
        joined.or_else(|| nominal::past_of_noun(self.lexicon, noun, self.spelling))
    }
}

/// Whether a noun tells of an occurrence by itself: `change`, `removal`, `end`.
fn occurs(token: &Token<'_>) -> bool {
    let known = words!("end release start transfer");
    is_deverbal(token) || token.has(Traits::EVENT_NOUN) || token.is_any(known)
}

/// How something happened, which stays said: `HardBounce`.
fn is_manner(token: &Token<'_>) -> bool {
    token.is_any(words!("bulk hard mass soft")) || adverb(token).is_some()
}

/// The adverb of an adjective that before an act tells how it was done: `ManualRefund` to
/// `ManuallyRefunded`.
pub(super) fn adverb(token: &Token<'_>) -> Option<String> {
    let manner = words!(
        "accidental administrative anonymous automatic direct excessive forceful full global \
         graceful immediate incremental internal lateral manual partial permanent physical rapid remote \
         sudden suspicious temporary unexpected"
    );
    let stem = in_small_letters(Some(token.text).filter(|_| token.is_any(manner))?);
    Some(match stem.as_str() {
        "automatic" => "automatically".to_owned(),
        "full" => "fully".to_owned(),
        "temporary" => "temporarily".to_owned(),
        _ => stem + "ly",
    })
}

/// Whether a word tells what is wrong with the thing behind it.
fn is_wrong(token: &Token<'_>) -> bool {
    token.is_any(words!(
        "bad duplicate incorrect invalid malformed missing unexpected unknown wrong"
    ))
}

/// Whether updates are of what a word names, and not merely on it: `VehicleUpdates`, but not
/// `NewsUpdates`.
fn is_updated(token: &Token<'_>) -> bool {
    let on = words!("auto company email latest live marketing my news team time weather");
    !(token.is_pure_adjective() || token.is_any(on))
}

/// Whether an order is what was tried, and not the thing that was wrong: `ResumeSession`, but not
/// `BlockSize`.
fn is_attempt(order: &[Token<'_>]) -> bool {
    let [verb, .., what] = order else {
        return false;
    };
    let part = what.has(Traits::ATTRIBUTE) && !what.is("session") || what.is("point");
    (verb.is_pure_base() || verb.has(Traits::LATE_VERB)) && !part
}

/// Whether what a word names can fail: `login`, `registration`, `camera`.
fn can_fail(token: &Token<'_>) -> bool {
    let describes = Traits::ADJECTIVE | Traits::ATTRIBUTE;
    !(token.has(describes) && !token.has(Traits::LATE_VERB) || token.is_any(words!("key value")))
}

words! {
    /// Nouns, verbs too, that are never orders but for what happens.
    static HAPPENS = "\
access auction audit auth bridge cascade clash conflict crash deadlock drift fall gift lag lapse mismatch \
overflow panic pledge rupture spike surge tick trespass";
}

words! {
    /// Nouns, verbs too, for things that are kept and not done.
    static KEPT_THINGS = "\
balance book flag force list look notice pool post record result screen snapshot stand store \
stream value version";
}

words! {
    /// What is posted, and hardly a kind of post.
    static POSTED = "batch comment invoice journal ledger order payment settings";
}

/// Whether an access is to the thing that stands before it: `VaultAccess`, but not `GuestAccess`.
fn is_accessed(before: &[Token<'_>]) -> bool {
    before.last().is_none_or(|thing| {
        thing.is_any(words!(
            "\
account api content data database document file folder object page record resource secret table tool \
vault"
        ))
    })
}

/// Whether a word names what is entered: `ZoneEntry`, but not `LogEntry`.
fn is_entered(token: &Token<'_>) -> bool {
    token.is_any(words!(
        "area border boundary fence geofence region trial zone"
    ))
}

/// Whether a word is what someone pays, or who: `InvoicePayment`, but not `CardPayment`.
fn is_owed(token: &Token<'_>) -> bool {
    let owed = words!(
        "bill booking claim fee fine insurer invoice lease loan order rent salary subscription tax"
    );
    token.is_any(owed) || is_person(token)
}

/// Whether a word names what is tried: `LoginAttempts`, `ImportErrors`.
fn is_tried(token: &Token<'_>) -> bool {
    token.forms.base && !token.has(Traits::ATTRIBUTE) || is_joined(token.text)
}

words! {
    /// Words that put a noun before the fact.
    static TO_COME = "before pre upcoming";
}
