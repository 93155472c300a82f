//! The rules, one file each.

mod channel_changed;
mod cloudevents_source_changed;
mod cloudevents_type_changed;
mod consumers_break;
mod empty_version_bump;
mod key_changed;
mod message_removed;
mod message_renamed;
mod partitions_changed;
mod registry_incompatible;
mod retention_shortened;
mod stability_promised;
pub(super) mod stale_allowance;
mod version_lowered;
mod version_skipped;
mod visibility_narrowed;

use super::rule::ComparisonRule;

/// All rules over a catalog and its baseline. Their order is that of the documentation.
pub static ALL: &[ComparisonRule] = &[
    registry_incompatible::RULE,
    consumers_break::RULE,
    message_removed::RULE,
    message_renamed::RULE,
    key_changed::RULE,
    channel_changed::RULE,
    cloudevents_type_changed::RULE,
    cloudevents_source_changed::RULE,
    visibility_narrowed::RULE,
    version_lowered::RULE,
    version_skipped::RULE,
    empty_version_bump::RULE,
    partitions_changed::RULE,
    retention_shortened::RULE,
    stability_promised::RULE,
    stale_allowance::RULE,
];
