//! `factum name`.

use std::io;

use factum_grammar::{Grammar, Verdict};
use serde::Serialize;

use super::ListFormat;
use crate::Outcome;
use crate::config::Config;
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::input::SettingsFile;

/// Tell whether names are those of events, and what they should be
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names in any casing; `-` reads them from standard input, one a line
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
    /// The form; `json` is one object a line
    #[arg(long, default_value = "text")]
    format: ListFormat,
    #[command(flatten)]
    settings: SettingsFile,
}

#[derive(Serialize)]
struct Judged<'a> {
    schema_version: u32,
    name: &'a str,
    label: &'static str,
    crud: bool,
    verb: Option<&'a str>,
    confidence: f64,
    reason: String,
    suggestions: Vec<String>,
}

/// Judges each name, in order.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let config = Config::load(args.settings.config.as_deref(), &[])?;
    let grammar = config
        .settings
        .grammar
        .with_language(config.settings.language);
    let mut text = String::new();
    for name in &args.names {
        match name.as_str() {
            "-" => {
                let names = read_names()?;
                for name in names.lines().filter(|line| !line.trim().is_empty()) {
                    text.push_str(&judged(name, &grammar, args.format)?);
                }
            }
            name => text.push_str(&judged(name, &grammar, args.format)?),
        }
    }
    console.print(text.as_bytes())?;
    Ok(Outcome::Clean)
}

fn read_names() -> Result<String> {
    io::read_to_string(io::stdin()).map_err(|error| {
        Failure::with_help(
            format!("cannot read the names from standard input: {error}"),
            "give them as UTF-8 text, one a line",
        )
    })
}

fn judged(name: &str, grammar: &Grammar, format: ListFormat) -> Result<String> {
    let verdict = grammar.judge(name);
    match format {
        ListFormat::Text => Ok(lesson(&verdict)),
        ListFormat::Json => line(&verdict),
    }
}

fn line(verdict: &Verdict<'_>) -> Result<String> {
    let line = Judged {
        schema_version: 1,
        name: verdict.name,
        label: verdict.label.as_str(),
        crud: verdict.crud,
        verb: verdict.verb,
        confidence: (f64::from(verdict.confidence) * 1000.0).round() / 1000.0,
        reason: verdict.reason(),
        suggestions: verdict.suggestions(),
    };
    serde_json::to_string(&line)
        .map(|line| line + "\n")
        .map_err(|error| Failure::new(format!("cannot write JSON: {error}")))
}

/// What a teacher would say of the name.
fn lesson(verdict: &Verdict<'_>) -> String {
    let doubt = if verdict.is_doubtful() {
        ", doubtful"
    } else {
        ""
    };
    let mut text = format!(
        "{}: {}{doubt}\n  {}\n",
        verdict.name,
        verdict.label,
        verdict.reason()
    );
    if verdict.crud {
        text.push_str("  The verb tells what a database did; say what it meant to the business.\n");
    }
    if let [best, others @ ..] = &verdict.suggestions()[..] {
        text.push_str(&format!("  Better: {best}"));
        for other in others {
            text.push_str(&format!(", or {other}"));
        }
        text.push('\n');
    }
    text
}
