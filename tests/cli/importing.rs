//! What `import` leaves on disk, and what it says.

use crate::sandbox::Sandbox;

const AVRO: &str = r#"{ "type": "record", "name": "OrderPlaced", "namespace": "com.acme", "fields": [
  { "name": "order_id", "type": { "type": "string", "logicalType": "uuid" } },
  { "name": "placed_at", "type": { "type": "long", "logicalType": "timestamp-millis" } }
] }"#;

#[test]
fn what_is_written_lints_and_what_is_lost_is_listed() {
    let sandbox = Sandbox::new(&[("avro/order.avsc", AVRO)]);
    let run = sandbox.run(&["import", "avro"]);
    assert_eq!(run.code, Some(0), "{run}");
    insta::assert_snapshot!(format!("{run}\n{}", sandbox.read("catalog/com.acme.yaml")));
    assert_eq!(sandbox.run(&["lint", "catalog"]).code, Some(0));
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::new(&[("avro/order.avsc", AVRO), ("here/com.acme.yaml", "mine")]);
    let run = sandbox.run(&["import", "avro", "--out", "here"]);
    assert_eq!(run.code, Some(2), "{run}");
    assert!(run.stderr.contains("com.acme.yaml"), "{run}");
    assert_eq!(sandbox.read("here/com.acme.yaml"), "mine");
}
