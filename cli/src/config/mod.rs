//! The settings of a catalog: `factum.toml`, and what the command line says beyond it.

mod file;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factum_catalog::discover::{Filter, Pattern, shown};
use factum_grammar::{Grammar, Spelling};
use factum_message_rules::rule::{About, Preset};
use factum_rules::{Language, Level, PathLevels, Settings};

use self::file::{File, Levels, Names, Text};
use crate::failure::{Failure, Result};
use crate::position::LineIndex;

/// The name of the file that holds the settings.
pub const FILE_NAME: &str = "factum.toml";

/// The settings of a catalog.
#[derive(Debug)]
pub struct Config {
    /// The folder that globs and outputs are relative to: that of `factum.toml`, else the working
    /// directory. Absolute.
    pub root: PathBuf,
    /// Which files belong to the catalog.
    pub filter: Arc<Filter>,
    /// Which rules run, and how bad their findings are.
    pub settings: Settings,
    globs: Vec<Glob>,
}

/// A glob of `factum.toml` that has to match something.
#[derive(Debug)]
struct Glob {
    pattern: Arc<Pattern>,
    written: String,
    place: String,
}

impl Config {
    /// Reads the file that is named, else the nearest `factum.toml` at or above what is to be
    /// loaded; without one, the defaults serve.
    pub fn load(named: Option<&Path>, paths: &[PathBuf]) -> Result<Config> {
        let found = match named {
            Some(path) => Some(path.to_owned()),
            None => nearest_file(paths)?,
        };
        match found {
            Some(path) => {
                let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
                Reader::new(&path, &text)?.read()
            }
            None => Reader::new(Path::new(FILE_NAME), "")?.read(),
        }
    }

    /// Fails if a glob of the file matched none of `files`. To be asked only after the whole tree
    /// under [`Config::root`] was walked.
    pub fn check_globs<'a>(&self, files: impl Iterator<Item = &'a Path>) -> Result<()> {
        for file in files {
            let path = self.filter.relative(file);
            for glob in &self.globs {
                glob.pattern.matches(&path);
            }
        }
        let unused = |glob: &&Glob| !glob.pattern.is_used();
        match self.globs.iter().find(unused) {
            Some(glob) => Err(Failure::with_help(
                format!("{}: `{}` matches no file", glob.place, glob.written),
                "globs are relative to the folder of factum.toml; `*` stays within one folder, \
                 `**` crosses folders",
            )),
            None => Ok(()),
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::with_help(
        format!("cannot read `{}`: {error}", shown(path)),
        "`--config` names a file like factum.toml; `factum init` writes one",
    )
}

/// The one `factum.toml` nearest above the paths, or above the working directory without any.
fn nearest_file(paths: &[PathBuf]) -> Result<Option<PathBuf>> {
    let here = [PathBuf::from(".")];
    let starts = if paths.is_empty() { &here[..] } else { paths };
    let mut found = starts.iter().map(|start| {
        let start = fs::canonicalize(start).ok()?;
        let candidates = start.ancestors().map(|folder| folder.join(FILE_NAME));
        candidates.into_iter().find(|file| file.is_file())
    });
    let first = found.next().flatten();
    match found.find(|other| *other != first) {
        None => Ok(first),
        Some(other) => {
            let name = |file: &Option<PathBuf>| {
                file.as_ref().map_or("the defaults".to_owned(), |file| {
                    format!("`{}`", shown(file))
                })
            };
            Err(Failure::with_help(
                format!(
                    "the paths have different settings: {} and {}",
                    name(&first),
                    name(&other)
                ),
                "run factum for each, or say with `--config` which settings count",
            ))
        }
    }
}

/// Turns a file into settings; knows where everything is written.
struct Reader<'a> {
    path: String,
    root: PathBuf,
    text: &'a str,
    index: LineIndex,
    globs: Vec<Glob>,
}

