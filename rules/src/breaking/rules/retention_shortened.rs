//! `retention-shortened`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "retention-shortened",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A channel keeps its messages for a shorter time",
        why: "A consumer that was down, or that replays, finds the older messages gone.",
        bad: "\
channels:
  orders: { kind: log, retention: 30d }
---
channels:
  orders: { kind: log, retention: 7d }
",
        good: "\
channels:
  orders: { kind: log, retention: 7d }
---
channels:
  orders: { kind: log, retention: 720h }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for (now, then) in comparison.channels() {
        let (Some(kept), Some(before)) = (&now.retention, &then.retention) else {
            continue;
        };
        if !kept.value.is_shorter_than(&before.value) {
            continue;
        }
        let message = format!(
            "the channel `{}` keeps messages for {} and kept them for {}",
            now.name.value, kept.value, before.value
        );
        out.report(kept.span, &now.name.value, message)
            .related(before.span, "the retention before")
            .help("tell the consumers that replay, or keep the old retention");
    }
}
