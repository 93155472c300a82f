//! `factum publish`.

use std::path::PathBuf;
use std::str::FromStr;

use factum_catalog::discover::shown;
use factum_rules::breaking::published::{PublishError, publish};

use super::mistakes::mistakes;
use crate::Outcome;
use crate::against::registry_in;
use crate::config::{FILE_NAME, REGISTRY, registry_named};
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::input::Input;
use crate::position::Positions;
use crate::report::{Reports, counted};

/// Publish the schemas of what changed to a registry, if nothing breaks by it
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// The registry in a folder [default: the one in the settings]
    #[arg(long, value_name = "dir:FOLDER")]
    to: Option<Target>,
    #[command(flatten)]
    reports: Reports,
}

#[derive(Clone, Debug)]
struct Target(PathBuf);

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match registry_named(text) {
            Some(folder) if !folder.is_empty() => Ok(Target(folder.into())),
            _ => Err(format!(
                "write it as {REGISTRY}FOLDER, as in `{REGISTRY}registry`"
            )),
        }
    }
}

/// Checks everything, then publishes everything.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let mut config = args.input.config()?;
    if let Some(Target(folder)) = &args.to {
        config.leave_out(folder);
    }
    let Some(folder) = args
        .to
        .as_ref()
        .map(|to| &to.0)
        .or(config.registry.as_ref())
    else {
        return Err(Failure::with_help(
            "no registry is named",
            format!(
                "write `--to {REGISTRY}registry`, or set `registry` under `[breaking]` in {FILE_NAME}"
            ),
        ));
    };
    let mut catalog = args.input.load(&config)?;
    let mistakes = mistakes(&catalog, &config);
    if !mistakes.is_empty() {
        console.note("nothing was published: the catalog does not say clearly what it means");
        return args.reports.write_unfixed(&catalog, &mistakes, console);
    }
    match publish(&catalog, &mut registry_in(folder), &config.settings) {
        Ok(publication) => {
            for (subject, version) in &publication.published {
                console.note(&format!("published {subject} version {version}"));
            }
            if config.registry.as_deref().map(shown) != Some(shown(folder)) {
                console.note(&format!(
                    "set `registry` under `[breaking]` in {FILE_NAME}, so that a registry beside \
                     the catalog is not read as part of it"
                ));
            }
            if publication.unchanged > 0 || publication.published.is_empty() {
                let unchanged = counted(publication.unchanged, "subject");
                console.note(&format!("{unchanged} as published"));
            }
            if publication.experimental > 0 {
                let left = counted(publication.experimental, "experimental message");
                console.note(&format!("{left} left out: the contract may still change"));
            }
            Ok(Outcome::Clean)
        }
        Err(PublishError::Breaking {
            findings,
            mut baseline,
        }) => {
            catalog.keep_sources(&mut baseline);
            console.note(&format!(
                "nothing was published: mend what breaks, or approve it under \
                 `[[allow.breaking]]` in {FILE_NAME}"
            ));
            args.reports.write_unfixed(&catalog, &findings, console)
        }
        Err(PublishError::SharedSubject { subject, names }) => {
            let positions = Positions::new(&catalog);
            let [first, second] = names.map(|name| positions.place(name));
            Err(Failure::with_help(
                format!(
                    "{second}: the message has the subject `{subject}`, which is that of another \
                     message, at {first}: nothing was published"
                ),
                "give one of them a subject of its own",
            ))
        }
        Err(error) => Err(Failure::new(error.to_string())),
    }
}
