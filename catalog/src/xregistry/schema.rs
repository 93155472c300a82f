//! Schemas in a registry, with their versions.

use factum_contract::document::{Entry, Node};
use factum_contract::message::{Message, Payload};
use factum_contract::shape::{Text, Type};
use factum_contract::span::{FileId, Span, Spanned};

use super::COLLECTIONS;
use super::embedded::{FORMATS, IN_MESSAGE, IN_VERSION, held};
use super::index::{Target, entries, leads_out};
use super::message::{Reading, Source};
use crate::discover;
use crate::eventcatalog::compare_versions;
use crate::json_schema::shape::text;
use crate::json_structure::{self, is_structure};
use crate::library::{self, Library, uri};
use crate::payload::{fill_from_avro, fill_from_proto_file, fill_from_protobuf, looks_like_avro};
use crate::problem::{Problem, ProblemKind};
use crate::reader::Document;

/// What refers to a schema, and older names for it.
const REFERENCES: [&str; 5] = [
    "dataschemauri",
    "dataschemaxid",
    "dataschemaurl",
    "schemauri",
    "schemaurl",
];

/// A schema as one version of a message has it.
pub(super) struct Found<'a> {
    pub(super) version: Option<Spanned<Text>>,
    schema: Option<&'a Node>,
    format: Option<&'a Node>,
    /// What is meant inside the schema.
    inside: Vec<String>,
    /// The file or URL that holds the schema, if the registry does not.
    outside: Option<&'a Node>,
    span: Span,
}

/// The references in registries to schemas in files.
pub(super) fn files<'a>(document: &'a Document, library: &Library<'a>) -> Vec<FileId> {
    let groups = document.roots.iter().flat_map(|root| {
        COLLECTIONS.iter().flat_map(|(groups, resources)| {
            let groups = entries(root, groups).iter();
            groups.flat_map(|group| entries(&group.value, resources))
        })
    });
    let holders = groups.flat_map(|entry| {
        let versions = entries(&entry.value, "versions").iter();
        versions.map(|it| &it.value).chain([&entry.value])
    });
    let references = holders.flat_map(|it| REFERENCES.iter().filter_map(|key| it.get(key)));
    references
        .filter(|reference| leads_out(reference))
        .filter_map(|reference| library.resolve_file(reference))
        .collect()
}

/// The schemas of a message, the one that holds first, then those that its versions had before.
pub(super) fn of_message<'a>(
    source: &Source<'a>,
    reading: &mut Reading<'a, '_, '_>,
) -> Vec<Found<'a>> {
    let format = source.stated(&FORMATS);
    if let Some(inline) = source.stated(&IN_MESSAGE) {
        return vec![Found {
            version: None,
            schema: Some(inline),
            format,
            inside: Vec::new(),
            outside: None,
            span: inline.span,
        }];
    }
    let Some(reference) = source.stated(&REFERENCES) else {
        return Vec::new();
    };
    match reading.index.resolve(reference) {
        Target::Entry(entry, rest) => versions(entry, &rest, reference, reading),
        Target::Elsewhere => vec![Found {
            version: None,
            schema: None,
            format,
            inside: Vec::new(),
            outside: Some(reference),
            span: reference.span,
        }],
        Target::Missing => {
            let problem = reading.index.missing(reference, &source.entry.key);
            reading.problems.push(problem);
            Vec::new()
        }
    }
}

/// All versions of a schema that stands for itself.
pub(super) fn of_entry(schema: &Entry) -> Vec<Found<'_>> {
    by_version(schema)
}

/// The version of a schema that is meant, and if none is named, the ones before.
fn versions<'a>(
    schema: &'a Entry,
    rest: &[String],
    reference: &Node,
    reading: &mut Reading<'a, '_, '_>,
) -> Vec<Found<'a>> {
    let all = entries(&schema.value, "versions");
    if let [step, named, inside @ ..] = rest
        && step == "versions"
    {
        let id = |text: &str| all.iter().find(|version| &*version.key == text);
        let version = id(named).or_else(|| id(named.rsplit_once(':')?.0));
        if let Some(version) = version {
            let inside = inside
                .strip_prefix(&["schema".to_owned()])
                .unwrap_or(inside);
            return vec![Found::new(schema, Some(version), inside)];
        }
        let known: Vec<&str> = all.iter().map(|version| &*version.key).collect();
        reading.problems.push(
            Problem::new(
                ProblemKind::UnresolvedReference,
                reference.span,
                format!("the schema `{}` has no version {named}", schema.key),
            )
            .label(format!("it has {}", known.join(", ")))
            .help("name one of them, or none for the default")
            .about(&*schema.key)
            .related(schema.key_span, "the schema is here"),
        );
        return Vec::new();
    }
    by_version(schema)
}

