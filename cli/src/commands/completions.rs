//! `factum completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;
use crate::Outcome;
use crate::console::Console;
use crate::failure::Result;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Prints a script that the shell is to source.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "factum", &mut script);
    console.print(&script)?;
    Ok(Outcome::Clean)
}
