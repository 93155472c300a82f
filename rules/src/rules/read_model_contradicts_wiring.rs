//! A projection from events that its service does not get.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "read-model-contradicts-wiring",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A read model of a service that neither consumes nor produces one of its events",
        why: "Whoever asks which consumers a change breaks is not told of this one.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., producers: [orders], consumers: [billing] }
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
  reporting: { owner: team-data }
read_models:
  order_summary: { service: reporting, from: [OrderPlaced] }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., producers: [orders], consumers: [billing, reporting] }
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
  reporting: { owner: team-data }
read_models:
  order_summary: { service: reporting, from: [OrderPlaced] }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for model in &catalog.read_models {
        let Some(service) = &model.service else {
            continue;
        };
        let mut services = catalog.services.iter();
        let keeper = services.find(|it| it.name.value == service.value);
        let is_said = keeper.is_none_or(|it| it.says.consumers);
        for name in &model.from {
            let message = message_named(catalog, &name.value, model.namespace.as_deref());
            let Some(message) = message.filter(|it| it.says.consumers && is_said) else {
                continue;
            };
            let mut ends = message.producers.iter().chain(&message.consumers);
            // An event of which no consumer is named may be one whose consumers nobody wrote down.
            if message.consumers.is_empty() || ends.any(|end| end.value == service.value) {
                continue;
            }
            findings
                .report(
                    name.span,
                    format!("{} {}", model.name.value, message.identity()),
                    format!(
                        "`{}` is built from `{}`, which `{}` does not consume",
                        model.name.value, message.name.value, service.value
                    ),
                )
                .related(service.span, "the service that keeps it")
                .help(format!(
                    "add `{}` to what `{}` consumes, or mend the read model",
                    name.value, service.value
                ));
        }
    }
}
