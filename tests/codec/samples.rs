//! A type with every kind of part, and random values of it.

use std::collections::BTreeMap;

use factum::{Decimal, Payload};
use proptest::prelude::*;
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
    allow(no-time-of-occurrence, nothing-to-deduplicate-by, reason = "a test")
)]
pub struct EverythingHappened {
    pub what: Everything,
}

pub fn happened() -> impl Strategy<Value = EverythingHappened> {
    everything().prop_map(|what| EverythingHappened { what })
}

fn everything() -> impl Strategy<Value = Everything> {
    let leaf = record(Just(Vec::new()).boxed(), Just(None).boxed());
    leaf.prop_recursive(2, 4, 2, |inner| {
        let children = prop::collection::vec(inner.clone(), 0..2).boxed();
        let next = prop::option::of(inner.prop_map(Box::new)).boxed();
        record(children, next)
    })
}

fn record(
    children: BoxedStrategy<Vec<Everything>>,
    next: BoxedStrategy<Option<Box<Everything>>>,
) -> BoxedStrategy<Everything> {
    let numbers = (
        any::<bool>(),
        any::<i8>(),
        any::<i32>(),
        any::<u32>(),
        any::<i64>(),
    );
    let floats = (-1e30_f32..1e30, -1e300_f64..1e300);
    let texts = (".{0,12}", any::<Vec<u8>>(), any::<[u8; 3]>(), any::<u128>());
    let decimal = -10_i128.pow(20) + 1..10_i128.pow(20);
    let times = (instants(), instants(), instants());
    let lists = (
        any::<Vec<i64>>(),
        prop::collection::btree_map(".{0,4}", any::<Vec<bool>>(), 0..3),
    );
    let options = (any::<Option<String>>(), any::<Option<String>>());
    let choices = (choice(), prop::option::of(choice()), level());
    (
        numbers,
        floats,
        texts,
        decimal,
        times,
        lists,
        options,
        choices,
        (children, next),
    )
        .prop_map(
            |(numbers, floats, texts, decimal, times, lists, options, choices, inner)| Everything {
                truth: numbers.0,
                byte: numbers.1,
                int: numbers.2,
                natural: numbers.3,
                long: numbers.4,
                float: floats.0,
                double: floats.1,
                text: texts.0,
                bytes: texts.1,
                fixed: texts.2,
                uuid: Uuid::from_u128(texts.3),
                decimal: Decimal::from_unscaled(decimal).unwrap(),
                instant: times.0,
                date: times.1.date(),
                time: times.1.time(),
                local: time::PrimitiveDateTime::new(times.2.date(), times.2.time()),
                list: lists.0,
                map: lists.1,
                optional: options.0,
                value_first: options.1,
                choice: choices.0,
                optional_choice: choices.1,
                level: choices.2,
                children: inner.0,
                next: inner.1,
            },
        )
        .boxed()
}

/// From the year 1 to the year 9999, which Python's `datetime` can hold.
fn instants() -> impl Strategy<Value = OffsetDateTime> {
    (-62_135_596_800_000_000_i128..253_402_300_799_000_000)
        .prop_map(|micros| OffsetDateTime::from_unix_timestamp_nanos(micros * 1_000).unwrap())
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::Low), Just(Level::High)]
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        ".{0,5}".prop_map(Choice::Text),
        any::<i64>().prop_map(Choice::Number),
        (any::<i32>(), prop::option::of(level()))
            .prop_map(|(out, first)| Choice::Pair { out, first }),
        Just(Choice::Nothing),
    ]
}
