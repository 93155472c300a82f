//! Nouns made from verbs, back to their verbs: `creation`, `withdrawal`, `rollback`.

use crate::Spelling;
use crate::inflect::past_participle;
use crate::lexicon::Lexicon;
use crate::words::{replacements, words};

/// Noun endings and what to put in their place to have the verb back, likeliest first.
const ENDINGS: &str = "\
ification>ify lication>ly scription>scribe ocation>oke stration>ster ation>ate ation>e ation> \
duction>duce losion>lode rosion>rode asion>ade ception>ceive clamation>claim \
olution>olve emption>eem mission>mit ension>end vention>vene ansion>and ersion>ert usion>ude \
ision>ide ession>ede isition>ire umption>ume anation>ain ition>e ition> ion>e ion> ial>y al>e \
al> gment>ge ement>e ment> ance>e ance> ure> ure>e ery>er iry>ire";

/// Nouns for what happened that no ending leads back to their verb, or one to another.
const IRREGULAR: &str = "\
absorption>absorb abstention>abstain analysis>analyze ascent>ascend authn>authenticate \
authz>authorize birth>bear contention>contend death>die deduction>deduct descent>descend destruction>destroy \
detention>detain emission>emit expulsion>expel growth>grow injury>injure loss>lose occurrence>occur \
omission>omit publication>publish pursuit>pursue recognition>recognize reconciliation>reconcile \
repetition>repeat replication>replicate retention>retain revelation>reveal sale>sell theft>steal \
usage>use";

words! {
    /// Nouns that look made from a verb but name a thing.
    static THINGS = "\
action agreement allowance apartment application appointment argument attachment audience \
balance caption capture collection comment compartment concentration conditional conference \
configuration constitution conversation corporation creature credential department \
description destination dimension direction document edition element environment equipment \
evidence exception experiment feature figure fixture foundation fragment \
function functional hospital inflation information infrastructure instance instrument insurance \
journal junction location manual material measure mission notification operation option \
organisation organization partial partition payment permission picture position potential \
preference prescription pressure principal procedure proposal question reference relation \
section segment sentence sequence session shipment signal signature solution statement structure \
subscription temperature terminal texture tournament transaction transition version";
}

words! {
    /// Nouns that look made from a verb, and tell of nothing that it does: `opinion` and `opine`.
    static UNRELATED = "\
audition basement battery billion central champion commission convention coral decal dental goal \
impression medication metal million minion normal opinion passion pasture petal petition pleasure portal portion \
posture pottery practical precision proposition ration rational sandal sculpture slavery station \
tension total trial vacation venture vision";
}

/// Whether a noun that looks made from a verb names a thing all the same: `payment`.
pub(crate) fn is_thing(noun: &str) -> bool {
    THINGS.has(noun)
}

/// The past of the verb behind a noun, in words: `creation` to `created`.
pub(crate) fn past_of_noun(
    lexicon: &Lexicon,
    noun: &str,
    spelling: Spelling,
) -> Option<Vec<String>> {
    let irregular = || replacements(IRREGULAR).find(|(known, _)| *known == noun);
    if let Some((_, verb)) = irregular() {
        return Some(vec![past_participle(lexicon, verb, spelling)]);
    }
    let names_thing = is_thing(noun) || UNRELATED.has(noun);
    // `redelivery`, but not `reputation`, behind which `put` would be.
    let again = || {
        let verb = verb_of_noun(lexicon, noun.strip_prefix("re")?)?;
        (verb.len() > 4).then(|| format!("re{verb}"))
    };
    let verb = verb_of_noun(lexicon, noun).or_else(again);
    let verb = verb.filter(|_| !names_thing)?;
    Some(vec![past_participle(lexicon, &verb, spelling)])
}

/// Whether a noun is made from a verb of the lexicon, thing or not: `payment`, `creation`.
pub(crate) fn is_made_from_verb(lexicon: &Lexicon, noun: &str) -> bool {
    verb_of_noun(lexicon, noun).is_some()
}

/// The verb behind a noun: `creation` to `create`.
// Out of line, as several places ask.
#[inline(never)]
fn verb_of_noun(lexicon: &Lexicon, noun: &str) -> Option<String> {
    // What no ending ends in is worth no search.
    if !noun.ends_with(['e', 'l', 'n', 't', 'y']) {
        return None;
    }
    replacements(ENDINGS).find_map(|(ending, replacement)| {
        let stem = noun.strip_suffix(ending).filter(|stem| stem.len() > 1)?;
        let exact = format!("{stem}{replacement}");
        let undoubled = || {
            let mut letters = stem.chars().rev();
            let doubled = letters.next() == letters.next() && replacement.is_empty();
            doubled
                .then(|| stem.get(..stem.len() - 1))
                .flatten()
                .map(str::to_owned)
        };
        [Some(exact), undoubled()]
            .into_iter()
            .flatten()
            .find(|verb| lexicon.verb(verb).is_some())
    })
}

/// The past of a verb written together with its particle: `checkout` to `checked`, `out`.
pub(crate) fn past_of_joined(
    lexicon: &Lexicon,
    word: &str,
    spelling: Spelling,
) -> Option<Vec<String>> {
    let (verb, particle) = split_particle(word)?;
    Some(vec![
        past_participle(lexicon, verb, spelling),
        particle.to_owned(),
    ])
}

/// Whether a noun is a verb written together with its particle: `Checkout`.
pub(crate) fn is_joined(noun: &str) -> bool {
    JOINED.has(noun)
}

/// `checkout` into `check` and `out`.
fn split_particle(word: &str) -> Option<(&str, &str)> {
    if !JOINED.has(word) {
        return None;
    }
    let particles = ["back", "down", "over", "out", "off", "up", "in", "on", "to"];
    let verb = particles
        .iter()
        .find_map(|particle| word.strip_suffix(particle))?;
    Some(word.split_at(verb.len()))
}

words! {
    /// Nouns that are a verb written together with its particle.
    static JOINED = "\
backoff backup bailout blackout breakdown buildup burnout buyout chargeback chargeoff checkin checkout \
clawback cleanup closeout cooldown cutover dropoff dropout failback failover fallback followup goto handoff \
handover hangup kickoff layoff lockdown lockout login logoff logon logout lookup optin optout payoff \
payout pickup poweroff poweron printout rollback rollout rollover scaledown scalein scaleout scaleup \
setup shutdown signin signoff signon signout signup slowdown spindown startup stockout switchover takeoff takeover \
teardown timeout topup tradein wakeup walkout warmup wipeout wrapup writeoff";
}
