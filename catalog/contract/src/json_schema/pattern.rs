//! The regular expressions of `patternProperties`.

/// A regular expression that is searched for in property names. One in a dialect that we cannot
/// read, or that takes too long, matches nothing.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Option<fancy_regex::Regex>);

impl Pattern {
    pub(super) fn new(text: &str) -> Pattern {
        Pattern(fancy_regex::Regex::new(text).ok())
    }

    pub(super) fn matches(&self, name: &str) -> bool {
        let regex = self.0.as_ref();
        regex.is_some_and(|regex| regex.is_match(name).unwrap_or(false))
    }
}
