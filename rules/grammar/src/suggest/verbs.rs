//! The fact that a verb would leave behind.

use super::Writer;
use super::nouns::adverb;
use super::objects::object_length;
use crate::affix::AffixKind;
use crate::inflect::{past_participle, past_tense};
use crate::judge::{Because, HOOKED, is_made, is_particle_of, is_person, makes_state};
use crate::lexicon::{Function, Traits};
use crate::nominal;
use crate::token::Token;
use crate::verdict::Label;
use crate::words::{Pairs, in_small_letters, words};
use crate::wrapper::{DEALS_WITH_REQUESTS, is_call, is_typed};

impl Writer<'_, '_> {
    /// The past of the verb at `at` with its particle, of those joined to it too (`CreateOrUpdate`),
    /// and the place behind them.
    pub(super) fn past_verb(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let (mut words, mut next) = self.past_of_one(at)?;
        let is_order = |token: &Token<'_>| token.forms.base && !token.forms.third;
        let mut joins = self.phrase().get(at).is_some_and(is_order);
        while joins
            && let Some([or, other, ..]) = self.phrase().get(next..)
            && is_coordination(or)
            && other.forms.base
        {
            joins = is_order(other);
            let (other, end) = self.past_of_one(next + 1)?;
            words.push(or.text.to_owned());
            words.extend(other);
            next = end;
        }
        // `StartStopRecording`
        let pair = self.phrase().get(at).zip(self.phrase().get(next));
        if pair.is_some_and(|(verb, other)| OPPOSITES.has(verb.text, other.text)) {
            let (other, end) = self.past_of_one(next)?;
            words.extend(other);
            next = end;
        }
        Some((words, next))
    }

    /// The place of the first of the verbs that are joined up to the one at `at`:
    /// `RELATION_ADD_OR_UPDATE`, `EditorAddOrRemoveLine`.
    fn first_joined(&self, mut at: usize) -> usize {
        while let Some(first) = at.checked_sub(2)
            && let Some([verb, or]) = self.phrase().get(first..at)
            && is_coordination(or)
            && verb.forms.base
            && verb.function == Function::Other
        {
            at = first;
        }
        at
    }

    /// The past of the verb at `at` alone.
    fn past_of_one(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let token = self.phrase().get(at)?;
        let base = match token.lemma() {
            // `lay` is the past of `lie` too.
            _ if token.forms.base => written_out(&in_small_letters(split_number(token).0)),
            Some(lemma) => lemma.to_owned(),
            None if token.forms.past => return Some((vec![token.text.to_owned()], at + 1)),
            None => return None,
        };
        if token.is_pure_past() {
            // `ForgotPassword` to `PasswordForgotten`
            let turned = at == 0 && token.has(Traits::PAST_FORM);
            let mut words = vec![if turned {
                past_participle(self.lexicon, &base, self.spelling)
            } else {
                token.text.to_owned()
            }];
            let particle = self
                .phrase()
                .get(at + 1)
                .filter(|next| is_particle_of(token, next));
            words.extend(particle.map(|particle| particle.text.to_owned()));
            let next = at + words.len();
            return Some((words, next));
        }
        if token.forms.third {
            return Some((vec![past_tense(self.lexicon, &base, self.spelling)], at + 1));
        }
        let mut words = nominal::past_of_joined(self.lexicon, &base, self.spelling)
            .unwrap_or_else(|| vec![past_participle(self.lexicon, &base, self.spelling)]);
        let mut next = at + 1;
        if let Some(particle) = self
            .phrase()
            .get(next)
            .filter(|next| is_particle_of(token, next))
            && words.len() == 1
        {
            words.push(in_small_letters(particle.text));
            next += 1;
        }
        Some((words, next))
    }

