//! Which named types a set of messages reaches, and which of them contain themselves.

use std::collections::{BTreeMap, BTreeSet};

use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::shape::{Body, Type, TypeId, Types};

/// The types that these messages refer to, directly or through other types, in the order of their
/// definitions.
pub(crate) fn reached<'a>(
    messages: impl Iterator<Item = &'a Message>,
    types: &Types,
) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    let mut left = Vec::new();
    let mut visit = |ty: &Type, left: &mut Vec<TypeId>| {
        ty.for_each_reference(&mut |reference| {
            if let Some(id) = reference.id
                && reached.insert(id)
            {
                left.push(id);
            }
        });
    };
    for message in messages {
        match &message.payload {
            Payload::Unstated => {}
            Payload::Record(fields) => fields.iter().for_each(|f| visit(&f.ty, &mut left)),
            Payload::Other(ty, _) => visit(ty, &mut left),
        }
    }
    while let Some(id) = left.pop() {
        if let Some(definition) = types.get(id) {
            for ty in parts(&definition.body) {
                visit(ty, &mut left);
            }
        }
    }
    reached
}

/// The types that a definition is made of.
pub(crate) fn parts(body: &Body) -> Vec<&Type> {
    match body {
        Body::Record(fields) => fields.iter().map(|field| &field.ty).collect(),
        Body::Union { branches, .. } => branches.iter().collect(),
        Body::Alias(target) => vec![target],
        Body::Enum(_) => Vec::new(),
    }
}

/// The types that hold a value of their own type without a list or a map between (and those that
/// stand between two such types): in a language of values they need an indirection.
pub(crate) fn self_containing(ids: &BTreeSet<TypeId>, types: &Types) -> BTreeSet<TypeId> {
    cyclic(ids, |id| {
        let mut direct = Vec::new();
        for ty in types.get(id).map(|d| parts(&d.body)).unwrap_or_default() {
            held(ty, &mut direct);
        }
        direct
    })
}

fn held(ty: &Type, into: &mut Vec<TypeId>) {
    match ty {
        Type::Named(reference) => into.extend(reference.id),
        Type::Optional(inner) => held(inner, into),
        Type::Union(branches) => branches.iter().for_each(|branch| held(branch, into)),
        _ => {}
    }
}

/// The aliases that lead back to themselves through nothing but other aliases.
pub(crate) fn endless_aliases(ids: &BTreeSet<TypeId>, types: &Types) -> BTreeSet<TypeId> {
    cyclic(ids, |id| {
        let mut targets = Vec::new();
        if let Some(Body::Alias(target)) = types.get(id).map(|definition| &definition.body) {
            target.for_each_reference(&mut |reference| targets.extend(reference.id));
        }
        targets
    })
}

/// The nodes of a graph that are left when those without a successor, and those without a
/// predecessor, are taken away again and again.
fn cyclic(nodes: &BTreeSet<TypeId>, edges: impl Fn(TypeId) -> Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut forward: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut backward: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for &node in nodes {
        for next in edges(node) {
            forward.entry(node).or_default().push(next);
            backward.entry(next).or_default().push(node);
        }
    }
    let mut left = nodes.clone();
    peel(&mut left, &forward, &backward);
    peel(&mut left, &backward, &forward);
    left
}

/// Takes away the nodes that lead to no other that is left.
fn peel(
    left: &mut BTreeSet<TypeId>,
    forward: &BTreeMap<TypeId, Vec<TypeId>>,
    backward: &BTreeMap<TypeId, Vec<TypeId>>,
) {
    let count = |node: &TypeId, left: &BTreeSet<TypeId>| {
        let next = forward.get(node).map_or(&[][..], |next| next);
        next.iter().filter(|next| left.contains(next)).count()
    };
    let mut counts: BTreeMap<TypeId, usize> =
        left.iter().map(|node| (*node, count(node, left))).collect();
    let mut gone: Vec<TypeId> = left.iter().copied().filter(|n| counts[n] == 0).collect();
    while let Some(node) = gone.pop() {
        left.remove(&node);
        for before in backward.get(&node).map_or(&[][..], |before| before) {
            if let Some(count) = counts.get_mut(before)
                && left.contains(before)
            {
                *count -= 1;
                if *count == 0 {
                    gone.push(*before);
                }
            }
        }
    }
}
