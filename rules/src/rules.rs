//! The rules over a whole catalog, one file each.

use crate::rule::CatalogRule;

/// All rules that need the whole catalog. Their order is that of the documentation.
pub static ALL: &[CatalogRule] = &[];
