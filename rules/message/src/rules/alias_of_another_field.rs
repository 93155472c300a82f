//! An old name that another field has.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "alias-of-another-field",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A field whose old name is that of another field beside it",
        why: "A reader cannot tell which of the two an old message means.",
        bad: "\
events:
  OrderPlaced:
    fields:
      order_id: uuid
      total_cents: { type: long, was: amount_cents }
      amount_cents: long
      placed_at: timestamp
",
        good: "\
events:
  OrderPlaced:
    fields:
      order_id: uuid
      total_cents: { type: long, was: amount_cents }
      placed_at: timestamp
",
    },
    check: MessageCheck::Record(check),
};

fn check(context: &RecordContext<'_>, findings: &mut Findings<'_>) {
    for field in context.fields {
        for old in &field.was {
            let taken = |other: &&Field| other.name.value == old.value && other.name != field.name;
            let Some(other) = context.fields.iter().find(taken) else {
                continue;
            };
            findings
                .report(
                    old.span,
                    format!("{}.{}", context.owner, field.name.value),
                    format!(
                        "`{}` was `{}`, which is the name of another field",
                        field.name.value, old.value
                    ),
                )
                .related(other.name.span, "the other field")
                .help("take the old name out, or rename the other field");
        }
    }
}
