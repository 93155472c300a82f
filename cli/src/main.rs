//! The `factum` command: arguments, settings, report formats and exit codes.
#![forbid(unsafe_code)]

mod against;
mod commands;
mod console;
mod git;
mod input;
mod known;
mod report;
mod write;

use std::process::ExitCode;

use clap::Parser;
use factum_project::{config, failure, load, position};
use mimalloc::MiMalloc;

use crate::commands::Cli;
use crate::console::Console;

/// Reading a catalog makes millions of small allocations, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What a command that ran has to say to a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0: nothing that fails.
    Clean,
    /// Exit code 1: findings.
    Findings,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::new(cli.color);
    match commands::run(cli.command, console) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            console.note(&format!("error: {failure}"));
            ExitCode::from(2)
        }
    }
}
