//! Everything loaded: what the readers fill and the rules and generators read.

use std::collections::HashMap;
use std::sync::Arc;

use factum_contract::document::Node;
use factum_contract::message::{Message, Says};
use factum_contract::shape::{Text, Types};
use factum_contract::span::{FileId, Span, Spanned};

use crate::asyncapi;
use crate::load::References;
use crate::lookup::Index;
use crate::problem::Problem;
use crate::retention::Retention;
use crate::rust_source;

/// Everything loaded.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The files; [`Catalog::source`] finds them by [`FileId`].
    pub sources: Vec<Source>,
    /// Events, commands and queries, in the order of the files and of what they say.
    pub messages: Vec<Message>,
    /// The types that payloads refer to.
    pub types: Types,
    /// Who produces and consumes.
    pub services: Vec<Service>,
    /// What carries messages.
    pub channels: Vec<Channel>,
    /// Sagas and processes over several services.
    pub flows: Vec<Flow>,
    /// Projections.
    pub read_models: Vec<ReadModel>,
    /// Mistakes met while reading.
    pub problems: Vec<Problem>,
    /// Comments that silence rules.
    pub suppressions: Vec<Suppression>,
    pub(crate) index: Index,
    /// The number of the first of the sources: above 0 for a baseline.
    pub(crate) first_file: usize,
    /// What references call files.
    pub(crate) references: References,
}

/// A file of a catalog.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as it is shown: relative to the working directory, with `/`.
    pub path: Text,
    /// The text, a byte order mark included.
    pub text: Arc<str>,
    /// The name of the format that it was read as; empty if no reader took it.
    pub format: &'static str,
    /// What the format can say.
    pub says: Says,
}

impl Source {
    /// Whether its types stand in events by their own word, whether such an event is seen or not.
    pub fn declares_types_of_events(&self) -> bool {
        self.format == rust_source::READER.format
    }

    /// Whether several messages of one version may have one name, each in its own place: the format
    /// has no namespaces, and knows messages by their place.
    pub(crate) fn repeats_names(&self) -> bool {
        self.format == asyncapi::READER.format
    }
}

/// Who produces and consumes.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name, unique in the catalog.
    pub name: Spanned<Text>,
    /// The team that owns it.
    pub owner: Option<Spanned<Text>>,
    /// What it does, for people.
    pub doc: Option<Spanned<Text>>,
    /// Where it keeps its state: `postgres`, `kafka`, …
    pub store: Option<Spanned<Text>>,
    /// How an event and the change that caused it become one: `outbox`, `cdc` or `event-store`.
    pub publishes_via: Option<Spanned<Text>>,
    /// The messages that it says it produces.
    pub produces: Vec<Mention>,
    /// The messages that it says it consumes, and how.
    pub consumes: Vec<Consumption>,
    /// The whole definition; the first one, if several were merged.
    pub span: Span,
    /// What the format that it was read from can say.
    pub says: Says,
}

/// That a service consumes a message, and how.
#[derive(Clone, Debug)]
pub struct Consumption {
    /// The message.
    pub message: Mention,
    /// By what a repeated delivery is known: a payload field or an envelope attribute.
    pub dedup: Option<Spanned<Text>>,
    /// Where what was seen is remembered.
    pub dedup_store: Option<Spanned<Text>>,
    /// Where messages go that cannot be processed.
    pub dead_letter: Option<Spanned<Text>>,
}

/// A message named somewhere: what was written, and from which namespace it is looked up.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name as written, possibly qualified and versioned.
    pub name: Spanned<Text>,
    /// The namespace of the file.
    pub namespace: Option<Text>,
}

/// What kind of channel carries messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    /// Keeps what was published; every consumer reads at its own pace.
    Log,
    /// Hands each message to one consumer.
    Queue,
    /// Hands each message to every subscriber, and keeps none.
    Topic,
}

impl ChannelKind {
    /// The word for it: `log`, `queue` or `topic`.
    pub fn as_str(self) -> &'static str {
        match self {
            ChannelKind::Log => "log",
            ChannelKind::Queue => "queue",
            ChannelKind::Topic => "topic",
        }
    }
}

/// What carries messages.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The name, unique in the catalog.
    pub name: Spanned<Text>,
    /// What kind it is, if stated.
    pub kind: Option<Spanned<ChannelKind>>,
    /// What it is for, for people.
    pub doc: Option<Spanned<Text>>,
    /// The broker: `kafka`, `rabbitmq`, `sns`, …
    pub broker: Option<Spanned<Text>>,
    /// The address on the broker; may hold `{env}`.
    pub address: Option<Spanned<Text>>,
    /// Into how many partitions a log is divided.
    pub partitions: Option<Spanned<u32>>,
    /// How long a log keeps a message.
    pub retention: Option<Spanned<Retention>>,
    /// The team that owns it.
    pub owner: Option<Spanned<Text>>,
    /// The whole definition.
    pub span: Span,
}

