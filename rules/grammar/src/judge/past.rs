//! The past: which participle heads the phrase. One with a noun behind it has `before_noun` to
//! itself, one that an order is about `passed_on`.

use super::idioms::{is_compound, is_particle_of, is_person};
use super::nouns::{is_occurrence, is_state};
use super::phrase::{Imperative, MODIFIERS, Phrase, answer};
use super::within::COME_IN_SETS;
use super::{Because, Judgment, is_crud};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::nominal::is_joined;
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;

impl<'n> Phrase<'_, 'n> {
    /// Whether the past form at `at` is a verb here.
    pub(super) fn is_past_verb(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.forms.past) else {
            return false;
        };
        let previous = at.checked_sub(1).and_then(|at| self.token(at));
        let next = self.token(at + 1);
        // `KEY_ARROW_LEFT`, `RightToLeft`
        let leads = words!(
            "align arrow bottom from hide move pan ptz rotate scroll show swipe to toggle top turn"
        );
        let moved = || {
            self.first()
                .is_some_and(|first| first.is_any(words!("move rotate scroll turn")))
        };
        if token.is("left")
            && (previous.is_some_and(|previous| previous.is_any(leads)) || at > 0 && moved())
        {
            return false;
        }
        // `LandOnGround`
        if token.is_any(words!("ground wound"))
            && previous.is_some_and(|on| on.function == Function::Preposition)
        {
            return false;
        }
        // `FixedPriceListing`
        let terms = words!("cost fee income price rate term");
        if token.is("fixed") && next.is_some_and(|next| next.is_any(terms)) {
            return false;
        }
        // A decentralized identifier: `UpdateDidDocument`.
        if token.is("did") && !next.is_some_and(|next| next.forms.base) {
            return false;
        }
        // `MasterCutOffCommand`
        if token.forms.base && self.wrapper == Some(AffixKind::Command) {
            return false;
        }
        let merely_modified = at == 1
            && token.forms.base
            && previous.is_some_and(|previous| previous.is_any(&MODIFIERS));
        if merely_modified || previous.is_some_and(|previous| previous.is("non")) {
            return false;
        }
        if token.has(Traits::ADJECTIVAL) {
            // `FileSharedWithUser`, but not `ActionRequiredForAccount`.
            let acted = || next.is_some_and(follows_verb) && !token.is_any(&LASTS);
            let subject = previous.is_some() || self.has_subject();
            // `CustomerSharedWishlist`
            let shared = at == 1 && token.is_any(words!("shared suggested"));
            let by_person = shared && previous.is_some_and(is_person);
            return subject && (next.is_none() || acted() || by_person);
        }
        if !token.forms.base {
            return true;
        }
        // The base equals the past (`set`, `read`): only a subject before it makes it past.
        let after_noun = match previous {
            Some(previous) => {
                previous.function != Function::Determiner
                    && !(at == 1 && is_state(previous) && token.has(Traits::NOUN))
                    && !is_compound(previous.text, token.text)
            }
            // `achievements.resetAll`
            None => {
                self.has_subject() && !(token.is_any(words!("read set reset")) && next.is_some())
            }
        };
        // `CustomerSetDefaultAddressEvent`: who does it stands before the verb.
        let told = self.wrapper == Some(AffixKind::Event)
            || token.is("set") && !self.is_joined_by_capitals();
        let by_person = told && previous.is_some_and(is_person);
        // `ProjectileHitEntityEvent`, but not `TopHitListEvent`
        let part = |next: &Token<'_>| next.is_any(words!("box chart count limit list log rate"));
        let hits = self.wrapper == Some(AffixKind::Event) && token.is("hit");
        let by_thing = hits && next.is_some_and(|next| next.has(Traits::NOUN) && !part(next));
        // `ClusterSetReadOnly`
        let only = |at: usize| {
            let read = self.token(at).is_some_and(|read| read.is("read"));
            read && self.token(at + 1).is_some_and(|only| only.is("only"))
        };
        let to_read = token.is("set") && only(at + 1);
        // `HistorySetVersion`: a thing was set, or set something itself.
        let by_subject = token.is("set")
            && (token.shouts() || self.is_joined_by_capitals())
            && previous.is_some_and(|subject| {
                let named = subject.has(Traits::NOUN) && !subject.is_early_base();
                let of_sets = subject.is_any(&COME_IN_SETS) || subject.is_any(&HAVE_SETS);
                named && !(subject.is_mere_prefix() || subject.is("auto") || of_sets)
            })
            && !self.first().is_some_and(|first| first.is_any(&MODIFIERS))
            && !self.last().is_some_and(is_occurrence)
            && next.is_some_and(|next| {
                (next.may_be_noun() || next.is_pure_adjective()) && !next.is("point")
            });
        let ends = by_subject || by_thing || by_person || to_read || next.is_none_or(follows_verb);
        // `TargetAssignDistributionSet`
        let ordered = self.is_ordered_before(at);
        // `PasswordResetByEmailStart`: the reset is what starts.
        let bounds = words!("begin end finish start");
        let ordered =
            ordered || next.is_some() && self.last().is_some_and(|last| last.is_any(bounds));
        after_noun && !ordered && !only(at) && !PAST_LIKE_NOUNS.has(token.word) && ends
    }

    /// The past form that heads the phrase, if any does: the last, unless what follows an earlier
    /// one shows the last to be part of its phrase (`ChangedToPaid`, `UpdatedGrantedPayment`).
    pub(super) fn past_verb(&self) -> Option<usize> {
        let end = self.tokens.len() - 1;
        let last = (0..=end).rev().find(|at| self.is_past_verb(*at))?;
        if matches!(self.imperative(), Some(Imperative::Clear(_))) {
            return Some(last);
        }
        let guessed = self.token(last)?.verb.is_none();
        // `QueuedCallAnsweredByAgent`: the phrase behind the last shows it to be the verb.
        let led_on = self.token(last + 1).is_none_or(follows_verb);
        let earlier = (0..last).filter(|at| self.is_past_verb(*at)).find(|at| {
            let governs = self
                .token(at + 1)
                .is_some_and(|next| next.function == Function::Preposition && !next.is("on"));
            let known = self.token(*at).is_some_and(|token| token.verb.is_some());
            let kept = |verb: &Token<'_>| verb.lemma().is_some_and(is_crud);
            // `EnabledClosedCaptioning`, `CHANGED_LINKED_ACCOUNT`
            let switches = *at == 0
                && self
                    .token(0)
                    .is_some_and(|verb| last < end && (switches(verb) || kept(verb)));
            // `assigned_to_changed`: when or to whom it was is what changed.
            let changed = || {
                let crud = self
                    .token(last)
                    .is_some_and(|last| last.is_any(words!("changed modified updated")));
                let when = words!("at by on to");
                crud && last == end && *at + 2 == end && self.tokens[*at + 1].is_any(when)
            };
            governs && !changed()
                || switches
                || guessed && known
                || !led_on && (*at > 0 || self.has_subject())
        });
        Some(earlier.unwrap_or(last))
    }

    /// Whether `On`, `When` or the like before the participle makes it the occasion of an order:
    /// `IncrementCounterOnCourseCreated`.
    pub(super) fn is_subordinate(&self, order: usize, participle: usize) -> bool {
        if self.is_phrasal(order) {
            return false;
        }
        let between = self.tokens.get(order + 1..participle).unwrap_or_default();
        let occasions = words!("on when after once if until upon before because");
        between.iter().any(|token| token.is_any(occasions))
    }

    /// Whether a particle follows the verb at `at`: `sign_up`, `add_on`.
    pub(super) fn is_phrasal(&self, at: usize) -> bool {
        let pair = self.token(at).zip(self.token(at + 1));
        pair.is_some_and(|(verb, next)| {
            is_particle_of(verb, next) || verb.is_any(words!("add try")) && next.is("on")
        })
    }

    pub(super) fn past(&self) -> Option<Judgment> {
        let at = self.past_verb()?;
        let verb = self.token(at)?;
        let after = self.tokens.get(at + 1..).unwrap_or_default();
        let imperative = self.imperative().filter(|imperative| imperative.at() < at);
        if self.is_within_command(at, imperative) {
            return None;
        }
        // `GuestPagedListQuery`
        if self.wrapper == Some(AffixKind::Query) && !after.is_empty() {
            return None;
        }
        if self.is_predicate(at)
            || self.tells_order(at)
            || self.is_brought_in(at, imperative)
            || self.is_ordered_thing(at)
        {
            return None;
        }
        let confidence = match (verb.verb, verb.forms.base) {
            (None, _) => 0.75,
            (_, true) => 0.85,
            _ => 0.98,
        };
        let past = answer(Label::Past, at, Because::Participle, confidence);
        // `FailedPasswordReset`
        if verb.forms.base && self.first().is_some_and(|first| first.is("failed")) {
            return answer(Label::Past, 0, Because::LeadingParticiple, 0.75);
        }
        // `import_finished_empty`
        let ended = verb.lemma().is_some_and(is_outcome);
        let ends_name = after.iter().all(|token| {
            let state = is_state(token)
                || ended && at > 0 && token.has(Traits::ADJECTIVE) && !token.is_late_base();
            token.function == Function::Particle || token.has(Traits::ADVERB) || state
        });
        if ends_name {
            let passed_on = imperative.is_some_and(|order| self.is_passed_on(order, at));
            return past.filter(|_| !passed_on);
        }
        let next = after.first()?;
        // `login_failed_console`
        let entered = at.checked_sub(1).and_then(|at| self.token(at));
        let failed = verb.lemma() == Some("fail") && !self.last_has(Traits::EVENT_NOUN);
        let first = imperative.is_none_or(|order| order.at() + 1 == at);
        if failed && first && entered.is_some_and(|entered| is_joined(entered.text)) {
            return answer(Label::Past, at, Because::Participle, 0.75);
        }
        if self.describes_object(at, next, imperative) {
            return None;
        }
        // `CheckedOutBook`: the particle is the verb's, the noun behind it is described.
        let describes = at == 0
            && !self.has_subject()
            && is_particle_of(verb, next)
            && after.get(1).is_some_and(|noun| noun.may_be_noun());
        if describes {
            return answer(Label::Past, at, Because::LeadingParticiple, 0.65);
        }
        // `LoginFailedWrongPassword`: why it failed stands behind.
        let faults = words!("incorrect insufficient invalid low unknown wrong");
        let why = at > 0 && verb.lemma() == Some("fail") && next.is_any(faults);
        let tried = |order: Imperative| {
            let what = self.token(order.at());
            what.is_some_and(|what| is_joined(what.text))
        };
        if follows_verb(next) || why && imperative.is_none_or(tried) {
            return past;
        }
        self.past_before_object(at, confidence, imperative.is_some())
    }

    /// Whether the namespace ends in what happened, so that the phrase may only detail it:
    /// `s3:ObjectCreated:Put`, but not `shot:add-to-scene`.
    pub(super) fn details_fact(&self) -> bool {
        self.before.is_some_and(|before| {
            before.is_pure_past() && before.verb.is_some() && !before.has(Traits::NOUN)
        })
    }

    /// `s3:ObjectCreated:Put`: the last segment only details a past fact.
    pub(super) fn past_before_detail(&self) -> Option<Judgment> {
        if !self.details_fact() {
            return None;
        }
        // `workflows.featured.remove`
        if self.is_before_alone && self.last()?.is_late_base() {
            return None;
        }
        let because = Because::Participle;
        Some(Judgment {
            label: Label::Past,
            head: None,
            because,
            confidence: 0.7,
        })
    }
}