    /// The phrase with the verb put into the past where it stands.
    pub(super) fn in_place(&self, at: usize) -> Option<Vec<String>> {
        let at = self.first_joined(at);
        let (mut past, next) = self.past_verb(at)?;
        // `run` in its place would change nothing, and nobody but the price itself made it fall.
        if let ([verb, ..], Some(base)) = (past.as_mut_slice(), self.phrase().get(at)?.lemma())
            && (base == verb || happens_alone(base))
        {
            *verb = past_tense(self.lexicon, base, self.spelling);
        }
        if let (Some(past), Some(verb)) = (past.first_mut(), self.phrase().get(at))
            && !verb.forms.past
        {
            past.push_str(split_number(verb).1);
        }
        // `UserIsTyping`: the auxiliary goes.
        let auxiliary = at.checked_sub(1).filter(|at| {
            self.phrase()
                .get(*at)
                .is_some_and(|token| token.function == Function::Is)
        });
        let mut words = self.written(0, auxiliary.unwrap_or(at));
        // `TemporaryApprove`, `database-manual-scan`
        let orders = self.reading.judgment.label == Label::Command;
        let how = at.checked_sub(1).filter(|_| orders).and_then(|at| {
            let how = self.phrase().get(at)?;
            let first = at == 0 || how.is_any(words!("automatic manual"));
            adverb(how).filter(|_| first)
        });
        if let (Some(how), Some(said)) = (how, words.last_mut()) {
            *said = how;
        }
        // `user_after_create`, `email_on_open`
        let around = |word: &String| match in_small_letters(word).as_str() {
            "after" => true,
            "do" => !self.phrase()[..at - 1].iter().any(|to| to.is("to")),
            "on" => orders && at > 1 && !self.is_added_on(at - 2),
            "post" => self.is_hook_of(at - 1),
            _ => false,
        };
        if (words.len() > 1 || at == 1) && words.last().is_some_and(around) {
            words.pop();
        }
        // `post-commit`: what has happened is what the hook comes after.
        let hook = self.phrase().first().is_some_and(|post| post.is("post"));
        if at == 1
            && hook
            && self
                .phrase()
                .get(at)
                .is_some_and(|verb| verb.is_any(&HOOKED))
        {
            words.clear();
        }
        words.extend(past);
        self.write(&mut words, next, self.phrase().len());
        Some(words)
    }

    /// Whether the `post` at `at` tells when something runs (`PluginPostActivate`), and is not one
    /// of the posts of what stands before it.
    fn is_hook_of(&self, at: usize) -> bool {
        let code = words!("app entity form hook model module package plugin service theme");
        let before = match at.checked_sub(1) {
            Some(before) => self
                .phrase()
                .get(before)
                .filter(|of| is_typed(of) && of.is_any(code)),
            None => self.word_before(),
        };
        before.is_some_and(|of| !of.is_any(&HAS_POSTS))
    }

    /// Whether the word at `at` makes one with the `on` behind it: `add_on`, `power_on`.
    fn is_added_on(&self, at: usize) -> bool {
        let pair = self.phrase().get(at).zip(self.phrase().get(at + 1));
        pair.is_some_and(|(verb, on)| {
            verb.is_any(words!("add always clip hands heads try"))
                || verb.is_late_base()
                || is_particle_of(verb, on)
        })
    }

    /// The object before the verb: `AddItemToCart` to `ItemAddedToCart`.
    pub(super) fn object_first(&self, at: usize) -> Option<Vec<String>> {
        let at = self.first_joined(at);
        let (past, next) = self.past_verb(at)?;
        let (verb, rest) = (self.phrase().get(at)?, self.phrase().get(next..)?);
        if rest.first().is_some_and(is_coordination) {
            return None;
        }
        if let Some(fact) = self.what_is_done(at, next) {
            return Some(fact);
        }
        if at == 0
            && let Some(fact) = self.both(next).or_else(|| self.asked(verb, rest))
        {
            return Some(fact);
        }
        if let Some(fact) = self.awaited(at, next) {
            return Some(fact);
        }
        if self.is_kept_in_place(at, &past, next) {
            return self.in_place(at);
        }
        self.gone_or_become(at, &past, next)
            .or_else(|| self.after_hook(at, next))
            .or_else(|| self.with_particle(at, &past, next))
            .or_else(|| self.brought_to(at, &past, next))
            .or_else(|| self.turned_round(at, &past, next))
    }

