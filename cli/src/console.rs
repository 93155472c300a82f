//! What goes to standard output and standard error.

use std::io::{self, IsTerminal, Write};

use clap::ColorChoice;

use crate::failure::{Failure, Result};

/// Where a command writes.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// Whether standard output takes colours.
    pub colored: bool,
}

impl Console {
    /// Colours as asked for; by default on a terminal, unless `NO_COLOR` forbids them.
    pub fn new(color: ColorChoice) -> Console {
        let colored = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                io::stdout().is_terminal()
                    && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
            }
        };
        Console { colored }
    }

    /// Prints all of a report. A reader that has seen enough and closed the pipe is no failure.
    pub fn print(self, bytes: &[u8]) -> Result<()> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(format!(
                "cannot write to standard output: {error}"
            ))),
            _ => Ok(()),
        }
    }

    /// Prints an object as JSON.
    pub fn print_json(self, value: &impl serde::Serialize) -> Result<()> {
        let mut text = serde_json::to_vec_pretty(value)
            .map_err(|error| Failure::new(format!("cannot write JSON: {error}")))?;
        text.push(b'\n');
        self.print(&text)
    }

    /// Tells what happened beside the report.
    pub fn note(self, text: &str) {
        // Nothing is left to tell it to when standard error is gone.
        let _ = writeln!(io::stderr(), "{text}");
    }
}
