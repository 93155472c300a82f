//! The phrase that is left of a name, and the rules that tell what it is.
//!
//! Each rule either answers or passes; the first answer counts.

use super::idioms::{is_object_of, is_particle_of, is_person};
use super::nouns::is_occurrence;
use super::{Because, Judgment};
use crate::affix::AffixKind;
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::verdict::Label;
use crate::words::words;
use crate::wrapper::is_typed;
use std::cell::OnceCell;

/// The words to be judged, and what stands around them.
pub(super) struct Phrase<'t, 'n> {
    pub(super) tokens: &'t [Token<'n>],
    /// The last word of the namespace: in `order.placed` it is what was placed.
    pub(super) before: Option<&'t Token<'n>>,
    /// Whether that word is a segment of its own: `workflows.featured.remove`.
    pub(super) is_before_alone: bool,
    pub(super) wrapper: Option<AffixKind>,
    /// What [`Self::imperative`] found; several rules ask for it.
    imperative: OnceCell<Option<Imperative>>,
    /// The first word behind the first that can only be an order.
    order: OnceCell<Option<usize>>,
}

/// How clearly a word at the front is an imperative.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Imperative {
    /// A verb and nothing else.
    Clear(usize),
    /// Noun and verb alike.
    LookAlike(usize),
}

impl Imperative {
    pub(super) fn at(self) -> usize {
        match self {
            Self::Clear(at) | Self::LookAlike(at) => at,
        }
    }
}

type Rule<'t, 'n> = fn(&Phrase<'t, 'n>) -> Option<Judgment>;

/// Kinds of word that rules look for, a bit each; every phrase has the first.
const ANY: u8 = 1;
const BASE: u8 = 2;
const PAST: u8 = 4;
const ING: u8 = 8;
const THIRD: u8 = 16;
const FUNCTION: u8 = 32;
const STATE: u8 = 64;

fn kinds_of(token: &Token<'_>) -> u8 {
    let bit = |holds: bool, kind: u8| if holds { kind } else { 0 };
    bit(token.forms.base, BASE)
        | bit(token.forms.past, PAST)
        | bit(token.forms.ing, ING)
        | bit(token.forms.third || token.is("need"), THIRD)
        | bit(token.function != Function::Other, FUNCTION)
        | bit(token.has(Traits::ADJECTIVE), STATE)
}

pub(super) fn answer(
    label: Label,
    head: usize,
    because: Because,
    confidence: f32,
) -> Option<Judgment> {
    Some(Judgment {
        label,
        head: Some(head),
        because,
        confidence,
    })
}

/// A name without a verb that heads it.
pub(super) fn headless(because: Because, confidence: f32) -> Judgment {
    Judgment {
        label: Label::Nominal,
        head: None,
        because,
        confidence,
    }
}

impl<'t, 'n> Phrase<'t, 'n> {
    /// Whether a word between the first and the one at `at` can only be an order.
    pub(super) fn is_ordered_before(&self, at: usize) -> bool {
        let orders = || (1..self.tokens.len()).find(|at| self.tokens[*at].is_pure_base());
        self.order
            .get_or_init(orders)
            .is_some_and(|order| order < at)
    }

