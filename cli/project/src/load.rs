//! From the files on disk to a catalog.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use factum_catalog::Catalog;
use factum_catalog::discover::{self, shown};

use crate::config::{Config, FILE_NAME};
use crate::environments;
use crate::failure::{Failure, Result};

/// Everything under the paths, or, without any, under the folder of the settings.
///
/// # Errors
/// A file that cannot be read or that no reader knows, a glob of the settings that matches nothing,
/// and paths under which there is no catalog.
pub fn load(paths: &[PathBuf], config: &Config) -> Result<Catalog> {
    let roots = match paths {
        [] => vec![config.root.clone()],
        paths => paths.to_vec(),
    };
    let (mut files, mut errors) = discover::find(&roots, &config.filter);
    leave_out_generated(&mut files, &roots);
    let (mut inputs, unreadable) = discover::read(&files);
    errors.extend(unreadable);
    // A file that references lead to belongs to the catalog wherever it lies.
    let beside = config.references.iter().map(|(_, path)| path);
    let beside: Vec<PathBuf> = beside
        .filter(|path| !files.contains(path))
        .cloned()
        .collect();
    let (mut referenced, unreadable) = discover::read(&beside);
    inputs.append(&mut referenced);
    errors.extend(unreadable);
    if !errors.is_empty() {
        return Err(errors.into());
    }
    if roots.iter().any(|path| covers(path, &config.root)) {
        config.check_globs(files.iter().map(PathBuf::as_path))?;
    }
    let named = config
        .references
        .iter()
        .map(|(name, path)| (name.clone(), shown(path)));
    let catalog = factum_catalog::read_with(inputs, named.collect());
    check_recognised(paths, &catalog)?;
    environments::check(&catalog, &config.environments)?;
    if catalog
        .sources
        .iter()
        .all(|source| source.format.is_empty())
    {
        return Err(nothing_found(&roots, config));
    }
    Ok(catalog)
}

/// A file that is named has to be one of a catalog; one that a walk found need not.
fn check_recognised(paths: &[PathBuf], catalog: &Catalog) -> Result<()> {
    let real = paths.iter().filter_map(|path| fs::canonicalize(path).ok());
    let unknown = real.map(|path| shown(&path)).find(|path| {
        catalog
            .sources
            .iter()
            .any(|source| *source.path == **path && source.format.is_empty())
    });
    match unknown {
        Some(path) => Err(Failure::with_help(
            format!("`{path}` is not a file of an event catalog"),
            "factum reads its own YAML format (with keys such as `events:`), AsyncAPI, \
             EventCatalog, xRegistry, Avro, JSON Schema, Protobuf and Rust source with \
             `#[derive(factum::Event)]`; `factum init` writes a first file",
        )),
        None => Ok(()),
    }
}

/// Whether everything under `root` lies under `path`.
fn covers(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| root.starts_with(path))
}

fn nothing_found(roots: &[PathBuf], config: &Config) -> Failure {
    let quoted = |names: &mut dyn Iterator<Item = String>| {
        let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let found = quoted(&mut roots.iter().map(|path| shown(path)));
    let hidden = quoted(&mut config.hiding_outputs().map(str::to_owned));
    let message = format!("no event catalog found in {found}");
    if !hidden.is_empty() {
        return Failure::with_help(
            format!(
                "{message}; {hidden} was left out, as `[generate]` in {FILE_NAME} writes there"
            ),
            "let `out` name another folder; to load what is generated, name its files or put them \
             under `include`",
        );
    }
    Failure::with_help(
        message,
        format!(
            "factum looks for {} files that are not ignored by git, as `include` and `exclude` in \
             {FILE_NAME} say; `factum init` starts a catalog",
            discover::EXTENSIONS
                .map(|extension| format!(".{extension}"))
                .join(", ")
        ),
    )
}

/// Leaves out what the manifests above the files list, but not a file that is named itself. A tree
/// may hold several projects, each with a manifest of its own.
pub fn leave_out_generated(files: &mut Vec<PathBuf>, named: &[PathBuf]) {
    let mut folders: HashSet<&Path> = HashSet::new();
    for file in &*files {
        for folder in file.ancestors().skip(1) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    let manifests = folders.into_iter().flat_map(|folder| {
        let manifest = fs::read(folder.join(factum_templates::MANIFEST_NAME)).ok();
        listed_in(folder, manifest)
    });
    let generated: HashSet<PathBuf> = manifests.collect();
    let named: HashSet<PathBuf> = named
        .iter()
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect();
    files.retain(|file| !generated.contains(file) || named.contains(file));
}

/// The files that the manifest of a folder lists, as paths.
pub fn listed_in(folder: &Path, manifest: Option<Vec<u8>>) -> impl Iterator<Item = PathBuf> {
    let files = generated_in(manifest).into_iter();
    files.map(move |file| folder.join(file))
}

/// The files that a manifest lists, if there is one: they were generated from the catalog and are
/// no part of it.
pub fn generated_in(manifest: Option<Vec<u8>>) -> HashSet<String> {
    manifest.map_or_else(HashSet::new, |bytes| factum_templates::written(&bytes))
}
