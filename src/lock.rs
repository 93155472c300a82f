//! The lock on the published contract: what the test does that
//! [`#[event(registry = "…")]`](macro@crate::Event) makes.

use std::fmt::Write;
use std::path::Path;

use factum_catalog::discover::shown;
use factum_catalog::{Catalog, InputFile};
use factum_project::position::Positions;
use factum_project::{Config, Failure};
use factum_registry::Directory;
use factum_rules::Finding;
use factum_rules::breaking::published::{published, refused};

use crate::event::{Contract, Event};

/// An event that is held to what was published, and where it is declared.
#[derive(Clone, Copy, Debug)]
pub struct Lock<'a> {
    /// The folder of the package, to which the others are relative.
    pub package: &'a str,
    /// The folder of the registry; `None` for the one that `factum.toml` names.
    pub folder: Option<&'a str>,
    /// The source file, as the compiler calls it.
    pub file: &'a str,
    /// The line of the type's name, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
}

/// Fails the test if the contract of the event may not be published, as `factum publish` has it.
///
/// # Panics
/// With the findings, or with what keeps the registry or the settings from being read.
pub fn hold_to_registry<E: Event>(lock: &Lock<'_>) {
    match refusals::<E>(lock) {
        Ok(refusals) if refusals.is_empty() => {}
        Ok(refusals) => panic!("`{}` breaks what was published\n\n{refusals}", E::NAME),
        Err(failure) => panic!("error: {failure}"),
    }
}

/// What keeps it from being published, written as the command writes it, at the mode and with the
/// schema languages of `factum.toml`.
fn refusals<E: Event>(lock: &Lock<'_>) -> Result<String, Failure> {
    let package = Path::new(lock.package);
    let config = Config::load(None, &[package.to_owned()])?;
    let folder = match (lock.folder, &config.registry) {
        (Some(folder), _) => {
            let folder = package.join(folder);
            if !folder.is_dir() {
                let to = shown(&folder);
                return Err(Failure::with_help(
                    format!("there is no registry in `{to}`"),
                    format!("`factum publish --to dir:{to}` starts one"),
                ));
            }
            folder
        }
        // Nothing is published yet, which `factum check` lets pass as well.
        (None, Some(folder)) if !folder.is_dir() => return Ok(String::new()),
        (None, Some(folder)) => folder.clone(),
        (None, None) => {
            return Err(Failure::with_help(
                "no registry is named",
                "write `#[event(registry = \"registry/\")]`, or set `registry` under `[breaking]` \
                 in factum.toml",
            ));
        }
    };
    let Contract { message, types } = Contract::of::<E>();
    // The compiler's paths begin in the folder of the workspace.
    let above = package.ancestors().map(|folder| folder.join(lock.file));
    let source = above.into_iter().find(|path| path.is_file());
    let file = InputFile {
        path: source.map_or(lock.file.into(), |path| shown(&path).into()),
        text: "".into(),
    };
    let mut today = Catalog::of_messages(vec![file], vec![message], types);
    // What it helps to write is written in Rust.
    today
        .sources
        .iter_mut()
        .for_each(|source| source.format = "rust");
    let unusable = |error: &dyn std::error::Error| Failure::new(error.to_string());
    let mut baseline =
        published(&Directory::new(shown(&folder)), &today).map_err(|error| unusable(&error))?;
    let findings = refused(&today, &baseline, &config.settings);
    today.keep_sources(&mut baseline.catalog);
    let positions = Positions::new(&today);
    let texts = findings
        .iter()
        .map(|finding| text(finding, lock, &positions));
    Ok(texts.collect())
}

fn text(finding: &Finding, lock: &Lock<'_>, positions: &Positions<'_>) -> String {
    let Finding {
        severity,
        rule,
        message,
        label,
        why,
        help,
        ..
    } = finding;
    let file = positions.place(finding.span).file;
    let mut text = format!(
        "{severity}[{rule}]: {message}\n  --> {file}:{}:{}\n",
        lock.line, lock.column
    );
    let label = Some(&**label).filter(|label| !label.is_empty());
    for (what, line) in [
        ("note", label),
        ("why", Some(*why)),
        ("help", help.as_deref()),
    ] {
        text.extend(line.map(|line| format!("   = {what}: {line}\n")));
    }
    for related in &finding.related {
        let place = positions.place(related.span);
        let _ = writeln!(text, "note: {}\n  --> {place}", related.message);
    }
    text + "\n"
}
