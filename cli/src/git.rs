//! Reading a revision of a git repository, without a checkout and without touching the tree.
//!
//! Everything is asked of the `git` program, so that a shallow clone, a detached head, a work tree
//! of its own and `GIT_DIR` mean what they mean to git.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use factum_catalog::discover::shown;
use factum_rules::breaking::BASELINE_MARK;

use crate::failure::{Failure, Result};

/// A repository, and where its files would lie.
#[derive(Debug)]
pub struct Repository {
    /// The work tree; of a bare repository, the folder that was asked for, which is taken for one.
    top: PathBuf,
    is_bare: bool,
}

/// A commit that was asked for, and its name for people.
#[derive(Debug)]
pub struct Revision {
    id: String,
    /// As it was asked for, or a short id.
    pub name: String,
}

/// A file of a revision.
#[derive(Debug)]
pub struct Blob {
    id: String,
    /// Where it would lie in the work tree.
    pub path: PathBuf,
    /// The revision and the path as it is shown: `main:events/orders.yaml`.
    pub name: String,
}

impl Repository {
    /// The repository that a folder is in, if it is in one.
    pub fn around(folder: &Path) -> Result<Option<Repository>> {
        let output = git(folder, &["rev-parse", "--show-toplevel"])?;
        if output.status.success() {
            return Ok(Some(Repository {
                top: PathBuf::from(text(&output)),
                is_bare: false,
            }));
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if said.contains("not a git repository") {
            Ok(None)
        } else if said.contains("must be run in a work tree") {
            Ok(Some(Repository {
                top: folder.to_owned(),
                is_bare: true,
            }))
        } else {
            Err(git_failure("read the repository", &output))
        }
    }

    /// The revision of this name, if there is one.
    pub fn find(&self, name: &str) -> Result<Option<Revision>> {
        // What begins with a dash is an option to git and never the name of a revision.
        if name.starts_with('-') {
            return Ok(None);
        }
        let commit = format!("{name}^{{commit}}");
        let output = git(&self.top, &["rev-parse", "--verify", "--quiet", &commit])?;
        Ok(output.status.success().then(|| Revision {
            id: text(&output),
            name: name.to_owned(),
        }))
    }

    /// Whether a revision is the commit that is checked out.
    pub fn is_checked_out(&self, revision: &Revision) -> Result<bool> {
        let head = self.find("HEAD")?;
        Ok(head.is_some_and(|head| head.id == revision.id))
    }

    /// The revision of this name; a failure that says how to get it, if there is none.
    pub fn revision(&self, name: &str) -> Result<Revision> {
        self.find(name)?.ok_or_else(|| {
            let help = match self.is_shallow() {
                true => how_to_deepen(name),
                false => {
                    "`git log` lists what there is, and `git fetch` gets what is new".to_owned()
                }
            };
            Failure::with_help(
                format!("the git revision `{name}` is not in this repository"),
                help,
            )
        })
    }

    /// Where the present branch left the main one: the merge base of `HEAD` and `origin/HEAD`.
    /// Nothing where there is no earlier commit to compare with.
    pub fn merge_base(&self) -> Result<Option<Revision>> {
        const MAIN: &str = "origin/HEAD";
        let Some(head) = self.find("HEAD")? else {
            return Ok(None);
        };
        let Some(main) = self.find(MAIN)? else {
            if self.find("HEAD^")?.is_none() && !self.is_shallow() {
                return Ok(None);
            }
            return Err(Failure::with_help(
                format!("there is no `{MAIN}` to compare with"),
                "name a revision with `--against`, such as `HEAD~1` or `origin/main`, or let git \
                 find the main branch with `git remote set-head origin --auto`",
            ));
        };
        let output = git(&self.top, &["merge-base", &head.id, &main.id])?;
        if !output.status.success() {
            return Err(Failure::with_help(
                format!("`HEAD` and `{MAIN}` have no common commit here"),
                "fetch more of the history (`git fetch --unshallow`, or `fetch-depth: 0` of \
                 actions/checkout), or name a revision with `--against`",
            ));
        }
        let id = text(&output);
        let name = id.chars().take(10).collect();
        Ok(Some(Revision { id, name }))
    }

    /// A bare repository does not say where its files would lie: fails if none of them lies where
    /// it was taken to.
    pub fn check_places(&self, at: &Revision, blobs: &[&Blob]) -> Result<()> {
        if !self.is_bare || blobs.iter().any(|blob| blob.path.exists()) {
            return Ok(());
        }
        let top = shown(&self.top);
        Err(Failure::with_help(
            format!("no file in `{top}` is one of `{}`", at.name),
            format!(
                "the repository is bare, so `{top}` is taken for the top of its work tree; name \
                 the top as the path, or set GIT_WORK_TREE to it"
            ),
        ))
    }

    /// Whether the repository knows another one.
    pub fn has_remote(&self) -> Result<bool> {
        Ok(!git(&self.top, &["remote"])?.stdout.is_empty())
    }

    fn is_shallow(&self) -> bool {
        git(&self.top, &["rev-parse", "--is-shallow-repository"])
            .is_ok_and(|output| text(&output) == "true")
    }

    /// All files of a revision; no symbolic links and no submodules.
    pub fn blobs(&self, at: &Revision) -> Result<Vec<Blob>> {
        let output = git(&self.top, &["ls-tree", "-r", "-z", "--full-tree", &at.id])?;
        if !output.status.success() {
            return Err(git_failure("list the files of a revision", &output));
        }
        let entries = output.stdout.split(|byte| *byte == 0);
        Ok(entries
            .filter_map(|entry| {
                // `mode type id<TAB>path`; a path that is not UTF-8 is no file of a catalog.
                let (about, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
                let (mode, rest) = about.split_once(' ')?;
                let (_, id) = rest.split_once(' ')?;
                let path = self.top.join(path);
                mode.starts_with("100").then(|| Blob {
                    id: id.to_owned(),
                    name: format!("{}{BASELINE_MARK}{}", at.name, shown(&path)),
                    path,
                })
            })
            .collect())
    }

    /// The bytes of each, in the same order.
    pub fn contents(&self, blobs: &[&Blob]) -> Result<Vec<Vec<u8>>> {
        let mut child = command(&self.top, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| no_git(&error))?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::new("cannot talk to git"));
        };
        let ids: String = blobs.iter().map(|blob| format!("{}\n", blob.id)).collect();
        // Git answers while it is asked: who only writes first may wait for ever.
        let contents = thread::scope(|scope| {
            scope.spawn(move || input.write_all(ids.as_bytes()));
            let mut output = BufReader::new(output);
            blobs
                .iter()
                .map(|_| read_object(&mut output))
                .collect::<std::io::Result<_>>()
        });
        // What git says at the end adds nothing to what was read of it.
        let _ = child.wait();
        contents.map_err(|error| {
            Failure::with_help(
                format!("git does not give the files of a revision: {error}"),
                "`git fsck` tells whether the repository is whole",
            )
        })
    }
}

