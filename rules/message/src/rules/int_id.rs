//! An identifier that runs out.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "int-id",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "An identifier in a 32-bit or a floating-point number",
        why: "It runs out at two billion, or loses digits, and the type of an id is the hardest to change.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: int, placed_at: timestamp }
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
    let runs_out = |ty: &Type| matches!(ty, Type::Int | Type::Float | Type::Double);
    if !matches!(context.words.last(), "id" | "ids")
        || !values::are(&field.ty, context.record.types, runs_out)
    {
        return;
    }
    findings
        .report(
            field.ty_span,
            context.subject(),
            format!(
                "`{}` is an id in a `{}`",
                field.name.value,
                field.ty.required()
            ),
        )
        .help(context.record.notation.word(
            "write `uuid`, `string` or `long`",
            "write `Uuid`, `String` or `i64`",
            "make it a UUID, a string or an integer of 64 bits",
        ));
}
