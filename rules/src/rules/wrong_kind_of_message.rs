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
commands:
  ReserveStock: { doc: Sets goods aside., handler: inventory }
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
        let wanted = match key {
            "does" if is_event => Intent::Command,
            "when" | "then" | "fails" | "from" if !is_event => Intent::Event,
            _ => continue,
        };
        let wanted = match counterpart(catalog, message, wanted) {
            Some(other) => format!("the {} `{}`", wanted.as_str(), other.name.value),
            None => format!("the {}", wanted.as_str()),
        };
        let help = match key {
            "does" => format!("name {wanted} here, and the event in `then:`"),
            "from" => format!("build it from {wanted} that tells what came of it"),
            _ => format!("name {wanted} here, and the command in `does:`"),
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

/// The command that an event tells the outcome of, or the event that tells a command's outcome, by
/// their names: `ReserveStock` and `StockReserved`.
fn counterpart<'a>(catalog: &'a Catalog, message: &Message, wanted: Intent) -> Option<&'a Message> {
    let grammar = Grammar::default();
    let tells_outcome = |command: &Message, event: &Message| {
        let verdict = grammar.judge(&command.name.value);
        let facts = verdict.suggestions();
        facts
            .iter()
            .any(|fact| fold(fact) == fold(&event.name.value))
    };
    catalog.of_intent(wanted).find(|other| match wanted {
        Intent::Event => tells_outcome(message, other),
        _ => tells_outcome(other, message),
    })
}
