//! A message that nobody describes.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "no-doc",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A message without a doc",
        why: "The name is all that a consumer has; what it means in the edge cases is in one head.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket and the shop accepted it.
    fields: { order_id: uuid, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    if context.is_superseded || context.may_be_type() {
        return;
    }
    let is_said = |doc: &Spanned<Text>| !doc.value.trim().is_empty();
    if message.doc.as_ref().is_some_and(is_said) {
        return;
    }
    let what = match context.intent {
        Some(Intent::Event) => "what has happened when it is published",
        Some(Intent::Command) => "what whoever obeys it does",
        Some(Intent::Query) => "what it answers",
        Some(Intent::Reply) => "what it answers, and how it says that it failed",
        None => "what it tells, and when it is sent",
    };
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("`{}` is not described", message.name.value),
        )
        .help(format!("say in {} {what}", context.notation.doc()));
}
