//! `empty-version-bump`

use factum_catalog::contract::schema::check as compare;

use crate::breaking::rule::prelude::*;
use crate::breaking::verdict::{headers, schemas};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "empty-version-bump",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A new version could have been a compatible change of the one before",
        why: "Every consumer has to move to a new version, and here they would move for nothing.",
        bad: "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
---
events:
  OrderPlaced: { version: 2, fields: { order_id: uuid } }
  OrderPlaced@1: { fields: { order_id: uuid } }
",
        good: "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
---
events:
  OrderPlaced: { version: 2, fields: { order_id: long } }
  OrderPlaced@1: { fields: { order_id: uuid } }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    let settings = comparison.settings;
    let policy = settings.policy;
    for (added, before) in comparison.new_versions() {
        let follows = match (&added.version, &before.version) {
            (Version::Major(now), Version::Major(then)) => now > then,
            _ => false,
        };
        let mut now = schemas(added, comparison.new, settings);
        let mut then = schemas(before, comparison.old, settings);
        if now.is_empty() {
            continue;
        }
        now.extend(headers(added, comparison.new));
        then.extend(headers(before, comparison.old));
        let same = now.iter().zip(&then).all(|(now, then)| {
            compare(now, then, policy).is_empty() && compare(then, now, policy).is_empty()
        });
        if !follows || now.len() != then.len() || !same || added.key != before.key {
            continue;
        }
        let place = added.version_span.unwrap_or(added.name.span);
        let message = format!(
            "version {} of `{}` reads and writes the same as version {}",
            added.version, added.name.value, before.version
        );
        out.report(place, added.identity(), message)
            .related(before.name.span, format!("version {}", before.version))
            .help(format!(
                "keep version {}: nothing in it breaks anybody",
                before.version
            ));
    }
}
