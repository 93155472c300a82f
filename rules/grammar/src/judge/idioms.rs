//! Pairs of words that belong together: verbs with their particles, and fixed nouns.

use crate::lexicon::Function;
use crate::token::Token;
use crate::words::WordList;

/// Each particle with the verbs that take it.
static PHRASAL_VERBS: &[(&str, WordList)] = &[
    (
        "in",
        WordList::of(
            "break bring buy call cash check clock come cut dial drop fade fill get give go kick lock log move opt phase pitch plug pull push scale sign slide step swap switch take trade tune type zoom",
        ),
    ),
    (
        "on",
        WordList::of("carry come get go hold log move pass pile power sign switch take turn"),
    ),
    (
        "up",
        WordList::of(
            "back block blow boot break bring build buy call catch clean close come cover cut divide dress dry eat end fill fire follow free get give go grow hang heat hold hook hurry keep level lift light line link lock look make mark match mess mix move open pack pay pick pile pop power prop pull put ramp ring rise roll round run save scale scroll set settle show shut sign size slow snap speak speed spin split spool stack stand start stay step swap sync take team tear tidy tie time top trade train turn use wake wall warm wash wind wrap write",
        ),
    ),
    (
        "out",
        WordList::of(
            "back bail black block blow bottom break bring burn buy call carry cash check churn clean clear clock close come cross cut dine drop eat edge fade fall fan figure fill filter find fizzle flesh get give go grow hand hang hold kick knock lay leak leave let lock log look map max miss move opt pass pay phase pick play point print pull push put reach read ride roll rule run scale sell send set ship shut sign single sit sort spin start stay step swap switch take tear throw time trade try turn wash wear wipe work write zone zoom",
        ),
    ),
    (
        "off",
        WordList::of(
            "block break bring call charge clear close come cool cut drop fall fend finish get give go hand hold kick knock lay leave let log move pay peel play power pull push put rip rope round seal see sell send set ship show shut sign sleep spin split start step stop switch take tear tell top turn wash wear wipe work write",
        ),
    ),
    (
        "over",
        WordList::of(
            "bring carry change come cross cut do fail get give go hand hold leave look move pass pay pull push put read roll run skip start step switch take think turn win",
        ),
    ),
    (
        "back",
        WordList::of(
            "bounce bring buy call charge claw come cut date dial fail fall fight fire get give go hand hit hold kick move pay play pull push put read report ring roll scale send set shift snap step switch take talk trace track turn write",
        ),
    ),
    (
        "down",
        WordList::of(
            "back boil break bring burn calm close come cool count cut drill fall get go hand hold knock lay let lie lock log mark move narrow pass pay pin play power pull put ramp roll run scale scroll settle shut sit slow spin stand step strip take talk tear throw tone track trade turn wash water wear wind write",
        ),
    ),
    (
        "away",
        WordList::of(
            "back break clear drive fade get give go keep lock move pass pull push put run sail send slip stay step take throw tuck turn walk wash wipe",
        ),
    ),
    (
        "through",
        WordList::of(
            "break click come fall follow get go look pass pull push read run scan scroll see swipe think walk work",
        ),
    ),
    (
        "forward",
        WordList::of("bring carry come go move pull push put roll skip step"),
    ),
];

/// Who acts, and whom messages reach.
const PERSONS: WordList = WordList::of(
    "admin agent buyer client customer driver employee guest member merchant operator owner passenger patient player provider rider \
seller student subscriber supplier teacher tenant user vendor visitor",
);

