//! Singular and plural of nouns.

use crate::inflect::is_vowel;
use crate::lexicon::{Lexicon, Traits};

/// The plural of a noun in small letters, by rule: `box` to `boxes`, `entry` to `entries`.
pub(crate) fn plural(noun: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|ending| noun.ends_with(ending));
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ if sibilant => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// The singular of a plural noun in small letters, by rule and lexicon; a word that is no plural
/// comes back as it is.
pub(crate) fn singular(lexicon: &Lexicon, noun: &str) -> String {
    let known = |word: &str| {
        lexicon
            .get(word)
            .is_some_and(|entry| entry.traits.has(Traits::NOUN))
    };
    if known(noun) || noun.ends_with("ss") {
        return noun.to_owned();
    }
    let by_y = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let by_e = noun.strip_suffix("es").map(str::to_owned);
    let by_s = noun.strip_suffix('s').map(str::to_owned);
    let candidates = [by_y.clone(), by_s.clone(), by_e];
    let listed = candidates.into_iter().flatten().find(|word| known(word));
    let ends_in_us = noun.ends_with("us") || noun.ends_with("is");
    listed
        .or(by_y)
        .or(by_s.filter(|_| !ends_in_us))
        .unwrap_or_else(|| noun.to_owned())
}
