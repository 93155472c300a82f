//! A catalog of any format in the native one, to go on with it there.
//!
//! One file for each namespace, so that a file is what one team or context says; what has no
//! namespace (services and channels among it, which are global) stands in [`GLOBAL_FILE`]. Docs and
//! the order of the source are kept.

mod comments;
mod literals;
mod merge;
mod messages;
mod names;
mod numbers;
mod shapes;
mod unknown;
mod wiring;

use std::collections::BTreeMap;

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Intent, Says, Version};
use factum_catalog::contract::shape::TypeId;
use factum_catalog::contract::span::Span;

use crate::output::OutputPath;
use crate::target::{GenerateError, Generated};
use crate::yaml::{Entry, Yaml};
use comments::Comments;
use messages::{Placed, Wiring, push_payload};
use names::{Key, MessageNames, TypeNames, type_key};
use shapes::Shapes;
use unknown::push_unknown;

/// The file of what has no namespace.
pub const GLOBAL_FILE: &str = "catalog.yaml";

const FORMAT: &str = "native";

/// The catalog in the native format, and what of it that format cannot carry. What could not be
/// read ([`Catalog::problems`]) is not in it.
///
/// # Errors
/// If two files cannot both be.
pub fn native(catalog: &Catalog) -> Result<Generated, GenerateError> {
    let mut notes = Vec::new();
    let types = type_names(catalog, &mut notes);
    let names = MessageNames::new(catalog, |id| content(catalog, id, &types), &mut notes);
    let mut writer = Writer {
        catalog,
        wiring: Wiring::new(catalog, &names),
        types: &types,
        names: &names,
        comments: Comments::new(catalog),
        notes,
    };
    let files = writer.files();
    let mut generated = Generated::default();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for (namespace, entries) in files {
        let stem = namespace.as_deref().unwrap_or("catalog");
        // Many file systems do not tell names apart by case.
        let count = taken.entry(stem.to_lowercase()).or_default();
        *count += 1;
        let suffix = if *count > 1 {
            format!("_{count}")
        } else {
            String::new()
        };
        let path = OutputPath::new(&format!("{stem}{suffix}.yaml"));
        let path = path.map_err(|source| GenerateError::Path {
            target: FORMAT,
            source,
        })?;
        generated
            .outputs
            .add(path, FORMAT, Yaml::document(&entries))?;
    }
    let Writer {
        comments,
        mut notes,
        ..
    } = writer;
    notes.extend(comments.lost());
    notes.extend(unstated_versions(catalog));
    notes.extend(numbers::lost(catalog));
    generated.notes = notes;
    Ok(generated)
}

/// Names the types, equal ones once.
fn type_names(catalog: &Catalog, notes: &mut Vec<Note>) -> TypeNames {
    let types = &catalog.types;
    let key = |id| types.get(id).map_or_else(Key::default, type_key);
    let body = |id, name_of: &dyn Fn(TypeId) -> String| {
        let Some(definition) = types.get(id) else {
            return String::new();
        };
        let mut shapes = Shapes {
            types,
            name_of,
            comments: &mut |_| Vec::new(),
            notes: &mut Vec::new(),
            subject: String::new(),
        };
        Yaml::document(&[Entry::new("type", shapes.definition(definition))])
    };
    let representatives = merge::representatives(types, key, body);
    TypeNames::new(types, representatives, notes)
}

/// What tells messages of one identity apart.
fn content(catalog: &Catalog, id: usize, types: &TypeNames) -> String {
    let Some(message) = catalog.messages.get(id) else {
        return String::new();
    };
    let mut entries = Vec::new();
    shapes::push_text(&mut entries, "doc", message.doc.as_ref());
    let mut shapes = Shapes {
        types: &catalog.types,
        name_of: &|id| types.name(id, None),
        comments: &mut |_| Vec::new(),
        notes: &mut Vec::new(),
        subject: String::new(),
    };
    push_payload(message, &mut shapes, &mut entries);
    Yaml::document(&entries)
}

/// One note for all messages whose version is taken to be 1.
fn unstated_versions(catalog: &Catalog) -> Option<Note> {
    let mut unstated = catalog
        .messages
        .iter()
        .filter(|it| it.version == Version::Unstated);
    let first = unstated.next()?;
    let message = match unstated.count() {
        0 => "states no version and is version 1".to_owned(),
        others => format!("and {others} more state no version and are version 1"),
    };
    Some(Note::new(
        first.identity().to_string(),
        message,
        first.name.span,
    ))
}

struct Writer<'a> {
    catalog: &'a Catalog,
    types: &'a TypeNames,
    names: &'a MessageNames,
    wiring: Wiring<'a>,
    comments: Comments<'a>,
    notes: Vec<Note>,
}

/// The order in which a file has its sections.
const SECTIONS: [&str; 8] = [
    "services",
    "channels",
    "types",
    "events",
    "commands",
    "queries",
    "flows",
    "read_models",
];

/// The sections of the files, by namespace.
type Files = BTreeMap<Option<String>, BTreeMap<usize, Vec<Entry>>>;

