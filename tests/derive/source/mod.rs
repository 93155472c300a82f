//! Types in every way in which they are written and refer to each other.

pub mod geography;
mod ids;
mod prelude;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use geography as places;
use ids::{Id as Identifier, *};
use prelude::*;
use {factum as f, uuid::Uuid};

/// What is known of a place.
///
/// In more than one line.
#[derive(f::Event)]
#[event(
    namespace = "com.acme.places",
    version = 3,
    key = placeId,
    channel("places", "audit"),
    producer = "geography",
    type = "com.acme.place.surveyed",
    source = "/geography",
    subject = "places-value",
    deprecated(since = "2026-01-01", replaced_by = PlaceMeasured, message = "too coarse")
)]
#[serde(rename_all = "camelCase")]
pub struct PlaceSurveyed {
    /// Which place: “Zürich”, say.
    pub place_id: PlaceId,
    pub at: places::Point,
    pub inside: self::places::Area,
    pub outlines: Vec<crate::source::geography::shapes::Outline>,
    pub r#type: Kind,
    #[serde(rename = "alt", alias = "height")]
    #[event(unit = "m", pii = false, number = 7, was("z"))]
    pub altitude: Option<f64>,
    #[event(default, since = 2)]
    pub tags: Vec<String>,
    #[event(default = [1, -2])]
    pub levels: Vec<i64>,
    #[serde(default)]
    pub visits: u32,
    #[serde(skip)]
    #[allow(dead_code, reason = "it is no part of the contract")]
    pub cache: Option<u64>,
    #[event(deprecated)]
    pub old: Option<Identifier>,
    pub surveyed_at: Instant,
}

/// All scalars.
#[derive(Event)]
#[event(key = uuid, allow(no-time-of-occurrence, envelope-in-payload, reason = "a test"))]
pub struct EverythingWritten<'a> {
    pub uuid: Uuid,
    pub text: String,
    pub borrowed: &'a str,
    pub cow: Cow<'a, str>,
    pub boxed: Box<str>,
    pub shared: Arc<str>,
    pub truth: bool,
    pub tiny: i8,
    pub small: i16,
    pub port: u16,
    pub int: i32,
    pub long: i64,
    pub float: f32,
    pub double: f64,
    pub bytes: Vec<u8>,
    pub more_bytes: Bytes,
    pub slice: &'a [u8],
    pub some: Cow<'a, [u8]>,
    pub digest: [u8; DIGEST],
    pub four: [u8; 4],
    pub day: time::Date,
    pub hour: time::Time,
    pub local: time::PrimitiveDateTime,
    pub utc: time::UtcDateTime,
    pub chrono: chrono::DateTime<chrono::Utc>,
    pub naive: chrono::NaiveDateTime,
    pub jiff: jiff::Timestamp,
    pub civil: jiff::civil::DateTime,
    pub amount: Decimal<12, 2>,
    pub precise: Decimal<20, SCALE>,
    pub map: HashMap<String, Option<Rc<Amount>>>,
    pub sorted: BTreeMap<String, Vec<Point>>,
}

/// Another `Point` than that of the geography.
#[derive(Payload)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// Generic in every way.
#[derive(Event)]
#[event(namespace = "com.acme.lists", key = number, allow(no-time-of-occurrence, reason = "a test"))]
pub struct ListsPrinted {
    pub number: i64,
    pub names: Page<String>,
    pub amounts: Page<Amount>,
    pub pairs: Page<Pair<Option<i32>, Vec<Point>>>,
    pub kinds: Page<Kind>,
    pub places: Pages<places::Point>,
    pub sized: Sized3,
    pub again: Option<Box<PlaceMeasured>>,
}

#[derive(Payload)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<Box<Page<T>>>,
    pub previous: Option<Box<Self>>,
}

type Pages<T> = Vec<Page<T>>;

#[derive(Payload)]
pub struct Pair<A, B> {
    pub left: A,
    pub right: B,
}

#[derive(Payload)]
pub struct Sized<const N: usize> {
    pub head: [u8; N],
}

type Sized3 = Sized<3>;

/// A place was measured.
#[derive(f::Event)]
#[event(namespace = "com.acme.places", was = "PlaceGauged", key = place_id)]
pub struct PlaceMeasured {
    pub place_id: PlaceId,
    pub result: Outcome,
    pub measured_at: Instant,
}

/// What came of it.
#[derive(Payload)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[event(was = "Result", version = 2)]
pub enum Outcome {
    /// Exact.
    Point(places::Point),
    /// Within limits.
    Range {
        /// The least.
        lower_bound: f64,
        #[event(default = 1.5)]
        upper_bound: f64,
    },
    #[serde(rename = "none")]
    Nothing,
}

/// An event in a function, with a type of its own there.
pub fn local_contract() -> factum::Contract {
    use super::source::ids::PlaceId as Key;

    /// A door was opened.
    #[derive(Event)]
    #[event(namespace = "com.acme.doors", key = door)]
    struct DoorOpened {
        door: Key,
        by: Point,
        opened_at: Instant,
    }

    #[derive(Payload)]
    #[cfg_attr(all(), serde(rename_all = "SCREAMING_SNAKE_CASE"))]
    struct Point {
        left_hand: bool,
    }

    let _ = |door: DoorOpened| (door.door, door.by.left_hand, door.opened_at);
    DoorOpened::contract()
}
