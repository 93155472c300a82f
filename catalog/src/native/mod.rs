//! The native catalog format: one YAML mapping a file, any number of files.

mod bases;
pub(crate) mod definitions;
pub(crate) mod keys;
pub(crate) mod messages;
mod numbers;
pub(crate) mod types;
pub(crate) mod wiring;

use std::collections::{HashMap, HashSet};

use factum_contract::document::{Entry, Node, Value};
use factum_contract::message::{Intent, Says};
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};
use rayon::prelude::*;

use crate::model::Service;
use crate::problem::{Problem, ProblemKind, nearest};
use crate::reader::{Document, Fragment, Read, Reader};
pub use bases::BASES;
pub(crate) use bases::meant_base;
use keys::{Keys, unknown_key};
use messages::ReadMessage;

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "factum",
    says: Says::EVERYTHING,
    claims,
    mentions_format,
    prepare: None,
    read: Read::Alone(read),
};

/// The keys at the top of a file.
const SECTIONS: &[&str] = &[
    "namespace",
    "service",
    "unknown",
    "types",
    "events",
    "commands",
    "queries",
    "services",
    "channels",
    "flows",
    "read_models",
];
/// Those of them that no other kind of YAML file is likely to have as a mapping.
const TELLING: [&str; 5] = ["events", "commands", "queries", "flows", "read_models"];

/// The JSON Schema (2020-12) of the format, for editors' YAML plug-ins.
pub const SCHEMA: &str = include_str!("schema.json");

/// What the top of a file says for all of it.
pub(crate) struct FileScope {
    pub(crate) namespace: Option<Text>,
    pub(crate) service: Option<Spanned<Text>>,
    /// What is said of the messages and services, if they do not call it unknown themselves.
    pub(crate) says: Says,
}

/// A file is native if it defines messages, flows or read models, or has native keys only; also
/// if it does but for a slip of the pen, as that is to be heard of.
fn claims(document: &Document) -> bool {
    document.roots.iter().any(|root| {
        let Some(entries) = root.as_map() else {
            return false;
        };
        let telling = |entry: &Entry| {
            TELLING.contains(&&*entry.key)
                && (entry.value.as_map().is_some() || entry.value.is_null())
        };
        let known = |entry: &Entry| SECTIONS.contains(&&*entry.key) || entry.key.starts_with("x-");
        let has = |key: &str| entries.iter().any(|entry| &*entry.key == key);
        entries.iter().any(telling)
            || (!entries.is_empty() && entries.iter().all(known))
            || (has("namespace") && entries.iter().filter(|entry| known(entry)).count() >= 2)
            || has_misspelled_section(entries)
    })
}

/// Whether a file was meant to be native: one edit makes a telling section of one of its keys, all
/// else in it is native or nearly, and it says a namespace or a service or has a definition as this
/// format has them. Other kinds of files have an `event:` too.
fn has_misspelled_section(entries: &[Entry]) -> bool {
    let nearly_native = |entry: &Entry| {
        SECTIONS.contains(&&*entry.key)
            || entry.key.starts_with("x-")
            || nearest(&entry.key, SECTIONS.iter().copied()).is_some()
    };
    let has_scope = entries.iter().any(|entry| {
        matches!(&*entry.key, "namespace" | "service") && entry.value.as_str().is_some()
    });
    let misspelled = |entry: &Entry| {
        let telling = TELLING
            .iter()
            .any(|section| strsim::osa_distance(&entry.key, section) == 1);
        let definitions = entry.value.as_map().filter(|_| telling);
        definitions.is_some_and(|it| has_scope || it.iter().any(is_definition))
    };
    entries.iter().any(misspelled) && entries.iter().all(nearly_native)
}

/// Whether an entry defines something that a telling section has, and nothing else.
fn is_definition(entry: &Entry) -> bool {
    let keys = entry.value.as_map().unwrap_or_default();
    let all_in = |known: &[&str]| keys.iter().all(|entry| known.contains(&&*entry.key));
    !keys.is_empty()
        && [
            messages::MESSAGE_KEYS,
            wiring::FLOW_KEYS,
            wiring::READ_MODEL_KEYS,
        ]
        .into_iter()
        .any(all_in)
}

