//! `channel-changed`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "channel-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A message is carried by another channel",
        why: "Who listens on the channel of before hears nothing more, and nothing tells them.",
        bad: "\
events:
  OrderPlaced: { channel: orders }
---
events:
  OrderPlaced: { channel: sales }
",
        good: "\
events:
  OrderPlaced: { channel: orders }
---
events:
  OrderPlaced: { channel: orders, doc: A customer placed it. }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in comparison.stable_pairs() {
        let (Some(now), Some(then)) = (&pair.new.channel, &pair.old.channel) else {
            continue;
        };
        if now.value == then.value {
            continue;
        }
        let message = format!(
            "`{}` is on the channel `{}` and was on `{}`",
            pair.new.name.value, now.value, then.value
        );
        out.report(now.span, pair.new.identity(), message)
            .related(then.span, "the channel before")
            .help(format!(
                "publish on both until every consumer has moved from `{}`",
                then.value
            ))
            .affects(consumers_then(comparison, pair));
    }
}
