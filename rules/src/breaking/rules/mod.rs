//! The rules, one file each.

mod alias_removed;
mod channel_changed;
mod channel_kind_changed;
mod cloudevents_source_changed;
mod cloudevents_type_changed;
mod consumers_break;
mod default_changed;
mod empty_version_bump;
mod field_number_changed;
mod hidden_rename;
mod key_changed;
mod letter_case_changed;
mod meaning_changed;
mod media_type_changed;
mod message_removed;
mod message_renamed;
mod number_not_reserved;
mod partitions_changed;
mod registry_incompatible;
mod retention_shortened;
mod stability_promised;
pub(super) mod stale_allowance;
mod symbol_replaced;
mod symbols_behind_default;
mod symbols_renumbered;
mod type_name_changed;
mod unchecked_change;
mod version_lowered;
mod version_skipped;
mod visibility_narrowed;

use super::rule::ComparisonRule;

/// All rules over a catalog and its baseline. Their order is that of the documentation.
pub static ALL: &[ComparisonRule] = &[
    registry_incompatible::RULE,
    consumers_break::RULE,
    meaning_changed::RULE,
    hidden_rename::RULE,
    letter_case_changed::RULE,
    symbols_renumbered::RULE,
    symbol_replaced::RULE,
    symbols_behind_default::RULE,
    default_changed::RULE,
    type_name_changed::RULE,
    alias_removed::RULE,
    unchecked_change::RULE,
    field_number_changed::RULE,
    number_not_reserved::RULE,
    message_removed::RULE,
    message_renamed::RULE,
    key_changed::RULE,
    channel_changed::RULE,
    channel_kind_changed::RULE,
    media_type_changed::RULE,
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
