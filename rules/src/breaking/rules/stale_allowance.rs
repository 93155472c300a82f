//! `stale-allowance`

use factum_message_rules::finding::Finding;

use crate::breaking::rule::prelude::*;
use crate::breaking::settings::Allowance;

/// The rule. Its findings are made where allowances are applied.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "stale-allowance",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An approved break is none any more, or its approval has expired",
        why: "An approval that is left behind lets the next break pass unseen.",
        bad: "",
        good: "",
    },
    check: |_, _| {},
};

pub(in crate::breaking) fn report(allowance: &Allowance, expired: bool, found: &mut Vec<Finding>) {
    let about = RULE.about;
    let message = if expired {
        format!(
            "the approval of `{}` for `{}` expired on {}",
            allowance.change,
            allowance.identity,
            allowance.expires.as_deref().unwrap_or_default()
        )
    } else {
        format!(
            "`{}` does not break by `{}`",
            allowance.identity, allowance.change
        )
    };
    let help = if expired {
        "mend the break, or approve it anew with a later day"
    } else {
        "take this entry out of `[[allow.breaking]]`"
    };
    let span = allowance.span.unwrap_or_default();
    Findings::new(&about, found)
        .report(span, &allowance.identity, message)
        .help(help);
}
