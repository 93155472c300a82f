//! The commands, one file each.

mod breaking;
mod changelog;
mod check;
mod compare;
mod completions;
mod explain;
mod generate;
mod import;
mod init;
mod lint;
mod list;
mod man;
mod mistakes;
mod name;
mod notes;
mod publish;
mod rules;
mod schema;

use clap::{ColorChoice, Parser, Subcommand, ValueEnum};

use crate::Outcome;
use crate::console::Console;
use crate::failure::Result;

/// Lints an event catalog, compares it with what was published and generates code from it.
#[derive(Debug, Parser)]
#[command(name = "factum", version, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Lint(lint::Args),
    Breaking(breaking::Args),
    Changelog(changelog::Args),
    Generate(generate::Args),
    Import(import::Args),
    Check(check::Args),
    Publish(publish::Args),
    Compare(compare::Args),
    List(list::Args),
    Rules(rules::Args),
    Explain(explain::Args),
    Name(name::Args),
    Schema(schema::Args),
    Init(init::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// The form of what is not a report of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

/// Runs a command.
pub fn run(command: Command, console: Console) -> Result<Outcome> {
    match command {
        Command::Lint(args) => lint::run(&args, console),
        Command::Breaking(args) => breaking::run(&args, console),
        Command::Changelog(args) => changelog::run(&args, console),
        Command::Generate(args) => generate::run(&args, console),
        Command::Import(args) => import::run(&args, console),
        Command::Check(args) => check::run(&args, console),
        Command::Publish(args) => publish::run(&args, console),
        Command::Compare(args) => compare::run(&args, console),
        Command::List(args) => list::run(&args, console),
        Command::Rules(args) => rules::run(&args, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Name(args) => name::run(&args, console),
        Command::Schema(args) => schema::run(&args, console),
        Command::Init(args) => init::run(&args, console),
        Command::Completions(args) => completions::run(&args, console),
        Command::Man(args) => man::run(&args, console),
    }
}
