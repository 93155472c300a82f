//! From a name to a verdict: split, analyse, set affixes aside, judge the words that remain.

mod before_noun;
mod compounds;
mod future;
mod idioms;
mod look_alikes;
mod nouns;
mod ordered_last;
mod orders;
mod passed_on;
mod past;
mod phrase;
mod queries;
mod segment;
mod tenses;
mod within;

use crate::affix::{AffixKind, Core, PARTS, last_segment, set_aside};
use crate::inflect::read;
use crate::token::Token;
use crate::verdict::{Label, Verdict};
use crate::words::{split_with, words};
use crate::wrapper::is_typed;
use crate::{Grammar, Language};
pub(crate) use idioms::{is_compound, is_particle_of, is_person};
pub(crate) use nouns::{is_deverbal, is_occurrence, is_plural, unable_at};
pub(crate) use orders::{HANDLES_RESPONSES, HOOKED, HOOKED_ACTS, is_made, makes_state};
pub(crate) use phrase::MODIFIERS;
use phrase::Phrase;
use segment::segment;
pub(crate) use within::{acts_on, is_ware};

/// Why a name was judged as it was; `reason.rs` says it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Because {
    NoWords,
    LanguageUnknown,
    WordsUnknown,
    /// `will`, `about to`, `upcoming`.
    StillToCome,
    /// `Before` or `Pre` in front of the verb.
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
    /// What began or ended stands behind the verb that says so: `StartedCleaning`.
    LeadingBound,
    AsksFirst,
    ImperativeFirst,
    ImperativeAlone,
    ImperativeLast,
    ImperativeWithin,
    ThirdPerson,
    InProgress,
    /// A noun for an occurrence: `change`, `creation`.
    EventNoun,
    /// An order in a namespace of errors: `api.error.create_user`.
    OrderFailed,
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
        let shouts = !name.contains(|letter: char| letter.is_lowercase()) || ends_shouting(name);
        let words = split_with(name, &grammar.acronyms);
        // Hardly a name has more words.
        let mut tokens = Vec::with_capacity(8);
        for word in words {
            // Read where it stays, since a processor waits when it copies what it has just written.
            tokens.push(Token::unread(word.text, word.start));
            let Some(token) = tokens.last_mut() else {
                continue;
            };
            read(&grammar.lexicon, token);
            if !shouts && token.is_acronym() {
                token.become_name();
            }
        }
        let phase = hook_phase(name, &tokens);
        if phase.is_some() {
            tokens.pop();
        }
        let mut core = Self::take_apart(grammar, name, &mut tokens);
        let mut judgment = phrase_of(&core, &tokens).judge();
        // `VPC.CREATE.ADDRESS.GROUP`: the verb stands in a segment before the last.
        let is_thing = judgment.label == Label::Nominal && judgment.because != Because::State;
        if is_thing && let Some(wider) = core.widened_to_verb(name, &tokens) {
            let ordered = phrase_of(&wider, &tokens).judge();
            if matches!(ordered.label, Label::Command | Label::Query) {
                (judgment, core) = (ordered, wider);
            }
        }
        // `before:deploy:finalize`, `window:before:load`
        let namespaced = tokens.get(..core.range.start).unwrap_or_default();
        let before =
            core.affixes.namespace.is_some() && namespaced.iter().any(|token| token.is("before"));
        let before = before || phase.is_some_and(|phase| phase.is_any(words!("before pre")));
        let head = judgment
            .head
            .and_then(|head| tokens.get(core.range.start + head));
        let ordered = match judgment.label {
            Label::Command => true,
            // `BufReadPre`
            Label::Past => phase.is_some() && head.is_some_and(|head| head.forms.base),
            _ => false,
        };
        if before && ordered {
            judgment.label = Label::Future;
            judgment.because = Because::BeforeTheFact;
        }
        // `api.error.create_user`: what was tried went wrong.
        let failed = namespaced.last().is_some_and(|last| last.is("error"));
        if failed && judgment.label == Label::Command && core.range.len() > 1 {
            judgment.label = Label::Nominal;
            judgment.because = Because::OrderFailed;
        }
        Self {
            tokens,
            core,
            judgment,
        }
    }

    /// Sets the affixes aside; if the last word that is left runs several together, they come
    /// apart.
    fn take_apart(grammar: &'n Grammar, name: &'n str, tokens: &mut Vec<Token<'n>>) -> Core<'n> {
        let core = set_aside(name, tokens);
        let last = core.range.end.wrapping_sub(1);
        let words = tokens
            .get(last)
            .filter(|last| core.range.len() == 1 || last.unknown)
            .and_then(|last| segment(&grammar.lexicon, last));
        let Some(words) = words else {
            return core;
        };
        let behind = tokens.split_off(last + 1);
        tokens.pop();
        tokens.extend(words.into_iter().chain(behind));
        set_aside(name, tokens)
    }

    /// The words that were judged.
    pub(crate) fn phrase(&self) -> &[Token<'n>] {
        self.tokens.get(self.core.range.clone()).unwrap_or_default()
    }

    pub(crate) fn head(&self) -> Option<&Token<'n>> {
        match self.judgment {
            // `s3:ObjectCreated:Put`
            Judgment {
                label: Label::Past,
                head: None,
                ..
            } => {
                // `order-removed/before` is a state, whatever was done.
                let state = self
                    .phrase()
                    .iter()
                    .any(|token| token.is_any(words!("after before")));
                let end = self.core.affixes.namespace.filter(|_| !state)?.end;
                let told = |token: &&Token<'_>| token.end <= end && token.is_pure_past();
                self.tokens.iter().rfind(told)
            }
            Judgment { head, .. } => self.phrase().get(head?),
        }
    }
}

