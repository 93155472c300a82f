//! The splitter: a name's words with their places, letters untouched.

use super::eight::{Eight, HIGH, before_first};
use std::ops::Range;

/// One word of a name: a run of letters and digits, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word<'n> {
    /// The word as written.
    pub text: &'n str,
    /// Where it starts in the name, in bytes.
    pub start: usize,
    /// Where it ends in the name, in bytes, exclusive.
    pub end: usize,
}

impl Word<'_> {
    /// The bytes of the name that the word takes up.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Splits a name in any casing into its words.
///
/// Words end where the case rises (`orderPlaced`), where an acronym gives way to a word
/// (`KYCApproved`), after digits (`Ipv4Pool`) and at everything that is neither letter nor digit.
/// Digits belong to the word before them, or to the acronym after them (`2FAEnabled`). Joined in
/// order, the words are the name's letters and digits: none is lost, none is invented.
pub fn split(name: &str) -> Split<'_> {
    split_with(name, &[])
}

/// [`split`], keeping each of `acronyms` (a house's own mixed-case words, as `eKYC`) in one piece.
pub(crate) fn split_with<'n>(name: &'n str, acronyms: &'n [String]) -> Split<'n> {
    Split {
        name,
        at: 0,
        acronyms,
    }
}

/// The iterator that [`split`] returns.
#[derive(Debug, Clone)]
pub struct Split<'n> {
    name: &'n str,
    at: usize,
    acronyms: &'n [String],
}

/// Names with capitals inside that are one word all the same, by their first letter.
fn mixed_capitals(first: u8) -> &'static [&'static str] {
    match first {
        b'D' => &["DDoS", "DevOps"],
        b'G' => &["GitHub", "GitLab", "GraphQL"],
        b'H' => &["HubSpot"],
        b'I' => &["IPv4", "IPv6", "IoT"],
        b'J' => &["JavaScript"],
        b'L' => &["LinkedIn"],
        b'M' => &["MySQL"],
        b'O' => &["OAuth"],
        b'P' => &["PayPal", "PostgreSQL"],
        b'S' => &["SaaS"],
        b'T' => &["TypeScript"],
        b'V' => &["VoIP"],
        b'W' => &["WebAuthn", "WhatsApp", "WiFi"],
        b'Y' => &["YouTube"],
        b'e' => &["eBay"],
        b'i' => &["iOS"],
        b'm' => &["macOS"],
        _ => &[],
    }
}

impl<'n> Iterator for Split<'n> {
    type Item = Word<'n>;

    fn next(&mut self) -> Option<Word<'n>> {
        let mut start = self.at;
        loop {
            let (kind, behind) = Kind::at(self.name, start);
            if kind != Kind::Separator {
                break;
            } else if behind == start {
                return None;
            }
            start = behind;
        }
        let rest = self.name.get(start..)?;
        let length = word_length(rest);
        // Only a capital would show that the word goes on.
        let capital = rest
            .as_bytes()
            .get(length)
            .is_some_and(u8::is_ascii_uppercase);
        let mixed = if capital || !self.acronyms.is_empty() {
            self.mixed_capitals(rest)
        } else {
            None
        };
        let length = mixed.unwrap_or(length);
        let end = start + length;
        self.at = end;
        Some(Word {
            text: self.name.get(start..end)?,
            start,
            end,
        })
    }
}

impl Split<'_> {
    /// The length of the word of mixed capitals that `rest` starts with, if any.
    fn mixed_capitals(&self, rest: &str) -> Option<usize> {
        let (first, second) = (rest.as_bytes().first()?, rest.as_bytes().get(1));
        let mut longest = 0;
        let mut consider = |word: &str| {
            // Most words differ here, before a call is worth its cost.
            if word.as_bytes().get(1) != second {
                return;
            }
            let after = rest.strip_prefix(word);
            if after.is_some_and(|after| !after.starts_with(char::is_lowercase)) {
                longest = word.len().max(longest);
            }
        };
        mixed_capitals(*first)
            .iter()
            .for_each(|word| consider(word));
        self.acronyms.iter().for_each(|word| consider(word));
        (longest > 0).then_some(longest)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Upper,
    /// Lower-case letters, and letters that have no case.
    Lower,
    Digit,
    Separator,
}

impl Kind {
    fn of(letter: char) -> Self {
        match letter {
            _ if letter.is_uppercase() => Self::Upper,
            _ if letter.is_numeric() => Self::Digit,
            _ if letter.is_alphanumeric() => Self::Lower,
            _ => Self::Separator,
        }
    }

