//! What is found on the way through documents: services, channels, and messages by their place.

use std::collections::{HashMap, HashSet};

use factum_contract::document::{Entry, Node};
use factum_contract::message::Evidence;
use factum_contract::shape::Text;
use factum_contract::span::{FileId, Span, Spanned};

use super::name::Names;
use super::unite::unite;
use super::{SAYS, intent, message};
use crate::json_schema::original;
use crate::json_schema::shape::{Shapes, text};
use crate::library::Library;
use crate::model::{Channel, Service};
use crate::problem::Problem;
use crate::reader::Fragment;

/// The documents that are being read.
pub(super) struct Reading<'a, 'l> {
    pub(super) library: &'l Library<'a>,
    pub(super) problems: Vec<Problem>,
    services: Vec<Service>,
    channels: Vec<Channel>,
    channel_by_name: HashMap<Text, usize>,
    found: Vec<Found<'a>>,
    found_at: HashMap<Span, usize>,
}

/// A message, wherever it is used.
pub(super) struct Found<'a> {
    pub(super) node: &'a Node,
    pub(super) names: Names<'a>,
    pub(super) channels: Vec<Spanned<Text>>,
    pub(super) producers: Vec<Spanned<Text>>,
    pub(super) consumers: Vec<Spanned<Text>>,
    /// What tells that it asks for a reply, or is one.
    pub(super) exchange: Option<Evidence>,
    /// Where the first operation says that the application sends it.
    pub(super) sent: Option<Span>,
    /// Where the first operation says that the application receives it.
    pub(super) received: Option<Span>,
    /// The media type of messages that state none.
    pub(super) media_type: Option<Spanned<Text>>,
    pub(super) rules: Rules,
    /// Whether a document that uses it has channels.
    pub(super) has_channels: bool,
}

/// How the versions differ in what a message says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// A trait wins over the message; the format of the payload stands beside it.
    V2,
    /// The message wins over its traits; the format of the payload stands in it.
    V3,
}

/// The application that a document describes.
pub(super) struct Application<'a> {
    pub(super) name: Option<Spanned<Text>>,
    pub(super) root: &'a Node,
    pub(super) rules: Rules,
    pub(super) has_channels: bool,
}

/// Which way a message goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    Sends,
    Receives,
}

impl Direction {
    pub(super) fn reversed(self) -> Direction {
        match self {
            Direction::Sends => Direction::Receives,
            Direction::Receives => Direction::Sends,
        }
    }
}

impl<'a, 'l> Reading<'a, 'l> {
    pub(super) fn new(library: &'l Library<'a>) -> Reading<'a, 'l> {
        Reading {
            library,
            problems: Vec::new(),
            services: Vec::new(),
            channels: Vec::new(),
            channel_by_name: HashMap::new(),
            found: Vec::new(),
            found_at: HashMap::new(),
        }
    }

