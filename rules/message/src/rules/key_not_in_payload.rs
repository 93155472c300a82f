//! A key that is no payload field.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "key-not-in-payload",
        category: Category::Contract,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A key that is not a field of the payload",
        why: "Whoever publishes cannot take the key from the event, so partitions and order are left to chance.",
        bad: "\
events:
  OrderPlaced:
    key: orderId
    fields: { order_id: uuid, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    key: order_id
    fields: { order_id: uuid, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

/// How many fields the help lists.
const LISTED: usize = 8;

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Some(key) = &message.key else { return };
    // A path into a nested record is looked up by its first step.
    let first = key.value.split('.').next().unwrap_or(&key.value);
    if !matches!(message.payload, Payload::Record(_))
        || message.field(first).is_some()
        || message
            .headers
            .iter()
            .any(|header| *header.name.value == *first)
    {
        return;
    }
    // An older version inherits the key of the newest one.
    let inherited = !message.span.contains(key.span);
    let finding = findings.report(
        if inherited {
            message.name.span
        } else {
            key.span
        },
        message.identity(),
        format!(
            "the key `{}` is no field of `{}`",
            key.value, message.name.value
        ),
    );
    if inherited {
        finding
            .related(key.span, "the key, which this version inherits")
            .help("give this version a `key` of its own");
        return;
    }
    let words = Words::of(first);
    let same_words = |field: &&Field| Words::of(&field.name.value) == words;
    if let Some(field) = message.fields().iter().find(same_words) {
        let right = &field.name.value;
        finding.help(format!("did you mean `{right}`?")).fix(
            Safety::Unsafe,
            format!("write `{right}`"),
            vec![Edit {
                span: key.span,
                text: right.to_string(),
            }],
        );
        return;
    }
    let names: Vec<&str> = message
        .fields()
        .iter()
        .map(|field| &*field.name.value)
        .take(LISTED)
        .collect();
    if !names.is_empty() {
        finding.help(format!("its fields are `{}`", names.join("`, `")));
    }
}
