//! The settings of a catalog: `factum.toml`, and what the command line says beyond it.

mod file;
mod reader;
mod words;

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factum_catalog::Catalog;
use factum_catalog::discover::{Filter, Pattern, shown};
use factum_catalog::model::Source;
use factum_contract::message::Says;
use factum_contract::span::{FileId, Span};
use factum_rules::{FileLevels, Settings};

use self::reader::Reader;
pub use self::words::{parse_level, parse_preset, parse_rule, parse_schema_language};
use crate::failure::{Failure, Result};

/// The name of the file that holds the settings.
pub const FILE_NAME: &str = "factum.toml";

/// What stands before the folder of a registry: needed where something else may be named, too.
pub const REGISTRY: &str = "dir:";

/// The folder of a registry, if it is one that is named.
pub fn registry_named(name: &str) -> Option<&str> {
    name.strip_prefix(REGISTRY)
}

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
    /// What contracts are compared with: a git revision, a path or a registry.
    pub against: Option<String>,
    /// The folder of the registry.
    pub registry: Option<PathBuf>,
    /// The values of placeholders in channel addresses, by environment.
    pub environments: crate::environments::Environments,
    /// The files that schemas refer to, by what the references call them.
    pub references: Vec<(String, PathBuf)>,
    /// What to generate.
    pub generate: factum_templates::Settings,
    file: SettingsText,
    /// Where each of the allowances in the settings is written.
    allowances: Vec<Range<usize>>,
    globs: Vec<Glob>,
    outputs: Vec<Output>,
}

/// A folder that a target writes to.
#[derive(Debug)]
struct Output {
    folder: String,
    excluded: Arc<Pattern>,
}

/// The settings as they are written.
#[derive(Debug)]
struct SettingsText {
    path: String,
    text: String,
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
    ///
    /// # Errors
    /// A file that cannot be read or has a mistake, and paths that have different files.
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

    /// Takes no file under a folder for a part of the catalog.
    pub fn leave_out(&mut self, folder: &Path) {
        let folder = self
            .filter
            .relative(&fs::canonicalize(folder).unwrap_or(folder.to_owned()));
        let pattern = Pattern::new(&globset::escape(&folder)).ok().map(Arc::new);
        Arc::make_mut(&mut self.filter).exclude.extend(pattern);
    }

    /// The folders in which files were found and left out, since targets write there.
    pub fn hiding_outputs(&self) -> impl Iterator<Item = &str> {
        let hiding = self.outputs.iter().filter(|it| it.excluded.is_used());
        hiding.map(|output| &*output.folder)
    }

    /// The level of every rule for one file, whether or not it belongs to the catalog.
    pub fn levels_of(&self, file: &Path) -> FileLevels {
        let real = fs::canonicalize(file);
        FileLevels::new(&self.settings, &shown(real.as_deref().unwrap_or(file)))
    }

    /// The file of the settings, if there is one.
    pub fn file(&self) -> Option<&Path> {
        let path = Path::new(&self.file.path);
        path.is_file().then_some(path)
    }

    /// Makes the settings a file of the catalog, unless they are one already.
    fn show_in(&self, catalog: &mut Catalog) -> FileId {
        let is_shown = |source: &Source| source.format == FILE_NAME;
        let place = catalog.sources.iter().position(is_shown);
        let place = place.unwrap_or_else(|| {
            catalog.sources.push(Source {
                path: self.file.path.as_str().into(),
                text: self.file.text.as_str().into(),
                format: FILE_NAME,
                says: Says::NOTHING,
            });
            catalog.sources.len() - 1
        });
        FileId(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// Where the settings say what to generate, as a place that findings can point to.
    pub fn show_targets_in(&self, catalog: &mut Catalog) -> Span {
        let file = self.show_in(catalog);
        let lines = self.file.text.lines();
        let heading = lines.map(str::trim).find(|line| {
            let name = line.trim_start_matches('[').trim_start();
            line.starts_with('[') && name.starts_with("generate")
        });
        let heading = heading.unwrap_or_default();
        let start = self.file.text.find(heading).unwrap_or_default();
        Span::new(file, start, start + heading.len())
    }

    /// Makes the settings a file of the catalog, so that findings can point to the allowances in
    /// them.
    pub fn show_allowances_in(&mut self, catalog: &mut Catalog) {
        if self.allowances.is_empty() {
            return;
        }
        let file = self.show_in(catalog);
        for (allowance, span) in self
            .settings
            .breaking
            .allowed
            .iter_mut()
            .zip(&self.allowances)
        {
            allowance.span = Some(Span::new(file, span.start, span.end));
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
///
/// # Errors
/// The paths have different ones.
pub fn nearest_file(paths: &[PathBuf]) -> Result<Option<PathBuf>> {
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
