//! A step that says otherwise than its messages.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "step-contradicts-wiring",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A step of a flow by a service that does not handle its command or produce its events",
        why: "One of the two drawings is wrong, and readers cannot tell which.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., producers: [orders] }
commands:
  ReserveStock: { doc: Sets goods aside., handler: inventory }
services:
  orders: { owner: team-checkout }
  inventory: { owner: team-stock }
  billing: { owner: team-money }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, service: billing, does: ReserveStock }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., producers: [orders] }
commands:
  ReserveStock: { doc: Sets goods aside., handler: inventory }
services:
  orders: { owner: team-checkout }
  inventory: { owner: team-stock }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, service: inventory, does: ReserveStock }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for flow in &catalog.flows {
        for step in &flow.steps {
            let Some(service) = &step.service else {
                continue;
            };
            for (key, name) in step.messages() {
                let Some(message) = message_named(catalog, &name.value, flow.namespace.as_deref())
                else {
                    continue;
                };
                let (doers, does): (Vec<_>, _) = match (key, message.intent) {
                    ("does", Intent::Command | Intent::Query) => {
                        let handlers = message.handler.iter().chain(&message.consumers);
                        (handlers.collect(), "handles")
                    }
                    ("then" | "fails", Intent::Event) => {
                        (message.producers.iter().collect(), "produces")
                    }
                    _ => continue,
                };
                let [doer, ..] = doers[..] else { continue };
                if doers.iter().any(|doer| doer.value == service.value) {
                    continue;
                }
                findings
                    .report(
                        service.span,
                        format!("{} {}", flow.name.value, message.identity()),
                        format!(
                            "`{}` is said to act here, but `{}` {does} `{}`",
                            service.value, doer.value, message.name.value
                        ),
                    )
                    .related(name.span, "the message")
                    .help(format!("let `{}` act here, or mend the wiring", doer.value));
            }
        }
    }
}
