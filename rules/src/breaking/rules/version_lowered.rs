//! `version-lowered`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "version-lowered",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "The newest version of a message is older than it was, or takes up a number anew",
        why: "A version number names one contract for ever: stored messages of that number follow \
              the one before.",
        bad: "\
events:
  OrderPlaced: { version: 3, fields: { order_id: uuid }, deprecated: true }
---
events:
  OrderPlaced: { version: 2, fields: { id: long } }
",
        good: "\
events:
  OrderPlaced: { version: 2, fields: { order_id: uuid } }
---
events:
  OrderPlaced: { version: 3, fields: { id: long } }
  OrderPlaced@2: { fields: { order_id: uuid } }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for (added, before) in comparison.new_versions() {
        let (Version::Major(now), Version::Major(then)) = (&added.version, &before.version) else {
            continue;
        };
        if now >= then {
            continue;
        }
        let place = added.version_span.unwrap_or(added.name.span);
        let message = format!(
            "`{}` comes anew as version {now}, and there was a version {then} already",
            added.name.value
        );
        out.report(place, added.identity(), message)
            .related(before.name.span, format!("version {then}"))
            .help(format!("number it {}", then + 1));
    }
}
