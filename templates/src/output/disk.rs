//! The files under the directory that outputs go to.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::path::OutputPath;

/// What the file system refused.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// An operation failed.
    #[error("cannot {what} `{path}`: {source}")]
    Io {
        /// What was tried: `read`, `write`, …
        what: &'static str,
        /// On which file.
        path: String,
        /// Why it failed.
        source: io::Error,
    },
    /// A symbolic link leads elsewhere.
    #[error("`{path}` leads out of the project through a symbolic link, to `{to}`")]
    LeadsOut {
        /// The path.
        path: String,
        /// Where it leads.
        to: String,
    },
}

impl DiskError {
    pub(super) fn new(what: &'static str, path: &OutputPath, source: io::Error) -> DiskError {
        DiskError::Io {
            what,
            path: path.to_string(),
            source,
        }
    }
}

/// The directory that outputs go to.
pub(super) struct Disk {
    /// With all links resolved.
    root: PathBuf,
    /// The directories met, with all links resolved; those that do not exist as they will be.
    directories: HashMap<Box<str>, PathBuf>,
}

impl Disk {
    pub(super) fn open(root: &Path) -> Result<Disk, DiskError> {
        let root = root.canonicalize().map_err(|source| DiskError::Io {
            what: "open",
            path: root.display().to_string(),
            source,
        })?;
        Ok(Disk {
            root,
            directories: HashMap::new(),
        })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the bytes of a file really lie, behind links, which have to stay inside the root.
    pub(super) fn locate(&mut self, path: &OutputPath) -> Result<PathBuf, DiskError> {
        let mut place = self.root.clone();
        for directory in path.directories() {
            place = match self.directories.get(directory) {
                Some(known) => known.clone(),
                None => {
                    let name = directory.rsplit('/').next().unwrap_or(directory);
                    let found = self.resolve(place.join(name), path)?;
                    self.directories.insert(directory.into(), found.clone());
                    found
                }
            };
        }
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        self.resolve(place.join(name), path)
    }

    fn resolve(&self, place: PathBuf, path: &OutputPath) -> Result<PathBuf, DiskError> {
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_symlink() => {
                let target = place
                    .canonicalize()
                    .map_err(|error| DiskError::new("follow the symbolic link", path, error))?;
                if target.starts_with(&self.root) {
                    return Ok(target);
                }
                Err(DiskError::LeadsOut {
                    path: path.to_string(),
                    to: target.display().to_string(),
                })
            }
            Ok(_) => Ok(place),
            Err(error) if is_absent(&error) => Ok(place),
            Err(error) => Err(DiskError::new("look at", path, error)),
        }
    }
}

/// The bytes of a file, or `None` if there is none.
pub(super) fn read(place: &Path, path: &OutputPath) -> Result<Option<Vec<u8>>, DiskError> {
    match fs::read(place) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(DiskError::new("read", path, error)),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
