//! A state in many flags.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "boolean-blindness",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "Three or more flags side by side that all tell of a state",
        why: "Most of their combinations mean nothing, and every consumer decides anew which of them can occur.",
        bad: "\
events:
  OrderClosed:
    fields: { order_id: uuid, is_paid: bool, is_shipped: bool, is_returned: bool, closed_at: timestamp }
",
        good: "\
events:
  OrderClosed:
    fields: { order_id: uuid, state: \"enum(paid, shipped, returned)\", closed_at: timestamp }
",
    },
    check: MessageCheck::Record(check),
};

/// How many flags are too many.
const MANY: usize = 3;

fn check(context: &RecordContext<'_>, findings: &mut Findings<'_>) {
    let is_state = |field: &&Field| {
        let words = Words::of(&field.name.value);
        matches!(field.ty.required(), Type::Bool)
            && (words.starts_with("is") || words.starts_with("was") || words.last().ends_with("ed"))
    };
    let flags: Vec<&Field> = context.fields.iter().filter(is_state).collect();
    let [first, .., last] = flags[..] else { return };
    if !context.in_event || flags.len() < MANY {
        return;
    }
    findings
        .report(
            first.name.span,
            context.owner,
            format!(
                "{} flags, from `{}` to `{}`, tell of one state",
                flags.len(),
                first.name.value,
                last.name.value
            ),
        )
        .help("name the states that can occur in an enum");
}
