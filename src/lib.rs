//! Event contracts held while Rust compiles: derive(Event), codecs and CloudEvents.
#![forbid(unsafe_code)]

pub mod avro;
#[cfg(feature = "cloudevents")]
pub mod cloudevents;
pub mod event;
pub mod format;
pub mod payload;
pub mod shapes;
mod types;

pub use event::{Contract, Event};
pub use factum_macros::{Event, EventSet, Payload};
#[cfg(feature = "json")]
pub use format::Json;
pub use format::{Avro, Format, FormatError, ReadError, Readable, read};

pub use payload::{Decode, Payload};
pub use types::{Decimal, DecimalError};

/// What derived code refers to. Not for others: it may change at any time.
#[doc(hidden)]
pub mod derived {
    pub use crate::avro::{DecodeError, Source, write};
    pub use crate::event::Event;
    pub use crate::format::{Format, FormatError, Readable, read_own};
    pub use crate::payload::{Decode, Kind, Payload};
    pub use crate::shapes::{About, Branch, Deprecated, FieldAbout, Shapes};
    pub use crate::types::ValueFirst;
    pub use factum_contract::shape::Type;
}