impl<'a> Reader<'a> {
    fn new(path: &Path, text: &'a str) -> Result<Self> {
        let absolute = std::path::absolute(path).map_err(|error| unreadable(path, &error))?;
        let root = absolute.parent().unwrap_or(Path::new("/")).to_owned();
        Ok(Reader {
            path: shown(path),
            root: fs::canonicalize(&root).unwrap_or(root),
            text,
            index: LineIndex::new(text),
            globs: Vec::new(),
        })
    }

    fn read(mut self) -> Result<Config> {
        let file: File = toml::from_str(self.text).map_err(|error| self.syntax(&error))?;
        let mut settings = Settings {
            language: self
                .language(file.names.language.as_ref())?
                .unwrap_or_default(),
            grammar: self.grammar(&file.names)?,
            ..Settings::default()
        };
        let mut levels = file.rules;
        if let Some(preset) = levels.remove("preset") {
            settings.preset = self.checked(&preset, parse_preset)?;
        }
        settings.levels = self.levels(&levels)?;
        for section in &file.path {
            let mut path = self.path_levels(&section.paths)?;
            path.levels = self.levels(&section.rules)?;
            path.language = self.language(section.language.as_ref())?;
            settings.paths.push(path);
        }
        let filter = Filter {
            root: self.root.clone(),
            include: self.patterns(&file.catalog.include)?,
            exclude: self.patterns(&file.catalog.exclude)?,
        };
        Ok(Config {
            root: self.root,
            filter: Arc::new(filter),
            settings,
            globs: self.globs,
        })
    }

    fn levels(&self, written: &Levels) -> Result<BTreeMap<String, Level>> {
        written
            .iter()
            .map(|(id, level)| {
                let rule = self.checked(id, parse_rule)?;
                Ok((rule.id.to_owned(), self.checked(level, parse_level)?))
            })
            .collect()
    }

    fn language(&self, written: Option<&Text>) -> Result<Option<Language>> {
        written
            .map(|written| self.checked(written, parse_language))
            .transpose()
    }

    fn grammar(&self, names: &Names) -> Result<Grammar> {
        let spelling = names.spelling.as_ref();
        let spelling = spelling.map(|spelling| self.checked(spelling, parse_spelling));
        Ok(Grammar::default()
            .with_spelling(spelling.transpose()?.unwrap_or_default())
            .with_verbs(&names.verbs)
            .with_nouns(&names.nouns)
            .with_acronyms(&names.acronyms))
    }

    /// A glob in `[[path]]` is relative to the file, but is matched against paths as they are shown.
    fn path_levels(&mut self, globs: &[Text]) -> Result<PathLevels> {
        let prefix = match shown(&self.root) {
            here if here == "." => String::new(),
            folder => format!("{}/", globset::escape(&folder)),
        };
        let mut prefixed = Vec::new();
        for glob in globs {
            let pattern = self.pattern(glob)?;
            prefixed.push(format!("{prefix}{}", pattern.glob()));
            prefixed.push(format!("{prefix}{}/**", pattern.glob()));
        }
        PathLevels::new(prefixed.iter().map(String::as_str))
            .map_err(|error| Failure::new(format!("{}: {error}", self.path)))
    }

    fn patterns(&mut self, globs: &[Text]) -> Result<Vec<Arc<Pattern>>> {
        globs.iter().map(|glob| self.pattern(glob)).collect()
    }

    fn pattern(&mut self, glob: &Text) -> Result<Arc<Pattern>> {
        let pattern = self.checked(glob, |glob| {
            Pattern::new(glob)
                .map_err(|error| Failure::new(format!("`{glob}` is no glob: {error}")))
        })?;
        let pattern = Arc::new(pattern);
        self.globs.push(Glob {
            pattern: Arc::clone(&pattern),
            written: glob.get_ref().clone(),
            place: self.place(glob.span()),
        });
        Ok(pattern)
    }

    /// Parses a text; where that fails, says where it stands.
    fn checked<T>(&self, text: &Text, parse: impl Fn(&str) -> Result<T>) -> Result<T> {
        parse(text.get_ref()).map_err(|failure| failure.at(&self.place(text.span())))
    }