/// Nouns that are verbs before some objects only, each with these.
static VERBS_BEFORE: &[(WordList, WordList)] = &[
    (WordList::of("empty"), WordList::of("bin trash")),
    (
        WordList::of("board"),
        WordList::of("flight passenger train"),
    ),
    (
        WordList::of("host"),
        WordList::of("challenge meeting party tournament webinar"),
    ),
    (
        WordList::of("lodge"),
        WordList::of("appeal claim complaint"),
    ),
    (
        WordList::of("file"),
        WordList::of(
            "appeal claim complaint dispute document grievance lawsuit motion patent petition return",
        ),
    ),
    (
        WordList::of("email fine invoice mail message phone text"),
        PERSONS,
    ),
    (WordList::of("audit"), WordList::of("account user vendor")),
    (
        WordList::of("bridge"),
        WordList::of("asset assets token tokens"),
    ),
    (
        WordList::of("discount quote stock"),
        WordList::of("product products"),
    ),
    (
        WordList::of("email mail"),
        WordList::of("invoice newsletter receipt"),
    ),
    (WordList::of("fork"), WordList::of("branch project repo")),
    (
        WordList::of("decline grant request"),
        WordList::of("invite leave"),
    ),
    (WordList::of("quote"), WordList::of("loan")),
    (
        WordList::of("order"),
        WordList::of(
            "breakfast burger coffee dinner drink drinks food lunch materials meal parts pizza stock supplies taxi",
        ),
    ),
    (
        WordList::of("plan"),
        WordList::of("delivery maintenance production route trip visit"),
    ),
    (WordList::of("push"), WordList::of("commit commits")),
    (
        WordList::of("run start stop trigger"),
        WordList::of("broadcast export import scan sync transform"),
    ),
    (WordList::of("seat"), WordList::of("guest guests party")),
    (
        WordList::of("change reset set update"),
        WordList::of("block lock pin share snooze"),
    ),
];

/// Second words that look like verbs, each with the first words that make a noun of the pair.
static COMPOUNDS: &[(&str, WordList)] = &[
    ("balancer", WordList::of("load")),
    ("banking", WordList::of("open")),
    ("bar", WordList::of("scroll search")),
    ("beat", WordList::of("heart")),
    ("box", WordList::of("check drop list search")),
    ("break", WordList::of("ad coffee commercial line page")),
    ("card", WordList::of("credit debit")),
    ("case", WordList::of("test")),
    ("center", WordList::of("call")),
    ("click", WordList::of("ad banner button link menu mouse")),
    ("code", WordList::of("embed")),
    ("comment", WordList::of("commit issue review")),
    ("credit", WordList::of("store")),
    ("cut", WordList::of("power price")),
    ("data", WordList::of("seed test")),
    ("debit", WordList::of("direct")),
    ("desk", WordList::of("help")),
    ("drop", WordList::of("price")),
    ("group", WordList::of("merge")),
    ("hit", WordList::of("cache page")),
    ("limit", WordList::of("rate")),
    ("list", WordList::of("play")),
    ("load", WordList::of("page")),
    ("note", WordList::of("credit debit")),
    ("notification", WordList::of("push")),
    ("order", WordList::of("purchase work")),
    ("pad", WordList::of("launch touch")),
    ("point", WordList::of("break check end")),
    ("policy", WordList::of("retry")),
    ("push", WordList::of("tag")),
    (
        "request",
        WordList::of("change friend join leave merge pull signing"),
    ),
    ("run", WordList::of("check dry home test training trial")),
    (
        "set",
        WordList::of(
            "change character daemon data distribution patch record replica result rule stateful working",
        ),
    ),
    ("screen", WordList::of("load lock splash touch")),
    ("stack", WordList::of("call tech")),
    ("start", WordList::of("cold head")),
    ("suite", WordList::of("check")),
    ("trace", WordList::of("stack")),
    ("transfer", WordList::of("credit")),
    ("view", WordList::of("card item list page screen")),
    ("zone", WordList::of("drop hit")),
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
        .any(|(known, verbs)| particle.is(known) && verbs.has(lemma))
}

/// Whether `object` is what one does `verb` to, so that a noun before it is the verb after all:
/// `file` and `claim`.
pub(super) fn is_object_of(verb: &Token<'_>, object: &Token<'_>) -> bool {
    VERBS_BEFORE
        .iter()
        .any(|(verbs, objects)| verbs.has(verb.text) && objects.has(object.text))
}

/// Whether a word names a person, who does what a participle behind it says: `CustomerReached…`.
pub(super) fn is_person(token: &Token<'_>) -> bool {
    token.is_any(&PERSONS)
}

/// Whether two words are one noun although one of them looks like a verb: `record set`.
pub(crate) fn is_compound(first: &str, second: &str) -> bool {
    COMPOUNDS
        .iter()
        .any(|(known, firsts)| second.eq_ignore_ascii_case(known) && firsts.has(first))
}
