//! Findings that are known already: `--baseline`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use factum_message_rules::finding::Finding;
use factum_rules::baseline::Baseline;

use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::report::counted;
use crate::write::write_all;

/// Where the known findings are.
#[derive(Debug, Args)]
pub struct Known {
    /// Do not report the findings that this file knows
    #[arg(long = "baseline", value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Where the known findings are, and whether to write them.
#[derive(Debug, Args)]
pub struct WritableKnown {
    #[command(flatten)]
    pub known: Known,
    /// Write all findings to the baseline
    #[arg(long, requires = "file")]
    write_baseline: bool,
}

impl WritableKnown {
    /// Writes the findings, if that is asked for; whether it was.
    pub fn write(&self, findings: &[Finding], console: Console) -> Result<bool> {
        let Some(file) = self.known.file.as_deref().filter(|_| self.write_baseline) else {
            return Ok(false);
        };
        write_all(&[(file.to_owned(), Baseline::of(findings).to_json())])?;
        console.note(&format!(
            "wrote {} to `{}`; with `--baseline` alone, only new ones are reported",
            counted(findings.len(), "finding"),
            file.display()
        ));
        Ok(true)
    }
}

impl Known {
    /// The findings that are not known.
    pub fn without_known(&self, findings: Vec<Finding>, console: Console) -> Result<Vec<Finding>> {
        let Some(file) = &self.file else {
            return Ok(findings);
        };
        let name = file.display();
        let parted = read(file)?.part(findings);
        if parted.known > 0 {
            let known = counted(parted.known, "known finding");
            console.note(&format!("not shown: {known} in `{name}`"));
        }
        if parted.gone > 0 {
            let gone = counted(parted.gone, "known finding");
            console.note(&format!(
                "no longer found: {gone} in `{name}`; `factum lint --baseline {name} \
                 --write-baseline` drops what is gone"
            ));
        }
        Ok(parted.new)
    }
}

fn read(file: &Path) -> Result<Baseline> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::with_help(
            format!("cannot read the baseline `{name}`: {error}"),
            format!("write one with `factum lint --baseline {name} --write-baseline`"),
        )
    })?;
    Baseline::from_json(&text).map_err(|error| Failure::new(format!("`{name}`: {error}")))
}
