//! `alias-removed`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "alias-removed",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An old name under which data could be read is gone",
        why: "Stored messages still carry the old name, and the field or type in them is no longer found.",
        bad: "\
events:
  OrderPlaced: { fields: { id: uuid, notes: { type: \"string?\", was: note } } }
---
events:
  OrderPlaced: { fields: { id: uuid, notes: \"string?\" } }
",
        good: "\
events:
  OrderPlaced: { fields: { id: uuid, notes: { type: \"string?\", was: note } } }
---
events:
  OrderPlaced: { fields: { id: uuid, notes: { type: \"string?\", was: [note, remark] } } }
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Alias,
            |_| "keep the alias as long as old messages are stored",
            out,
        );
    },
};
