//! English inflection both ways: from a word as written to its verb, and from a verb to its past.

use crate::Spelling;
use crate::lexicon::{Entry, Function, Lexicon, Traits, derived};
use crate::small::Small;
use crate::token::Token;
use crate::words::place_in;

/// Base, past tense and past participle of the irregular verbs, one verb a line.
const IRREGULAR: &str = include_str!("../lexicon/irregular.txt");

/// Prefixes that make a new verb of a verb, by their first letter: `rehydrate`, `deprovision`,
/// `autoscale`. (`un-` is not among them: with a participle it mostly makes an adjective, so verbs in
/// un- are listed.)
fn prefixes(first: u8) -> &'static [&'static str] {
    match first {
        b'a' => &["auto"],
        b'c' => &["co", "cross", "counter"],
        b'd' => &["de", "dis", "down"],
        b'f' => &["fore"],
        b'g' => &["geo"],
        b'i' => &["inter"],
        b'm' => &["mis", "multi"],
        b'o' => &["over", "out"],
        b'p' => &["pre"],
        b'r' => &["re"],
        b's' => &["sub", "super"],
        b'u' => &["under", "up"],
        _ => &[],
    }
}

/// A word with everything that the lexicon and the rules of inflection say of it.
pub(crate) fn analyse<'n>(lexicon: &'n Lexicon, text: &'n str, start: usize) -> Token<'n> {
    let mut token = Token::unread(text, start);
    read(lexicon, &mut token);
    token
}

/// Adds what the lexicon and the rules of inflection say of a word.
pub(crate) fn read<'n>(lexicon: &'n Lexicon, token: &mut Token<'n>) {
    let text = token.text;
    // `Placed2` is the word `placed`; `s3` is its own.
    let letters = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let Some(small) = Small::of(if letters.len() > 2 { letters } else { text }) else {
        token.unknown = true;
        return;
    };
    let letters = small.as_bytes();
    let found = lexicon.find(&small);
    if let Some(entry) = found {
        token.word = entry.word;
        token.traits = entry.traits;
        token.function = Function::of(entry.traits);
        if entry.traits.has(Traits::VERB) {
            token.forms.base = true;
            token.verb = Some(entry);
        }
        if entry.traits.has(Traits::PAST_FORM) {
            token.forms.past = true;
            token.verb = irregular_base(lexicon, entry.word.as_bytes()).or(token.verb);
            // `found` is what was found, hardly ever an order to found.
            let own = token.verb.is_none_or(|verb| verb.word == entry.word);
            token.forms.base &= own || entry.traits.has(Traits::NOUN);
        }
    }
    if !token.forms.past && matches!(letters.last(), Some(b'd' | b'g' | b's')) {
        inflected(lexicon, &small, token);
    }
    if token.forms.past {
        return;
    }
    // `resent` is the past of `resend` here, and no feeling.
    let hidden = token.has(Traits::IRREGULAR)
        || found.is_some() && letters.starts_with(b"un")
        || token.is_pure_base() && letters.starts_with(b"re");
    if hidden && let Some(base) = prefixed_irregular(lexicon, letters) {
        token.forms.past = true;
        token.forms.base &= token.has(Traits::IRREGULAR);
        token.verb = lexicon.verb(&base);
    } else if found.is_none() && token.verb.is_none() {
        guess(lexicon, letters, token);
    }
}

/// Recognises the regular endings -ed, -ing and -s.
fn inflected<'n>(lexicon: &'n Lexicon, word: &Small, token: &mut Token<'n>) {
    if let Some(stem) = word.without(b"ed") {
        if token.has(Traits::ADJECTIVE)
            && !token.has(Traits::ADJECTIVAL)
            && !word.as_bytes().starts_with(b"un")
        {
            return;
        }
        let regular = |verb: &Entry<'_>| !verb.traits.has(Traits::IRREGULAR);
        if let Some(verb) = verb_of_stem(lexicon, &stem).filter(regular) {
            token.forms.past = true;
            token.verb = Some(verb);
        }
    } else if let Some(stem) = word.without(b"ing") {
        if let Some(verb) = verb_of_stem(lexicon, &stem) {
            token.forms.ing = true;
            token.verb = Some(verb);
        }
    } else if let Some(stem) = word.without(b"s")
        // `dos` and `ups` are no `does` and no verb.
        && stem.as_bytes().len() > 2
        && !token.has(Traits::VERB | Traits::ADJECTIVE | Traits::FUNCTION)
        && !stem.ends_with(b"s")
    {
        let mut base = lexicon
            .find(&stem)
            .or_else(|| lexicon.find(&stem.without(b"e")?));
        let one = || stem.without(b"ie")?.with(b'y');
        if base.is_none_or(|base| !base.traits.has(Traits::VERB)) {
            base = one().and_then(|base| lexicon.find(&base)).or(base);
        }
        match base {
            Some(base) if base.traits.has(Traits::VERB) => {
                token.forms.third = true;
                token.verb = Some(base);
                if base.traits.has(Traits::NOUN) {
                    token.traits |= Traits::NOUN;
                }
            }
            Some(_) => token.traits |= Traits::NOUN,
            // `environments`
            None => {
                // `capabilities`
                let several = one().is_some_and(|one| derived(one.as_bytes()).has(Traits::NOUN));
                let stem = stem.as_bytes();
                if several || derived(stem).has(Traits::NOUN) {
                    token.traits |= Traits::NOUN;
                } else if let Some(verb) = base_with_prefix(lexicon, stem) {
                    token.forms.third = true;
                    token.verb = Some(verb);
                }
            }
        }
    }
}

