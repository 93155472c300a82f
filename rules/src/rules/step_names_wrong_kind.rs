//! A step with the wrong kind of message.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "step-names-wrong-kind",
        category: Category::Contract,
        severity: Severity::Error,
        preset: Preset::Standard,
        what: "A step of a flow that does an event, or is started or ended by a command",
        why: "Events tell and commands order; a flow that takes one for the other cannot run as drawn.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  StockReserved: { doc: Goods were set aside. }
services:
  inventory: { owner: team-stock }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, service: inventory, does: StockReserved }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  StockReserved: { doc: Goods were set aside. }
commands:
  ReserveStock: { doc: Sets goods aside., handler: inventory }
services:
  inventory: { owner: team-stock }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, service: inventory, does: ReserveStock, then: StockReserved }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for flow in &catalog.flows {
        for (key, name) in flow.steps.iter().flat_map(|step| step.messages()) {
            let found = catalog
                .find_message(&name.value, flow.namespace.as_deref())
                .id();
            let Some(message) = found.and_then(|id| catalog.messages.get(id)) else {
                continue;
            };
            let is_event = message.intent == Intent::Event;
            let help = match key {
                "does" if is_event => "name the command here, and the event in `then:`",
                "when" | "then" | "fails" if !is_event => {
                    "name the event here, and the command in `does:`"
                }
                _ => continue,
            };
            findings
                .report(
                    name.span,
                    format!("{} {}", flow.name.value, message.identity()),
                    format!(
                        "`{key}:` cannot be the {} `{}`",
                        message.intent.as_str(),
                        name.value
                    ),
                )
                .related(message.name.span, "declared here")
                .help(help);
        }
    }
}
