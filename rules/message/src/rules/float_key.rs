//! A key in floating point.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "float-key",
        category: Category::Contract,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A key in floating point",
        why: "Equal numbers have unequal bytes (0.0 and -0.0), so equal keys land in different partitions.",
        bad: "\
events:
  PriceQuoted:
    key: strike
    fields: { strike: double, quoted_at: timestamp }
",
        good: "\
events:
  PriceQuoted:
    key: strike
    fields: { strike: \"decimal(12,4)\", quoted_at: timestamp }
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
    let is_float = |ty: &Type| matches!(ty, Type::Float | Type::Double);
    if !values::is(&field.ty, context.types, is_float) {
        return;
    }
    findings
        .report(
            field.ty_span,
            format!("{}.{}", message.identity(), field.name.value),
            format!("the key `{}` is a floating-point number", field.name.value),
        )
        .help("use the id of what the events are about; a decimal if it must be a number");
}
