use std::collections::BTreeMap;

use factum::avro::{self, DecodeErrorKind, Plan};
use factum::{Event, Payload};
use factum_contract::avro::{Schema, parse, resolve};
use factum_contract::document::parse_json;
use factum_contract::span::FileId;
use proptest::prelude::*;

fn schema(json: &str) -> Schema {
    let document = parse_json(json, FileId::default()).unwrap();
    parse(&document).unwrap().schema
}

mod old {
    use super::*;

    /// A parcel was moved.
    #[derive(Clone, Debug, PartialEq, Event)]
    #[event(namespace = "com.acme", allow(no-time-of-occurrence, reason = "a test"))]
    pub struct ParcelMoved {
        pub dropped: Vec<String>,
        pub parcel_id: i32,
        pub stops: Vec<Stop>,
        pub weight: f32,
        pub speed: Speed,
        pub sender: String,
        pub labels: BTreeMap<String, i32>,
        pub also_dropped: Option<Speed>,
    }

    #[derive(Clone, Debug, PartialEq, Payload)]
    pub struct Stop {
        pub town: String,
        pub next: Option<Box<Stop>>,
        pub count: i64,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Payload)]
    pub enum Speed {
        Slow,
        Fast,
        Warp,
    }
}

mod new {
    use super::*;

    /// A parcel was moved.
    #[derive(Clone, Debug, PartialEq, Event)]
    #[event(namespace = "com.acme", allow(no-time-of-occurrence, reason = "a test"))]
    pub struct ParcelMoved<'a> {
        pub parcel_id: i64,
        #[event(was = "stops")]
        pub halts: Vec<Halt<'a>>,
        #[event(default = "post")]
        pub carrier: &'a str,
        #[event(default)]
        pub note: Option<String>,
        pub weight: f64,
        pub speed: Option<Speed>,
        #[event(default = "nobody")]
        pub sender: Option<String>,
        pub labels: BTreeMap<String, f64>,
    }

    /// The fields are not in the old order.
    #[derive(Clone, Debug, PartialEq, Payload)]
    #[event(was = "com.acme.Stop")]
    pub struct Halt<'a> {
        pub count: f32,
        pub town: &'a str,
        pub next: Option<Box<Halt<'a>>>,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Payload)]
    pub enum Speed {
        Fast,
        #[event(default)]
        Unknown,
        Slow,
    }
}

fn old_event() -> impl Strategy<Value = old::ParcelMoved> {
    let speed = || prop::sample::select(vec![old::Speed::Slow, old::Speed::Fast, old::Speed::Warp]);
    let stop = (".{0,4}", any::<i64>()).prop_map(|(town, count)| old::Stop {
        town,
        next: None,
        count,
    });
    let stops = stop.prop_recursive(3, 6, 1, |inner| {
        (".{0,4}", inner, any::<i64>()).prop_map(|(town, next, count)| old::Stop {
            town,
            next: Some(Box::new(next)),
            count,
        })
    });
    (
        (prop::collection::vec(".{0,3}", 0..4), any::<i32>()),
        prop::collection::vec(stops, 0..4),
        (-1e9_f32..1e9, speed(), ".{0,8}"),
        prop::collection::btree_map(".{0,3}", any::<i32>(), 0..3),
        prop::option::of(speed()),
    )
        .prop_map(
            |((dropped, parcel_id), stops, (weight, speed, sender), labels, also)| {
                old::ParcelMoved {
                    dropped,
                    parcel_id,
                    stops,
                    weight,
                    speed,
                    sender,
                    labels,
                    also_dropped: also,
                }
            },
        )
}

#[test]
fn an_old_event_is_read_as_the_new_type() {
    let old = old::ParcelMoved {
        dropped: vec!["x".into()],
        parcel_id: 7,
        stops: vec![old::Stop {
            town: "Ulm".into(),
            next: Some(Box::new(old::Stop {
                town: "Hof".into(),
                next: None,
                count: 2,
            })),
            count: 1,
        }],
        weight: 1.5,
        speed: old::Speed::Warp,
        sender: "Ada".into(),
        labels: [("a".into(), 3)].into(),
        also_dropped: None,
    };
    let plan = Plan::new::<new::ParcelMoved<'_>>(&old::ParcelMoved::avro_schema()).unwrap();
    let bytes = avro::encode(&old);
    let new: new::ParcelMoved<'_> = plan.decode(&bytes).unwrap();
    let hof = new::Halt {
        count: 2.0,
        town: "Hof",
        next: None,
    };
    let expected = new::ParcelMoved {
        parcel_id: 7,
        halts: vec![new::Halt {
            count: 1.0,
            town: "Ulm",
            next: Some(Box::new(hof)),
        }],
        carrier: "post",
        note: None,
        weight: 1.5,
        speed: Some(new::Speed::Unknown),
        sender: Some("Ada".into()),
        labels: [("a".into(), 3.0)].into(),
    };
    assert_eq!(new, expected);
    assert!(!plan.is_identity());
}

#[test]
fn the_own_schema_needs_no_resolution() {
    let plan = Plan::new::<old::ParcelMoved>(&old::ParcelMoved::avro_schema()).unwrap();
    assert!(plan.is_identity());
}

#[test]
fn what_cannot_be_read_is_said() {
    let foreign = schema(r#"{"type":"record","name":"ParcelMoved","fields":[]}"#);
    let error = Plan::new::<old::ParcelMoved>(&foreign).unwrap_err();
    assert!(error.to_string().contains("no field `dropped`"), "{error}");

    let plan = Plan::new::<old::ParcelMoved>(&old::ParcelMoved::avro_schema()).unwrap();
    let error = plan.decode::<new::ParcelMoved<'_>>(&[]).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::Unresolvable);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    /// The bytes are first translated to the new schema, and then read as any others.
    #[test]
    fn resolving_agrees_with_translating(event in old_event()) {
        let (old, new) = (old::ParcelMoved::avro_schema(), new::ParcelMoved::avro_schema());
        let bytes = avro::encode(&event);
        let translated = resolve(&new, &old).translate(&bytes).unwrap();
        let plan = Plan::new::<new::ParcelMoved<'_>>(&old).unwrap();
        let resolved: new::ParcelMoved<'_> = plan.decode(&bytes).unwrap();
        prop_assert_eq!(resolved, avro::decode::<new::ParcelMoved<'_>>(&translated).unwrap());
    }

    #[test]
    fn bytes_of_any_kind_do_no_harm(
        event in old_event(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = avro::encode(&event);
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        let plan = Plan::new::<new::ParcelMoved<'_>>(&old::ParcelMoved::avro_schema()).unwrap();
        let _ = plan.decode::<new::ParcelMoved<'_>>(&bytes);
    }
}
