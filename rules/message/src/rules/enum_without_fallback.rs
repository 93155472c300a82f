//! An enum that cannot grow.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "enum-without-fallback",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "An enum without a symbol for unknown ones",
        why: "A new symbol breaks every consumer that was built before it.",
        bad: "\
types:
  SalesChannel: { enum: [web, store] }
events:
  OrderPlaced:
    fields: { order_id: uuid, channel: SalesChannel, placed_at: timestamp }
",
        good: "\
types:
  SalesChannel: { enum: [unknown, web, store], default: unknown }
events:
  OrderPlaced:
    fields: { order_id: uuid, channel: SalesChannel, placed_at: timestamp }
",
    },
    check: MessageCheck::Type(check),
};

fn check(context: &TypeContext<'_>, findings: &mut Findings<'_>) {
    let definition = context.definition;
    let Body::Enum(symbols) = &definition.body else {
        return;
    };
    if symbols.default.is_some() || !context.in_event {
        return;
    }
    findings
        .report(
            definition.name.span,
            type_subject(definition),
            format!("`{}` has no symbol for unknown ones", definition.name.value),
        )
        .help("add one, such as `unknown`, and make it the default");
}
