//! `consumers-break`

use factum_catalog::contract::compatibility::Direction;
use factum_catalog::contract::span::Span;

use crate::breaking::affected::listed;
use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, Unseen};
use crate::breaking::verdict::{self, Verdict};
use crate::breaking::{mend, new_version};

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
        let name = &pair.new.name.value;
        for difference in &verdict.forward {
            let places = verdict::places(pair, difference, Direction::Forward);
            let what = format!(
                "cannot read what `{name}` publishes now: {}",
                difference.message
            );
            tell(comparison, verdict, &difference.path, places, &what, out);
        }
        let is_wider = |change: &&Unseen| change.kind == Kind::Widening;
        for change in verdict.unseen.iter().filter(is_wider) {
            let what = format!(
                "cannot read all that `{name}` publishes now: {}",
                change.message
            );
            tell(
                comparison,
                verdict,
                &change.place,
                change.places(pair),
                &what,
                out,
            );
        }
    }
}

fn tell(
    comparison: &Comparison<'_>,
    verdict: &Verdict,
    path: &str,
    (now, then): (Span, Span),
    what: &str,
    out: &mut Findings<'_>,
) {
    let pair = &comparison.pairs[verdict.pair];
    let affected = consumers_then(comparison, pair);
    let is_doubtful = affected.is_empty();
    let who = match is_doubtful {
        true => "consumers, which the catalog does not know,".to_owned(),
        false => listed(&affected),
    };
    let finding = out.report(now, mend::subject(pair, path), format!("{who} {what}"));
    finding
        .towards(Direction::Forward)
        .related(then, "what they read")
        .affects(affected)
        .help(
            "keep what they read, or publish a new version beside the old one until they have \
             moved",
        );
    finding
        .fixes
        .extend(new_version::fix(comparison, pair, verdict));
    if is_doubtful {
        finding.doubtful();
    }
}
