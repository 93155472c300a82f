//! One message: an event, a command, a query or a reply, with its identity, wiring and payload.

use crate::document::Node;
use crate::schema::Schema;
use crate::shape::{Deprecation, Field, Text, Type};
use crate::span::{Span, Spanned};

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Intent {
    /// States a fact about the past, to whom it may concern.
    Event,
    /// Orders one receiver to act.
    Command,
    /// Asks for data.
    Query,
    /// Answers a command or a query, to whoever sent it.
    Reply,
}

impl Intent {
    /// The word for one of them: `event`, `command`, `query` or `reply`.
    pub fn as_str(self) -> &'static str {
        match self {
            Intent::Event => "event",
            Intent::Command => "command",
            Intent::Query => "query",
            Intent::Reply => "reply",
        }
    }

    /// One of them: `an event`, `a command`, `a query` or `a reply`.
    pub fn noun(self) -> &'static str {
        match self {
            Intent::Event => "an event",
            Intent::Command => "a command",
            Intent::Query => "a query",
            Intent::Reply => "a reply",
        }
    }
}

/// What tells what a message is for, where the format has no word for that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it speaks for.
    pub role: Role,
    /// What was seen, as a clause: ``the application `Orders` only receives it``.
    pub seen: Text,
    /// Where it was seen.
    pub span: Span,
}

/// The part that a message plays for the application that a document describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Whoever sends it expects a reply.
    Request,
    /// It is the reply to a request.
    Reply,
    /// Some application sends it, and none is known to wait for an answer.
    Sent,
    /// It has a receiver: an application that is known to receive it, or whoever takes it from a
    /// queue, which hands it to one.
    Received,
}

/// A message's version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// The format cannot say.
    #[default]
    Unstated,
    /// The contract's major version, counted from 1.
    Major(u32),
    /// A foreign format's own version, as written.
    Foreign(Text),
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Version::Unstated => Ok(()),
            Version::Major(major) => write!(f, "{major}"),
            Version::Foreign(text) => f.write_str(text),
        }
    }
}

/// What makes two messages the same one: namespace, name and version.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// The namespace, dotted, if there is one.
    pub namespace: Option<Text>,
    /// The name, unqualified.
    pub name: Text,
    /// The version.
    pub version: Version,
}

/// Writes `com.acme.orders.OrderPlaced@2`.
impl std::fmt::Display for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(namespace) = &self.namespace {
            write!(f, "{namespace}.")?;
        }
        f.write_str(&self.name)?;
        match &self.version {
            Version::Unstated => Ok(()),
            version => write!(f, "@{version}"),
        }
    }
}

/// An event, a command, a query or a reply in one version.
#[derive(Clone, Debug)]
pub struct Message {
    /// What it is for: as declared, else as [`Message::evidence`] tells.
    pub intent: Intent,
    /// What tells what it is for, if nothing declares it.
    pub evidence: Option<Box<Evidence>>,
    /// The unqualified name and its place (without a version written beside it).
    pub name: Spanned<Text>,
    /// The namespace, dotted.
    pub namespace: Option<Text>,
    /// The version; [`Message::version_span`] is `None` where it is only assumed.
    pub version: Version,
    /// Where the version is written.
    pub version_span: Option<Span>,
    /// What happened, for people.
    pub doc: Option<Spanned<Text>>,
    /// The partition (ordering) key: the name of a payload field.
    pub key: Option<Spanned<Text>>,
    /// The channel that carries it, as written; the first one, if there are several.
    pub channel: Option<Spanned<Text>>,
    /// The other channels that carry it as well.
    pub also_on: Vec<Spanned<Text>>,
    /// The protocol that the message states for itself, in lower case and without a version.
    pub protocol: Option<Spanned<Text>>,
    /// The topic that the message states for itself, beside or within its channel.
    pub topic: Option<Spanned<Text>>,
    /// The services that produce it: the event's own word and the services' united.
    pub producers: Vec<Spanned<Text>>,
    /// The services that consume it: the event's own word and the services' united.
    pub consumers: Vec<Spanned<Text>>,
    /// The service that obeys a command or answers a query.
    pub handler: Option<Spanned<Text>>,
    /// What it carries.
    pub payload: Payload,
    /// The original schemas of the payload, where a foreign format has some. A native message has
    /// none: its schemas follow from the shape.
    pub schemas: Vec<Schema>,
    /// The media type of the payload, such as `application/json`, where a format states it.
    pub media_type: Option<Spanned<Text>>,
    /// Fields that travel beside the payload.
    pub headers: Vec<Field>,
    /// Example payloads.
    pub examples: Vec<Node>,
    /// Whether it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// Whether its contract may still change at will.
    pub experimental: Option<Spanned<bool>>,
    /// Who may see it: `public`, `internal` or `private`.
    pub visibility: Option<Spanned<Text>>,
    /// The compatibility mode of its own, as written.
    pub compatibility: Option<Spanned<Text>>,
    /// What kind of event it is: `notification`, `state-transfer`, `delta`, …
    pub style: Option<Spanned<Text>>,
    /// The CloudEvents type, if it is not the default.
    pub ce_type: Option<Spanned<Text>>,
    /// The CloudEvents source, if it is not the default.
    pub source: Option<Spanned<Text>>,
    /// The subject in a schema registry, if it is not the default.
    pub subject: Option<Spanned<Text>>,
    /// The whole definition.
    pub span: Span,
    /// What the format that it was read from can say.
    pub says: Says,
}

/// What a message carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Payload {
    /// Nothing is said of it.
    #[default]
    Unstated,
    /// Named fields.
    Record(Vec<Field>),
    /// A value that is no record: a list, an enum, a foreign schema.
    Other(Type, Span),
}

