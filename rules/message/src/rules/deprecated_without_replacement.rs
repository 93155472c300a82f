//! A deprecated message that leads nowhere.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "deprecated-without-replacement",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A deprecated message that says neither what replaces it nor how to move on",
        why: "Consumers are told to leave and not where to go, so they stay.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    deprecated: { since: 2026-09-01 }
    fields: { order_id: uuid, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    deprecated: { since: 2026-09-01, replaced_by: OrderAccepted }
    fields: { order_id: uuid, placed_at: timestamp }
  OrderAccepted:
    doc: The shop accepted a basket.
    fields: { order_id: uuid, accepted_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Some(deprecation) = &message.deprecated else {
        return;
    };
    if deprecation.replaced_by.is_some() || deprecation.message.is_some() {
        return;
    }
    findings
        .report(
            deprecation.span,
            message.identity(),
            format!(
                "`{}` is deprecated, and nothing says what to use instead",
                message.name.value
            ),
        )
        .help(context.notation.word(
            "name it in `replaced_by:`, or say in `message:` how to do without",
            "name it, `deprecated(replaced_by = …)`, or say in `message` how to do without",
            "say what replaces it, or how to do without",
        ));
}
