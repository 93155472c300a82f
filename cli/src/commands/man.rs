//! `factum man`.

use clap::CommandFactory;
use clap_mangen::Man;

use super::Cli;
use crate::Outcome;
use crate::console::Console;
use crate::failure::{Failure, Result};

/// Print the manual page of factum, or of one of its commands
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The command
    command: Option<String>,
}

/// Prints roff.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let mut all = Cli::command();
    all.build();
    let page = match &args.command {
        None => all,
        Some(name) => {
            let page = all.find_subcommand(name).cloned();
            page.ok_or_else(|| {
                Failure::nearest(
                    format!("there is no command `{name}`"),
                    name,
                    all.get_subcommands().map(clap::Command::get_name),
                    "`factum help` lists them all",
                )
            })?
        }
    };
    let mut roff = Vec::new();
    Man::new(page)
        .render(&mut roff)
        .map_err(|error| Failure::new(format!("cannot write the page: {error}")))?;
    console.print(&roff)?;
    Ok(Outcome::Clean)
}
