//! Files written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::{Failure, Result};

/// Writes files so that each is either as it was or as it should be: all are written beside their
/// targets first, then renamed. Permissions are kept, and a symbolic link stays one.
pub fn write_all(files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<()> {
    let mut staged = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        if let Some(file) = stage(path, bytes.as_ref()).map_err(|error| failure(path, &error))? {
            staged.push((path, file));
        }
    }
    for (path, (file, target)) in staged {
        file.persist(target)
            .map_err(|error| failure(path, &error.error))?;
    }
    Ok(())
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    Failure::with_help(
        format!("cannot write `{}`: {error}", path.display()),
        "check that the folder exists, may be written to and has room",
    )
}

/// The file written beside its target; nothing if the target is no regular file (`/dev/stderr`)
/// and was written to at once.
fn stage(path: &Path, bytes: &[u8]) -> io::Result<Option<(NamedTempFile, PathBuf)>> {
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(path)?,
        Err(error) => return Err(error),
    };
    let permissions = match fs::metadata(&target) {
        Ok(data) if data.is_file() => Some(data.permissions()),
        Ok(data) if data.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) => {
            fs::OpenOptions::new()
                .write(true)
                .open(&target)?
                .write_all(bytes)?;
            return Ok(None);
        }
        Err(_) => None,
    };
    let folder = target.parent().unwrap_or(Path::new("/"));
    fs::metadata(folder)?;
    // The whole error names the temporary file, which nobody asked for.
    let mut file = new_file(folder).map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(Some((file, target)))
}

/// A temporary file with the permissions that a new file has, not the private ones of a secret.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".factum-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn permissions_and_links_survive() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_all(&[(link.clone(), b"new")]).unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&real).unwrap().permissions().mode() & 0o777,
            0o640
        );
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn one_that_cannot_be_staged_leaves_all_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let (good, bad) = (
            folder.path().join("good"),
            folder.path().join("no/such/folder"),
        );
        fs::write(&good, "old").unwrap();
        assert!(write_all(&[(good.clone(), b"new"), (bad, b"new")]).is_err());
        assert_eq!(fs::read(&good).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
