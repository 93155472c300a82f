//! A field that says nothing.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "opaque-field",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A field of bare JSON",
        why: "A part of the contract that nobody can check or compare.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, details: json, placed_at: timestamp }
",
        good: "\
types:
  Details: { channel: string, campaign: string? }
events:
  OrderPlaced:
    fields: { order_id: uuid, details: Details, placed_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    let is_json = |ty: &Type| matches!(ty, Type::Json);
    if !values::are(&field.ty, context.record.types, is_json) {
        return;
    }
    findings
        .report(
            field.ty_span,
            context.subject(),
            format!("`{}` may hold anything", field.name.value),
        )
        .help("define a type for what consumers may rely on");
}
