//! `cloudevents-source-changed`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "cloudevents-source-changed",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "The CloudEvents source of a message is another one",
        why: "Source and id together make an event unique: consumers deduplicate and filter by them.",
        bad: "\
events:
  OrderPlaced: { source: /orders }
---
events:
  OrderPlaced: { source: /shop/orders }
",
        good: "\
events:
  OrderPlaced: { source: /orders }
---
events:
  OrderPlaced: { source: /orders, doc: A customer placed it. }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in comparison.stable_pairs() {
        let (Some(now), Some(then)) =
            (pair.new.cloudevents_source(), pair.old.cloudevents_source())
        else {
            continue;
        };
        if now == then {
            continue;
        }
        let place = |message: &Message| {
            let producer = message.producers.first();
            message
                .source
                .as_ref()
                .or(producer)
                .map_or(message.name.span, |stated| stated.span)
        };
        let message = format!(
            "`{}` has the CloudEvents source `{now}` and had `{then}`",
            pair.new.name.value
        );
        out.report(place(pair.new), pair.new.identity(), message)
            .related(place(pair.old), "the source before")
            .help(format!("keep `source: {then}`"))
            .affects(consumers_then(comparison, pair));
    }
}
