//! Events and their contracts.

use std::borrow::Cow;

use factum_contract::avro::Schema;
use factum_contract::emit::{self, Emitted};
use factum_contract::message::{Intent, Message, Payload as Carried, Says, Version};
use factum_contract::shape::{Body, Resolved, Text, Types};
use factum_contract::span::{Span, Spanned};

use crate::payload::Payload;
use crate::shapes::Shapes;

/// A fact that others are told: an event with an identity and a contract.
///
/// Derive it with [`#[derive(Event)]`](macro@crate::Event).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no event",
    label = "is no event",
    note = "add `#[derive(factum::Event)]` to the type"
)]
pub trait Event: Payload {
    /// The name, unqualified: `OrderPlaced`.
    const NAME: &'static str;
    /// The namespace, dotted: `com.acme.orders`.
    const NAMESPACE: Option<&'static str>;
    /// The contract's major version, counted from 1.
    const VERSION: u32;
    /// The CloudEvents type: `com.acme.orders.OrderPlaced.v2`, unless another is stated.
    const TYPE: &'static str;
    /// The payload field that is the partition (ordering) key.
    const KEY: Option<&'static str> = None;
    /// The service that produces it.
    const PRODUCER: Option<&'static str> = None;
    /// The channels that carry it.
    const CHANNELS: &'static [&'static str] = &[];
    /// The CloudEvents source, if it is stated.
    const SOURCE: Option<&'static str> = None;
    /// The subject in a schema registry, if it is stated.
    const SUBJECT: Option<&'static str> = None;
    /// How it has to agree with the versions published before, if it is stated: `backward`, `full`,
    /// `forward-transitive`, … as schema registries have it.
    const COMPATIBILITY: Option<&'static str> = None;

    /// The value of the partition key, as text. `None` without a key, and where the key is an
    /// absent value.
    fn key(&self) -> Option<Cow<'_, str>> {
        None
    }

    /// A key under which the same fact is always the same, whoever tells it and however often: a
    /// UUID of version 5 over the type and the payload. Use it where an effect must happen once, or
    /// as the id of the CloudEvent.
    #[cfg(feature = "cloudevents")]
    fn idempotency_key(&self) -> uuid::Uuid {
        let mut name = Self::TYPE.as_bytes().to_vec();
        name.push(0);
        crate::avro::encode_into(self, &mut name);
        uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, &name)
    }

    /// The contract of the type.
    fn contract() -> Contract
    where
        Self: Sized,
    {
        Contract::of::<Self>()
    }

    /// The Avro schema in which the type is written: a record called
    /// `{namespace}.v{version}.{name}`.
    ///
    /// It is made anew at each call. What it cannot say is in the notes of [`Contract::avro`].
    fn avro_schema() -> Schema
    where
        Self: Sized,
    {
        Self::contract().avro_schema()
    }

    /// The JSON Schema (2020-12) of the type, as `schemars` sees what serde writes, in which objects
    /// have no properties but those of the type: what `factum generate` writes unless told
    /// otherwise. To the registry's rules, such a schema may gain optional properties.
    #[cfg(feature = "schemars")]
    fn closed_json_schema() -> schemars::Schema
    where
        Self: Sized + schemars::JsonSchema,
    {
        crate::json_schema::closed::<Self>()
    }

    /// The same, in which objects may have other properties. To the registry's rules, such a schema
    /// may lose properties, but not gain one with a type.
    #[cfg(feature = "schemars")]
    fn open_json_schema() -> schemars::Schema
    where
        Self: Sized + schemars::JsonSchema,
    {
        schemars::schema_for!(Self)
    }
}

/// What others depend on: an event's identity, key and payload, with the types that it refers to.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The event.
    pub message: Message,
    /// The types that its payload refers to.
    pub types: Types,
}

impl Contract {
    /// The contract of an event.
    pub fn of<E: Event>() -> Contract {
        let mut shapes = Shapes::new(E::NAMESPACE);
        let shape = E::shape(&mut shapes);
        let name = spanned(E::NAME);
        let mut message = Message::new(Intent::Event, name, Span::default(), SAYS);
        message.namespace = E::NAMESPACE.map(Into::into);
        message.version = Version::Major(E::VERSION);
        message.key = E::KEY.map(spanned);
        for channel in E::CHANNELS {
            message.runs_on(spanned(channel));
        }
        message.producers = E::PRODUCER.map(spanned).into_iter().collect();
        message.source = E::SOURCE.map(spanned);
        message.subject = E::SUBJECT.map(spanned);
        message.compatibility = E::COMPATIBILITY.map(spanned);
        if message.cloudevents_type().as_deref() != Some(E::TYPE) {
            message.ce_type = Some(spanned(E::TYPE));
        }
        message.payload = match shapes.types().resolve(&shape) {
            Resolved::Definition(_, definition) => {
                message.doc.clone_from(&definition.doc);
                message.deprecated.clone_from(&definition.deprecated);
                match &definition.body {
                    Body::Record(fields) => Carried::Record(fields.clone()),
                    _ => Carried::Other(shape, Span::default()),
                }
            }
            Resolved::Type(_) => Carried::Other(shape, Span::default()),
        };
        Contract {
            message,
            types: shapes.into_types(),
        }
    }

    /// The Avro schema of the payload. What it cannot say is in the notes of [`avro`](Self::avro).
    pub fn avro_schema(&self) -> Schema {
        self.avro().schema
    }

    /// The Avro schema of the payload, and notes on what of the contract it cannot say: a
    /// default that Avro has no place for, or a name that it does not allow.
    pub fn avro(&self) -> Emitted<Schema> {
        emit::avro(&self.message, &self.types)
    }
}

/// A type says all of its own contract, and nothing of those who consume it.
const SAYS: Says = Says {
    keys: true,
    versions: true,
    deprecation: true,
    intents: true,
    ..Says::NOTHING
};

fn spanned(text: &str) -> Spanned<Text> {
    Spanned::new(text.into(), Span::default())
}