/// Whether a text that could not be parsed looks like a file of this format.
fn mentions_format(text: &str) -> bool {
    text.lines().any(|line| {
        TELLING.iter().any(|key| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(':'))
        })
    })
}

/// What one file defines.
#[derive(Default)]
struct Contents {
    messages: Vec<ReadMessage>,
    rest: Fragment,
}

fn read(documents: Vec<Document>) -> Fragment {
    let contents: Vec<Contents> = documents.into_par_iter().map(read_document).collect();
    let mut fragment = Fragment::default();
    let mut messages = Vec::with_capacity(contents.iter().map(|file| file.messages.len()).sum());
    for file in contents {
        messages.extend(file.messages);
        fragment.append(file.rest);
    }
    inherit(&mut messages);
    fragment.messages = messages.into_iter().map(|read| read.message).collect();
    merge_services(&mut fragment);
    refuse_repeated_channels(&mut fragment);
    fragment
}

fn read_document(document: Document) -> Contents {
    let mut contents = Contents::default();
    let repeated = document.repeated.iter().map(|(_, second)| *second);
    let left_out: HashSet<Span> = repeated.chain(document.unfinished).collect();
    for root in document.roots {
        read_root(root, &left_out, &mut contents);
    }
    contents
}

fn read_root(root: Node, left_out: &HashSet<Span>, contents: &mut Contents) {
    let Value::Map(mut entries) = root.value else {
        if !root.is_null() {
            let message = format!("a catalog file is a mapping, not {}", root.kind());
            contents.rest.problems.push(
                Problem::new(ProblemKind::InvalidValue, root.span, message)
                    .help("begin with `events:` and name the events under it"),
            );
        }
        return;
    };
    let scope = FileScope {
        namespace: file_text(&entries, "namespace", &mut contents.rest.problems)
            .map(|namespace| namespace.value),
        service: file_text(&entries, "service", &mut contents.rest.problems),
        says: file_says(&mut entries, &mut contents.rest.problems),
    };
    for section in entries {
        let Contents { messages, rest } = contents;
        match &*section.key {
            "namespace" | "service" => {}
            "events" | "commands" | "queries" => {
                let intent = match &*section.key {
                    "events" => Intent::Event,
                    "commands" => Intent::Command,
                    _ => Intent::Query,
                };
                for entry in definitions(section, left_out, &mut rest.problems) {
                    messages.extend(messages::message(entry, intent, &scope, &mut rest.problems));
                }
            }
            "types" => {
                for entry in definitions(section, left_out, &mut rest.problems) {
                    if let Some(definition) =
                        definitions::type_def(entry, &scope, &mut rest.problems)
                    {
                        rest.types.add(definition);
                    }
                }
            }
            "services" => {
                for entry in definitions(section, left_out, &mut rest.problems) {
                    rest.services
                        .push(wiring::service(entry, &scope, &mut rest.problems));
                }
            }
            "channels" => {
                for entry in definitions(section, left_out, &mut rest.problems) {
                    rest.channels
                        .push(wiring::channel(entry, &mut rest.problems));
                }
            }
            "flows" => {
                for entry in definitions(section, left_out, &mut rest.problems) {
                    rest.flows
                        .push(wiring::flow(entry, &scope, &mut rest.problems));
                }
            }
            "read_models" => {
                for entry in definitions(section, left_out, &mut rest.problems) {
                    rest.read_models
                        .push(wiring::read_model(entry, &scope, &mut rest.problems));
                }
            }
            key if key.starts_with("x-") => {}
            _ => rest
                .problems
                .push(unknown_key(&section, "a catalog file", SECTIONS)),
        }
    }
}

fn file_text(entries: &[Entry], key: &str, problems: &mut Vec<Problem>) -> Option<Spanned<Text>> {
    let node = &entries.iter().find(|entry| &*entry.key == key)?.value;
    match node.text() {
        Some(text) if !node.is_null() => Some(Spanned::new(text.into(), node.span)),
        _ => {
            let message = format!("`{key}` is a name, not {}", node.kind());
            problems.push(Problem::new(ProblemKind::InvalidValue, node.span, message));
            None
        }
    }
}

