//! `type-name-changed`

use crate::breaking::rule::prelude::*;
use crate::breaking::unseen::{Kind, report};

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "type-name-changed",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A type inside a payload has another name or namespace",
        why: "The wire stays, but generated code and subjects named after records change.",
        bad: "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [{\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"namespace\": \"shop\", \"fields\": []}}]}
---
\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [{\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"namespace\": \"shop.prices\", \"fields\": []}}]}
",
        good: "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [{\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"namespace\": \"shop\", \"fields\": []}}]}
---
\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [{\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"namespace\": \"shop\", \"fields\": []}}]}
",
    },
    check: |comparison, out| {
        report(
            comparison,
            Kind::TypeName,
            |_| "keep the name; a type can move only where nothing is generated from it",
            out,
        );
    },
};
