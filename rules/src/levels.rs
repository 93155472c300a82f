//! The level of every rule for every file.

use std::collections::HashMap;

use factum_catalog::Catalog;
use factum_catalog::contract::span::FileId;
use factum_message_rules::rule::About;

use crate::settings::{Language, Level, Settings};

/// The level of every rule for every file. Files to which the same settings apply share a table.
pub(crate) struct Levels {
    tables: Vec<Table>,
    of_file: Vec<usize>,
}

struct Table {
    levels: HashMap<&'static str, Level>,
    language: Language,
}

impl Levels {
    pub(crate) fn new(catalog: &Catalog, settings: &Settings) -> Levels {
        let mut tables = vec![Table::new(settings, &[])];
        let mut by_matches = HashMap::from([(Vec::new(), 0)]);
        let of_file = catalog
            .sources
            .iter()
            .map(|source| {
                let matching: Vec<usize> = (0..settings.paths.len())
                    .filter(|&index| settings.paths[index].matches(&source.path))
                    .collect();
                match by_matches.get(&matching) {
                    Some(&table) => table,
                    None => {
                        tables.push(Table::new(settings, &matching));
                        by_matches.insert(matching, tables.len() - 1);
                        tables.len() - 1
                    }
                }
            })
            .collect();
        Levels { tables, of_file }
    }

    fn table(&self, file: FileId) -> &Table {
        let table = self.of_file.get(file.0 as usize).copied().unwrap_or(0);
        &self.tables[table]
    }

    /// The level of a rule for a file.
    pub(crate) fn get(&self, file: FileId, rule: &str) -> Level {
        self.table(file)
            .levels
            .get(rule)
            .copied()
            .unwrap_or(Level::Off)
    }

    /// Whether names in a file are English.
    pub(crate) fn english(&self, file: FileId) -> bool {
        self.table(file).language == Language::English
    }

    /// Whether a rule runs for any file.
    pub(crate) fn any(&self, rule: &str) -> bool {
        self.tables.iter().any(|table| {
            table
                .levels
                .get(rule)
                .is_some_and(|&level| level != Level::Off)
        })
    }
}

impl Table {
    /// The table for the files that these of `settings.paths` match.
    fn new(settings: &Settings, matching: &[usize]) -> Table {
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
        Table {
            levels: crate::rules()
                .map(|about| (about.id, level(about)))
                .collect(),
            language: paths()
                .find_map(|path| path.language)
                .unwrap_or(settings.language),
        }
    }
}
