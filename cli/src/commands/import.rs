//! `factum import`.

use std::fs;
use std::path::{Path, PathBuf};

use factum_catalog::Catalog;
use factum_templates::{Generated, Note};

use super::mistakes::mistakes;
use super::notes::one_of_a_kind;
use crate::Outcome;
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::input::{Input, SettingsFile};
use crate::report::counted;
use crate::write::write_all;

/// Write a catalog of any format in factum's own
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders of the catalog
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The folder to write to; nothing in it is overwritten
    #[arg(long, value_name = "DIR", default_value = "catalog")]
    out: PathBuf,
    #[command(flatten)]
    settings: SettingsFile,
}

/// Reads a catalog and writes it anew.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let input = Input {
        paths: args.paths.clone(),
        settings: SettingsFile {
            config: args.settings.config.clone(),
        },
    };
    let config = input.config()?;
    let catalog = input.load(&config)?;
    let generated =
        factum_templates::native(&catalog).map_err(|error| Failure::new(error.to_string()))?;
    if generated.outputs.iter().next().is_none() {
        return Err(nothing_to_write(mistakes(&catalog, &config).len()));
    }
    let files = write(&args.out, &generated)?;
    console.print(report(&catalog, &files, &generated.notes).as_bytes())?;
    let mistakes = mistakes(&catalog, &config);
    if !mistakes.is_empty() {
        console.note(&format!(
            "{} in what was read, which may be missing from what was written: `factum lint` shows \
             them",
            counted(mistakes.len(), "mistake")
        ));
    }
    Ok(Outcome::Clean)
}

fn nothing_to_write(mistakes: usize) -> Failure {
    match mistakes {
        0 => Failure::with_help(
            "nothing was written: what was read defines nothing",
            "name a catalog with messages",
        ),
        _ => Failure::with_help(
            format!(
                "nothing was written: {} left nothing to import",
                counted(mistakes, "mistake")
            ),
            "`factum lint` shows what is wrong",
        ),
    }
}

/// Writes all files, or none if one of them is there already.
fn write(out: &Path, generated: &Generated) -> Result<Vec<PathBuf>> {
    let outputs = generated.outputs.iter();
    let files: Vec<(PathBuf, &[u8])> = outputs
        .map(|(path, bytes)| (out.join(path.as_str()), bytes))
        .collect();
    let taken: Vec<String> = files
        .iter()
        .filter(|(path, _)| fs::symlink_metadata(path).is_ok())
        .map(|(path, _)| format!("`{}`", path.display()))
        .collect();
    if !taken.is_empty() {
        return Err(Failure::with_help(
            format!(
                "{} exists already, and import overwrites nothing",
                taken.join(", ")
            ),
            "write to another folder: `--out DIR`",
        ));
    }
    fs::create_dir_all(out).map_err(|error| {
        Failure::with_help(
            format!("cannot make the folder `{}`: {error}", out.display()),
            "choose another folder: `--out DIR`",
        )
    })?;
    write_all(&files)?;
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// What was written, and what could not be carried: each kind of loss once, where it is met first.
fn report(catalog: &Catalog, files: &[PathBuf], notes: &[Note]) -> String {
    let mut text = String::new();
    for file in files {
        text.push_str(&format!("wrote {}\n", file.display()));
    }
    if !notes.is_empty() {
        text.push_str("\nnot carried as it was:\n");
    }
    for line in one_of_a_kind(catalog, notes) {
        text.push_str(&format!("  {line}\n"));
    }
    text
}
