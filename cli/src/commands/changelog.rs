//! `factum changelog`.

use factum_catalog::Catalog;
use factum_message_rules::finding::Severity;
use factum_rules::breaking::{self, Change, Changelog, Entry};
use serde::Serialize;

use super::mistakes::{NOT_COMPARED, unreadable};
use crate::Outcome;
use crate::against::{Against, Unpublished};
use crate::console::Console;
use crate::failure::Result;
use crate::input::Input;
use crate::position::{Place, Positions};
use crate::report::{Format, JsonAffected, Report, code, counted, json_affected, markdown_text};

/// Tell what changed since it was published, breaking or not
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    against: Against,
    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ChangelogFormat,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ChangelogFormat {
    /// For people.
    Text,
    /// For release notes or a comment on a pull request.
    Markdown,
    /// One JSON object.
    Json,
}

/// Prints the list. That something breaks is no failure here: `breaking` judges.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let config = args.against.settings(&args.input)?;
    let mut catalog = args.input.load(&config)?;
    let unreadable = unreadable(&catalog, &config);
    if !unreadable.is_empty() {
        let report = Report::new(&catalog, &unreadable, Severity::Error);
        let text = report.render(Format::Text, false)?;
        console.note(String::from_utf8_lossy(&text).trim_end());
        console.note(NOT_COMPARED);
        return Ok(Outcome::Findings);
    }
    let baseline = args
        .against
        .read(&catalog, &args.input, &config, Unpublished::Fail, console)?;
    let changelog = match baseline {
        Some(mut baseline) => {
            let changelog = breaking::changelog(&catalog, &baseline, &config.settings.breaking);
            catalog.keep_sources(&mut baseline.catalog);
            changelog
        }
        None => Changelog::default(),
    };
    match args.format {
        ChangelogFormat::Text => console.print(text(&changelog).as_bytes())?,
        ChangelogFormat::Markdown => console.print(markdown(&changelog).as_bytes())?,
        ChangelogFormat::Json => console.print_json(&document(&changelog, &catalog))?,
    }
    Ok(Outcome::Clean)
}

fn text(changelog: &Changelog) -> String {
    let mut text = String::new();
    for entry in &changelog.entries {
        let (kind, identity, bump) = (entry.kind, &entry.identity, entry.bump().as_str());
        text.push_str(&format!("{kind} {identity}: {bump}\n"));
        for change in &entry.changes {
            let mark = if change.is_breaking() {
                "breaking: "
            } else {
                ""
            };
            text.push_str(&format!("  {mark}{}{}\n", change.what, broken(change)));
        }
        text.push('\n');
    }
    text.push_str(&format!("{}\n", summary(changelog)));
    text
}

fn markdown(changelog: &Changelog) -> String {
    let mut text = format!("### {}\n", summary(changelog));
    for entry in &changelog.entries {
        let (kind, identity, bump) = (entry.kind, code(&entry.identity), entry.bump().as_str());
        text.push_str(&format!("\n#### {kind} {identity}: {bump}\n\n"));
        for change in &entry.changes {
            let mark = if change.is_breaking() {
                "**breaking**: "
            } else {
                ""
            };
            let what = markdown_text(&format!("{}{}", change.what, broken(change)));
            text.push_str(&format!("- {mark}{what}\n"));
        }
    }
    text
}

/// ` (breaks billing (team-money), shipping)`, where consumers are known.
fn broken(change: &Change) -> String {
    let names: Vec<String> = change.affected.iter().map(ToString::to_string).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!("; breaks {}", names.join(", ")),
    }
}

/// `3 messages changed, 1 of them breaks`.
fn summary(changelog: &Changelog) -> String {
    let is_breaking = |entry: &&Entry| entry.changes.iter().any(Change::is_breaking);
    let breaking = changelog.entries.iter().filter(is_breaking).count();
    match changelog.entries.len() {
        0 => "nothing changed".to_owned(),
        all => format!(
            "{} with changes, {breaking} breaking",
            counted(all, "contract")
        ),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    entries: Vec<JsonEntry<'a>>,
}

#[derive(Serialize)]
struct JsonEntry<'a> {
    identity: &'a str,
    kind: &'static str,
    bump: &'static str,
    #[serde(flatten)]
    place: Place<'a>,
    changes: Vec<JsonChange<'a>>,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    kind: &'static str,
    what: &'a str,
    breaking: bool,
    bump: &'static str,
    rules: &'a [&'static str],
    affected: Vec<JsonAffected<'a>>,
}

fn document<'a>(changelog: &'a Changelog, catalog: &'a Catalog) -> Document<'a> {
    let positions = Positions::new(catalog);
    let entries = changelog.entries.iter().map(|entry| JsonEntry {
        identity: &entry.identity,
        kind: entry.kind,
        bump: entry.bump().as_str(),
        place: positions.place(entry.place),
        changes: entry.changes.iter().map(json_change).collect(),
    });
    Document {
        schema_version: 1,
        entries: entries.collect(),
    }
}

fn json_change(change: &Change) -> JsonChange<'_> {
    JsonChange {
        kind: change.kind.as_str(),
        what: &change.what,
        breaking: change.is_breaking(),
        bump: change.bump().as_str(),
        rules: &change.rules,
        affected: json_affected(&change.affected),
    }
}
