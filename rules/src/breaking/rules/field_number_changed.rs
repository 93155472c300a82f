//! `field-number-changed`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "field-number-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A Protobuf field has another number, or is repeated where it was not",
        why: "The number is the field on the wire: readers take it for another field or drop it.",
        bad: "",
        good: "",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::FieldNumber,
            |_| "keep the number and the label, and add a field of another name",
            out,
        );
    },
};