    fn syntax(&self, error: &toml::de::Error) -> Failure {
        let place = self.place(error.span().unwrap_or(0..0));
        // Serde words a field that is not known as: unknown field `a`, expected one of `b`, `c`.
        let mut quoted = error.message().split('`').skip(1).step_by(2);
        match (error.message().starts_with("unknown field"), quoted.next()) {
            (true, Some(unknown)) => {
                let known: Vec<&str> = quoted.collect();
                Failure::nearest(
                    format!("unknown key `{unknown}`"),
                    unknown,
                    known.iter().copied(),
                    format!("the keys here are {}", known.join(", ")),
                )
            }
            _ => Failure::new(error.message()),
        }
        .at(&place)
    }

    /// `factum.toml:3:5`.
    fn place(&self, span: Range<usize>) -> String {
        let position = self.index.position(self.text, span.start);
        format!("{}:{}:{}", self.path, position.line, position.column)
    }
}

/// The rule of this id.
pub fn parse_rule(id: &str) -> Result<&'static About> {
    factum_rules::rule(id).ok_or_else(|| {
        Failure::nearest(
            format!("there is no rule `{id}`"),
            id,
            factum_rules::rules().map(|rule| rule.id),
            "`factum rules` lists them all",
        )
    })
}

/// The level of this name.
pub fn parse_level(name: &str) -> Result<Level> {
    one_of(
        "level",
        name,
        Level::ALL.map(|level| (level.as_str(), level)),
    )
}

/// The preset of this name.
pub fn parse_preset(name: &str) -> Result<Preset> {
    one_of(
        "preset",
        name,
        Preset::ALL.map(|preset| (preset.as_str(), preset)),
    )
}

fn parse_language(name: &str) -> Result<Language> {
    one_of(
        "language",
        name,
        [("en", Language::English), ("none", Language::None)],
    )
}

fn parse_spelling(name: &str) -> Result<Spelling> {
    let choices = [
        ("american", Spelling::American),
        ("british", Spelling::British),
    ];
    one_of("spelling", name, choices)
}

fn one_of<T: Copy, const N: usize>(
    what: &str,
    name: &str,
    choices: [(&'static str, T); N],
) -> Result<T> {
    let names = choices.map(|(name, _)| name);
    choices
        .into_iter()
        .find(|(choice, _)| *choice == name)
        .map(|(_, value)| value)
        .ok_or_else(|| {
            Failure::nearest(
                format!("`{name}` is no {what}"),
                name,
                names,
                format!("write one of {}", names.join(", ")),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config> {
        Reader::new(Path::new(FILE_NAME), text)?.read()
    }

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn a_mistake_is_reported_at_its_place_with_the_nearest_right_spelling() {
        let mistakes = [
            "[catalog]\ninclud = ['a']",
            "[catalog]\ninclude = 'a'",
            "[rules]\nunknown-kee = 'off'",
            "[rules]\npreset = 'strickt'",
            "[rules]\nunknown-key = 'warn'",
            "[[path]]\npaths = ['a{']",
            "[names]\nlanguage = 'fr'",
            "[rules\n",
        ];
        let said: Vec<_> = mistakes
            .iter()
            .map(|text| format!("{text}\n\n{}\n", error(text)))
            .collect();
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn a_rule_is_set_for_all_files_and_for_some() {
        let config = read(
            "[rules]\npreset = 'strict'\nunknown-key = 'warning'\n\
             [[path]]\npaths = ['legacy']\nrules = { unknown-key = 'off' }\nlanguage = 'none'",
        )
        .unwrap();
        assert_eq!(config.settings.preset, Preset::Strict);
        assert_eq!(config.settings.levels["unknown-key"], Level::Warning);
        let path = &config.settings.paths[0];
        assert!(path.matches("legacy/a/b.yaml") && !path.matches("b.yaml"));
        assert_eq!(path.levels["unknown-key"], Level::Off);
        assert_eq!(path.language, Some(Language::None));
    }
}
