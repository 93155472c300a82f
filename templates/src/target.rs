//! What a target is, and the list of them.

use std::path::Path;

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use rayon::prelude::*;
use serde::Deserialize;

use crate::output::{OutputSet, PathError, SetError};
use crate::targets::{
    asyncapi, avro, cloudevents, eventcatalog, json_schema, protobuf, rust, templates, xregistry,
};

/// Turns a catalog into files.
pub trait Target: Send + Sync {
    /// The target's name: `rust`, `avro`, …
    fn name(&self) -> &'static str;

    /// The files for a catalog. They depend on nothing else, and are the same on every run.
    ///
    /// # Errors
    /// If an output path is no path, if two outputs collide, or if a template fails.
    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError>;
}

/// The files that a target makes, and what they do not carry.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The files.
    pub outputs: OutputSet,
    /// What of the catalog the target cannot carry.
    pub notes: Vec<Note>,
}

/// Why a target makes nothing.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// An output path is no path in the project.
    #[error("the target `{target}` has a wrong output path: {source}")]
    Path {
        /// The target.
        target: &'static str,
        /// What is wrong.
        source: PathError,
    },
    /// Two outputs collide.
    #[error(transparent)]
    Set(#[from] SetError),
    /// A template cannot be read.
    #[error("cannot read the template `{path}`: {source}")]
    Unreadable {
        /// The file, relative to `factum.toml`.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A template is wrong, or fails.
    #[error("{place}: {message}")]
    Template {
        /// The file and the line: `templates/event.md.j2:12`.
        place: String,
        /// What is wrong.
        message: String,
    },
}

/// The targets, as `[generate]` in `factum.toml` lists them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Rust types.
    pub rust: Option<rust::Options>,
    /// Avro schemas.
    pub avro: Option<avro::Options>,
    /// JSON Schemas.
    pub json_schema: Option<json_schema::Options>,
    /// Schemas of CloudEvents envelopes.
    pub cloudevents: Option<cloudevents::Options>,
    /// AsyncAPI documents.
    pub asyncapi: Option<asyncapi::Options>,
    /// Protobuf files.
    pub protobuf: Option<protobuf::Options>,
    /// An xRegistry document.
    pub xregistry: Option<xregistry::Options>,
    /// Pages of EventCatalog.
    pub eventcatalog: Option<eventcatalog::Options>,
    /// Templates of the user's own.
    pub templates: Vec<templates::Options>,
}

impl Settings {
    /// The targets that are set. Templates are read from below `root`, the directory of
    /// `factum.toml`.
    ///
    /// # Errors
    /// If a template cannot be read or is no template.
    pub fn targets(&self, root: &Path) -> Result<Vec<Box<dyn Target>>, GenerateError> {
        fn boxed<T: Target + 'static>(target: T) -> Box<dyn Target> {
            Box::new(target)
        }
        let json_schema = self.json_schema.clone();
        let cloudevents = self.cloudevents.clone().map(|options| {
            let data = json_schema.clone().unwrap_or_default();
            cloudevents::CloudEvents { options, data }
        });
        let templates = match &self.templates[..] {
            [] => None,
            options => Some(templates::Templates::read(options, root)?),
        };
        let targets = [
            self.rust.clone().map(rust::Rust).map(boxed),
            self.avro.clone().map(avro::Avro).map(boxed),
            json_schema.map(json_schema::JsonSchema).map(boxed),
            cloudevents.map(boxed),
            self.asyncapi.clone().map(asyncapi::AsyncApi).map(boxed),
            self.protobuf.clone().map(protobuf::Protobuf).map(boxed),
            self.eventcatalog
                .clone()
                .map(eventcatalog::EventCatalog)
                .map(boxed),
            self.xregistry.clone().map(xregistry::XRegistry).map(boxed),
            templates.map(boxed),
        ];
        Ok(targets.into_iter().flatten().collect())
    }
}

/// Runs targets and unites what they make. Notes come in the order of the targets.
///
/// # Errors
/// The first target's that fails.
pub fn generate(
    catalog: &Catalog,
    targets: &[Box<dyn Target>],
) -> Result<Generated, GenerateError> {
    let made: Vec<Generated> = targets
        .par_iter()
        .map(|target| target.generate(catalog))
        .collect::<Result<_, _>>()?;
    let mut all = Generated::default();
    for (target, generated) in targets.iter().zip(made) {
        all.outputs.append(generated.outputs)?;
        let notes = generated.notes.into_iter();
        all.notes.extend(notes.map(|note| note.of(target.name())));
    }
    Ok(all)
}
