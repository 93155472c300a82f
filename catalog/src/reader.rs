//! What a reader of a catalog format is, and the list of them.

use std::sync::Arc;

use factum_contract::document::{Node, parse_json};
use factum_contract::message::{Message, Payload, Says};
use factum_contract::shape::{Body, Field, Text, Types};
use factum_contract::span::{FileId, Span};

use crate::asyncapi;
use crate::avro;
use crate::broken_json;
use crate::eventcatalog;
use crate::json_schema;
use crate::library::Library;
use crate::model::{Channel, Flow, ReadModel, Service};
use crate::native;
use crate::problem::{Problem, ProblemKind};
use crate::protobuf;
use crate::repeated_keys;
use crate::rust_source::{self, Outline};
use crate::syntax_help;
use crate::xregistry;
use crate::yaml::{self, Comment};

/// All readers. The first one that claims a file reads it.
pub(crate) const READERS: &[Reader] = &[
    avro::READER,
    asyncapi::READER,
    eventcatalog::READER,
    xregistry::READER,
    native::READER,
    json_schema::folder::READER,
    protobuf::READER,
    rust_source::READER,
];

/// The extensions of the files that are read as JSON.
const JSON: [&str; 5] = ["json", "avsc", "avpr", "avro", "cereg"];

/// A catalog format.
pub(crate) struct Reader {
    /// The format's name.
    pub(crate) format: &'static str,
    /// What the format can say.
    pub(crate) says: Says,
    /// Whether a file is of this format, judging by what it holds.
    pub(crate) claims: fn(&Document) -> bool,
    /// Whether a text that could not be parsed looks like this format, so that the reader of the
    /// catalog wants to hear of the mistake.
    pub(crate) mentions_format: fn(&str) -> bool,
    /// What is done to a linked file before others can refer to it.
    pub(crate) prepare: Option<fn(&mut Document)>,
    /// Reads all files of the format together.
    pub(crate) read: Read,
}

/// How the files of a format are read.
pub(crate) enum Read {
    /// They refer to each other by names only.
    Alone(fn(Vec<Document>) -> Fragment),
    /// They refer to other files and are referred to, whatever the format of those.
    Linked(for<'a> fn(&[&'a Document], &Library<'a>) -> Fragment),
}

/// A file, parsed as far as its syntax goes.
pub(crate) struct Document {
    pub(crate) file: FileId,
    pub(crate) path: Text,
    pub(crate) text: Arc<str>,
    /// The documents in it: one for JSON, any number for YAML.
    pub(crate) roots: Vec<Node>,
    pub(crate) comments: Vec<Comment>,
    /// What comments may cover in a text that is no tree.
    pub(crate) statements: Vec<Span>,
    /// Keys that stand twice in one mapping: the first place and the second.
    pub(crate) repeated: Vec<(Span, Span)>,
    /// The keys whose values a syntax error cut off.
    pub(crate) unfinished: Vec<Span>,
    pub(crate) problems: Vec<Problem>,
    /// What a file of Rust source declares, if it holds contracts.
    pub(crate) rust: Option<Box<Outline>>,
}

impl Document {
    /// The path without the revision that a baseline's has before it (`HEAD:orders.yaml`): where
    /// the file stands among the others.
    pub(crate) fn location(&self) -> &str {
        self.path
            .split_once(':')
            .map_or(&*self.path, |(_, location)| location)
    }

    /// The extension of the file's name, without the dot.
    pub(crate) fn extension(&self) -> &str {
        self.path
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }

    /// Whether the file is JSON or YAML, by its name or by what it holds.
    pub(crate) fn is_tree(&self) -> bool {
        const TREES: [&str; 6] = ["json", "yaml", "yml", "avsc", "avpr", "jsonld"];
        let extension = self.extension().to_ascii_lowercase();
        let holds_a_mapping = || self.roots.iter().any(|root| root.as_map().is_some());
        TREES.contains(&&*extension) || holds_a_mapping()
    }

    fn take_outline(&mut self, outline: Option<Outline>) {
        self.rust = outline.map(|mut outline| {
            self.comments = std::mem::take(&mut outline.comments);
            self.statements = std::mem::take(&mut outline.entries);
            self.problems = std::mem::take(&mut outline.problems);
            Box::new(outline)
        });
    }

    /// The format's place among the [`READERS`], if the file is of any, or looks like it for all the
    /// mistakes in its text.
    pub(crate) fn format(&mut self) -> Option<usize> {
        let is_broken = !self.problems.is_empty();
        let format = READERS.iter().position(|reader| {
            (reader.claims)(self) || (is_broken && (reader.mentions_format)(&self.text))
        });
        if format.is_some() || !is_broken || !JSON.contains(&self.extension()) {
            return format;
        }
        self.roots.extend(broken_json::guess(&self.text, self.file));
        let format = READERS.iter().position(|reader| (reader.claims)(self));
        self.roots.clear();
        format
    }

