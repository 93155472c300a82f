//! An output set: the files that targets make, and how they come to disk.
//!
//! Nothing here knows what the files are. A set is compared with the disk and with the manifest of
//! what was written before ([`plan`]); from that it is either written ([`write()`]) or shown
//! ([`check()`]).

mod check;
mod disk;
mod manifest;
mod path;
mod plan;
mod set;
mod write;

pub use check::{CheckReport, check};
pub use disk::DiskError;
pub use manifest::{MANIFEST_NAME, ManifestError, written};
pub use path::{OutputPath, PathError};
pub use plan::{Change, ChangeKind};
pub use set::{OutputSet, SetError};
pub use write::{WriteError, WriteReport, write};
