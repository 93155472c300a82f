//! A moment without a time zone.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "time-without-zone",
        category: Category::Payload,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A moment as a local time or a time of day, without a zone",
        why: "Twice a year an hour happens twice; services in two zones disagree on the order of events.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: time }
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
    let is_local = |ty: &Type| matches!(ty, Type::LocalTimestamp(_) | Type::Time(_));
    if !values::is(&field.ty, context.record.types, is_local)
        || context.words.last() != "at"
        || !vocabulary::names_a_time(context.words)
    {
        return;
    }
    findings
        .report(
            field.ty_span,
            context.subject(),
            format!("`{}` has no time zone", field.name.value),
        )
        .help(context.record.notation.word(
            "write `timestamp`, which is in UTC",
            "write a type for instants, such as `OffsetDateTime`",
            "use a type for instants, such as `timestamp-millis` in Avro",
        ));
}