impl<'a> Writer<'a> {
    fn files(&mut self) -> BTreeMap<Option<String>, Vec<Entry>> {
        let services = self.main_services();
        let said = unknown::said_in_files(self.catalog, self.names);
        let said =
            |namespace: &Option<String>| said.get(namespace).copied().unwrap_or(Says::EVERYTHING);
        let mut files = Files::new();
        self.services_and_channels(said(&None), &mut files);
        self.messages(&services, &said, &mut files);
        self.definitions(&mut files);
        self.flows_and_read_models(&mut files);
        let files = files.into_iter().map(|(namespace, sections)| {
            let mut entries = Vec::new();
            if let Some(namespace) = &namespace {
                entries.push(Entry::new("namespace", Yaml::text(namespace)));
            }
            if let Some(service) = services.get(&namespace) {
                entries.push(Entry::new("service", Yaml::text(*service)));
            }
            push_unknown(&mut entries, Says::EVERYTHING, said(&namespace));
            let sections = sections.into_iter().filter_map(|(section, definitions)| {
                Some(Entry::new(
                    *SECTIONS.get(section)?,
                    Yaml::Block(definitions),
                ))
            });
            entries.extend(sections);
            (namespace, entries)
        });
        files.collect()
    }

    /// The one producer of all events of a namespace, where it has one.
    fn main_services(&self) -> BTreeMap<Option<String>, &'a str> {
        let mut found: BTreeMap<Option<String>, Option<&'a str>> = BTreeMap::new();
        let messages = self.catalog.messages.iter().enumerate();
        for (id, message) in messages.filter(|(_, it)| it.intent == Intent::Event) {
            let Some(key) = self.names.key(id) else {
                continue;
            };
            let producer = match &message.producers[..] {
                [single] => Some(&*single.value),
                _ => None,
            };
            let known = found.entry(key.namespace.clone()).or_insert(producer);
            if *known != producer {
                *known = None;
            }
        }
        let found = found.into_iter();
        found
            .filter_map(|(namespace, service)| Some((namespace, service?)))
            .collect()
    }

    fn messages(
        &mut self,
        services: &BTreeMap<Option<String>, &str>,
        said: &dyn Fn(&Option<String>) -> Says,
        files: &mut Files,
    ) {
        for (id, message) in self.catalog.messages.iter().enumerate() {
            let Some(key) = self.names.key(id) else {
                continue;
            };
            let section = match message.intent {
                Intent::Event => "events",
                // The format has no section for replies.
                Intent::Command | Intent::Reply => "commands",
                Intent::Query => "queries",
            };
            let placed = Placed {
                wiring: &self.wiring,
                id,
                message,
                key,
                service: services
                    .get(&key.namespace)
                    .copied()
                    .filter(|_| section == "events"),
                said: said(&key.namespace),
            };
            let types = self.types;
            let comments = &mut self.comments;
            let mut shapes = Shapes {
                types: &self.catalog.types,
                name_of: &|id| types.name(id, key.namespace.as_deref()),
                comments: &mut |span: Span| comments.take(span),
                notes: &mut self.notes,
                subject: message.identity().to_string(),
            };
            let entry = placed.entry(&mut shapes);
            add(files, &key.namespace, section, entry);
        }
    }

    fn definitions(&mut self, files: &mut Files) {
        for (id, definition) in self.catalog.types.iter() {
            let Some(key) = self.types.key(id) else {
                continue;
            };
            let name = if key.version == 1 {
                key.name.clone()
            } else {
                key.versioned()
            };
            let types = self.types;
            let comments = &mut self.comments;
            let mut shapes = Shapes {
                types: &self.catalog.types,
                name_of: &|id| types.name(id, key.namespace.as_deref()),
                comments: &mut |span: Span| comments.take(span),
                notes: &mut self.notes,
                subject: definition.qualified_name(),
            };
            let entry = Entry {
                comments: (shapes.comments)(definition.name.span),
                ..Entry::new(name, shapes.definition(definition))
            };
            add(files, &key.namespace, "types", entry);
        }
    }

    fn services_and_channels(&mut self, said: Says, files: &mut Files) {
        let (catalog, names) = (self.catalog, self.names);
        for service in &catalog.services {
            let value = wiring::service(service, said, |consumption| {
                let mention = &consumption.message;
                let written = (&*mention.name.value, mention.namespace.as_deref());
                names.mention(catalog, written, None)
            });
            let entry = Entry {
                comments: self.comments.take(service.name.span),
                ..Entry::new(&*service.name.value, value)
            };
            add(files, &None, "services", entry);
        }
        for channel in &catalog.channels {
            let entry = Entry {
                comments: self.comments.take(channel.name.span),
                ..Entry::new(&*channel.name.value, wiring::channel(channel))
            };
            add(files, &None, "channels", entry);
        }
    }

    fn flows_and_read_models(&mut self, files: &mut Files) {
        let (catalog, names) = (self.catalog, self.names);
        for flow in &catalog.flows {
            let namespace = names::namespace(flow.namespace.as_deref());
            let value = wiring::flow(flow, |written| {
                let written = (written, flow.namespace.as_deref());
                names.mention(catalog, written, namespace.as_deref())
            });
            let entry = Entry {
                comments: self.comments.take(flow.name.span),
                ..Entry::new(&*flow.name.value, value)
            };
            add(files, &namespace, "flows", entry);
        }
        for model in &catalog.read_models {
            let namespace = names::namespace(model.namespace.as_deref());
            let value = wiring::read_model(model, |written| {
                let written = (written, model.namespace.as_deref());
                names.mention(catalog, written, namespace.as_deref())
            });
            let entry = Entry {
                comments: self.comments.take(model.name.span),
                ..Entry::new(&*model.name.value, value)
            };
            add(files, &namespace, "read_models", entry);
        }
    }
}

fn add(files: &mut Files, namespace: &Option<String>, section: &str, entry: Entry) {
    let place = SECTIONS.iter().position(|known| *known == section);
    let sections = files.entry(namespace.clone()).or_default();
    sections
        .entry(place.unwrap_or(SECTIONS.len()))
        .or_default()
        .push(entry);
}
