//! How far the object of a verb reaches.

use crate::affix::{is_in_compound, is_on_compound};
use crate::judge::is_particle_of;
use crate::lexicon::Function;
use crate::token::Token;
use crate::words::{Pairs, words};

words! {
    /// Verbs whose object is who hears `of` something.
    static TELLS = "advise inform notify remind tell warn";
}

/// What each preposition joins to one thing, whatever is done to it: `CloseCallForPapers`.
static NAMED_BY_PHRASE: &[(&str, Pairs<2>)] = &[
    ("by", Pairs::of("pay: bank link")),
    (
        "for",
        Pairs::of(
            "call: papers\nrequest: change comment comments information proposal quotation quote",
        ),
    ),
    ("in", Pairs::of("back: stock\npoint: time\nwork: progress")),
    ("of", Pairs::of("out: office order service stock")),
    ("over", Pairs::of("power: ethernet")),
    (
        "to",
        Pairs::of(
            "\
business: business consumer
call: action
click: call chat
end: end
peer: peer
one: many one
point: point
speech: text
text: speech
time: first interact live",
        ),
    ),
];

/// Whether the preposition between `thing` and `what` makes one thing of them.
fn is_named_by(thing: &Token<'_>, preposition: &Token<'_>, what: &Token<'_>) -> bool {
    let mut joins = NAMED_BY_PHRASE.iter();
    joins.any(|(known, pairs)| preposition.is(known) && pairs.has(thing.text, what.text))
}

/// How many words of what follows a verb are its object; the rest (`ToCart`) stays behind it.
pub(super) fn object_length(rest: &[Token<'_>], verb: &Token<'_>) -> usize {
    let tells = verb.is_any(&TELLS);
    // `CheckUserIsInGroup`
    let clause = rest.iter().any(|token| token.function == Function::Is);
    if clause {
        let opens = words!("if that whether");
        let opened = rest.first().is_some_and(|next| next.is_any(opens));
        return if opened { 0 } else { rest.len() };
    }
    let puts = verb.is_any(words!("place put"));
    // `ConvertTextToSpeech`
    let turns = verb.is_any(words!("convert transcribe translate turn"));
    let named = |at: usize| {
        let around = at.checked_sub(1).and_then(|at| rest.get(at..at + 3));
        matches!(around, Some([thing, joint, what]) if is_named_by(thing, joint, what)) && !turns
    };
    let premises = |at: usize| {
        rest.get(at + 1).is_some_and(|next| {
            is_on_compound(next) && !next.is("behalf") || at > 0 && next.is("hold") && !puts
        })
    };
    // `EnableAddOn`, `create_follow_on_policy`
    let is_added = |at: usize| {
        let (verb, ends) = (&rest[at - 1], at + 1 == rest.len());
        let on = rest[at].is("on") && (verb.is("add") || verb.is("follow") && !ends);
        on || rest[at].is("in") && verb.is("add") && ends
    };
    rest.iter()
        .enumerate()
        .position(|(at, token)| {
            let how = token.is_any(words!("again async immediately later now once permanently"))
                && at + 1 == rest.len();
            // `ChangeRouteBasedOnTraffic`
            let based = token.is("based") && rest.get(at + 1).is_some_and(|on| on.is("on"));
            // `DeleteLogsOlderThan`
            let compared = token.is("than");
            (token.function == Function::Preposition && !compared
                || token.is("about")
                || how
                || based)
                && (tells || at == 0 || !token.is("of"))
                && !(token.is("in")
                    && rest.get(at + 1).is_some_and(is_in_compound)
                    && at + 2 < rest.len())
                && !(token.is("on") && premises(at))
                && !(at == 0 && token.is("per"))
                && !named(at)
                && (!token.is("due") || rest.get(at + 1).is_some_and(|next| next.is("to")))
                && !at
                    .checked_sub(1)
                    .is_some_and(|verb| is_particle_of(&rest[verb], token) || is_added(at))
        })
        .unwrap_or(rest.len())
}
