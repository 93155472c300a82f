//! Writing a set: all of it, or nothing.
//!
//! 1. Every new file is written beside the place where it will lie.
//! 2. The manifest is replaced by one that knows both what stands there and what will.
//! 3. The new files are renamed into place, and files that no target makes any more removed.
//! 4. The manifest is replaced by one that knows only what stands there.
//!
//! What fails in step 1 (a full disk, a directory without rights) leaves the old files whole. After
//! an interruption in step 3 each file is whole, old or new, and the manifest knows it for one that
//! nobody edited, so a rerun finishes.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::disk::DiskError;
use super::manifest::{MANIFEST_NAME, Manifest, ManifestError, sha256};
use super::path::OutputPath;
use super::plan::{Change, ChangeKind, Plan, PlanError};
use super::set::OutputSet;

/// Why a set was not written, or cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file system refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The manifest cannot be used.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// Files were edited by hand. Nothing was written.
    #[error(
        "edited by hand, so nothing was written: {}; move the edits elsewhere, or run again with \
         --force to lose them",
        listed(.0)
    )]
    Edited(Vec<OutputPath>),
    /// Another process is writing.
    #[error("another factum is writing to `{0}`: wait until it is done")]
    Busy(String),
}

impl From<PlanError> for WriteError {
    fn from(error: PlanError) -> WriteError {
        match error {
            PlanError::Disk(error) => WriteError::Disk(error),
            PlanError::Manifest(error) => WriteError::Manifest(error),
        }
    }
}

fn listed(paths: &[OutputPath]) -> String {
    let shown = paths.iter().take(10).map(|path| format!("`{path}`"));
    let mut text = shown.collect::<Vec<_>>().join(", ");
    if paths.len() > 10 {
        text.push_str(&format!(" and {} more", paths.len() - 10));
    }
    text
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// Files that were not there before.
    pub created: Vec<OutputPath>,
    /// Files that have other bytes now.
    pub replaced: Vec<OutputPath>,
    /// Files that no target makes any more.
    pub removed: Vec<OutputPath>,
    /// How many files were left alone, as they were right.
    pub unchanged: usize,
}

/// Makes the files below `root` those of the set, and the manifest there say so. Files that are
/// right already are not touched; files that an earlier run wrote and no target makes any more are
/// removed. Symbolic links stay links, and files keep their permissions.
///
/// # Errors
/// If the file system refuses, if a path leads out of `root`, or, unless `force` is set, if a file
/// in the way is not one that factum wrote. Unless the error says otherwise, nothing was written.
pub fn write(root: &Path, set: &OutputSet, force: bool) -> Result<WriteReport, WriteError> {
    let _lock = lock(root)?;
    let plan = Plan::make(root, set)?;
    let edited = plan.changes.iter();
    let edited = edited.filter(|change| change.kind == ChangeKind::Edited);
    let edited: Vec<_> = edited.map(|change| change.path.clone()).collect();
    if !edited.is_empty() && !force {
        return Err(WriteError::Edited(edited));
    }
    let mut report = WriteReport {
        unchanged: plan.unchanged,
        ..WriteReport::default()
    };
    if !plan.changes.is_empty() {
        let mut staged = Staged::default();
        for change in &plan.changes {
            staged.add(change)?;
        }
        write_manifest(plan.disk.root(), &interim(&plan))?;
        staged.put_in_place(&mut report)?;
    }
    if plan.old_manifest != plan.new_manifest || !plan.changes.is_empty() {
        write_manifest(plan.disk.root(), &plan.new_manifest)?;
    }
    Ok(report)
}

/// Keeps two runs apart, where the platform lets a directory be locked.
fn lock(root: &Path) -> Result<Option<Lock>, WriteError> {
    let Ok(directory) = File::open(root) else {
        return Ok(None);
    };
    match directory.try_lock() {
        Ok(()) => Ok(Some(Lock(directory))),
        Err(TryLockError::WouldBlock) => Err(WriteError::Busy(root.display().to_string())),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// A locked directory.
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a process that was forked meanwhile has the file open as well,
        // and with it the lock.
        let _ = self.0.unlock();
    }
}

