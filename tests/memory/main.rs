//! Whatever bytes say, reading them takes memory in proportion to how many they are. The only test
//! of its program, as it watches all memory of the program.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../codec/everything.rs"]
mod everything;

use std::collections::BTreeMap;

use factum::avro::confluent;
use factum::avro::single_object::SingleObject;
use factum::avro::{self, Plan};
use factum::{Decode, Event, Payload};
use factum_contract::avro::parse;
use factum_contract::document::parse_json;
use factum_contract::span::FileId;
use peak_alloc::PeakAlloc;
use proptest::prelude::*;

use everything::EverythingHappened;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a list reserves on the word of the bytes, in each of a few lists within each other.
const RESERVED: usize = 1 << 20;

/// How much larger a value is in memory than in Avro: a list of one byte is a vector, and an error
/// has a text.
const EXPANSION: usize = 256;

#[derive(Debug, Payload)]
struct Chain {
    next: Option<Box<Chain>>,
    others: Vec<Chain>,
}

#[derive(Debug, Payload)]
struct Nothing {}

/// Bytes of a value that goes wrong in one of the ways there are.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let extremes = vec![
        0,
        1,
        -1,
        2,
        -2,
        1 << 16,
        1 << 31,
        1 << 40,
        i64::MAX,
        i64::MIN,
    ];
    let part = prop_oneof![
        4 => prop::sample::select(extremes).prop_map(|count| avro::encode(&count)),
        2 => prop::collection::vec(any::<u8>(), 0..40),
        1 => (1_usize..30).prop_map(|endless| vec![0xff; endless]),
        1 => (1_usize..2_000).prop_map(|deep| vec![2; deep]),
        1 => ".{0,12}".prop_map(|text| avro::encode(&text)),
        1 => prop::collection::vec(0x80_u8.., 1..9).prop_map(|no_text| avro::encode(&no_text)),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// Checks the memory that reading these bytes takes at most, however it ends.
fn watch<T>(bytes: &[u8], read: impl FnOnce() -> T) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let value = read();
    let taken = MEMORY.peak_usage() - before;
    drop(value);
    let allowed = RESERVED + EXPANSION * bytes.len();
    assert!(taken <= allowed, "{taken} bytes for {bytes:02x?}");
}

fn read_as<'a, T: Decode<'a>>(bytes: &'a [u8]) {
    watch(bytes, || avro::decode::<T>(bytes));
}

/// A plan for a writer whose fields stand the other way round, and of which one is dropped.
fn reordered() -> Plan {
    let mut schema: serde_json::Value =
        serde_json::from_str(&EverythingHappened::avro_schema().to_json()).unwrap();
    let fields = schema["fields"][0]["type"]["fields"]
        .as_array_mut()
        .unwrap();
    fields.reverse();
    fields.insert(
        3,
        serde_json::json!({"name": "dropped", "type": ["null", "bytes"]}),
    );
    let document = parse_json(&schema.to_string(), FileId::default()).unwrap();
    Plan::new::<EverythingHappened>(&parse(&document).unwrap().schema).unwrap()
}

#[test]
fn hostile_bytes_take_little_memory() {
    let plan = reordered();
    let single_object = SingleObject::<EverythingHappened>::new();
    let fingerprint = EverythingHappened::avro_schema().fingerprint();
    let mark = [&[0xc3, 1], &fingerprint.to_le_bytes()[..]].concat();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(512)
    };
    proptest!(config, |(bytes in hostile())| {
        read_as::<i64>(&bytes);
        read_as::<&str>(&bytes);
        read_as::<Vec<u8>>(&bytes);
        read_as::<Vec<Vec<String>>>(&bytes);
        read_as::<BTreeMap<String, Vec<Option<i64>>>>(&bytes);
        read_as::<Vec<Nothing>>(&bytes);
        read_as::<Chain>(&bytes);
        read_as::<EverythingHappened>(&bytes);
        watch(&bytes, || plan.decode::<EverythingHappened>(&bytes));
        watch(&bytes, || confluent::split(&bytes).map(|(_, payload)| payload.len()));
        let framed = [&mark, &bytes[..]].concat();
        watch(&framed, || single_object.decode::<EverythingHappened>(&framed));
    });
}
