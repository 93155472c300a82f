//! Comparing a set with the disk, for people.

use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::manifest::MANIFEST_NAME;
use super::plan::{Change, ChangeKind, Plan};
use super::set::OutputSet;
use super::write::WriteError;

/// What a set and the disk differ in.
#[derive(Debug)]
pub struct CheckReport {
    /// The files that are not as their targets make them, ordered by path.
    pub changes: Vec<Change>,
    /// Whether the manifest is not what writing the set would leave.
    pub manifest_is_stale: bool,
    /// Whether there is no manifest where there should be one; it is stale, then, too.
    pub manifest_is_missing: bool,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl CheckReport {
    /// Whether the disk is as writing the set would leave it.
    pub fn is_fresh(&self) -> bool {
        self.changes.is_empty() && !self.manifest_is_stale
    }
}

/// Compares a set with the files below `root` and with the manifest there. Writes nothing.
///
/// # Errors
/// If a file or the manifest cannot be read, or a path leads out of `root`.
pub fn check(root: &Path, set: &OutputSet) -> Result<CheckReport, WriteError> {
    let plan = Plan::make(root, set)?;
    let manifest_is_stale = plan.old_manifest != plan.new_manifest;
    Ok(CheckReport {
        manifest_is_stale,
        manifest_is_missing: manifest_is_stale && !plan.has_manifest,
        changes: plan.changes,
        unchanged: plan.unchanged,
    })
}

/// The longest that a diff may take; after that it is longer than it need be.
const PATIENCE: Duration = Duration::from_millis(500);

impl Change {
    /// From what is on disk to what is to be there, as a unified diff.
    pub fn diff(&self) -> String {
        let text = |bytes: &Option<Vec<u8>>| match bytes {
            Some(bytes) => String::from_utf8(bytes.clone()).ok(),
            None => Some(String::new()),
        };
        let (Some(old), Some(new)) = (text(&self.old), text(&self.new)) else {
            return format!("Binary file {} differs\n", self.path);
        };
        let name = |side: &str, exists: bool| match exists {
            true => format!("{side}/{}", self.path),
            false => "/dev/null".to_owned(),
        };
        TextDiff::configure()
            .timeout(PATIENCE)
            .diff_lines(&old, &new)
            .unified_diff()
            .header(
                &name("a", self.old.is_some()),
                &name("b", self.new.is_some()),
            )
            .to_string()
    }
}

impl std::fmt::Display for CheckReport {
    /// One line for each file, then the diffs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for change in &self.changes {
            writeln!(f, "{}: {}", change.kind.as_str(), change.path)?;
        }
        if self.manifest_is_stale {
            let kind = match self.manifest_is_missing {
                true => ChangeKind::Missing,
                false => ChangeKind::Stale,
            };
            writeln!(f, "{}: {MANIFEST_NAME}", kind.as_str())?;
        }
        for change in &self.changes {
            f.write_str("\n")?;
            f.write_str(&change.diff())?;
        }
        Ok(())
    }
}