    const fn of_ascii(byte: u8) -> Self {
        match byte {
            b'a'..=b'z' => Self::Lower,
            b'A'..=b'Z' => Self::Upper,
            b'0'..=b'9' => Self::Digit,
            _ => Self::Separator,
        }
    }

    /// The kind of the letter at `at`, and where the next one starts; the end is a separator.
    #[inline]
    fn at(text: &str, at: usize) -> (Self, usize) {
        match text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => (KINDS[usize::from(*byte)], at + 1),
            Some(_) => Self::beyond_ascii(text, at),
            None => (Self::Separator, at),
        }
    }

    #[cold]
    fn beyond_ascii(text: &str, at: usize) -> (Self, usize) {
        let letter = text.get(at..).and_then(|rest| rest.chars().next());
        letter.map_or((Self::Separator, at), |letter| {
            (Self::of(letter), at + letter.len_utf8())
        })
    }
}

/// The kinds of ASCII's characters, looked up for every letter of every name.
static KINDS: [Kind; 128] = {
    let mut kinds = [Kind::Separator; 128];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte as usize] = Kind::of_ascii(byte);
        byte += 1;
    }
    kinds
};

/// The length in bytes of the word that `text` starts with; `text` starts with a letter or digit.
fn word_length(text: &str) -> usize {
    let (first, mut at) = Kind::at(text, 0);
    let mut previous = first;
    let mut seen = 1;
    loop {
        // Most letters follow a small one and are one themselves.
        if previous == Kind::Lower {
            let mut run = 8;
            while run == 8 {
                let eight = Eight::from(text.as_bytes(), at);
                let on = eight.between(b'a', b'z') & !eight.between(b'v', b'v');
                run = before_first(on ^ HIGH);
                at += run;
                seen += run;
            }
        }
        let (kind, behind) = Kind::at(text, at);
        let next = || Kind::at(text, behind).0;
        let ends = match (previous, kind) {
            (_, Kind::Separator) | (Kind::Lower, Kind::Upper) => true,
            (Kind::Upper, Kind::Upper) => next() == Kind::Lower && !is_plural(text, at),
            (Kind::Digit, Kind::Upper) if first == Kind::Digit => next() == Kind::Lower,
            // P2P, B2B, K8S stay whole; S3Object and V2API do not.
            (Kind::Digit, Kind::Upper) => {
                !(seen == 2 && next() != Kind::Lower && !text.starts_with(['v', 'V']))
            }
            // So do `k8s`, `b2b` and `i18n`.
            (Kind::Digit, Kind::Lower) => first != Kind::Digit && !is_numeronym(text, at),
            // A version joined to a lower-case word: `placedv2`, but not `ipv4`.
            (Kind::Lower, Kind::Lower) => {
                text.as_bytes().get(at) == Some(&b'v') && seen > 2 && next() == Kind::Digit
            }
            _ => false,
        };
        if ends {
            return at;
        }
        (previous, at) = (kind, behind);
        seen += 1;
    }
}

/// Whether the small letter at `at` ends a word with its middle written as a number, or one like it:
/// `i18n`, `k8s`, `lwm2m`, but neither `v2a` nor `create3d`.
#[inline(never)]
fn is_numeronym(text: &str, at: usize) -> bool {
    let (front, back) = text.split_at_checked(at).unwrap_or_default();
    let letters = front.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let counted = front.len() - letters.len() < 3;
    let (last, next) = (letters.chars().next_back(), back.chars().next());
    let goes_on = back.chars().nth(1).is_some_and(char::is_lowercase);
    let whole = match letters.len() {
        1 => letters != "v" && last.is_some_and(|letter| letter.is_ascii_lowercase()),
        // `ipv6s`
        2 | 3 if next == Some('s') => true,
        // `lwm2m`
        2 | 3 => last == next && !letters.contains(['a', 'e', 'i', 'o', 'u']),
        _ => false,
    };
    whole && counted && !goes_on
}

/// Whether the capital at `at` and the `s` behind it end the plural of an acronym: the `Ds` of
/// `IDs`, with no further small letter behind it. `Is` mostly is a word: `NTPIsDown`.
fn is_plural(text: &str, at: usize) -> bool {
    let (acronym, behind) = text.split_at_checked(at + 1).unwrap_or_default();
    let mut letters = behind.chars();
    let ends = letters.next() == Some('s') && !letters.next().is_some_and(char::is_lowercase);
    let known = [
        "AMI", "API", "CLI", "DOI", "EDI", "ENI", "KPI", "MRI", "POI", "ROI", "UI", "URI",
    ];
    let in_i = acronym.len() < 3 || known.iter().any(|known| acronym.ends_with(known));
    ends && (!acronym.ends_with('I') || in_i)
}
