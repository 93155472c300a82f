//! Endpoints: the channels through which groups of messages go.

use std::collections::HashMap;

use factum_contract::document::{Entry, Node};
use factum_contract::message::Message;
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};

use super::index::Target;
use super::message::{Reading, Source, options};
use crate::json_schema::shape::text;
use crate::model::{Channel, ChannelKind};

/// An endpoint.
struct Endpoint<'a> {
    entry: &'a Entry,
    name: Spanned<Text>,
    protocol: Option<&'a Node>,
    options: Option<&'a Node>,
}

/// The endpoints of all registries.
pub(super) struct Endpoints<'a> {
    list: Vec<Endpoint<'a>>,
    /// Endpoints by the groups of messages that go through them.
    by_group: HashMap<Span, Vec<usize>>,
}

/// Reads all endpoints.
pub(super) fn read<'a>(reading: &mut Reading<'a, '_, '_>) -> Endpoints<'a> {
    let mut endpoints = Endpoints {
        list: Vec::new(),
        by_group: HashMap::new(),
    };
    for &entry in &reading.index.endpoints {
        let position = endpoints.list.len();
        let node = &entry.value;
        let own = Spanned::new(entry.key.clone(), entry.key_span);
        endpoints.list.push(Endpoint {
            entry,
            name: node.get("channel").and_then(text).unwrap_or(own),
            protocol: node.get("protocol"),
            options: ["protocoloptions", "config"]
                .iter()
                .find_map(|key| node.get(key)),
        });
        // Messages may also stand in the endpoint itself.
        let mut add = |group: Span| {
            let list: &mut Vec<usize> = endpoints.by_group.entry(group).or_default();
            list.push(position);
        };
        add(entry.key_span);
        let groups = node.get("messagegroups").and_then(Node::as_list);
        for reference in groups.unwrap_or_default() {
            match reading.index.resolve(reference) {
                Target::Entry(group, _) => add(group.key_span),
                Target::Elsewhere => {}
                Target::Missing => {
                    let problem = reading.index.missing(reference, &entry.key);
                    reading.problems.push(problem);
                }
            }
        }
    }
    endpoints
}

impl<'a> Endpoints<'a> {
    /// Whether there is any.
    pub(super) fn are_there(&self) -> bool {
        !self.list.is_empty()
    }

    /// The endpoints for a message: of its group, and of its protocol if it states one.
    fn of(&self, group: &Entry, source: &Source<'_>) -> impl Iterator<Item = &Endpoint<'a>> {
        let positions = self.by_group.get(&group.key_span).into_iter().flatten();
        let endpoints = positions.filter_map(|index| self.list.get(*index));
        let protocol = source.stated(&["protocol"]).and_then(Node::text);
        endpoints.filter(move |endpoint| {
            let own = endpoint.protocol.and_then(Node::text);
            protocol.is_none() || own.is_none() || protocol == own
        })
    }

    /// Notes the channels that carry a message.
    pub(super) fn set_channels(&self, message: &mut Message, group: &Entry, source: &Source<'_>) {
        for endpoint in self.of(group, source) {
            message.runs_on(endpoint.name.clone());
        }
    }

    /// Sets the key of a message from the template for it, if it is one payload field.
    pub(super) fn set_key(&self, message: &mut Message, group: &Entry, source: &Source<'_>) {
        let by_endpoint = || option(self.of(group, source).next()?.options?, "key");
        let Some(template) = options(source, "key").or_else(by_endpoint) else {
            return;
        };
        let field = template
            .text()
            .and_then(|text| text.strip_prefix('{')?.strip_suffix('}'))
            .and_then(|name| message.field(name))
            .map(|field| field.name.value.clone());
        message.says.keys = field.is_some();
        message.key = field.map(|field| Spanned::new(field, template.span));
    }

    /// The channels that the endpoints are; several endpoints may lead into one.
    pub(super) fn into_channels(self) -> Vec<Channel> {
        let mut known = std::collections::HashSet::new();
        let endpoints = self.list.into_iter();
        endpoints
            .filter(|endpoint| known.insert(endpoint.name.value.clone()))
            .map(channel)
            .collect()
    }
}

/// An option, which some write one level deeper.
fn option<'a>(options: &'a Node, key: &str) -> Option<&'a Node> {
    options
        .get(key)
        .or_else(|| options.get("options")?.get(key))
}

fn channel(endpoint: Endpoint<'_>) -> Channel {
    let Endpoint {
        entry,
        name,
        protocol,
        options,
    } = endpoint;
    let node = &entry.value;
    let broker = protocol.and_then(text).map(protocol_name);
    let in_options = |key: &str| options.and_then(|options| option(options, key));
    let uri = || {
        let list = in_options("endpoints").or_else(|| node.get("endpoints"))?;
        list.as_list()?.first()?.get("uri")
    };
    Channel {
        kind: broker
            .as_ref()
            .and_then(|broker| Some(Spanned::new(kind(&broker.value)?, broker.span))),
        doc: node.get("description").and_then(text),
        address: in_options("topic").or_else(uri).and_then(text),
        partitions: None,
        retention: None,
        owner: None,
        span: entry.key_span.to(node.span),
        broker,
        name,
    }
}

/// The name of a protocol as written, such as `mqtt` for `MQTT/5.0`.
pub(super) fn protocol_name(protocol: Spanned<Text>) -> Spanned<Text> {
    let name = protocol.value.split('/').next().unwrap_or_default();
    Spanned::new(Text::from(name.to_ascii_lowercase()), protocol.span)
}

fn kind(broker: &str) -> Option<ChannelKind> {
    Some(match broker {
        "kafka" => ChannelKind::Log,
        "mqtt" | "nats" => ChannelKind::Topic,
        _ => return None,
    })
}
