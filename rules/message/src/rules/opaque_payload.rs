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
    let is_json = |ty: &Type| matches!(ty, Type::Json);
    let span = match &message.payload {
        Payload::Other(ty, span) if values::are(ty, context.types, is_json) => *span,
        Payload::Record(fields) => {
            let opaque = |field: &&Field| values::are(&field.ty, context.types, is_json);
            match fields.iter().find(opaque) {
                Some(first)
                    if fields
                        .iter()
                        .all(|field| opaque(&field) || is_envelope(field)) =>
                {
                    first.ty_span
                }
                _ => return,
            }
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

/// Whether a field stands beside the payload in every event, whatever it is about.
fn is_envelope(field: &Field) -> bool {
    let words = Words::of(&field.name.value);
    matches!(
        words.as_str(),
        "id" | "event_id"
            | "message_id"
            | "type"
            | "event_type"
            | "timestamp"
            | "time"
            | "version"
            | "source"
            | "correlation_id"
            | "trace_id"
    )
}