    /// `MAV_CMD_DO_CALIBRATE`: what is to be done is a verb, behind a `do` before `next`.
    fn what_is_done(&self, at: usize, next: usize) -> Option<Vec<String>> {
        let (verb, rest) = (self.phrase().get(at)?, self.phrase().get(next..)?);
        let acts = rest.first().filter(|_| verb.is("do"))?;
        if !(acts.is_pure_base() || rest.len() == 1 && acts.is_late_base()) {
            return None;
        }
        // `ToDoCreate`
        let thing = at > 0 && self.phrase()[at - 1].is("to");
        if thing {
            self.in_place(next)
        } else {
            self.object_first(next)
        }
    }

    /// `WAITING_ACCEPTANCE` to `ACCEPTANCE_AWAITED`, but nothing for `waiting_room`.
    fn awaited(&self, at: usize, next: usize) -> Option<Vec<String>> {
        let rest = self.phrase().get(next..)?;
        let place = words!("area list page queue room screen");
        let awaited = self.phrase().get(at)?.is("waiting")
            && rest.first()?.function == Function::Other
            && !rest.last()?.is_any(place);
        let mut words = self.written(0, at);
        self.write(&mut words, next, self.phrase().len());
        words.push("awaited".to_owned());
        awaited.then_some(words)
    }

