//! CloudEvents 1.0: the envelope of an event, in structured JSON, in batches, and in the binary
//! mode of HTTP and Kafka.
//!
//! ```
//! use factum::{Avro, Event, cloudevents::CloudEvent};
//!
//! /// A parcel was delivered.
//! #[derive(Debug, PartialEq, Event)]
//! #[event(namespace = "com.acme", producer = "shipping", key = parcel_id,
//!     allow(no-time-of-occurrence, reason = "the envelope says it"))]
//! struct ParcelDelivered {
//!     parcel_id: i64,
//! }
//!
//! let envelope = CloudEvent::of::<_, Avro>(&ParcelDelivered { parcel_id: 7 })?;
//! assert_eq!(envelope.ty, "com.acme.ParcelDelivered.v1");
//! assert_eq!(envelope.source, "/shipping");
//! assert_eq!(envelope.text("partitionkey"), Some("7"));
//!
//! let json = envelope.to_json();
//! let event: ParcelDelivered = CloudEvent::from_json(&json)?.read::<_, Avro>().unwrap();
//! assert_eq!(event.parcel_id, 7);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the feature `cloudevents-sdk`, `TryFrom` turns a [`CloudEvent`] into an event of the crate
//! of that name, which has bindings to many brokers and web frameworks, and back.

mod binary;
mod json;
#[cfg(feature = "cloudevents-sdk")]
mod sdk;
mod time;

use std::collections::BTreeMap;
use std::fmt;

pub use json::{BATCH_CONTENT_TYPE, CONTENT_TYPE, batch_from_json, batch_to_json};

use crate::event::Event;
use crate::format::{Format, FormatError, ReadError, Readable, read};

/// An event in its envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudEvent {
    /// Tells the event from others of its source.
    pub id: String,
    /// Who published it: a URI reference.
    pub source: String,
    /// The type: `com.acme.orders.OrderPlaced.v2`.
    pub ty: String,
    /// The media type of the data.
    pub datacontenttype: Option<String>,
    /// Where the schema of the data is found: an absolute URI.
    pub dataschema: Option<String>,
    /// What it is about, within the source.
    pub subject: Option<String>,
    /// When it happened, by RFC 3339.
    pub time: Option<String>,
    /// Further attributes, by name.
    pub extensions: BTreeMap<String, Value>,
    /// The payload.
    pub data: Option<Vec<u8>>,
}

/// The value of an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A truth value.
    Boolean(bool),
    /// A signed 32-bit integer.
    Integer(i32),
    /// Text; also a URI, a time or base64.
    Text(String),
}

