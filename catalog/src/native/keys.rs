//! A mapping with a closed set of keys.

use factum_contract::document::{Entry, Node, Value};
use factum_contract::message::Says;
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};

use crate::problem::{Problem, ProblemKind, nearest};

/// The keys of one mapping, taken out one by one; what is wrong with them is a problem.
pub(crate) struct Keys<'a> {
    entries: Vec<Entry>,
    /// What the mapping is, for messages: `an event`, `a field`.
    what: &'static str,
    /// What it is called, for the subject of a problem.
    subject: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Keys<'a> {
    /// Opens a mapping that may have the `known` keys and extensions (`x-…`). Every other key is a
    /// problem; a value that is no mapping is one too, and gives no keys.
    pub(crate) fn open(
        node: Node,
        what: &'static str,
        known: &[&'static str],
        subject: &'a str,
        problems: &'a mut Vec<Problem>,
    ) -> Keys<'a> {
        let mut keys = Keys {
            entries: Vec::new(),
            what,
            subject,
            problems,
        };
        match node.value {
            Value::Map(entries) => keys.entries = entries,
            Value::Scalar(scalar) if scalar.is_null() => {}
            _ => {
                let message = format!("{what} is a mapping of keys, not {}", node.kind());
                let help = format!("its keys are {}", listed(known));
                keys.invalid(node.span, message, &help);
            }
        }
        let unknown = |entry: &Entry| !known.contains(&&*entry.key) && !entry.key.starts_with("x-");
        for entry in keys
            .entries
            .extract_if(.., |entry| unknown(entry))
            .collect::<Vec<_>>()
        {
            let problem = unknown_key(&entry, what, known).about(subject);
            keys.problems.push(problem);
        }
        keys
    }

    fn invalid(&mut self, span: Span, message: impl Into<String>, help: &str) {
        let problem = Problem::new(ProblemKind::InvalidValue, span, message).about(self.subject);
        self.problems.push(if help.is_empty() {
            problem
        } else {
            problem.help(help)
        });
    }

    /// Adds a problem that was found in a value.
    pub(crate) fn report(&mut self, problem: Problem) {
        self.problems.push(problem.about(self.subject));
    }

    /// Takes a key out, with its value.
    pub(crate) fn take(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| &*entry.key == key)?;
        Some(self.entries.remove(index))
    }

    /// Takes the value of a key out.
    pub(crate) fn value(&mut self, key: &str) -> Option<Node> {
        self.take(key).map(|entry| entry.value)
    }

    /// Takes the raw text of a scalar out.
    pub(crate) fn text(&mut self, key: &str) -> Option<Spanned<Text>> {
        let node = self.value(key)?;
        self.text_of(key, node)
    }

    fn text_of(&mut self, key: &str, node: Node) -> Option<Spanned<Text>> {
        match node.value {
            Value::Scalar(scalar) if !scalar.is_blank() => {
                Some(Spanned::new(scalar.text, node.span))
            }
            Value::Scalar(_) => {
                self.report(no_value(key, self.what, node.span));
                None
            }
            _ => {
                let message = format!("`{key}` of {} is text, not {}", self.what, node.kind());
                self.invalid(
                    node.span,
                    message,
                    "put text that begins with a bracket in quotes",
                );
                None
            }
        }
    }

    /// Takes out a list of texts; one text alone is a list of one.
    pub(crate) fn texts(&mut self, key: &str) -> Option<Vec<Spanned<Text>>> {
        let node = self.value(key)?;
        Some(match node.value {
            Value::List(items) => items
                .into_iter()
                .filter_map(|item| self.text_of(key, item))
                .collect(),
            Value::Scalar(ref scalar) if scalar.is_null() => Vec::new(),
            Value::Scalar(_) => self.text_of(key, node).into_iter().collect(),
            Value::Map(_) => {
                let message = format!("`{key}` of {} is a list of names", self.what);
                self.invalid(
                    node.span,
                    message,
                    &format!("write `{key}: [first, second]`"),
                );
                Vec::new()
            }
        })
    }

    /// Takes out a truth value.
    pub(crate) fn truth(&mut self, key: &str) -> Option<Spanned<bool>> {
        let node = self.value(key)?;
        match node.as_bool() {
            Some(value) => Some(Spanned::new(value, node.span)),
            None => {
                let message = format!("`{key}` of {} is `true` or `false`", self.what);
                self.invalid(node.span, message, "");
                None
            }
        }
    }

    /// Takes out a whole number above zero.
    pub(crate) fn count(&mut self, key: &str) -> Option<Spanned<u32>> {
        let node = self.value(key)?;
        match node
            .text()
            .and_then(|text| text.parse().ok())
            .filter(|count| *count > 0)
        {
            Some(count) => Some(Spanned::new(count, node.span)),
            None => {
                let message = format!("`{key}` of {} is a whole number above zero", self.what);
                self.invalid(node.span, message, "");
                None
            }
        }
    }

    /// Takes out the list of what is unknown, and takes it away from what the mappings around say.
    pub(crate) fn unknown(&mut self, mut says: Says) -> Says {
        for word in self.texts("unknown").unwrap_or_default() {
            if says.get(&word.value).is_none() {
                let message = format!("`unknown` of {} cannot be `{}`", self.what, word.value);
                let problem = Problem::new(ProblemKind::InvalidValue, word.span, message)
                    .help(format!("it lists some of {}", listed(&Says::WORDS)))
                    .nearest(&word.value, Says::WORDS);
                self.report(problem);
            }
            says.forget(&word.value);
        }
        says
    }

    /// Takes out one of a few words, each of which stands for something.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &str,
        words: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let names: Vec<&'static str> = words.iter().map(|(word, _)| *word).collect();
        let text = self.one_of(key, &names)?;
        let (_, value) = words.iter().find(|(word, _)| *word == &*text.value)?;
        Some(Spanned::new(*value, text.span))
    }

    /// Takes out one of a few words.
    pub(crate) fn one_of(&mut self, key: &str, words: &[&'static str]) -> Option<Spanned<Text>> {
        let text = self.text(key)?;
        if words.contains(&&*text.value) {
            return Some(text);
        }
        self.refuse(key, &text, words);
        None
    }

    /// Takes out one of a few words that rules act on, or one of the house's own that is no slip
    /// of the pen for any of them.
    pub(crate) fn usual_word(
        &mut self,
        key: &str,
        words: &[&'static str],
    ) -> Option<Spanned<Text>> {
        let text = self.text(key)?;
        let known = words.contains(&&*text.value);
        if known || nearest(&text.value, words.iter().copied()).is_none() {
            return Some(text);
        }
        self.refuse(key, &text, words);
        None
    }

    fn refuse(&mut self, key: &str, text: &Spanned<Text>, words: &[&'static str]) {
        let message = format!("`{key}` of {} cannot be `{}`", self.what, text.value);
        let problem = Problem::new(ProblemKind::InvalidValue, text.span, message)
            .help(format!("it is one of {}", listed(words)))
            .nearest(&text.value, words.iter().copied());
        self.report(problem);
    }
}

/// That a key stands there without a value.
pub(crate) fn no_value(key: &str, what: &str, span: Span) -> Problem {
    let message = format!("`{key}` of {what} has no value");
    Problem::new(ProblemKind::InvalidValue, span, message).help("write one or leave the key out")
}

/// That a key is not one of those that may stand there.
pub(crate) fn unknown_key(entry: &Entry, what: &str, known: &[&'static str]) -> Problem {
    let message = format!("{what} has no key `{}`", entry.key);
    Problem::new(ProblemKind::UnknownKey, entry.key_span, message)
        .help(format!(
            "its keys are {}; a key of your own starts with `x-`",
            listed(known)
        ))
        .nearest(&entry.key, known.iter().copied())
}

fn listed(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