    pub(super) fn new(
        tokens: &'t [Token<'n>],
        before: Option<&'t Token<'n>>,
        wrapper: Option<AffixKind>,
    ) -> Self {
        Self {
            tokens,
            before,
            is_before_alone: false,
            wrapper,
            imperative: OnceCell::new(),
            order: OnceCell::new(),
        }
    }

    /// The rules, each with the kinds of word without any of which it has no answer.
    const RULES: [(u8, Rule<'t, 'n>); 23] = [
        (STATE, Self::inability),
        (ANY, Self::future),
        (BASE, Self::checking),
        (FUNCTION, Self::auxiliary),
        (ING, Self::awaiting),
        (PAST, Self::past),
        (ANY, Self::past_before_detail),
        (FUNCTION, Self::negated_state),
        (ING, Self::making),
        (BASE, Self::gesture),
        (BASE, Self::on_screen),
        (BASE, Self::query),
        (BASE, Self::alone),
        (BASE, Self::collection),
        (THIRD, Self::third_person),
        (BASE, Self::imperative_first),
        (BASE, Self::imperative_last),
        (BASE, Self::imperative_after_all),
        (BASE, Self::imperative_before_preposition),
        (ING, Self::in_progress),
        (BASE, Self::imperative_within),
        (ANY, Self::state),
        (ANY, Self::noun),
    ];

    pub(super) fn judge(&self) -> Judgment {
        let kinds = self
            .tokens
            .iter()
            .fold(ANY, |kinds, token| kinds | kinds_of(token));
        let mut rules = Self::RULES.iter().filter(|(kind, _)| kinds & kind != 0);
        let found = self
            .nothing()
            .or_else(|| rules.find_map(|(_, rule)| rule(self)));
        let judgment = found.unwrap_or(headless(Because::Things, 0.85));
        self.tempered(judgment)
    }

    /// A verdict on words that are mostly unknown is a guess.
    pub(super) fn tempered(&self, mut judgment: Judgment) -> Judgment {
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

    pub(super) fn token(&self, at: usize) -> Option<&'t Token<'n>> {
        self.tokens.get(at)
    }

    pub(super) fn first(&self) -> Option<&'t Token<'n>> {
        self.tokens.first()
    }

    pub(super) fn last(&self) -> Option<&'t Token<'n>> {
        self.tokens.last()
    }

    /// Whether words within the phrase are joined by capitals (`OrderPlaced`).
    pub(super) fn is_joined_by_capitals(&self) -> bool {
        self.tokens
            .windows(2)
            .any(|pair| pair[0].end == pair[1].start)
    }

    /// The word before the last.
    pub(super) fn before_last(&self) -> Option<&'t Token<'n>> {
        self.token(self.tokens.len().checked_sub(2)?)
    }

    // Out of line, as many places ask.
    #[inline(never)]
    pub(super) fn last_has(&self, traits: Traits) -> bool {
        self.last().is_some_and(|last| last.has(traits))
    }

    pub(super) fn has_subject(&self) -> bool {
        self.before.is_some()
    }

    /// The verb in its base form that the phrase starts with, behind words that only modify it
    /// (`BatchGet…`, `AdminCreate…`).
    // Out of line, as many places ask.
    #[inline(never)]
    pub(super) fn imperative(&self) -> Option<Imperative> {
        *self.imperative.get_or_init(|| self.find_imperative())
    }

    fn find_imperative(&self) -> Option<Imperative> {
        let modifies = |token: &Token<'_>, verb: &Token<'_>| {
            if !verb.forms.base {
                return false;
            }
            let occurrence = || {
                let last = self.last();
                last.is_some_and(|last| is_occurrence(last) || last.is("change"))
            };
            let early = self.tokens.len() > 2
                && token.is_any(&MODIFIERS)
                && verb.is_early_base()
                && (verb.has(Traits::LATE_VERB | Traits::QUERY) && !verb.is("invite")
                    || verb.is("set")
                    || !occurrence());
            // `OTA_UPDATE_STATUS`
            let part = || {
                let named = self.last_has(Traits::ATTRIBUTE | Traits::EVENT_NOUN);
                named && !self.last().is_some_and(|last| last.is("request"))
            };
            // `manually_trigger_build`: an adverb stands before no noun.
            let adverb = token.traits == Traits::ADVERB
                || token.is("partial") && !verb.is_any(words!("filter match view"));
            let manner = self.tokens.len() > 2 && adverb && verb.is_early_base();
            // `weekly_recalculate_interest`: before a verb such an adjective is an adverb.
            let recurring = token.text.ends_with("ly") && self.tokens.len() > 2;
            // `DoCheckResource`
            let express = verb.has(Traits::ADJECTIVE) && !verb.has(Traits::LATE_VERB);
            let object = || {
                let last = self.last();
                last.is_some_and(|last| last.may_be_noun() && !last.is_early_base())
            };
            let does = token.is("do")
                && token.forms.base
                && self.first().is_some_and(|first| first.start == token.start)
                && self.tokens.len() > 2
                && verb.is_early_base()
                && !express
                && object();
            does || verb.is_pure_base()
                && (recurring
                    || token.has(Traits::ADVERB) && !token.is_late_base()
                    || token.is_any(&MODIFIERS))
                || early
                || manner
                || token.is_any(&VERB_PREFIXES)
                || token.is("batch") && is_typed(verb) && !is_typed(token) && verb.is_early_base()
                || (is_code_prefix(token, verb) || self.is_of_product(token, verb))
                    && verb.is_early_base()
                    && self.tokens.len() > 2
                    && !self.last().is_some_and(Token::is_pure_base)
                || token.is_mere_prefix()
                    && (verb.is_pure_base() || verb.is("update") && !part())
                    && self.tokens.len() > 2
                    && !self.last().is_some_and(Token::is_late_base)
        };
        let at = self
            .tokens
            .windows(2)
            .take_while(|pair| modifies(&pair[0], &pair[1]))
            .count();
        let verb = self.token(at)?;
        // `recycle_bin_restore`
        if verb.is("recycle")
            && self.token(at + 1).is_some_and(|bin| bin.is("bin"))
            && self.tokens.len() > at + 2
        {
            return None;
        }
        // `TimeOut…`, `OptIn…`, `FileClaim`: a particle makes a verb of any noun that can be one,
        // and so does what can only be its object.
        let phrasal = || {
            let Some((next, last)) = self.token(at + 1).zip(self.last()) else {
                return false;
            };
            let object =
                || is_object_of(verb, next) || is_object_of(verb, last) && !is_person(last);
            // `PlanLoyaltyProgramCommand`
            let ordered = self.wrapper == Some(AffixKind::Command)
                && verb.is_any(&ORDERED)
                && !(last.is_late_base() || last.is("change") || last.has(Traits::ATTRIBUTE));
            // `GroupAndUngroupPanes`
            let other = self.token(at + 2);
            let joined = next.is_any(words!("and or")) && other.is_some_and(Token::is_pure_base);
            ordered || joined || is_particle_of(verb, next) || !last.forms.past && object()
        };
        let behind = |known| at > 0 && self.tokens[at - 1].is_any(known);
        // `ReOrder`
        let redone = || behind(&VERB_PREFIXES);
        if verb.is_pure_base() || behind(words!("do")) {
            Some(Imperative::Clear(at))
        } else if verb.is_early_base() || verb.forms.base && (redone() || phrasal()) {
            Some(Imperative::LookAlike(at))
        } else {
            None
        }
    }

    /// Whether a token names the product that does what the verb behind it says:
    /// `woocommerce_update_product_variation`, but neither `argocd_sync_policy` nor
    /// `gmail_delete_button`.
    fn is_of_product(&self, token: &Token<'_>, verb: &Token<'_>) -> bool {
        let look_alikes = words!("award broadcast check insert save update");
        let acts = verb.is_pure_base() || verb.is_any(look_alikes);
        let named = |last: &Token<'_>| {
            last.has(Traits::ATTRIBUTE | Traits::EVENT_NOUN) || last.is_any(&NAMED_BY_ACTS)
        };
        token.unknown && is_small(token) && acts && !self.last().is_some_and(named)
    }

    /// Whether the word that starts the phrase is the verb even at the end of one.
    pub(super) fn orders_clearly(&self, imperative: Imperative) -> bool {
        match imperative {
            Imperative::Clear(_) => true,
            Imperative::LookAlike(at) => {
                let acts = Traits::LATE_VERB | Traits::QUERY;
                self.tokens.len() > at + 2 && self.token(at).is_some_and(|verb| verb.has(acts))
            }
        }
    }

    pub(super) fn nothing(&self) -> Option<Judgment> {
        let has_letters = |token: &Token<'_>| {
            token
                .text
                .chars()
                .filter(|c| c.is_alphabetic())
                .nth(1)
                .is_some()
        };
        // `transfer.returned.r01`
        if self.tokens.iter().any(has_letters) || self.details_fact() {
            return None;
        }
        Some(headless(Because::NoWords, 0.0))
    }
}