/// The verb of which `stem` is what -ed or -ing leaves: `creat`, `stopp`, `appli`, `mimick`.
fn verb_of_stem<'n>(lexicon: &'n Lexicon, stem: &Small) -> Option<Entry<'n>> {
    let verb = |word: Option<Small>| {
        let found = lexicon.find(&word?)?;
        found.traits.has(Traits::VERB).then_some(found)
    };
    // `dying`
    let shortened = match stem.as_bytes() {
        b"dy" => Some("die"),
        b"ly" => Some("lie"),
        b"ty" => Some("tie"),
        _ => None,
    };
    if let Some(base) = shortened {
        return lexicon.verb(base);
    }
    // `agree`, but not `see` behind `seed`.
    let in_e = stem.ends_with(b"e");
    let with_e = || verb(stem.with(b'e').filter(|_| stem.len() > 3 || !in_e));
    let undoubled = || {
        let letters = stem.as_bytes();
        let last = letters.last_chunk().filter(|[last, other]| last == other)?;
        verb(stem.without(last.get(1..)?))
    };
    let from_y = || verb(stem.without(b"i")?.with(b'y'));
    let from_ck = || verb(stem.without(b"k").filter(|stem| stem.ends_with(b"c")));
    with_e()
        .or_else(|| verb(Some(*stem)))
        .or_else(undoubled)
        .or_else(from_y)
        .or_else(from_ck)
}

/// The verb within a prefixed one that the lexicon lacks.
fn base_with_prefix<'n>(lexicon: &'n Lexicon, word: &[u8]) -> Option<Entry<'n>> {
    prefixed(word)
        .filter(|(_, rest)| rest.len() > 2)
        .find_map(|(_, rest)| lexicon.verb(rest))
}

/// Each of the [`prefixes`] that a word starts with, and what is behind it.
fn prefixed(word: &[u8]) -> impl Iterator<Item = (&'static str, &[u8])> {
    prefixes(word.first().copied().unwrap_or_default())
        .iter()
        .filter_map(|prefix| {
            let (front, rest) = word.split_at_checked(prefix.len())?;
            // Most differ in the second letter: a loop is done before a call would be.
            let same = front.iter().eq(prefix.as_bytes());
            same.then_some((*prefix, rest))
        })
}

/// The verb behind an irregular past with a prefix: `resent` to `resend`. For un-, that verb must
/// be listed: `unfrozen` is something done, `unsold` is not.
fn prefixed_irregular(lexicon: &Lexicon, word: &[u8]) -> Option<String> {
    let undone = || {
        let base = irregular_behind(lexicon, "un", word.strip_prefix(b"un")?)?;
        lexicon.verb(&base).is_some().then_some(base)
    };
    prefixed(word)
        .find_map(|(prefix, rest)| irregular_behind(lexicon, prefix, rest))
        .or_else(undone)
}

/// The verb of the irregular past `form`, with a prefix.
#[inline(never)]
fn irregular_behind(lexicon: &Lexicon, prefix: &str, form: &[u8]) -> Option<String> {
    let past = lexicon.get(form)?.traits.has(Traits::PAST_FORM);
    let base = past.then(|| irregular_base(lexicon, form))??;
    Some(format!("{prefix}{}", base.word))
}

