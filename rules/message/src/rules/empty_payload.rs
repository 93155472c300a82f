//! An event that carries nothing.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "empty-payload",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "An event without a single field",
        why: "A consumer learns that something happened, and not to what.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: {}
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let is_empty = matches!(&message.payload, Payload::Record(fields) if fields.is_empty());
    if !context.is_event() || !is_empty {
        return;
    }
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("`{}` carries nothing", message.name.value),
        )
        .help("say at least what it happened to, and when");
}
