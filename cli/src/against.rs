//! What a catalog is compared with: a git revision, a path or a registry.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use factum_catalog::discover::{self, Filter, shown};
use factum_catalog::{Catalog, InputFile};
use factum_registry::Directory;
use factum_rules::breaking::Baseline;
use factum_rules::breaking::published::published;

use crate::config::Config;
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::git::{Blob, Repository, Revision};
use crate::load::{Input, generated_in};

/// What stands before the folder of a registry.
pub const REGISTRY: &str = "dir:";

/// The registry in a folder.
pub fn registry_in(folder: &Path) -> Directory {
    Directory::new(shown(folder))
}

/// What to compare with.
#[derive(Debug, Args)]
pub struct Against {
    /// A git revision (`main`, `HEAD~1`, a tag), a path, or a registry in a folder (`dir:registry`)
    /// [default: what the settings say, else the merge base with origin/HEAD]
    #[arg(long, value_name = "GITREV|PATH|dir:FOLDER")]
    against: Option<String>,
}

/// The published state of a catalog.
enum Source {
    Path(PathBuf),
    Git(Repository, Revision),
    Registry(Directory),
}

impl Against {
    /// The contracts as they were published, read to stand beside today's; nothing where there is
    /// nothing yet to compare with, which is said.
    pub fn read(
        &self,
        today: &Catalog,
        input: &Input,
        config: &Config,
        console: Console,
    ) -> Result<Option<Baseline>> {
        let roots = real_paths(&input.roots(config))?;
        let Some(source) = self.source(&roots, config, console)? else {
            return Ok(None);
        };
        let (files, name) = match source {
            Source::Registry(registry) => {
                return published(&registry, today)
                    .map(Some)
                    .map_err(|error| Failure::new(error.to_string()));
            }
            Source::Path(path) => (read_path(&path, config)?, shown(&path)),
            Source::Git(repository, revision) => {
                let files = read_revision(&repository, &revision, &roots, config)?;
                (files, revision.name)
            }
        };
        let baseline = factum_catalog::read_baseline(files, today);
        if baseline
            .sources
            .iter()
            .all(|source| source.format.is_empty())
        {
            console.note(&format!(
                "nothing to compare with: there is no event catalog in `{name}`"
            ));
            return Ok(None);
        }
        Ok(Some(baseline.into()))
    }

    fn source(
        &self,
        roots: &[PathBuf],
        config: &Config,
        console: Console,
    ) -> Result<Option<Source>> {
        let repository = match roots.first() {
            Some(root) => Repository::around(folder_of(root))?,
            None => None,
        };
        // A path in the settings is relative to them, one on the command line to the working
        // directory.
        let named = match (&self.against, &config.against) {
            (Some(name), _) => Some((name, Path::new(""))),
            (None, Some(name)) => Some((name, config.root.as_path())),
            (None, None) => None,
        };
        if let Some((name, folder)) = named
            && let Some(path) = name.strip_prefix(REGISTRY)
        {
            return Ok(Some(Source::Registry(registry_in(&folder.join(path)))));
        }
        if let (None, Some(folder)) = (named, &config.registry) {
            return Ok(Some(Source::Registry(registry_in(folder))));
        }
        match (named, repository) {
            (Some((name, folder)), repository) => {
                named_source(name, folder.join(name), repository).map(Some)
            }
            (None, Some(repository)) => {
                let base = repository.merge_base()?;
                if base.is_none() {
                    console.note("nothing to compare with: there is no earlier commit");
                }
                Ok(base.map(|revision| Source::Git(repository, revision)))
            }
            (None, None) => Err(Failure::with_help(
                "nothing to compare with: the catalog is in no git repository",
                "name an older state of it with `--against PATH`",
            )),
        }
    }
}

/// A path if there is one of this name, else a revision; `git:` before it says that it is one.
fn named_source(name: &str, path: PathBuf, repository: Option<Repository>) -> Result<Source> {
    let revision = name.strip_prefix("git:").unwrap_or(name);
    let is_path = revision == name && path.exists();
    let Some(repository) = repository else {
        return match is_path {
            true => Ok(Source::Path(path)),
            false => Err(Failure::with_help(
                format!("`{name}` does not exist, and the catalog is in no git repository"),
                "name a path, or run in the repository",
            )),
        };
    };
    if !is_path {
        let revision = repository.revision(revision)?;
        return Ok(Source::Git(repository, revision));
    }
    match repository.find(name)? {
        None => Ok(Source::Path(path)),
        Some(_) => Err(Failure::with_help(
            format!("`{name}` is both a path and a git revision"),
            format!("write `./{name}` or `git:{name}`"),
        )),
    }
}

/// Reads another folder with the settings of this one.
fn read_path(path: &Path, config: &Config) -> Result<Vec<InputFile>> {
    let root = real_path(path)?;
    let filter = Filter {
        generated: generated_in(fs::read(root.join(factum_templates::MANIFEST_NAME)).ok()),
        root,
        ..Filter::clone(&config.filter)
    };
    let (files, mut errors) = discover::find(&[path.to_owned()], &filter.into());
    let (inputs, unreadable) = discover::read(&files);
    errors.extend(unreadable);
    match errors.is_empty() {
        true => Ok(inputs),
        false => Err(errors.into()),
    }
}

/// Reads what lies under the same paths in a revision, with the settings of today.
fn read_revision(
    repository: &Repository,
    revision: &Revision,
    roots: &[PathBuf],
    config: &Config,
) -> Result<Vec<InputFile>> {
    let blobs = repository.blobs(revision)?;
    let manifest = config.root.join(factum_templates::MANIFEST_NAME);
    let manifest: Vec<&Blob> = blobs.iter().filter(|blob| blob.path == manifest).collect();
    let filter = Filter {
        generated: generated_in(repository.contents(&manifest)?.pop()),
        ..Filter::clone(&config.filter)
    };
    let belongs = |blob: &&Blob| {
        let under = |root: &PathBuf| blob.path.strip_prefix(root).ok();
        roots.iter().filter_map(under).any(|inside| {
            // A file that is named itself is read whatever it is called.
            inside == Path::new("")
                || is_walked(inside) && filter.accepts(&filter.relative(&blob.path))
        })
    };
    let blobs: Vec<&Blob> = blobs.iter().filter(belongs).collect();
    let contents = repository.contents(&blobs)?;
    let mut files = Vec::with_capacity(blobs.len());
    let mut errors = Vec::new();
    for (blob, bytes) in blobs.iter().zip(contents) {
        match discover::decode(blob.name.clone(), bytes) {
            Ok(file) => files.push(file),
            Err(error) => errors.push(error),
        }
    }
    match errors.is_empty() {
        true => Ok(files),
        false => Err(errors.into()),
    }
}

fn is_walked(path: &Path) -> bool {
    !path
        .iter()
        .any(|part| part.to_str().is_none_or(discover::is_skipped_name))
}

fn real_paths(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    paths.iter().map(|path| real_path(path)).collect()
}

fn real_path(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path)
        .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", shown(path))))
}

fn folder_of(path: &Path) -> &Path {
    match path.is_dir() {
        true => path,
        false => path.parent().unwrap_or(path),
    }
}
