//! Generated Rust compiles, is formatted, and reads and writes what the contract says.
//!
//! What is generated is checked in and compiled into this test. With `FACTUM_UPDATE=1` the tests
//! write it anew.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

#[path = "generated/every_type/mod.rs"]
#[allow(missing_docs)]
mod every_type;
#[path = "generated/foreign/mod.rs"]
#[allow(missing_docs)]
mod foreign;
#[path = "../../examples/shop/generated/rust/mod.rs"]
#[allow(missing_docs)]
mod shop;
#[path = "generated/tricky/mod.rs"]
#[allow(missing_docs)]
mod tricky;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::writer::datum::GenericDatumWriter;
use factum_templates::{Generated, Settings, check, generate, write};
use serde_json::{Value, json};
use support::catalog;

/// What a folder holds is what is generated; where it is not, the folder is written if asked for.
fn is_fresh(root: &Path, generated: &Generated) {
    if std::env::var_os("FACTUM_UPDATE").is_some() {
        write(root, &generated.outputs, false).unwrap();
    }
    let report = check(root, &generated.outputs).unwrap();
    assert!(report.is_fresh(), "run with FACTUM_UPDATE=1\n{report}");
}

fn generated_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated")
}

fn samples() -> Generated {
    let every_type = catalog(&[("a.yaml", include_str!("catalogs/every_type.yaml"))]);
    let tricky = catalog(&[("a.yaml", include_str!("catalogs/tricky.yaml"))]);
    let mut all = support::generated(&every_type, "rust = { out = 'every_type' }");
    let tricky = support::generated(
        &tricky,
        "rust = { out = 'tricky', strip-prefix = 'com.acme' }",
    );
    all.outputs.append(tricky.outputs).unwrap();
    all.notes.extend(tricky.notes);
    let foreign = catalog(&[
        (
            "ParcelMoved.json",
            include_str!("catalogs/foreign/ParcelMoved.json"),
        ),
        (
            "MeterRead.avsc",
            include_str!("catalogs/foreign/MeterRead.avsc"),
        ),
    ]);
    let foreign = support::generated(&foreign, "rust = { out = 'foreign', avro = true }");
    all.outputs.append(foreign.outputs).unwrap();
    all.notes.extend(foreign.notes);
    all
}

fn shop_generated() -> Generated {
    let config = std::fs::read_to_string(support::shop_folder().join("factum.toml")).unwrap();
    let mut config: toml::Table = toml::from_str(&config).unwrap();
    let settings: Settings = config.remove("generate").unwrap().try_into().unwrap();
    let targets = settings.targets(&support::shop_folder()).unwrap();
    generate(&support::shop(), &targets).unwrap()
}

#[test]
fn the_samples_are_fresh() {
    let samples = samples();
    is_fresh(&generated_folder(), &samples);
    let notes: String = samples
        .notes
        .iter()
        .map(|note| format!("{}: {}\n", note.subject, note.message))
        .collect();
    insta::assert_snapshot!(notes);
}

#[test]
fn the_shop_is_fresh() {
    is_fresh(&support::shop_folder(), &shop_generated());
}

#[test]
fn generated_rust_is_formatted() {
    let folders = [generated_folder(), support::shop_folder()];
    for (folder, generated) in folders.iter().zip([samples(), shop_generated()]) {
        let paths = generated.outputs.iter().map(|(path, _)| path.as_str());
        let files: Vec<_> = paths.filter(|path| path.ends_with(".rs")).collect();
        let output = Command::new("rustfmt")
            .args(["--check", "--edition", "2024", "--config-path", "/dev/null"])
            .args(&files)
            .current_dir(folder)
            .stderr(Stdio::piped())
            .output();
        match output {
            Ok(output) => assert!(
                output.status.success(),
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            ),
            Err(error) => eprintln!("SKIPPED: no rustfmt: {error}"),
        }
    }
}

