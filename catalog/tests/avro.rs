//! Folders of Avro schemas.

mod support;

use factum_catalog::contract::message::Says;
use support::read;

const MONEY: &str = r#"{"type": "record", "name": "Money", "namespace": "com.acme", "fields": [
  {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
  {"name": "currency", "type": {"type": "enum", "name": "Currency", "symbols": ["EUR", "USD"]}}]}"#;

const PLACED: &str = r#"{"type": "record", "name": "OrderPlaced", "namespace": "com.acme", "doc": "It was placed.",
 "fields": [
  {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
  {"name": "total", "type": "Money"},
  {"name": "parts", "type": {"type": "array", "items": ["null", "OrderPlaced", "long"]}},
  {"name": "note", "type": ["null", "string"], "default": null, "aliases": ["remark"]},
  {"name": "at", "type": "long", "logicalType": "timestamp-millis"}]}"#;

#[test]
fn a_record_is_an_event_unless_another_file_uses_it() {
    let catalog = read(&[("a/OrderPlaced.avsc", PLACED), ("b/Money.avsc", MONEY)]);
    let [event] = &catalog.messages[..] else {
        panic!("{:?}", catalog.messages)
    };
    assert_eq!(event.identity().to_string(), "com.acme.OrderPlaced");
    assert_eq!(event.says, Says::NOTHING);
    assert_eq!(event.doc.as_ref().unwrap().value.as_ref(), "It was placed.");
    let fields: Vec<_> = event
        .fields()
        .iter()
        .map(|it| format!("{}: {}", it.name.value, it.ty))
        .collect();
    assert_eq!(
        fields,
        [
            "id: uuid",
            "total: com.acme.Money",
            "parts: [com.acme.OrderPlaced | long?]",
            "note: string?",
            "at: long"
        ]
    );
    assert_eq!(catalog.text(event.name.span), "\"OrderPlaced\"");
    assert_eq!(catalog.text(event.fields()[1].ty_span), "\"Money\"");
    let [problem] = &catalog.problems[..] else {
        panic!("{:?}", catalog.problems)
    };
    assert_eq!(catalog.text(problem.span), "\"logicalType\"");
}

#[test]
fn what_avro_refuses_is_reported_at_its_place() {
    let catalog = read(&[(
        "bad.avsc",
        r#"{"type": "record", "name": "A", "fields": [{"name": "x", "type": "Mony"}, {"name": "x", "type": "int"}]}"#,
    )]);
    let marked: Vec<_> = catalog
        .problems
        .iter()
        .map(|it| catalog.text(it.span))
        .collect();
    assert_eq!(marked, ["\"Mony\"", "\"x\""]);
}

const PROTOCOL: &str = r#"{"protocol": "Shop", "namespace": "com.acme", "types": [
  {"type": "record", "name": "Line", "fields": [{"name": "sku", "type": "string"}]},
  {"type": "record", "name": "OrderPlaced", "fields": [
    {"name": "lines", "type": {"type": "array", "items": "Line"}}]},
  {"type": "record", "name": "Receipt", "fields": [{"name": "number", "type": "long"}]},
  {"type": "error", "name": "OutOfStock", "fields": [{"name": "sku", "type": "string"}]}],
 "messages": {
  "placeOrder": {"doc": "Orders the lines.", "request": [{"name": "lines", "type": {"type": "array", "items": "Line"}}],
    "response": "Receipt", "errors": ["OutOfStock"]},
  "parcelShipped": {"request": [{"name": "parcel", "type": "long"}], "response": "null", "one-way": true}}}"#;

#[test]
fn a_protocol_has_events_and_calls() {
    for path in ["shop.avpr", "shop.json"] {
        let catalog = read(&[(path, PROTOCOL)]);
        assert_eq!(catalog.problems, []);
        let said: Vec<_> = catalog
            .messages
            .iter()
            .map(|message| {
                let fields: Vec<_> = message
                    .fields()
                    .iter()
                    .map(|it| it.ty.to_string())
                    .collect();
                let identity = message.identity();
                let intent = message.intent.as_str();
                format!("{intent} {identity}: {}", fields.join(", "))
            })
            .collect();
        assert_eq!(
            said,
            [
                "event com.acme.OrderPlaced: [com.acme.Line]",
                "command com.acme.placeOrder: [com.acme.Line]",
                "event com.acme.parcelShipped: long",
            ]
        );
        let call = catalog.messages[1].name.span;
        assert_eq!(catalog.text(call), "placeOrder");
    }
}

#[test]
fn a_mistake_in_a_protocol_stands_at_its_place() {
    let catalog = read(&[(
        "shop.avpr",
        &PROTOCOL.replace("\"items\": \"Line\"", "\"items\": \"Lien\""),
    )]);
    let places: Vec<_> = catalog
        .problems
        .iter()
        .map(|it| catalog.text(it.span))
        .collect();
    assert_eq!(places, ["\"Lien\"", "\"Lien\""]);
}
