//! Channels: their addresses, servers and bindings.

use factum_contract::document::{Entry, Node};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

use super::reading::{Application, Reading};
use crate::json_schema::shape::text;
use crate::model::{Channel, ChannelKind};
use crate::retention::Retention;

/// A channel of version 2: its key is the address.
pub(super) fn of_v2<'a>(
    entry: &'a Entry,
    node: &'a Node,
    application: &Application<'a>,
) -> Channel {
    let name = Spanned::new(entry.key.clone(), entry.key_span);
    let servers = application.root.get("servers");
    let listed = node.get("servers").and_then(Node::as_list);
    let used: Vec<&Node> = match listed {
        Some(names) => names
            .iter()
            .filter_map(|name| servers?.get(name.text()?))
            .collect(),
        None => all(servers),
    };
    described(entry, node, name, &used)
}

/// A channel of version 3: it goes by its address where one is stated, so that it is the same
/// channel in every document, and else by its key.
pub(super) fn of_v3<'a>(
    entry: &'a Entry,
    node: &'a Node,
    application: &Application<'a>,
    reading: &Reading<'a, '_>,
) -> Channel {
    let name = node
        .get("address")
        .and_then(text)
        .unwrap_or_else(|| Spanned::new(entry.key.clone(), entry.key_span));
    let listed = node.get("servers").and_then(Node::as_list);
    let used: Vec<&Node> = match listed {
        Some(references) => references.iter().collect(),
        None => all(application.root.get("servers")),
    };
    let used: Vec<&Node> = used
        .into_iter()
        .filter_map(|server| reading.follow(server))
        .map(|(server, _)| server)
        .collect();
    described(entry, node, name, &used)
}

fn all(servers: Option<&Node>) -> Vec<&Node> {
    let entries = servers.and_then(Node::as_map).unwrap_or_default();
    entries.iter().map(|entry| &entry.value).collect()
}

fn described(entry: &Entry, node: &Node, name: Spanned<Text>, servers: &[&Node]) -> Channel {
    let bindings = node.get("bindings").and_then(Node::as_map);
    let bindings = bindings.unwrap_or_default();
    let kafka = bindings.iter().find(|it| &*it.key == "kafka");
    let kafka = kafka.map(|it| &it.value);
    let broker = broker(servers).or_else(|| {
        let binding = bindings.first()?;
        Some(Spanned::new(binding.key.clone(), binding.key_span))
    });
    let by_protocol = || {
        let broker = broker.as_ref()?;
        Some(Spanned::new(kind_of_protocol(&broker.value)?, broker.span))
    };
    Channel {
        kind: bindings
            .iter()
            .find_map(kind_of_binding)
            .or_else(by_protocol),
        doc: ["description", "summary", "title"]
            .iter()
            .find_map(|key| node.get(key).and_then(text)),
        partitions: kafka
            .and_then(|kafka| kafka.get("partitions"))
            .and_then(|node| Some(Spanned::new(node.as_u64()?.try_into().ok()?, node.span))),
        retention: kafka
            .and_then(|kafka| kafka.pointer("/topicConfiguration/retention.ms"))
            .and_then(retention),
        address: Some(name.clone()),
        owner: None,
        span: entry.key_span.to(entry.value.span),
        broker,
        name,
    }
}

/// The protocol that all servers share.
fn broker(servers: &[&Node]) -> Option<Spanned<Text>> {
    let mut protocols = servers.iter().filter_map(|server| {
        let node = server.get("protocol")?;
        let name = node.text()?.trim_end_matches("-secure");
        Some(Spanned::new(Text::from(name), node.span))
    });
    let first = protocols.next()?;
    protocols
        .all(|other| other.value == first.value)
        .then_some(first)
}

fn kind_of_protocol(protocol: &str) -> Option<ChannelKind> {
    Some(match protocol {
        "kafka" | "pulsar" => ChannelKind::Log,
        "mqtt" | "mqtt5" | "secure-mqtt" | "mqtts" | "nats" | "redis" | "sns" | "stomp"
        | "mercure" => ChannelKind::Topic,
        "sqs" => ChannelKind::Queue,
        _ => return None,
    })
}

/// What a binding says of how messages are handed out.
fn kind_of_binding(binding: &Entry) -> Option<Spanned<ChannelKind>> {
    let value = &binding.value;
    let stated = ["is", "destinationType"]
        .iter()
        .find_map(|key| value.get(key));
    match stated {
        Some(node) => {
            let kind = match node.text()? {
                "queue" | "fifo-queue" => ChannelKind::Queue,
                "topic" | "routingKey" | "exchange" => ChannelKind::Topic,
                _ => return None,
            };
            Some(Spanned::new(kind, node.span))
        }
        None => {
            let kind = match &*binding.key {
                "googlepubsub" => ChannelKind::Topic,
                key => kind_of_protocol(key)?,
            };
            Some(Spanned::new(kind, binding.key_span))
        }
    }
}

/// Kafka counts milliseconds; below 0 it keeps messages for ever.
fn retention(node: &Node) -> Option<Spanned<Retention>> {
    let written = node.text()?;
    let text = if written.starts_with('-') {
        "forever".to_owned()
    } else {
        let millis: u64 = written.parse().ok()?;
        let units = [
            (86_400_000, "d"),
            (3_600_000, "h"),
            (60_000, "m"),
            (1000, "s"),
        ];
        let unit = units
            .iter()
            .find(|(size, _)| millis >= *size && millis.is_multiple_of(*size));
        unit.map_or_else(
            || format!("{millis}ms"),
            |(size, unit)| format!("{}{unit}", millis / size),
        )
    };
    Some(Spanned::new(Retention::parse(&text)?, node.span))
}