    /// Whether the verb at `at` stays where it is, as nothing behind it from `next` on is its object.
    fn is_kept_in_place(&self, at: usize, past: &[String], next: usize) -> bool {
        let (Some(verb), Some(rest)) = (self.phrase().get(at), self.phrase().get(next..)) else {
            return false;
        };
        // `RunInTerminal`: nothing stands before the verb in its past either.
        let alone = at == 0 && object_length(rest, verb) == 0 && past.len() == 1;
        // `batchRun` would stay as it is.
        let same = rest.is_empty() && past == [in_small_letters(verb.text)];
        // `MemberLeaveParty`: the party was left by who is named.
        let modifier = at.checked_sub(1).and_then(|at| self.phrase().get(at));
        let goes = self.reading.judgment.label == Label::Progressive
            && verb.lemma().is_some_and(|verb| PASSES.has(verb));
        let passes = words!("join leave");
        let who =
            |token: &Token<'_>| is_person(token) && (verb.is_any(passes) || !token.is("admin"));
        // `QueueReachLimit`
        let thing = |what: &Token<'_>| {
            is_typed(what) && what.has(Traits::NOUN) && !is_person(what) && !rest.is_empty()
        };
        let joined = verb.is_any(words!("exceed reach")) && modifier.is_some_and(thing);
        let left = joined
            || verb.is_any(&PASSES) && modifier.is_some_and(who)
            || goes && modifier.is_some();
        // `SeekerStartLookingForWork`
        let doing = matches!(rest, [act, of, ..] if at > 0 && act.forms.ing && of.function == Function::Preposition);
        alone || same || left || doing || verb.is("go") || self.has_no_object(at, rest)
    }

    /// `GotoDefinition`: it was gone to by whoever asked; `BecomeMonarch`: a predicate stays behind
    /// its verb.
    fn gone_or_become(&self, at: usize, past: &[String], next: usize) -> Option<Vec<String>> {
        let lemma = match past {
            [gone, _] if gone == "gone" => "go",
            _ if self.phrase().get(at)?.is("become") => "become",
            _ => return None,
        };
        let mut words = self.written(0, at);
        words.push(past_tense(self.lexicon, lemma, self.spelling));
        words.extend_from_slice(past.get(1..)?);
        self.write(&mut words, next, self.phrase().len());
        Some(words)
    }

    /// `post_build`: what the hook comes after has happened.
    fn after_hook(&self, at: usize, next: usize) -> Option<Vec<String>> {
        let (post, hooked) = (self.phrase().get(at)?, self.phrase().get(next..)?);
        let acts = hooked.first()?;
        let is_hooked = acts.is_late_base() || hooked.len() == 1 && acts.is_any(&HOOKED);
        let hook = at == 0 && post.is("post") && is_hooked;
        hook.then(|| self.of(next..self.phrase().len())?.object_first(0))?
    }

    /// `TurnLightOff`
    fn with_particle(&self, at: usize, past: &[String], next: usize) -> Option<Vec<String>> {
        let (verb, rest) = (self.phrase().get(at)?, self.phrase().get(next..)?);
        let (particle, object) = rest.split_last()?;
        // `SaveLineUp`: the particle belongs to the object.
        let named = |what: &Token<'_>| {
            let joined = what.is_any(words!("follow hand line opt sign time"));
            let moved = verb.is("move") && what.is("line");
            joined && is_particle_of(what, particle) && !moved
        };
        let apart = !object.last().is_some_and(named);
        let parted = at == 0 && !object.is_empty() && past.len() == 1 && apart;
        let mut words = self.written(next, next + object.len());
        words.extend_from_slice(past);
        words.push(particle.text.to_owned());
        (parted && is_particle_of(verb, particle)).then_some(words)
    }

    /// `MarkInvoicePaid`, `MarkDraftReadyForReview`: what it was made stays behind its verb.
    fn brought_to(&self, at: usize, past: &[String], next: usize) -> Option<Vec<String>> {
        let (verb, rest) = (self.phrase().get(at)?, self.phrase().get(next..)?);
        let object = next + object_length(rest, verb);
        let end = self.phrase().len();
        let state = self.phrase().get(next..object)?.last()?;
        let ends = object == end || object > next + 1 && (verb.is("mark") || !state.forms.past);
        // `SetLockEnabled`: what is set is whether the lock is; `SetTimeToLive`
        let within = |at: usize| self.phrase()[at].function == Function::Preposition;
        let flag = verb.is("set") && (state.forms.past || object > next + 1 && within(object - 2));
        // `TakeClusterOffline`
        let made = makes_state(verb) || verb.is("made");
        let reached =
            verb.is_any(words!("bring take")) && state.is_any(words!("live offline online"));
        if flag || !(ends && (made && is_made(state) || reached)) {
            return None;
        }
        let mut words = self.written(0, at);
        self.write(&mut words, next, object - 1);
        words.extend_from_slice(past);
        self.write(&mut words, object - 1, end);
        Some(words)
    }

    /// The object from `next` on before the `past` of the verb at `at`.
    fn turned_round(&self, at: usize, past: &[String], next: usize) -> Option<Vec<String>> {
        let (verb, rest) = (self.phrase().get(at)?, self.phrase().get(next..)?);
        let object = next + object_length(rest, verb);
        let modifier = at.checked_sub(1).and_then(|at| self.phrase().get(at));
        let judgment = self.reading.judgment;
        let within = matches!(
            judgment.because,
            Because::ImperativeWithin | Because::BeforeTheFact
        );
        let keeps_subject = within
            || matches!(judgment.label, Label::Nominal | Label::Progressive)
            || modifier.is_some_and(|token| {
                token.unknown || token.is_mere_prefix() || token.is_any(words!("admin op"))
            });
        let mut words = Vec::new();
        if keeps_subject {
            self.write(&mut words, 0, at);
        }
        let mut past = past.to_vec();
        let mut named = self.written(next, object);
        if let Some(first) = named.first_mut() {
            let (_, number) = split_number(verb);
            first.insert_str(0, number);
            // `Requested3dsExemption`: a past form as written has the number still.
            if let Some(done) = past.first_mut()
                && let Some(letters) = done.strip_suffix(number)
            {
                done.truncate(letters.len());
            }
        }
        words.extend(named);
        if !keeps_subject {
            let how = modifier.filter(|how| !how.is_any(words!("do try")));
            words.extend(how.map(|how| adverb(how).unwrap_or_else(|| how.text.to_owned())));
        }
        words.extend(past);
        self.write(&mut words, object, self.phrase().len());
        (!words.is_empty()).then_some(words)
    }

    /// The facts of two orders, the first of which ends its verb before `next`:
    /// `CreateOrderAndSendInvoice`.
    fn both(&self, next: usize) -> Option<Vec<String>> {
        let rest = self.phrase().get(next..)?;
        let joint = rest.windows(2).position(|pair| {
            // `DeployVaultAndTransferOwnership`
            let bounds = words!("begin end finish start stop");
            let acts =
                pair[1].has(Traits::LATE_VERB) && !pair[1].is_any(bounds) || pair[1].is("transfer");
            is_coordination(&pair[0]) && (pair[1].is_pure_base() || pair[1].forms.base && acts)
        })?;
        let mut words = self.of(0..next + joint)?.object_first(0)?;
        words.push(rest.get(joint)?.text.to_owned());
        let second = next + joint + 1..self.phrase().len();
        words.extend(self.of(second)?.object_first(0)?);
        Some(words)
    }

    /// `RESURRECT_REQUEST`: what has happened is that someone asked.
    fn asked(&self, verb: &Token<'_>, rest: &[Token<'_>]) -> Option<Vec<String>> {
        let [request] = rest else { return None };
        let asks = request.is("request")
            && verb.is_pure_base()
            && !(verb.is("begin") || verb.is_any(&DEALS_WITH_REQUESTS))
            && !is_call(verb, request)
            && self.wrapper() != Some(AffixKind::Command);
        asks.then(|| vec![verb.text.to_owned(), "requested".to_owned()])
    }

    /// Whether the `rest` behind the verb at `at` is no object of it: `RetryNow`, `mark_read`.
    fn has_no_object(&self, at: usize, rest: &[Token<'_>]) -> bool {
        // What the lexicon has nothing on is a name or an acronym.
        let named = |token: &Token<'_>| token.has(Traits::NOUN) || token.traits == Traits::NONE;
        let when =
            |token: &Token<'_>| token.traits == Traits::ADVERB || token.is_any(&WHEN_OR_WHERE);
        let within = |token: &Token<'_>| token.function == Function::Preposition;
        // `SetActive`, `SetReadOnly`, `MarkSentByMail`
        let state = matches!((self.phrase().get(at), rest), (Some(verb), [state, only @ ..])
            if makes_state(verb) && is_made(state) && (only.iter().all(|only| only.is("only"))
                || verb.is("mark") && only.first().is_some_and(within)));
        !rest.is_empty() && (at > 0 && !rest.iter().any(named) || rest.iter().all(when) || state)
    }

    /// `SSLWillExpire`, `onWillSave`, `OrderIsBeingDelivered`: the auxiliary goes.
    pub(super) fn after_auxiliary(&self, head: usize) -> Option<Vec<String>> {
        // `DatesToAvoidWillExpire`
        let tense = |token: &Token<'_>| matches!(token.function, Function::Will | Function::Is);
        let auxiliary = match self.phrase() {
            [before, ..] if before.is("before") => 0,
            phrase => {
                let first = phrase.iter().position(tense);
                let at = first.or_else(|| phrase.iter().position(is_auxiliary))?;
                // `OrderToBePaid`, `OrderAboutToBePaid`
                let to = at - usize::from(at > 0 && phrase[at - 1].is("to"));
                let ahead = |token: &Token<'_>| token.is_any(words!("about upcoming"));
                phrase[..to].iter().position(ahead).unwrap_or(to)
            }
        };
        let mut words = self.written(0, auxiliary);
        if words.is_empty() {
            // `BeforeOrderSave`: the subject stands behind the auxiliary.
            words = self.written(auxiliary + 1, head);
            words.retain(|word| !words!("be is to").has(word));
        } else {
            let between = self.phrase().get(auxiliary + 1..head).unwrap_or_default();
            let how = between.iter().filter(|token| !is_auxiliary(token));
            words.extend(how.map(|token| token.text.to_owned()));
        }
        self.phrase().get(head).filter(|head| {
            let forms = head.forms;
            (forms.base || forms.past || forms.ing) && !is_auxiliary(head)
        })?;
        let (mut past, next) = self.past_verb(head)?;
        // `ParcelToBeBound`
        let be = |token: &Token<'_>| matches!(token.function, Function::Is | Function::Being);
        if let Some(done) = past.first_mut()
            && self.phrase()[head].forms.past
            && self.phrase()[..head].last().is_some_and(be)
        {
            self.phrase()[head].text.clone_into(done);
        }
        let end = self.phrase().len();
        // `PanelWillTakeFocus`: who did it is named, and what to; a hook's context did nothing.
        let context = auxiliary > 0 && self.phrase()[auxiliary].is("before");
        let acts = !words.is_empty() && !context;
        let named = |next: &Token<'_>| next.function == Function::Other;
        if let ([verb], Some(lemma)) = (past.as_mut_slice(), self.phrase()[head].lemma())
            && acts
            && self.phrase().get(next).is_some_and(named)
        {
            *verb = past_tense(self.lexicon, lemma, self.spelling);
        }
        let object = if acts {
            next
        } else {
            next + object_length(self.phrase().get(next..)?, self.phrase().get(head)?)
        };
        self.write(&mut words, next, object);
        words.extend(past);
        self.write(&mut words, object, end);
        Some(words)
    }

    /// `FailedToReadMessage` to `MessageReadFailed`.
    pub(super) fn failed_attempt(&self) -> Option<Vec<String>> {
        let [failed, to, verb, ..] = self.phrase() else {
            return None;
        };
        if !(failed.is("failed") && to.is("to") && verb.forms.base) {
            return None;
        }
        let mut words = self.written(3, self.phrase().len());
        // `FailedToWaitForSync`
        let phrase = (self.phrase().get(3)).is_some_and(|next| next.function != Function::Other);
        words.insert(if phrase { 0 } else { words.len() }, verb.text.to_owned());
        words.push(failed.text.to_owned());
        Some(words)
    }
}

