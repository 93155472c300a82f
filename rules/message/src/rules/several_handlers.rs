//! A command that several services obey.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "several-handlers",
        category: Category::Intent,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A command or a query that several services handle",
        why: "It is carried out twice, or by nobody knows whom; what several react to is an event.",
        bad: "\
commands:
  ReserveStock:
    doc: Sets goods aside for an order.
    handler: inventory
    consumers: [warehouse]
    fields: { order_id: uuid }
services:
  inventory: { owner: team-stock }
  warehouse: { owner: team-logistics }
",
        good: "\
commands:
  ReserveStock:
    doc: Sets goods aside for an order.
    handler: inventory
    fields: { order_id: uuid }
services:
  inventory: { owner: team-stock }
  warehouse: { owner: team-logistics }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    if !matches!(message.intent, Intent::Command | Intent::Query) {
        return;
    }
    let mut handlers: Vec<&Spanned<Text>> = Vec::new();
    for service in message.handler.iter().chain(&message.consumers) {
        if handlers.iter().all(|known| known.value != service.value) {
            handlers.push(service);
        }
    }
    let [first, second, ..] = handlers[..] else {
        return;
    };
    let finding = findings
        .report(
            message.name.span,
            message.identity(),
            format!(
                "`{}` is handled by `{}` and by `{}`",
                message.name.value, first.value, second.value
            ),
        )
        .related(second.span, "the second one")
        .help("let one service handle it; the others may react to the event that follows");
    intent::explain(message, finding);
}
