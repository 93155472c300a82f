//! `number-not-reserved`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "number-not-reserved",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A Protobuf number that is free again may be taken for something else",
        why: "Stored messages still carry the number: whoever takes it next reads them wrongly.",
        bad: "",
        good: "",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Reservation,
            |_| "write `reserved` with the number and the name",
            out,
        );
    },
};
