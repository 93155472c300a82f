//! A key that may be absent.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "optional-key",
        category: Category::Contract,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A key that a message may leave out",
        why: "Events without a key are spread over all partitions, and their order is lost.",
        bad: "\
events:
  OrderPlaced:
    key: order_id
    fields: { order_id: uuid?, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    key: order_id
    fields: { order_id: uuid, placed_at: timestamp }
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
    if !matches!(field.ty, Type::Optional(_)) {
        return;
    }
    findings
        .report(
            field.ty_span,
            format!("{}.{}", message.identity(), field.name.value),
            format!("`{}` is the key and may be absent", field.name.value),
        )
        .help(match context.notation {
            Notation::Native => format!("write `{}`, or choose another key", field.ty.required()),
            _ => "make it required, or choose another key".to_owned(),
        });
}
