//! A time in a string.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "time-in-string",
        category: Category::Payload,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A date or a time in a string",
        why: "Every producer formats it in its own way, and every consumer has to guess format and zone.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: string }
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
    let is_string = |ty: &Type| matches!(ty, Type::String);
    if !values::is(&field.ty, context.record.types, is_string)
        || !vocabulary::names_a_time(context.words)
    {
        return;
    }
    let is_date = context.words.last() == "date" || context.words.starts_with("date");
    let help = match (context.record.notation, is_date) {
        (Notation::Native, true) => "write `date`, or `timestamp` if the time of day matters",
        (Notation::Native, false) => "write `timestamp`",
        (Notation::Rust, true) => "write a type for dates, such as `time::Date`",
        (Notation::Rust, false) => "write a type for instants, such as `OffsetDateTime`",
        (_, true) => {
            "say which notation it has: `format: date` in JSON Schema, `logicalType: date` in Avro"
        }
        (_, false) => {
            "say which notation it has: `format: date-time` in JSON Schema, or use a logical type \
             for times in Avro"
        }
    };
    findings
        .report(
            field.ty_span,
            context.subject(),
            format!("`{}` is a time kept in a string", field.name.value),
        )
        .label("any text will do")
        .help(help);
}
