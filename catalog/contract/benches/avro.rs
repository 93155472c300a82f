//! What it costs to build, read and compare Avro schemas.

use divan::{Bencher, black_box};
use factum_contract::avro::{self, Field, LogicalType, Name, Primitive, Schema, Types};
use factum_contract::document::{Node, parse_json};
use factum_contract::span::{FileId, Span};

const EVENTS: usize = 10_000;

fn main() {
    divan::main();
}

/// An event of ten fields, one of them a record.
fn event(number: usize) -> Schema {
    let mut types = Types::new();
    let namespace = Some("com.acme.orders");
    let null = types.primitive(Primitive::Null);
    let text = types.primitive(Primitive::String);
    let amount = LogicalType::Decimal {
        precision: 12,
        scale: 2,
    };
    let amount = types.logical(Primitive::Bytes, amount);
    let money = vec![Field::new("amount", amount), Field::new("currency", text)];
    let money = types.record(Name::new("Money", namespace), money);
    let at = types.logical(Primitive::Long, LogicalType::TimestampMicros);
    let note = types.union([null, text]);
    let mut note = Field::new("note", note);
    note.default = Some(Node::plain("null", Span::default()));
    let mut fields: Vec<Field> = (0..6)
        .map(|i| Field::new(format!("field_{i}"), text))
        .collect();
    fields.extend([Field::new("price", money), Field::new("cost", money)]);
    fields.extend([Field::new("placed_at", at), note]);
    let root = types.record(Name::new(&format!("Event{number}"), namespace), fields);
    Schema::new(types, root)
}

/// Records that refer to two others each, around and across, and a union of them all.
fn web() -> Schema {
    let mut types = Types::new();
    let null = types.primitive(Primitive::Null);
    let ids: Vec<_> = (0..EVENTS)
        .map(|i| types.record(Name::new(&format!("R{i}"), None), Vec::new()))
        .collect();
    for (i, id) in ids.iter().enumerate() {
        let next = types.union([null, ids[(i + 1) % ids.len()]]);
        let across = Field::new("across", ids[(i * 7) % ids.len()]);
        types.set_fields(*id, vec![Field::new("next", next), across]);
    }
    let root = types.union(ids);
    Schema::new(types, root)
}

#[divan::bench]
fn build_10_000_events() -> Vec<Schema> {
    (0..EVENTS).map(event).collect()
}

#[divan::bench]
fn check_10_000_events(bencher: Bencher<'_, '_>) {
    let (new, old) = (build_10_000_events(), build_10_000_events());
    bencher.bench_local(|| {
        let pairs = new.iter().zip(&old);
        pairs
            .filter(|(new, old)| !avro::check(new, old).is_empty())
            .count()
    });
}

#[divan::bench]
fn find_changes_of_10_000_events(bencher: Bencher<'_, '_>) {
    let (new, old) = (build_10_000_events(), build_10_000_events());
    bencher.bench_local(|| {
        let pairs = new.iter().zip(&old);
        pairs
            .map(|(new, old)| avro::beyond(new, old).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn read_10_000_events(bencher: Bencher<'_, '_>) {
    let documents: Vec<Node> = (0..EVENTS)
        .filter_map(|number| parse_json(&event(number).to_json(), FileId(0)).ok())
        .collect();
    bencher.bench_local(|| avro::parse_all(black_box(&documents)).len());
}

#[divan::bench]
fn check_10_000_types_in_one_schema(bencher: Bencher<'_, '_>) {
    let (new, old) = (web(), web());
    bencher.bench_local(|| avro::check(&new, &old).len());
}
