//! `symbols-behind-default`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "symbols-behind-default",
        category: Category::Breaking,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A symbol came or went, and readers on one side take the default for it",
        why: "Nothing fails, and the reader cannot tell the symbol from all others that it does not know.",
        bad: "\
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, other], default: other }
---
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, other, paid], default: other }
",
        good: "\
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, other], default: other }
---
events:
  OrderPlaced: { fields: { state: State } }
types:
  State: { enum: [open, other], default: other, doc: How far it is. }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::SymbolDefault,
            |_| "tell the consumers before the first message with the symbol is sent",
            out,
        );
    },
};
