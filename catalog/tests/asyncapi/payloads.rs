//! Payloads in other languages and within envelopes.

use factum_catalog::contract::message::Payload;
use factum_catalog::problem::ProblemKind;

use super::{fields, message, problems, read};

#[test]
fn payloads_in_other_languages() {
    let catalog = read(&[
        (
            "a.yaml",
            r##"
asyncapi: 2.6.0
info: { title: A, version: "1" }
channels:
  c:
    publish:
      message:
        oneOf:
          - name: Inline
            schemaFormat: application/vnd.apache.avro;version=1.9.0
            payload:
              type: record
              name: Inline
              fields: [{ name: at, type: { type: long, logicalType: timestamp-millis } }]
          - { name: InFile, schemaFormat: "application/vnd.apache.avro+json;version=1.9.0", payload: { $ref: ./money.avsc } }
          - { name: Proto, schemaFormat: "application/vnd.google.protobuf;version=3", payload: "syntax = 'proto3'; message A { string a_id = 1; }" }
          - { name: ProtoFile, payload: { $ref: "./money.proto#Sum" } }
          - { name: Xml, schemaFormat: "application/xsd+xml", payload: "<schema/>" }
"##,
        ),
        (
            "money.avsc",
            r#"{"type": "record", "name": "Money", "fields": [{"name": "amount", "type": "double"}]}"#,
        ),
        (
            "money.proto",
            "syntax = \"proto3\"; message Other {} message Sum { int64 cents = 1; }",
        ),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(
        fields(message(&catalog, "Inline")),
        ["at: timestamp-millis"]
    );
    assert_eq!(fields(message(&catalog, "InFile")), ["amount: double"]);
    let proto = message(&catalog, "Proto");
    assert_eq!(fields(proto), ["a_id: string"]);
    assert_eq!(catalog.text(proto.fields()[0].name.span), "a_id");
    assert_eq!(fields(message(&catalog, "ProtoFile")), ["cents: long"]);
    assert!(matches!(
        message(&catalog, "Xml").payload,
        Payload::Other(..)
    ));
    assert_eq!(
        catalog.messages.len(),
        5,
        "the schema of a payload is no event of its own"
    );
}

#[test]
fn a_schema_out_of_reach_is_no_broken_schema() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 2.6.0
info: { title: A, version: "1" }
channels:
  c:
    publish:
      message:
        oneOf:
          - { name: Remote, schemaFormat: "application/vnd.apache.avro;version=1.9.0", payload: { $ref: "https://acme.com/a.avsc" } }
          - { name: Missing, schemaFormat: "application/vnd.apache.avro;version=1.9.0", payload: { $ref: ./b.avsc } }
"##,
    )]);
    let kinds: Vec<_> = catalog.problems.iter().map(|it| it.kind).collect();
    assert_eq!(
        kinds,
        [
            ProblemKind::RemoteReference,
            ProblemKind::UnresolvedReference
        ]
    );
}

#[test]
fn cloudevents_are_read_in_both_modes() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 3.0.0
info: { title: A, version: "1" }
channels:
  c:
    messages:
      Structured:
        payload:
          allOf:
            - $ref: https://raw.githubusercontent.com/cloudevents/spec/v1.0.2/cloudevents/formats/cloudevents.json
            - properties:
                type: { const: com.acme.placed }
                tenant: { type: string }
                data: { type: object, properties: { id: { type: string } } }
      Binary:
        headers:
          type: object
          properties: { ce_type: { type: string, enum: [com.acme.placed] }, ce_id: { type: string } }
        payload: { type: object, properties: { id: { type: string } } }
"##,
    )]);
    assert_eq!(problems(&catalog), [""; 0]);
    for name in ["Structured", "Binary"] {
        let message = message(&catalog, name);
        assert_eq!(fields(message), ["id: string?"]);
        assert_eq!(
            message.ce_type.as_ref().unwrap().value.as_ref(),
            "com.acme.placed"
        );
    }
    let extensions = &message(&catalog, "Structured").headers;
    assert_eq!(extensions.len(), 1);
    assert_eq!(extensions[0].name.value.as_ref(), "tenant");
}
