//! The rules over a catalog and its baseline: what changed in the contracts, and whom it breaks.
//!
//! Two verdicts are never mixed: `registry-incompatible` is what a schema registry would say at the
//! configured mode, and `consumers-break` is the forward direction, seen from those who read today.

mod affected;
mod changelog;
mod comparison;
mod mend;
mod new_version;
pub mod published;
mod rule;
mod rules;
mod settings;
mod text;
mod unseen;
mod verdict;

use std::collections::HashMap;

use factum_catalog::Catalog;
use factum_catalog::contract::message::Identity;
use factum_catalog::contract::schema::Schema;
use factum_message_rules::finding::{Finding, Findings};
use factum_message_rules::rule::Category;

pub use changelog::{Bump, Change, ChangeKind, Changelog, Entry, changelog};
pub use comparison::{BASELINE_MARK, Comparison, Pair};
pub use rule::ComparisonRule;
pub use rules::ALL;
pub use settings::{Allowance, BreakingSettings};

use crate::engine;
use crate::levels::Levels;
use crate::settings::Settings;

/// What a catalog is compared with.
#[derive(Debug, Default)]
pub struct Baseline {
    /// The contracts as they were. Read by [`factum_catalog::read_baseline`], so that places in it
    /// and in today's catalog are told apart.
    pub catalog: Catalog,
    /// What was published before that, for the transitive modes.
    pub history: History,
}

impl From<Catalog> for Baseline {
    fn from(catalog: Catalog) -> Baseline {
        Baseline {
            catalog,
            history: History::default(),
        }
    }
}

/// Older published versions of a message, each with its number, the oldest first.
pub type History = HashMap<Identity, Vec<(u32, Schema)>>;

/// What changed for the worse between a baseline and today's catalog, in the order of today's
/// files. The paths of the baseline carry the revision as in `HEAD~1:events/orders.yaml`.
pub fn breaking(new: &Catalog, baseline: &Baseline, settings: &Settings) -> Vec<Finding> {
    let levels = Levels::new(new, settings);
    let comparison = Comparison::new(new, baseline, &settings.breaking);
    let mut found = Vec::new();
    for rule in ALL.iter().filter(|rule| levels.any(rule.about.id)) {
        (rule.check)(&comparison, &mut Findings::new(&rule.about, &mut found));
    }
    allow(&settings.breaking, &mut found);
    engine::finish(new, &levels, found, |about| {
        about.category == Category::Breaking
    })
}

/// Drops what was approved, and reports approvals that approve nothing.
fn allow(settings: &BreakingSettings, found: &mut Vec<Finding>) {
    let today = settings.today.as_deref();
    for allowance in &settings.allowed {
        let before = found.len();
        let excuses = |finding: &Finding| {
            finding.rule == &*allowance.change && is_about(finding, &allowance.identity)
        };
        if allowance.is_valid(today) {
            found.retain(|finding| !excuses(finding));
        }
        if found.len() == before {
            let expired = !allowance.is_valid(today) && found.iter().any(excuses);
            rules::stale_allowance::report(allowance, expired, found);
        }
    }
}

/// Whether a finding is about a message or something in it.
fn is_about(finding: &Finding, identity: &str) -> bool {
    finding
        .subject
        .strip_prefix(identity)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '.']))
}
