//! Building document trees.

use crate::document::{Entry, Node, Value};
use crate::span::Span;

/// A mapping under construction. All that has no place of its own gets the mapping's.
#[derive(Clone, Debug)]
pub struct Object {
    entries: Vec<Entry>,
    span: Span,
}

impl Object {
    /// An empty one that stands at this place.
    pub fn new(span: Span) -> Object {
        Object {
            entries: Vec::new(),
            span,
        }
    }

    /// An entry.
    pub fn set(&mut self, key: &str, value: Node) {
        self.set_at(key, self.span, value);
    }

    /// An entry whose key has a place of its own.
    pub fn set_at(&mut self, key: &str, key_span: Span, value: Node) {
        self.entries.push(Entry {
            key: key.into(),
            key_span,
            value,
        });
    }

    /// An entry with a string.
    pub fn string(&mut self, key: &str, text: &str) {
        self.set(key, Node::string(text, self.span));
    }

    /// A number, a truth value or null.
    pub fn plain(&mut self, key: &str, text: &str) {
        self.set(key, Node::plain(text, self.span));
    }

    /// Adds the entries of a mapping.
    pub fn extend(&mut self, other: Node) {
        if let Value::Map(entries) = other.value {
            self.entries.extend(entries);
        }
    }

    /// The mapping.
    pub fn node(self) -> Node {
        Node {
            value: Value::Map(self.entries),
            span: self.span,
        }
    }
}

/// A list at this place.
pub fn list(items: Vec<Node>, span: Span) -> Node {
    Node {
        value: Value::List(items),
        span,
    }
}