fn round_trip<T>(value: &Value) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let read: T = serde_json::from_value(value.clone()).unwrap();
    let text = serde_json::to_string(&read).unwrap();
    let again: T = serde_json::from_str(&text).unwrap();
    assert_eq!(read, again);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), *value);
    read
}

#[test]
fn an_event_round_trips() {
    let value = json!({
        "event_id": "018f6b1e-8b7a-7c3e-9d5f-1a2b3c4d5e70",
        "payment_id": "018f6b1e-0000-7000-8000-000000000010",
        "order_id": "018f6b1e-0000-7000-8000-000000000001",
        "amount": { "amount": "9.80", "currency": "EUR" },
        "method": {
            "kind": "CardPayment", "scheme": "visa", "last_digits": "4242",
            "expires_on": "2028-01-31"
        },
        "risk_score": 0.02,
        "valid_for": "P7DT1.5S",
        "authorized_at": "2026-11-21T09:30:02.5Z"
    });
    let event: shop::payments::PaymentAuthorized = round_trip(&value);
    assert_eq!(event.amount.amount, rust_decimal::Decimal::new(980, 2));
    assert_eq!(event.valid_for.days, 7);
    assert_eq!(event.authorized_at.unix_timestamp(), 1_795_253_402);
    assert_eq!(
        shop::payments::PaymentAuthorized::TYPE,
        "com.acme.shop.payments.PaymentAuthorized.v1"
    );
}

#[test]
fn an_unknown_symbol_is_the_default_one() {
    let channel: shop::orders::SalesChannel = serde_json::from_value(json!("drone")).unwrap();
    assert_eq!(channel, shop::orders::SalesChannel::Unknown);
    let known: shop::orders::SalesChannel = serde_json::from_value(json!("web")).unwrap();
    assert_eq!(known, shop::orders::SalesChannel::Web);
}

#[test]
fn what_is_absent_has_its_default() {
    let value = json!({ "event_id": "018f6b1e-8b7a-7c3e-9d5f-1a2b3c4d5e70" });
    let missing = serde_json::from_value::<shop::orders::OrderPlaced>(value);
    assert!(missing.unwrap_err().to_string().contains("order_id"));
    let shipped: tricky::r#type::OrderShipped = serde_json::from_value(json!({
        "order_id": "018f6b1e-0000-7000-8000-000000000001", "parcels": 2,
    }))
    .unwrap();
    assert_eq!(
        (shipped.priority, shipped.weight, shipped.note),
        (3, 0.0, None)
    );
}

#[test]
#[allow(deprecated)]
fn an_older_version_becomes_the_newer_one() {
    let old: tricky::r#type::OrderShippedV1 = serde_json::from_value(json!({
        "order_id": "018f6b1e-0000-7000-8000-000000000001", "parcels": 2, "remark": "fragile",
        "weight": 1.5,
    }))
    .unwrap();
    let new = tricky::r#type::OrderShipped::from(old);
    assert_eq!((new.parcels, new.weight, new.priority), (2, 1.5, 3));
    assert_eq!(new.note.as_deref(), Some("fragile"));
}

