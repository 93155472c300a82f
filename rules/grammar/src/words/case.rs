//! Casings: which one a name has, and the same name in another.

use super::list::words;
use super::split::split;
use crate::lexicon::Function;
use crate::token::Token;
use std::fmt;

/// How a name joins its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    /// `OrderPlaced`
    Pascal,
    /// `orderPlaced`
    Camel,
    /// `order_placed`
    Snake,
    /// `ORDER_PLACED`
    ScreamingSnake,
    /// `order-placed`
    Kebab,
    /// `order.placed`
    Dotted,
    /// `order/placed`
    Slashed,
    /// `Order placed`
    Spaced,
    /// One word in small letters, which fits several of the others.
    Lower,
    /// One word in capitals.
    Upper,
    /// More than one of these at once, or none.
    Mixed,
}

impl Case {
    /// The casing of a name. Digits have no case: `order2` is [`Case::Lower`].
    pub fn of(name: &str) -> Self {
        let trimmed = name.trim_matches('_');
        let mut separators = trimmed.chars().filter(|letter| !letter.is_alphanumeric());
        let letters = Letters::of(trimmed);
        let Some(separator) = separators.next() else {
            return letters.joined_case(split(trimmed).count());
        };
        if separators.any(|other| other != separator) || trimmed != name && separator != '_' {
            return Self::Mixed;
        }
        match (separator, letters) {
            ('_', Letters::Small) => Self::Snake,
            ('_', Letters::Capital) => Self::ScreamingSnake,
            ('-', Letters::Small) => Self::Kebab,
            ('.', Letters::Small) => Self::Dotted,
            ('/', Letters::Small) => Self::Slashed,
            (' ', _) => Self::Spaced,
            _ => Self::Mixed,
        }
    }

    /// Whether a name in casing `self` may stand among names in casing `other` without breaking
    /// their custom: a single small word is as good in snake case as in camel case.
    pub fn fits(self, other: Self) -> bool {
        use Case::{Camel, Dotted, Kebab, Lower, Pascal, ScreamingSnake, Slashed, Snake, Upper};
        self == other
            || match (self, other) {
                (Lower, case) => matches!(case, Camel | Snake | Kebab | Dotted | Slashed),
                (Upper, case) => matches!(case, ScreamingSnake | Pascal),
                _ => false,
            }
    }

    /// The casing's usual name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pascal => "PascalCase",
            Self::Camel => "camelCase",
            Self::Snake => "snake_case",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            Self::Kebab => "kebab-case",
            Self::Dotted => "dotted.case",
            Self::Slashed => "slashed/case",
            Self::Spaced => "spaced words",
            Self::Lower => "lowercase",
            Self::Upper => "UPPERCASE",
            Self::Mixed => "mixed casing",
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which letters a name uses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Small,
    Capital,
    Both { first_is_capital: bool },
}

impl Letters {
    fn of(name: &str) -> Self {
        let small = name.chars().any(char::is_lowercase);
        let capital = name.chars().any(char::is_uppercase);
        match (small, capital) {
            (true, true) => Self::Both {
                first_is_capital: name.starts_with(char::is_uppercase),
            },
            (false, true) => Self::Capital,
            _ => Self::Small,
        }
    }

    /// The casing of a name without separators.
    fn joined_case(self, words: usize) -> Case {
        match self {
            Self::Both {
                first_is_capital: true,
            } => Case::Pascal,
            Self::Both {
                first_is_capital: false,
            } => Case::Camel,
            Self::Capital if words > 0 => Case::Upper,
            Self::Small if words > 0 => Case::Lower,
            _ => Case::Mixed,
        }
    }
}

/// The name in another casing. Acronyms keep their capitals where the casing has any
/// (`KYCApproved` to `kyc_approved` and `kycApproved`). [`Case::Mixed`] returns the name as it is.
pub fn recase(name: &str, case: Case) -> String {
    let style = match case {
        Case::Mixed => return name.to_owned(),
        Case::Pascal => Style {
            separator: "",
            letters: Capitals::EachWord,
        },
        Case::Camel => Style {
            separator: "",
            letters: Capitals::EachButFirst,
        },
        Case::Snake => Style {
            separator: "_",
            letters: Capitals::None,
        },
        Case::ScreamingSnake => Style {
            separator: "_",
            letters: Capitals::All,
        },
        Case::Kebab => Style {
            separator: "-",
            letters: Capitals::None,
        },
        Case::Dotted => Style {
            separator: ".",
            letters: Capitals::None,
        },
        Case::Slashed => Style {
            separator: "/",
            letters: Capitals::None,
        },
        Case::Spaced => Style {
            separator: " ",
            letters: Capitals::FirstWord,
        },
        Case::Lower => Style {
            separator: "",
            letters: Capitals::None,
        },
        Case::Upper => Style {
            separator: "",
            letters: Capitals::All,
        },
    };
    if Letters::of(name) == Letters::Capital {
        let small = in_small_letters(name);
        return style.join(split(&small).map(|word| word.text));
    }
    style.join(split(name).map(|word| word.text))
}

/// A text in small letters, letter by letter: `str::to_lowercase` looks around a sigma besides, with
/// tables that would be in every user's program.
// Out of line, as many places ask.
#[inline(never)]
pub(crate) fn in_small_letters(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    for letter in text.chars() {
        letter.to_lowercase().for_each(|letter| small.push(letter));
    }
    small
}

