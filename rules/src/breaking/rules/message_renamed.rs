//! `message-renamed`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "message-renamed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A message has another name or namespace",
        why: "The name is the identity: type, subject and generated code change with it, and \
              consumers of the old name hear nothing more.",
        bad: "\
events:
  OrderPlaced: { fields: { order_id: uuid, placed_at: timestamp } }
---
events:
  OrderSubmitted: { fields: { order_id: uuid, placed_at: timestamp } }
",
        good: "\
events:
  OrderPlaced: { fields: { order_id: uuid, placed_at: timestamp } }
---
events:
  OrderPlaced: { fields: { order_id: uuid, placed_at: timestamp } }
  OrderSubmitted: { fields: { order_id: uuid, placed_at: timestamp } }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in comparison.stable_pairs().filter(|pair| pair.is_renamed()) {
        let (now, then) = (pair.new.identity(), pair.old.identity());
        let (what, kept) = if pair.new.name.value == pair.old.name.value {
            ("is in another namespace than", then.to_string())
        } else {
            ("is the new name of", pair.old.name.value.to_string())
        };
        let message = format!("`{now}` {what} `{then}`");
        out.report(pair.new.name.span, &now, message)
            .related(pair.old.name.span, "the name before")
            .help(format!(
                "keep `{kept}` and publish both until its consumers have moved"
            ))
            .affects(consumers_then(comparison, pair));
    }
}
