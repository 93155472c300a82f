//! What a user sets: which rules run, and how bad their findings are.

use std::collections::BTreeMap;

use factum_grammar::Grammar;
pub use factum_grammar::Language;
use factum_message_rules::finding::Severity;
use factum_message_rules::rule::Preset;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::breaking::BreakingSettings;

/// How bad the findings of a rule are, or that it does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth knowing.
    Info,
    /// Likely wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Level {
    /// All levels, the worst last.
    pub const ALL: [Level; 4] = [Level::Off, Level::Info, Level::Warning, Level::Error];

    /// `off`, `info`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        self.severity().map_or("off", Severity::as_str)
    }

    /// The severity that findings get; `None` if the rule does not run.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Level {
        match severity {
            Severity::Info => Level::Info,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        }
    }
}

/// What a linter run depends on. The default is the preset `standard`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which rules run, unless a level says otherwise.
    pub preset: Preset,
    /// Levels by rule id. A rule named here runs whatever the preset. An id that is no rule's has
    /// no effect; [`crate::rule()`] tells.
    pub levels: BTreeMap<String, Level>,
    /// What is different for some files; of several that match, the last one to speak of a rule
    /// counts.
    pub paths: Vec<PathLevels>,
    /// The language that names are written in.
    pub language: Language,
    /// What the verdicts on changed contracts depend on.
    pub breaking: BreakingSettings,
    /// How names in English are judged.
    pub grammar: Grammar,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            preset: Preset::Standard,
            levels: BTreeMap::new(),
            paths: Vec::new(),
            language: Language::English,
            breaking: BreakingSettings::default(),
            grammar: Grammar::default(),
        }
    }
}

/// What is different for the files that a set of globs matches.
#[derive(Clone, Debug)]
pub struct PathLevels {
    /// Levels by rule id.
    pub levels: BTreeMap<String, Level>,
    /// The language that names are written in, if it is another one.
    pub language: Option<Language>,
    globs: GlobSet,
}

impl PathLevels {
    /// For the files that one of `globs` matches, with nothing different yet. `*` stays within a
    /// folder, `**` does not; globs are matched against [`factum_catalog::model::Source::path`].
    ///
    /// # Errors
    /// A glob that cannot be read.
    pub fn new<'a>(globs: impl IntoIterator<Item = &'a str>) -> Result<PathLevels, globset::Error> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            set.add(GlobBuilder::new(glob).literal_separator(true).build()?);
        }
        Ok(PathLevels {
            levels: BTreeMap::new(),
            language: None,
            globs: set.build()?,
        })
    }

    /// Whether a file is meant.
    pub fn matches(&self, path: &str) -> bool {
        self.globs.is_match(path)
    }
}
