//! Encoding and decoding one event, against code written by hand and against the Avro libraries
//! there are.

mod by_hand;
mod events;

use std::hint::black_box;
use std::sync::LazyLock;

use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::writer::datum::GenericDatumWriter;
use divan::Bencher;
use factum::avro::Plan;
use factum::{Event, avro};

use events::{Comparable, OrderPlaced, OrderPlacedRef, older};

fn main() {
    assert_eq!(by_hand::encode(&EVENT), *BYTES);
    assert_eq!(by_hand::decode(&BYTES).as_ref(), Some(&*EVENT));
    let theirs = GenericDatumWriter::builder(&APACHE)
        .build()
        .expect("a writer");
    let bytes = theirs.write_ser_to_vec(&*COMPARABLE).expect("bytes");
    assert_eq!(bytes, *BYTES);
    println!("the event takes {} bytes", BYTES.len());
    divan::main();
}

static EVENT: LazyLock<OrderPlaced> = LazyLock::new(OrderPlaced::example);
/// An event of some 9 KB, which is encoded into a fresh vector.
static LARGE_EVENT: LazyLock<OrderPlaced> = LazyLock::new(|| OrderPlaced::example_of(200));
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| avro::encode(&*EVENT));
static COMPARABLE: LazyLock<Comparable> = LazyLock::new(|| Comparable::of(&EVENT));
static SCHEMA: LazyLock<String> = LazyLock::new(|| OrderPlaced::avro_schema().to_json());
/// Without logical types, which the libraries do not take from serde's plain types.
static PLAIN_SCHEMA: LazyLock<String> =
    LazyLock::new(|| SCHEMA.replace("logicalType", "wasLogicalType"));
static APACHE: LazyLock<apache_avro::Schema> =
    LazyLock::new(|| apache_avro::Schema::parse_str(&PLAIN_SCHEMA).expect("a schema"));
static FAST: LazyLock<serde_avro_fast::Schema> =
    LazyLock::new(|| PLAIN_SCHEMA.parse().expect("a schema"));

#[divan::bench]
fn encode_derived(bencher: Bencher) {
    let mut out = Vec::with_capacity(512);
    bencher.bench_local(move || {
        out.clear();
        avro::encode_into(black_box(&*EVENT), &mut out);
        black_box(out.len())
    });
}

#[divan::bench]
fn encode_by_hand(bencher: Bencher) {
    let mut out = Vec::with_capacity(512);
    bencher.bench_local(move || {
        out.clear();
        by_hand::encode_into(black_box(&EVENT), &mut out);
        black_box(out.len())
    });
}

#[divan::bench]
fn encode_many_lines_derived(bencher: Bencher) {
    bencher.bench_local(|| avro::encode(black_box(&*LARGE_EVENT)));
}

#[divan::bench]
fn encode_many_lines_by_hand(bencher: Bencher) {
    bencher.bench_local(|| by_hand::encode(black_box(&LARGE_EVENT)));
}

#[divan::bench]
fn encode_serde_avro_fast(bencher: Bencher) {
    let mut config = serde_avro_fast::ser::SerializerConfig::new(&FAST);
    let mut out = Vec::with_capacity(512);
    bencher.bench_local(move || {
        out.clear();
        let value = black_box(&*COMPARABLE);
        serde_avro_fast::to_datum(value, &mut out, &mut config).expect("bytes");
        black_box(out.len())
    });
}

#[divan::bench]
fn encode_apache_avro_serde(bencher: Bencher) {
    let writer = GenericDatumWriter::builder(&APACHE)
        .build()
        .expect("a writer");
    let mut out = Vec::with_capacity(512);
    bencher.bench_local(move || {
        out.clear();
        writer
            .write_ser(&mut out, black_box(&*COMPARABLE))
            .expect("bytes");
        black_box(out.len())
    });
}

#[divan::bench]
fn encode_apache_avro_value(bencher: Bencher) {
    let writer = GenericDatumWriter::builder(&APACHE)
        .build()
        .expect("a writer");
    bencher.bench_local(move || {
        let value = apache_avro::to_value(black_box(&*COMPARABLE)).expect("a value");
        let value = value.resolve(&APACHE).expect("a value of the schema");
        writer.write_value_to_vec(value).expect("bytes").len()
    });
}

#[divan::bench]
fn decode_derived(bencher: Bencher) {
    bencher.bench_local(|| avro::decode::<OrderPlaced>(black_box(&BYTES)).expect("an event"));
}

#[divan::bench]
fn decode_derived_borrowed(bencher: Bencher) {
    bencher
        .bench_local(|| avro::decode::<OrderPlacedRef<'_>>(black_box(&BYTES)).expect("an event"));
}

#[divan::bench]
fn decode_by_hand(bencher: Bencher) {
    bencher.bench_local(|| by_hand::decode(black_box(&BYTES)).expect("an event"));
}

#[divan::bench]
fn decode_serde_avro_fast(bencher: Bencher) {
    bencher.bench_local(|| {
        serde_avro_fast::from_datum_slice::<Comparable>(black_box(&BYTES), &FAST).expect("an event")
    });
}

#[divan::bench]
fn decode_apache_avro_serde(bencher: Bencher) {
    let reader = GenericDatumReader::builder(&APACHE)
        .build()
        .expect("a reader");
    bencher.bench_local(|| {
        let mut bytes = black_box(BYTES.as_slice());
        reader
            .read_deser::<Comparable>(&mut bytes)
            .expect("an event")
    });
}

#[divan::bench]
fn decode_two_versions_old(bencher: Bencher) {
    let plan = Plan::new::<OrderPlaced>(&older::OrderPlaced::avro_schema()).expect("a plan");
    let bytes = avro::encode(&older::OrderPlaced::of(&EVENT));
    bencher.bench_local(|| {
        plan.decode::<OrderPlaced>(black_box(&bytes))
            .expect("an event")
    });
}

#[divan::bench]
fn decode_two_versions_old_borrowed(bencher: Bencher) {
    let plan = Plan::new::<OrderPlacedRef<'_>>(&older::OrderPlaced::avro_schema()).expect("a plan");
    let bytes = avro::encode(&older::OrderPlaced::of(&EVENT));
    bencher.bench_local(|| {
        let event = plan.decode::<OrderPlacedRef<'_>>(black_box(&bytes));
        black_box(event.expect("an event"));
    });
}
