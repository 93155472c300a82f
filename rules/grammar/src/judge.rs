//! The rules that tell what a name is, in the order in which they are tried.
//!
//! Each rule looks at the words that remain when affixes are set aside and either answers or
//! passes. The first answer counts.

use crate::affix::{AffixKind, Core, set_aside};
use crate::inflect::{Token, analyse};
use crate::lexicon::{Function, Traits};
use crate::verdict::{Label, Verdict};
use crate::{Grammar, Language, words};

/// Why a name was judged as it was; `reason.rs` says it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Because {
    NoWords,
    LanguageUnknown,
    WordsUnknown,
    /// `will`, `about to`, `upcoming`.
    StillToCome,
    /// A leading `Before` or `Pre`.
    BeforeTheFact,
    /// `was`, `did`, `has been`.
    PastAuxiliary,
    /// `is`, `has`, `can`.
    PresentAuxiliary,
    BeingDone,
    Question,
    Participle,
    /// A participle before its noun: the order is turned round.
    LeadingParticiple,
    AsksFirst,
    ImperativeFirst,
    ImperativeAlone,
    ImperativeLast,
    ImperativeWithin,
    ThirdPerson,
    InProgress,
    /// A noun for an occurrence: `change`, `creation`.
    EventNoun,
    /// Noun and verb alike, here the noun.
    NounLookAlike,
    State,
    Things,
}

/// A rule's answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judgment {
    pub(crate) label: Label,
    /// The head verb's place in the phrase.
    pub(crate) head: Option<usize>,
    pub(crate) because: Because,
    pub(crate) confidence: f32,
}

/// A name taken apart and judged.
pub(crate) struct Reading<'n> {
    pub(crate) tokens: Vec<Token<'n>>,
    pub(crate) core: Core<'n>,
    pub(crate) judgment: Judgment,
}

impl<'n> Reading<'n> {
    pub(crate) fn of(grammar: &'n Grammar, name: &'n str) -> Self {
        let tokens: Vec<_> = words::split_with(name, &grammar.acronyms)
            .map(|word| analyse(&grammar.lexicon, word.text, word.start))
            .collect();
        let core = set_aside(name, &tokens);
        let phrase = Phrase {
            tokens: tokens.get(core.range.clone()).unwrap_or_default(),
            before: tokens
                .get(..core.range.start)
                .filter(|_| core.affixes.namespace.is_some())
                .and_then(|before| before.iter().rfind(|token| !token.is_any(&["on", "after"]))),
            wrapper: core.affixes.suffix.map(|suffix| suffix.kind),
        };
        let judgment = phrase.judge();
        Self {
            tokens,
            core,
            judgment,
        }
    }

    /// The words that were judged.
    pub(crate) fn phrase(&self) -> &[Token<'n>] {
        self.tokens.get(self.core.range.clone()).unwrap_or_default()
    }

    pub(crate) fn head(&self) -> Option<&Token<'n>> {
        self.phrase().get(self.judgment.head?)
    }
}

/// Verbs that tell what a database did.
const CRUD: [&str; 9] = [
    "create", "update", "delete", "change", "modify", "insert", "remove", "save", "upsert",
];

pub(crate) fn judge<'n>(grammar: &'n Grammar, name: &'n str) -> Verdict<'n> {
    let mut verdict = Verdict {
        name,
        label: Label::Nominal,
        crud: false,
        verb: None,
        lemma: None,
        confidence: 0.0,
        affixes: Default::default(),
        because: Because::LanguageUnknown,
        grammar,
    };
    if grammar.language == Language::None {
        return verdict;
    }
    let reading = Reading::of(grammar, name);
    let head = reading.head().copied();
    verdict.label = reading.judgment.label;
    verdict.verb = head.map(|head| head.text);
    verdict.lemma = head.and_then(|head| head.lemma());
    verdict.crud =
        verdict.label == Label::Past && verdict.lemma.is_some_and(|verb| CRUD.contains(&verb));
    verdict.confidence = reading.judgment.confidence;
    verdict.affixes = reading.core.affixes;
    verdict.because = reading.judgment.because;
    verdict
}

