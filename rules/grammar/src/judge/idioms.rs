//! Pairs of words that belong together: verbs with their particles, and fixed nouns.

use crate::inflect::Token;
use crate::lexicon::Function;

/// Each particle with the verbs that take it.
const PHRASAL_VERBS: &[(&str, &str)] = &[
    (
        "in",
        "break bring buy call cash check clock come cut dial drop fade fill get give go kick lock log move opt phase pitch plug pull push scale sign slide step swap switch take trade tune type zoom",
    ),
    (
        "on",
        "carry come get go hold log move pass pile power sign switch take turn",
    ),
    (
        "up",
        "back block blow boot break bring build buy call catch clean close come cover cut divide dress dry eat end fill fire follow free get give go grow hang heat hold hook hurry keep level lift light line link lock look make mark match mess mix move open pack pay pick pile pop power prop pull put ramp ring rise roll round run save scale scroll set settle show shut sign size slow snap speak speed spin split spool stack stand start stay step swap sync take team tear tidy tie time top trade train turn use wake wall warm wash wind wrap write",
    ),
    (
        "out",
        "back bail black blow bottom break bring burn buy call carry cash check churn clean clear clock close come cross cut dine drop eat edge fade fall fan figure fill filter find fizzle flesh get give go grow hand hang hold kick knock lay leak leave let lock log look map max miss move opt pass pay phase pick play point print pull push put reach read ride roll rule run scale sell send set ship shut sign single sit sort spin start stay step swap switch take tear throw time trade try turn wash wear wipe work write zone zoom",
    ),
    (
        "off",
        "block break bring call charge clear close come cool cut drop fall fend finish get give go hand hold kick knock lay leave let log move pay peel play power pull push put rip rope round seal see sell send set ship show shut sign sleep spin split start step stop switch take tear tell top turn wash wear wipe work write",
    ),
    (
        "over",
        "bring carry change come cross cut do fail get give go hand hold leave look move pass pay pull push put read roll run skip start step switch take think turn win",
    ),
    (
        "back",
        "bounce bring buy call charge claw come cut date dial fail fall fight fire get give go hand hit hold kick move pay play pull push put read report ring roll scale send set shift snap step switch take talk trace track turn write",
    ),
    (
        "down",
        "back boil break bring burn calm close come cool count cut drill fall get go hand hold knock lay let lie lock log mark move narrow pass pay pin play power pull put ramp roll run scale scroll settle shut sit slow spin stand step strip take talk tear throw tone track trade turn wash water wear wind write",
    ),
    (
        "away",
        "back break clear drive fade get give go keep lock move pass pull push put run sail send slip stay step take throw tuck turn walk wash wipe",
    ),
    (
        "through",
        "break click come fall follow get go look pass pull push read run scan scroll see swipe think walk work",
    ),
    (
        "forward",
        "bring carry come go move pull push put roll skip step",
    ),
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
    ("audit", "account user vendor"),
    ("bridge", "asset assets token tokens"),
    ("discount quote stock", "product products"),
    ("email mail", "invoice newsletter receipt"),
    ("fork", "branch project repo"),
    ("grant", "leave"),
    ("quote", "loan"),
    (
        "order",
        "breakfast burger coffee dinner drink drinks food lunch materials meal parts pizza stock supplies taxi",
    ),
    ("plan", "delivery maintenance production route trip visit"),
    ("push", "commit commits"),
    ("run start stop trigger", "export import scan sync"),
    ("seat", "guest guests party"),
    ("reset set update", "block lock pin snooze"),
];

/// Second words that look like verbs, each with the first words that make a noun of the pair.
const COMPOUNDS: &[(&str, &str)] = &[
    ("balancer", "load"),
    ("bar", "scroll search"),
    ("box", "check drop list search"),
    ("break", "ad coffee commercial line page"),
    ("card", "credit debit"),
    ("case", "test"),
    ("center", "call"),
    ("click", "ad banner button link menu mouse"),
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
    ("pad", "launch touch"),
    ("point", "break check end"),
    ("policy", "retry"),
    ("push", "tag"),
    ("request", "change friend join leave merge pull signing"),
    ("run", "check dry home test training trial"),
    (
        "set",
        "change character daemon data distribution patch record replica result rule stateful working",
    ),
    ("screen", "load lock splash touch"),
    ("stack", "call tech"),
    ("start", "cold head"),
    ("suite", "check"),
    ("trace", "stack"),
    ("transfer", "credit"),
    ("view", "card item list page screen"),
    ("zone", "drop hit"),
];

/// Whether `particle` belongs to `verb`: `check` and `out`.
pub(crate) fn is_particle_of(verb: &Token<'_>, particle: &Token<'_>) -> bool {
    let Some(lemma) = verb
        .lemma()
        .filter(|_| particle.function != Function::Other)
    else {
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
pub(crate) fn is_compound(first: &str, second: &str) -> bool {
    COMPOUNDS
        .iter()
        .any(|(known, firsts)| second.eq_ignore_ascii_case(known) && holds(firsts, first))
}

/// Whether a list of words with blanks between them has `word`, whatever its case.
pub(crate) fn holds(list: &str, word: &str) -> bool {
    let (mut rest, word) = (list.as_bytes(), word.as_bytes());
    loop {
        let (known, behind) = rest.split_at(word.len().min(rest.len()));
        if known.eq_ignore_ascii_case(word) && behind.first().is_none_or(|byte| *byte == b' ') {
            return true;
        }
        let Some(blank) = rest.iter().position(|byte| *byte == b' ') else {
            return false;
        };
        rest = &rest[blank + 1..];
    }
}
