//! `media-type-changed`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "media-type-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "The payload of a message is of another media type",
        why: "Consumers decode by it: whoever expects the one of before cannot read a byte.",
        bad: "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  messages:
    OrderPlaced: { contentType: application/json }
---
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  messages:
    OrderPlaced: { contentType: application/xml }
",
        good: "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  messages:
    OrderPlaced: { contentType: application/json }
---
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  messages:
    OrderPlaced: { contentType: application/json; charset=utf-8 }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in comparison.stable_pairs() {
        let (Some(now), Some(then)) = (&pair.new.media_type, &pair.old.media_type) else {
            continue;
        };
        if without_parameters(&now.value).eq_ignore_ascii_case(without_parameters(&then.value)) {
            continue;
        }
        let message = format!(
            "the payload of `{}` is `{}` and was `{}`",
            pair.new.name.value, now.value, then.value
        );
        out.report(now.span, pair.new.identity(), message)
            .related(then.span, "the media type before")
            .help("keep it, or publish a new version beside the old one until its consumers have moved")
            .affects(consumers_then(comparison, pair));
    }
}

/// `application/json` of `application/json; charset=utf-8`.
fn without_parameters(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
