//! A payload that promises nothing.

use factum_contract::schema::{Language, Schema};

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "only-optional-fields",
        category: Category::Payload,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A payload of which every field may be absent",
        why: "It promises nothing: an empty message is valid, and every consumer must guess what will be there.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid?, placed_at: timestamp? }
",
        good: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: timestamp? }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Payload::Record(fields) = &message.payload else {
        return;
    };
    // Protobuf advises against `required`, and a `oneof` cannot say it.
    let says_required = |schema: &Schema| schema.language() != Language::Protobuf;
    // A query may well be all filters.
    if matches!(context.intent, Some(Intent::Query))
        || context.may_be_type()
        || !message.schemas.iter().all(says_required)
        || fields.is_empty()
        || !fields.iter().all(|field| field.is_optional())
        || values::may_hold_more(message)
    {
        return;
    }
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("every field of `{}` may be absent", message.name.value),
        )
        .help("make required what is always known when it is sent, at least what it is about");
}
