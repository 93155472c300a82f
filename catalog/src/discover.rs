//! From paths to files: which files of a tree may belong to a catalog, and their texts.

mod path;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use rayon::prelude::*;

pub use path::shown;

use crate::load::InputFile;
use path::slashed;

/// The extensions of the files that a walk through a folder picks up.
pub const EXTENSIONS: [&str; 11] = [
    "yaml", "yml", "json", "avsc", "avpr", "avro", "cereg", "proto", "md", "mdx", "rs",
];

/// Folders that hold others' files or built ones, never a catalog.
const SKIPPED_FOLDERS: [&str; 2] = ["node_modules", "target"];

/// The largest file that is read: spans count bytes in 32 bits.
const MAX_BYTES: u64 = u32::MAX as u64;

/// What keeps a file or a folder from being read.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// A path that does not exist.
    #[error("`{0}` does not exist")]
    Missing(String),
    /// `-`, by which other programs mean the standard input.
    #[error("`-` is no file, and standard input is not read")]
    StandardInput,
    /// A folder that cannot be listed, or a file that cannot be opened.
    #[error("cannot read `{path}`: {error}")]
    Unreadable {
        /// The path, as it is shown.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// A pipe, a socket or a device.
    #[error("`{0}` is not a regular file")]
    NotRegular(String),
    /// A file that spans cannot address.
    #[error("`{0}` is larger than 4 GiB")]
    TooLarge(String),
    /// A file whose bytes are not UTF-8.
    #[error("`{path}` is not UTF-8: the byte at offset {offset} belongs to no character")]
    NotUtf8 {
        /// The path, as it is shown.
        path: String,
        /// Offset of the first byte that is wrong, from 0.
        offset: usize,
    },
    /// A file name that is not Unicode, which no report could show.
    #[error("the file name `{0}` is not valid Unicode")]
    NameNotUnicode(String),
}

impl DiscoverError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            DiscoverError::Missing(_) => "check the spelling, and that it is relative to here",
            DiscoverError::Unreadable { .. } => {
                "give read access to it, or leave it out with `exclude` under `[catalog]` in \
                 factum.toml"
            }
            DiscoverError::StandardInput | DiscoverError::NotRegular(_) => {
                "write its content to a file and name that"
            }
            DiscoverError::TooLarge(_) => "split it, or leave it out with `exclude`",
            DiscoverError::NotUtf8 { .. } => {
                "save it as UTF-8, or leave it out with `exclude` under `[catalog]` in factum.toml"
            }
            DiscoverError::NameNotUnicode(_) => "rename the file",
        }
    }
}

/// A pattern over paths, and whether it has matched anything yet.
///
/// `*` stays within one folder, `**` crosses folders; a pattern that matches a folder matches all
/// that is in it.
#[derive(Debug)]
pub struct Pattern {
    glob: String,
    matcher: GlobMatcher,
    used: AtomicBool,
}

impl Pattern {
    /// Reads a pattern; the error says what is wrong with it.
    pub fn new(glob: &str) -> Result<Pattern, String> {
        let trimmed = glob.trim_start_matches("./").trim_end_matches('/');
        GlobBuilder::new(trimmed)
            .literal_separator(true)
            .build()
            .map(|glob| Pattern {
                glob: trimmed.to_owned(),
                matcher: glob.compile_matcher(),
                used: AtomicBool::new(false),
            })
            .map_err(|error| error.kind().to_string())
    }

    /// The pattern as written, without a leading `./` and a trailing `/`.
    pub fn glob(&self) -> &str {
        &self.glob
    }

    /// Whether it matches this path, or a folder above it.
    pub fn matches(&self, path: &str) -> bool {
        let found = Path::new(path)
            .ancestors()
            .any(|part| part != Path::new("") && self.matcher.is_match(part));
        if found {
            self.used.store(true, Ordering::Relaxed);
        }
        found
    }

    /// Whether it has matched anything.
    pub fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
}

/// Which files of a tree belong to the catalog.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The folder that the patterns are relative to; absolute.
    pub root: PathBuf,
    /// What to load; everything when empty.
    pub include: Vec<Arc<Pattern>>,
    /// What to leave out.
    pub exclude: Vec<Arc<Pattern>>,
    /// Files that were made from the catalog and are no part of it, relative to the root, with `/`.
    pub generated: HashSet<String>,
}

