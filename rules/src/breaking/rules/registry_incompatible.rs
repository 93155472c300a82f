//! `registry-incompatible`

use factum_catalog::contract::compatibility::Direction;

use crate::breaking::rule::prelude::*;
use crate::breaking::{mend, new_version, verdict};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "registry-incompatible",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "The schema registry would refuse the new schema at the configured mode",
        why: "Deployment stops at the registry, or stored messages can no longer be read.",
        bad: "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
---
events:
  OrderPlaced: { fields: { order_id: uuid, total: long } }
",
        good: "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
---
events:
  OrderPlaced: { fields: { order_id: uuid, total: \"long?\" } }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for verdict in &comparison.verdicts {
        let pair = &comparison.pairs[verdict.pair];
        let mode = comparison.mode(pair.new);
        if let Some((version, direction, differences)) = &verdict.older {
            for difference in differences {
                let (now, then) = verdict::places(pair, difference, *direction);
                let message = format!(
                    "`{}` agrees with the last published version and not with version {version}: {}",
                    pair.new.name.value, difference.message
                );
                out.report(now, mend::subject(pair, &difference.path), message)
                    .label(format!("{} at mode {mode}", difference.kind))
                    .towards(*direction)
                    .related(then, format!("version {version}"));
            }
        }
        for direction in mode.directions() {
            for difference in verdict.differences(*direction) {
                let (now, then) = verdict::places(pair, difference, *direction);
                let name = &pair.new.name.value;
                let (what, affected) = match direction {
                    Direction::Backward => (
                        format!("`{name}` cannot read what was published before"),
                        consumers_of(comparison, pair),
                    ),
                    Direction::Forward => (
                        format!("readers of before cannot read what `{name}` publishes now"),
                        consumers_then(comparison, pair),
                    ),
                };
                let message = format!("{what}: {}", difference.message);
                let finding = out.report(now, mend::subject(pair, &difference.path), message);
                finding
                    .label(format!("{} at mode {mode}", difference.kind))
                    .towards(*direction)
                    .affects(affected)
                    .related(then, "before");
                mend::propose(comparison, pair, difference, *direction, finding);
                finding
                    .fixes
                    .extend(new_version::fix(comparison, pair, verdict));
            }
        }
    }
}
