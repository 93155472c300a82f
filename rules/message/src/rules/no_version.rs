//! An event whose version is only assumed.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "no-version",
        category: Category::Contract,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "An event that does not state its version",
        why: "A stated version is what a second one can be told from.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    version: 1
    fields: { order_id: uuid, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    if !context.is_event() || !message.says.versions || message.version_span.is_some() {
        return;
    }
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("`{}` states no version", message.name.value),
        )
        .help(context.notation.word(
            "write `version: 1`, which is what is assumed",
            "write `version = 1`, which is what is assumed",
            "state one",
        ));
}
