//! What a rule over a catalog and its baseline is.

use crate::message::finding::Findings;
use crate::message::rule::About;

use super::comparison::Comparison;

/// A rule over a catalog and its baseline.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonRule {
    /// What is known of it. Its examples hold the baseline first and today's catalog after `---`.
    pub about: About,
    /// The check.
    pub check: fn(&Comparison<'_>, &mut Findings<'_>),
}

/// What every rule file needs.
pub(super) mod prelude {
    pub(in crate::breaking) use factum_catalog::contract::message::{Message, Version};
    pub(in crate::breaking) use factum_catalog::contract::shape::Text;
    pub(in crate::breaking) use factum_catalog::contract::span::Spanned;

    pub(in crate::breaking) use super::ComparisonRule;
    pub(in crate::breaking) use crate::breaking::affected::{
        consumers, consumers_of, consumers_then,
    };
    pub(in crate::breaking) use crate::breaking::comparison::Comparison;
    pub(in crate::breaking) use crate::message::finding::{Findings, Severity};
    pub(in crate::breaking) use crate::message::rule::{About, Category, Preset};
}
