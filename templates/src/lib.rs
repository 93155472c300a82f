//! Generators: from a catalog to a set of output files.
//!
//! A [`Target`] turns a catalog into an [`OutputSet`]: paths and bytes, in memory. [`generate`]
//! runs the targets that the [`Settings`] name; the set is then either written whole
//! ([`write()`]) or compared with what is on disk ([`check`]).
#![forbid(unsafe_code)]

pub mod native;
mod output;
mod target;
pub mod targets;
mod yaml;

pub use factum_catalog::contract::emit::Note;
pub use native::native;
pub use output::{
    Change, ChangeKind, CheckReport, DiskError, MANIFEST_NAME, ManifestError, OutputPath,
    OutputSet, PathError, SetError, WriteError, WriteReport, check, write, written,
};
pub use target::{GenerateError, Generated, Settings, Target, generate};
