//! `letter-case-changed`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "letter-case-changed",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A name differs from before in letter case or separators only",
        why: "It looks the same to people and is another name to every reader and every generated class.",
        bad: "\
events:
  OrderPlaced: { fields: { orderId: { type: \"uuid?\" }, at: timestamp } }
---
events:
  OrderPlaced: { fields: { order_id: { type: \"uuid?\" }, at: timestamp } }
",
        good: "\
events:
  OrderPlaced: { fields: { orderId: { type: \"uuid?\" }, at: timestamp } }
---
events:
  OrderPlaced: { fields: { orderId: { type: \"uuid?\" }, at: timestamp, note: \"string?\" } }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::LetterCase,
            |_| "keep the spelling that is published",
            out,
        );
    },
};
