//! A command where an event belongs.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "wrong-kind-of-message",
        category: Category::Contract,
        severity: Severity::Error,
        preset: Preset::Standard,
        what: "A flow or a read model that names a command where an event belongs, or an event where a command belongs",
        why: "Events tell and commands order; what takes one for the other cannot run as drawn.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  StockReserved: { doc: Goods were set aside. }
services:
  inventory: { owner: team-stock }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, does: StockReserved }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  StockReserved: { doc: Goods were set aside., producers: [inventory] }
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
    let steps = catalog.flows.iter().flat_map(|flow| {
        let messages = flow.steps.iter().flat_map(|step| step.messages());
        messages.map(move |(key, name)| (&flow.name.value, &flow.namespace, key, name))
    });
    let models = catalog.read_models.iter().flat_map(|model| {
        let from = model.from.iter();
        from.map(move |name| (&model.name.value, &model.namespace, "from", name))
    });
    for (owner, namespace, key, name) in steps.chain(models) {
        let Some(message) = message_named(catalog, &name.value, namespace.as_deref()) else {
            continue;
        };
        let is_event = message.intent == Intent::Event;
        let help = match key {
            "does" if is_event => "name the command here, and the event in `then:`",
            "from" if !is_event => "build it from the events that tell what came of it",
            "when" | "then" | "fails" if !is_event => {
                "name the event here, and the command in `does:`"
            }
            _ => continue,
        };
        findings
            .report(
                name.span,
                format!("{owner} {}", message.identity()),
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
