//! An event for one consumer.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "event-named-after-consumer",
        category: Category::Coupling,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event whose name addresses a service",
        why: "A fact is for whom it may concern; addressed to one, it cannot be used by the next.",
        bad: "\
events:
  OrderPlacedForBilling:
    doc: A customer submitted a basket.
    producers: [orders]
    consumers: [billing]
    fields: { order_id: uuid, placed_at: timestamp }
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    producers: [orders]
    consumers: [billing]
    fields: { order_id: uuid, placed_at: timestamp }
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for event in catalog.of_intent(Intent::Event) {
        let words = Words::of(&event.name.value);
        if !words.has("for") {
            continue;
        }
        let addressed = |service: &&Spanned<Text>| {
            words.ends_with(&format!("for_{}", Words::of(&service.value).as_str()))
        };
        let Some(consumer) = event.consumers.iter().find(addressed) else {
            continue;
        };
        findings
            .report(
                event.name.span,
                event.identity(),
                format!(
                    "`{}` is addressed to `{}`",
                    event.name.value, consumer.value
                ),
            )
            .related(consumer.span, "consumes the event")
            .help("name the fact alone; if it is meant for one service only, make it a command");
    }
}
