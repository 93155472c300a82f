//! A time in a bare number.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "time-in-number",
        category: Category::Payload,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A point in time as a number whose unit is not stated",
        why: "Seconds read as milliseconds put an event into January 1970, and nothing fails.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: long }
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
    let is_number = |ty: &Type| matches!(ty, Type::Int | Type::Long | Type::Double);
    if field.unit.is_some() || !values::is(&field.ty, context.record.types, is_number) {
        return;
    }
    // A reader finds the unit in the words as well.
    let says_unit = |doc: &Spanned<Text>| {
        let words = Words::of(&doc.value);
        words.iter().any(is_unit)
    };
    if field.doc.as_ref().is_some_and(says_unit) {
        return;
    }
    let moment = ["at", "timestamp", "datetime"]
        .into_iter()
        .any(|last| context.words.last() == last);
    if !moment || !vocabulary::names_a_time(context.words) {
        return;
    }
    findings
        .report(
            field.ty_span,
            context.subject(),
            format!(
                "`{}` is a time in a number without a unit",
                field.name.value
            ),
        )
        .label("seconds, or thousandths of them?")
        .help(context.record.notation.word(
            "write `timestamp`, or state the unit: `unit: ms`",
            "write a type for instants, such as `OffsetDateTime`, or state the unit: `unit = \"ms\"`",
            "give it a type for times, or name the unit: `…_ms`",
        ));
}

#[rustfmt::skip]
fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "second" | "seconds" | "millisecond" | "milliseconds" | "millis" | "ms" | "microsecond"
            | "microseconds" | "micros" | "nanosecond" | "nanoseconds" | "nanos" | "unix" | "epoch"
    )
}
