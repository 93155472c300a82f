//! Folders of Avro schemas.

use factum_catalog::contract::message::Says;
use factum_catalog::{Catalog, InputFile};

fn read(files: &[(&str, &str)]) -> Catalog {
    let files = files.iter().map(|(path, text)| InputFile {
        path: (*path).into(),
        text: (*text).into(),
    });
    factum_catalog::read(files.collect())
}

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