words! {
    /// Words that only modify the verb behind them.
    pub(crate) static MODIFIERS = "\
admin async batch bulk force global hard hot mass multi op please quick raw remote self soft sudo \
try";
}

/// Whether a token has small letters and digits alone.
#[inline(never)]
fn is_small(token: &Token<'_>) -> bool {
    let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    token.text.bytes().all(small)
}

/// Whether a token is a mere prefix of code to the verb behind it, as in `wp_insert_post`,
/// `V1UpdateWebhook` and `B2ListKeys`.
fn is_code_prefix(token: &Token<'_>, verb: &Token<'_>) -> bool {
    let version = || {
        let number = token.text.strip_prefix(['v', 'V']);
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    // Not `B2BOrderReview`.
    let numbered = || {
        let acts = verb.has(Traits::LATE_VERB | Traits::QUERY);
        acts && token.text.bytes().any(|byte| byte.is_ascii_digit())
    };
    token.is_mere_prefix() && (is_small(token) || version() || numbered())
}

words! {
    /// Verbs, nouns too, that at the front of a command are what it orders.
    static ORDERED = "\
audit board bridge cap chart deal discount email fault file fine friend gift group host invoice lodge mail \
name peer phase phone pipe plan pledge plot position price program project question quote rank seat \
size slot source spool staff stock target text title weight";
}

words! {
    /// What acts give their names to: `gmail_delete_button`.
    static NAMED_BY_ACTS =
        "button channel conflict constraint label listener timeout trigger variable";
}

words! {
    /// Prefixes of verbs, where they stand apart: `ReEncrypt`.
    static VERB_PREFIXES = "re un de auto co";
}
