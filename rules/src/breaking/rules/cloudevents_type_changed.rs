//! `cloudevents-type-changed`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "cloudevents-type-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "The CloudEvents type of a message is another one",
        why: "Consumers select by type: they drop the event as one that they do not know.",
        bad: "\
events:
  OrderPlaced: { type: com.acme.order.placed.v1 }
---
events:
  OrderPlaced: { type: com.acme.orders.placed.v1 }
",
        good: "\
events:
  OrderPlaced: { type: com.acme.order.placed.v1 }
---
events:
  OrderPlaced: { type: com.acme.order.placed.v1, doc: A customer placed it. }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in comparison.stable_pairs().filter(|pair| !pair.is_renamed()) {
        let (Some(now), Some(then)) = (pair.new.cloudevents_type(), pair.old.cloudevents_type())
        else {
            continue;
        };
        if now == then {
            continue;
        }
        let place = pair
            .new
            .ce_type
            .as_ref()
            .map_or(pair.new.name.span, |stated| stated.span);
        let before = pair
            .old
            .ce_type
            .as_ref()
            .map_or(pair.old.name.span, |stated| stated.span);
        let message = format!(
            "`{}` has the CloudEvents type `{now}` and had `{then}`",
            pair.new.name.value
        );
        out.report(place, pair.new.identity(), message)
            .related(before, "the type before")
            .help(format!(
                "keep `type: {then}`; an incompatible payload takes a new version"
            ))
            .affects(consumers_then(comparison, pair));
    }
}
