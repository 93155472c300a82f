//! A type with every kind of part.

use std::collections::BTreeMap;

use factum::{Decimal, Payload};
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Payload)]
#[event(namespace = "test")]
pub struct Everything {
    pub truth: bool,
    pub byte: i8,
    pub int: i32,
    pub natural: u32,
    pub long: i64,
    pub float: f32,
    pub double: f64,
    pub text: String,
    pub bytes: Vec<u8>,
    pub fixed: [u8; 3],
    pub uuid: Uuid,
    pub decimal: Decimal<20, 4>,
    pub instant: OffsetDateTime,
    pub date: time::Date,
    pub time: time::Time,
    pub local: time::PrimitiveDateTime,
    pub list: Vec<i64>,
    pub map: BTreeMap<String, Vec<bool>>,
    pub optional: Option<String>,
    #[event(default = "x")]
    pub value_first: Option<String>,
    pub choice: Choice,
    pub optional_choice: Option<Choice>,
    pub level: Level,
    pub children: Vec<Everything>,
    pub next: Option<Box<Everything>>,
}

#[derive(Clone, Debug, PartialEq, Payload)]
#[event(namespace = "test")]
pub enum Choice {
    Text(String),
    Number(i64),
    /// Called as what the derived code has variables for.
    Pair {
        out: i32,
        first: Option<Level>,
    },
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Payload)]
#[event(namespace = "test")]
pub enum Level {
    Low,
    High,
}

/// The event whose payload is everything.
#[derive(Clone, Debug, PartialEq, factum::Event)]
#[event(
    namespace = "test",
    source = "/test",
    allow(no-time-of-occurrence, nothing-to-deduplicate-by, reason = "a test")
)]
pub struct EverythingHappened {
    pub what: Everything,
}
