//! Two messages under one subject.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "shared-subject",
        category: Category::Contract,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "Two messages with the same subject in the registry",
        why: "A subject holds the versions of one contract: the second message is refused as a change of the first.",
        bad: "\
namespace: com.acme.orders
events:
  OrderPlaced: { doc: A customer submitted a basket., subject: orders, fields: { order_id: uuid, placed_at: timestamp } }
  OrderShipped: { doc: The parcel left., subject: orders, fields: { order_id: uuid, shipped_at: timestamp } }
",
        good: "\
namespace: com.acme.orders
events:
  OrderPlaced: { doc: A customer submitted a basket., subject: orders-placed, fields: { order_id: uuid, placed_at: timestamp } }
  OrderShipped: { doc: The parcel left., subject: orders-shipped, fields: { order_id: uuid, shipped_at: timestamp } }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let mut first: HashMap<String, &Message> = HashMap::new();
    let published = |message: &&Message| message.experimental.is_none();
    for message in catalog.messages.iter().filter(published) {
        let subject = message.registry_subject();
        let Some(other) = first.get(&subject) else {
            first.insert(subject, message);
            continue;
        };
        let names = [other, message].map(|it| (&it.namespace, &it.name.value));
        let stated = [message, other].map(|it| it.subject.as_ref());
        if names[0] == names[1] || stated == [None, None] {
            continue;
        }
        let place = |it: &Message| it.subject.as_ref().map_or(it.name.span, |it| it.span);
        findings
            .report(
                place(message),
                message.identity(),
                format!("`{subject}` is the subject of `{}` too", other.identity()),
            )
            .related(place(other), "the same subject here")
            .help("give each a subject of its own, or leave `subject` out: the default is unique");
    }
}
