//! A flag that tells a consumer what to do.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "instruction-flag",
        category: Category::Intent,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A flag in an event that tells a consumer what to do",
        why: "The producer decides for its consumers: every new wish of theirs changes the producer.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, send_email: bool, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, customer_wants_email: bool, placed_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    let is_flag = |ty: &Type| matches!(ty, Type::Bool);
    if !context.record.in_event
        || !values::is(&field.ty, context.record.types, is_flag)
        || !instructs(context.words)
    {
        return;
    }
    findings
        .report(
            field.name.span,
            context.subject(),
            format!("`{}` tells a consumer what to do", field.name.value),
        )
        .label("an instruction, not a fact")
        .help(
            "state the fact from which the consumer can decide, such as what the customer chose; \
             or send a command",
        );
}

fn instructs(words: &Words) -> bool {
    let mut all = words.iter();
    let first = all.next().unwrap_or("");
    let last = words.last();
    if last.ends_with("ed") || matches!(last, "available" | "pending" | "possible" | "required") {
        return false;
    }
    match first {
        "should" | "must" | "notify" => true,
        "do" => all.next().is_some(),
        "needs" => all.next() == Some("to"),
        "send" | "resend" | "skip" | "suppress" | "trigger" | "generate" | "regenerate"
        | "recalculate" | "create" | "delete" | "update" | "publish" | "sync" | "enqueue"
        | "invoke" | "execute" | "start" | "stop" => all.next().is_some(),
        _ => false,
    }
}
