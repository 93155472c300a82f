//! `hidden-rename`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "hidden-rename",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A field has another name, and a default hides that its data is lost",
        why: "Readers of either side find the field absent and take the default: the value is gone, silently.",
        bad: "\
events:
  OrderPlaced: { fields: { order_id: uuid, note: \"string?\" } }
---
events:
  OrderPlaced: { fields: { order_id: uuid, notes: \"string?\" } }
",
        good: "\
events:
  OrderPlaced: { fields: { order_id: uuid, note: \"string?\" } }
---
events:
  OrderPlaced: { fields: { order_id: uuid, notes: { type: \"string?\", was: note } } }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Rename,
            |notation| {
                notation.word(
                    "keep the old name as an alias: `{ type: …, was: old_name }`",
                    "keep the old name as an alias: `#[event(was = \"old_name\")]`",
                    "keep the old name, as an alias where the schema language has those",
                )
            },
            out,
        );
    },
};
