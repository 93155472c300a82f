//! What the format that a definition was read from could not say.

use std::collections::BTreeMap;

use factum_catalog::Catalog;
use factum_catalog::contract::message::Says;

use super::names::MessageNames;
use crate::yaml::{Entry, Yaml};

/// What is said in each file, by its namespace: what any of its messages and services says.
pub(super) fn said_in_files(
    catalog: &Catalog,
    names: &MessageNames,
) -> BTreeMap<Option<String>, Says> {
    let mut said: BTreeMap<Option<String>, Says> = BTreeMap::new();
    let messages = catalog.messages.iter().enumerate();
    let messages =
        messages.filter_map(|(id, message)| Some((names.key(id)?.namespace.clone(), message.says)));
    let services = catalog.services.iter().map(|service| (None, service.says));
    for (namespace, says) in messages.chain(services) {
        let file = said.entry(namespace).or_insert(says);
        *file = both(*file, says);
    }
    said
}

/// What one or the other says.
fn both(one: Says, other: Says) -> Says {
    let mut both = Says::EVERYTHING;
    for word in unsaid(Says::EVERYTHING, one) {
        if other.get(word) == Some(false) {
            both.forget(word);
        }
    }
    both
}

/// Adds `unknown`, if `inside` does not say all that `around` does.
pub(super) fn push_unknown(entries: &mut Vec<Entry>, around: Says, inside: Says) {
    let words: Vec<&str> = unsaid(around, inside).collect();
    if !words.is_empty() {
        entries.push(Entry::new("unknown", Yaml::texts(words)));
    }
}

fn unsaid(around: Says, inside: Says) -> impl Iterator<Item = &'static str> {
    let is_unsaid =
        move |word: &&str| around.get(word) == Some(true) && inside.get(word) == Some(false);
    Says::WORDS.into_iter().filter(is_unsaid)
}
