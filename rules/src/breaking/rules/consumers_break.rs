//! `consumers-break`

use factum_catalog::contract::compatibility::Direction;

use crate::breaking::affected::listed;
use crate::breaking::rule::prelude::*;
use crate::breaking::{mend, new_version, verdict};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "consumers-break",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "Who reads a message today cannot read it any more",
        why: "Consumers fail on the first new message; a registry at `backward` asks only whether new readers read old messages.",
        bad: "\
events:
  OrderPlaced: { consumers: [billing], fields: { order_id: uuid, total: long } }
---
events:
  OrderPlaced: { consumers: [billing], fields: { order_id: uuid } }
",
        good: "\
events:
  OrderPlaced: { consumers: [billing], fields: { order_id: uuid, total: long } }
---
events:
  OrderPlaced: { consumers: [billing], fields: { order_id: uuid, total: long, note: string? } }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for verdict in &comparison.verdicts {
        let pair = &comparison.pairs[verdict.pair];
        let affected = consumers_then(comparison, pair);
        for difference in &verdict.forward {
            let (now, then) = verdict::places(pair, difference, Direction::Forward);
            let who = if affected.is_empty() {
                "consumers, which the catalog does not know,".to_owned()
            } else {
                listed(&affected)
            };
            let message = format!(
                "{who} cannot read what `{}` publishes now: {}",
                pair.new.name.value, difference.message
            );
            let finding = out.report(now, mend::subject(pair, &difference.path), message);
            finding.towards(Direction::Forward).related(then, "what they read").affects(affected.clone()).help(
                "keep what they read, or publish a new version beside the old one until they have \
                 moved",
            );
            finding
                .fixes
                .extend(new_version::fix(comparison, pair, verdict));
            if affected.is_empty() {
                finding.doubtful();
            }
        }
    }
}
