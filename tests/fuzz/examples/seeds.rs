//! Writes what each target starts with to its corpus: bytes that are right.

use std::collections::BTreeMap;
use std::path::Path;

use factum::avro::{self, confluent, container, single_object::SingleObject};
use factum::cloudevents::CloudEvent;
use factum::{Avro, Event};
use factum_fuzz::everything::{Choice, Everything, EverythingHappened, Level};
use time::OffsetDateTime;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let event = event()?;
    let data = avro::encode(&event);
    write("decode", "event", &data)?;

    write("resolve", "same", &[&[0], &data[..]].concat())?;
    let swapped = [2, 3, 1, 4, 8, 1, 9];
    write("resolve", "swapped", &[&swapped, &data[..]].concat())?;

    let schema = EverythingHappened::avro_schema().to_json();
    write("schema", "own", &[schema.as_bytes(), &[0], &data].concat())?;

    write("frame", "confluent", &confluent::encode(7, &event))?;
    let single_object = SingleObject::new().encode(&event);
    write("frame", "single-object", &single_object)?;

    let file = container::write([&event, &event], Vec::new())?;
    write("container", "two-events", &file)?;

    let envelope = CloudEvent::of::<_, Avro>(&event)?;
    write("envelope", "structured", &envelope.to_json())?;
    let headers = envelope.http_headers().into_iter();
    let headers: Vec<String> = headers
        .map(|(name, value)| format!("{name}:{value}"))
        .collect();
    write("envelope", "http", headers.join("\n").as_bytes())?;
    write(
        "envelope",
        "kafka",
        headers.join("\n").replace("ce-", "ce_").as_bytes(),
    )?;
    Ok(())
}

fn write(target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(name), bytes)
}

fn event() -> Result<EverythingHappened, Box<dyn std::error::Error>> {
    let instant = OffsetDateTime::from_unix_timestamp(1_700_000_000)?;
    let leaf = Everything {
        truth: true,
        byte: -3,
        int: 70_000,
        natural: 7,
        long: 1 << 40,
        float: 1.5,
        double: -0.25,
        text: "fact".to_owned(),
        bytes: vec![0, 1],
        fixed: [1, 2, 3],
        uuid: uuid::Uuid::from_u128(7),
        decimal: "-12.5".parse()?,
        instant,
        date: instant.date(),
        time: instant.time(),
        local: time::PrimitiveDateTime::new(instant.date(), instant.time()),
        list: vec![1, -1],
        map: BTreeMap::from([("a".to_owned(), vec![true])]),
        optional: None,
        value_first: Some("x".to_owned()),
        choice: Choice::Number(7),
        optional_choice: Some(Choice::Nothing),
        level: Level::High,
        children: Vec::new(),
        next: None,
    };
    let what = Everything {
        children: vec![leaf.clone()],
        next: Some(Box::new(leaf.clone())),
        ..leaf
    };
    Ok(EverythingHappened { what })
}
