//! A service that writes in two places at once.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "dual-write",
        category: Category::Contract,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A service that keeps state and publishes events, and does not say how the two become one",
        why: "A crash between the two leaves an event without its fact, or a fact without its event.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., producers: [orders], fields: { order_id: uuid, placed_at: timestamp } }
services:
  orders: { owner: team-checkout, store: postgres }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., producers: [orders], fields: { order_id: uuid, placed_at: timestamp } }
services:
  orders: { owner: team-checkout, store: postgres, publishes_via: outbox }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let producers: HashSet<&str> = catalog
        .of_intent(Intent::Event)
        .flat_map(|event| &event.producers)
        .map(|producer| &*producer.value)
        .collect();
    for service in &catalog.services {
        let Some(store) = &service.store else {
            continue;
        };
        let joined = (service.publishes_via.as_ref())
            .is_some_and(|via| !matches!(&*via.value, "direct" | "none"));
        if joined || !producers.contains(&*service.name.value) {
            continue;
        }
        findings
            .report(
                store.span,
                &service.name.value,
                format!(
                    "`{}` writes to {} and publishes, each by itself",
                    service.name.value, store.value
                ),
            )
            .help("say how the two become one: `publishes_via: outbox` (or `cdc`, `event-store`)");
    }
}
