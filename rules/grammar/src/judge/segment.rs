//! Names that run their words together: `ordercreated`.

use super::idioms::is_particle_of;
use super::is_crud;
use super::nouns::is_deverbal;
use crate::affix::is_on_compound;
use crate::inflect::analyse;
use crate::lexicon::{Function, Lexicon, Traits};
use crate::nominal::{is_joined, is_made_from_verb, is_thing};
use crate::token::Token;
use crate::words::words;

/// No longer word is taken apart.
const LONGEST: usize = 32;

/// The words of a token that is none itself, if words of the lexicon cover it in one way only and
/// a verb then heads them: it starts with an imperative (`createorder`), ends in the past
/// (`userloggedin`) or in what browsers end theirs with (`dragstart`). What may well be a brand (`salesforce`) stays whole.
pub(super) fn segment<'n>(lexicon: &'n Lexicon, token: &Token<'n>) -> Option<Vec<Token<'n>>> {
    let known = !token.word.is_empty()
        || token.verb.is_some()
        || token.forms.base
        || token.has(Traits::NOUN) && token.text.ends_with('s');
    // `LinkedIn`
    let mixed = || {
        (token.text.as_bytes().windows(2))
            .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
    };
    // `intervention`
    let made = || {
        let text = token.text.to_ascii_lowercase();
        token.has(Traits::NOUN) && is_made_from_verb(lexicon, &text)
    };
    if known
        || mixed()
        || token.text.len() > LONGEST
        || !token.text.bytes().all(|b| b.is_ascii_alphabetic())
        || made()
    {
        return None;
    }
    let words = cover(lexicon, token)?;
    let handled = words.first()?.is("on");
    // `onleave`, `onkeyup`, `onchainmint`
    let idiom = |next: &Token<'_>| {
        let alone = words.len() == 2
            && (is_joined(next.text) || next.is_any(words!("break keydown keyup leave")));
        alone || is_on_compound(next)
    };
    if handled && words.get(1).is_some_and(idiom) {
        return None;
    }
    let first = words.get(usize::from(handled))?;
    let follows = |word: &&Token<'_>| {
        word.function != Function::Other || word.is_any(words!("event command"))
    };
    let last = words.iter().rev().find(|word| !follows(word))?;
    let hung_up = matches!(&*words, [verb, end] if verb.forms.past && is_particle_of(verb, end));
    let headed = first.is_pure_base()
        || first.has(Traits::LATE_VERB) && first.text.len() > 5
        || first.is_any(words!("close kill move save start stop sync")) && last.has(Traits::NOUN)
        || words.len() > 2
            && first.is_any(words!("change copy open set"))
            && last.has(Traits::NOUN)
        || first.has(Traits::QUERY)
        || last.forms.past && (!last.has(Traits::PAST_FORM) || hung_up)
        || last.is_pure_base() && !last.is_any(words!("ack gen nack"))
        || last.is_any(words!("start end update enter leave open close error"))
        || handled && last.is_late_base()
        || first.is("before") && last.forms.base;
    // `recoverable`, `interactive`: what describes is no object of a verb.
    let described = token.has(Traits::ADJECTIVE) && last.has(Traits::ADJECTIVE);
    let whole = described && last.text.len() < 7 && !is_crud(first.word);
    // `queryset`
    let kit = words.len() == 2 && last.is("set") && first.has(Traits::NOUN);
    (headed && !whole && !kit && words.len() > 1).then_some(words)
}

/// The fewest words that cover the token; none if there are several ways to do with so few. An -s
/// counts half a word, since it may as well start the next one (`drag` and `start`).
fn cover<'n>(lexicon: &'n Lexicon, token: &Token<'n>) -> Option<Vec<Token<'n>>> {
    /// How to cover what is left from a letter on: what that costs in half words, whether there is
    /// only one way, and the first word.
    #[derive(Clone, Copy)]
    struct Way<'n> {
        cost: usize,
        only: bool,
        first: Token<'n>,
    }
    let length = token.text.len();
    let mut ways: Vec<Option<Way<'n>>> = vec![None; length + 1];
    for from in (0..length).rev() {
        for to in from + 2..=length {
            let rest = ways.get(to).copied().flatten();
            if rest.is_none() && to < length {
                continue;
            }
            let word = analyse(lexicon, token.text.get(from..to)?, token.start + from);
            // `onuseradd`
            let handled = word.is("on") && length > 5;
            let particle = from == 0 && (word.text.len() == 2 && !handled || word.is("onto"));
            if particle || !is_word(lexicon, &word) {
                continue;
            }
            let own = if word.forms.third || word.word.is_empty() && word.text.ends_with('s') {
                3
            } else {
                2
            };
            let cost = rest.map_or(0, |rest| rest.cost) + own;
            let only = rest.is_none_or(|rest| rest.only);
            let way = ways.get_mut(from)?;
            match way {
                Some(known) if known.cost < cost => {}
                Some(known) if known.cost == cost => known.only = false,
                _ => {
                    *way = Some(Way {
                        cost,
                        only,
                        first: word,
                    });
                }
            }
        }
    }
    let mut words = Vec::new();
    let mut at = 0;
    while at < length {
        let way = ways.get(at).copied().flatten().filter(|way| way.only)?;
        words.push(way.first);
        at += way.first.text.len();
    }
    Some(words)
}

/// Whether a part is surely a word: two letters can be almost anything, and a noun that only its
/// ending tells has to have its verb in the lexicon (`payment`).
fn is_word(lexicon: &Lexicon, word: &Token<'_>) -> bool {
    match word.text.len() {
        2 => word.is_any(words!("in on up ip id")),
        _ if !word.word.is_empty() || word.verb.is_some() => true,
        _ => {
            let text = word.text.to_ascii_lowercase();
            let made = || is_thing(&text) || is_made_from_verb(lexicon, &text);
            does(lexicon, &text) || is_deverbal(word) && made()
        }
    }
}

/// Whether a noun names who or what does something: `server`, `connector`.
fn does(lexicon: &Lexicon, noun: &str) -> bool {
    let stem = noun.strip_suffix("er").or(noun.strip_suffix("or"));
    stem.filter(|stem| stem.len() > 2).is_some_and(|stem| {
        lexicon.verb(stem).is_some() || lexicon.verb(format!("{stem}e")).is_some()
    })
}
