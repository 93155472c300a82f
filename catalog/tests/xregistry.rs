//! xRegistry: what is read from registries, and what is said of mistakes.

mod support;

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Intent, Message};
use factum_catalog::contract::shape::Body;
use support::read;

/// Each problem as `marked bytes: message (help)`.
fn problems(catalog: &Catalog) -> Vec<String> {
    let mut problems: Vec<_> = catalog.problems.iter().collect();
    problems.sort_by_key(|problem| (problem.span.file, problem.span.start));
    problems
        .iter()
        .map(|problem| {
            let help = problem.help.as_deref().unwrap_or("");
            let marked = catalog.text(problem.span);
            format!("{marked}: {} ({help})", problem.message)
        })
        .collect()
}

/// Each message as `identity: type, channel, fields`.
fn messages(catalog: &Catalog) -> Vec<String> {
    let text = |it: &Option<factum_catalog::contract::span::Spanned<Box<str>>>| {
        it.as_ref()
            .map_or("-".to_owned(), |it| it.value.to_string())
    };
    let line = |message: &Message| {
        let fields = message.fields().iter();
        let fields: Vec<_> = fields
            .map(|field| format!("{}: {}", field.name.value, field.ty))
            .collect();
        format!(
            "{}: {}, {}, [{}]",
            message.identity(),
            text(&message.ce_type),
            text(&message.channel),
            fields.join(", ")
        )
    };
    catalog.messages.iter().map(line).collect()
}

const REGISTRY: &str = r##"{
  "endpoints": {
    "Shop.Kafka": {"usage": ["producer"], "protocol": "KAFKA", "messagegroups": ["#/messagegroups/com.acme"],
      "protocoloptions": {"options": {"topic": "orders", "key": "{orderId}"}}},
    "Shop.Mqtt": {"usage": ["producer"], "protocol": "MQTT/5.0", "messagegroups": ["/messagegroups/com.acme.mqtt"]}
  },
  "messagegroups": {
    "com.acme": {"messages": {
      "com.acme.OrderPlaced": {"name": "OrderPlaced", "envelope": "CloudEvents/1.0",
        "envelopemetadata": {"type": {"value": "com.acme.OrderPlaced"}, "source": {"value": "/orders"},
          "tenant": {"type": "string", "required": true}},
        "dataschemaformat": "JsonSchema/draft-07",
        "dataschemauri": "#/schemagroups/com.acme/schemas/OrderPlaced"},
      "com.acme.order.cancelled.v2": {
        "metadata": {"attributes": {"type": {"value": "com.acme.order.cancelled.v2"}}},
        "dataschemaformat": "Avro/1.11.0", "dataschema":
        {"type": "record", "name": "OrderCancelled", "fields": [{"name": "reason", "type": "string"}]}}}},
    "com.acme.mqtt": {"messages": {
      "com.acme.mqtt.OrderPlaced": {"basemessageuri": "/messagegroups/com.acme/messages/com.acme.OrderPlaced",
        "protocol": "MQTT/5.0"}}},
    "com.acme.Commands": {"messages": {"Reboot": {"dataschemaformat": "Protobuf/3",
      "dataschemauri": "/schemagroups/com.acme/schemas/Reboot:acme.Reboot"}}}
  },
  "schemagroups": {"com.acme": {"schemas": {
    "OrderPlaced": {"format": "JsonSchema/draft-07", "defaultversionid": "2", "versions": {
      "1": {"schema": {"type": "object", "properties": {"orderId": {"type": "string"}}, "required": ["orderId"]}},
      "2": {"schema": {"type": "object", "properties": {"orderId": {"$ref": "#/definitions/Id"}, "note": {"type": "string"}},
        "required": ["orderId"], "definitions": {"Id": {"type": "string", "format": "uuid"}}}}}},
    "Reboot": {"format": "Protobuf/3", "versions": {"1": {"schema": "syntax = \"proto3\";"}}}}}}
}"##;

