//! `message-removed`

use crate::breaking::affected::listed;
use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "message-removed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A message that was there is gone",
        why: "Its consumers wait for a fact that nobody states any more.",
        bad: "\
events:
  OrderPlaced: { consumers: [billing] }
  OrderShipped: {}
---
events:
  OrderShipped: {}
",
        good: "\
events:
  OrderPlaced: { deprecated: { since: 2026-01-01 } }
  OrderShipped: {}
---
events:
  OrderShipped: {}
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for gone in &comparison.removed {
        let affected = consumers(comparison, &[gone]);
        let is_retired = gone.deprecated.is_some() && affected.is_empty() && gone.says.consumers;
        if gone.experimental.is_some() || is_retired {
            continue;
        }
        let identity = gone.identity();
        let kind = gone.intent.as_str();
        let message = if affected.is_empty() {
            format!("the {kind} `{identity}` is gone")
        } else {
            format!(
                "the {kind} `{identity}` is gone and {} consumed it",
                listed(&affected)
            )
        };
        let newer = comparison.new.messages.iter().find(|message| {
            message.name.value == gone.name.value && message.namespace == gone.namespace
        });
        let help = match newer {
            Some(newer) => format!(
                "keep it beside version {} as `{}@{}:` until its consumers have moved",
                newer.version, gone.name.value, gone.version
            ),
            None => "deprecate it first, and remove it when nobody consumes it any more".to_owned(),
        };
        let place = newer.map_or_else(|| comparison.grave(gone), |newer| newer.name.span);
        out.report(place, identity, message)
            .related(gone.name.span, "it stood here")
            .help(help)
            .affects(affected);
    }
}