/// Judges a word that the lexicon lacks by its prefix and its ending.
fn guess<'n>(lexicon: &'n Lexicon, word: &[u8], token: &mut Token<'n>) {
    if let Some(base) = prefixed_irregular(lexicon, word) {
        token.forms.past = true;
        token.verb = lexicon.verb(&base);
    } else if let Some(base) = base_with_prefix(lexicon, word) {
        token.forms.base = true;
        token.traits |= base
            .traits
            .without(Traits::IRREGULAR | Traits::QUERY | Traits::FUNCTION);
        // `recolor` is done, whatever a color is, but a `reaction` is none.
        if word.starts_with(b"re") && !word.ends_with(b"ion") && !word.ends_with(b"ment") {
            token.traits = token.traits.without(Traits::NOUN);
        }
    } else if undoes(lexicon, word) {
        token.forms.base = true;
        token.traits |= Traits::VERB;
    } else if let Some(stem) = word.strip_suffix(b"ed").filter(|_| !word.ends_with(b"eed")) {
        // `STORE_CRED`
        let regular = is_regular_stem(stem);
        let undone = word.starts_with(b"un");
        token.forms.past = regular && !undone;
        if regular && undone {
            token.traits |= Traits::ADJECTIVE;
        }
        token.unknown = !token.forms.past;
    } else if word.strip_suffix(b"ing").is_some_and(is_regular_stem) {
        token.forms.ing = true;
        token.unknown = true;
    } else if word.len() > 5
        && matches!(word, [.., b'i', b's' | b'z', b'e'] | [.., b'i', b'f', b'y'])
    {
        token.forms.base = true;
        token.traits |= Traits::VERB;
    } else if token.verb.is_none() && !token.has(Traits::NOUN) {
        token.traits |= derived(word);
        let acronym = token.text.len() < 6 && token.text.bytes().all(|b| !b.is_ascii_lowercase());
        token.unknown = token.traits == Traits::NONE && !acronym;
    }
}

/// Whether a word that the lexicon lacks is a verb that undoes another: `unmanage`.
fn undoes(lexicon: &Lexicon, word: &[u8]) -> bool {
    word.strip_prefix(b"un")
        .and_then(|done| lexicon.verb(done))
        .is_some_and(|verb| !verb.traits.has(Traits::ADJECTIVE))
}

/// Whether `stem` could be a verb's: three letters with a vowel, and no -eed (`feed`, `seed`).
fn is_regular_stem(stem: &[u8]) -> bool {
    stem.len() > 2
        && !stem.ends_with(b"e")
        && stem.iter().any(|letter| b"aeiouy".contains(letter))
        && stem.iter().all(u8::is_ascii_lowercase)
}

/// One irregular verb's forms; the first alternative of each is the one to write.
struct Irregular {
    base: &'static str,
    past: &'static str,
    participle: &'static str,
}

/// The irregular verbs that have `form`, whatever its case, and start with its letter.
fn irregular_verbs(form: &[u8]) -> impl Iterator<Item = Irregular> {
    let first = form.first().copied().unwrap_or_default();
    let letter = usize::from(first.to_ascii_lowercase().wrapping_sub(b'a'));
    let range = IRREGULAR_STARTS
        .get(letter)
        .zip(IRREGULAR_STARTS.get(letter + 1));
    let lines = range
        .and_then(|(start, end)| IRREGULAR.get(usize::from(*start)..usize::from(*end)))
        .unwrap_or_default();
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = place_in(lines.as_bytes(), form, from)?;
        let (before, behind) = lines.split_at_checked(at)?;
        let ends = |byte| byte == b'\n';
        let start = before.bytes().rposition(ends).map_or(0, |end| end + 1);
        let end = at + behind.bytes().position(ends)?;
        from = end + 1;
        let (base, forms) = split_at_blank(lines.get(start..end)?)?;
        let (past, participle) = split_at_blank(forms)?;
        Some(Irregular {
            base,
            past,
            participle,
        })
    })
}

/// What is before and behind the first blank. Within a few letters a loop beats a search.
fn split_at_blank(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|known| known == b' ')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Where the lines of each letter start in `IRREGULAR`, and where the last one's end.
static IRREGULAR_STARTS: [u16; 27] = {
    let text = IRREGULAR.as_bytes();
    let mut starts = [text.len() as u16; 27];
    let mut at = text.len();
    while at > 0 {
        at -= 1;
        if (at == 0 || text[at - 1] == b'\n') && text[at].is_ascii_lowercase() {
            let mut letter = (text[at] - b'a') as usize + 1;
            while letter > 0 && starts[letter - 1] > at as u16 {
                letter -= 1;
                starts[letter] = at as u16;
            }
        }
    }
    starts
};

