//! `version-skipped`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "version-skipped",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A new version does not follow the one before",
        why: "Readers look for the version between, and an upcast goes from one version to the next.",
        bad: "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
---
events:
  OrderPlaced: { version: 3, fields: { order_id: uuid, total: long } }
  OrderPlaced@1: { fields: { order_id: uuid } }
",
        good: "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
---
events:
  OrderPlaced: { version: 2, fields: { order_id: uuid, total: long } }
  OrderPlaced@1: { fields: { order_id: uuid } }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for (added, before) in comparison.new_versions() {
        let (Version::Major(now), Version::Major(then)) = (&added.version, &before.version) else {
            continue;
        };
        if *now <= then + 1 {
            continue;
        }
        let place = added.version_span.unwrap_or(added.name.span);
        let message = format!("`{}` goes from version {then} to {now}", added.name.value);
        out.report(place, added.identity(), message)
            .related(before.name.span, format!("version {then}"))
            .help(format!("number it {}", then + 1));
    }
}
