//! `factum explain`.

use factum_message_rules::rule::{About, Category};

use serde::Serialize;

use super::ListFormat;
use super::rules::Described;
use crate::Outcome;
use crate::config::parse_rule;
use crate::console::Console;
use crate::failure::Result;

/// Explain a rule: what it finds, why it matters, what to write instead
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's id, as in `factum rules`
    rule: String,
    /// The form
    #[arg(long, default_value = "text")]
    format: ListFormat,
}

#[derive(Serialize)]
struct Document {
    schema_version: u32,
    rule: Described,
}

/// Prints all that is known of a rule.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let about = parse_rule(&args.rule)?;
    match args.format {
        ListFormat::Json => console.print_json(&Document {
            schema_version: 1,
            rule: Described::from(about),
        })?,
        ListFormat::Text => console.print(page(about).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

fn page(rule: &About) -> String {
    let id = rule.id;
    let note = match rule.category {
        Category::Breaking => " (published before `---`, today after it)",
        _ => "",
    };
    let examples: String = [("Not so", rule.bad), ("But so", rule.good)]
        .into_iter()
        .filter(|(_, example)| !example.is_empty())
        .map(|(title, example)| format!("{title}{note}:\n\n{}\n", indented(example)))
        .collect();
    format!(
        "{id}: {what}\n\n\
         {category}, {severity} by default, in the preset `{preset}` and larger ones\n\n\
         Why: {why}\n\n\
         {examples}\
         In factum.toml:\n\n    [rules]\n    {id} = \"off\"    # or \"info\", \"warning\", \"error\"\n\n\
         In a comment above or beside one place, with the reason:\n\n    \
         # factum: allow({id}) why it is right here\n",
        what = rule.what,
        category = rule.category.as_str(),
        severity = rule.severity,
        preset = rule.preset.as_str(),
        why = rule.why,
    )
}

fn indented(example: &str) -> String {
    example
        .trim_matches('\n')
        .lines()
        .map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("    {line}\n"),
        })
        .collect()
}
