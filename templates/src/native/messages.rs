//! Events, commands and queries in the native format.

use std::collections::{HashMap, HashSet};

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Message, Payload, Says};
use factum_catalog::contract::shape::{Body, Field, Resolved, Text, Type};
use factum_catalog::contract::span::Spanned;
use factum_catalog::model::MessageId;

use super::names::{Key, MessageNames, identifier};
use super::shapes::{Shapes, push_deprecation, push_examples, push_text};
use super::unknown::push_unknown;
use crate::yaml::{Entry, Yaml};

const VISIBILITIES: [&str; 3] = ["public", "internal", "private"];
const STYLES: [&str; 4] = ["notification", "state-transfer", "delta", "domain"];
const MODES: [&str; 7] = [
    "none",
    "backward",
    "backward-transitive",
    "forward",
    "forward-transitive",
    "full",
    "full-transitive",
];

/// What each message says for itself, and which versions of a name inherit.
pub(super) struct Wiring<'a> {
    catalog: &'a Catalog,
    names: &'a MessageNames,
    /// The services that state that they consume a message, in their order.
    stating: HashMap<MessageId, Vec<&'a str>>,
    /// The newest of those names of which an older version lacks what the newest has: as that cannot
    /// be taken back, each version of them is written with its version, and none inherits.
    exact: HashSet<MessageId>,
}

impl<'a> Wiring<'a> {
    pub(super) fn new(catalog: &'a Catalog, names: &'a MessageNames) -> Wiring<'a> {
        let mut stating: HashMap<MessageId, Vec<&str>> = HashMap::new();
        for service in &catalog.services {
            for consumption in &service.consumes {
                let mention = &consumption.message;
                let found = catalog.find_message(&mention.name.value, mention.namespace.as_deref());
                let services = found.id().map(|id| stating.entry(id).or_default());
                if let Some(services) = services.filter(|it| !it.contains(&&*service.name.value)) {
                    services.push(&service.name.value);
                }
            }
        }
        let mut wiring = Wiring {
            catalog,
            names,
            stating,
            exact: HashSet::new(),
        };
        for (id, older) in catalog.messages.iter().enumerate() {
            if let Some((newest_id, newest)) = wiring.newest(id, older)
                && newest_id != id
                && (lacks(older, newest)
                    || (wiring.own_consumers(id).is_empty()
                        && !wiring.own_consumers(newest_id).is_empty()))
            {
                wiring.exact.insert(newest_id);
            }
        }
        wiring
    }

    /// The newest message of the same name, from which the older ones inherit.
    fn newest(&self, id: MessageId, message: &Message) -> Option<(MessageId, &'a Message)> {
        let newest = self.names.newest(message.intent, self.names.key(id)?)?;
        Some((newest, self.catalog.messages.get(newest)?))
    }

    /// The consumers that the message itself has to state: reading puts the services' own word
    /// after them.
    fn own_consumers(&self, id: MessageId) -> Vec<&'a str> {
        let consumers = self
            .catalog
            .messages
            .get(id)
            .map_or(&[][..], |it| &it.consumers);
        let consumers = values(consumers);
        let stating = self.stating.get(&id).map_or(&[][..], |services| services);
        let is_enough = |end: &usize| {
            let own = consumers.get(..*end).unwrap_or_default();
            let rest = stating.iter().filter(|service| !own.contains(service));
            own.iter().chain(rest).eq(consumers.iter())
        };
        let end = (0..=consumers.len())
            .find(is_enough)
            .unwrap_or(consumers.len());
        consumers.into_iter().take(end).collect()
    }
}

/// A message to be written.
pub(super) struct Placed<'a> {
    pub(super) wiring: &'a Wiring<'a>,
    pub(super) id: MessageId,
    pub(super) message: &'a Message,
    pub(super) key: &'a Key,
    /// The producer of the file's messages that state none.
    pub(super) service: Option<&'a str>,
    /// What is said in the file.
    pub(super) said: Says,
}

