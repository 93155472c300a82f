//! What a message is for. AsyncAPI has no word for that, so it is what an extension of EventCatalog
//! declares, else what the message's part in a request and its reply tells. All other messages are
//! events as far as can be told without looking at their names.

use std::collections::HashMap;

use factum_contract::document::Node;
use factum_contract::message::{Evidence, Intent, Message, Role};
use factum_contract::shape::Text;
use factum_contract::span::{FileId, Span, Spanned};

use super::reading::{Direction, Found};
use crate::library::Library;
use crate::model::{Channel, ChannelKind};

/// The extension by which EventCatalog has an AsyncAPI document say it.
const DECLARATION: &str = "x-eventcatalog-message-type";

/// Sets what a message is for and what tells so; `sources` are the message and its traits.
pub(super) fn set(message: &mut Message, found: &Found<'_>, sources: &[&Node]) {
    let stated = |key: &str| sources.iter().find_map(|source| source.get(key));
    let declared = match stated(DECLARATION).and_then(Node::text) {
        Some("event") => Some(Intent::Event),
        Some("command") => Some(Intent::Command),
        Some("query") => Some(Intent::Query),
        _ => None,
    };
    if let Some(intent) = declared {
        message.intent = intent;
        message.says.intents = true;
        return;
    }
    let evidence = found
        .exchange
        .clone()
        .or_else(|| wants_reply(message, sources))
        .or_else(|| direction(found));
    conclude(message, evidence);
}

fn conclude(message: &mut Message, evidence: Option<Evidence>) {
    message.intent = match evidence.as_ref().map(|evidence| evidence.role) {
        Some(Role::Request) => Intent::Command,
        Some(Role::Reply) => Intent::Reply,
        Some(Role::Sent | Role::Received) | None => Intent::Event,
    };
    message.evidence = evidence.map(Box::new);
}

/// A message that says where to reply to asks for a reply.
fn wants_reply(message: &Message, sources: &[&Node]) -> Option<Evidence> {
    let is_reply_to = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        let folded: String = letters.collect();
        folded.eq_ignore_ascii_case("replyto")
    };
    let bindings = || {
        let amqp = sources
            .iter()
            .find_map(|source| source.pointer("/bindings/amqp"))?;
        amqp.entry("replyTo").map(|entry| entry.key_span)
    };
    let header = message
        .headers
        .iter()
        .find(|field| is_reply_to(&field.name.value));
    let span = header.map(|field| field.name.span).or_else(bindings)?;
    Some(Evidence {
        role: Role::Request,
        seen: "it says where to reply to".into(),
        span,
    })
}

fn direction(found: &Found<'_>) -> Option<Evidence> {
    let told = |role, does: &str, span: Option<Span>, who: &[Spanned<Text>]| {
        let span = span?;
        let who = who.first();
        let who = who.map_or_else(String::new, |name| format!(" `{}`", name.value));
        let seen = format!("the application{who} {does} it").into();
        Some(Evidence { role, seen, span })
    };
    told(Role::Received, "receives", found.received, &found.consumers)
        .or_else(|| told(Role::Sent, "sends", found.sent, &found.producers))
}

/// What is only ever put into queues has one receiver each time, whoever that is.
pub(super) fn see_queues<'c>(
    messages: &mut [Message],
    channel: impl Fn(&str) -> Option<&'c Channel>,
) {
    for message in messages {
        let queues = message.channels().map(|name| {
            let kind = channel(&name.value)?.kind.as_ref()?;
            (kind.value == ChannelKind::Queue).then_some(&name.value)
        });
        let Some(queue) = queues
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.first().copied())
        else {
            continue;
        };
        let seen = format!(" over the queue `{queue}`");
        if let Some(evidence) = &mut message.evidence
            && evidence.role == Role::Sent
        {
            evidence.role = Role::Received;
            evidence.seen = format!("{}{seen}", evidence.seen).into();
        }
    }
}

/// Finds the replies of documents that have no word for them: what comes back with the correlation
/// id of a request. `messages` are those that were `found`, in the same order.
pub(super) fn correlate<'a>(messages: &mut [Message], found: &[Found<'a>], library: &Library<'a>) {
    let correlations: Vec<Option<Correlation<'a>>> = found
        .iter()
        .map(|found| Correlation::of(found, library))
        .collect();
    let mut requests: HashMap<(FileId, &str, Direction), Text> = HashMap::new();
    for (message, (found, own)) in messages.iter().zip(found.iter().zip(&correlations)) {
        let role = message.evidence.as_ref().map(|evidence| evidence.role);
        if let (Some(Role::Request), Some(own)) = (role, own) {
            for direction in found.directions() {
                let key = (own.file, own.location, direction);
                requests
                    .entry(key)
                    .or_insert_with(|| message.name.value.clone());
            }
        }
    }
    for (message, (found, own)) in messages.iter_mut().zip(found.iter().zip(&correlations)) {
        let Some(own) = own.as_ref().filter(|_| may_be_reply(message)) else {
            continue;
        };
        let answered =
            |direction: Direction| requests.get(&(own.file, own.location, direction.reversed()));
        if let Some(name) = found.directions().find_map(answered) {
            let evidence = Evidence {
                role: Role::Reply,
                seen: format!("it carries the correlation id of the request `{name}`").into(),
                span: own.span,
            };
            conclude(message, Some(evidence));
        }
    }
}

fn may_be_reply(message: &Message) -> bool {
    message.intent == Intent::Event && !message.says.intents
}

/// Where a message carries what tells which other one it belongs to.
struct Correlation<'a> {
    file: FileId,
    location: &'a str,
    span: Span,
}

impl<'a> Correlation<'a> {
    fn of(found: &Found<'a>, library: &Library<'a>) -> Option<Correlation<'a>> {
        let entry = found.node.entry("correlationId")?;
        let stated = match entry.value.get("$ref") {
            Some(reference) => library.resolve(reference).node()?,
            None => &entry.value,
        };
        Some(Correlation {
            file: found.node.span.file,
            location: stated.get("location")?.text()?,
            span: entry.key_span,
        })
    }
}
