//! How paths are written: alike on every system, and relative to where the reader is.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// A path as it is shown: relative to the working directory, with `/`.
pub fn shown(path: &Path) -> String {
    let path = without_parent_parts(path);
    match (path.is_absolute(), std::env::current_dir()) {
        (true, Ok(here)) => slashed(&relative_to(&path, &here)),
        _ => slashed(&path),
    }
}

/// The path itself; where it holds `..`, the real path, so that equal places have equal names.
fn without_parent_parts(path: &Path) -> PathBuf {
    match path.components().any(|part| part == Component::ParentDir) {
        true => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        false => path.to_owned(),
    }
}

fn relative_to(path: &Path, base: &Path) -> PathBuf {
    let shared = path
        .components()
        .zip(base.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = base.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}

/// With `/`, and without `.` parts.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| match part {
            Component::RootDir => "".into(),
            part => part.as_os_str().to_string_lossy(),
        })
        .collect();
    match &parts[..] {
        [] => ".".to_owned(),
        [root] if root.is_empty() => "/".to_owned(),
        parts => parts.join("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_relative_to_the_working_directory() {
        let here = Path::new("/work/shop");
        let relative = |path: &str| slashed(&relative_to(Path::new(path), here));
        assert_eq!(relative("/work/shop/events/a.yaml"), "events/a.yaml");
        assert_eq!(relative("/work/other/a.yaml"), "../other/a.yaml");
        assert_eq!(slashed(Path::new("./events/./a.yaml")), "events/a.yaml");
    }
}