/// Why an envelope is not right.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// Nothing says who published the event.
    #[error("`{0}` states neither a `producer` nor a `source`, which a CloudEvent needs")]
    NoSource(&'static str),
    /// A required attribute is missing or empty.
    #[error("the CloudEvent has no `{0}`")]
    Missing(&'static str),
    /// The version of the specification is not 1.0.
    #[error("the CloudEvent is of version `{0}`, not `1.0`")]
    Version(String),
    /// The name of an attribute is not lower-case letters and digits, or `data`.
    #[error("`{0}` cannot be the name of an attribute: only `a` to `z` and `0` to `9` are allowed")]
    Name(String),
    /// The value of an attribute is of no type that attributes have.
    #[error("the attribute `{0}` is of the wrong type")]
    WrongType(String),
    /// The text is no JSON, or there is both `data` and `data_base64`.
    #[error("this is no CloudEvent: {0}")]
    Malformed(String),
    /// The payload cannot be written.
    #[error("the payload cannot be written")]
    Payload(#[from] FormatError),
}

/// A CloudEvent that could not be read, with why: all that a dead-letter queue needs.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct Unread {
    /// Why it could not be read.
    #[source]
    pub reason: ReadError,
    /// The event as it came, its bytes included.
    pub event: Box<CloudEvent>,
}

impl CloudEvent {
    /// Puts an event into an envelope: with a new id (a UUID of version 7), the current time, the
    /// type's own source, and the key as `partitionkey`. All can be changed afterwards.
    ///
    /// # Errors
    /// If the event states neither its producer nor its source, or the format cannot hold it.
    pub fn of<E: Event, F: Format<E>>(event: &E) -> Result<CloudEvent, EnvelopeError> {
        let source = match (E::SOURCE, E::PRODUCER) {
            (Some(source), _) => source.to_owned(),
            (None, Some(producer)) => format!("/{producer}"),
            (None, None) => return Err(EnvelopeError::NoSource(E::NAME)),
        };
        let mut envelope = CloudEvent {
            id: uuid::Uuid::now_v7().to_string(),
            source,
            ty: E::TYPE.to_owned(),
            datacontenttype: Some(F::CONTENT_TYPE.to_owned()),
            dataschema: None,
            subject: None,
            time: Some(time::rfc3339(std::time::SystemTime::now())),
            extensions: BTreeMap::new(),
            data: Some(F::encode(event)?),
        };
        if let Some(key) = event.key() {
            let key = Value::Text(key.into_owned());
            envelope.extensions.insert("partitionkey".to_owned(), key);
        }
        Ok(envelope)
    }

    /// Reads the event: one type, or a set of them.
    ///
    /// # Errors
    /// If the type or its version is not known, or the payload cannot be decoded. The error gives
    /// the envelope back.
    pub fn read<R: for<'de> Readable<'de, F>, F>(self) -> Result<R, Unread> {
        self.read_borrowed::<R, F>().map_err(|reason| Unread {
            reason,
            event: Box::new(self),
        })
    }

    /// The same, into what may borrow from the data.
    ///
    /// # Errors
    /// If the type or its version is not known, or the payload cannot be decoded.
    pub fn read_borrowed<'de, R: Readable<'de, F>, F>(&'de self) -> Result<R, ReadError> {
        read::<R, F>(&self.ty, self.data.as_deref().unwrap_or_default())
    }

    /// What tells this event from all others: the source and the id. A second event with the same
    /// two is a repetition.
    pub fn deduplication_key(&self) -> (&str, &str) {
        (&self.source, &self.id)
    }

    /// The same with another id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> CloudEvent {
        self.id = id.into();
        self
    }

    /// The same with another time.
    #[must_use]
    pub fn with_time(mut self, time: std::time::SystemTime) -> CloudEvent {
        self.time = Some(time::rfc3339(time));
        self
    }

    /// The same in the trace of this `traceparent` (W3C Trace Context).
    #[must_use]
    pub fn with_traceparent(self, traceparent: impl Into<String>) -> CloudEvent {
        self.with("traceparent", traceparent)
    }

    /// The same with its place in the order of its source. Sequences are compared as text.
    #[must_use]
    pub fn with_sequence(self, sequence: impl Into<String>) -> CloudEvent {
        self.with("sequence", sequence)
    }

    /// The same as part of what has this id, and caused by the event of that id.
    #[must_use]
    pub fn with_correlation(
        self,
        correlation_id: impl Into<String>,
        causation_id: impl Into<String>,
    ) -> CloudEvent {
        self.with("correlationid", correlation_id)
            .with("causationid", causation_id)
    }

    fn with(mut self, name: &str, value: impl Into<String>) -> CloudEvent {
        let value = Value::Text(value.into());
        self.extensions.insert(name.to_owned(), value);
        self
    }

    /// Sets an extension.
    ///
    /// # Errors
    /// If the name is not one of lower-case letters and digits, or that of another attribute.
    pub fn set(&mut self, name: &str, value: Value) -> Result<(), EnvelopeError> {
        check_name(name)?;
        self.extensions.insert(name.to_owned(), value);
        Ok(())
    }

    /// The extension of this name, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.extensions.get(name)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// All attributes but `specversion` and `datacontenttype`, as text.
    fn attributes(&self) -> impl Iterator<Item = (&str, String)> {
        let required = [
            ("id", &self.id),
            ("source", &self.source),
            ("type", &self.ty),
        ];
        let optional = [
            ("dataschema", &self.dataschema),
            ("subject", &self.subject),
            ("time", &self.time),
        ];
        let optional = optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let extensions = self.extensions.iter();
        required
            .into_iter()
            .chain(optional)
            .map(|(name, value)| (name, value.clone()))
            .chain(extensions.map(|(name, value)| (name.as_str(), value.to_string())))
    }

    /// The event of these attributes.
    fn from_attributes(
        attributes: impl IntoIterator<Item = (String, Value)>,
    ) -> Result<CloudEvent, EnvelopeError> {
        let mut all: BTreeMap<String, Value> = attributes.into_iter().collect();
        let mut take = |name: &str| match all.remove(name) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(EnvelopeError::WrongType(name.to_owned())),
            None => Ok(None),
        };
        let version = take("specversion")?.ok_or(EnvelopeError::Missing("specversion"))?;
        if version != SPEC_VERSION {
            return Err(EnvelopeError::Version(version));
        }
        let mut required = |name| {
            let value = take(name)?.filter(|value| !value.is_empty());
            value.ok_or(EnvelopeError::Missing(name))
        };
        let (id, source, ty) = (required("id")?, required("source")?, required("type")?);
        let event = CloudEvent {
            id,
            source,
            ty,
            datacontenttype: take("datacontenttype")?,
            dataschema: take("dataschema")?,
            subject: take("subject")?,
            time: take("time")?,
            extensions: BTreeMap::new(),
            data: None,
        };
        for name in all.keys() {
            check_name(name)?;
        }
        Ok(CloudEvent {
            extensions: all,
            ..event
        })
    }
}

const SPEC_VERSION: &str = "1.0";

const OWN: [&str; 9] = [
    "data",
    "datacontenttype",
    "dataschema",
    "id",
    "source",
    "specversion",
    "subject",
    "time",
    "type",
];

fn check_name(name: &str) -> Result<(), EnvelopeError> {
    let is_right = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if name.is_empty() || !name.bytes().all(is_right) || OWN.contains(&name) {
        return Err(EnvelopeError::Name(name.to_owned()));
    }
    Ok(())
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Boolean(value) => value.fmt(f),
            Value::Integer(value) => value.fmt(f),
            Value::Text(value) => value.fmt(f),
        }
    }
}
