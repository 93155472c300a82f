//! `default-changed`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "default-changed",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A value that is left out is read as something else, or not at all",
        why: "Old messages without the field change their meaning for every new reader.",
        bad: "\
events:
  OrderPlaced: { fields: { id: uuid, parts: { type: int, default: 1 } } }
---
events:
  OrderPlaced: { fields: { id: uuid, parts: { type: int, default: 0 } } }
",
        good: "\
events:
  OrderPlaced: { fields: { id: uuid, parts: { type: int, default: 1 } } }
---
events:
  OrderPlaced: { fields: { id: uuid, parts: { type: int, default: 1 }, note: \"string?\" } }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Default,
            |_| "keep the default; a new meaning of absence is a new field",
            out,
        );
    },
};
