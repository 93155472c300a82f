//! An event that nobody produces.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "no-producer",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event without a producer",
        why: "Nobody answers for it: consumers wait for what may never come.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    consumers: [billing]
    fields: { order_id: uuid, placed_at: timestamp }
services:
  billing: { owner: team-money }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    producers: [orders]
    consumers: [billing]
    fields: { order_id: uuid, placed_at: timestamp }
services:
  billing: { owner: team-money }
  orders: { owner: team-checkout }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    if !context.is_event() || !message.says.producers || !message.producers.is_empty() {
        return;
    }
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("no service produces `{}`", message.name.value),
        )
        .help(match context.notation {
            Notation::EventCatalog => "list it under `sends` of the service that publishes it",
            _ => "name its service: `producers: [orders]`, or `service:` for the whole file",
        });
}
