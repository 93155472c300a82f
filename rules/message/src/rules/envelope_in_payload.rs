//! The envelope, once more in the payload.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "envelope-in-payload",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A payload field that repeats the event's name or version",
        why: "It can contradict the envelope, and then nobody knows which one holds.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, event_type: string, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    let repeats = matches!(
        context.words.as_str(),
        "event_type" | "event_name" | "event_version" | "message_type" | "schema_version"
    );
    if !repeats || !context.record.in_event || !matches!(context.record.owner, Owner::Payload(_)) {
        return;
    }
    findings
        .report(
            field.name.span,
            context.subject(),
            format!("`{}` repeats what the envelope says", field.name.value),
        )
        .help("leave it out: the envelope carries the type and the version");
}
