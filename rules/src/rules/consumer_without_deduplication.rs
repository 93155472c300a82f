//! A consumer that acts on every delivery.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "consumer-without-deduplication",
        category: Category::Contract,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A service that consumes a message and does not say how it knows a repetition",
        why: "Brokers deliver at least once: what is not recognised is done twice.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., fields: { order_id: uuid, placed_at: timestamp } }
services:
  billing: { owner: team-money, consumes: [OrderPlaced] }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., fields: { order_id: uuid, placed_at: timestamp } }
services:
  billing:
    owner: team-money
    consumes:
      OrderPlaced: { dedup: order_id, dedup_store: redis }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for service in catalog
        .services
        .iter()
        .filter(|service| service.says.consumers)
    {
        for consumption in &service.consumes {
            let name = &consumption.message.name;
            if consumption.dedup.is_some() {
                continue;
            }
            findings
                .report(
                    name.span,
                    format!("{} {}", service.name.value, name.value),
                    format!(
                        "`{}` does not say how it knows a repeated `{}`",
                        service.name.value, name.value
                    ),
                )
                .help("name the field or attribute: `dedup: event_id`");
        }
    }
}
