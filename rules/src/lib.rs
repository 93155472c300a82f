//! The linter: rules over a whole catalog, and what is done with their findings.
//!
//! ```
//! use factum_rules::{Settings, lint};
//!
//! let catalog = factum_catalog::read(Vec::new());
//! assert!(lint(&catalog, &Settings::default()).is_empty());
//! ```
#![forbid(unsafe_code)]

mod artifact;
pub mod baseline;
pub mod breaking;
mod engine;
pub mod fix;
mod levels;
mod reading;
pub mod reference;
mod rename;
pub mod rule;
pub mod rules;
pub mod settings;
mod suppression;
mod unions;

use std::sync::LazyLock;

pub use artifact::stale_artifacts;
pub use breaking::breaking;
pub use engine::{intents, lint};
pub use factum_message_rules as message;
pub use factum_message_rules::finding::{Finding, Severity};
pub use factum_message_rules::rule::{About, Category, Preset};
pub use levels::FileLevels;
pub use settings::{Language, Level, PathLevels, Settings};

/// All rules, by category and then in the order of the documentation.
static RULES: LazyLock<Vec<&'static About>> = LazyLock::new(|| {
    let mut all: Vec<&About> = reading::ALL
        .iter()
        .chain(suppression::ALL)
        .chain(artifact::ALL)
        .chain(message::rules::ALL.iter().map(|rule| &rule.about))
        .chain(rules::ALL.iter().map(|rule| &rule.about))
        .chain(unions::ALL)
        .chain(breaking::ALL.iter().map(|rule| &rule.about))
        .collect();
    all.sort_by_key(|about| about.category);
    all
});

/// All rules, those for mistakes in the files included, by category and then in the order of the
/// documentation.
pub fn rules() -> impl Iterator<Item = &'static About> {
    RULES.iter().copied()
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static About> {
    rules().find(|about| about.id == id)
}
