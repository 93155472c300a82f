//! What stands between a set and the disk.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{self, Disk, DiskError};
use super::manifest::{MANIFEST_NAME, Manifest, ManifestError, Written, sha256};
use super::path::OutputPath;
use super::set::OutputSet;

/// Why a file on disk is not as its target makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The file is not there.
    Missing,
    /// The file is as an earlier run wrote it.
    Stale,
    /// No target makes the file any more.
    Extra,
    /// The file is not what factum wrote, or factum never wrote it: someone's work.
    Edited,
}

impl ChangeKind {
    /// `missing`, `stale`, `extra` or `edited`.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Missing => "missing",
            ChangeKind::Stale => "stale",
            ChangeKind::Extra => "extra",
            ChangeKind::Edited => "edited",
        }
    }
}

/// One file that is not as its target makes it.
#[derive(Clone, Debug)]
pub struct Change {
    /// The file.
    pub path: OutputPath,
    /// Why.
    pub kind: ChangeKind,
    /// What is on disk, if anything is.
    pub old: Option<Vec<u8>>,
    /// What is to be there; `None` if nothing is.
    pub new: Option<Vec<u8>>,
    /// Where it lies.
    pub(super) place: PathBuf,
}

/// All that stands between a set and the disk.
pub(super) struct Plan {
    pub(super) disk: Disk,
    pub(super) changes: Vec<Change>,
    pub(super) unchanged: usize,
    /// Whether there is a manifest on disk.
    pub(super) has_manifest: bool,
    pub(super) old_manifest: Manifest,
    pub(super) new_manifest: Manifest,
}

/// Why no plan can be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum PlanError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

impl Plan {
    pub(super) fn make(root: &Path, set: &OutputSet) -> Result<Plan, PlanError> {
        let mut disk = Disk::open(root)?;
        let found = read_manifest(disk.root())?;
        let has_manifest = found.is_some();
        let old_manifest = found.unwrap_or_default();
        let others = old_manifest.files.iter();
        let others = others.filter(|(path, _)| !set.files().contains_key(*path));
        let (only_written, kept): (Vec<_>, Vec<_>) =
            others.partition(|(_, written)| set.tells(&written.target));
        let only_written = only_written.into_iter().map(|(path, _)| path);
        let mut places = Vec::with_capacity(set.len());
        for path in set.files().keys().chain(only_written) {
            places.push((path, disk.locate(path)?));
        }
        let looked: Vec<(Option<Written>, Option<Change>)> = places
            .par_iter()
            .map(|(path, place)| look(path, place, set, &old_manifest))
            .collect::<Result<_, DiskError>>()?;
        let mut changes = Vec::new();
        let mut new_manifest = Manifest::default();
        for (path, written) in kept {
            new_manifest.files.insert(path.clone(), written.clone());
        }
        let mut unchanged = 0;
        for ((path, _), (written, change)) in places.into_iter().zip(looked) {
            unchanged += usize::from(change.is_none() && written.is_some());
            changes.extend(change);
            if let Some(written) = written {
                new_manifest.files.insert(path.clone(), written);
            }
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Plan {
            disk,
            changes,
            unchanged,
            has_manifest,
            old_manifest,
            new_manifest,
        })
    }
}

/// What is to stand in the manifest for a file, and how the file differs from what is to be.
fn look(
    path: &OutputPath,
    place: &Path,
    set: &OutputSet,
    manifest: &Manifest,
) -> Result<(Option<Written>, Option<Change>), DiskError> {
    let old = disk::read(place, path)?;
    let output = set.files().get(path);
    let written = output.map(|output| Written {
        target: output.target.to_owned(),
        sha256: sha256(&output.bytes),
        replaces: None,
    });
    let new = output.map(|output| &output.bytes);
    let kind = kind(old.as_ref(), new, manifest.files.get(path));
    let change = kind.map(|kind| Change {
        path: path.clone(),
        kind,
        old,
        new: new.cloned(),
        place: place.to_owned(),
    });
    Ok((written, change))
}

fn kind(
    old: Option<&Vec<u8>>,
    new: Option<&Vec<u8>>,
    known: Option<&Written>,
) -> Option<ChangeKind> {
    let Some(old) = old else {
        return new.map(|_| ChangeKind::Missing);
    };
    if new == Some(old) {
        return None;
    }
    if !known.is_some_and(|known| known.is_of(old)) {
        return Some(ChangeKind::Edited);
    }
    Some(match new {
        Some(_) => ChangeKind::Stale,
        None => ChangeKind::Extra,
    })
}

fn read_manifest(root: &Path) -> Result<Option<Manifest>, PlanError> {
    let path = root.join(MANIFEST_NAME);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(Manifest::parse(&bytes)?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PlanError::Disk(DiskError::Io {
            what: "read",
            path: MANIFEST_NAME.to_owned(),
            source,
        })),
    }
}
