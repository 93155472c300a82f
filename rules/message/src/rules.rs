//! The rules, one file each.

use crate::rule::MessageRule;

/// All rules that need one message only. Their order is that of the documentation.
pub static ALL: &[MessageRule] = &[];
