//! What a catalog is compared with: a git revision, a path or a registry.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use factum_catalog::discover::{self, Filter, shown};
use factum_catalog::problem::{Problem, ProblemKind};
use factum_catalog::{Catalog, InputFile};
use factum_registry::Directory;
use factum_rules::breaking::Baseline;
use factum_rules::breaking::published::published;

use crate::config::{Config, registry_named};
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::git::{Blob, Repository, Revision};
use crate::input::Input;
use crate::load::{generated_in, leave_out_generated, listed_in};
use crate::position::LineIndex;

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

/// What to do where nothing is named to compare with, and no other repository is known that could
/// have published anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpublished {
    /// It is a mistake: comparing is what was asked for.
    Fail,
    /// Say so and go on.
    Pass,
}

/// The published state of a catalog.
enum Source {
    Path(PathBuf),
    Git(Repository, Revision),
    Registry(Directory),
}

impl Against {
    /// The settings, with which a registry that is named here is no part of the catalog.
    pub fn settings(&self, input: &Input) -> Result<Config> {
        let mut config = input.config()?;
        if let Some(folder) = self.against.as_deref().and_then(registry_named) {
            config.leave_out(Path::new(folder));
        }
        Ok(config)
    }

    /// The contracts as they were published, read to stand beside today's; nothing where there is
    /// nothing yet to compare with, which is said.
    pub fn read(
        &self,
        today: &Catalog,
        input: &Input,
        config: &Config,
        unpublished: Unpublished,
        console: Console,
    ) -> Result<Option<Baseline>> {
        let roots = real_paths(&input.roots(config))?;
        let Some(source) = self.source(&roots, config, unpublished, console)? else {
            return Ok(None);
        };
        let (files, missing) = match source {
            Source::Registry(registry) => {
                return published(&registry, today)
                    .map(Some)
                    .map_err(|error| Failure::new(error.to_string()));
            }
            Source::Path(path) => {
                let missing = Failure::with_help(
                    format!(
                        "no event catalog found in `{}` to compare with",
                        shown(&path)
                    ),
                    "name an older state of this catalog, or a git revision",
                );
                (read_path(&path, config)?, Err(missing))
            }
            Source::Git(repository, revision) => {
                let files = read_revision(&repository, &revision, &roots, config)?;
                if revision.name != "HEAD" && repository.is_checked_out(&revision)? {
                    console.note(&format!(
                        "compared with {}, which is checked out: only what is not committed counts",
                        revision.name
                    ));
                }
                (
                    files,
                    Ok(format!("there is no catalog yet in `{}`", revision.name)),
                )
            }
        };
        let baseline = factum_catalog::read_baseline(files, today);
        check_readable(&baseline)?;
        if baseline
            .sources
            .iter()
            .any(|source| !source.format.is_empty())
        {
            return Ok(Some(baseline.into()));
        }
        console.note(&format!("nothing to compare with: {}", missing?));
        Ok(None)
    }

    fn source(
        &self,
        roots: &[PathBuf],
        config: &Config,
        unpublished: Unpublished,
        console: Console,
    ) -> Result<Option<Source>> {
        let repository = || match roots.first() {
            Some(root) => Repository::around(folder_of(root)),
            None => Ok(None),
        };
        match (&self.against, &config.against, &config.registry) {
            // A path on the command line is relative to the working directory, one in the settings
            // to them.
            (Some(name), _, _) => named_source(name, Path::new(""), repository).map(Some),
            (None, Some(name), _) => named_source(name, &config.root, repository).map(Some),
            (None, None, Some(folder)) if folder.is_dir() => {
                Ok(Some(Source::Registry(registry_in(folder))))
            }
            (None, None, Some(folder)) => {
                let folder = shown(folder);
                console.note(&format!(
                    "nothing to compare with: `{folder}` is not there yet"
                ));
                Ok(None)
            }
            (None, None, None) => merge_base(repository()?, unpublished, console),
        }
    }
}

/// Fails if a file of the baseline is not what its format is written in: what it says is missing,
/// and nothing would be found to break.
fn check_readable(baseline: &Catalog) -> Result<()> {
    let Some(problem) = first_syntax(baseline) else {
        return Ok(());
    };
    let failure = Failure::with_help(
        format!("what to compare with cannot be read: {}", problem.message),
        "name a state that can be read with `--against`, such as an earlier revision",
    );
    Err(match baseline.source(problem.span.file) {
        Some(source) => {
            let start =
                LineIndex::new(&source.text).position(&source.text, problem.span.start as usize);
            failure.at(&format!("{}:{}:{}", source.path, start.line, start.column))
        }
        None => failure,
    })
}

