//! Two contracts under one CloudEvents type.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "shared-cloudevents-type",
        category: Category::Contract,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "Two messages, or two versions of one, with the same CloudEvents type",
        why: "Consumers select by type: they read the one as the other, and nothing fails.",
        bad: "\
namespace: com.acme.orders
events:
  OrderPlaced: { doc: A customer submitted a basket., type: com.acme.order, fields: { order_id: uuid, placed_at: timestamp } }
  OrderShipped: { doc: The parcel left., type: com.acme.order, fields: { order_id: uuid, shipped_at: timestamp } }
",
        good: "\
namespace: com.acme.orders
events:
  OrderPlaced: { doc: A customer submitted a basket., type: com.acme.order.placed, fields: { order_id: uuid, placed_at: timestamp } }
  OrderShipped: { doc: The parcel left., type: com.acme.order.shipped, fields: { order_id: uuid, shipped_at: timestamp } }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let mut first: HashMap<String, &Message> = HashMap::new();
    // In other formats, and in what was imported from them, one type may well stand for one event
    // as several brokers carry it.
    let own = |message: &&Message| {
        let says = message.says;
        matches!(message.version, Version::Major(_)) && says.versions && says.intents
    };
    for message in catalog.messages.iter().filter(own) {
        let Some(ty) = message.cloudevents_type() else {
            continue;
        };
        let Some(other) = first.get(&ty) else {
            first.insert(ty, message);
            continue;
        };
        let place = |it: &Message| it.ce_type.as_ref().map_or(it.name.span, |ty| ty.span);
        findings
            .report(
                place(message),
                message.identity(),
                format!(
                    "`{ty}` is the CloudEvents type of `{}` too",
                    other.identity()
                ),
            )
            .related(place(other), "the same type here")
            .help("give each a type of its own, or leave `type` out: the default is unique");
    }
}
