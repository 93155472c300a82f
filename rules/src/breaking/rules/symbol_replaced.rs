//! `symbol-replaced`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "symbol-replaced",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A symbol of an enum is gone and another has taken its place",
        why: "What was stored under the old symbol is read as the default, or not at all.",
        bad: "\
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, paid, other], default: other }
---
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, settled, other], default: other }
",
        good: "\
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, paid, other], default: other }
---
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, paid, other, settled], default: other }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Symbol,
            |_| "keep the old symbol, and add the new one at the end",
            out,
        );
    },
};
