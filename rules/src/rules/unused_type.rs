//! A type that nothing uses.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "unused-type",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A type that nothing refers to",
        why: "Readers take it for a part of the contract and keep it compatible for nobody.",
        bad: "\
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, placed_at: timestamp }
",
        good: "\
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, total: Money, placed_at: timestamp }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    // A catalog of types alone is a library for others.
    if catalog.messages.is_empty() {
        return;
    }
    let mut used: HashSet<TypeId> = HashSet::new();
    for mention in catalog.type_references() {
        if let Target::Type(id) = mention.target {
            let inside_itself = catalog
                .types
                .get(id)
                .is_some_and(|definition| definition.span.contains(mention.span));
            if !inside_itself {
                used.insert(id);
            }
        }
    }
    let mut newest: HashMap<(&Option<Text>, &Text), u32> = HashMap::new();
    for (_, definition) in catalog.types.iter() {
        let version = newest
            .entry((&definition.namespace, &definition.name.value))
            .or_default();
        *version = definition.version.max(*version);
    }
    for (id, definition) in catalog.types.iter() {
        let key = (&definition.namespace, &definition.name.value);
        // An older version is kept for what was published with it.
        let is_older = newest.get(&key) != Some(&definition.version);
        if used.contains(&id) || definition.synthetic || is_older {
            continue;
        }
        findings
            .report(
                definition.name.span,
                type_subject(definition),
                format!("nothing uses the type `{}`", definition.name.value),
            )
            .help("use it or remove it");
    }
}
