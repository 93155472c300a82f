//! Comments that silence rules, and what is wrong with them.

use factum_catalog::Catalog;
use factum_message_rules::finding::Finding;
use factum_message_rules::rule::About;

use crate::levels::Levels;

/// The rules about suppressions.
pub(crate) static ALL: &[About] = &[];

/// Drops the findings that a comment silences (`found` is in order), and reports what is wrong
/// with the comments.
pub(crate) fn apply(
    _catalog: &Catalog,
    _levels: &Levels,
    _found: &mut Vec<Finding>,
    _ran: impl Fn(&About) -> bool,
) -> Vec<Finding> {
    Vec::new()
}
