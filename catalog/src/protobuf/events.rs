//! Which messages are events: those at the top level that nothing is made of.
//!
//! Protobuf does not say what a message is for. A message that another one holds is a part of it;
//! one that a service takes or returns is a request or a reply; one without fields around other
//! declarations is a namespace. An envelope (`OrderEvent`, with a `oneof` of the events) is looked
//! through.

use std::collections::{HashMap, HashSet};

use factum_contract::protobuf::{FieldType, Message};

use super::tree::Tree;
use crate::reader::Document;

/// A message that states a fact, as far as its place tells.
pub(super) struct Event {
    /// Its index.
    pub(super) message: usize,
    /// The index of the message around it that is sent in its place.
    pub(super) envelope: Option<usize>,
}

/// Packages of what everybody uses and nobody publishes.
const LIBRARIES: [&str; 12] = [
    "buf.validate",
    "confluent",
    "gogoproto",
    "google.api",
    "google.iam",
    "google.longrunning",
    "google.protobuf",
    "google.rpc",
    "google.type",
    "grpc",
    "protoc_gen_openapiv2.options",
    "validate",
];

/// Folders of others' files.
const VENDORED: [&str; 5] = [
    "third_party",
    "third-party",
    "thirdparty",
    "vendor",
    "extern",
];

/// The events of each file of `files`, in the order written.
pub(super) fn events(tree: &Tree, files: &[(usize, &Document)]) -> HashMap<usize, Vec<Event>> {
    let all = tree.files.messages();
    let envelopes: HashMap<usize, Vec<usize>> = (0..)
        .zip(all)
        .filter_map(|(index, message)| Some((index, carried(message, tree)?)))
        .collect();
    let mut used: HashSet<usize> = HashSet::new();
    for (index, message) in (0..).zip(all) {
        let carried = envelopes.get(&index).map(Vec::as_slice).unwrap_or_default();
        let held = message
            .fields
            .values()
            .filter_map(|it| target(&it.field_type));
        let held = held.filter(|held| !carried.contains(held));
        used.extend(held.filter(|held| {
            let other = tree.files.message(*held);
            other.is_some_and(|other| !is_within(message, other))
        }));
    }
    for file in tree.files.files() {
        let references = file.called.iter().chain(&file.extensions);
        used.extend(references.filter_map(|reference| reference.target));
    }
    let envelope_of: HashMap<usize, usize> = envelopes
        .iter()
        .flat_map(|(envelope, carried)| carried.iter().map(|it| (*it, *envelope)))
        .collect();
    let files_with_services = tree.files.files().iter();
    let files_with_services = files_with_services.filter(|file| !file.called.is_empty());
    let apis: HashSet<&str> = files_with_services.map(|file| &*file.package).collect();
    let mut events: HashMap<usize, Vec<Event>> = HashMap::new();
    for (file, document) in files {
        let Some(read) = tree.files.file(*file) else {
            continue;
        };
        if is_library(&read.package) || is_vendored(document.location()) {
            continue;
        }
        let mut own: Vec<usize> = read.scope.messages.values().copied().collect();
        own.sort_unstable_by_key(|index| all.get(*index).map(|it| it.position));
        let is_of_api = |message: &Message| {
            apis.contains(&*read.package) && is_named_for_a_call(&message.local_name)
        };
        let states_something = |message: &Message| !is_namespace(message) && !is_of_api(message);
        let own = own
            .into_iter()
            .filter(|index| !used.contains(index) && !envelopes.contains_key(index))
            .filter(|index| all.get(*index).is_some_and(states_something));
        let found = own.map(|message| Event {
            message,
            envelope: envelope_of.get(&message).copied(),
        });
        events.insert(*file, found.collect());
    }
    events
}

/// Whether `message` is `other` or nested in it.
fn is_within(message: &Message, other: &Message) -> bool {
    message.file == other.file
        && message
            .local_name
            .strip_prefix(&*other.local_name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a message only holds other declarations, as Google's style has it for enums.
fn is_namespace(message: &Message) -> bool {
    let is_empty = message.scope.messages.is_empty() && message.scope.enums.is_empty();
    message.fields.is_empty() && !is_empty
}

/// What belongs to a method by its name, even if no method says so.
fn is_named_for_a_call(name: &str) -> bool {
    let ends = ["Request", "Response", "Reply", "Metadata"];
    ends.iter().any(|end| name.ends_with(end))
}

fn target(field_type: &FieldType) -> Option<usize> {
    match field_type {
        FieldType::Message(reference) => reference.target,
        FieldType::Map(_, value) => target(value),
        FieldType::Scalar(_) | FieldType::Enum(_) => None,
    }
}

/// The messages that an envelope carries, if a message is one: the members of a `oneof` that is
/// named for what is carried, each a message of its own.
fn carried(message: &Message, tree: &Tree) -> Option<Vec<usize>> {
    let is_top_level = |index: &usize| {
        let message = tree.files.message(*index);
        message.is_some_and(|it| !it.local_name.contains('.') && it.span.is_some())
    };
    let name = &message.local_name;
    let is_envelope = ["Event", "Events", "Envelope", "Message", "Record"]
        .iter()
        .any(|end| name.ends_with(end));
    message.oneofs.keys().find_map(|oneof| {
        let carries_events = matches!(&**oneof, "event" | "events" | "event_data" | "event_type");
        let carries = matches!(
            &**oneof,
            "payload"
                | "data"
                | "body"
                | "message"
                | "value"
                | "content"
                | "kind"
                | "type"
                | "record"
        );
        let is_so_named = carries_events || (carries && is_envelope);
        if !is_so_named {
            return None;
        }
        let members = message.fields.values();
        let members = members.filter(|field| field.oneof.as_ref() == Some(oneof));
        let carried: Option<Vec<usize>> = members
            .map(|field| target(&field.field_type).filter(is_top_level))
            .collect();
        carried.filter(|carried| !carried.is_empty())
    })
}

fn is_library(package: &str) -> bool {
    LIBRARIES.iter().any(|library| {
        let rest = package.strip_prefix(library);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn is_vendored(path: &str) -> bool {
    let mut folders = path.split('/').rev().skip(1);
    folders.any(|folder| VENDORED.contains(&folder))
}