/// The base form of an irregular past: `sent` to `send`.
fn irregular_base<'n>(lexicon: &'n Lexicon, form: &[u8]) -> Option<Entry<'n>> {
    irregular_verbs(form)
        .find(|verb| is_among(form, verb.past) || is_among(form, verb.participle))
        .and_then(|verb| lexicon.verb(verb.base))
        .or_else(|| lexicon.verb("go").filter(|_| form == b"went"))
}

/// Whether a form, whatever its case, is one of several with slashes between them.
fn is_among(form: &[u8], forms: &str) -> bool {
    place_in(forms.as_bytes(), form, 0).is_some()
}

/// Whether a form is the past tense of an irregular verb and not its participle, which could
/// describe a noun: `went`, `took`.
pub(crate) fn is_tense_alone(form: &str) -> bool {
    let letters = form.as_bytes();
    let tells =
        |verb: Irregular| is_among(letters, verb.past) && !is_among(letters, verb.participle);
    irregular_verbs(letters).any(tells) || form.eq_ignore_ascii_case("went")
}

/// The past participle of a verb, as an event's name has it: `place` to `placed`, `send` to
/// `sent`, `cancel` to `cancelled` or `canceled`. The verb comes in small letters.
pub(crate) fn past_participle(lexicon: &Lexicon, verb: &str, spelling: Spelling) -> String {
    past_form(lexicon, verb, spelling, |verb| verb.participle)
}

/// The past tense of a verb, as what someone did has it: `begin` to `began`.
pub(crate) fn past_tense(lexicon: &Lexicon, verb: &str, spelling: Spelling) -> String {
    past_form(lexicon, verb, spelling, |verb| verb.past)
}

fn past_form(
    lexicon: &Lexicon,
    verb: &str,
    spelling: Spelling,
    form: fn(&Irregular) -> &'static str,
) -> String {
    let first = |forms: &'static str| forms.split('/').next().unwrap_or(forms);
    let irregular = |base: &[u8]| {
        irregular_verbs(base)
            .find(|verb| verb.base.as_bytes() == base)
            .map(|verb| first(form(&verb)))
    };
    let letters = verb.as_bytes();
    if let Some(participle) = irregular(letters) {
        return participle.to_owned();
    }
    let known = lexicon.verb(verb);
    if known.is_none_or(|entry| entry.traits.has(Traits::IRREGULAR)) {
        let rests = prefixed(letters).map(|(_, rest)| rest);
        for rest in rests.chain(letters.strip_prefix(b"un")) {
            if let Some(participle) = irregular(rest) {
                return format!(
                    "{}{participle}",
                    verb.get(..verb.len() - rest.len()).unwrap_or_default()
                );
            }
        }
    }
    let mut past = stem_before_vowel(lexicon, verb, spelling);
    if past.ends_with('y') && !ends_in_vowel_before_last(&past) {
        past.pop();
        past.push('i');
    }
    past.push_str(if past.ends_with('e') { "d" } else { "ed" });
    past
}

/// The stem as it stands before -ed: last consonant doubled, -ic to -ick.
fn stem_before_vowel(lexicon: &Lexicon, verb: &str, spelling: Spelling) -> String {
    let mut stem = verb.to_owned();
    let traits = lexicon
        .verb(verb)
        .or_else(|| base_with_prefix(lexicon, verb.as_bytes()))
        .or_else(|| lexicon.verb(verb.strip_prefix("un")?))
        .map(|entry| entry.traits);
    let doubles = match traits {
        Some(traits) if traits.has(Traits::DOUBLES) => true,
        Some(traits) if traits.has(Traits::DOUBLES_BRITISH) => spelling == Spelling::British,
        Some(_) => false,
        None => is_short_closed_syllable(verb),
    };
    match verb.chars().last() {
        Some('c') if stem.ends_with("ic") => stem.push('k'),
        Some(last) if doubles => stem.push(last),
        _ => {}
    }
    stem
}

pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn ends_in_vowel_before_last(word: &str) -> bool {
    word.chars().rev().nth(1).is_some_and(is_vowel)
}

/// One syllable that ends in one vowel and one consonant: `ban`, `strip`, but not `fix` or `load`.
fn is_short_closed_syllable(verb: &str) -> bool {
    let mut letters = verb.chars().rev();
    let last = letters
        .next()
        .is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y'));
    let vowel = letters.next().is_some_and(is_vowel);
    last && vowel && !letters.any(is_vowel)
}
