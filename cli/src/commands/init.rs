//! `factum init`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::config::FILE_NAME;
use crate::console::Console;
use crate::failure::{Failure, Result};

/// Start a catalog: a first event and the settings
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder; it is made if it is missing
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// The files of a new catalog.
const FILES: [(&str, &str); 2] = [
    (FILE_NAME, include_str!("init/factum.toml")),
    ("events.yaml", include_str!("init/events.yaml")),
];

/// Writes the first files, and none over another.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let folder = &args.folder;
    fs::create_dir_all(folder).map_err(|error| failure(folder, &error))?;
    let existing = FILES
        .iter()
        .map(|(name, _)| folder.join(name))
        .find(|path| path.exists());
    if let Some(path) = existing {
        return Err(Failure::with_help(
            format!("`{}` exists already; nothing was written", path.display()),
            "`factum lint` reads the catalog that is there",
        ));
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        let written = File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| failure(&path, &error))?;
        console.note(&format!("wrote {}", path.display()));
    }
    Ok(Outcome::Clean)
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    Failure::with_help(
        format!("cannot write `{}`: {error}", path.display()),
        "name a folder that may be written to",
    )
}