words! {
    /// Past forms that equal the base and that names use as nouns.
    static PAST_LIKE_NOUNS =
        "bet bid come cost fit forecast input inset offset output overlay preset rerun run subset";
}

words! {
    /// What else comes in sets: `ConfigurationSetDestination`.
    static HAVE_SETS = "\
audience badge code color configuration contact content emoji entity entry item region resource \
sticker target term value variable workout";
}

words! {
    /// Participles for what stays so.
    static LASTS = "intended interested limited preferred required supported trusted";
}

pub(super) fn is_outcome(verb: &str) -> bool {
    matches!(
        verb,
        "fail" | "succeed" | "complete" | "start" | "request" | "finish" | "initiate"
    )
}

/// Whether a token behind a past form shows that form to be the verb: what follows is a phrase or
/// an adverb and not the noun that the participle describes.
pub(super) fn follows_verb(next: &Token<'_>) -> bool {
    matches!(
        next.function,
        Function::Preposition | Function::Particle | Function::Not | Function::Determiner
    ) || next.has(Traits::ADVERB) && !next.has(Traits::NOUN)
        || next.is_any(words!("once twice"))
}

words! {
    /// Verbs that, before the -ing form of another, say that it began or ended.
    pub(super) static BEGINS_OR_ENDS =
        "begin cancel cease close complete continue end finish open pause quit resume start stop";
}

/// Whether a verb says that something was switched on or off.
pub(super) fn switches(verb: &Token<'_>) -> bool {
    matches!(verb.lemma(), Some("enable" | "disable"))
}
