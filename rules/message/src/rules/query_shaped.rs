//! An event named like a question.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "query-shaped",
        category: Category::Naming,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "An event named like a query",
        why: "A question waits for an answer; an event waits for nobody.",
        bad: "\
events:
  GetCustomer:
    doc: A customer was looked up.
    fields: { customer_id: uuid, read_at: timestamp }
",
        good: "\
events:
  CustomerViewed:
    doc: A customer was looked up.
    fields: { customer_id: uuid, viewed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    naming::report(context, Label::Query, findings, |name, suggestion| {
        let what = format!("`{name}` asks for something; an event states what has happened");
        let declare = context.notation.declare(Intent::Query);
        let help = match suggestion {
            Some(right) => format!("name the fact: `{right}`, or {declare} if it is answered"),
            None => {
                format!("{declare}; if asking is itself a fact, name that in the past tense")
            }
        };
        (what, help)
    });
}
