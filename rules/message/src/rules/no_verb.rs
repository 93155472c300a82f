//! An event whose name has no verb.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "no-verb",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event whose name does not say what happened",
        why: "A thing is not a fact: readers cannot tell whether it was made, changed or lost.",
        bad: "\
events:
  Payment:
    doc: The bank moved the money.
    fields: { payment_id: uuid, received_at: timestamp }
",
        good: "\
events:
  PaymentReceived:
    doc: The bank moved the money.
    fields: { payment_id: uuid, received_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    naming::report(context, Label::Nominal, findings, |name, suggestion| {
        let what = format!("`{name}` names a thing; an event says what happened to it");
        let help = match suggestion {
            Some(right) => format!("say what happened: `{right}`"),
            None => "add what happened, in the past tense".to_owned(),
        };
        (what, help)
    });
}
