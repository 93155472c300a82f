//! `factum rules`.

use factum_message_rules::rule::About;
use serde::Serialize;

use super::ListFormat;
use crate::Outcome;
use crate::console::Console;
use crate::failure::Result;
use crate::report::rule_url;

/// List the rules
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The form
    #[arg(long, default_value = "text")]
    format: ListFormat,
}

#[derive(Serialize)]
struct Document {
    schema_version: u32,
    rules: Vec<Described>,
}

/// All that is known of a rule, as JSON has it.
#[derive(Serialize)]
pub(super) struct Described {
    id: &'static str,
    category: &'static str,
    severity: &'static str,
    preset: &'static str,
    what: &'static str,
    why: &'static str,
    bad: &'static str,
    good: &'static str,
    url: String,
}

/// Prints all rules.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let rules = factum_rules::rules();
    match args.format {
        ListFormat::Json => console.print_json(&Document {
            schema_version: 1,
            rules: rules.map(Described::from).collect(),
        })?,
        ListFormat::Text => console.print(table(&rules.collect::<Vec<_>>()).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

impl From<&About> for Described {
    fn from(about: &About) -> Self {
        Self {
            id: about.id,
            category: about.category.as_str(),
            severity: about.severity.as_str(),
            preset: about.preset.as_str(),
            what: about.what,
            why: about.why,
            bad: about.bad,
            good: about.good,
            url: rule_url(about.id),
        }
    }
}

fn table(rules: &[&About]) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut category = None;
    for rule in rules {
        if category.replace(rule.category) != Some(rule.category) {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{}\n", rule.category.as_str()));
        }
        text.push_str(&format!(
            "  {:width$}  {:7}  {:8}  {}\n",
            rule.id,
            rule.severity.as_str(),
            rule.preset.as_str(),
            rule.what
        ));
    }
    text
}
