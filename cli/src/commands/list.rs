//! `factum list`.

use factum_catalog::Catalog;
use factum_contract::message::{Message, Version};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;
use factum_rules::Settings;
use serde::Serialize;

use super::ListFormat;
use crate::Outcome;
use crate::console::Console;
use crate::failure::Result;
use crate::input::Input;
use crate::position::Positions;

/// Show what was loaded: every event, command and query
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// The form
    #[arg(long, default_value = "text")]
    format: ListFormat,
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    messages: Vec<Listed<'a>>,
}

/// One version of a message, and what it is judged to be for. What the format of its file cannot
/// say is null, unless something else says it.
#[derive(Serialize)]
struct Listed<'a> {
    kind: &'static str,
    name: &'a str,
    namespace: Option<&'a str>,
    version: Option<String>,
    r#type: Option<String>,
    file: &'a str,
    line: u32,
    producers: Option<Vec<&'a str>>,
    consumers: Option<Vec<&'a str>>,
}

/// Prints the messages of the catalog.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let config = args.input.config()?;
    let catalog = args.input.load(&config)?;
    let messages = listed(&catalog, &config.settings);
    match args.format {
        ListFormat::Json => console.print_json(&Document {
            schema_version: 1,
            messages,
        })?,
        ListFormat::Text => console.print(text(&messages).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

fn listed<'a>(catalog: &'a Catalog, settings: &Settings) -> Vec<Listed<'a>> {
    let positions = Positions::new(catalog);
    let intents = factum_rules::intents(catalog, settings);
    catalog
        .messages
        .iter()
        .zip(intents)
        .map(|(message, intent)| {
            let place = positions.place(message.name.span);
            Listed {
                kind: intent.as_str(),
                name: &message.name.value,
                namespace: message.namespace.as_deref(),
                version: version(message),
                r#type: message.cloudevents_type(),
                file: place.file,
                line: place.start.line,
                producers: services(message.says.producers, message.producers.iter()),
                consumers: services(
                    message.says.consumers,
                    message.consumers.iter().chain(&message.handler),
                ),
            }
        })
        .collect()
}

fn version(message: &Message) -> Option<String> {
    match &message.version {
        Version::Unstated => None,
        version => Some(version.to_string()),
    }
}

/// The services by name; nothing where none is named and the format can name none.
fn services<'a>(
    is_known: bool,
    services: impl Iterator<Item = &'a Spanned<Text>>,
) -> Option<Vec<&'a str>> {
    let mut names: Vec<&str> = services.map(|name| &*name.value).collect();
    names.sort_unstable();
    names.dedup();
    (is_known || !names.is_empty()).then_some(names)
}

/// `event com.acme.orders.OrderPlaced@2  orders -> billing, shipping  events/orders.yaml:14`.
fn text(messages: &[Listed<'_>]) -> String {
    let names: Vec<String> = messages.iter().map(full_name).collect();
    let wires: Vec<String> = messages.iter().map(wire).collect();
    let width = |column: &[String]| {
        let widths = column.iter().map(|cell| cell.chars().count());
        widths.max().unwrap_or(0)
    };
    let (name_width, wire_width) = (width(&names), width(&wires));
    messages
        .iter()
        .zip(names.iter().zip(&wires))
        .map(|(message, (name, wire))| {
            format!(
                "{:7}  {name:name_width$}  {wire:wire_width$}  {}:{}\n",
                message.kind, message.file, message.line
            )
        })
        .collect()
}

fn full_name(message: &Listed<'_>) -> String {
    let namespace = message
        .namespace
        .iter()
        .map(|namespace| format!("{namespace}."));
    let version = message.version.iter().map(|version| format!("@{version}"));
    namespace
        .chain(std::iter::once(message.name.to_owned()))
        .chain(version)
        .collect()
}

fn wire(message: &Listed<'_>) -> String {
    let side = |services: &Option<Vec<&str>>| match services.as_deref() {
        None => "?".to_owned(),
        Some([]) => "-".to_owned(),
        Some(services) => services.join(", "),
    };
    format!(
        "{} -> {}",
        side(&message.producers),
        side(&message.consumers)
    )
}
