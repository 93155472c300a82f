//! Verdicts explained.

use crate::judge::{Because, Reading};
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::verdict::{Label, Verdict};
use crate::words::{in_small_letters, words};

/// One sentence that says what decided, and what an event's name does instead.
pub(crate) fn reason(verdict: &Verdict<'_>) -> String {
    if verdict.because == Because::LanguageUnknown {
        return "names in this language are not judged".to_owned();
    }
    let reading = Reading::of(verdict.grammar, verdict.name);
    let head = reading.head().map_or(verdict.name, |head| head.text);
    let phrase = reading.phrase();
    let rest = object(&reading);
    let before = |token: &&Token<'_>| token.is_any(words!("before pre"));
    let named = match verdict.because {
        Because::EventNoun | Because::NounLookAlike | Because::State => {
            phrase.last().map_or(verdict.name, |last| last.text)
        }
        Because::BeforeTheFact => match phrase.iter().chain(&reading.tokens).find(before) {
            Some(before) => before.text,
            None if verdict.name.ends_with("Pre") => "Pre",
            None => "before",
        },
        _ => head,
    };
    // `@` stands for the word that decided, `_` for it in small letters, `#` for what is behind it
    // and `%` for what an event's name does.
    let sentence = match verdict.because {
        Because::NoWords => "there are no words in it to judge",
        Because::WordsUnknown => {
            "most of its words are not English words that the lexicon has, so this is a guess"
        }
        Because::StillToCome => "`@` is still to come; %",
        Because::BeforeTheFact => "`@` puts it before the fact; %",
        Because::PastAuxiliary => "`@` stands in the past: it tells what has happened",
        Because::PresentAuxiliary => "`@` tells how things stand now, not what made them so; %",
        Because::BeingDone => "`being @` is still under way; %",
        Because::Question => "`@` at the start asks a question; %",
        Because::Participle if verdict.verb.is_none() => "it tells what has happened, and then how",
        Because::Participle => {
            "`@` is in the past tense and heads the name: it tells what has happened"
        }
        Because::LeadingParticiple => {
            "`@` is in the past tense, but it stands before # and so describes a thing; turned \
             round, it tells what has happened"
        }
        Because::LeadingBound => {
            "`@` is in the past tense: it tells what has happened, but # reads better before it"
        }
        Because::AsksFirst => "`@` asks for something; %",
        Because::ImperativeAlone => IMPERATIVE_ALONE,
        Because::ImperativeFirst if rest.is_empty() => IMPERATIVE_ALONE,
        Because::ImperativeFirst if reading.judgment.head == Some(0) => {
            "`@` is in its base form and comes first: this tells someone to _ #; %"
        }
        Because::ImperativeFirst => {
            "`@` is in its base form and comes before its object: this tells someone to _ #; %"
        }
        Because::ImperativeLast | Because::ImperativeWithin => {
            "`@` is in its base form, as in an order to _; %"
        }
        Because::ThirdPerson => "`@` is in the present tense; %",
        Because::InProgress => "`@` is still under way; %",
        Because::OrderFailed => "`@` is what was tried, and the name is of an error in that; %",
        Because::EventNoun => "`@` is a noun and no verb; %",
        Because::NounLookAlike => {
            "`@` at the end reads as a noun, and nothing else in the name is its verb; %"
        }
        Because::State => "`@` is a state and no verb; %",
        Because::Things if verdict.label == Label::Nominal => {
            "it names a thing: no verb tells what happened to it; %"
        }
        Because::Things | Because::LanguageUnknown => "",
    };
    let mut text = String::new();
    for letter in sentence.chars() {
        match letter {
            '@' => text.push_str(named),
            '_' => text.push_str(&in_small_letters(named)),
            '#' => text.push_str(&rest),
            '%' => text.push_str("an event states what has happened"),
            letter => text.push(letter),
        }
    }
    text
}

const IMPERATIVE_ALONE: &str = "`@` alone, in its base form, is an order; %";

/// The words behind the head with an article before them, as in running text.
fn object(reading: &Reading<'_>) -> String {
    let phrase = reading.phrase();
    let from = reading.judgment.head.map_or(0, |head| head + 1);
    let shouting = reading.tokens.iter().all(Token::shouts);
    let mut words = String::new();
    for token in phrase.get(from..).unwrap_or_default() {
        let acronym = token.text.len() > 1 && token.shouts() && !shouting;
        if !words.is_empty() {
            words.push(' ');
        }
        if acronym {
            words.push_str(token.text);
        } else {
            words.push_str(&in_small_letters(token.text));
        }
    }
    let counted = phrase.last().is_some_and(is_counted);
    let bare = phrase
        .get(from)
        .is_some_and(|next| next.function != Function::Other);
    if counted && !bare && !words.is_empty() {
        let vowel = starts_with_vowel_sound(&words);
        words.insert_str(0, if vowel { "an " } else { "a " });
    }
    words
}

/// Whether a word is spoken with a vowel first, so that `an` stands before it: `hour`, `SLA`; not
/// `user`.
fn starts_with_vowel_sound(word: &str) -> bool {
    const SILENT_H: [&str; 4] = ["hour", "honor", "honour", "heir"];
    const CONSONANTS: [&str; 8] = ["eu", "one", "once", "uni", "use", "usu", "uti", "ur"];
    const NAMED_WITH_VOWEL: &str = "AEFHILMNORSX";
    let starts_with = |beginnings: &[&str]| beginnings.iter().any(|b| word.starts_with(b));
    let spelled_out = word.chars().nth(1).is_none_or(char::is_uppercase);
    match word.chars().next() {
        Some(letter) if spelled_out => NAMED_WITH_VOWEL.contains(letter.to_ascii_uppercase()),
        Some('a' | 'e' | 'i' | 'o' | 'u') => {
            !starts_with(&CONSONANTS) || starts_with(&["unin", "unim", "urg"])
        }
        _ => starts_with(&SILENT_H),
    }
}

words! {
    /// Nouns without a plural, whatever their ending.
    static UNCOUNTED = "\
access advice cash content credit data evidence feedback freight funds inventory mail media \
metadata money people stock storage traffic work";
}

/// Whether a noun is surely singular and names one of several, so that an article stands before
/// it: `order`; not `orders`, `ownership` or `data`.
fn is_counted(noun: &Token<'_>) -> bool {
    const UNCOUNTED_ENDINGS: [&str; 14] = [
        "s", "ship", "ness", "ity", "ing", "ware", "ance", "ence", "ment", "tion", "sion", "cy",
        "hood", "age",
    ];
    let word = in_small_letters(noun.text);
    noun.has(Traits::NOUN)
        && !noun.is_any(&UNCOUNTED)
        && !UNCOUNTED_ENDINGS
            .iter()
            .any(|ending| word.ends_with(ending))
}