/// How to get a revision into a shallow clone.
fn how_to_deepen(name: &str) -> String {
    let whole = "this is a shallow clone: get the history with `git fetch --unshallow` \
                 (`fetch-depth: 0` of actions/checkout)";
    // What counts from another revision cannot be fetched by itself.
    if name.contains(['~', '^', '@', ':']) || name == "HEAD" {
        return whole.to_owned();
    }
    let branch = name.strip_prefix("origin/").unwrap_or(name);
    format!(
        "{whole}, or this revision alone with `git fetch --depth=1 origin {branch}`, and compare \
         with `--against git:FETCH_HEAD`"
    )
}

/// One answer of `cat-file --batch`: `id type size`, a newline, the bytes, a newline.
fn read_object(output: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut head = String::new();
    output.read_line(&mut head)?;
    let size: u64 = head
        .trim_end()
        .rsplit_once(' ')
        .and_then(|(_, size)| size.parse().ok())
        .ok_or_else(|| std::io::Error::other(format!("git answers `{}`", head.trim_end())))?;
    let mut bytes = Vec::new();
    output.take(size + 1).read_to_end(&mut bytes)?;
    match bytes.pop() {
        Some(b'\n') if bytes.len() as u64 == size => Ok(bytes),
        _ => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("LC_ALL", "C");
    // Relative to the folder that factum runs in, as git hooks set it, and not to this one.
    if let Some(path) = env::var_os("GIT_DIR").and_then(|path| fs::canonicalize(path).ok()) {
        command.env("GIT_DIR", path);
    }
    command
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output> {
    command(folder, arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| no_git(&error))
}

fn no_git(error: &std::io::Error) -> Failure {
    Failure::with_help(
        format!("cannot run git: {error}"),
        "install git, or compare with a folder: `--against PATH`",
    )
}

/// Where the working directory lies in the work tree that it is in: `services/orders/`, empty at
/// the top. Nothing where there is no work tree, or no git.
pub fn folder_in_work_tree() -> Option<String> {
    let output = git(Path::new("."), &["rev-parse", "--show-prefix"]).ok()?;
    output.status.success().then(|| text(&output))
}

fn git_failure(what: &str, output: &Output) -> Failure {
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Failure::new(format!("git cannot {what}: {said}"))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout)
        .trim_end_matches('\n')
        .to_owned()
}
