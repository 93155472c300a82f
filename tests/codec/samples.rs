//! Random values of the type with every kind of part.

use factum::Decimal;
use proptest::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

pub use crate::everything::{Choice, Everything, EverythingHappened, Level};

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
