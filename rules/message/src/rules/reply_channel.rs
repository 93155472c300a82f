//! A field that says where to send the answer.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "reply-channel",
        category: Category::Intent,
        severity: Severity::Error,
        preset: Preset::Standard,
        what: "An event that says where to send the answer",
        why: "Who waits for an answer has sent a request: with no consumer it hangs, with two it gets two answers.",
        bad: "\
events:
  CreditChecked:
    fields: { customer_id: uuid, reply_to: string, checked_at: timestamp }
",
        good: "\
events:
  CreditChecked:
    fields: { customer_id: uuid, checked_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    if !context.record.in_event || !asks_for_an_answer(context) {
        return;
    }
    findings
        .report(
            field.name.span,
            context.subject(),
            format!("`{}` asks the consumer to answer", field.name.value),
        )
        .label("a request over events")
        .help(
            "make it a command or a query with one handler, or let the other service publish an \
             event of its own",
        );
}

fn asks_for_an_answer(context: &FieldContext<'_>) -> bool {
    // `reply_to: uuid` is the comment that another one answers.
    let is_text = |ty: &Type| matches!(ty, Type::String);
    if !values::is(&context.field.ty, context.record.types, is_text) {
        return false;
    }
    let words = context.words;
    if words.ends_with("reply_to") {
        // A mail has a reply address.
        let is_mail = context
            .record
            .fields
            .iter()
            .any(|other| Words::of(&other.name.value).has("subject"));
        return !words.has("in_reply_to") && !is_mail;
    }
    let asks = ["reply", "response", "callback"]
        .into_iter()
        .any(|word| words.has(word));
    #[rustfmt::skip]
    let place = matches!(
        words.last(),
        "topic" | "queue" | "channel" | "url" | "uri" | "address" | "endpoint" | "exchange"
            | "destination" | "callback" | "webhook"
    );
    asks && place && !words.has("no_reply")
}
