//! Protobuf: one `.proto` (proto3) for each package, which is a namespace in one version.
//!
//! A package is one file because Protobuf resolves names and imports by file: events that share a
//! type share its definition, and code generators make one type of it, not one for each event.

mod fields;
mod file;
mod names;
mod shapes;

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Message, Payload};
use serde::Deserialize;

use self::names::{Names, path};
use self::shapes::Shapes;
use super::files::{MessageKind, of_kinds};
use super::reach::{endless_aliases, reached};
use crate::output::OutputPath;
use crate::target::{GenerateError, Generated, Target};

/// `[generate.protobuf]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The directory, relative to `factum.toml`; what the imports are relative to.
    pub out: String,
    /// Of which messages; all, unless stated.
    #[serde(default = "MessageKind::all")]
    pub messages: Vec<MessageKind>,
}

/// The target.
#[derive(Clone, Debug)]
pub struct Protobuf(pub Options);

impl Target for Protobuf {
    fn name(&self) -> &'static str {
        "protobuf"
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let mut generated = Generated::default();
        let (stated, unstated): (Vec<&Message>, Vec<&Message>) =
            of_kinds(catalog, &self.0.messages).partition(|it| it.payload != Payload::Unstated);
        for message in unstated {
            generated.notes.push(Note::new(
                message.identity().to_string(),
                "has no fields, so `protobuf` makes nothing of it",
                message.span,
            ));
        }
        let ids = reached(stated.iter().copied(), &catalog.types);
        let endless = endless_aliases(&ids, &catalog.types);
        let names = Names::new(catalog, &stated, &ids);
        for (package, contents) in &names.packages {
            let mut shapes = Shapes::new(&catalog.types, &names, &endless, package);
            for (name, message) in &contents.messages {
                shapes.message(name, message);
            }
            for (name, definition) in &contents.types {
                shapes.definition(name, definition);
            }
            let (file, notes) = shapes.finish();
            let path = OutputPath::within(&self.0.out, &path(package)).map_err(|source| {
                GenerateError::Path {
                    target: self.name(),
                    source,
                }
            })?;
            generated.outputs.add(path, self.name(), file.to_text())?;
            generated.notes.extend(notes);
        }
        for (package, home) in &names.united {
            let place = names.packages.get(home).and_then(|home| {
                let messages = home.messages.iter().map(|(_, message)| message.span);
                messages
                    .chain(home.types.iter().map(|(_, it)| it.span))
                    .next()
            });
            generated.notes.push(Note::new(
                package.clone(),
                format!(
                    "refers to `{home}` and is referred to by it, so it is a part of that package"
                ),
                place.unwrap_or_default(),
            ));
        }
        Ok(generated)
    }
}