/// The words to be judged, and what stands around them.
struct Phrase<'t, 'n> {
    tokens: &'t [Token<'n>],
    /// The last word of the namespace: in `order.placed` it is what was placed.
    before: Option<&'t Token<'n>>,
    wrapper: Option<AffixKind>,
}

/// How clearly a word at the front is an imperative.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Imperative {
    /// A verb and nothing else.
    Clear(usize),
    /// Noun and verb alike.
    LookAlike(usize),
}

impl Imperative {
    fn at(self) -> usize {
        match self {
            Self::Clear(at) | Self::LookAlike(at) => at,
        }
    }
}

type Rule<'t, 'n> = fn(&Phrase<'t, 'n>) -> Option<Judgment>;

fn answer(label: Label, head: usize, because: Because, confidence: f32) -> Option<Judgment> {
    Some(Judgment {
        label,
        head: Some(head),
        because,
        confidence,
    })
}

impl<'t, 'n> Phrase<'t, 'n> {
    const RULES: [Rule<'t, 'n>; 15] = [
        Self::nothing,
        Self::future,
        Self::auxiliary,
        Self::past,
        Self::past_before_detail,
        Self::query,
        Self::alone,
        Self::third_person,
        Self::imperative_first,
        Self::imperative_last,
        Self::imperative_before_preposition,
        Self::in_progress,
        Self::imperative_within,
        Self::state,
        Self::noun,
    ];

    fn judge(&self) -> Judgment {
        let found = Self::RULES.iter().find_map(|rule| rule(self));
        let judgment = found.unwrap_or(Judgment {
            label: Label::Nominal,
            head: None,
            because: Because::Things,
            confidence: 0.85,
        });
        self.tempered(judgment)
    }

    /// A verdict on words that are mostly unknown is a guess.
    fn tempered(&self, mut judgment: Judgment) -> Judgment {
        let unknown = self.tokens.iter().filter(|token| token.unknown).count();
        let known_head = judgment
            .head
            .and_then(|head| self.tokens.get(head))
            .is_some_and(|head| head.verb.is_some() || head.function != Function::Other);
        if unknown > 0 && !known_head {
            judgment.confidence *= if unknown * 2 >= self.tokens.len() {
                0.4
            } else {
                0.8
            };
            if judgment.because == Because::Things && unknown * 2 >= self.tokens.len() {
                judgment.because = Because::WordsUnknown;
            }
        }
        judgment
    }

    fn token(&self, at: usize) -> Option<&'t Token<'n>> {
        self.tokens.get(at)
    }

    fn first(&self) -> Option<&'t Token<'n>> {
        self.tokens.first()
    }

    fn last(&self) -> Option<&'t Token<'n>> {
        self.tokens.last()
    }

    fn last_has(&self, traits: Traits) -> bool {
        self.last().is_some_and(|last| last.has(traits))
    }

    fn has_subject(&self) -> bool {
        self.before.is_some()
    }

    /// The verb in its base form that the phrase starts with, behind words that only modify it
    /// (`BatchGet…`, `AdminCreate…`).
    fn imperative(&self) -> Option<Imperative> {
        let modifies = |token: &Token<'_>, verb: &Token<'_>| {
            (token.has(Traits::ADVERB) || token.is_any(&MODIFIERS)) && verb.is_pure_base()
                || token.is_any(&VERB_PREFIXES) && verb.forms.base
        };
        let at = self
            .tokens
            .windows(2)
            .take_while(|pair| modifies(&pair[0], &pair[1]))
            .count();
        let verb = self.token(at)?;
        // `TimeOut…`, `OptIn…`: a particle makes a verb of any noun that can be one.
        let phrasal =
            || verb.forms.base && self.token(at + 1).is_some_and(|t| is_particle_of(verb, t));
        if verb.is_pure_base() {
            Some(Imperative::Clear(at))
        } else if verb.is_early_base() || phrasal() {
            Some(Imperative::LookAlike(at))
        } else {
            None
        }
    }