/// What is not unknown in the whole file.
fn file_says(entries: &mut Vec<Entry>, problems: &mut Vec<Problem>) -> Says {
    let unknown = entries.extract_if(.., |entry| &*entry.key == "unknown");
    let unknown = Node {
        value: Value::Map(unknown.collect()),
        span: Span::default(),
    };
    Keys::open(unknown, "a catalog file", SECTIONS, "", problems).unknown(Says::EVERYTHING)
}

/// The entries of a section, without keys of the user's own and without those to be left out: what
/// is repeated, and what a syntax error cut off, of which nothing can be said.
fn definitions(
    section: Entry,
    left_out: &HashSet<Span>,
    problems: &mut Vec<Problem>,
) -> Vec<Entry> {
    match section.value.value {
        Value::Map(mut entries) => {
            entries.retain(|entry| {
                !entry.key.starts_with("x-") && !left_out.contains(&entry.key_span)
            });
            entries
        }
        Value::Scalar(ref scalar) if scalar.is_null() => Vec::new(),
        _ => {
            let message = format!(
                "`{}` is a mapping of names to definitions, not {}",
                section.key,
                section.value.kind()
            );
            problems.push(
                Problem::new(ProblemKind::InvalidValue, section.value.span, message)
                    .help("write each name as a key, `Name:`, and what it is below it, indented"),
            );
            Vec::new()
        }
    }
}

/// `Name@1` takes over what it leaves unsaid from `Name`.
fn inherit(messages: &mut [ReadMessage]) {
    type Key = (Intent, Option<Text>, Text);
    let key = |read: &ReadMessage| -> Key {
        let message = &read.message;
        (
            message.intent,
            message.namespace.clone(),
            message.name.value.clone(),
        )
    };
    let wanted: HashSet<Key> = messages
        .iter()
        .filter(|read| read.inherits)
        .map(key)
        .collect();
    if wanted.is_empty() {
        return;
    }
    let newest: HashMap<Key, _> = messages
        .iter()
        .filter(|read| !read.inherits)
        .map(|read| (key(read), read.message.clone()))
        .filter(|(key, _)| wanted.contains(key))
        .collect();
    for read in messages.iter_mut().filter(|read| read.inherits) {
        if let Some(newest) = newest.get(&key(read)) {
            read.inherit(newest);
        }
    }
}

/// One service may be described in several files, as long as no two say different things.
fn merge_services(fragment: &mut Fragment) {
    let mut merged: Vec<Service> = Vec::with_capacity(fragment.services.len());
    let mut by_name: HashMap<Text, usize> = HashMap::new();
    for service in std::mem::take(&mut fragment.services) {
        match by_name.get(&service.name.value) {
            Some(&index) => merge_service(&mut merged[index], service, &mut fragment.problems),
            None => {
                by_name.insert(service.name.value.clone(), merged.len());
                merged.push(service);
            }
        }
    }
    fragment.services = merged;
}

fn merge_service(into: &mut Service, from: Service, problems: &mut Vec<Problem>) {
    let name = from.name.value;
    let keys = [
        ("owner", &mut into.owner, from.owner),
        ("doc", &mut into.doc, from.doc),
        ("store", &mut into.store, from.store),
        ("publishes_via", &mut into.publishes_via, from.publishes_via),
    ];
    for (key, here, there) in keys {
        match (&*here, there) {
            (Some(first), Some(second)) if first.value != second.value => problems.push(
                Problem::new(
                    ProblemKind::DuplicateDefinition,
                    second.span,
                    format!(
                        "the `{key}` of service `{name}` is `{}` here and `{}` elsewhere",
                        second.value, first.value
                    ),
                )
                .help("say it in one place only")
                .about(&*name)
                .related(first.span, "the other one"),
            ),
            (None, there) => *here = there,
            _ => {}
        }
    }
    into.consumes.extend(from.consumes);
}