#[test]
fn messages_take_what_their_base_and_the_registry_say() {
    let catalog = read(&[("shop.xreg.json", REGISTRY)]);
    assert_eq!(problems(&catalog), [""; 0]);
    insta::assert_snapshot!(messages(&catalog).join("\n"));

    let placed = &catalog.messages[1];
    assert_eq!(placed.key.as_ref().map(|key| &*key.value), Some("orderId"));
    assert_eq!(placed.headers[0].name.value.as_ref(), "tenant");
    assert_eq!(catalog.text(placed.name.span), "\"OrderPlaced\"");
    assert_eq!(placed.schemas.len(), 1);
    assert!(!placed.says.producers && !placed.says.intents);
    let commands = catalog.of_intent(Intent::Command);
    let commands: Vec<_> = commands.map(|it| &*it.name.value).collect();
    assert_eq!(commands, ["Reboot"]);
    let kafka = catalog.channel("Shop.Kafka").expect("a channel");
    assert_eq!(kafka.address.as_ref().map(|it| &*it.value), Some("orders"));
}

#[test]
fn a_registry_may_be_yaml_and_several_files() {
    let messages_file = "messagegroups:\n  g:\n    messages:\n      a.OrderPlaced:\n        dataschemauri: /schemagroups/g/schemas/S/versions/1\n";
    let schemas_file = "schemagroups:\n  g:\n    schemas:\n      S:\n        format: Avro/1.11\n        versions:\n          '1':\n            schema: { type: record, name: S, fields: [{ name: x, type: int }] }\n";
    let both = [
        ("m.cereg.yaml", messages_file),
        ("s.cereg.yaml", schemas_file),
    ];
    let catalog = read(&both);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(messages(&catalog), ["a.OrderPlaced: -, -, [x: int]"]);
    let alone = read(&both[1..]);
    assert_eq!(messages(&alone), ["g.S: -, -, [x: int]"]);
}

#[test]
fn references_that_lead_nowhere_are_reported_at_their_place() {
    let catalog = read(&[(
        "bad.xreg.json",
        r##"{"endpoints": {"E": {"usage": ["consumer"], "messagegroups": ["/messagegroups/Gone"]}},
        "messagegroups": {"g": {"messages": {
          "OrderPlaced": {"dataschemauri": "#/schemagroups/g/schemas/orderplaced"},
          "OrderPaid": {"dataschemauri": "/schemagroups/g/schemas/OrderPlaced/versions/3"},
          "OrderSent": {"basemessageuri": "/messagegroups/g/messages/OrderLost", "dataschemauri": "../../../etc/passwd"},
          "OrderLost": {"basemessageuri": "/messagegroups/g/messages/OrderLost"},
          "OrderLate": {"basemessage": "/messagegroups/h/messages/Order", "dataschemauri": "https://example.com/s"}}}},
        "schemagroups": {"g": {"schemas": {"OrderPlaced": {"versions": {"1": {"schema": {"type": "object"}}, "2": {}}}}}}}"##,
    )]);
    assert_eq!(catalog.messages.len(), 5);
    insta::assert_snapshot!(problems(&catalog).join("\n"));
}

#[test]
fn a_registry_may_end_anywhere() {
    for end in (0..REGISTRY.len()).step_by(5) {
        let catalog = read(&[
            ("cut.xreg.json", &REGISTRY[..end]),
            ("cut.cereg.yaml", &REGISTRY[..end]),
            ("whole.xreg.json", REGISTRY),
        ]);
        assert!(catalog.messages.len() >= 6, "{end}");
    }
}

#[test]
fn the_registries_at_hand_are_read_whole() {
    let shared = std::env::var("FACTUM_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").to_owned());
    // One schema of the scenarios has two versions.
    for (catalog, expected) in [("xregistry-scenarios", 52 + 1), ("real-time-sources", 113)] {
        let root = std::path::PathBuf::from(format!("{shared}/catalogs/{catalog}/data"));
        if !root.is_dir() {
            eprintln!("SKIPPED: there is no {}", root.display());
            continue;
        }
        let (files, _) = factum_catalog::discover::find(&[root], &Default::default());
        let (files, errors) = factum_catalog::discover::read(&files);
        assert!(errors.is_empty(), "{errors:?}");
        let read = factum_catalog::read(files);
        assert_eq!(read.messages.len(), expected, "{catalog}");
        // One message of the feeders says its base twice.
        let mistakes = problems(&read);
        let others = mistakes.iter().filter(|it| !it.contains("stands twice"));
        assert_eq!(others.collect::<Vec<_>>(), [""; 0], "{catalog}");
    }
}