    /// Parses a file by what its name says it is written in.
    pub(crate) fn parse(file: FileId, path: Text, text: Arc<str>) -> Document {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let mut document = Document {
            file,
            path: path.clone(),
            text: text.clone(),
            roots: Vec::new(),
            comments: Vec::new(),
            statements: Vec::new(),
            repeated: Vec::new(),
            unfinished: Vec::new(),
            problems: Vec::new(),
            rust: None,
        };
        let mut open_bracket = None;
        let error = match extension {
            rust_source::EXTENSION => {
                match Outline::of_contracts(&text, file) {
                    Ok(outline) => document.take_outline(outline),
                    Err(problem) => document.problems.push(problem.about(&*path)),
                }
                None
            }
            extension if JSON.contains(&extension) => match parse_json(&text, file) {
                Ok(root) => {
                    repeated_keys::inside(&root, &mut document.repeated);
                    document.roots.push(root);
                    None
                }
                Err(error) => Some((error, "JSON")),
            },
            protobuf::EXTENSION => {
                let surface = protobuf::surface(&text, file);
                document.comments = surface.comments;
                document.statements = surface.statements;
                None
            }
            extension => {
                let yaml = match extension {
                    "md" | "mdx" => eventcatalog::parse_front_matter(&text, file),
                    _ => yaml::parse(&text, file),
                };
                document.roots = yaml.documents;
                document.comments = yaml.comments;
                document.repeated = yaml.repeated;
                document.unfinished = yaml.unfinished;
                open_bracket = yaml.open_bracket;
                yaml.error.map(|error| (error, "YAML"))
            }
        };
        if let Some((error, language)) = error {
            let message = format!("this is not {language}: {}", error.message);
            let problem = Problem::new(ProblemKind::Syntax, error.span, message).about(&*path);
            document.problems.push(if language == "YAML" {
                syntax_help::for_yaml(problem, &text, open_bracket)
            } else {
                syntax_help::for_json(problem, &text)
            });
        }
        document
    }
}

/// What the files of one format define.
#[derive(Default)]
pub(crate) struct Fragment {
    pub(crate) messages: Vec<Message>,
    pub(crate) types: Types,
    pub(crate) services: Vec<Service>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) flows: Vec<Flow>,
    pub(crate) read_models: Vec<ReadModel>,
    pub(crate) problems: Vec<Problem>,
}

impl Fragment {
    /// Adds what another fragment defines.
    pub(crate) fn append(&mut self, mut other: Fragment) {
        let offset = u32::try_from(self.types.len()).unwrap_or(u32::MAX);
        if offset > 0 {
            other.shift_types(offset);
        }
        for definition in other.types.into_definitions() {
            self.types.add(definition);
        }
        self.messages.append(&mut other.messages);
        self.services.append(&mut other.services);
        self.channels.append(&mut other.channels);
        self.flows.append(&mut other.flows);
        self.read_models.append(&mut other.read_models);
        self.problems.append(&mut other.problems);
    }

    /// Renumbers the references that a reader resolved within its own types.
    fn shift_types(&mut self, offset: u32) {
        self.for_each_type(&mut |ty| {
            ty.for_each_reference_mut(&mut |reference| {
                if let Some(id) = &mut reference.id {
                    id.0 += offset;
                }
            });
        });
    }

    fn for_each_type(&mut self, change: &mut impl FnMut(&mut factum_contract::shape::Type)) {
        for message in &mut self.messages {
            for_each_message_type(message, change);
        }
        for (_, definition) in self.types.iter_mut() {
            for_each_body_type(&mut definition.body, change);
        }
    }
}

/// Calls `change` for the type of every field of a message.
pub(crate) fn for_each_message_type(
    message: &mut Message,
    change: &mut impl FnMut(&mut factum_contract::shape::Type),
) {
    match &mut message.payload {
        Payload::Record(fields) => for_each_field_type(fields, change),
        Payload::Other(ty, _) => change(ty),
        Payload::Unstated => {}
    }
    for_each_field_type(&mut message.headers, change);
}

/// Calls `change` for every type that a definition is made of.
pub(crate) fn for_each_body_type(
    body: &mut Body,
    change: &mut impl FnMut(&mut factum_contract::shape::Type),
) {
    match body {
        Body::Record(fields) => for_each_field_type(fields, change),
        Body::Union { branches, .. } => branches.iter_mut().for_each(change),
        Body::Alias(ty) => change(ty),
        Body::Enum(_) => {}
    }
}

fn for_each_field_type(
    fields: &mut [Field],
    change: &mut impl FnMut(&mut factum_contract::shape::Type),
) {
    for field in fields {
        change(&mut field.ty);
    }
}
