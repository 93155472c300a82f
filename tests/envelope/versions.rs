use factum::cloudevents::CloudEvent;
use factum::{Avro, Event, EventSet, Json, ReadError, read};
use serde::{Deserialize, Serialize};

/// A customer was registered.
#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize)]
#[event(name = "CustomerRegistered", namespace = "com.acme", producer = "crm", key = id)]
#[event(allow(no-time-of-occurrence, reason = "the envelope says it"))]
pub struct CustomerRegisteredV1 {
    pub id: i64,
    pub name: String,
}

/// A customer was registered.
#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize)]
#[event(name = "CustomerRegistered", namespace = "com.acme", version = 2, key = id)]
#[event(upcast_from = CustomerRegisteredV1, producer = "crm")]
#[event(allow(no-time-of-occurrence, reason = "the envelope says it"))]
pub struct CustomerRegisteredV2 {
    pub id: i64,
    pub given_name: String,
    pub family_name: String,
}

/// A customer was registered.
#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize)]
#[event(namespace = "com.acme", version = 3, upcast_from = CustomerRegisteredV2, key = id)]
#[event(producer = "crm", allow(no-time-of-occurrence, reason = "the envelope says it"))]
pub struct CustomerRegistered {
    pub id: i64,
    pub names: Vec<String>,
}

/// A customer has left.
#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize)]
#[event(namespace = "com.acme", source = "/crm/eu", key = id)]
#[event(allow(no-time-of-occurrence, reason = "the envelope says it"))]
pub struct CustomerLeft {
    pub id: i64,
}

#[derive(Clone, Debug, PartialEq, EventSet)]
pub enum CustomerEvent {
    Registered(CustomerRegistered),
    Left(CustomerLeft),
}

impl From<CustomerRegisteredV1> for CustomerRegisteredV2 {
    fn from(old: CustomerRegisteredV1) -> Self {
        let (given, family) = old.name.split_once(' ').unwrap_or((&old.name, ""));
        CustomerRegisteredV2 {
            id: old.id,
            given_name: given.into(),
            family_name: family.into(),
        }
    }
}

impl From<CustomerRegisteredV2> for CustomerRegistered {
    fn from(old: CustomerRegisteredV2) -> Self {
        CustomerRegistered {
            id: old.id,
            names: vec![old.given_name, old.family_name],
        }
    }
}

pub fn oldest() -> CustomerRegisteredV1 {
    CustomerRegisteredV1 {
        id: 7,
        name: "Ada Lovelace".into(),
    }
}

#[test]
fn a_stream_of_mixed_versions_is_read_as_the_newest() {
    let newest = CustomerRegistered {
        id: 7,
        names: vec!["Ada".into(), "Lovelace".into()],
    };
    let envelopes = [
        CloudEvent::of::<_, Avro>(&oldest()).unwrap(),
        CloudEvent::of::<_, Avro>(&CustomerRegisteredV2::from(oldest())).unwrap(),
        CloudEvent::of::<_, Avro>(&newest).unwrap(),
    ];
    for envelope in envelopes {
        let event: CustomerEvent = envelope.read::<_, Avro>().unwrap();
        assert_eq!(event, CustomerEvent::Registered(newest.clone()));
    }
    let left: CustomerEvent = read::<_, Json>("com.acme.CustomerLeft.v1", br#"{"id":7}"#).unwrap();
    assert_eq!(left, CustomerEvent::Left(CustomerLeft { id: 7 }));
}

#[test]
fn three_things_can_be_wrong_and_the_event_is_given_back() {
    let known = CloudEvent::of::<_, Json>(&CustomerLeft { id: 7 }).unwrap();
    let read = |ty: &str, data: &[u8]| {
        let mut event = known.clone();
        event.ty = ty.into();
        event.data = Some(data.into());
        let unread = event.clone().read::<CustomerEvent, Json>().unwrap_err();
        assert_eq!(*unread.event, event);
        unread.reason
    };
    let reason = read("com.acme.CustomerMoved.v1", b"{}");
    assert!(matches!(reason, ReadError::UnknownType(_)), "{reason}");
    let reason = read("com.acme.CustomerLeft.v2", b"{}");
    assert!(matches!(reason, ReadError::UnknownVersion(_)), "{reason}");
    let reason = read("com.acme.CustomerLeft.v1", b"{}");
    assert!(matches!(reason, ReadError::Undecodable { .. }), "{reason}");
}

#[test]
fn keys_tell_repetitions() {
    let (one, two) = (CustomerLeft { id: 1 }, CustomerLeft { id: 2 });
    assert_eq!(one.idempotency_key(), one.clone().idempotency_key());
    assert_ne!(one.idempotency_key(), two.idempotency_key());
    let envelope = CloudEvent::of::<_, Json>(&one).unwrap();
    let again = CloudEvent::from_json(&envelope.to_json()).unwrap();
    assert_eq!(envelope.deduplication_key(), again.deduplication_key());
    let other = CloudEvent::of::<_, Json>(&one).unwrap();
    assert_ne!(envelope.deduplication_key(), other.deduplication_key());
}

/// A customer was renamed.
#[derive(Debug, PartialEq, Event)]
#[event(namespace = "com.acme", producer = "crm", key = id)]
#[event(allow(no-time-of-occurrence, reason = "the envelope says it"))]
struct CustomerRenamed<'a> {
    id: i64,
    name: &'a str,
}

#[derive(Debug, PartialEq, EventSet)]
enum BorrowedEvent<'a> {
    Renamed(CustomerRenamed<'a>),
    Left(CustomerLeft),
}

#[test]
fn an_event_may_borrow_from_the_payload() {
    let renamed = CustomerRenamed { id: 7, name: "Ada" };
    let envelope = CloudEvent::of::<_, Avro>(&renamed).unwrap();
    let read = envelope.read_borrowed::<BorrowedEvent<'_>, Avro>().unwrap();
    assert_eq!(read, BorrowedEvent::Renamed(renamed));
    let left = CloudEvent::of::<_, Avro>(&CustomerLeft { id: 7 }).unwrap();
    let read = left.read_borrowed::<BorrowedEvent<'_>, Avro>().unwrap();
    assert_eq!(read, BorrowedEvent::Left(CustomerLeft { id: 7 }));
}
