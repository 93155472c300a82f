//! A key with few values.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "skewed-key",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A key that has only a few values",
        why: "All events fall into a few partitions; adding more does not help.",
        bad: "\
events:
  OrderPlaced:
    key: gift
    fields: { order_id: uuid, gift: bool, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    key: order_id
    fields: { order_id: uuid, gift: bool, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Some(field) = message
        .key
        .as_ref()
        .and_then(|key| message.field(&key.value))
    else {
        return;
    };
    let values = match values::present(&field.ty, context.types) {
        Resolved::Type(Type::Bool) => 2,
        Resolved::Type(Type::Enum(symbols)) => symbols.symbols.len(),
        Resolved::Definition(_, definition) => match &definition.body {
            Body::Enum(symbols) => symbols.symbols.len(),
            _ => return,
        },
        Resolved::Type(_) => return,
    };
    findings
        .report(
            field.ty_span,
            format!("{}.{}", message.identity(), field.name.value),
            format!("the key `{}` has only {values} values", field.name.value),
        )
        .help("use the id of what the events are about");
}