impl Filter {
    /// Whether the file at this path (relative to [`Filter::root`], with `/`) is to be read: it has
    /// a known extension, is included, is not excluded and was not generated.
    pub fn accepts(&self, path: &str) -> bool {
        let extension = Path::new(path).extension().and_then(OsStr::to_str);
        extension.is_some_and(|extension| {
            EXTENSIONS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(extension))
        }) && !matches_any(&self.exclude, path)
            && (self.include.is_empty() || matches_any(&self.include, path))
            && !self.generated.contains(path)
    }

    /// A path as the patterns see it; one outside the root stays as it is.
    pub fn relative(&self, path: &Path) -> String {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        slashed(absolute.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// Tries every pattern, so that each learns whether it is used.
fn matches_any(patterns: &[Arc<Pattern>], path: &str) -> bool {
    patterns
        .iter()
        .fold(false, |found, pattern| pattern.matches(path) | found)
}

/// Whether a walk passes by a file or folder of this name: it is hidden, or holds others' files.
pub fn is_skipped_name(name: &str) -> bool {
    name.starts_with('.') || SKIPPED_FOLDERS.contains(&name)
}

/// The real paths of the files under `paths`, sorted and each once. A file that is named is taken whatever it is
/// called; a folder is walked for the files that `filter` accepts, without hidden ones, what
/// `.gitignore` ignores, `node_modules` and `target`. Symbolic links inside a folder are not
/// followed.
///
/// What cannot be read is reported, and the rest is found all the same.
pub fn find(paths: &[PathBuf], filter: &Arc<Filter>) -> (Vec<PathBuf>, Vec<DiscoverError>) {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match fs::canonicalize(path) {
            Ok(folder) if folder.is_dir() => {
                for entry in walk(&folder, filter) {
                    match entry {
                        Ok(file) => files.push(file),
                        Err(error) => errors.push(error),
                    }
                }
            }
            Ok(file) => files.push(file),
            // What a pipe is called leads to no path.
            Err(_) if fs::metadata(path).is_ok() => {
                errors.push(DiscoverError::NotRegular(shown(path)));
            }
            Err(_) if path == Path::new("-") => errors.push(DiscoverError::StandardInput),
            Err(error) => errors.push(unreadable(path, error)),
        }
    }
    let mut files: Vec<(String, PathBuf)> =
        files.into_iter().map(|path| (shown(&path), path)).collect();
    files.sort();
    files.dedup_by(|(a, _), (b, _)| a == b);
    (files.into_iter().map(|(_, path)| path).collect(), errors)
}

fn walk(
    folder: &Path,
    filter: &Arc<Filter>,
) -> impl Iterator<Item = Result<PathBuf, DiscoverError>> {
    let excluding = Arc::clone(filter);
    let filter = Arc::clone(filter);
    let folder = folder.to_owned();
    WalkBuilder::new(&folder)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .filter_entry(move |entry| {
            entry.depth() == 0
                || !(entry.file_name().to_str().is_some_and(is_skipped_name)
                    || matches_any(&excluding.exclude, &excluding.relative(entry.path())))
        })
        .build()
        .filter_map(move |entry| match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                (is_file && filter.accepts(&filter.relative(entry.path())))
                    .then(|| Ok(entry.into_path()))
            }
            Err(error) => Some(Err(walk_error(&folder, error))),
        })
}

fn walk_error(folder: &Path, error: ignore::Error) -> DiscoverError {
    fn path_of(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                path_of(err)
            }
            _ => None,
        }
    }
    let path = path_of(&error).unwrap_or(folder).to_owned();
    // The walk's own error repeats the path.
    let error = match error.io_error().map(io::Error::kind) {
        Some(kind) => kind.into(),
        None => io::Error::other(error.to_string()),
    };
    unreadable(&path, error)
}

fn unreadable(path: &Path, error: io::Error) -> DiscoverError {
    let path = shown(path);
    match error.kind() {
        io::ErrorKind::NotFound => DiscoverError::Missing(path),
        _ => DiscoverError::Unreadable { path, error },
    }
}

/// Reads files, in parallel; the order is kept.
pub fn read(files: &[PathBuf]) -> (Vec<InputFile>, Vec<DiscoverError>) {
    let texts: Vec<Result<InputFile, DiscoverError>> =
        files.par_iter().map(|path| read_file(path)).collect();
    let mut read = Vec::with_capacity(texts.len());
    let mut errors = Vec::new();
    for text in texts {
        match text {
            Ok(file) => read.push(file),
            Err(error) => errors.push(error),
        }
    }
    (read, errors)
}

fn read_file(path: &Path) -> Result<InputFile, DiscoverError> {
    let name = shown(path);
    if path.to_str().is_none() {
        return Err(DiscoverError::NameNotUnicode(name));
    }
    let data = fs::metadata(path).map_err(|error| unreadable(path, error))?;
    if !data.is_file() {
        return Err(DiscoverError::NotRegular(name));
    }
    if data.len() > MAX_BYTES {
        return Err(DiscoverError::TooLarge(name));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, error))?;
    decode(name, bytes)
}

