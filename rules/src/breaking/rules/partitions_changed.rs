//! `partitions-changed`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "partitions-changed",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "The partition count of a channel is another one",
        why: "A key moves to another partition, so the order of messages of one thing is lost at \
              the change.",
        bad: "\
channels:
  orders: { kind: log, partitions: 12 }
---
channels:
  orders: { kind: log, partitions: 24 }
",
        good: "\
channels:
  orders: { kind: log, partitions: 12 }
---
channels:
  orders: { kind: log, partitions: 12, retention: 7d }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for (now, then) in comparison.channels() {
        let (Some(count), Some(before)) = (&now.partitions, &then.partitions) else {
            continue;
        };
        if count.value == before.value {
            continue;
        }
        let message = format!(
            "the channel `{}` has {} partitions and had {}",
            now.name.value, count.value, before.value
        );
        out.report(count.span, &now.name.value, message)
            .related(before.span, "the count before")
            .help("drain the channel first, or move to a new one with the new count");
    }
}
