//! One text for each JSON value, whatever its spelling, so that values compare as values.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::decimal::Decimal;
use crate::document::{Entry, Node, Value};

/// The value as JSON with sorted keys and normalised numbers.
pub(super) fn canonical(node: &Node) -> String {
    let mut text = String::new();
    write_canonical(node, &mut text);
    text
}

fn write_canonical(node: &Node, out: &mut String) {
    match &node.value {
        Value::List(items) => {
            out.push('[');
            for item in items {
                write_canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Map(_) => {
            let mut entries = entries(node);
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            out.push('{');
            for entry in entries {
                let _ = write!(out, "{:?}:", entry.key);
                write_canonical(&entry.value, out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Scalar(scalar) => {
            let number = scalar.as_number().and_then(Decimal::parse);
            let _ = match number {
                Some(number) => write!(out, "{number}"),
                None if scalar.is_null() => write!(out, "null"),
                None => match scalar.as_bool() {
                    Some(truth) => write!(out, "{truth}"),
                    None => write!(out, "{:?}", scalar.text),
                },
            };
        }
    }
}

/// Fingerprints of values, equal for equal values. Every value of a document is read once.
#[derive(Default)]
pub(super) struct Digests {
    known: HashMap<*const Node, u64>,
}

impl Digests {
    /// The fingerprint of the canonical form.
    pub(super) fn of(&mut self, node: &Node) -> u64 {
        if node.as_scalar().is_some() {
            return hash(&canonical(node));
        }
        let key = std::ptr::from_ref(node);
        if let Some(digest) = self.known.get(&key) {
            return *digest;
        }
        let digest = match node.as_list() {
            Some(items) => hash(&items.iter().map(|item| self.of(item)).collect::<Vec<_>>()),
            None => {
                let entries = entries(node).into_iter();
                hash(
                    &entries
                        .map(|entry| (&*entry.key, self.of(&entry.value)))
                        .collect::<BTreeMap<_, _>>(),
                )
            }
        };
        self.known.insert(key, digest);
        digest
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The entries of a mapping in the order written; of a repeated key the last, as JSON parsers have
/// it. Empty for any other value.
pub(super) fn entries(node: &Node) -> Vec<&Entry> {
    let all = node.as_map().unwrap_or_default();
    let mut seen = std::collections::HashSet::with_capacity(all.len());
    let mut last: Vec<&Entry> = (all.iter().rev())
        .filter(|entry| seen.insert(&*entry.key))
        .collect();
    last.reverse();
    last
}
