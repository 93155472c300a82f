//! An event with a handler.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "handled-event",
        category: Category::Intent,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event that names a handler",
        why: "One service that must act on it makes it a command; an event is for whom it may concern.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    handler: billing
    fields: { order_id: uuid, placed_at: timestamp }
services:
  billing: { owner: team-money }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    consumers: [billing]
    fields: { order_id: uuid, placed_at: timestamp }
services:
  billing: { owner: team-money }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Some(handler) = message.handler.as_ref().filter(|_| context.is_event()) else {
        return;
    };
    findings
        .report(
            handler.span,
            message.identity(),
            format!(
                "`{}` must be handled by `{}`",
                message.name.value, handler.value
            ),
        )
        .help(format!(
            "write `consumers: [{}]`, or {} if that service must obey",
            handler.value,
            context.notation.declare(Intent::Command)
        ));
}
