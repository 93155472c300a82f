//! An output set comes to disk whole, and nobody's work is lost.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::fs;
use std::path::Path;

use factum_templates::{
    ChangeKind, MANIFEST_NAME, OutputPath, OutputSet, WriteError, check, write, written,
};

fn set(files: &[(&str, &str)]) -> OutputSet {
    let mut set = OutputSet::new();
    for (path, text) in files {
        set.add(OutputPath::new(path).unwrap(), "test", *text)
            .unwrap();
    }
    set
}

fn kinds(root: &Path, set: &OutputSet) -> Vec<(String, ChangeKind)> {
    let report = check(root, set).unwrap();
    let changes = report.changes.iter();
    changes
        .map(|change| (change.path.to_string(), change.kind))
        .collect()
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn a_second_run_changes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let set = set(&[("a/one.txt", "1\n"), ("a/b/two.txt", "2\n")]);
    let first = write(root.path(), &set, false).unwrap();
    assert_eq!(first.created.len(), 2);
    let files = [MANIFEST_NAME, "a/one.txt", "a/b/two.txt"];
    let times = || {
        files.map(|file| {
            fs::metadata(root.path().join(file))
                .unwrap()
                .modified()
                .unwrap()
        })
    };
    let before = times();
    let second = write(root.path(), &set, false).unwrap();
    assert_eq!(second.unchanged, 2);
    assert_eq!(before, times());
    assert!(check(root.path(), &set).unwrap().is_fresh());
}

#[test]
fn what_is_no_longer_made_is_removed_with_its_directory() {
    let root = tempfile::tempdir().unwrap();
    write(
        root.path(),
        &set(&[("a/b/old.txt", "old"), ("a/new.txt", "v1")]),
        false,
    )
    .unwrap();
    let next = set(&[("a/new.txt", "v2")]);
    assert_eq!(
        kinds(root.path(), &next),
        [
            ("a/b/old.txt".to_owned(), ChangeKind::Extra),
            ("a/new.txt".to_owned(), ChangeKind::Stale)
        ]
    );
    write(root.path(), &next, false).unwrap();
    assert!(!root.path().join("a/b").exists());
    assert_eq!(text(root.path(), "a/new.txt"), "v2");
}

#[test]
fn an_edited_file_is_kept_unless_forced() {
    let root = tempfile::tempdir().unwrap();
    write(
        root.path(),
        &set(&[("edited", "1"), ("gone", "1"), ("other", "1")]),
        false,
    )
    .unwrap();
    fs::write(root.path().join("edited"), "mine").unwrap();
    fs::write(root.path().join("gone"), "mine").unwrap();
    fs::write(root.path().join("foreign"), "mine").unwrap();
    let next = set(&[("edited", "2"), ("foreign", "2"), ("other", "2")]);
    let refused = write(root.path(), &next, false);
    let Err(WriteError::Edited(paths)) = refused else {
        panic!("the edited files are not named: {refused:?}");
    };
    let paths: Vec<_> = paths.iter().map(OutputPath::as_str).collect();
    assert_eq!(paths, ["edited", "foreign", "gone"]);
    for (file, content) in [
        ("edited", "mine"),
        ("foreign", "mine"),
        ("gone", "mine"),
        ("other", "1"),
    ] {
        assert_eq!(text(root.path(), file), content, "{file}");
    }
    write(root.path(), &next, true).unwrap();
    assert_eq!(text(root.path(), "edited"), "2");
    assert!(!root.path().join("gone").exists());
}

/// A run that was killed between its renames leaves the manifest of that moment. Here one file is
/// new already and one still old, and the catalog has changed again since.
#[test]
fn an_interrupted_run_is_finished_by_the_next() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), &set(&[("a", "old a"), ("b", "old b")]), false).unwrap();
    let interrupted = tempfile::tempdir().unwrap();
    write(
        interrupted.path(),
        &set(&[("a", "new a"), ("b", "new b")]),
        false,
    )
    .unwrap();
    let manifest = text(interrupted.path(), MANIFEST_NAME);
    let old = text(root.path(), MANIFEST_NAME);
    let hash = |manifest: &str, file: &str| {
        let line = manifest
            .lines()
            .find(|line| line.contains(&format!("\"{file}\"")));
        line.unwrap().split("\"sha256\":\"").nth(1).unwrap()[..64].to_owned()
    };
    let mut moment = manifest.clone();
    for file in ["a", "b"] {
        let new = hash(&manifest, file);
        let replaces = format!("{new}\",\"replaces\":\"{}", hash(&old, file));
        moment = moment.replace(&new, &replaces);
    }
    fs::write(root.path().join(MANIFEST_NAME), moment).unwrap();
    fs::write(root.path().join("a"), "new a").unwrap();
    fs::write(root.path().join(".factum-x1.tmp"), "half").unwrap();

    let latest = set(&[("a", "latest a"), ("b", "latest b")]);
    write(root.path(), &latest, false).unwrap();
    assert_eq!(text(root.path(), "a"), "latest a");
    assert!(check(root.path(), &latest).unwrap().is_fresh());
    assert!(!root.path().join(".factum-x1.tmp").exists());
    assert!(!text(root.path(), MANIFEST_NAME).contains("replaces"));
}