/// Whether the last part of a name is several words in capitals: `cart/ADD_ITEM`.
fn ends_shouting(name: &str) -> bool {
    let mut letters = name.bytes().rev();
    let part = letters.find(|byte| *byte == b'_' || !byte.is_ascii_uppercase());
    part == Some(b'_')
        && letters
            .find(|byte| *byte != b'_' && !byte.is_ascii_uppercase())
            .is_some_and(|byte| !byte.is_ascii_lowercase())
}

/// The `before` or `after` at the end that tells when a hook runs: `file.create:before`,
/// `order_save_after`.
fn hook_phase<'n>(name: &str, tokens: &[Token<'n>]) -> Option<Token<'n>> {
    let ([first, ..], [.., act, phase]) = (tokens, tokens) else {
        return None;
    };
    let gap = act.gap_before(name, phase);
    // `FileWritePre`, `redo_pre`
    let typed = || gap.is_empty() && is_typed(phase) && act.is_early_base();
    if phase.is("pre") && (typed() || gap == "_" && act.is_late_base()) {
        return Some(*phase);
    }
    if !phase.is_any(words!("after before")) {
        return None;
    }
    let apart = gap.contains(['.', ':', '/']);
    let rest = tokens.get(..tokens.len() - 1)?;
    // `cart_update_items_before`
    let ordered_within = || {
        let orders = |word: &Token<'_>| word.is_pure_base() || word.is("update");
        phase.is("before") && rest.iter().skip(1).any(orders)
    };
    let hooked = gap == "_"
        && (!first.is_early_base() && act.is_early_base()
            || !first.is_pure_base() && ordered_within());
    // `file.changeName:after`
    let ordered = || {
        let verb = rest.get(last_segment(name, rest));
        act.is_early_base() || verb.is_some_and(Token::is_early_base)
    };
    (hooked || apart && ordered()).then_some(*phase)
}

/// What is left of a name when its affixes are set aside.
fn phrase_of<'t, 'n>(core: &Core<'n>, tokens: &'t [Token<'n>]) -> Phrase<'t, 'n> {
    let namespace = core.affixes.namespace;
    let within = |token: &&Token<'_>| namespace.is_some_and(|namespace| token.end <= namespace.end);
    let namespaced = tokens.iter().take_while(within).count();
    let around = namespace.map_or("", |namespace| namespace.text.trim_end_matches(' '));
    let (is_parted, is_bracketed) = (around.ends_with(PARTS), around.ends_with(']'));
    let before = match tokens.get(..namespaced).unwrap_or_default() {
        // `user.logged_in.mobile`
        [.., verb, particle]
            if verb.is_pure_past() && is_particle_of(verb, particle) && !is_bracketed =>
        {
            Some(verb)
        }
        // `EVENT_TYPE_DELETE_USER`: the kind of constant is no subject.
        [.., before] if before.is("type") && !is_parted => None,
        // `[Checkout Started] Track`: where it comes from.
        [.., before] if before.forms.past && is_bracketed => None,
        [.., before] => Some(before),
        [] => None,
    };
    let words = tokens.get(core.range.clone()).unwrap_or_default();
    let affixes = &core.affixes;
    let commands = affixes
        .prefix
        .filter(|prefix| prefix.kind == AffixKind::Command);
    let wrapper = affixes.suffix.or(commands).map(|affix| affix.kind);
    let namespaced = tokens.get(..namespaced).unwrap_or_default();
    let ordered = wrapper.is_none() && is_parted && is_ordered_in(namespaced, words);
    let wrapper = wrapper.or(ordered.then_some(AffixKind::Command));
    let mut phrase = Phrase::new(words, before, wrapper);
    phrase.is_before_alone = before
        .and_then(|before| namespace?.text.get(..before.start))
        .is_some_and(|earlier| earlier.is_empty() || earlier.ends_with(PARTS));
    phrase
}

/// Whether a namespace for commands holds what starts with a verb: `lending.command.audit-loan`,
/// `lending.command.handler.audit-loan`.
fn is_ordered_in(namespace: &[Token<'_>], words: &[Token<'_>]) -> bool {
    let inner = match namespace {
        [.., inner, handler] if handler.is("handler") => inner,
        [.., last] => last,
        [] => return false,
    };
    let [verb, .., last] = words else {
        return false;
    };
    let told = last.forms.past || last.is_late_base();
    verb.forms.base && !told && inner.is_any(words!("command commands"))
}

/// Whether a verb tells what a database did.
fn is_crud(verb: &str) -> bool {
    matches!(
        verb,
        "create"
            | "update"
            | "delete"
            | "change"
            | "modify"
            | "insert"
            | "remove"
            | "save"
            | "upsert"
    )
}

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
    verdict.crud = verdict.label == Label::Past && verdict.lemma.is_some_and(is_crud);
    verdict.confidence = reading.judgment.confidence;
    verdict.affixes = reading.core.affixes;
    verdict.because = reading.judgment.because;
    verdict
}
