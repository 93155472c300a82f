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
        "fields": [{"name": "rank", "type": ["null", "long"]}]}"#;
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
fn a_name_that_says_what_it_is_for_is_believed() {
    for name in ["CreateCustomerCommand", "CreateCustomerOutput"] {
        let schema = format!(
            r#"{{"type": "record", "name": "{name}", "namespace": "com.acme", "doc": "Whoever buys.",
            "fields": [{{"name": "customer_id", "type": "string"}}]}}"#
        );
        assert_eq!(found(&schema), [], "{name}");
    }
}

#[test]
fn a_request_may_carry_a_password_wherever_it_stands_in_it() {
    let of = |name: &str| {
        found(&format!(
            r#"{{"type": "record", "name": "{name}", "doc": "Logs in.", "fields": [
                {{"name": "user_id", "type": "string"}},
                {{"name": "login", "type": {{"type": "record", "name": "Login", "fields": [
                    {{"name": "password", "type": "string"}}]}}}}]}}"#
        ))
    };
    assert_eq!(of("StartSessionRequest"), []);
    // The request may be in an envelope.
    let inside = r#"{"type": "record", "name": "SessionData", "doc": "A session.", "fields": [
        {"name": "session_id", "type": "string"},
        {"name": "start", "type": {"type": "record", "name": "StartSessionRequest", "fields": [
            {"name": "password", "type": "string"}]}}]}"#;
    assert_eq!(found(inside), []);
    assert_eq!(of("SessionData"), [("secret-in-payload", Severity::Error)]);
}

#[test]
fn what_is_declared_to_be_an_event_carries_no_password_whatever_its_type_is_called() {
    let catalog = factum_catalog::read(vec![InputFile {
        path: "events.yaml".into(),
        text: "types: { LoginRequest: { fields: { password: string } } }
events: { UserLoggedIn: { fields: { request: LoginRequest } } }
"
        .into(),
    }]);
    let found = lint(&catalog, &Settings::default());
    assert!(found.iter().any(|it| it.rule == "secret-in-payload"));
}

#[test]
fn what_is_answered_by_its_name_is_a_request() {
    let file = |name: &str| InputFile {
        path: format!("{name}.json").into(),
        text: format!(
            r#"{{"$schema": "http://json-schema.org/draft-07/schema#", "title": "{name}",
                "description": "Keys.", "type": "object",
                "properties": {{"key_id": {{"type": "string"}}}}, "required": ["key_id"]}}"#
        )
        .into(),
    };
    let found = |names: &[&str]| {
        let files = names.iter().copied().map(file).collect();
        let found = lint(&factum_catalog::read(files), &Settings::default());
        found.into_iter().map(|it| it.subject).collect::<Vec<_>>()
    };
    assert_eq!(found(&["DeleteKey", "DeleteKeyResponse"]), [""; 0]);
    assert_eq!(found(&["DeleteKey", "ListResponse"]), ["DeleteKey"]);
}

#[test]
fn what_ends_as_names_of_things_do_is_one_if_its_verb_may_be_a_noun() {
    let found = |things: usize, name: &str| {
        let file = |name: String| InputFile {
            path: format!("{name}.avsc").into(),
            text: format!(
                r#"{{"type": "record", "name": "{name}", "doc": "Part of a store.",
                    "fields": [{{"name": "tag_id", "type": "string"}}]}}"#
            )
            .into(),
        };
        let files = ["Customer", "Product", "Person"]
            .into_iter()
            .take(things)
            .map(|it| file(format!("{it}Key")));
        let files = files.chain([file(name.to_owned())]).collect();
        let found = lint(&factum_catalog::read(files), &Settings::default());
        found.into_iter().map(|it| it.rule).collect::<Vec<_>>()
    };
    assert_eq!(found(3, "TagKey"), [""; 0]);
    assert_eq!(found(2, "TagKey"), ["command-shaped"]);
    assert_eq!(found(3, "DeleteKey"), ["command-shaped"]);
}

#[test]
fn the_word_event_tells_an_event_from_a_thing() {
    let cases: [(&str, &[_]); 2] = [
        ("DeliveryEvent", &[]),
        (
            "DeliverySentEvent",
            &[("redundant-affix", Severity::Warning)],
        ),
    ];
    for (name, expected) in cases {
        let schema = format!(
            r#"{{"type": "record", "name": "{name}", "doc": "A parcel.", "fields": [
                {{"name": "parcel_id", "type": "string"}},
                {{"name": "sent_at", "type": {{"type": "long", "logicalType": "timestamp-millis"}}}}]}}"#
        );
        assert_eq!(found(&schema), expected, "{name}");
    }
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

/// Which messages of an AsyncAPI document are called an order in disguise, and why.
fn orders(operation: &str) -> Vec<String> {
    let catalog = factum_catalog::read(vec![InputFile {
        path: "asyncapi.yaml".into(),
        text: format!(
            "asyncapi: 3.0.0
info: {{ title: Lights, version: '1' }}
channels:
  lights: {{ messages: {{ turnOn: {{ payload: {{ type: object }} }} }} }}
  answers: {{ messages: {{ turnOnReply: {{ payload: {{ type: object }} }} }} }}
operations:
  turn: {{ channel: {{ $ref: '#/channels/lights' }}, {operation} }}
"
        )
        .into(),
    }]);
    lint(&catalog, &Settings::default())
        .into_iter()
        .filter(|finding| finding.rule == "command-shaped")
        .map(|finding| {
            let judged = finding.related.iter().map(|related| &*related.message);
            format!("{}: {}", finding.subject, judged.collect::<String>())
        })
        .collect()
}

#[test]
fn where_nothing_is_declared_the_direction_the_reply_and_the_name_decide() {
    assert_eq!(
        orders("action: send"),
        [
            "turnOn: judged an event: the application `Lights` sends it, and nothing else is declared"
        ]
    );
    assert_eq!(orders("action: receive"), [""; 0]);
    let reply = "reply: { channel: { $ref: '#/channels/answers' } }";
    assert_eq!(orders(&format!("action: send, {reply}")), [""; 0]);
}

#[test]
fn advice_is_given_in_the_words_of_the_format() {
    let catalog = factum_catalog::read(vec![
        InputFile {
            path: "events/OrderPlaced/index.mdx".into(),
            text: "---\nid: OrderPlaced\nname: Order placed\nversion: 1.0.0\n---\n".into(),
        },
        InputFile {
            path: "services/Billing/index.mdx".into(),
            text: "---\nid: Billing\nname: Billing\nversion: 1.0.0\n---\n".into(),
        },
    ]);
    let found = lint(&catalog, &Settings::default());
    let advice: Vec<_> = found
        .iter()
        .map(|finding| (finding.rule, finding.help.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        advice,
        [
            (
                "no-doc",
                "say in `summary` what has happened when it is published"
            ),
            (
                "no-producer",
                "list it under `sends` of the service that publishes it"
            ),
            ("no-owner", "list the team in `owners`"),
        ]
    );
}
