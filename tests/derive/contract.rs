use factum::{Event, Payload};
use factum_contract::avro;
use factum_contract::document::parse_json;
use factum_contract::span::FileId;

use crate::events::OrderPlaced;

#[test]
fn an_event_has_an_identity() {
    assert_eq!(OrderPlaced::NAME, "OrderPlaced");
    assert_eq!(OrderPlaced::NAMESPACE, Some("com.acme.orders"));
    assert_eq!(OrderPlaced::TYPE, "com.acme.orders.OrderPlaced.v2");
    assert_eq!(OrderPlaced::KEY, Some("order_id"));
    let contract = OrderPlaced::contract();
    assert_eq!(
        contract.message.identity().to_string(),
        "com.acme.orders.OrderPlaced@2"
    );
    assert_eq!(
        contract.message.cloudevents_source().as_deref(),
        Some("/orders")
    );
}

#[test]
fn the_schema_says_all_that_the_type_says() {
    insta::assert_snapshot!(OrderPlaced::avro_schema().to_json_pretty());
}

#[test]
fn the_schema_is_one_of_avro() {
    let json = OrderPlaced::avro_schema().to_json();
    let document = parse_json(&json, FileId::default()).unwrap();
    let parsed = avro::parse(&document).unwrap();
    assert_eq!(parsed.schema.to_json(), json);
    apache_avro::Schema::parse_str(&json).unwrap();
}

/// A parcel was delivered.
#[derive(Event)]
#[event(namespace = "com.acme", allow(no-time-of-occurrence, reason = "a test"))]
struct ParcelDelivered {
    #[event(name = "parcel-id")]
    parcel_id: i64,
}

#[test]
fn what_avro_cannot_say_is_told() {
    assert_eq!(
        factum::avro::encode(&ParcelDelivered { parcel_id: 7 }),
        [14]
    );
    let emitted = ParcelDelivered::contract().avro();
    let notes: Vec<_> = emitted.notes.iter().map(|note| &note.message).collect();
    assert_eq!(notes, ["the field `parcel-id` is called `parcel_id`"]);
}

#[derive(Payload)]
struct Page<T> {
    items: Vec<T>,
    next: Option<Box<Page<T>>>,
}

/// Pages were listed.
#[derive(Event)]
#[event(namespace = "com.acme", key = number, allow(no-time-of-occurrence, reason = "a test"))]
struct PagesListed {
    number: i64,
    names: Page<String>,
    sizes: Page<i32>,
}

#[test]
fn a_generic_type_is_named_by_its_arguments() {
    let event = PagesListed {
        number: 7,
        names: Page {
            items: vec!["a".into()],
            next: None,
        },
        sizes: Page {
            items: vec![1],
            next: None,
        },
    };
    assert_eq!(event.key().as_deref(), Some("7"));
    let json = PagesListed::avro_schema().to_json();
    assert!(
        json.contains(r#""name":"PageString","namespace":"com.acme""#),
        "{json}"
    );
    assert!(json.contains(r#""name":"PageInt","#), "{json}");
}