#[test]
fn a_schema_may_be_a_text_or_its_base64() {
    let catalog = read(&[
        (
            "shop.xreg.json",
            r##"{"messagegroups": {"g": {"messages": {
              "OrderPlaced": {"dataschemauri": "https://acme.example/reg/schemagroups/g/schemas/Placed"},
              "OrderPaid": {"dataschemauri": "/schemagroups/g/schemas/Paid"},
              "OrderSent": {"dataschemaformat": "JsonSchema/draft-07", "dataschema": "{\"type\": \"object\""}}}},
            "schemagroups": {"g": {"schemas": {
              "Placed": {"format": "JsonSchema/draft-07", "versions": {"1": {"schema":
                "{\"type\": \"object\", \"properties\": {\n\"id\": {\"$ref\": \"#/definitions/Id\"}, \"total\": {\"type\": \"strng\"}}, \"definitions\": {\"Id\": {\"type\": \"integer\"}}}"}}},
              "Paid": {"format": "Avro/1.11.0", "versions": {"1": {"schemabase64":
                "eyJ0eXBlIjoicmVjb3JkIiwibmFtZSI6IlAiLCJmaWVsZHMiOlt7Im5hbWUiOiJ4IiwidHlwZSI6ImludCJ9XX0="}}}}}}}"##,
        ),
        (
            "more.cereg.yaml",
            "messagegroups:\n  h:\n    messages:\n      OrderLost:\n        dataschemaformat: Avro/1.11.0\n        dataschema: |\n          {\"type\": \"record\", \"name\": \"L\",\n            \"fields\": [{\"name\": \"why\", \"type\": \"string\"}]}\n",
        ),
    ]);
    assert_eq!(
        messages(&catalog),
        [
            "g.OrderPlaced: -, -, [id: long?, total: strng?]",
            "g.OrderPaid: -, -, [x: int]",
            "g.OrderSent: -, -, []",
            "h.OrderLost: -, -, [why: string]",
        ]
    );
    let field = |message: usize, field: usize| {
        let name = &catalog.messages[message].fields()[field].name;
        catalog.text(name.span)
    };
    assert_eq!(field(0, 0), r#"\"id\""#);
    assert_eq!(field(3, 0), "\"why\"");
    assert_eq!(
        problems(&catalog),
        [
            r#"{\"type\": \"object\": this schema is not JSON: unterminated object ()"#,
            r#"\"strng\": `strng` is no type: use `string`, `number`, `integer`, `boolean`, `object`, `array` or `null` (did you mean `string`?)"#,
        ]
    );
}

/// A JSON Structure of every kind of type.
const STRUCTURE: &str = r##"{"$schema": "https://json-structure.org/meta/core/v0/#", "$id": "https://acme.example/placed",
  "$root": "#/definitions/Shop/Placed",
  "definitions": {
    "Base": {"abstract": true, "type": "object", "properties": {"id": {"type": "uuid"}}, "required": ["id"]},
    "Line": {"type": "object", "properties": {"sku": {"type": "string"}, "type": {"type": "string"}}, "required": [["sku", "type"], ["sku"]]},
    "Card": {"type": "object", "properties": {"digits": {"type": "string"}}},
    "Cash": {"type": "object", "properties": {"till": {"type": "int8"}}},
    "Shop": {"Placed": {"type": "object", "$extends": "#/definitions/Base", "name": "Placed",
      "properties": {
        "count": {"type": "int32"}, "long": {"type": "int64"}, "huge": {"type": "uint64"}, "ratio": {"type": "double"},
        "at": {"type": "datetime"}, "day": {"type": "date"}, "for": {"type": "duration"}, "proof": {"type": "binary"},
        "total": {"type": "decimal", "precision": 12, "scale": 2}, "rate": {"type": ["null", "decimal"]}, "link": {"type": "uri"},
        "lines": {"type": "array", "items": {"type": {"$ref": "#/definitions/Line"}}},
        "tags": {"type": "set", "items": {"type": "string"}}, "stock": {"type": "map", "values": {"type": "int32"}},
        "either": {"type": ["string", {"$ref": "#/definitions/Line"}]}, "moment": {"type": ["datetime", "null"]},
        "at_or_in": {"type": ["datetime", "int32"]}, "spot": {"type": "tuple", "properties": {"y": {"type": "float"}, "x": {"type": "int32"}}, "tuple": ["x", "y"]},
        "paid": {"type": "choice", "choices": {"card": {"type": {"$ref": "#/definitions/Card"}}, "cash": {"type": "int32"}}},
        "by": {"type": "choice", "$extends": "#/definitions/Base", "selector": "kind",
          "choices": {"card": {"type": {"$ref": "#/definitions/Card"}}, "cash": {"type": {"$ref": "#/definitions/Cash"}}}},
        "state": {"type": "string", "enum": ["open", "shut"]}, "rest": {"type": "any"}},
      "required": ["count", "lines"]}}}}"##;

