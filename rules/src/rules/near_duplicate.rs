//! Two names for one event.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "near-duplicate",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "Two events whose names differ in spelling only",
        why: "Producers publish the one and consumers wait for the other.",
        bad: "\
events:
  OrderCancelled: { doc: The customer gave up. }
  OrderCanceled: { doc: The customer gave up. }
",
        good: "\
events:
  OrderCancelled: { doc: The customer gave up. }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let mut by_spelling: HashMap<(&Option<Text>, String), Vec<&Message>> = HashMap::new();
    for message in &catalog.messages {
        by_spelling
            .entry((&message.namespace, folded(&message.name.value)))
            .or_default()
            .push(message);
    }
    for messages in by_spelling.into_values() {
        let [first, others @ ..] = &messages[..] else {
            continue;
        };
        let mut known = vec![&*first.name.value];
        for other in others {
            let name = &*other.name.value;
            // Versions of one message share its name.
            if known.contains(&name) {
                continue;
            }
            known.push(name);
            findings
                .report(
                    other.name.span,
                    other.identity(),
                    format!("`{name}` and `{}` are one name", first.name.value),
                )
                .label("differs in spelling only")
                .related(first.name.span, "the other one")
                .help("keep one of them, or name the difference");
        }
    }
}

/// What a name sounds like: without casing, separators, the difference between American and
/// British, and a wrapper such as `Event`.
fn folded(name: &str) -> String {
    let mut folded = fold(name);
    for wrapper in ["integrationevent", "domainevent", "event"] {
        if folded.len() > wrapper.len() && folded.ends_with(wrapper) {
            folded.truncate(folded.len() - wrapper.len());
            break;
        }
    }
    folded
}