    /// Begins a document: its application is a service.
    pub(super) fn application(&mut self, root: &'a Node, rules: Rules) -> Application<'a> {
        let info = root.entry("info");
        let title = info.and_then(|info| info.value.get("title")).and_then(text);
        if let (Some(info), Some(name)) = (info, &title)
            && !self.services.iter().any(|it| it.name.value == name.value)
        {
            self.services.push(Service {
                name: name.clone(),
                owner: None,
                doc: info.value.get("description").and_then(text),
                store: None,
                publishes_via: None,
                produces: Vec::new(),
                consumes: Vec::new(),
                span: info.key_span.to(info.value.span),
                says: SAYS,
            });
        }
        Application {
            name: title,
            root,
            rules,
            has_channels: !self.entries(root, &["channels"]).is_empty(),
        }
    }

    /// Adds a channel, or what another document says of the same one.
    pub(super) fn channel(&mut self, channel: Channel) -> Spanned<Text> {
        let name = channel.name.clone();
        match self.channel_by_name.get(&name.value) {
            Some(&index) => {
                let known = &mut self.channels[index];
                known.kind = known.kind.take().or(channel.kind);
                known.doc = known.doc.take().or(channel.doc);
                known.broker = known.broker.take().or(channel.broker);
                known.partitions = known.partitions.take().or(channel.partitions);
                known.retention = known.retention.take().or(channel.retention);
            }
            None => {
                self.channel_by_name
                    .insert(name.value.clone(), self.channels.len());
                self.channels.push(channel);
            }
        }
        name
    }

    /// Goes through references to what they finally mean; the last of them is the name.
    pub(super) fn follow(&self, node: &'a Node) -> Option<(&'a Node, Option<&'a Node>)> {
        let mut node = node;
        let mut last = None;
        // A longer chain than that is a circle, which is reported elsewhere.
        for _ in 0..64 {
            match node.get("$ref").filter(|value| value.text().is_some()) {
                Some(reference) => {
                    last = Some(reference);
                    node = self.library.resolve(reference).node()?;
                }
                None => return Some((node, last)),
            }
        }
        None
    }

    /// The entries of a mapping in a document, which may be in another file as a whole; extensions
    /// are left out.
    pub(super) fn entries(&self, parent: &'a Node, path: &[&str]) -> Vec<&'a Entry> {
        let mut node = Some(parent);
        for key in path {
            node = node
                .and_then(|node| node.get(key))
                .and_then(|node| self.follow(node))
                .map(|(node, _)| node);
        }
        let entries = node.and_then(Node::as_map).unwrap_or_default();
        entries
            .iter()
            .filter(|entry| !entry.key.starts_with("x-"))
            .collect()
    }

    /// A message that `node` is or refers to, as it is used once more or for the first time.
    pub(super) fn message(
        &mut self,
        node: &'a Node,
        application: &Application<'a>,
    ) -> Option<&mut Found<'a>> {
        let (node, reference) = self.follow(node)?;
        node.as_map()?;
        let index = match self.found_at.get(&node.span) {
            Some(&index) => index,
            None => {
                self.found_at.insert(node.span, self.found.len());
                self.found.push(Found {
                    node,
                    names: Names::default(),
                    channels: Vec::new(),
                    producers: Vec::new(),
                    consumers: Vec::new(),
                    exchange: None,
                    sent: None,
                    received: None,
                    media_type: application.root.get("defaultContentType").and_then(text),
                    rules: application.rules,
                    has_channels: application.has_channels,
                });
                self.found.len() - 1
            }
        };
        let found = &mut self.found[index];
        found.has_channels |= application.has_channels;
        found.names.reference = found.names.reference.or(reference);
        Some(found)
    }

    /// The messages that a document defines for use, used or not.
    pub(super) fn components(&mut self, application: &Application<'a>) {
        for entry in self.entries(application.root, &["components", "messages"]) {
            if let Some(found) = self.message(&entry.value, application)
                && found.node.span == entry.value.span
            {
                found.names.key = Some(entry);
            }
        }
    }

    pub(super) fn finish(self) -> Fragment {
        let mut found = self.found;
        found.sort_by_key(|found| (found.node.span.file, found.node.span.start));
        // A file that has a key for one message could have one for each.
        let keyed: HashSet<FileId> = found
            .iter()
            .filter(|found| message::key(found, self.library).is_some())
            .map(|found| found.node.span.file)
            .collect();
        let mut shapes = Shapes::new(self.library);
        let (mut messages, schemas): (Vec<_>, Vec<_>) = found
            .iter()
            .map(|found| message::message(found, &keyed, &mut shapes))
            .unzip();
        intent::see_queues(&mut messages, |name| {
            let index = self.channel_by_name.get(name);
            index.and_then(|index| self.channels.get(*index))
        });
        intent::correlate(&mut messages, &found, self.library);
        let mut problems = self.problems;
        problems.append(&mut shapes.problems);
        problems.extend(original::attach(&mut messages, &schemas, self.library));
        Fragment {
            messages: unite(messages),
            types: shapes.types,
            services: self.services,
            channels: self.channels,
            problems,
            ..Fragment::default()
        }
    }
}

impl<'a> Found<'a> {
    /// Notes that the application sends or receives it, as is said at `place`.
    pub(super) fn goes(
        &mut self,
        direction: Direction,
        place: Span,
        application: &Application<'_>,
    ) {
        let (list, first) = match direction {
            Direction::Sends => (&mut self.producers, &mut self.sent),
            Direction::Receives => (&mut self.consumers, &mut self.received),
        };
        first.get_or_insert(place);
        let Some(name) = &application.name else {
            return;
        };
        if !list.iter().any(|known| known.value == name.value) {
            list.push(name.clone());
        }
    }

    /// The ways it goes, as operations say.
    pub(super) fn directions(&self) -> impl Iterator<Item = Direction> {
        let sends = self.sent.map(|_| Direction::Sends);
        sends
            .into_iter()
            .chain(self.received.map(|_| Direction::Receives))
    }

    /// Notes that a channel carries it.
    pub(super) fn runs_on(&mut self, channel: &Spanned<Text>, entry: &'a Entry) {
        if self
            .channels
            .iter()
            .all(|known| known.value != channel.value)
        {
            self.channels.push(channel.clone());
        }
        self.names.channel = self.names.channel.or(Some(entry));
    }
}
