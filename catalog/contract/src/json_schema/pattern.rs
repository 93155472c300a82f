//! The regular expressions of `pattern` and `patternProperties`.
//!
//! Schemas are written in the dialect of ECMA-262, the registry reads Java's, and we read a third
//! one. What only some of them take is therefore no fault of a schema.

use fancy_regex::{Error, Expr, ParseError, Regex};

/// What is wrong with a regular expression in every dialect, if anything is.
pub(super) fn fault(text: &str) -> Option<&'static str> {
    match Expr::parse_tree(text) {
        Err(Error::ParseError(_, ParseError::UnclosedOpenParen)) => Some("a `(` is not closed"),
        Err(Error::ParseError(_, ParseError::InvalidClass)) => Some("a `[` is not closed"),
        Err(Error::ParseError(_, ParseError::TrailingBackslash)) => {
            Some("nothing follows the last `\\`")
        }
        _ => None,
    }
}

/// A regular expression that is searched for in property names. One in a dialect that we cannot
/// read, or that takes too long, matches nothing.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Option<Regex>);

impl Pattern {
    pub(super) fn new(text: &str) -> Pattern {
        Pattern(Regex::new(text).ok())
    }

    pub(super) fn matches(&self, name: &str) -> bool {
        let regex = self.0.as_ref();
        regex.is_some_and(|regex| regex.is_match(name).unwrap_or(false))
    }
}
