//! An event named for what is not over yet.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "progressive-or-future",
        category: Category::Naming,
        severity: Severity::Error,
        preset: Preset::Standard,
        what: "An event named for what is going on or still to come",
        why: "What has not happened can still fail, and then the event that everybody acted on was false.",
        bad: "\
events:
  PaymentProcessing:
    doc: A bank is asked for the money.
    fields: { payment_id: uuid, processed_at: timestamp }
",
        good: "\
events:
  PaymentProcessed:
    doc: A bank moved the money.
    fields: { payment_id: uuid, processed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    for (label, what) in [
        (Label::Progressive, "tells of what is going on"),
        (Label::Future, "tells of what is still to come"),
    ] {
        naming::report(context, label, findings, |name, suggestion| {
            let what = format!("`{name}` {what}; an event states what has happened");
            let help = match suggestion {
                Some(right) => format!("name the fact, and publish it then: `{right}`"),
                None => "name what has happened by the time it is published".to_owned(),
            };
            (what, help)
        });
    }
}
