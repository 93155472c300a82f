//! What a target language cannot carry.

use crate::shape::{Deprecation, Enum, Field, Text, TypeDef};
use crate::span::{Span, Spanned};

/// What was emitted, and what of the shape it does not carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Emitted<T> {
    /// The schema.
    pub schema: T,
    /// What was lost on the way, in the order met.
    pub notes: Vec<Note>,
}

/// One thing that a target cannot carry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Note {
    /// What it is about, by name: `com.acme.orders.OrderPlaced@2.total`.
    pub subject: String,
    /// What is lost, without a full stop.
    pub message: String,
    /// Where the catalog says it.
    pub span: Span,
    /// The target that does not carry it, if one was run.
    pub target: Option<&'static str>,
}

impl Note {
    /// A note on `subject`, written at `span`.
    pub fn new(subject: impl Into<String>, message: impl Into<String>, span: Span) -> Note {
        Note {
            subject: subject.into(),
            message: message.into(),
            span,
            target: None,
        }
    }

    /// The same, told of a target.
    #[must_use]
    pub fn of(mut self, target: &'static str) -> Note {
        self.target = Some(target);
        self
    }
}

impl Field {
    /// All that people should know of the field, in full sentences: its documentation, then its
    /// unit, whether it is personal data, since when it is there, and whether it is on its way out.
    /// `None` if nothing is said.
    pub fn documentation(&self) -> Option<String> {
        let mut text = self
            .doc
            .as_ref()
            .map(|doc| doc.value.trim_end().to_owned())
            .unwrap_or_default();
        let mut say = |sentence: String| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&sentence);
        };
        if let Some(unit) = &self.unit {
            say(format!("Unit: {}.", unit.value));
        }
        if self.pii == Some(true) {
            say("Personal data.".to_owned());
        }
        if let Some(since) = &self.since {
            say(format!("Since version {}.", since.value));
        }
        (!text.is_empty()).then_some(text)
    }
}

/// The unit that [`Field::documentation`] tells, in a line of its own.
pub(crate) fn unit_told_in(documentation: &str) -> Option<&str> {
    let mut lines = documentation.lines();
    lines.find_map(|line| line.trim().strip_prefix("Unit: ")?.strip_suffix('.'))
}

impl TypeDef {
    /// The name without ambiguity: `com.acme.Money`, or `com.acme.Money@2` from version 2 on.
    pub fn qualified_name(&self) -> String {
        let mut name = String::new();
        if let Some(namespace) = &self.namespace {
            name.push_str(namespace);
            name.push('.');
        }
        name.push_str(&self.name.value);
        if self.version > 1 {
            name.push_str(&format!("@{}", self.version));
        }
        name
    }
}

impl Enum {
    /// All that people should know of the enum: its documentation, then that of each symbol.
    /// `None` if nothing is said.
    pub fn documentation(&self, doc: Option<&Spanned<Text>>) -> Option<String> {
        let mut text = doc.map_or("", |doc| &doc.value).trim_end().to_owned();
        for symbol in &self.symbols {
            if let Some(doc) = &symbol.doc {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&format!("- `{}`: {}", symbol.name.value, doc.value.trim()));
            }
        }
        (!text.is_empty()).then_some(text)
    }
}

impl Deprecation {
    /// The same for people, in one sentence: `Deprecated since 2026-09-01: use OrderPlaced.`
    pub fn sentence(&self) -> String {
        let mut text = "Deprecated".to_owned();
        if let Some(since) = &self.since {
            text.push_str(&format!(" since {}", since.value));
        }
        let mut reasons = Vec::new();
        if let Some(other) = &self.replaced_by {
            reasons.push(format!("use {}", other.value));
        }
        if let Some(message) = &self.message {
            reasons.push(message.value.trim().trim_end_matches('.').to_owned());
        }
        if !reasons.is_empty() {
            text.push_str(": ");
            text.push_str(&reasons.join("; "));
        }
        text.push('.');
        text
    }
}
