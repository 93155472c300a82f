//! An index of the branches of a union.

use std::collections::{BTreeSet, HashMap};

use crate::avro::arena::Types;
use crate::avro::name::Name;
use crate::avro::types::{Type, TypeRef};

/// The branches of a reader's union by what they can take.
#[derive(Default)]
pub(super) struct Branches<'s> {
    unnamed: BTreeSet<usize>,
    simple: HashMap<&'s str, BTreeSet<usize>>,
    aliases: HashMap<&'s Name, BTreeSet<usize>>,
}

impl<'s> Branches<'s> {
    pub fn new(types: &'s Types, branches: &[TypeRef]) -> Branches<'s> {
        let mut found = Branches::default();
        for (index, branch) in branches.iter().enumerate() {
            let Some(naming) = types.get(branch.id).naming() else {
                found.unnamed.insert(index);
                continue;
            };
            found
                .simple
                .entry(naming.name.simple())
                .or_default()
                .insert(index);
            for alias in &naming.aliases {
                found.aliases.entry(&alias.value).or_default().insert(index);
            }
        }
        found
    }

    /// The first branch from `index` on that may take the writer's type.
    pub fn next(&self, writer: &Type, index: usize) -> Option<usize> {
        let next = |set: &BTreeSet<usize>| set.range(index..).next().copied();
        match writer.name() {
            None => next(&self.unnamed),
            Some(name) => {
                let simple = self.simple.get(name.simple()).and_then(next);
                let alias = self.aliases.get(name).and_then(next);
                simple.into_iter().chain(alias).min()
            }
        }
    }
}