/// Whether a word stands for the fact to come, or for what is so still.
pub(super) fn is_auxiliary(token: &Token<'_>) -> bool {
    matches!(
        token.function,
        Function::Will | Function::Is | Function::Being
    ) || token.is_any(words!("about before pre to upcoming"))
}

/// A verb, and the number that is written together with it: the `3` of `Send3Reminders`.
fn split_number<'n>(verb: &Token<'n>) -> (&'n str, &'n str) {
    let letters = verb.text.trim_end_matches(|c: char| c.is_ascii_digit());
    verb.text.split_at(letters.len())
}

/// Whether a word joins two verbs: `CreateOrUpdate`.
fn is_coordination(token: &Token<'_>) -> bool {
    token.is_any(words!("or and"))
}

/// A verb that programs write short, in full: its short form has no past.
pub(super) fn written_out(verb: &str) -> String {
    let full = match verb {
        "alloc" => "allocate",
        "auth" => "authenticate",
        "deauth" => "deauthenticate",
        "calc" => "calculate",
        "config" => "configure",
        "dec" => "decrement",
        "del" => "delete",
        "exec" => "execute",
        "gen" => "generate",
        "inc" => "increment",
        "init" => "initialize",
        "recv" => "receive",
        "regen" => "regenerate",
        "rm" => "remove",
        "reinit" => "reinitialize",
        "snd" => "send",
        "upd" => "update",
        whole => whole,
    };
    full.to_owned()
}

/// Whether a verb in its past mostly tells what its subject did, not what was done to it.
pub(super) fn happens_alone(verb: &str) -> bool {
    words!("arise come eat fall fly go grow rise shrink sink swim wake").has(verb)
}

words! {
    /// When or in which direction something is done, and never what to.
    static WHEN_OR_WHERE = "\
again back backward backwards down forward home horizontal left now offline once online right up \
vertical";
}

words! {
    /// Verbs for how something moves past what stands behind them.
    static PASSES = "approach enter exit join leave pass reach";
}

/// Verbs that undo one another.
static OPPOSITES: Pairs<2> = Pairs::of(
    "\
activate: deactivate
add: remove
create: delete
enable: disable
expand: collapse
lock: unlock
mute: unmute
open: close
play: pause
show: hide
start: stop",
);

words! {
    /// Who and what has posts of its own.
    pub(super) static HAS_POSTS = "\
account blog board channel community facebook feed forum group instagram job member page photo \
profile social story thread timeline topic twitter user video wall";
}
