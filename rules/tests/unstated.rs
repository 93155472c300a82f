//! What a format cannot say is unknown, which is not the same as missing.

use factum_catalog::InputFile;
use factum_rules::{Preset, Settings, Severity, lint};

/// What the strictest preset finds in one bare Avro schema.
fn found(schema: &str) -> Vec<(&'static str, Severity)> {
    let catalog = factum_catalog::read(vec![InputFile {
        path: "schema.avsc".into(),
        text: schema.into(),
    }]);
    assert_eq!(catalog.messages.len(), 1);
    let settings = Settings {
        preset: Preset::Strict,
        ..Settings::default()
    };
    let found = lint(&catalog, &settings);
    found
        .into_iter()
        .map(|finding| (finding.rule, finding.severity))
        .collect()
}

#[test]
fn a_bare_schema_of_a_thing_is_not_taken_for_an_event() {
    let schema = r#"{"type": "record", "name": "Customer", "namespace": "com.acme",
        "doc": "Whoever buys.", "fields": [{"name": "rank", "type": "long"}]}"#;
    assert_eq!(found(schema), []);
}

#[test]
fn a_name_that_tells_its_intent_is_judged_with_doubt() {
    let schema = r#"{"type": "record", "name": "CreateCustomer", "namespace": "com.acme",
        "doc": "Whoever buys.", "fields": [
            {"name": "customer_id", "type": "string"},
            {"name": "created_at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}"#;
    assert_eq!(found(schema), [("command-shaped", Severity::Warning)]);
}

#[test]
fn what_the_schema_does_say_is_judged() {
    let schema = r#"{"type": "record", "name": "OrderPlaced", "namespace": "com.acme",
        "doc": "A basket was submitted.", "fields": [
            {"name": "order_id", "type": "string"},
            {"name": "total_amount", "type": "double"}]}"#;
    assert_eq!(
        found(schema),
        [
            ("no-time-of-occurrence", Severity::Warning),
            ("money-in-float", Severity::Error),
        ]
    );
}

#[test]
fn a_default_is_written_as_its_schema_language_has_it() {
    let schema = r#"{"type": "record", "name": "OrderPlaced", "namespace": "com.acme",
        "doc": "A basket was submitted.", "fields": [
            {"name": "order_id", "type": "string"},
            {"name": "placed_at", "default": 0,
             "type": {"type": "long", "logicalType": "timestamp-micros"}},
            {"name": "proof", "default": "\u00ff", "type": "bytes"}]}"#;
    assert_eq!(found(schema), []);
}

#[test]
fn what_a_reference_out_of_reach_may_say_is_not_missed() {
    let found = |part: &str| {
        let catalog = factum_catalog::read(vec![InputFile {
            path: "asyncapi.yaml".into(),
            text: format!(
                "asyncapi: 3.0.0
info: {{ title: Shop, version: '1' }}
channels:
  doors:
    messages:
      DoorOpened: {{ payload: {{ $ref: '#/components/schemas/Door' }} }}
operations:
  send: {{ action: send, channel: {{ $ref: '#/channels/doors' }} }}
components:
  schemas:
    Base: {{ type: object, properties: {{ floor: {{ type: integer }} }} }}
    Door:
      allOf:
        - {part}
        - {{ type: object, properties: {{ wing: {{ type: string }} }} }}
"
            )
            .into(),
        }]);
        let mut rules: Vec<_> = lint(&catalog, &Settings::default())
            .into_iter()
            .map(|finding| finding.rule)
            .filter(|rule| {
                [
                    "no-time-of-occurrence",
                    "nothing-to-deduplicate-by",
                    "only-optional-fields",
                ]
                .contains(rule)
            })
            .collect();
        rules.sort();
        rules
    };
    assert_eq!(
        found("$ref: '#/components/schemas/Base'"),
        [
            "no-time-of-occurrence",
            "nothing-to-deduplicate-by",
            "only-optional-fields",
        ]
    );
    assert_eq!(
        found("$ref: 'https://example.com/base.json'"),
        Vec::<&str>::new()
    );
}
