//! An example that is none.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "invalid-example",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Standard,
        what: "An example that the contract does not allow",
        why: "Examples are what consumers read and test with first; a wrong one teaches a wrong contract.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, quantity: int, placed_at: timestamp }
    examples:
      - { order_id: 0190163d-8694-739b-aea5-966c26f8ad90, quantity: two, placed_at: 2026-09-01T12:30:00Z }
",
        good: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, quantity: int, placed_at: timestamp }
    examples:
      - { order_id: 0190163d-8694-739b-aea5-966c26f8ad90, quantity: 2, placed_at: 2026-09-01T12:30:00Z }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let validator = Validator::new(context.types, context.notation);
    for example in &message.examples {
        let mismatch = match &message.payload {
            Payload::Record(fields) => validator.record_mismatch(example, fields),
            Payload::Other(ty, _) => validator.mismatch(example, ty),
            Payload::Unstated => None,
        };
        report(mismatch, &message.identity(), findings);
    }
    for field in message.fields().iter().chain(&message.headers) {
        for example in &field.examples {
            let mismatch = validator.mismatch(example, &field.ty);
            let subject = format_args!("{}.{}", message.identity(), field.name.value).to_string();
            report(mismatch, &subject, findings);
        }
    }
}

fn report(
    mismatch: Option<Mismatch>,
    subject: &impl std::fmt::Display,
    findings: &mut Findings<'_>,
) {
    if let Some(mismatch) = mismatch {
        findings
            .report(
                mismatch.span,
                subject,
                format!("the example does not fit: {}", mismatch.message),
            )
            .help("mend the example, or the type if the example is what is sent");
    }
}
