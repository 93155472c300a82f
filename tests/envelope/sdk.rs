//! There and back through the crate `cloudevents-sdk`.

use ::cloudevents::{
    AttributesReader, Data, Event, EventBuilder, EventBuilderV03, EventBuilderV10,
};
use factum::cloudevents::{CloudEvent, EnvelopeError, Value};
use factum::{Avro, Json};
use proptest::prelude::*;

use crate::versions::oldest;

#[test]
fn each_part_is_where_the_sdk_has_it() {
    let event = CloudEvent::of::<_, Json>(&oldest()).unwrap().with_id("e-1");
    let theirs = Event::try_from(event).unwrap();
    assert_eq!(theirs.id(), "e-1");
    assert_eq!(theirs.source(), "/crm");
    assert_eq!(theirs.ty(), "com.acme.CustomerRegistered.v1");
    assert_eq!(theirs.datacontenttype(), Some("application/json"));
    assert_eq!(theirs.extension("partitionkey"), Some(&"7".into()));
    let json = serde_json::json!({"id": 7, "name": "Ada Lovelace"});
    assert_eq!(theirs.data(), Some(&Data::Json(json)));

    let binary = CloudEvent::of::<_, Avro>(&oldest()).unwrap();
    let data = binary.data.clone().unwrap();
    let theirs = Event::try_from(binary).unwrap();
    assert_eq!(theirs.data(), Some(&Data::Binary(data)));
}

#[test]
fn what_the_other_side_cannot_have_is_an_error() {
    let event = || CloudEvent::of::<_, Json>(&oldest()).unwrap();
    let ours = [
        (
            "time",
            CloudEvent {
                time: Some("noon".into()),
                ..event()
            },
        ),
        (
            "dataschema",
            CloudEvent {
                dataschema: Some("/s".into()),
                ..event()
            },
        ),
    ];
    for (name, event) in ours {
        let error = Event::try_from(event).unwrap_err();
        assert!(matches!(error, EnvelopeError::WrongType(wrong) if wrong == name));
    }

    let theirs = || EventBuilderV10::new().id("1").ty("t").source("/s");
    let large = theirs().extension("large", 1_i64 << 31).build().unwrap();
    let error = CloudEvent::try_from(large).unwrap_err();
    assert!(matches!(error, EnvelopeError::WrongType(name) if name == "large"));
    let named = theirs().extension("Trace-Id", "x").build().unwrap();
    let error = CloudEvent::try_from(named).unwrap_err();
    assert!(matches!(error, EnvelopeError::Name(_)));
    let old = EventBuilderV03::new().id("1").ty("t").source("http://s");
    let error = CloudEvent::try_from(old.build().unwrap()).unwrap_err();
    assert!(matches!(error, EnvelopeError::Version(version) if version == "0.3"));
}

fn extension() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Boolean),
        any::<i32>().prop_map(Value::Integer),
        "\\PC{0,8}".prop_map(Value::Text),
    ]
}

fn data() -> impl Strategy<Value = (Option<String>, Option<Vec<u8>>)> {
    let json = prop_oneof![Just(None), Just(Some("application/json".to_owned()))];
    let binary = Just(Some("application/avro".to_owned()));
    prop_oneof![
        (
            json,
            any::<Option<i64>>()
                .prop_map(|json| Some(serde_json::json!([json]).to_string().into()))
        ),
        (binary, any::<Option<Vec<u8>>>()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn an_event_comes_back_as_it_was(
        subject: Option<String>,
        seconds in 0_u64..4_000_000_000,
        micros in 0_u32..1_000_000,
        schema in prop::option::of(Just("https://acme.example/schema".to_owned())),
        extensions in prop::collection::btree_map("x[a-z0-9]{1,8}", extension(), 0..4),
        (datacontenttype, data) in data(),
    ) {
        let time = std::time::UNIX_EPOCH + std::time::Duration::new(seconds, micros * 1_000);
        let event = CloudEvent {
            subject,
            dataschema: schema,
            datacontenttype,
            extensions,
            data,
            ..CloudEvent::of::<_, Json>(&oldest()).unwrap().with_time(time)
        };
        let theirs = Event::try_from(event.clone()).unwrap();
        prop_assert_eq!(CloudEvent::try_from(theirs).unwrap(), event);
    }
}
