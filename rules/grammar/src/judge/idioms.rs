//! Pairs of words that belong together: verbs with their particles, and fixed nouns.

use crate::inflect::Token;

/// Each particle with the verbs that take it.
const PHRASAL_VERBS: &[(&str, &str)] = &[
    (
        "in",
        "buy cash check clock fade fill lock log opt phase plug scale sign trade zoom",
    ),
    ("on", "carry hold log power sign switch turn"),
    (
        "up",
        "back boot build call clean end follow give hang level line lock look mark open pick power ramp roll round scale set settle show sign speed spin split start step top use wake warm wrap",
    ),
    (
        "out",
        "back black buy carry cash check clock drop fade fan fill lock log move opt pay phase print roll rule run scale sell send ship sign sort time work zoom",
    ),
    (
        "off",
        "break call charge cut drop hand kick lay log pay power shut sign switch take turn write",
    ),
    ("over", "carry cut fail hand roll switch take turn"),
    (
        "back",
        "bring call charge claw fail fall give hold move pay push read roll scale switch take write",
    ),
    (
        "down",
        "break cool count drill go lock mark power ramp scale shut slow spin step take tear turn wind write",
    ),
    ("away", "give go put take throw"),
    ("through", "fall follow pass"),
    ("forward", "bring carry put roll"),
];

/// Who acts, and whom messages reach.
const PERSONS: &str = "admin agent buyer client customer driver employee guest member operator owner patient player \
seller subscriber supplier tenant user vendor visitor";

/// Nouns that are verbs before some objects only, each with these.
const OBJECTS: &[(&str, &str)] = &[
    (
        "file",
        "appeal claim complaint dispute document grievance lawsuit motion patent petition return",
    ),
    ("email fine invoice mail message phone text", PERSONS),
];

/// Second words that look like verbs, each with the first words that make a noun of the pair.
const COMPOUNDS: &[(&str, &str)] = &[
    ("balancer", "load"),
    ("break", "ad coffee commercial line page"),
    ("card", "credit debit"),
    ("case", "test"),
    ("center", "call"),
    ("code", "embed"),
    ("comment", "commit issue review"),
    ("credit", "store"),
    ("cut", "power price"),
    ("data", "seed test"),
    ("debit", "direct"),
    ("desk", "help"),
    ("drop", "price"),
    ("group", "merge"),
    ("hit", "cache page"),
    ("limit", "rate"),
    ("list", "play"),
    ("load", "page"),
    ("note", "credit debit"),
    ("notification", "push"),
    ("order", "purchase work"),
    ("policy", "retry"),
    ("push", "tag"),
    ("request", "change friend join merge pull"),
    ("run", "check dry home test training trial"),
    (
        "set",
        "change character daemon data record replica result rule stateful working",
    ),
    ("start", "cold head"),
    ("suite", "check"),
    ("transfer", "credit"),
];

/// Whether `particle` belongs to `verb`: `check` and `out`.
pub(crate) fn is_particle_of(verb: &Token<'_>, particle: &Token<'_>) -> bool {
    let Some(lemma) = verb.lemma() else {
        return false;
    };
    PHRASAL_VERBS
        .iter()
        .any(|(known, verbs)| particle.is(known) && holds(verbs, lemma))
}

/// Whether `object` is what one does `verb` to, so that a noun before it is the verb after all:
/// `file` and `claim`.
pub(super) fn is_object_of(verb: &Token<'_>, object: &Token<'_>) -> bool {
    OBJECTS
        .iter()
        .any(|(verbs, objects)| holds(verbs, verb.text) && holds(objects, object.text))
}

/// Whether a word names a person, who does what a participle behind it says: `CustomerReached…`.
pub(super) fn is_person(token: &Token<'_>) -> bool {
    holds(PERSONS, token.text)
}

/// Whether two words are one noun although one of them looks like a verb: `record set`.
pub(super) fn is_compound(first: &str, second: &str) -> bool {
    COMPOUNDS
        .iter()
        .any(|(known, firsts)| second.eq_ignore_ascii_case(known) && holds(firsts, first))
}

fn holds(list: &str, word: &str) -> bool {
    list.split(' ')
        .any(|known| known.eq_ignore_ascii_case(word))
}
