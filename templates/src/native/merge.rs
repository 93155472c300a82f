//! Which of a catalog's types are the same one: readers of foreign formats may meet a type in
//! several files.

use std::collections::HashMap;

use factum_catalog::contract::shape::{TypeId, Types};

use super::names::TypeKey;

/// For each type, the first one that is equal to it: of the same key and, as far as types go that
/// refer to each other, of the same body. `body` writes a body with what a reference is called.
pub(super) fn representatives(
    types: &Types,
    key: impl Fn(TypeId) -> TypeKey,
    body: impl Fn(TypeId, &dyn Fn(TypeId) -> String) -> String,
) -> Vec<TypeId> {
    // All types of one key are taken for the same until their bodies tell them apart, and that
    // tells others apart that refer to them.
    let mut classes: Vec<usize> = classes_of(types.iter().map(|(id, _)| key(id)));
    loop {
        let count = classes.iter().max().map_or(0, |last| last + 1);
        if count == classes.len() {
            break;
        }
        let name = |id: TypeId| {
            let class = classes.get(id.0 as usize);
            class.map_or_else(String::new, |class| format!("#{class}"))
        };
        let signatures = types.iter().zip(&classes);
        let finer = classes_of(signatures.map(|((id, _), class)| (class, body(id, &name))));
        let has_changed = finer.iter().max().map_or(0, |last| last + 1) != count;
        classes = finer;
        if !has_changed {
            break;
        }
    }
    let mut first: HashMap<usize, TypeId> = HashMap::new();
    let members = types.iter().zip(&classes);
    members
        .map(|((id, _), class)| *first.entry(*class).or_insert(id))
        .collect()
}

/// Numbers the distinct values, from 0 in the order met.
fn classes_of<K: std::hash::Hash + Eq>(values: impl Iterator<Item = K>) -> Vec<usize> {
    let mut known = HashMap::new();
    values
        .map(|value| {
            let next = known.len();
            *known.entry(value).or_insert(next)
        })
        .collect()
}