#[test]
fn recursion_and_nested_times_round_trip() {
    let linked: tricky::r#type::Linked = round_trip(&json!({ "value": 1, "next": { "value": 2 } }));
    assert_eq!(linked.next.unwrap().value, 2);
    let nested: tricky::r#type::Nested = round_trip(&json!([[], [[]]]));
    assert_eq!(nested.0.len(), 2);
    let sum: tricky::r#type::Expression = round_trip(&json!({
        "kind": "Sum",
        "left": { "kind": "Literal", "value": 1.0 },
        "right": { "kind": "Literal", "value": 2.0 },
    }));
    assert!(matches!(sum, tricky::r#type::Expression::Sum(_)));
}

#[test]
fn durations_and_local_times_are_iso_8601() {
    use every_type::wire::IsoDuration;
    for (text, written) in [
        ("P1Y2M3DT4H5M6.5S", "P14M3DT14706.5S"),
        ("PT0S", "PT0S"),
        ("P2W", "P14D"),
        ("PT36H", "PT129600S"),
    ] {
        let duration: IsoDuration = text.parse().unwrap();
        assert_eq!(duration.to_string(), written);
        assert_eq!(written.parse(), Ok(duration));
    }
    for wrong in [
        "",
        "P",
        "PT",
        "1D",
        "P1H",
        "PT1D",
        "P1.5D",
        "P99999999999999999999D",
    ] {
        assert!(wrong.parse::<IsoDuration>().is_err(), "{wrong}");
    }
}

#[test]
fn what_json_schema_says_beyond_rust_is_kept() {
    let document = json!({
        "parcelId": "AB1", "from": null, "type": "parcel.moved", "version": 3,
        "unit-system": "SI", "unit_system": true, "größe": 1.5,
        "serial": 18_446_744_073_709_551_615_u64, "at": "2026-11-21T09:30:00Z",
        "opens": "09:30:00+01:00", "further": 1, "extra": 2,
        "carrier": { "name": "DHL", "fleet": {
            "size": 3, "leader": { "any": [] }, "partner": { "size": 2, "leader": "x" },
        } },
        "amount": 9_007_199_254_740_993_i64, "position": [1.5, "north"],
        "labels": { "self": "s", "x-note": "n" }, "odd": [1],
        "nested": [{
            "parcelId": "AB2", "from": "x", "type": "parcel.moved", "unit-system": "",
            "carrier": { "name": "DPD" },
        }],
    });
    let parcel: foreign::events::ParcelMoved = round_trip(&document);
    assert_eq!(parcel.further.len(), 2);
    assert!(matches!(
        parcel.carrier,
        foreign::events::ParcelMovedCarrier::ParcelMovedCarrier2(_)
    ));
    let unknown = json!({ "parcelId": "AB1", "from": null, "type": "parcel.lost" });
    assert!(serde_json::from_value::<foreign::events::ParcelMoved>(unknown).is_err());
}

#[test]
fn a_codec_writes_what_the_schema_says() {
    use factum::Event as _;
    use foreign::com_acme_meters::{MeterRead, MeterReadState, MeterReadValue, State};
    let at = time::OffsetDateTime::from_unix_timestamp(1_795_253_402).unwrap();
    let noon = time::PrimitiveDateTime::new(at.date(), time::Time::MIDNIGHT);
    let reading = MeterRead {
        at,
        sent: vec![at + time::Duration::nanoseconds(1)],
        opened: time::Time::from_hms_milli(9, 30, 0, 5).ok(),
        local: [("here".to_owned(), noon)].into(),
        remark: None,
        price: "-12.3456".parse().unwrap(),
        total: "999.99".parse().unwrap(),
        id: uuid::Uuid::from_u128(1),
        value: Some(MeterReadValue::Double(1.5)),
        state: Some(MeterReadState::State(State::Self_)),
        parent: None,
        nothing: (),
        r#type: foreign::com_acme_other::OptionType {},
    };
    let absent = MeterRead {
        value: None,
        state: None,
        opened: None,
        remark: Some("none".to_owned()),
        price: "0".parse().unwrap(),
        ..reading.clone()
    };
    let schema = MeterRead::avro_schema().to_json();
    let schema = apache_avro::Schema::parse_str(&schema).unwrap();
    for reading in [reading, absent] {
        let bytes = factum::avro::encode(&reading);
        assert_eq!(factum::avro::decode::<MeterRead>(&bytes).unwrap(), reading);
        let reader = GenericDatumReader::builder(&schema).build().unwrap();
        let read = reader.read_value(&mut &bytes[..]).unwrap();
        let writer = GenericDatumWriter::builder(&schema).build().unwrap();
        assert_eq!(writer.write_value_to_vec(read).unwrap(), bytes);
    }
    // Data of another writer is brought into the shape of the type.
    let older = factum::avro::parse_schema(
        &MeterRead::avro_schema()
            .to_json()
            .replace("timestamp-millis", "timestamp-micros"),
    );
    assert!(factum::avro::Plan::new::<MeterRead>(&older.unwrap()).is_ok());
}