/// Adds a text in capitals.
#[inline(never)]
fn push_capitals(name: &mut String, text: &str) {
    for letter in text.chars() {
        letter.to_uppercase().for_each(|letter| name.push(letter));
    }
}

/// Where capitals stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capitals {
    None,
    All,
    FirstWord,
    EachWord,
    /// Each but prepositions and their like: `Release Hold on Account`.
    EachButSmall,
    EachButFirst,
    AsWritten,
}

/// How to join words as a given part of a name joins its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style<'n> {
    separator: &'n str,
    letters: Capitals,
}

/// What separates the parts of a phrase: of several separators that which reaches furthest, the dot
/// of `cancel.line-item`, and of a dash and an underscore that beside the verb.
pub(crate) fn separator_of<'n>(name: &'n str, words: &[Token<'_>]) -> Option<&'n str> {
    let order = [" ", "/", ":", "."];
    let reach = |gap: &&str| order.iter().position(|known| known == gap).unwrap_or(4);
    let leads = |first: &Token<'_>| first.is_early_base() || first.is("new");
    let leading = words.first().is_some_and(leads);
    let gaps = words
        .windows(2)
        .map(|pair| pair[0].gap_before(name, &pair[1]));
    // `u2f_device_add`
    let mut gaps = gaps.filter(|gap| !gap.is_empty());
    let nearest = if leading {
        gaps.next()
    } else {
        gaps.next_back()
    }?;
    [nearest].into_iter().chain(gaps).min_by_key(reach)
}

impl<'n> Style<'n> {
    /// The style of `words`, which follow one another in `name`; `prefix` is where a word set
    /// aside before them starts. A lone word takes its cue from the whole name.
    pub(crate) fn of(name: &'n str, prefix: Option<usize>, words: &[Token<'n>]) -> Self {
        let separator = separator_of(name, words);
        let joined = |pair: &[Token<'_>]| pair[0].is_joined_to(&pair[1]);
        if let Some(separator) = separator.filter(|_| words.windows(2).any(joined)) {
            let capital = |word: &Token<'_>| word.text.starts_with(char::is_uppercase);
            let mut pairs = words.windows(2);
            let later = pairs.all(|pair| pair[0].end == pair[1].start || capital(&pair[1]));
            let letters = if later && words.first().is_some_and(capital) {
                Capitals::EachWord
            } else {
                Capitals::AsWritten
            };
            return Self { separator, letters };
        }
        let separator = separator.or_else(|| (words.len() > 1).then_some(""));
        let start = prefix
            .or(words.first().map(|word| word.start))
            .unwrap_or_default();
        let end = words.last().map_or(name.len(), |word| word.end);
        let span = name.get(start..end).unwrap_or(name);
        // `createorder` runs its words together, which says nothing of their first letters.
        let small = |pair: &[Token<'_>]| {
            pair[0].end < pair[1].start && pair[1].text.starts_with(char::is_lowercase)
        };
        let thing_small = |pair: &[Token<'_>]| small(pair) && pair[1].function == Function::Other;
        let letters = match Letters::of(span) {
            Letters::Small => Capitals::None,
            Letters::Capital if words.len() > 1 || Letters::of(name) == Letters::Capital => {
                Capitals::All
            }
            _ if span.starts_with(char::is_lowercase) => Capitals::EachButFirst,
            _ if words.windows(2).any(thing_small) => Capitals::FirstWord,
            _ if words.windows(2).any(small) => Capitals::EachButSmall,
            _ => Capitals::EachWord,
        };
        let in_one_case = matches!(letters, Capitals::None | Capitals::All);
        // `onsubmit`
        let set_aside = |start: usize| name.get(start..words.first()?.start);
        let runs_on = prefix
            .and_then(set_aside)
            .is_some_and(|prefix| prefix.chars().all(char::is_alphanumeric));
        let separator = match separator {
            None if runs_on => "",
            None if in_one_case && name.contains('-') => "-",
            None if in_one_case => "_",
            // `createorder` runs its words together.
            separator => separator.unwrap_or_default(),
        };
        Self { separator, letters }
    }

    /// The words joined in this style.
    pub(crate) fn join<'w>(self, words: impl IntoIterator<Item = &'w str>) -> String {
        let mut name = String::new();
        for (place, word) in words.into_iter().enumerate() {
            if place > 0 {
                name.push_str(self.separator);
            }
            let capital = match self.letters {
                Capitals::None => false,
                Capitals::All => {
                    push_capitals(&mut name, word);
                    continue;
                }
                Capitals::AsWritten => {
                    name.push_str(word);
                    continue;
                }
                Capitals::FirstWord => place == 0,
                Capitals::EachWord => true,
                Capitals::EachButSmall => {
                    place == 0
                        || !words!("a an and as at by for from in into of on or the to with")
                            .has(word)
                }
                Capitals::EachButFirst => place > 0,
            };
            self.push_word(&mut name, word, capital);
        }
        name
    }

    fn push_word(self, name: &mut String, word: &str, capital: bool) {
        let acronym = word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase);
        if capital {
            let first = word.chars().next().map_or(0, char::len_utf8);
            let (first, rest) = word.split_at(first);
            push_capitals(name, first);
            name.push_str(rest);
        } else if acronym && self.letters == Capitals::FirstWord {
            name.push_str(word);
        } else {
            name.push_str(&in_small_letters(word));
        }
    }
}
