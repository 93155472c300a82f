use std::time::{Duration, UNIX_EPOCH};

use factum::cloudevents::{CloudEvent, EnvelopeError, Value, batch_from_json, batch_to_json};
use factum::{Avro, Json};
use proptest::prelude::*;

use crate::versions::{CustomerLeft, oldest};

fn envelope() -> CloudEvent {
    CloudEvent::of::<_, Json>(&oldest())
        .unwrap()
        .with_id("e-1")
        .with_time(UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        .with_traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .with_sequence("0007")
        .with_correlation("c-1", "e-0")
}

#[test]
fn an_event_stands_in_the_json_format() {
    let json = String::from_utf8(envelope().to_json()).unwrap();
    insta::assert_snapshot!(json, @r#"{"specversion":"1.0","id":"e-1","source":"/crm","type":"com.acme.CustomerRegistered.v1","time":"2023-11-14T22:13:20.000000Z","causationid":"e-0","correlationid":"c-1","partitionkey":"7","sequence":"0007","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","datacontenttype":"application/json","data":{"id":7,"name":"Ada Lovelace"}}"#);
    assert_eq!(CloudEvent::from_json(json.as_bytes()).unwrap(), envelope());
}

#[test]
fn data_that_is_no_json_is_base64() {
    let envelope = CloudEvent::of::<_, Avro>(&CustomerLeft { id: 7 }).unwrap();
    let json = String::from_utf8(envelope.to_json()).unwrap();
    assert!(json.ends_with(r#""datacontenttype":"application/avro","data_base64":"Dg=="}"#));
    assert_eq!(CloudEvent::from_json(json.as_bytes()).unwrap(), envelope);
    assert_eq!(envelope.source, "/crm/eu");
}

#[test]
fn a_batch_survives_an_event_that_is_not_right() {
    let events = [envelope(), envelope().with_id("e-2")];
    let read = batch_from_json(&batch_to_json(&events)).unwrap();
    let read: Vec<_> = read.into_iter().map(Result::unwrap).collect();
    assert_eq!(read, events);

    let json =
        br#"[{"specversion":"1.0","id":"","source":"/s","type":"t"}, {"specversion":"0.3"}]"#;
    let wrong = batch_from_json(json).unwrap();
    assert!(matches!(wrong[0], Err(EnvelopeError::Missing("id"))));
    assert!(matches!(&wrong[1], Err(EnvelopeError::Version(version)) if version == "0.3"));
    assert!(batch_from_json(b"{}").is_err());
}

#[test]
fn attributes_have_names_and_types() {
    let read = |member: &str| {
        let json = format!(r#"{{"specversion":"1.0","id":"1","source":"/s","type":"t",{member}}}"#);
        CloudEvent::from_json(json.as_bytes())
    };
    let event = read(r#""flag":true,"count":-3,"subject":null,"data":"text""#).unwrap();
    assert_eq!(event.extensions["flag"], Value::Boolean(true));
    assert_eq!(event.extensions["count"], Value::Integer(-3));
    assert_eq!(
        (event.subject, event.data),
        (None, Some(br#""text""#.to_vec()))
    );
    for wrong in [
        r#""Flag":true"#,
        r#""a_b":1"#,
        r#""list":[]"#,
        r#""big":2147483648"#,
        r#""subject":1"#,
        r#""data":1,"data_base64":"AA==""#,
        r#""data_base64":"?""#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    assert!(envelope().set("type", Value::Integer(1)).is_err());
}

#[test]
fn kafka_and_http_carry_attributes_in_headers() {
    let event = CloudEvent {
        subject: Some("50 % \"Zürich\"".into()),
        ..envelope()
    };
    let headers = event.http_headers();
    let subject = (
        "ce-subject".to_owned(),
        "50%20%25%20%22Z%C3%BCrich%22".to_owned(),
    );
    assert!(headers.contains(&subject), "{headers:?}");
    assert!(headers.contains(&("content-type".into(), "application/json".into())));
    let pairs = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()));
    let body = event.data.clone().unwrap();
    assert_eq!(CloudEvent::from_http(pairs, body).unwrap(), event);

    let headers = event.kafka_headers();
    assert!(headers.contains(&("ce_specversion".into(), b"1.0".to_vec())));
    let pairs = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_slice()));
    assert_eq!(
        CloudEvent::from_kafka(pairs, event.data.clone()).unwrap(),
        event
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn headers_of_any_text_survive_http(subject in "\\PC{1,12}") {
        let event = CloudEvent { subject: Some(subject), ..envelope() };
        let headers = event.http_headers();
        prop_assert!(headers.iter().all(|(_, value)| value.bytes().all(|b| (0x20..0x7f).contains(&b))));
        let pairs = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        let body = event.data.clone().unwrap();
        prop_assert_eq!(CloudEvent::from_http(pairs, body).unwrap(), event);
    }
}
