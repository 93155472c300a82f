//! YAML's merge keys (`<<: *defaults`), which are of YAML 1.1 and which the tools for AsyncAPI and
//! JSON Schema still understand. The native format does not have them.

use std::collections::HashSet;

use factum_contract::document::{Entry, Node, Value};

/// Puts in place of every merge key the entries that it stands for; those written beside it win.
pub(crate) fn expand(node: &mut Node) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter_mut().for_each(expand),
        Value::Map(entries) => {
            for entry in entries.iter_mut() {
                expand(&mut entry.value);
            }
            if entries.iter().any(is_merge) {
                merge(entries);
            }
        }
    }
}

fn is_merge(entry: &Entry) -> bool {
    let is_map = |node: &Node| node.as_map().is_some();
    &*entry.key == "<<"
        && (is_map(&entry.value)
            || entry
                .value
                .as_list()
                .is_some_and(|items| items.iter().all(is_map)))
}

fn merge(entries: &mut Vec<Entry>) {
    let (merged, own): (Vec<Entry>, Vec<Entry>) =
        std::mem::take(entries).into_iter().partition(is_merge);
    let mut known: HashSet<Box<str>> = own.iter().map(|entry| entry.key.clone()).collect();
    *entries = own;
    let sources = merged
        .into_iter()
        .flat_map(|entry| match entry.value.value {
            Value::List(items) => items,
            _ => vec![entry.value],
        });
    for source in sources {
        let Value::Map(more) = source.value else {
            continue;
        };
        for entry in more {
            if known.insert(entry.key.clone()) {
                entries.push(entry);
            }
        }
    }
}