    fn nothing(&self) -> Option<Judgment> {
        let has_letters =
            |token: &Token<'_>| token.text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if self.tokens.iter().any(has_letters) {
            return None;
        }
        let because = Because::NoWords;
        Some(Judgment {
            label: Label::Nominal,
            head: None,
            because,
            confidence: 0.0,
        })
    }

    fn future(&self) -> Option<Judgment> {
        let first = self.first()?;
        let last_is_past = self.last()?.forms.past;
        let verb_from = |at: usize| {
            let verb = |token: &Token<'_>| token.forms.base || token.forms.past;
            let found = self.tokens.iter().skip(at).position(verb);
            found.map_or(at.saturating_sub(1), |offset| at + offset)
        };
        for (at, pair) in self.tokens.windows(2).enumerate() {
            let to_come = pair[0].function == Function::Will
                || pair[0].is("about") && pair[1].is("to")
                || pair[0].is("to") && pair[1].is("be");
            if to_come {
                let skip = if pair[1].is("to") || pair[1].is("be") {
                    2
                } else {
                    1
                };
                return answer(
                    Label::Future,
                    verb_from(at + skip),
                    Because::StillToCome,
                    0.97,
                );
            }
        }
        if first.is("before") && self.tokens.len() > 1 {
            return answer(Label::Future, verb_from(1), Because::BeforeTheFact, 0.95);
        }
        if first.is("pre")
            && self.tokens.len() > 1
            && !last_is_past
            && !self.last_has(Traits::EVENT_NOUN)
        {
            return answer(Label::Future, verb_from(1), Because::BeforeTheFact, 0.8);
        }
        let upcoming = self.tokens.iter().position(|token| token.is("upcoming"))?;
        let confidence = 0.65;
        (!last_is_past).then_some(Judgment {
            label: Label::Future,
            head: Some(upcoming),
            because: Because::StillToCome,
            confidence,
        })
    }

    /// `was`, `did`, `has`, `is`, `can` decide before any other verb.
    fn auxiliary(&self) -> Option<Judgment> {
        let (at, token) = self.tokens.iter().enumerate().find(|(_, token)| {
            use Function::{Being, Has, Is, Modal, PastAuxiliary};
            matches!(token.function, Being | Has | Is | Modal | PastAuxiliary)
        })?;
        let skipped =
            |token: &&Token<'_>| token.function == Function::Not || token.has(Traits::ADVERB);
        let next = at + 1 + self.tokens.iter().skip(at + 1).take_while(skipped).count();
        let after = self.token(next);
        let is_past = |token: Option<&Token<'_>>| token.is_some_and(|token| token.forms.past);
        let being = self
            .tokens
            .iter()
            .position(|token| token.function == Function::Being);
        match token.function {
            _ if being.is_some_and(|being| being <= next) => {
                let verb = being.map_or(at, |being| being + 1);
                answer(
                    Label::Progressive,
                    verb.min(self.tokens.len() - 1),
                    Because::BeingDone,
                    0.95,
                )
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
                if is_past(after) && at > 0 || after.is_some_and(|after| after.is("been")) =>
            {
                let passive = is_past(self.token(next + 1)) && after?.is("been");
                answer(
                    Label::Past,
                    next + usize::from(passive),
                    Because::PastAuxiliary,
                    0.93,
                )
            }
            Function::Is | Function::Has | Function::Modal
                if at == 0
                    && !self.has_subject()
                    && self.tokens.len() > 1
                    && !token.is_any(&["cannot", "cant"]) =>
            {
                answer(Label::Query, at, Because::Question, 0.9)
            }
            // `DiscountGroupIsActiveSet`: what is so is the object of a later verb.
            Function::Is if self.last()?.forms.past && next + 1 < self.tokens.len() => None,
            Function::Is if is_ing(after?) => {
                answer(Label::Progressive, next, Because::InProgress, 0.9)
            }
            _ if self.tokens.len() > 1 || self.has_subject() => {
                answer(Label::Present, at, Because::PresentAuxiliary, 0.9)
            }
            _ => None,
        }
    }

    /// Whether the past form at `at` is a verb here.
    fn is_past_verb(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.forms.past) else {
            return false;
        };
        let previous = at.checked_sub(1).and_then(|at| self.token(at));
        let next = self.token(at + 1);
        if token.has(Traits::ADJECTIVAL) {
            return next.is_none() && (previous.is_some() || self.has_subject());
        }
        if !token.forms.base {
            return true;
        }
        // The base equals the past (`set`, `read`): only a subject before it makes it past.
        let after_noun = match previous {
            Some(previous) => {
                previous.function != Function::Determiner
                    && !(previous.has(Traits::ADJECTIVE)
                        && !previous.has(Traits::NOUN)
                        && token.has(Traits::NOUN))
                    && !is_compound(previous.word, token.word)
            }
            None => self.has_subject(),
        };
        after_noun && !token.is_any(&PAST_LIKE_NOUNS) && next.is_none_or(follows_verb)
    }

    /// The past form that heads the phrase, if any does: the last, unless what follows an earlier
    /// one shows the last to be part of its phrase (`ChangedToPaid`, `UpdatedGrantedPayment`).
    fn past_verb(&self) -> Option<usize> {
        let end = self.tokens.len() - 1;
        let last = (0..=end).rev().find(|at| self.is_past_verb(*at))?;
        if matches!(self.imperative(), Some(Imperative::Clear(_))) {
            return Some(last);
        }
        let guessed = self.token(last)?.verb.is_none();
        let earlier = (0..last).filter(|at| self.is_past_verb(*at)).find(|at| {
            let governs = self
                .token(at + 1)
                .is_some_and(|next| next.function == Function::Preposition && !next.is("on"));
            let known = self.token(*at).is_some_and(|token| token.verb.is_some());
            governs || guessed && known || last < end && (*at > 0 || self.has_subject())
        });
        Some(earlier.unwrap_or(last))
    }

    /// Whether `On`, `When` or the like before the participle makes it the occasion of an order:
    /// `IncrementCounterOnCourseCreated`.
    fn is_subordinate(&self, order: usize, participle: usize) -> bool {
        let between = self.tokens.get(order + 1..participle).unwrap_or_default();
        let occasions = [
            "on", "when", "after", "once", "if", "until", "upon", "before",
        ];
        between.iter().any(|token| token.is_any(&occasions))
    }

    fn past(&self) -> Option<Judgment> {
        let at = self.past_verb()?;
        let verb = self.token(at)?;
        let after = self.tokens.get(at + 1..).unwrap_or_default();
        let imperative = self.imperative().filter(|imperative| imperative.at() < at);
        let confidence = match (verb.verb, verb.forms.base) {
            (None, _) => 0.75,
            (_, true) => 0.85,
            _ => 0.98,
        };
        let past = answer(Label::Past, at, Because::Participle, confidence);

        let ends_name = after.iter().all(|token| {
            token.function == Function::Particle || token.has(Traits::ADVERB) || is_state(token)
        });
        if ends_name {
            return match imperative {
                Some(Imperative::Clear(_)) if verb.forms.base => None,
                Some(Imperative::Clear(order)) if self.is_subordinate(order, at) => None,
                Some(order) if self.passes_on(order.at(), at) => None,
                _ => past,
            };
        }
        let next = after.first()?;
        if matches!(imperative, Some(Imperative::Clear(_))) {
            return None;
        }
        if follows_verb(next) {
            return past;
        }
        let decided_by_noun = self.last_has(Traits::EVENT_NOUN) || self.last()?.is_late_base();
        if decided_by_noun || imperative.is_some() {
            return None;
        }
        if at == 0 && !self.has_subject() {
            return answer(Label::Past, at, Because::LeadingParticiple, 0.65);
        }
        answer(Label::Past, at, Because::Participle, confidence.min(0.85))
    }

    /// Whether the imperative at `order` tells to pass on, find or expect what the participle at
    /// `participle` states (`RespondTaskCompleted`), rather than name the thing it happened to.
    fn passes_on(&self, order: usize, participle: usize) -> bool {
        let (Some(verb), Some(past)) = (self.token(order), self.token(participle)) else {
            return false;
        };
        let asks =
            verb.has(Traits::QUERY) && verb.is_pure_base() && !past.lemma().is_some_and(is_outcome);
        participle > order + 1 && (asks || verb.has(Traits::REPORTING))
    }

    /// `s3:ObjectCreated:Put`: the last segment only details a past fact.
    fn past_before_detail(&self) -> Option<Judgment> {
        self.before
            .filter(|before| before.forms.past && !before.forms.base)?;
        let because = Because::Participle;
        Some(Judgment {
            label: Label::Past,
            head: None,
            because,
            confidence: 0.7,
        })
    }

    fn query(&self) -> Option<Judgment> {
        let imperative = self.imperative()?;
        let verb = self.token(imperative.at())?;
        if !verb.has(Traits::QUERY) {
            return None;
        }
        let confidence = match imperative {
            Imperative::Clear(_) => 0.97,
            Imperative::LookAlike(_) if self.tokens.len() == 1 => {
                let listed = self.has_subject() && verb.is_any(&["list", "show"]);
                return if listed || self.wrapper == Some(AffixKind::Query) {
                    answer(Label::Query, 0, Because::AsksFirst, 0.7)
                } else {
                    None
                };
            }
            Imperative::LookAlike(_) if self.is_noun_phrase(imperative.at()) => return None,
            Imperative::LookAlike(_) => 0.8,
        };
        answer(
            Label::Query,
            imperative.at(),
            Because::AsksFirst,
            confidence,
        )
    }

    /// A bare verb: `reject`.
    fn alone(&self) -> Option<Judgment> {
        let [verb] = self.tokens else { return None };
        let ordered = self.wrapper == Some(AffixKind::Command) && verb.is_early_base();
        if !(verb.is_late_base() || ordered) {
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

    /// Whether what starts with a look-alike at `at` is no order after all: it ends in an outcome
    /// or a state (`CHECK_REPORT_READY`), or tells where something is (`BookOnHold`).
    fn is_noun_phrase(&self, at: usize) -> bool {
        let Some(verb) = self.token(at) else {
            return false;
        };
        let next = self.token(at + 1);
        let place = next.is_some_and(|next| {
            next.function == Function::Preposition
                && !next.is_any(&["to", "from", "into", "as", "with"])
        });
        let takes_place = self.wrapper == Some(AffixKind::Command)
            || verb.is_any(&[
                "comment", "vote", "focus", "place", "act", "wait", "check", "log",
            ]);
        let state = self.last().is_some_and(is_state) && !self.last_has(Traits::NOUN);
        let ongoing = self.last().is_some_and(is_ing);
        place && !takes_place
            || self.names_outcome(verb)
            || state
            || ongoing
            || self.has_subject() && !verb.has(Traits::LATE_VERB)
            || self.ends_in_change(if verb.has(Traits::LATE_VERB) { 4 } else { 2 })
    }

    /// Whether the phrase names how something ended (`PUBLISH_ERROR`) and `verb` does not take
    /// that as its object (`ReportError`).
    fn names_outcome(&self, verb: &Token<'_>) -> bool {
        self.last_has(Traits::FAILURE_NOUN) && !verb.is_any(&HANDLES_OUTCOMES)
    }

    /// Whether so many words or more lead up to a change, which then is what the name is about.
    fn ends_in_change(&self, words: usize) -> bool {
        self.tokens.len() >= words
            && self
                .last()
                .is_some_and(|last| last.is_any(&["change", "transition"]))
    }

    fn imperative_first(&self) -> Option<Judgment> {
        if self.tokens.len() < 2 {
            return None;
        }
        let imperative = self.imperative()?;
        let at = imperative.at();
        let (verb, last) = (self.token(at)?, self.last()?);
        let end = self.tokens.len() - 1;
        if last.is_any(&BOUNDARY_VERBS) && end > at + 1 {
            return answer(Label::Command, end, Because::ImperativeLast, 0.8);
        }
        match imperative {
            Imperative::Clear(_) if self.names_outcome(verb) || self.ends_in_change(4) => None,
            Imperative::Clear(_) if at == end && at > 0 => None,
            Imperative::Clear(_) => answer(Label::Command, at, Because::ImperativeFirst, 0.97),
            Imperative::LookAlike(_) if self.is_noun_phrase(at) => None,
            Imperative::LookAlike(_) if last.is_late_base() && !verb.has(Traits::LATE_VERB) => None,
            Imperative::LookAlike(_) => answer(Label::Command, at, Because::ImperativeFirst, 0.75),
        }
    }

    fn third_person(&self) -> Option<Judgment> {
        let end = self.tokens.len() - 1;
        let (at, verb) = self.tokens.iter().enumerate().find(|(at, token)| {
            let happens = token.lemma().is_some_and(|verb| HAPPENINGS.contains(&verb));
            let clear = token.is_pure_verb() || happens && *at > 0;
            token.forms.third && clear && (*at > 0 || *at < end || self.has_subject())
        })?;
        let ordered = match self.imperative() {
            Some(Imperative::Clear(order)) => order < at,
            Some(Imperative::LookAlike(order)) => {
                order < at && self.token(order)?.has(Traits::LATE_VERB | Traits::QUERY)
            }
            None => false,
        };
        if ordered {
            return None;
        }
        let confidence = if verb.is_pure_verb() { 0.93 } else { 0.75 };
        answer(Label::Present, at, Because::ThirdPerson, confidence)
    }

    fn imperative_last(&self) -> Option<Judgment> {
        let mut at = self.tokens.len() - 1;
        let particle = self.token(at)?;
        if at > 0 && is_particle_of(self.token(at - 1)?, particle) {
            at -= 1;
        }
        let verb = self.token(at)?;
        let previous = at.checked_sub(1).and_then(|at| self.token(at));
        let phrasal = at + 1 < self.tokens.len() && verb.forms.base;
        if !(verb.is_late_base() || phrasal) || previous.is_none() && !self.has_subject() {
            return None;
        }
        if verb.has(Traits::QUERY) {
            return verb.is_pure_base().then_some(Judgment {
                label: Label::Query,
                head: Some(at),
                because: Because::ImperativeLast,
                confidence: 0.8,
            });
        }
        let described = previous.is_some_and(|previous| {
            let adjective = previous.has(Traits::ADJECTIVE | Traits::ING_ADJECTIVE)
                && !previous.has(Traits::VERB | Traits::NOUN)
                || previous.is_any(&["initial", "default", "final"]);
            previous.function == Function::Determiner
                || adjective && !previous.is_any(&MODIFIERS)
                || !verb.is_pure_base() && is_compound(previous.word, verb.word)
        });
        if described && !phrasal {
            return None;
        }
        let confidence = if verb.is_pure_base() { 0.92 } else { 0.7 };
        answer(Label::Command, at, Because::ImperativeLast, confidence)
    }

    /// `UrlBlockByContentFilter`: what follows the preposition is not the head.
    fn imperative_before_preposition(&self) -> Option<Judgment> {
        let at = self.tokens.windows(2).position(|pair| {
            pair[1].function == Function::Preposition
                && pair[0].is_late_base()
                && !is_particle_of(&pair[0], &pair[1])
        })?;
        if at == 0 && !self.has_subject() {
            return None;
        }
        answer(Label::Command, at, Because::ImperativeWithin, 0.7)
    }

    fn in_progress(&self) -> Option<Judgment> {
        let at = self.tokens.iter().rposition(is_ing)?;
        let end = self.tokens.len() - 1;
        let outcome = self.last_has(Traits::FAILURE_NOUN);
        if at < end && outcome {
            return None;
        }
        let confidence = if at == end { 0.9 } else { 0.75 };
        answer(Label::Progressive, at, Because::InProgress, confidence)
    }

    fn imperative_within(&self) -> Option<Judgment> {
        let end = self.tokens.len() - 1;
        if self.last_has(Traits::EVENT_NOUN | Traits::FAILURE_NOUN)
            || self
                .last()
                .is_some_and(|last| is_state(last) || is_deverbal(last))
        {
            return None;
        }
        let at = (1..end).find(|at| self.token(*at).is_some_and(Token::is_pure_base))?;
        answer(Label::Command, at, Because::ImperativeWithin, 0.65)
    }

    fn state(&self) -> Option<Judgment> {
        self.last().filter(|last| is_state(last))?;
        let because = Because::State;
        Some(Judgment {
            label: Label::Nominal,
            head: None,
            because,
            confidence: 0.85,
        })
    }

    fn noun(&self) -> Option<Judgment> {
        let last = self.last()?;
        let (because, confidence) = if last.forms.base {
            (Because::NounLookAlike, 0.7)
        } else if last.has(Traits::EVENT_NOUN) || is_deverbal(last) {
            (Because::EventNoun, 0.9)
        } else {
            return None;
        };
        Some(Judgment {
            label: Label::Nominal,
            head: None,
            because,
            confidence,
        })
    }
}

/// Words that only modify the verb behind them.
const MODIFIERS: [&str; 12] = [
    "batch", "bulk", "admin", "force", "mass", "multi", "self", "async", "quick", "try", "global",
    "please",
];

/// Prefixes of verbs, where they stand apart: `ReEncrypt`.
const VERB_PREFIXES: [&str; 5] = ["re", "un", "de", "auto", "co"];

/// Past forms that equal the base and that names use as nouns.
const PAST_LIKE_NOUNS: [&str; 9] = [
    "cost", "bid", "bet", "fit", "offset", "input", "output", "forecast", "inset",
];

/// Verbs that mark a boundary: behind another verb they still head the name.
const BOUNDARY_VERBS: [&str; 7] = ["start", "stop", "end", "begin", "finish", "fail", "succeed"];

/// Verbs whose object may be an error or another outcome.
const HANDLES_OUTCOMES: [&str; 24] = [
    "handle",
    "report",
    "log",
    "raise",
    "throw",
    "ignore",
    "clear",
    "retry",
    "suppress",
    "catch",
    "record",
    "resolve",
    "acknowledge",
    "send",
    "trigger",
    "get",
    "list",
    "set",
    "update",
    "notify",
    "simulate",
    "inject",
    "submit",
    "return",
];

/// Noun-verb look-alikes that in the third person tell what happens (`GameStarts`).
const HAPPENINGS: [&str; 26] = [
    "start", "stop", "end", "join", "leave", "open", "close", "finish", "pause", "resume", "exit",
    "move", "break", "burn", "restart", "spawn", "win", "die", "lose", "buy", "sell", "pay",
    "fall", "rise", "need", "request",
];

fn is_outcome(verb: &str) -> bool {
    matches!(
        verb,
        "fail" | "succeed" | "complete" | "start" | "request" | "finish" | "initiate"
    )
}

/// Whether two words are a noun together although the second looks like a verb: `record set`.
fn is_compound(first: &str, second: &str) -> bool {
    match second {
        "set" => matches!(
            first,
            "record"
                | "data"
                | "result"
                | "change"
                | "rule"
                | "character"
                | "feature"
                | "skill"
                | "tool"
                | "replica"
                | "permission"
                | "parameter"
                | "key"
                | "ip"
                | "option"
                | "working"
        ),
        "hit" => matches!(first, "cache" | "page"),
        "cut" => matches!(first, "price" | "power" | "rate" | "director"),
        "run" => matches!(
            first,
            "test" | "dry" | "trial" | "home" | "training" | "bank"
        ),
        "break" => matches!(
            first,
            "ad" | "line" | "page" | "coffee" | "commercial" | "tax"
        ),
        "drop" => matches!(first, "price" | "air" | "rain"),
        "load" => matches!(first, "work" | "page" | "pay"),
        "start" => matches!(first, "head" | "cold"),
        "place" => matches!(first, "market" | "work"),
        "move" | "play" | "place_" => false,
        _ => false,
    }
}

/// Whether a token behind a past form shows that form to be the verb: what follows is a phrase or
/// an adverb and not the noun that the participle describes.
fn follows_verb(next: &Token<'_>) -> bool {
    matches!(
        next.function,
        Function::Preposition | Function::Particle | Function::Not | Function::Determiner
    ) || next.has(Traits::ADVERB) && !next.has(Traits::NOUN)
}

/// An -ing form that is a verb here, and no noun or adjective.
fn is_ing(token: &Token<'_>) -> bool {
    token.forms.ing && !token.has(Traits::ING_NOUN | Traits::ING_ADJECTIVE)
}

/// An adjective that tells a state, and nothing else (`ready`, `available`).
fn is_state(token: &Token<'_>) -> bool {
    token.is("complete")
        || token.has(Traits::ADJECTIVE)
            && !token.has(Traits::NOUN | Traits::VERB | Traits::LATE_VERB)
            && !token.forms.past
}

/// Verbs and their particles: the pairs in which the second word belongs to the first.
pub(crate) fn is_particle_of(verb: &Token<'_>, particle: &Token<'_>) -> bool {
    if !verb.forms.base && verb.verb.is_none() {
        return false;
    }
    let Some(verb) = verb.lemma() else {
        return false;
    };
    match particle.word {
        "in" => matches!(
            verb,
            "check"
                | "sign"
                | "log"
                | "opt"
                | "clock"
                | "cash"
                | "scale"
                | "fill"
                | "phase"
                | "lock"
                | "buy"
                | "zoom"
                | "plug"
                | "fade"
                | "trade"
        ),
        "on" => matches!(
            verb,
            "log" | "sign" | "turn" | "switch" | "power" | "carry" | "hold"
        ),
        "up" => matches!(
            verb,
            "sign"
                | "set"
                | "pick"
                | "start"
                | "back"
                | "scale"
                | "spin"
                | "hang"
                | "step"
                | "top"
                | "build"
                | "ramp"
                | "clean"
                | "warm"
                | "follow"
                | "speed"
                | "level"
                | "mark"
                | "settle"
                | "wake"
                | "boot"
                | "wrap"
                | "look"
                | "give"
                | "split"
                | "power"
                | "line"
                | "open"
                | "end"
                | "lock"
                | "call"
                | "show"
                | "round"
                | "use"
                | "roll"
        ),
        "out" => matches!(
            verb,
            "check"
                | "sign"
                | "log"
                | "time"
                | "opt"
                | "roll"
                | "pay"
                | "run"
                | "phase"
                | "lock"
                | "carry"
                | "buy"
                | "sell"
                | "print"
                | "clock"
                | "cash"
                | "scale"
                | "fill"
                | "drop"
                | "black"
                | "rule"
                | "ship"
                | "send"
                | "zoom"
                | "fan"
                | "fade"
                | "move"
                | "sort"
                | "work"
                | "back"
        ),
        "off" => matches!(
            verb,
            "sign"
                | "log"
                | "drop"
                | "pay"
                | "hand"
                | "write"
                | "turn"
                | "switch"
                | "take"
                | "call"
                | "lay"
                | "cut"
                | "back"
                | "kick"
                | "power"
                | "charge"
                | "shut"
                | "break"
        ),
        "over" => matches!(
            verb,
            "fail" | "switch" | "take" | "hand" | "roll" | "cut" | "carry" | "turn"
        ),
        "back" => matches!(
            verb,
            "roll"
                | "fall"
                | "fail"
                | "push"
                | "call"
                | "pay"
                | "charge"
                | "claw"
                | "switch"
                | "bring"
                | "give"
                | "hold"
                | "move"
                | "read"
                | "take"
                | "write"
                | "scale"
        ),
        "down" => matches!(
            verb,
            "shut"
                | "scale"
                | "take"
                | "break"
                | "tear"
                | "spin"
                | "slow"
                | "wind"
                | "mark"
                | "cool"
                | "step"
                | "lock"
                | "ramp"
                | "power"
                | "drill"
                | "count"
                | "turn"
                | "go"
                | "write"
        ),
        "away" => matches!(verb, "take" | "give" | "put" | "throw" | "go"),
        "through" => matches!(verb, "pass" | "follow" | "fall"),
        "forward" => matches!(verb, "roll" | "carry" | "bring" | "put"),
        _ => false,
    }
}

/// A noun made from a verb: `creation`, `renewal`, `shipment`.
fn is_deverbal(token: &Token<'_>) -> bool {
    let text = token.text;
    let ends = |ending: &str| {
        text.len() > ending.len() + 2
            && text
                .get(text.len() - ending.len()..)
                .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    ["tion", "sion", "ment", "ance", "ence", "al", "ure"]
        .iter()
        .any(|ending| ends(ending))
        && token.has(Traits::NOUN)
}
