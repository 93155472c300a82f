//! The words of a name, to be matched whole.

use factum_grammar::words::split;

/// The words of a name, in lower case. A rule looks for words and never for parts of words: a
/// `discount` is no `count`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words, joined by `_`.
    joined: String,
}

impl Words {
    /// The words of a name in any casing: `replyTo`, `reply_to` and `Reply-To` have the same.
    pub fn of(name: &str) -> Words {
        let mut joined = String::with_capacity(name.len() + 4);
        for word in split(name) {
            if !joined.is_empty() {
                joined.push('_');
            }
            joined.extend(word.text.chars().flat_map(char::to_lowercase));
        }
        Words { joined }
    }

    /// The words, joined by `_`.
    pub fn as_str(&self) -> &str {
        &self.joined
    }

    /// The words in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.joined.split('_').filter(|word| !word.is_empty())
    }

    /// The last word; empty if there is none.
    pub fn last(&self) -> &str {
        self.iter().next_back().unwrap_or("")
    }

    /// Whether these words, written `reply_to`, occur one after the other.
    pub fn has(&self, phrase: &str) -> bool {
        self.joined.match_indices(phrase).any(|(start, _)| {
            let before = &self.joined[..start];
            let after = &self.joined[start + phrase.len()..];
            (before.is_empty() || before.ends_with('_'))
                && (after.is_empty() || after.starts_with('_'))
        })
    }

    /// Whether the name begins with these words.
    pub fn starts_with(&self, phrase: &str) -> bool {
        self.joined
            .strip_prefix(phrase)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    }

    /// Whether the name ends with these words.
    pub fn ends_with(&self, phrase: &str) -> bool {
        self.joined
            .strip_suffix(phrase)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_in_any_casing_and_only_whole() {
        for name in ["replyTo", "reply_to", "Reply-To", "REPLY_TO", "__replyTo"] {
            assert_eq!(Words::of(name).as_str(), "reply_to", "{name}");
        }
        assert_eq!(Words::of("HTTPStatusCode").as_str(), "http_status_code");
        let words = Words::of("no_reply_total");
        assert!(!words.has("reply_to") && words.has("reply") && words.has("no_reply"));
        assert!(words.ends_with("total") && !words.ends_with("otal"));
        assert_eq!(Words::of("").last(), "");
    }
}
