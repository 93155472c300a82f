//! An event that nobody consumes.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "no-consumer",
        category: Category::Contract,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "An event without a consumer",
        why: "Nobody would miss it, or somebody reads it without being known and breaks first.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  OrderShipped: { doc: A parcel left., consumers: [billing] }
services:
  billing: { owner: team-money }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., consumers: [billing] }
  OrderShipped: { doc: A parcel left., consumers: [billing] }
services:
  billing: { owner: team-money }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let read: HashSet<MessageId> = catalog
        .mentions()
        .into_iter()
        .filter_map(|mention| match mention.target {
            Target::Message(id) => Some(id),
            _ => None,
        })
        .collect();
    // A catalog that names no consumer at all leaves them to another place.
    if catalog
        .messages
        .iter()
        .all(|message| message.consumers.is_empty())
    {
        return;
    }
    for (id, event) in catalog.messages.iter().enumerate() {
        let is_public = event
            .visibility
            .as_ref()
            .is_some_and(|visibility| &*visibility.value == "public");
        if event.intent != Intent::Event
            || !event.says.consumers
            || !event.consumers.is_empty()
            || read.contains(&id)
            || is_public
            || event.deprecated.is_some()
        {
            continue;
        }
        findings
            .report(
                event.name.span,
                event.identity(),
                format!("nobody consumes `{}`", event.name.value),
            )
            .help(match notation(catalog, event.span.file) {
                Notation::EventCatalog => {
                    "list it under `receives` of the service that does, or remove it"
                }
                _ => "name who does, write `visibility: public` if it is for others, or remove it",
            });
    }
}