fn first_syntax(catalog: &Catalog) -> Option<&Problem> {
    let mut problems = catalog.problems.iter();
    problems.find(|problem| problem.kind == ProblemKind::Syntax)
}

fn merge_base(
    repository: Option<Repository>,
    unpublished: Unpublished,
    console: Console,
) -> Result<Option<Source>> {
    if unpublished == Unpublished::Pass {
        let why = match &repository {
            None => Some("the catalog is in no git repository"),
            Some(repository) if !repository.has_remote()? => Some("the repository has no remote"),
            Some(_) => None,
        };
        if let Some(why) = why {
            console.note(&format!(
                "nothing to compare with: {why}; name a revision or a path with `--against`"
            ));
            return Ok(None);
        }
    }
    let Some(repository) = repository else {
        return Err(Failure::with_help(
            "nothing to compare with: the catalog is in no git repository",
            "name an older state of it with `--against PATH`",
        ));
    };
    let base = repository.merge_base()?;
    if base.is_none() {
        console.note("nothing to compare with: there is no earlier commit");
    }
    if let Some(revision) = &base {
        let name = &revision.name;
        console.note(&format!(
            "comparing with {name}, where this branch left origin/HEAD"
        ));
    }
    Ok(base.map(|revision| Source::Git(repository, revision)))
}

/// A registry, if `dir:` says so; else a path if there is one of this name, else a revision, which
/// `git:` may say.
fn named_source(
    name: &str,
    folder: &Path,
    repository: impl Fn() -> Result<Option<Repository>>,
) -> Result<Source> {
    if let Some(path) = registry_named(name) {
        let folder = folder.join(path);
        return match folder.is_dir() {
            true => Ok(Source::Registry(registry_in(&folder))),
            false => Err(Failure::with_help(
                format!("there is no registry in `{path}`"),
                format!("`factum publish --to {name}` starts one"),
            )),
        };
    }
    let path = folder.join(name);
    let revision = match name.strip_prefix("git:") {
        Some(revision) => revision,
        None if path.exists() => return path_source(name, path, repository),
        None => name,
    };
    // No revision begins with a dot.
    if revision.starts_with('.') {
        return Err(Failure::with_help(
            format!("`{name}` does not exist"),
            "check the spelling, and that it is relative to here",
        ));
    }
    match repository()? {
        Some(repository) => {
            let revision = repository.revision(revision)?;
            Ok(Source::Git(repository, revision))
        }
        None => Err(Failure::with_help(
            format!("`{name}` does not exist, and the catalog is in no git repository"),
            "name a path, or run in the repository",
        )),
    }
}

/// A path, unless it could as well be a revision. Without git it could not.
fn path_source(
    name: &str,
    path: PathBuf,
    repository: impl Fn() -> Result<Option<Repository>>,
) -> Result<Source> {
    match repository() {
        Ok(Some(repository)) if repository.find(name)?.is_some() => Err(Failure::with_help(
            format!("`{name}` is both a path and a git revision"),
            format!("write `./{name}` or `git:{name}`"),
        )),
        _ => Ok(Source::Path(path)),
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
    let named = [path.to_owned()];
    let (mut files, mut errors) = discover::find(&named, &filter.into());
    leave_out_generated(&mut files, &named);
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
    let is_manifest = |blob: &&Blob| blob.path.ends_with(factum_templates::MANIFEST_NAME);
    let manifests: Vec<&Blob> = blobs.iter().filter(is_manifest).collect();
    let contents = repository.contents(&manifests)?.into_iter();
    let generated: HashSet<PathBuf> = manifests
        .iter()
        .zip(contents)
        .flat_map(|(manifest, bytes)| listed_in(folder_above(&manifest.path), Some(bytes)))
        .collect();
    // What is listed today need not have been generated then.
    let filter = Filter {
        generated: HashSet::new(),
        ..Filter::clone(&config.filter)
    };
    let belongs = |blob: &&Blob| {
        let under = |root: &PathBuf| blob.path.strip_prefix(root).ok();
        roots.iter().filter_map(under).any(|inside| {
            // A file that is named itself is read whatever it is called.
            inside == Path::new("")
                || is_walked(inside)
                    && filter.accepts(&filter.relative(&blob.path))
                    && !generated.contains(&blob.path)
        })
    };
    let blobs: Vec<&Blob> = blobs.iter().filter(belongs).collect();
    repository.check_places(revision, &blobs)?;
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
        false => folder_above(path),
    }
}

fn folder_above(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}
