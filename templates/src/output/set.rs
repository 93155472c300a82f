//! Paths and bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::path::OutputPath;

/// The files that targets make.
#[derive(Clone, Debug, Default)]
pub struct OutputSet {
    files: BTreeMap<OutputPath, Output>,
    /// Each file and each directory by its name without regard to case, since many file systems
    /// have none.
    claims: BTreeMap<String, Claim>,
    /// The targets whose files the set tells; all, unless it is limited.
    only: Option<BTreeSet<&'static str>>,
}

/// One file.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) target: &'static str,
    pub(super) bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Claim {
    path: Box<str>,
    target: &'static str,
    is_file: bool,
}

/// Two outputs that cannot both be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetError {
    /// The path of the later one.
    pub path: String,
    /// The target that makes it.
    pub target: &'static str,
    /// The path of the earlier one.
    pub other: String,
    /// The target that makes that.
    pub other_target: &'static str,
}

impl std::error::Error for SetError {}

impl std::fmt::Display for SetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let SetError {
            path,
            target,
            other,
            other_target,
        } = self;
        if (path, target) == (other, other_target) {
            write!(
                f,
                "the target `{target}` makes `{path}` twice, and differently: rename one of the \
                 things that it is made from, or leave one out of the catalog"
            )
        } else {
            write!(
                f,
                "the target `{target}` makes `{path}` where the target `{other_target}` makes \
                 `{other}`: let them write to different directories, or rename what they are made \
                 from"
            )
        }
    }
}

impl OutputSet {
    /// A set without files.
    pub fn new() -> OutputSet {
        OutputSet::default()
    }

    /// The same set, which says nothing of the files of other targets: those that an earlier run
    /// wrote stay as they are.
    #[must_use]
    pub fn only_of(mut self, targets: impl IntoIterator<Item = &'static str>) -> OutputSet {
        self.only = Some(targets.into_iter().collect());
        self
    }

    /// Whether a file of this target that is not in the set is one too many.
    pub(super) fn tells(&self, target: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(target))
    }

    /// Adds a file that a target makes. The same file twice is one.
    ///
    /// # Errors
    /// If another file of this path is there already, or one of a path that is the same without regard
    /// to case, or if one of the two would have to be the other's directory.
    pub fn add(
        &mut self,
        path: OutputPath,
        target: &'static str,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), SetError> {
        let bytes = bytes.into();
        let is_same = |output: &Output| output.target == target && output.bytes == bytes;
        if self.files.get(&path).is_some_and(is_same) {
            return Ok(());
        }
        for directory in path.directories() {
            self.claim(directory, target, false, &path)?;
        }
        self.claim(path.as_str(), target, true, &path)?;
        self.files.insert(path, Output { target, bytes });
        Ok(())
    }

    fn claim(
        &mut self,
        claimed: &str,
        target: &'static str,
        is_file: bool,
        path: &OutputPath,
    ) -> Result<(), SetError> {
        let folded = claimed.to_lowercase();
        match self.claims.get(&folded) {
            Some(other) if is_file || other.is_file => Err(SetError {
                path: path.to_string(),
                target,
                other: other.path.to_string(),
                other_target: other.target,
            }),
            Some(_) => Ok(()),
            None => {
                let claim = Claim {
                    path: claimed.into(),
                    target,
                    is_file,
                };
                self.claims.insert(folded, claim);
                Ok(())
            }
        }
    }

    /// Adds the files of another set.
    ///
    /// # Errors
    /// As [`OutputSet::add`].
    pub fn append(&mut self, other: OutputSet) -> Result<(), SetError> {
        for (path, output) in other.files {
            self.add(path, output.target, output.bytes)?;
        }
        Ok(())
    }

    /// The files, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&OutputPath, &[u8])> {
        self.files
            .iter()
            .map(|(path, output)| (path, &*output.bytes))
    }

    /// The bytes of the file of this path.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        let path = OutputPath::new(path).ok()?;
        self.files.get(&path).map(|output| &*output.bytes)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(super) fn files(&self) -> &BTreeMap<OutputPath, Output> {
        &self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_outputs_never_share_a_place() {
        let mut set = OutputSet::new();
        let mut add =
            |path: &str, text: &str| set.add(OutputPath::new(path).unwrap(), "avro", text);
        add("a/OrderPlaced.avsc", "1").unwrap();
        add("a/OrderShipped.avsc", "1").unwrap();
        add("a/OrderShipped.avsc", "1").unwrap();
        for taken in [
            "a/orderplaced.avsc",
            "a/OrderPlaced.avsc",
            "A",
            "a/OrderPlaced.avsc/b",
        ] {
            assert!(add(taken, "2").is_err(), "{taken}");
        }
    }
}
