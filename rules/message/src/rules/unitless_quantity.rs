//! A measure without a unit.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "unitless-quantity",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A duration, a size or a measure in a bare number",
        why: "A second taken for a millisecond, a pound for a kilogram: the number is valid and wrong.",
        bad: "\
events:
  ParcelWeighed:
    fields: { parcel_id: uuid, weight: double, weighed_at: timestamp }
",
        good: "\
events:
  ParcelWeighed:
    fields: { parcel_id: uuid, weight_kg: double, weighed_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    let is_number = |ty: &Type| {
        matches!(
            ty,
            Type::Int | Type::Long | Type::Float | Type::Double | Type::Decimal { .. }
        )
    };
    if field.unit.is_some()
        || !is_measure(context.words.last())
        || !values::is(&field.ty, context.record.types, is_number)
    {
        return;
    }
    findings
        .report(
            field.name.span,
            context.subject(),
            format!(
                "`{}` does not say in which unit it counts",
                field.name.value
            ),
        )
        .help(context.record.notation.word(
            "state it, as in `unit: kg`, or in the name; a span of time can be a `duration`",
            "state it, as in `unit = \"kg\"`, or in the name",
            "state it in the name, as in `weight_kg`",
        ));
}

#[rustfmt::skip]
fn is_measure(word: &str) -> bool {
    matches!(
        word,
        "duration" | "timeout" | "delay" | "latency" | "ttl" | "elapsed" | "interval" | "weight"
            | "length" | "width" | "height" | "depth" | "distance" | "temperature" | "speed"
            | "pressure" | "altitude" | "mass"
    )
}