fn refuse_repeated_channels(fragment: &mut Fragment) {
    let mut first: HashMap<Text, Span> = HashMap::new();
    let problems = &mut fragment.problems;
    fragment
        .channels
        .retain(|channel| match first.get(&channel.name.value) {
            None => {
                first.insert(channel.name.value.clone(), channel.name.span);
                true
            }
            Some(place) => {
                problems.push(
                    Problem::new(
                        ProblemKind::DuplicateDefinition,
                        channel.name.span,
                        format!("the channel `{}` is defined twice", channel.name.value),
                    )
                    .help("keep one of the definitions")
                    .about(&*channel.name.value)
                    .related(*place, "first here"),
                );
                false
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retention::Retention;
    use factum_contract::document::parse_json;
    use factum_contract::span::FileId;

    #[test]
    fn the_schema_has_the_keys_that_the_reader_knows() {
        let schema = parse_json(SCHEMA, FileId(0)).unwrap();
        let types = [
            ("", SECTIONS),
            ("/$defs/longField", definitions::FIELD_KEYS),
            ("/$defs/typeDefinition/anyOf/1", definitions::TYPE_KEYS),
            ("/$defs/message", messages::MESSAGE_KEYS),
            ("/$defs/service", wiring::SERVICE_KEYS),
            ("/$defs/consumption", wiring::CONSUMPTION_KEYS),
            ("/$defs/channel", wiring::CHANNEL_KEYS),
            ("/$defs/flow", wiring::FLOW_KEYS),
            ("/$defs/step", wiring::STEP_KEYS),
            ("/$defs/readModel", wiring::READ_MODEL_KEYS),
        ];
        for (pointer, known) in types {
            let properties = schema.pointer(&format!("{pointer}/properties")).unwrap();
            let mut keys: Vec<_> = properties
                .as_map()
                .unwrap()
                .iter()
                .map(|entry| &*entry.key)
                .collect();
            let mut known = known.to_vec();
            keys.sort_unstable();
            known.sort_unstable();
            assert_eq!(keys, known, "{pointer}");
        }
    }

    #[test]
    fn the_schema_takes_the_spans_of_time_that_the_reader_takes() {
        let schema = parse_json(SCHEMA, FileId(0)).unwrap();
        let endless = ["forever", "Infinite", "UNLIMITED", "-1"];
        let spans = [
            "7d",
            "12h",
            "1d12h",
            "1 day 12 hours",
            "90 Days",
            "30 MIN",
            "5m",
            "1.5h",
            ".5 s",
            "10.s",
            "250 millis",
            "P7D",
            "P1DT12H",
            "PT10M",
            "p1y2m",
        ];
        let none = [
            "",
            "soon",
            "5",
            "5 M",
            "d7",
            "7 dayz",
            "1..5h",
            "h",
            "P",
            "PT",
            "P1DT",
            "7d-",
            "7,5h",
            "1 fortnight",
            "for ever",
        ];
        let pattern = |place: &str| {
            let pattern = schema.pointer(place).unwrap().get("pattern").unwrap();
            fancy_regex::Regex::new(pattern.as_str().unwrap()).unwrap()
        };
        let span = pattern("/$defs/spanOfTime");
        let kept = pattern("/$defs/channel/properties/retention/anyOf/0");
        for (place, other) in [
            ("/$defs/step/properties/timeout", None),
            ("/$defs/channel/properties/retention/anyOf/1", Some(kept)),
        ] {
            let reference = schema.pointer(place).unwrap().get("$ref").unwrap();
            assert_eq!(reference.as_str(), Some("#/$defs/spanOfTime"), "{place}");
            let takes = |text: &str| {
                let patterns = std::iter::once(&span).chain(&other);
                patterns.into_iter().any(|it| it.is_match(text).unwrap())
            };
            for text in spans.into_iter().chain(none).chain(endless) {
                let read = Retention::parse(text)
                    .is_some_and(|span| other.is_some() || span.milliseconds().is_some());
                assert_eq!(takes(text), read, "{text:?} at {place}");
            }
        }
    }
}
