//! A command that nobody obeys.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "no-handler",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A command or a query without a handler",
        why: "Whoever sends it waits for something that nobody will do.",
        bad: "\
commands:
  ReserveStock:
    doc: Sets goods aside for an order.
    fields: { order_id: uuid }
",
        good: "\
commands:
  ReserveStock:
    doc: Sets goods aside for an order.
    handler: inventory
    fields: { order_id: uuid }
services:
  inventory: { owner: team-stock }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    if !matches!(message.intent, Intent::Command | Intent::Query)
        || !message.says.consumers
        || message.handler.is_some()
        || !message.consumers.is_empty()
    {
        return;
    }
    let (obeys, kind) = match message.intent {
        Intent::Query => ("answers", "query"),
        _ => ("obeys", "command"),
    };
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("no service {obeys} the {kind} `{}`", message.name.value),
        )
        .help(match context.notation {
            Notation::EventCatalog => "list it under `receives` of the service that does",
            _ => "name it: `handler: inventory`",
        });
}