/// All versions of a schema, the default one first, the others from the newest on.
fn by_version(schema: &Entry) -> Vec<Found<'_>> {
    let mut all: Vec<&Entry> = entries(&schema.value, "versions").iter().collect();
    all.sort_by(|a, b| compare_versions(&b.key, &a.key));
    let stated = ["/meta/defaultversionid", "/defaultversionid"]
        .iter()
        .find_map(|pointer| schema.value.pointer(pointer)?.text());
    let is_default = |version: &&Entry| match stated {
        Some(id) => *version.key == *id,
        None => version.value.get("isdefault").and_then(Node::as_bool) == Some(true),
    };
    if let Some(position) = all.iter().position(is_default) {
        let default = all.remove(position);
        all.insert(0, default);
    }
    if all.is_empty() {
        return vec![Found::new(schema, None, &[])];
    }
    all.into_iter()
        .map(|version| Found::new(schema, Some(version), &[]))
        .collect()
}

impl<'a> Found<'a> {
    fn new(schema: &'a Entry, version: Option<&'a Entry>, inside: &[String]) -> Found<'a> {
        let holder = version.map_or(&schema.value, |version| &version.value);
        Found {
            version: version.map(|it| Spanned::new(it.key.clone(), it.key_span)),
            schema: held(holder, &IN_VERSION),
            format: holder.get("format").or_else(|| schema.value.get("format")),
            inside: inside.to_vec(),
            outside: held(holder, &REFERENCES).filter(|reference| leads_out(reference)),
            span: holder.span,
        }
    }

    /// Sets what a message carries; a JSON Schema is returned.
    pub(super) fn fill<'s>(
        &self,
        message: &mut Message,
        reading: &mut Reading<'a, 's, '_>,
    ) -> Option<&'s Node> {
        let format = self.format.and_then(Node::text).unwrap_or_default();
        let language = format.to_ascii_lowercase();
        let text = self.schema.filter(|schema| schema.as_scalar().is_some());
        if let Some(text) = text.filter(|_| language.starts_with("protobuf")) {
            let inside = self.inside.last().map(String::as_str);
            fill_from_protobuf(message, text, inside, &mut reading.shapes);
            return None;
        }
        let embedded = match self.schema {
            Some(schema) => reading.embedded.at(schema.span),
            None => match self
                .outside
                .map(|it| (it, reading.shapes.library.resolve(it)))
            {
                Some((_, library::Target::Node(root))) => Some(root),
                Some((reference, library::Target::Protobuf(file))) => {
                    fill_from_proto_file(message, reference, file, &mut reading.shapes);
                    return None;
                }
                Some((reference, library::Target::Missing)) => {
                    self.report_missing(reference, reading);
                    None
                }
                _ => None,
            },
        };
        let inner = embedded.and_then(|schema| {
            let mut steps = self.inside.iter();
            steps.try_fold(schema, |node, step| node.get(step))
        });
        match inner {
            Some(schema) if language.starts_with("avro") || looks_like_avro(schema) => {
                fill_from_avro(message, schema, &mut reading.shapes);
            }
            // Its shape is that of a JSON Schema; it is none to compare with.
            Some(schema) if embedded.is_some_and(|root| is_structure(root, format)) => {
                reading
                    .shapes
                    .fill(message, &[json_structure::root(schema)]);
            }
            Some(schema) if language.starts_with("jsonschema") || language.is_empty() => {
                reading.shapes.fill(message, &[schema]);
                return Some(schema);
            }
            _ => {
                let url = self.outside.and_then(Node::text);
                let what: Text = match format {
                    "" => url.unwrap_or_default().into(),
                    format => format.into(),
                };
                message.payload = Payload::Other(Type::Opaque(what), self.span);
            }
        }
        None
    }

    /// Says that the file that a reference leads to is not there, if it is of those that are read.
    fn report_missing(&self, reference: &'a Node, reading: &mut Reading<'a, '_, '_>) {
        let (location, _) = uri::split_fragment(reference.text().unwrap_or_default());
        let extension = location.rsplit_once('.').map_or("", |(_, it)| it);
        let is_missing = matches!(reading.files.resolve(reference), library::Target::Missing);
        if is_missing && discover::EXTENSIONS.contains(&extension) {
            reading
                .problems
                .push(reading.files.missing(reference, true));
        }
    }
}

/// When a resource ceases to be of use: the date and the place to read more.
pub(super) fn deprecation(node: &Node) -> factum_contract::shape::Deprecation {
    factum_contract::shape::Deprecation {
        since: node.get("effective").and_then(text),
        replaced_by: None,
        message: node.get("documentation").and_then(text),
        span: node.span,
    }
}
