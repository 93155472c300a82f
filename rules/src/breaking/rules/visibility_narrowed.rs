//! `visibility-narrowed`

use crate::breaking::affected::listed;
use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "visibility-narrowed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A message that others consume is no longer for them to see",
        why: "Consumers built on it while it was public; private messages change without notice.",
        bad: "\
events:
  OrderPlaced: { visibility: public, consumers: [billing] }
---
events:
  OrderPlaced: { visibility: private, consumers: [billing] }
",
        good: "\
events:
  OrderPlaced: { visibility: private }
---
events:
  OrderPlaced: { visibility: public }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    const WIDTHS: [&str; 3] = ["private", "internal", "public"];
    let width = |stated: &Option<Spanned<Text>>| {
        let word = stated.as_ref().map_or("public", |stated| &stated.value);
        WIDTHS.iter().position(|width| *width == word)
    };
    for pair in comparison.stable_pairs() {
        let Some(now) = &pair.new.visibility else {
            continue;
        };
        if width(&pair.new.visibility) >= width(&pair.old.visibility) {
            continue;
        }
        let affected = consumers_of(comparison, pair);
        if affected.is_empty() && pair.new.says.consumers {
            continue;
        }
        let message = if affected.is_empty() {
            format!("`{}` becomes {}", pair.new.name.value, now.value)
        } else {
            format!(
                "`{}` becomes {} while {} consumes it",
                pair.new.name.value,
                now.value,
                listed(&affected)
            )
        };
        out.report(now.span, pair.new.identity(), message)
            .help("deprecate it, let its consumers move, and narrow it then")
            .affects(affected);
    }
}
