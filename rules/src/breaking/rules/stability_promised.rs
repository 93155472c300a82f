//! `stability-promised`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "stability-promised",
        category: Category::Breaking,
        severity: Severity::Info,
        preset: Preset::Standard,
        what: "A message is no longer experimental",
        why: "From today on its contract holds: this is the last day to change it at will.",
        bad: "\
events:
  OrderPlaced: { experimental: true }
---
events:
  OrderPlaced: {}
",
        good: "\
events:
  OrderPlaced: {}
---
events:
  OrderPlaced: { doc: A customer placed it. }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in &comparison.pairs {
        let Some(then) = &pair.old.experimental else {
            continue;
        };
        if pair.new.experimental.is_none() {
            let message = format!("`{}` is no longer experimental", pair.new.name.value);
            out.report(pair.new.name.span, pair.new.identity(), message)
                .related(then.span, "it was until now")
                .help("read the whole contract once more before others build on it");
        }
    }
}
