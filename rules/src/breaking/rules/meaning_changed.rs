//! `meaning-changed`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "meaning-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "The same bytes mean something else: another logical type, precision, scale, unit or format",
        why: "Every reader still reads, and reads a wrong value: no test of compatibility sees it.",
        bad: "\
events:
  OrderPlaced: { fields: { order_id: uuid, total: \"decimal(12,2)\" } }
---
events:
  OrderPlaced: { fields: { order_id: uuid, total: \"decimal(12,3)\" } }
",
        good: "\
events:
  OrderPlaced: { fields: { order_id: uuid, total: \"decimal(12,2)\" } }
---
events:
  OrderPlaced: { fields: { order_id: uuid, total: \"decimal(12,2)\", note: \"string?\" } }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Meaning,
            |_| "keep what it means, and add a field of another name for the new meaning",
            out,
        );
    },
};
