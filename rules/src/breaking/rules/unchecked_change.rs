//! `unchecked-change`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "unchecked-change",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A part of a JSON Schema that no registry compares says something else",
        why: "Patterns, conditions and undeclared required names decide what is valid, and the registry is blind to them.",
        bad: "",
        good: "",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::Unchecked,
            |_| "look at what was valid before and is not now: `factum compare` cannot tell",
            out,
        );
    },
};
