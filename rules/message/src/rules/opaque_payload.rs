//! A payload that says nothing.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "opaque-payload",
        category: Category::Payload,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A payload that is bare JSON",
        why: "Nothing about it can be checked, compared or generated: the contract is in the code of whoever wrote it.",
        bad: "\
events:
  OrderPlaced:
    key: order_id
    fields: { payload: json }
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
    let is_json = |ty: &Type| values::are(ty, context.types, |ty| matches!(ty, Type::Json));
    let span = match &message.payload {
        Payload::Other(ty, span) if is_json(ty) => *span,
        Payload::Record(fields) if values::say_nothing(fields, context.types) => {
            let opaque = fields.iter().find(|field| is_json(&field.ty));
            opaque.map_or(message.name.span, |field| field.ty_span)
        }
        _ => return,
    };
    findings
        .report(
            span,
            message.identity(),
            format!("the payload of `{}` says nothing", message.name.value),
        )
        .label("any JSON")
        .help("list the fields that consumers may rely on");
}