#[test]
fn a_json_structure_has_its_own_types() {
    let registry = |schema: &str| {
        format!(
            r#"{{"schemagroups": {{"g": {{"schemas": {{"Placed": {{"format": "JSONStructure/draft-02", "versions": {{"1": {{"schema": {schema}}}}}}}}}}}}}}}"#
        )
    };
    let as_text = format!("{STRUCTURE:?}");
    let shapes = |schema: &str| {
        let catalog = read(&[("shop.xreg.json", &registry(schema))]);
        assert_eq!(problems(&catalog), [""; 0]);
        let message = &catalog.messages[0];
        assert_eq!(message.schemas.len(), 0);
        let fields = message.fields().iter();
        let mut lines: Vec<String> = fields
            .map(|field| format!("{}: {}", field.name.value, field.ty))
            .collect();
        for (_, definition) in catalog.types.iter() {
            lines.push(format!(
                "{}: {}",
                definition.name.value,
                body(&definition.body)
            ));
        }
        lines.join("\n")
    };
    insta::assert_snapshot!(shapes(STRUCTURE));
    assert_eq!(shapes(STRUCTURE), shapes(&as_text));
}

fn body(body: &Body) -> String {
    match body {
        Body::Record(fields) => {
            let fields = fields
                .iter()
                .map(|it| format!("{}: {}", it.name.value, it.ty));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Body::Union { branches, .. } => {
            let branches = branches.iter().map(ToString::to_string);
            branches.collect::<Vec<_>>().join(" | ")
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn a_schema_may_be_in_a_file_of_its_own() {
    let registry = r##"{"messagegroups": {"g": {"messages": {
        "OrderPlaced": {"dataschemaformat": "JsonSchema/draft-07", "dataschemauri": "schemas/placed.json"},
        "OrderPaid": {"dataschemauri": "/schemagroups/g/schemas/Paid"},
        "OrderSent": {"dataschemauri": "./schemas/sent.proto"},
        "OrderLost": {"dataschemauri": "schemas/plcaed.json"},
        "OrderLate": {"dataschemauri": "schemas/late.xsd"}}}},
      "schemagroups": {"g": {"schemas": {"Paid": {"versions": {"1": {"format": "Avro/1.11.0", "schemaurl": "schemas/paid.avsc"}}}}}}}"##;
    let placed = r##"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Placed", "type": "object",
      "properties": {"total": {"$ref": "money.json"}}}"##;
    let money = r##"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Money", "type": "integer"}"##;
    let paid = r#"{"type": "record", "name": "Paid", "fields": [{"name": "x", "type": "int"}]}"#;
    let sent = "syntax = \"proto3\";\nmessage OrderSent { string id = 1; }\n";
    let catalog = read(&[
        ("reg/shop.xreg.json", registry),
        ("reg/schemas/placed.json", placed),
        ("reg/schemas/money.json", money),
        ("reg/schemas/paid.avsc", paid),
        ("reg/schemas/sent.proto", sent),
    ]);
    assert_eq!(
        messages(&catalog),
        [
            "g.OrderPlaced: -, -, [total: long?]",
            "g.OrderPaid: -, -, [x: int]",
            "g.OrderSent: -, -, [id: string]",
            "g.OrderLost: -, -, []",
            "g.OrderLate: -, -, []",
        ]
    );
    assert_eq!(catalog.messages[0].schemas.len(), 1);
    assert_eq!(
        problems(&catalog),
        [
            "schemas/plcaed.json: `schemas/plcaed.json` leads nowhere (did you mean `./schemas/placed.json`?)"
        ]
    );
}
