//! What a rule over a whole catalog is.

use factum_catalog::Catalog;
use factum_message_rules::finding::Findings;
use factum_message_rules::rule::About;

/// A rule that needs the whole catalog.
#[derive(Clone, Copy, Debug)]
pub struct CatalogRule {
    /// What is known of it.
    pub about: About,
    /// The check.
    pub check: fn(&Catalog, &mut Findings<'_>),
}
