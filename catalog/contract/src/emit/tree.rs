//! Building document trees.

use crate::document::{Entry, Node, Value};
use crate::span::Span;

/// A mapping under construction. All that has no place of its own gets the mapping's.
pub(super) struct Object {
    entries: Vec<Entry>,
    span: Span,
}

impl Object {
    pub(super) fn new(span: Span) -> Object {
        Object {
            entries: Vec::new(),
            span,
        }
    }

    pub(super) fn set(&mut self, key: &str, value: Node) {
        self.set_at(key, self.span, value);
    }

    /// An entry whose key has a place of its own.
    pub(super) fn set_at(&mut self, key: &str, key_span: Span, value: Node) {
        self.entries.push(Entry {
            key: key.into(),
            key_span,
            value,
        });
    }

    pub(super) fn string(&mut self, key: &str, text: &str) {
        self.set(key, Node::string(text, self.span));
    }

    /// A number, a truth value or null.
    pub(super) fn plain(&mut self, key: &str, text: &str) {
        self.set(key, Node::plain(text, self.span));
    }

    /// Adds the entries of a mapping.
    pub(super) fn extend(&mut self, other: Node) {
        if let Value::Map(entries) = other.value {
            self.entries.extend(entries);
        }
    }

    pub(super) fn node(self) -> Node {
        Node {
            value: Value::Map(self.entries),
            span: self.span,
        }
    }
}

pub(super) fn list(items: Vec<Node>, span: Span) -> Node {
    Node {
        value: Value::List(items),
        span,
    }
}