#[test]
fn a_stale_file_is_shown_as_a_diff() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), &set(&[("a", "one\ntwo\n")]), false).unwrap();
    let report = check(root.path(), &set(&[("a", "one\n2\n"), ("b", "new\n")])).unwrap();
    insta::assert_snapshot!(report, @r"
    stale: a
    missing: b
    stale: .factum-manifest.json

    --- a/a
    +++ b/a
    @@ -1,2 +1,2 @@
     one
    -two
    +2

    --- /dev/null
    +++ b/b
    @@ -0,0 +1 @@
    +new
    ");
}

#[test]
fn a_manifest_that_is_not_there_is_missing() {
    let root = tempfile::tempdir().unwrap();
    let set = set(&[("a", "one\n")]);
    write(root.path(), &set, false).unwrap();
    fs::remove_file(root.path().join(MANIFEST_NAME)).unwrap();
    let report = check(root.path(), &set).unwrap();
    insta::assert_snapshot!(report, @"missing: .factum-manifest.json");
}

#[test]
fn a_manifest_tells_what_was_written() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), &set(&[("b", ""), ("a/c", "")]), false).unwrap();
    let manifest = text(root.path(), MANIFEST_NAME);
    let newer = manifest.replace("\"schema_version\": 1", "\"schema_version\": 2");
    for manifest in [manifest, newer] {
        let mut paths: Vec<_> = written(manifest.as_bytes()).into_iter().collect();
        paths.sort();
        assert_eq!(paths, ["a/c", "b"]);
    }
    assert!(written(b"[").is_empty());
}

#[test]
fn a_broken_manifest_is_an_error_with_advice() {
    let root = tempfile::tempdir().unwrap();
    for broken in [
        "{",
        "{\"schema_version\":9,\"files\":[]}",
        "{\"schema_version\":1,\"files\":[{\"path\":\"../x\",\"target\":\"t\",\"sha256\":\"\"}]}",
    ] {
        fs::write(root.path().join(MANIFEST_NAME), broken).unwrap();
        let error = write(root.path(), &set(&[]), true).unwrap_err();
        assert!(error.to_string().contains(MANIFEST_NAME), "{error}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_stay_links_and_permissions_stay() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("real")).unwrap();
        symlink("real", root.path().join("linked")).unwrap();
        write(root.path(), &set(&[("linked/a", "1"), ("b", "1")]), false).unwrap();
        symlink("real/a", root.path().join("c")).unwrap();
        let mode = |path: &str| {
            fs::metadata(root.path().join(path))
                .unwrap()
                .permissions()
                .mode()
                & 0o777
        };
        assert_eq!(mode("real/a") & 0o600, 0o600);
        fs::set_permissions(root.path().join("b"), fs::Permissions::from_mode(0o664)).unwrap();
        write(root.path(), &set(&[("linked/a", "2"), ("b", "2")]), false).unwrap();
        assert_eq!(text(root.path(), "real/a"), "2");
        assert_eq!(mode("b"), 0o664);
        assert!(root.path().join("linked").is_symlink());
        assert_eq!(text(root.path(), "c"), "2");
    }

    #[test]
    fn a_link_out_of_the_project_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        let root = tempfile::tempdir().unwrap();
        symlink(outside.path(), root.path().join("out")).unwrap();
        let error = write(root.path(), &set(&[("out/a", "1")]), true).unwrap_err();
        assert!(
            error.to_string().contains("leads out of the project"),
            "{error}"
        );
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }

    /// `/dev/full` cannot stand for a directory, so a file in the way stands for a disk that fails.
    #[test]
    fn when_one_file_cannot_be_written_none_is() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &set(&[("a", "old")]), false).unwrap();
        fs::write(root.path().join("z"), "a file").unwrap();
        let error = write(
            root.path(),
            &set(&[("a", "new"), ("new/b", "1"), ("z/c", "1")]),
            false,
        );
        assert!(error.is_err());
        assert_eq!(text(root.path(), "a"), "old");
        let mut left: Vec<_> = fs::read_dir(root.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, [MANIFEST_NAME, "a", "z"]);
    }
}
