//! A consumer of what is deprecated.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "consumes-deprecated",
        category: Category::Contract,
        severity: Severity::Info,
        preset: Preset::Standard,
        what: "A service that consumes a deprecated message which has a replacement",
        why: "The old one cannot be retired while somebody still reads it.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    deprecated: { replaced_by: OrderAccepted }
    fields: { order_id: uuid, placed_at: timestamp }
  OrderAccepted:
    doc: The shop accepted a basket.
    fields: { order_id: uuid, accepted_at: timestamp }
services:
  billing: { owner: team-money, consumes: [OrderPlaced] }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    deprecated: { replaced_by: OrderAccepted }
    fields: { order_id: uuid, placed_at: timestamp }
  OrderAccepted:
    doc: The shop accepted a basket.
    fields: { order_id: uuid, accepted_at: timestamp }
services:
  billing: { owner: team-money, consumes: [OrderAccepted] }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for service in &catalog.services {
        for consumption in &service.consumes {
            let mention = &consumption.message;
            let Some(message) =
                message_named(catalog, &mention.name.value, mention.namespace.as_deref())
            else {
                continue;
            };
            let Some(right) = message
                .deprecated
                .as_ref()
                .and_then(|deprecated| deprecated.replaced_by.as_ref())
            else {
                continue;
            };
            findings
                .report(
                    mention.name.span,
                    format!("{} {}", service.name.value, message.identity()),
                    format!(
                        "`{}` consumes `{}`, which is deprecated",
                        service.name.value, mention.name.value
                    ),
                )
                .related(right.span, "what replaces it")
                .help(format!(
                    "move on to `{}`",
                    replacement(catalog, message, right)
                ));
        }
    }
}

/// The name of what replaces a message, with its version where the names are equal.
fn replacement(catalog: &Catalog, message: &Message, right: &Spanned<Text>) -> String {
    match message_named(catalog, &right.value, message.namespace.as_deref()) {
        Some(newer) if newer.name.value == message.name.value => {
            format!("{}@{}", newer.name.value, newer.version)
        }
        _ => right.value.to_string(),
    }
}
