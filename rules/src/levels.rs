//! The level of every rule for every file.

use std::collections::HashMap;

use factum_catalog::Catalog;
use factum_catalog::contract::span::FileId;
use factum_message_rules::rule::About;

use crate::settings::{Language, Level, Settings};

/// The level of every rule for every file. Files to which the same settings apply share a table.
pub(crate) struct Levels {
    tables: Vec<FileLevels>,
    of_file: Vec<usize>,
}

/// The level of every rule for one file.
#[derive(Clone, Debug)]
pub struct FileLevels {
    levels: HashMap<&'static str, Level>,
    language: Language,
}

impl Levels {
    pub(crate) fn new(catalog: &Catalog, settings: &Settings) -> Levels {
        let mut tables = vec![FileLevels::of_matching(settings, &[])];
        let mut by_matches = HashMap::from([(Vec::new(), 0)]);
        let of_file = catalog
            .sources
            .iter()
            .map(|source| {
                let matching = matching(settings, &source.path);
                match by_matches.get(&matching) {
                    Some(&table) => table,
                    None => {
                        tables.push(FileLevels::of_matching(settings, &matching));
                        by_matches.insert(matching, tables.len() - 1);
                        tables.len() - 1
                    }
                }
            })
            .collect();
        Levels { tables, of_file }
    }

    fn table(&self, file: FileId) -> &FileLevels {
        let table = self.of_file.get(file.0 as usize).copied().unwrap_or(0);
        &self.tables[table]
    }

    /// The level of a rule for a file.
    pub(crate) fn get(&self, file: FileId, rule: &str) -> Level {
        self.table(file).get(rule)
    }

    /// Whether names in a file are English.
    pub(crate) fn english(&self, file: FileId) -> bool {
        self.table(file).is_english()
    }

    /// Whether a rule runs for any file.
    pub(crate) fn any(&self, rule: &str) -> bool {
        let runs = |table: &FileLevels| table.get(rule) != Level::Off;
        self.tables.iter().any(runs)
    }
}

/// Which of `settings.paths` match a file.
fn matching(settings: &Settings, path: &str) -> Vec<usize> {
    let paths = settings.paths.iter().enumerate();
    let matching = paths.filter(|(_, levels)| levels.matches(path));
    matching.map(|(index, _)| index).collect()
}

impl FileLevels {
    /// The levels for the file of this path, as [`PathLevels::matches`] wants it.
    ///
    /// [`PathLevels::matches`]: crate::PathLevels::matches
    pub fn new(settings: &Settings, path: &str) -> FileLevels {
        FileLevels::of_matching(settings, &matching(settings, path))
    }

    /// The level of a rule.
    pub fn get(&self, rule: &str) -> Level {
        self.levels.get(rule).copied().unwrap_or(Level::Off)
    }

    /// Whether names in the file are English.
    pub fn is_english(&self) -> bool {
        self.language == Language::English
    }

    /// The levels for the files that these of `settings.paths` match.
    fn of_matching(settings: &Settings, matching: &[usize]) -> FileLevels {
        let paths = || matching.iter().rev().map(|&index| &settings.paths[index]);
        let level = |about: &About| {
            paths()
                .find_map(|path| path.levels.get(about.id))
                .or_else(|| settings.levels.get(about.id))
                .copied()
                .unwrap_or(if about.preset <= settings.preset {
                    about.severity.into()
                } else {
                    Level::Off
                })
        };
        FileLevels {
            levels: crate::rules()
                .map(|about| (about.id, level(about)))
                .collect(),
            language: paths()
                .find_map(|path| path.language)
                .unwrap_or(settings.language),
        }
    }
}
