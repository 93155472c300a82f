//! A consumer that has nowhere to put what it cannot process.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "no-dead-letter",
        category: Category::Contract,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A consumer that names no dead letter, in a catalog where others do",
        why: "One bad message stops all that wait behind it, or is dropped without a trace.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., fields: { order_id: uuid, placed_at: timestamp } }
services:
  billing:
    owner: team-money
    consumes:
      OrderPlaced: { dedup: order_id, dead_letter: billing.dlq }
  shipping:
    owner: team-logistics
    consumes:
      OrderPlaced: { dedup: order_id }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., fields: { order_id: uuid, placed_at: timestamp } }
services:
  billing:
    owner: team-money
    consumes:
      OrderPlaced: { dedup: order_id, dead_letter: billing.dlq }
  shipping:
    owner: team-logistics
    consumes:
      OrderPlaced: { dedup: order_id, dead_letter: shipping.dlq }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    // A catalog that names no dead letter at all leaves them to another place.
    let consumptions = || {
        catalog
            .services
            .iter()
            .flat_map(|service| &service.consumes)
    };
    if consumptions().all(|consumption| consumption.dead_letter.is_none()) {
        return;
    }
    for service in catalog
        .services
        .iter()
        .filter(|service| service.says.consumers)
    {
        for consumption in &service.consumes {
            let name = &consumption.message.name;
            if consumption.dead_letter.is_some() {
                continue;
            }
            findings
                .report(
                    name.span,
                    format!("{} {}", service.name.value, name.value),
                    format!(
                        "`{}` does not say where a `{}` goes that it cannot process",
                        service.name.value, name.value
                    ),
                )
                .help("name the channel: `dead_letter: billing.dlq`");
        }
    }
}
