//! `factum schema`.

use factum_catalog::native::SCHEMA;

use crate::Outcome;
use crate::console::Console;
use crate::failure::Result;

/// Print the JSON Schema of the catalog format, for editors
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the schema.
pub fn run(_args: &Args, console: Console) -> Result<Outcome> {
    console.print(SCHEMA.as_bytes())?;
    Ok(Outcome::Clean)
}
