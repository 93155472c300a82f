//! Events in several casings.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "mixed-casing",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event written in another casing than the others",
        why: "Subscriptions are made by name: who writes it like the others gets nothing.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  OrderShipped: { doc: A parcel left. }
  order_cancelled: { doc: The customer gave up. }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  OrderShipped: { doc: A parcel left. }
  OrderCancelled: { doc: The customer gave up. }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let events = || {
        catalog
            .of_intent(Intent::Event)
            .filter_map(|event| Some((event, casing(&event.name.value)?)))
    };
    let mut counts: BTreeMap<&str, (usize, Case)> = BTreeMap::new();
    for (_, (name, case)) in events() {
        counts.entry(name).or_insert((0, case)).0 += 1;
    }
    let total: usize = counts.values().map(|(count, _)| count).sum();
    // Where no casing is that of most names, none is odd.
    let Some((&usual_name, &(_, usual))) = counts.iter().find(|(_, (count, _))| count * 2 > total)
    else {
        return;
    };
    for (event, (name, _)) in events() {
        if name == usual_name {
            continue;
        }
        let right = recase(&event.name.value, usual);
        findings
            .report(
                event.name.span,
                event.identity(),
                format!(
                    "`{}` is not written like the other events",
                    event.name.value
                ),
            )
            .label(format!("{name}, where most are {usual_name}"))
            .help(format!("write `{right}`"))
            .rename(event.name.span, right);
    }
}

/// The casing of a name, and the word for it; none if it has one word or is in no casing.
fn casing(name: &str) -> Option<(&'static str, Case)> {
    let case = Case::of(name);
    let word = match case {
        Case::Pascal => "PascalCase",
        Case::Camel => "camelCase",
        Case::Snake => "snake_case",
        Case::Kebab => "kebab-case",
        Case::ScreamingSnake => "SCREAMING_SNAKE_CASE",
        Case::Dotted => "dotted.case",
        _ => return None,
    };
    // A single small word is in snake_case, kebab-case and dotted.case at once.
    (split(name).nth(1).is_some() || case == Case::Pascal).then_some((word, case))
}
