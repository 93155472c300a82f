//! AsyncAPI 2: operations under channels, from the point of view of who uses the application.

use factum_contract::document::{Entry, Node};

use super::reading::{Application, Direction, Reading, Rules};
use super::{channel, parameters};
use crate::json_schema::shape::text;
use crate::problem::{Problem, ProblemKind};

/// The operations of a channel. `subscribe` is what others may do: they get what the application
/// sends.
const OPERATIONS: [(&str, Direction); 2] = [
    ("publish", Direction::Receives),
    ("subscribe", Direction::Sends),
];

/// Reads a document.
pub(super) fn read<'a>(root: &'a Node, reading: &mut Reading<'a, '_>) {
    if let Some(operations) = root.entry("operations") {
        reading.problems.push(
            Problem::new(
                ProblemKind::UnknownKey,
                operations.key_span,
                "`operations` is of AsyncAPI 3, and this document is of version 2",
            )
            .help("write `publish` or `subscribe` under the channel, or convert the document")
            .about("operations"),
        );
    }
    let application = reading.application(root, Rules::V2);
    for entry in reading.entries(root, &["channels"]) {
        read_channel(entry, true, &application, reading);
    }
    for entry in reading.entries(root, &["components", "channels"]) {
        read_channel(entry, false, &application, reading);
    }
    reading.components(&application);
}

fn read_channel<'a>(
    entry: &'a Entry,
    is_used: bool,
    application: &Application<'a>,
    reading: &mut Reading<'a, '_>,
) {
    let Some((node, _)) = reading.follow(&entry.value) else {
        return;
    };
    let channel = is_used.then(|| {
        let channel = channel::of_v2(entry, node, application);
        parameters::check(&channel.name, node, reading);
        reading.channel(channel)
    });
    for (key, direction) in OPERATIONS {
        let Some(stated) = node.entry(key) else {
            continue;
        };
        let Some((operation, _)) = reading.follow(&stated.value) else {
            continue;
        };
        let Some(message) = operation.get("message") else {
            continue;
        };
        let several = message.get("oneOf").and_then(Node::as_list);
        let messages = several.unwrap_or(std::slice::from_ref(message));
        for message in messages {
            let Some(found) = reading.message(message, application) else {
                continue;
            };
            if let Some(channel) = &channel {
                found.goes(direction, stated.key_span, application);
                found.runs_on(channel, entry);
            }
            if messages.len() == 1 && found.names.operation.is_none() {
                found.names.operation = operation.get("operationId").and_then(text);
            }
        }
    }
}
