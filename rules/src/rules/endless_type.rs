//! A type that no value can have.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "endless-type",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A record that always contains another one of itself",
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
    let mut endless = Requirements::of(types);
    endless.drop_finite();
    endless.drop_uncontained();
    for (_, definition) in types.iter().filter(|(id, _)| endless.contains(*id)) {
        let leads_on = |field: &&Field| {
            required_record(field, types).is_some_and(|other| endless.contains(other))
        };
        let Some(field) = fields(definition).iter().find(leads_on) else {
            continue;
        };
        findings
            .report(
                field.ty_span,
                type_subject(definition),
                format!(
                    "`{}` always leads to another `{}`",
                    field.name.value, definition.name.value
                ),
            )
            .help(match notation(catalog, definition.span.file) {
                Notation::Native => format!("make it optional: `{}?`", field.ty),
                _ => "make it optional".to_owned(),
            });
    }
}

/// Which records need which others to be there.
struct Requirements {
    /// The pairs (record, record inside it).
    inside: Vec<(TypeId, TypeId)>,
    /// The records still under suspicion.
    suspects: HashSet<TypeId>,
}

impl Requirements {
    fn of(types: &Types) -> Requirements {
        let mut inside = Vec::new();
        for (id, definition) in types.iter() {
            let records = fields(definition)
                .iter()
                .filter_map(|field| required_record(field, types));
            inside.extend(records.map(|other| (id, other)));
        }
        Requirements {
            suspects: inside.iter().map(|(id, _)| *id).collect(),
            inside,
        }
    }

    fn contains(&self, id: TypeId) -> bool {
        self.suspects.contains(&id)
    }

    /// Drops the records that need none but finite ones.
    fn drop_finite(&mut self) {
        let inside = std::mem::take(&mut self.inside);
        self.drop_leaves(&inside);
        self.inside = inside;
    }

    /// Drops the records that lead to an endless one and stand in none themselves.
    fn drop_uncontained(&mut self) {
        self.inside.retain(|(outer, inner)| {
            self.suspects.contains(outer) && self.suspects.contains(inner)
        });
        let around: Vec<_> = self
            .inside
            .iter()
            .map(|(outer, inner)| (*inner, *outer))
            .collect();
        self.drop_leaves(&around);
    }

    /// Drops, one after the other, what points at no suspect.
    fn drop_leaves(&mut self, edges: &[(TypeId, TypeId)]) {
        let mut open: HashMap<TypeId, usize> = HashMap::new();
        let mut pointing_at: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
        for (from, to) in edges {
            if self.suspects.contains(to) {
                *open.entry(*from).or_default() += 1;
                pointing_at.entry(*to).or_default().push(*from);
            }
        }
        let mut leaves: Vec<TypeId> = self
            .suspects
            .iter()
            .copied()
            .filter(|id| !open.contains_key(id))
            .collect();
        while let Some(leaf) = leaves.pop() {
            self.suspects.remove(&leaf);
            for from in pointing_at.remove(&leaf).into_iter().flatten() {
                if let Some(count) = open.get_mut(&from) {
                    *count -= 1;
                    if *count == 0 {
                        leaves.push(from);
                    }
                }
            }
        }
    }
}

fn fields(definition: &TypeDef) -> &[Field] {
    match &definition.body {
        Body::Record(fields) => fields,
        _ => &[],
    }
}

/// The record that each value of a field is.
fn required_record(field: &Field, types: &Types) -> Option<TypeId> {
    match types.resolve(&field.ty) {
        Resolved::Definition(id, definition) if !fields(definition).is_empty() => Some(id),
        _ => None,
    }
}
