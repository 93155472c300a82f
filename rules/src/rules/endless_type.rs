//! A type that no value can have.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "endless-type",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A type that always contains another one of itself",
        why: "No message can be written: it would have no end.",
        bad: "\
types:
  Category: { name: string, parent: Category }
events:
  ArticleListed:
    fields: { article_id: uuid, category: Category, listed_at: timestamp }
",
        good: "\
types:
  Category: { name: string, parent: Category? }
events:
  ArticleListed:
    fields: { article_id: uuid, category: Category, listed_at: timestamp }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let types = &catalog.types;
    let circle = Circle::of(types);
    for (id, definition) in types.iter().filter(|(id, _)| circle.types.contains(id)) {
        let name = &definition.name.value;
        let subject = type_subject(definition);
        if let Body::Record(fields) = &definition.body {
            let Some(field) = fields.iter().find(|it| circle.goes_through(&it.ty)) else {
                continue;
            };
            let message = format!("`{}` always leads to another `{name}`", field.name.value);
            findings.report(field.ty_span, subject, message).help(
                match notation(catalog, definition.span.file) {
                    Notation::Native => format!("make it optional: `{}?`", field.ty),
                    _ => "make it optional".to_owned(),
                },
            );
        } else if circle.names.contains(&id) {
            let message = format!("`{name}` always leads back to `{name}`");
            findings
                .report(definition.name.span, subject, message)
                .help("say what it is in the end: a base type, an enum or a record");
        }
    }
}

/// What a value cannot be without: a value of one of these.
struct Demand {
    owner: TypeId,
    alternatives: Vec<TypeId>,
}

/// The types that lead from one to the other without an end.
struct Circle {
    types: HashSet<TypeId>,
    /// Those of them that lead back to themselves without a record between.
    names: HashSet<TypeId>,
}

impl Circle {
    fn of(types: &Types) -> Circle {
        let demands: Vec<Demand> = types
            .iter()
            .flat_map(|(owner, definition)| {
                let demand = move |alternatives| Demand {
                    owner,
                    alternatives,
                };
                alternatives_of(&definition.body).into_iter().map(demand)
            })
            .collect();
        let endless = endless(types, &demands);
        let demands = demands.iter().filter(|demand| {
            endless.contains(&demand.owner)
                && demand.alternatives.iter().all(|id| endless.contains(id))
        });
        let edges: Vec<(TypeId, TypeId)> = demands
            .flat_map(|demand| demand.alternatives.iter().map(|id| (demand.owner, *id)))
            .collect();
        let back: Vec<(TypeId, TypeId)> = edges.iter().map(|(from, to)| (*to, *from)).collect();
        // What leads to an endless type and stands in none itself is no part of the mistake.
        let circle = without_leaves(endless, &back);
        let is_record = |id: &TypeId| {
            let definition = types.get(*id);
            definition.is_some_and(|it| matches!(it.body, Body::Record(_)))
        };
        let names = circle.iter().copied().filter(|id| !is_record(id)).collect();
        let names = without_leaves(without_leaves(names, &edges), &back);
        Circle {
            types: circle,
            names,
        }
    }

    /// Whether each value of a type holds one of these.
    fn goes_through(&self, ty: &Type) -> bool {
        let alternatives = alternatives(ty).unwrap_or_default();
        !alternatives.is_empty() && alternatives.iter().all(|id| self.types.contains(id))
    }
}

/// For each thing that a value of a definition cannot be without, the types that it may have.
fn alternatives_of(body: &Body) -> Vec<Vec<TypeId>> {
    match body {
        Body::Record(fields) => {
            let types = fields.iter().map(|field| &field.ty);
            types.filter_map(alternatives).collect()
        }
        Body::Alias(ty) => alternatives(ty).into_iter().collect(),
        Body::Union { branches, .. } => any(branches).into_iter().collect(),
        Body::Enum(_) => Vec::new(),
    }
}

/// The definitions of which each value of a type has one; `None` if it may do without.
fn alternatives(ty: &Type) -> Option<Vec<TypeId>> {
    match ty {
        Type::Named(reference) => reference.id.map(|id| vec![id]),
        Type::Union(branches) => any(branches),
        _ => None,
    }
}

fn any(branches: &[Type]) -> Option<Vec<TypeId>> {
    let all: Option<Vec<_>> = branches.iter().map(alternatives).collect();
    all.map(|all| all.concat()).filter(|all| !all.is_empty())
}

/// The definitions whose demands are never met, whatever values there are.
fn endless(types: &Types, demands: &[Demand]) -> HashSet<TypeId> {
    let mut unmet: HashMap<TypeId, usize> = HashMap::new();
    let mut met_by: HashMap<TypeId, Vec<usize>> = HashMap::new();
    for (index, demand) in demands.iter().enumerate() {
        *unmet.entry(demand.owner).or_default() += 1;
        for id in &demand.alternatives {
            met_by.entry(*id).or_default().push(index);
        }
    }
    let mut is_met = vec![false; demands.len()];
    let all = types.iter().map(|(id, _)| id);
    let mut finite: Vec<TypeId> = all.filter(|id| !unmet.contains_key(id)).collect();
    while let Some(id) = finite.pop() {
        for index in met_by.remove(&id).unwrap_or_default() {
            if std::mem::replace(&mut is_met[index], true) {
                continue;
            }
            let owner = demands[index].owner;
            if let Some(count) = unmet.get_mut(&owner) {
                *count -= 1;
                if *count == 0 {
                    unmet.remove(&owner);
                    finite.push(owner);
                }
            }
        }
    }
    unmet.into_keys().collect()
}

/// The nodes without those that point at no other, one after the other.
fn without_leaves(mut nodes: HashSet<TypeId>, edges: &[(TypeId, TypeId)]) -> HashSet<TypeId> {
    let mut open: HashMap<TypeId, usize> = HashMap::new();
    let mut pointing_at: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    for (from, to) in edges {
        if nodes.contains(to) {
            *open.entry(*from).or_default() += 1;
            pointing_at.entry(*to).or_default().push(*from);
        }
    }
    let is_leaf = |id: &TypeId| !open.contains_key(id);
    let mut leaves: Vec<TypeId> = nodes.iter().copied().filter(is_leaf).collect();
    while let Some(leaf) = leaves.pop() {
        nodes.remove(&leaf);
        for from in pointing_at.remove(&leaf).into_iter().flatten() {
            if let Some(count) = open.get_mut(&from) {
                *count -= 1;
                if *count == 0 {
                    leaves.push(from);
                }
            }
        }
    }
    nodes
}
