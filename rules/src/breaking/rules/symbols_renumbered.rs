//! `symbols-renumbered`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "symbols-renumbered",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "The symbols of an enum are in another order",
        why: "Who stores or compares the number of a symbol, as databases and generated enums do, now means another.",
        bad: "\
events:
  OrderPlaced: { fields: { state: \"enum(open, paid)\" } }
---
events:
  OrderPlaced: { fields: { state: \"enum(paid, open)\" } }
",
        good: "\
events:
  OrderPlaced: { fields: { state: \"enum(open, paid)\" } }
---
events:
  OrderPlaced: { fields: { state: \"enum(open, paid)\", note: \"string?\" } }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Numbering,
            |_| "keep the order, and add new symbols at the end",
            out,
        );
    },
};
