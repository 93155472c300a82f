//! Paths as the platform that hosts a repository knows them.

use factum_catalog::Catalog;
use factum_rules::breaking::BASELINE_MARK;

use crate::git::folder_in_work_tree;

/// The paths of a catalog's files, relative to the top of the work tree that factum runs in;
/// nothing where they are relative to it anyhow.
pub fn from_top(catalog: &Catalog) -> Vec<String> {
    let folder = folder_in_work_tree().unwrap_or_default();
    if folder.is_empty() {
        return Vec::new();
    }
    let paths = catalog.sources.iter();
    paths.map(|source| moved(&folder, &source.path)).collect()
}

/// A path that is relative to a folder, relative to where that folder is. One that leads out of
/// the work tree, or into a revision, stays as it is.
fn moved(folder: &str, path: &str) -> String {
    if path.starts_with('/') || path.contains(BASELINE_MARK) {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        if part != ".." {
            parts.push(part);
        } else if parts.pop().is_none() {
            return path.to_owned();
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_path_is_moved_within_the_work_tree() {
        assert_eq!(moved("a/b/", "c.yaml"), "a/b/c.yaml");
        assert_eq!(moved("a/b/", "../../c.yaml"), "c.yaml");
        assert_eq!(moved("a/", "../../c.yaml"), "../../c.yaml");
        assert_eq!(moved("a/", "main:c.yaml"), "main:c.yaml");
    }
}
