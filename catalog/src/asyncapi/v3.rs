//! AsyncAPI 3: channels with messages, and operations that send or receive them.

use std::collections::HashMap;

use factum_contract::document::{Entry, Node};
use factum_contract::message::{Evidence, Role};
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};

use super::reading::{Application, Direction, Reading, Rules};
use super::{channel, parameters};
use crate::json_schema::shape::text;
use crate::problem::{Problem, ProblemKind};

/// Channels by their place.
type Channels<'a> = HashMap<Span, Known<'a>>;

struct Known<'a> {
    entry: &'a Entry,
    node: &'a Node,
    /// Its name, if it is in use.
    name: Option<Spanned<Text>>,
}

/// Reads a document.
pub(super) fn read<'a>(root: &'a Node, reading: &mut Reading<'a, '_>) {
    let application = reading.application(root, Rules::V3);
    let mut channels = Channels::new();
    for entry in reading.entries(root, &["channels"]) {
        read_channel(entry, true, &application, &mut channels, reading);
    }
    for entry in reading.entries(root, &["components", "channels"]) {
        read_channel(entry, false, &application, &mut channels, reading);
    }
    for entry in reading.entries(root, &["operations"]) {
        if let Some((operation, _)) = reading.follow(&entry.value) {
            read_operation(entry, operation, &channels, &application, reading);
        }
    }
    reading.components(&application);
}

fn read_channel<'a>(
    entry: &'a Entry,
    is_used: bool,
    application: &Application<'a>,
    channels: &mut Channels<'a>,
    reading: &mut Reading<'a, '_>,
) {
    let Some((node, _)) = reading.follow(&entry.value) else {
        return;
    };
    if channels.contains_key(&node.span) {
        return;
    }
    refuse_operations_of_v2(node, reading);
    if let Some(address) = node.get("address").and_then(text) {
        parameters::check(&address, node, reading);
    }
    let channel = is_used.then(|| {
        let channel = channel::of_v3(entry, node, application, reading);
        reading.channel(channel)
    });
    for message in reading.entries(node, &["messages"]) {
        if let Some(found) = reading.message(&message.value, application) {
            if found.names.channel_key.is_none() {
                found.names.channel_key = Some(message);
            }
            if let Some(channel) = &channel {
                found.runs_on(channel, entry);
            }
        }
    }
    let name = channel;
    channels.insert(node.span, Known { entry, node, name });
}

fn read_operation<'a>(
    entry: &Entry,
    operation: &'a Node,
    channels: &Channels<'a>,
    application: &Application<'a>,
    reading: &mut Reading<'a, '_>,
) {
    let action = operation.get("action");
    let direction = match action.and_then(Node::text) {
        Some("send") => Direction::Sends,
        Some("receive") => Direction::Receives,
        other => {
            let span = action.map_or(operation.span, |action| action.span);
            let written = other.unwrap_or("nothing");
            reading.problems.push(
                Problem::new(
                    ProblemKind::InvalidValue,
                    span,
                    format!("an operation's `action` is `send` or `receive`, not {written}"),
                )
                .help("say what the described application does"),
            );
            return;
        }
    };
    if operation.get("channel").is_none() {
        reading.problems.push(
            Problem::new(
                ProblemKind::InvalidValue,
                entry.key_span,
                format!("the operation `{}` names no channel", entry.key),
            )
            .help("name it: `channel: { $ref: '#/channels/…' }`")
            .about(&*entry.key),
        );
    }
    let place = action.map_or(operation.span, |action| action.span);
    let reply = operation.entry("reply").and_then(|stated| {
        let (reply, _) = reading.follow(&stated.value)?;
        Some((stated.key_span, reply))
    });
    let exchange = |role| {
        let id = &entry.key;
        let seen = match (role, direction) {
            (Role::Reply, _) => format!("it is the reply that ends the operation `{id}`"),
            (_, Direction::Sends) => format!("the operation `{id}` waits for a reply to it"),
            (_, Direction::Receives) => format!("the operation `{id}` replies to it"),
        };
        let (span, _) = reply?;
        let seen = seen.into();
        Some(Evidence { role, seen, span })
    };
    let mut run = |node: &'a Node, direction, role| {
        let channel = node.get("channel").and_then(|it| reading.follow(it));
        let channel = channel.and_then(|(channel, _)| channels.get(&channel.span));
        for message in messages_of(node, channel, reading) {
            if let Some(found) = reading.message(message, application) {
                found.goes(direction, place, application);
                if found.exchange.is_none() {
                    found.exchange = exchange(role);
                }
                if let Some(channel) = channel
                    && let Some(name) = &channel.name
                {
                    found.runs_on(name, channel.entry);
                }
            }
        }
    };
    run(operation, direction, Role::Request);
    if let Some((_, reply)) = reply {
        run(reply, direction.reversed(), Role::Reply);
    }
}

/// The messages of an operation or a reply: those it lists, else all of its channel.
fn messages_of<'a>(
    node: &'a Node,
    channel: Option<&Known<'a>>,
    reading: &Reading<'a, '_>,
) -> Vec<&'a Node> {
    if let Some(listed) = node.get("messages").and_then(Node::as_list) {
        return listed.iter().collect();
    }
    let messages = channel.map(|channel| reading.entries(channel.node, &["messages"]));
    let messages = messages.unwrap_or_default().into_iter();
    messages.map(|entry| &entry.value).collect()
}

fn refuse_operations_of_v2(channel: &Node, reading: &mut Reading<'_, '_>) {
    for key in ["publish", "subscribe"] {
        if let Some(entry) = channel.entry(key) {
            reading.problems.push(
                Problem::new(
                    ProblemKind::UnknownKey,
                    entry.key_span,
                    format!("`{key}` is of AsyncAPI 2, and this document is of version 3"),
                )
                .help("write an operation under `operations`: `action: send` or `receive`")
                .about(key),
            );
        }
    }
}