impl Placed<'_> {
    /// The message under its name, `Name@1` if it is not the newest of them.
    pub(super) fn entry(&self, shapes: &mut Shapes<'_>) -> Entry {
        let comments = (shapes.comments)(self.message.name.span);
        let newest = self.wiring.newest(self.id, self.message);
        let newest = newest.filter(|(newest, _)| !self.wiring.exact.contains(newest));
        let key = match newest {
            Some((newest, _)) if newest == self.id => self.key.name.clone(),
            _ => self.key.versioned(),
        };
        let inherited = newest.filter(|(newest, _)| *newest != self.id);
        let mut entries = Vec::new();
        push_text(&mut entries, "doc", self.message.doc.as_ref());
        let is_stated = self.message.version_span.is_some() || self.key.version > 1;
        if is_stated && key == self.key.name {
            entries.push(Entry::new("version", Yaml::literal(self.key.version)));
        }
        self.contract(inherited, shapes, &mut entries);
        self.payload(inherited, shapes, &mut entries);
        Entry {
            comments,
            ..Entry::new(key, Yaml::Block(entries))
        }
    }

    fn contract(
        &self,
        inherited: Option<(MessageId, &Message)>,
        shapes: &mut Shapes<'_>,
        entries: &mut Vec<Entry>,
    ) {
        let message = self.message;
        let from = |get: fn(&Message) -> &Option<Spanned<Text>>| {
            let own = get(message).as_ref();
            let other = inherited.and_then(|(_, newest)| get(newest).as_ref());
            own.filter(|own| other.is_none_or(|other| other.value != own.value))
        };
        if let Some(key) = from(|it| &it.key) {
            let is_field = message.field(&key.value).is_some();
            let name = if is_field {
                identifier(&key.value)
            } else {
                key.value.to_string()
            };
            entries.push(Entry::new("key", Yaml::text(name)));
        }
        self.channels(inherited, entries);
        self.wiring(inherited, entries);
        push_text(entries, "handler", from(|it| &it.handler));
        self.deprecation(entries);
        let is_experimental = |it: &Message| it.experimental.as_ref().is_some_and(|it| it.value);
        if is_experimental(message) && !inherited.is_some_and(|(_, newest)| is_experimental(newest))
        {
            entries.push(Entry::new("experimental", Yaml::literal(true)));
        }
        for (name, words, word) in [
            ("visibility", &VISIBILITIES[..], from(|it| &it.visibility)),
            ("compatibility", &MODES[..], from(|it| &it.compatibility)),
            ("style", &STYLES[..], from(|it| &it.style)),
        ] {
            let Some(word) = word else { continue };
            if words.contains(&&*word.value) {
                entries.push(Entry::new(name, Yaml::text(&*word.value)));
            } else {
                shapes.note(
                    format!("the {name} `{}` is not carried", word.value),
                    word.span,
                );
            }
        }
        push_text(entries, "type", message.ce_type.as_ref());
        push_text(entries, "source", from(|it| &it.source));
        push_text(entries, "subject", message.subject.as_ref());
        push_unknown(entries, self.said, message.says);
    }

    /// The channel, or a list of them.
    fn channels(&self, inherited: Option<(MessageId, &Message)>, entries: &mut Vec<Entry>) {
        let names = |message: &Message| -> Vec<Box<str>> {
            message.channels().map(|name| name.value.clone()).collect()
        };
        let own = names(self.message);
        if inherited.is_some_and(|(_, newest)| names(newest) == own) {
            return;
        }
        match &own[..] {
            [] => {}
            [only] => entries.push(Entry::new("channel", Yaml::text(&**only))),
            several => {
                let several: Vec<&str> = several.iter().map(|name| &**name).collect();
                entries.push(Entry::new("channel", Yaml::texts(several)));
            }
        }
    }

    /// `producers` and `consumers`, without those that follow from elsewhere.
    fn wiring(&self, inherited: Option<(MessageId, &Message)>, entries: &mut Vec<Entry>) {
        let producers = values(&self.message.producers);
        let assumed = match (self.service, inherited) {
            (Some(service), _) => vec![service],
            (None, Some((_, newest))) => values(&newest.producers),
            (None, None) => Vec::new(),
        };
        if producers != assumed {
            entries.push(Entry::new("producers", Yaml::texts(producers)));
        }
        let consumers = self.wiring.own_consumers(self.id);
        let assumed = inherited.map(|(newest, _)| self.wiring.own_consumers(newest));
        if consumers != assumed.unwrap_or_default() {
            entries.push(Entry::new("consumers", Yaml::texts(consumers)));
        }
    }

    fn deprecation(&self, entries: &mut Vec<Entry>) {
        let mut deprecated = self.message.deprecated.clone();
        if let Some(other) = deprecated.as_mut().and_then(|it| it.replaced_by.as_mut()) {
            let written = (&*other.value, self.message.namespace.as_deref());
            let scope = self.key.namespace.as_deref();
            let wiring = self.wiring;
            other.value = wiring.names.mention(wiring.catalog, written, scope).into();
        }
        push_deprecation(entries, deprecated.as_ref());
    }

    fn payload(
        &self,
        inherited: Option<(MessageId, &Message)>,
        shapes: &mut Shapes<'_>,
        entries: &mut Vec<Entry>,
    ) {
        let message = self.message;
        let is_inherited =
            inherited.is_some_and(|(_, newest)| same_fields(&message.headers, &newest.headers));
        if !message.headers.is_empty() && !is_inherited {
            let headers = shapes.fields(&message.headers);
            entries.push(Entry::new("headers", Yaml::Block(headers)));
        }
        push_payload(message, shapes, entries);
        push_examples(entries, &message.examples, |it| match &message.payload {
            Payload::Record(fields) => shapes.record_literal(it, fields),
            Payload::Other(ty, _) => shapes.literal(it, ty),
            Payload::Unstated => Yaml::node(it),
        });
    }
}

