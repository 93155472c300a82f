use factum::{Decimal, Event, Payload};
use factum_contract::document::parse_json;
use factum_contract::json_schema::{Documents, Schema};
use factum_contract::span::FileId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An order was paid.
#[derive(Event, Serialize, Deserialize, JsonSchema)]
#[event(namespace = "com.acme", key = order_id, allow(no-time-of-occurrence, reason = "a test"))]
struct OrderPaid {
    order_id: String,
    total: Decimal<6, 2>,
    means: Means,
    known: Option<Card>,
}

#[derive(Payload, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind")]
enum Means {
    Card(Card),
    Transfer { iban: String },
    Cash,
}

#[derive(Payload, Serialize, Deserialize, JsonSchema)]
struct Card {
    last_four: String,
}

#[test]
fn a_closed_schema_takes_what_serde_writes_and_nothing_else() {
    let schema = OrderPaid::closed_json_schema();
    let text = serde_json::to_string_pretty(&schema).unwrap();
    insta::assert_snapshot!(text);
    let document = parse_json(&schema.as_value().to_string(), FileId::default()).unwrap();
    Schema::parse(&document, &Documents::default()).unwrap();

    let open = OrderPaid::open_json_schema().as_value().to_string();
    assert!(!open.contains("additionalProperties"), "{open}");
}
