//! A default that its type does not allow.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "invalid-default",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A default that is no value of its type",
        why: "Schema registries refuse it, and a reader that falls back to it fails.",
        bad: "\
events:
  OrderPlaced:
    fields:
      order_id: uuid
      quantity: { type: int, default: one }
      placed_at: timestamp
",
        good: "\
events:
  OrderPlaced:
    fields:
      order_id: uuid
      quantity: { type: int, default: 1 }
      placed_at: timestamp
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    let Some(default) = &field.default else {
        return;
    };
    let validator = Validator::new(context.record.types, context.record.notation);
    let Some(mismatch) = validator.mismatch(default, &field.ty) else {
        return;
    };
    let help = match context.record.notation {
        Notation::Native | Notation::Rust => format!("write a value of type `{}`", field.ty),
        _ => "write a value that the field may have".to_owned(),
    };
    findings
        .report(
            mismatch.span,
            context.subject(),
            format!(
                "the default of `{}` does not fit: {}",
                field.name.value, mismatch.message
            ),
        )
        .help(help);
}