/// Adds `fields`, if anything is said of them.
pub(super) fn push_payload(message: &Message, shapes: &mut Shapes<'_>, entries: &mut Vec<Entry>) {
    let fields = match &message.payload {
        Payload::Unstated => return,
        Payload::Record(fields) => shapes.fields(fields),
        Payload::Other(Type::Opaque(what), span) => {
            shapes.note(
                format!("the payload is `{what}`, which is not carried"),
                *span,
            );
            return;
        }
        Payload::Other(ty, span) => match shapes.types.resolve(ty) {
            Resolved::Definition(_, definition) if let Body::Record(fields) = &definition.body => {
                shapes.fields(fields)
            }
            _ => {
                let text = "the payload is no record and is written as one field, `value`";
                shapes.note(text, *span);
                vec![Entry::new("value", Yaml::Type(shapes.ty(ty, *span)))]
            }
        },
    };
    entries.push(Entry::new("fields", Yaml::Block(fields)));
}

/// Whether an older version would inherit something that it does not have.
fn lacks(older: &Message, newest: &Message) -> bool {
    let texts: [fn(&Message) -> bool; 10] = [
        |it| it.key.is_some(),
        |it| it.channel.is_some(),
        |it| it.handler.is_some(),
        |it| it.experimental.is_some(),
        |it| it.visibility.is_some(),
        |it| it.compatibility.is_some(),
        |it| it.style.is_some(),
        |it| it.source.is_some(),
        |it| !it.producers.is_empty(),
        |it| !it.headers.is_empty(),
    ];
    texts.iter().any(|has| has(newest) && !has(older))
}

fn values(names: &[Spanned<Text>]) -> Vec<&str> {
    names.iter().map(|name| &*name.value).collect()
}

fn same_fields(ours: &[Field], others: &[Field]) -> bool {
    let is_same = |(a, b): (&Field, &Field)| a.span == b.span && a.name.value == b.name.value;
    ours.len() == others.len() && ours.iter().zip(others).all(is_same)
}