/// How the steps of a flow are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlowStyle {
    /// Each service reacts to the others' events.
    Choreography,
    /// A coordinator sends commands.
    Orchestration,
}

/// A saga or a process over several services.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The name.
    pub name: Spanned<Text>,
    /// The namespace of the file, in which its messages are looked up.
    pub namespace: Option<Text>,
    /// What it achieves, for people.
    pub doc: Option<Spanned<Text>>,
    /// How the steps are put in order, if stated.
    pub style: Option<Spanned<FlowStyle>>,
    /// The service that coordinates an orchestration.
    pub coordinator: Option<Spanned<Text>>,
    /// The steps, in the order written.
    pub steps: Vec<Step>,
    /// The whole definition.
    pub span: Span,
}

/// A step of a flow.
#[derive(Clone, Debug)]
pub struct Step {
    /// The event that starts it.
    pub when: Option<Spanned<Text>>,
    /// Who acts.
    pub service: Option<Spanned<Text>>,
    /// The command that is carried out.
    pub does: Option<Spanned<Text>>,
    /// The event that tells success.
    pub then: Option<Spanned<Text>>,
    /// The event that tells failure.
    pub fails: Option<Spanned<Text>>,
    /// The message that undoes the step when a later one fails.
    pub compensate: Option<Spanned<Text>>,
    /// After how long it is given up, as written.
    pub timeout: Option<Spanned<Text>>,
    /// The whole step.
    pub span: Span,
}

impl Step {
    /// The messages that the step names, with the key that names each.
    pub fn messages(&self) -> impl Iterator<Item = (&'static str, &Spanned<Text>)> {
        [
            ("when", &self.when),
            ("does", &self.does),
            ("then", &self.then),
            ("fails", &self.fails),
            ("compensate", &self.compensate),
        ]
        .into_iter()
        .filter_map(|(key, name)| name.as_ref().map(|name| (key, name)))
    }
}

/// A projection built from events.
#[derive(Clone, Debug)]
pub struct ReadModel {
    /// The name.
    pub name: Spanned<Text>,
    /// The namespace of the file, in which its events are looked up.
    pub namespace: Option<Text>,
    /// What it answers, for people.
    pub doc: Option<Spanned<Text>>,
    /// The service that keeps it.
    pub service: Option<Spanned<Text>>,
    /// The events that it is built from.
    pub from: Vec<Spanned<Text>>,
    /// How it is built anew: `replay` or `snapshot`.
    pub rebuild: Option<Spanned<Text>>,
    /// The whole definition.
    pub span: Span,
}

/// What silences rules: a comment, `# factum: allow(no-owner) the platform team owns it all`, or in
/// Rust source an attribute.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// The ids between the brackets, as written.
    pub rules: Vec<Spanned<Text>>,
    /// Why, as written; empty if no reason is given.
    pub reason: Text,
    /// What it covers: a line, the entry beneath an own-line comment, or (`allow-file`) the file.
    pub covers: Span,
    /// The comment, or what has to be taken out to remove the attribute.
    pub span: Span,
}

/// A message's index in [`Catalog::messages`].
pub type MessageId = usize;

impl Catalog {
    /// The file of a span.
    pub fn source(&self, file: FileId) -> Option<&Source> {
        self.sources
            .get((file.0 as usize).checked_sub(self.first_file)?)
    }

    /// Takes over the files of a baseline that was read for this catalog, so that findings which
    /// point into it can be shown.
    pub fn keep_sources(&mut self, baseline: &mut Catalog) {
        if baseline.first_file == self.first_file + self.sources.len() {
            self.sources.append(&mut baseline.sources);
        }
    }

    /// The bytes of a span as text; empty if the span is of no file of this catalog.
    pub fn text(&self, span: Span) -> &str {
        self.source(span.file)
            .and_then(|source| source.text.get(span.range()))
            .unwrap_or("")
    }

    /// The service of this name.
    pub fn service(&self, name: &str) -> Option<&Service> {
        self.index
            .services
            .get(name)
            .and_then(|&index| self.services.get(index))
    }

    /// The channel of this name.
    pub fn channel(&self, name: &str) -> Option<&Channel> {
        self.index
            .channels
            .get(name)
            .and_then(|&index| self.channels.get(index))
    }

    /// The messages of one kind.
    pub fn of_intent(
        &self,
        intent: factum_contract::message::Intent,
    ) -> impl Iterator<Item = &Message> {
        self.messages
            .iter()
            .filter(move |message| message.intent == intent)
    }

    /// What a service says of how it consumes a message.
    pub fn consumption<'a>(&'a self, service: &str, message: MessageId) -> Option<&'a Consumption> {
        self.service(service)?.consumes.iter().find(|consumption| {
            let mention = &consumption.message;
            self.find_message(&mention.name.value, mention.namespace.as_deref())
                .id()
                == Some(message)
        })
    }
}

/// Names by which definitions are found, for one kind of definition.
pub(crate) type ByName<T> = HashMap<Text, T>;

/// A raw value kept for later: an extension key (`x-…`) of a definition.
pub type Extension = (Text, Node);
