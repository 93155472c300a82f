//! A private event that others consume.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "private-event-consumed",
        category: Category::Coupling,
        severity: Severity::Error,
        preset: Preset::Standard,
        what: "A private event that a service consumes which does not produce it",
        why: "Private means that it may change without notice; whoever depends on it breaks without notice.",
        bad: "\
events:
  CartTouched:
    doc: A customer did something with the basket.
    visibility: private
    producers: [web]
    consumers: [analytics]
    fields: { cart_id: uuid, touched_at: timestamp }
services:
  web: { owner: team-web }
  analytics: { owner: team-data }
",
        good: "\
events:
  CartTouched:
    doc: A customer did something with the basket.
    visibility: internal
    producers: [web]
    consumers: [analytics]
    fields: { cart_id: uuid, touched_at: timestamp }
services:
  web: { owner: team-web }
  analytics: { owner: team-data }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Some(visibility) = &message.visibility else {
        return;
    };
    if &*visibility.value != "private" || message.producers.is_empty() {
        return;
    }
    let is_other = |service: &&Spanned<Text>| {
        let same = |producer: &Spanned<Text>| producer.value == service.value;
        !message.producers.iter().any(same)
    };
    let Some(consumer) = message.consumers.iter().find(is_other) else {
        return;
    };
    findings
        .report(
            visibility.span,
            message.identity(),
            format!(
                "`{}` is private, and `{}` consumes it",
                message.name.value, consumer.value
            ),
        )
        .related(consumer.span, "consumes it")
        .help("make it `internal`, or give the consumer an event that is meant for others");
}
