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
        let carries = |message: &Message, channel: &Spanned<Text>| {
            message.channels().any(|other| other.value == channel.value)
        };
        let gone = pair.old.channels().find(|then| !carries(pair.new, then));
        let added = pair.new.channels().find(|now| !carries(pair.old, now));
        let (Some(now), Some(then)) = (added.or(pair.new.channel.as_ref()), gone) else {
            continue;
        };
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
