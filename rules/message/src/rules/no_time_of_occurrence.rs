//! An event that does not say when.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "no-time-of-occurrence",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event that does not say when it happened",
        why: "The broker's time is when it was sent: after a retry, an outage or a replay that is another day.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Payload::Record(fields) = &message.payload else {
        return;
    };
    if !context.is_event() || values::say_nothing(fields, context.types) {
        return;
    }
    let is_moment = |ty: &Type| {
        matches!(
            ty,
            Type::Timestamp(_) | Type::LocalTimestamp(_) | Type::Date | Type::Opaque(_)
        )
    };
    let has_type = |field: &Field| values::is(&field.ty, context.types, is_moment);
    let has_name = |field: &Field| vocabulary::names_a_time(&Words::of(&field.name.value));
    // The types are the cheaper ones to ask.
    if values::any_field(fields, context.types, &has_type)
        || values::any_field(fields, context.types, &has_name)
        || values::any_field(&message.headers, context.types, &has_type)
        || values::any_field(&message.headers, context.types, &has_name)
        || values::may_hold_more(message)
    {
        return;
    }
    // A field of that name which is no time tells where it happened.
    let fact = fact(context).filter(|fact| {
        let named = |field: &Field| Words::of(&field.name.value).as_str() == format!("{fact}_at");
        !fields.iter().any(named)
    });
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("`{}` does not say when it happened", message.name.value),
        )
        .help(format!(
            "add the time, named by the fact: `{}_at{}`",
            fact.as_deref().unwrap_or("occurred"),
            context.notation.word(": timestamp", ": OffsetDateTime", "")
        ));
}

/// What the event says has been done to something, in small letters: `paid`.
fn fact(context: &MessageContext<'_>) -> Option<String> {
    let grammar = context.grammar?;
    let verdict = grammar.judge(&context.message.name.value);
    let past = match verdict.label {
        Label::Past => verdict.verb?.to_lowercase(),
        Label::Command | Label::Present | Label::Progressive => grammar.past_of(verdict.lemma?),
        Label::Query | Label::Future | Label::Nominal => return None,
    };
    grammar.is_past(&past).then_some(past)
}
