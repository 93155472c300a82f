//! Keys that stand twice in one mapping, of which readers take one or the other.

use std::collections::HashMap;

use factum_contract::document::{Entry, Node, Value};
use factum_contract::span::Span;

/// Up to how many keys are compared with each other.
const FEW: usize = 12;

/// Adds the first place and the second of each key that `entries` repeat.
pub(crate) fn among(entries: &[Entry], repeated: &mut Vec<(Span, Span)>) {
    if entries.len() <= FEW {
        for (index, entry) in entries.iter().enumerate() {
            if let Some(first) = entries[..index].iter().find(|first| first.key == entry.key) {
                repeated.push((first.key_span, entry.key_span));
            }
        }
        return;
    }
    let mut seen: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
    for entry in entries {
        if let Some(first) = seen.get(&*entry.key) {
            repeated.push((*first, entry.key_span));
        } else {
            seen.insert(&entry.key, entry.key_span);
        }
    }
}

/// Adds those of all mappings in a document, whose nesting its parser limits.
pub(crate) fn inside(node: &Node, repeated: &mut Vec<(Span, Span)>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| inside(item, repeated)),
        Value::Map(entries) => {
            among(entries, repeated);
            entries
                .iter()
                .for_each(|entry| inside(&entry.value, repeated));
        }
    }
}