/// What a catalog format can say. What it cannot say is unknown, which is not the same as missing:
/// no rule may complain about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// Who produces a message.
    pub producers: bool,
    /// Who consumes a message.
    pub consumers: bool,
    /// Who owns a service.
    pub owners: bool,
    /// Which channel carries a message.
    pub channels: bool,
    /// By which field a message is partitioned.
    pub keys: bool,
    /// Which version a message has.
    pub versions: bool,
    /// That a message is deprecated, and what replaces it.
    pub deprecation: bool,
    /// Whether a message is an event, a command or a query (else it is guessed from the name).
    pub intents: bool,
}

impl Says {
    /// A format that can say everything.
    pub const EVERYTHING: Says = Says {
        producers: true,
        consumers: true,
        owners: true,
        channels: true,
        keys: true,
        versions: true,
        deprecation: true,
        intents: true,
    };

    /// A folder of bare schemas: nothing but the payload.
    pub const NOTHING: Says = Says {
        producers: false,
        consumers: false,
        owners: false,
        channels: false,
        keys: false,
        versions: false,
        deprecation: false,
        intents: false,
    };
}

impl Says {
    /// What the native format may call unknown, by its words.
    pub const WORDS: [&'static str; 6] = [
        "producers",
        "consumers",
        "owners",
        "keys",
        "versions",
        "intents",
    ];

    /// Whether what a word of [`Says::WORDS`] stands for is said; `None` for any other word.
    pub fn get(mut self, word: &str) -> Option<bool> {
        self.slot(word).map(|said| *said)
    }

    /// Takes note that what a word of [`Says::WORDS`] stands for is unknown.
    pub fn forget(&mut self, word: &str) {
        if let Some(said) = self.slot(word) {
            *said = false;
        }
    }

    fn slot(&mut self, word: &str) -> Option<&mut bool> {
        Some(match word {
            "producers" => &mut self.producers,
            "consumers" => &mut self.consumers,
            "owners" => &mut self.owners,
            "keys" => &mut self.keys,
            "versions" => &mut self.versions,
            "intents" => &mut self.intents,
            _ => return None,
        })
    }
}

impl Message {
    /// A message with a name and nothing else said of it.
    pub fn new(intent: Intent, name: Spanned<Text>, span: Span, says: Says) -> Message {
        Message {
            intent,
            evidence: None,
            name,
            namespace: None,
            version: Version::Unstated,
            version_span: None,
            doc: None,
            key: None,
            channel: None,
            also_on: Vec::new(),
            protocol: None,
            topic: None,
            producers: Vec::new(),
            consumers: Vec::new(),
            handler: None,
            payload: Payload::Unstated,
            schemas: Vec::new(),
            media_type: None,
            headers: Vec::new(),
            examples: Vec::new(),
            deprecated: None,
            experimental: None,
            visibility: None,
            compatibility: None,
            style: None,
            ce_type: None,
            source: None,
            subject: None,
            span,
            says,
        }
    }

    /// What makes it this message and no other.
    pub fn identity(&self) -> Identity {
        Identity {
            namespace: self.namespace.clone(),
            name: self.name.value.clone(),
            version: self.version.clone(),
        }
    }

    /// All channels that carry it.
    pub fn channels(&self) -> impl Iterator<Item = &Spanned<Text>> {
        self.channel.iter().chain(&self.also_on)
    }

    /// Notes that a channel carries it.
    pub fn runs_on(&mut self, channel: Spanned<Text>) {
        if self.channels().any(|known| known.value == channel.value) {
            return;
        }
        match self.channel {
            None => self.channel = Some(channel),
            Some(_) => self.also_on.push(channel),
        }
    }

    /// The fields of the payload; none if it is no record.
    pub fn fields(&self) -> &[Field] {
        match &self.payload {
            Payload::Record(fields) => fields,
            _ => &[],
        }
    }

    /// The payload field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields()
            .iter()
            .find(|field| &*field.name.value == name)
    }

    /// The CloudEvents type: the one stated, else `{namespace}.{name}.v{version}` with what is
    /// known of it. `None` where a foreign format states none.
    pub fn cloudevents_type(&self) -> Option<String> {
        if let Some(stated) = &self.ce_type {
            return Some(stated.value.to_string());
        }
        let Version::Major(major) = self.version else {
            return None;
        };
        let prefix = self
            .namespace
            .as_ref()
            .map(|name| format!("{name}."))
            .unwrap_or_default();
        Some(format!("{prefix}{}.v{major}", self.name.value))
    }

    /// The CloudEvents source: the one stated, else `/{service}` of the first producer.
    pub fn cloudevents_source(&self) -> Option<String> {
        match (&self.source, self.producers.first()) {
            (Some(stated), _) => Some(stated.value.to_string()),
            (None, Some(producer)) => Some(format!("/{}", producer.value)),
            (None, None) => None,
        }
    }

    /// The full name of the record in Avro: `{namespace}.v{version}.{name}`.
    pub fn avro_full_name(&self) -> String {
        let mut name = String::new();
        if let Some(namespace) = &self.namespace {
            name.push_str(namespace);
            name.push('.');
        }
        if let Version::Major(major) = self.version {
            name.push_str(&format!("v{major}."));
        }
        name.push_str(&self.name.value);
        name
    }

    /// The subject under which a registry holds its schema: the one stated, else the Avro full name.
    pub fn registry_subject(&self) -> String {
        self.subject
            .as_ref()
            .map_or_else(|| self.avro_full_name(), |stated| stated.value.to_string())
    }
}