/// The manifest for the time in which some files are old and some new.
fn interim(plan: &Plan) -> Manifest {
    let mut manifest = plan.new_manifest.clone();
    for change in &plan.changes {
        let old = change.old.as_ref().map(|bytes| sha256(bytes));
        match (manifest.files.get_mut(&change.path), old) {
            (Some(written), old) => written.replaces = old,
            (None, Some(old)) => {
                if let Some(written) = plan.old_manifest.files.get(&change.path) {
                    let mut written = written.clone();
                    written.replaces = Some(old);
                    manifest.files.insert(change.path.clone(), written);
                }
            }
            (None, None) => {}
        }
    }
    manifest
}

const PREFIX: &str = ".factum-";
const SUFFIX: &str = ".tmp";

/// New files beside the places where they will lie. Dropping it before they are in place removes
/// them, and the directories made for them.
#[derive(Default)]
struct Staged<'a> {
    files: Vec<(&'a Change, Option<TempPath>)>,
    /// Directories that were looked through for what an interrupted run left.
    swept: BTreeSet<PathBuf>,
    new_directories: Vec<PathBuf>,
}

impl<'a> Staged<'a> {
    fn add(&mut self, change: &'a Change) -> Result<(), DiskError> {
        let staged = match (&change.new, change.place.parent()) {
            (Some(bytes), Some(directory)) => {
                self.make_directories(directory).map_err(|error| {
                    DiskError::new("make the directory of", &change.path, error)
                })?;
                let staged = stage(bytes, &change.place, directory)
                    .map_err(|error| DiskError::new("write", &change.path, error))?;
                Some(staged)
            }
            _ => None,
        };
        self.files.push((change, staged));
        Ok(())
    }

    fn make_directories(&mut self, directory: &Path) -> std::io::Result<()> {
        if !self.swept.insert(directory.to_owned()) {
            return Ok(());
        }
        let missing = directory.ancestors().take_while(|path| !path.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        for new in missing.into_iter().rev() {
            fs::create_dir(&new)?;
            self.new_directories.push(new);
        }
        sweep(directory)
    }

    fn put_in_place(mut self, report: &mut WriteReport) -> Result<(), DiskError> {
        self.new_directories.clear();
        for (change, staged) in self.files.drain(..) {
            let Some(staged) = staged else {
                fs::remove_file(&change.place)
                    .map_err(|error| DiskError::new("remove", &change.path, error))?;
                remove_empty_directories(&change.path, &change.place);
                report.removed.push(change.path.clone());
                continue;
            };
            staged
                .persist(&change.place)
                .map_err(|error| DiskError::new("replace", &change.path, error.error))?;
            let list = match change.old {
                Some(_) => &mut report.replaced,
                None => &mut report.created,
            };
            list.push(change.path.clone());
        }
        Ok(())
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        self.files.clear();
        for directory in self.new_directories.drain(..).rev() {
            // One that is not empty is somebody's.
            let _ = fs::remove_dir(directory);
        }
    }
}

/// Writes the bytes to a new file in the directory, with the permissions of the file at `place`.
fn stage(bytes: &[u8], place: &Path, directory: &Path) -> std::io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    file.flush()?;
    if let Ok(metadata) = fs::metadata(place) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    // Closed, since a set can have more files than a process may have open.
    Ok(file.into_temp_path())
}

/// Removes what a run that was killed left in a directory.
fn sweep(directory: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            fs::remove_file(directory.join(&*name))?;
        }
    }
    Ok(())
}

fn remove_empty_directories(path: &OutputPath, place: &Path) {
    let depth = path.directories().count();
    for directory in place.ancestors().skip(1).take(depth) {
        if fs::remove_dir(directory).is_err() {
            return;
        }
    }
}

fn write_manifest(root: &Path, manifest: &Manifest) -> Result<(), WriteError> {
    let place = root.join(MANIFEST_NAME);
    let refused = |source| DiskError::Io {
        what: "write",
        path: MANIFEST_NAME.to_owned(),
        source,
    };
    if manifest.files.is_empty() {
        return match fs::remove_file(&place) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(refused(error).into())
            }
            _ => Ok(()),
        };
    }
    let place = place.canonicalize().unwrap_or(place);
    let directory = place.parent().unwrap_or(root);
    let json = manifest.to_json()?;
    let staged = stage(json.as_bytes(), &place, directory).map_err(refused)?;
    staged
        .persist(&place)
        .map_err(|error| refused(error.error))?;
    Ok(())
}
