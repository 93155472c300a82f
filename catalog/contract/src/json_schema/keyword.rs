//! Reads one keyword's value and says what is wrong with it.

use super::canonical::entries;
use super::decimal::Decimal;
use super::model::Bound;
use super::pattern::fault;
use super::{ErrorKind, SchemaError};
use crate::document::{Entry, Node};
use crate::span::{Span, Spanned};

/// Collects what is wrong with a schema.
#[derive(Default)]
pub(super) struct Complaints(pub(super) Vec<SchemaError>);

/// A keyword with its value.
pub(super) fn whole(entry: &Entry) -> Span {
    entry.key_span.to(entry.value.span)
}

impl Complaints {
    pub(super) fn add(&mut self, kind: ErrorKind, span: Span) {
        self.0.push(SchemaError { kind, span });
    }

    pub(super) fn wrong_type(&mut self, keyword: &str, expected: &'static str, value: &Node) {
        let (keyword, found) = (keyword.to_owned(), value.kind());
        let kind = ErrorKind::WrongType {
            keyword,
            expected,
            found,
        };
        self.add(kind, value.span);
    }

    pub(super) fn text(&mut self, schema: &Node, keyword: &str) -> Option<Spanned<String>> {
        let entry = schema.entry(keyword)?;
        let Some(text) = entry.value.as_str() else {
            self.wrong_type(keyword, "a string", &entry.value);
            return None;
        };
        Some(Spanned::new(text.to_owned(), whole(entry)))
    }

    /// Complains of a regular expression that no dialect takes.
    pub(super) fn pattern(&mut self, text: &str, span: Span) {
        if let Some(reason) = fault(text) {
            let pattern = text.to_owned();
            self.add(ErrorKind::BadPattern { pattern, reason }, span);
        }
    }

    pub(super) fn flag(&mut self, schema: &Node, keyword: &str) -> bool {
        let Some(value) = schema.get(keyword) else {
            return false;
        };
        if value.as_bool().is_none() {
            self.wrong_type(keyword, "true or false", value);
        }
        value.as_bool().unwrap_or_default()
    }

    pub(super) fn number(&mut self, schema: &Node, keyword: &str) -> Bound {
        let entry = schema.entry(keyword)?;
        let Some(number) = entry.value.as_number().and_then(Decimal::parse) else {
            self.wrong_type(keyword, "a number", &entry.value);
            return None;
        };
        Some(Spanned::new(number, whole(entry)))
    }

    pub(super) fn integer(&mut self, schema: &Node, keyword: &str) -> Bound {
        let value = schema.get(keyword)?;
        let number = value.as_number().and_then(Decimal::parse);
        if !number.is_some_and(|number| number.is_integer()) {
            self.wrong_type(keyword, "an integer", value);
            return None;
        }
        self.number(schema, keyword)
    }

    pub(super) fn list<'a>(&mut self, schema: &'a Node, keyword: &str) -> Option<&'a [Node]> {
        let value = schema.get(keyword)?;
        if value.as_list().is_none() {
            self.wrong_type(keyword, "a list", value);
        }
        value.as_list()
    }

    pub(super) fn map<'a>(&mut self, schema: &'a Node, keyword: &str) -> Option<Vec<&'a Entry>> {
        let value = schema.get(keyword)?;
        if value.as_map().is_none() {
            self.wrong_type(keyword, "a mapping", value);
            return None;
        }
        Some(entries(value))
    }

    pub(super) fn texts(&mut self, items: &[Node], keyword: &str) -> Vec<Spanned<String>> {
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match item.as_str() {
                Some(text) => texts.push(Spanned::new(text.to_owned(), item.span)),
                None => self.wrong_type(keyword, "a list of strings", item),
            }
        }
        texts
    }
}