/// A file from its bytes, wherever they come from. One that is plainly no catalog is not asked to
/// be text, and is empty.
pub fn decode(path: String, bytes: Vec<u8>) -> Result<InputFile, DiscoverError> {
    let bytes = if is_plainly_none(&path, &bytes) {
        Vec::new()
    } else {
        bytes
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(InputFile {
            path: path.into(),
            text: text.into(),
        }),
        Err(error) => Err(DiscoverError::NotUtf8 {
            path,
            offset: error.utf8_error().valid_up_to(),
        }),
    }
}

/// Whether a file only shares its extension with catalogs: Markdown without front matter, Avro's
/// container of data, or Rust source that derives nothing and is no text either.
fn is_plainly_none(path: &str, bytes: &[u8]) -> bool {
    let begins = |text: &str| bytes.starts_with(text.as_bytes());
    match path.rsplit_once('.') {
        Some((_, "md" | "mdx")) => !begins("---") && !begins("\u{feff}---"),
        Some((_, "avro")) => begins("Obj\u{1}"),
        Some((_, "rs")) => {
            let derives = |text: &str| text.contains("derive");
            std::str::from_utf8(bytes).is_err() && !derives(&String::from_utf8_lossy(bytes))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn found(folder: &Path, filter: Filter) -> (Vec<String>, Vec<DiscoverError>) {
        let filter = Arc::new(Filter {
            root: folder.to_owned(),
            ..filter
        });
        let (files, errors) = find(&[folder.to_owned()], &filter);
        let files = files.iter().map(|file| filter.relative(file)).collect();
        (files, errors)
    }

    #[test]
    fn a_walk_takes_catalog_files_and_passes_by_the_rest() {
        let folder = tree(&[
            ("b.yaml", b""),
            ("a/x.YML", b""),
            ("a/notes.txt", b""),
            (".hidden/y.yaml", b""),
            ("node_modules/z.json", b""),
            ("target/z.json", b""),
            ("ignored/z.json", b""),
            (".gitignore", b"ignored/\n"),
            (".git/HEAD", b""),
        ]);
        let (files, errors) = found(folder.path(), Filter::default());
        assert_eq!(files, ["a/x.YML", "b.yaml"]);
        assert!(errors.is_empty());
    }

    #[test]
    fn patterns_choose_and_know_whether_they_were_used() {
        let folder = tree(&[
            ("events/a.yaml", b""),
            ("events/made.json", b""),
            ("events/old/b.yaml", b""),
            ("c.yaml", b""),
        ]);
        let patterns = |globs: &[&str]| {
            globs
                .iter()
                .map(|glob| Arc::new(Pattern::new(glob).unwrap()))
                .collect()
        };
        let filter = Arc::new(Filter {
            root: folder.path().to_owned(),
            include: patterns(&["./events/"]),
            exclude: patterns(&["**/old", "nowhere/*"]),
            generated: HashSet::from(["events/made.json".to_owned()]),
        });
        let (files, _) = find(&[folder.path().to_owned()], &filter);
        let files: Vec<_> = files.iter().map(|file| filter.relative(file)).collect();
        assert_eq!(files, ["events/a.yaml"]);
        let used: Vec<_> = filter
            .exclude
            .iter()
            .map(|pattern| pattern.is_used())
            .collect();
        assert_eq!(used, [true, false]);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_symbolic_links_ends() {
        let folder = tree(&[("a/x.yaml", b"")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        let (files, errors) = found(folder.path(), Filter::default());
        assert_eq!(files, ["a/x.yaml"]);
        assert!(errors.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_named_by_a_link_is_walked_as_what_it_is() {
        let folder = tree(&[("real/x.yaml", b"")]);
        let root = folder.path().canonicalize().unwrap();
        std::os::unix::fs::symlink(root.join("real"), root.join("link")).unwrap();
        let include = vec![Arc::new(Pattern::new("real/*").unwrap())];
        let filter = Filter {
            root: root.clone(),
            include,
            ..Filter::default()
        };
        let (files, _) = find(&[root.join("link"), root.join("real")], &filter.into());
        assert_eq!(files, [root.join("real/x.yaml")]);
    }

    #[test]
    fn a_file_that_is_not_utf8_is_reported_at_its_first_bad_byte() {
        let folder = tree(&[("a.yaml", b"events\xff:")]);
        let (read, errors) = read(&[folder.path().join("a.yaml")]);
        assert!(read.is_empty());
        assert!(matches!(
            errors[..],
            [DiscoverError::NotUtf8 { offset: 6, .. }]
        ));
    }

    #[test]
    fn what_is_plainly_no_catalog_may_be_anything() {
        for (path, bytes, is_read) in [
            ("README.md", &b"# Caf\xe9"[..], true),
            ("data.avro", b"Obj\x01\xff", true),
            ("index.mdx", b"---\nid: \xff", false),
            ("schema.avro", b"{\xff", false),
        ] {
            assert_eq!(
                decode(path.to_owned(), bytes.to_vec()).is_ok(),
                is_read,
                "{path}"
            );
        }
    }
}
