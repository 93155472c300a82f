//! What the commands beside `lint` print.

use insta::assert_snapshot;
use serde_json::Value;

use crate::sandbox::Sandbox;

const NATIVE: &str = "\
namespace: com.acme.orders
service: orders
events:
  OrderPlaced: { version: 2, consumers: [shipping, billing], fields: { order_id: uuid } }
  OrderPlaced@1: { fields: { order_id: uuid } }
queries:
  GetOrder: { handler: orders, fields: { order_id: uuid } }
services: { orders: {}, billing: {}, shipping: {} }
";

const AVRO: &str = r#"{ "type": "record", "name": "OrderShipped", "namespace": "com.acme",
  "fields": [{ "name": "order_id", "type": "string" }] }"#;

const ASYNCAPI: &str = r##"
asyncapi: 3.0.0
info: { title: Fleet, version: "1" }
channels:
  rentals:
    address: rentals
    messages: { RentalStarted: { payload: { type: object } }, BlockCar: { payload: { type: object } } }
operations:
  tell: { action: send, channel: { $ref: "#/channels/rentals" }, messages: [{ $ref: "#/channels/rentals/messages/RentalStarted" }] }
  obey: { action: receive, channel: { $ref: "#/channels/rentals" }, messages: [{ $ref: "#/channels/rentals/messages/BlockCar" }] }
"##;

#[test]
fn everything_that_was_loaded_is_listed() {
    let sandbox = Sandbox::new(&[
        ("orders.yaml", NATIVE),
        ("avro/shipped.avsc", AVRO),
        ("fleet.yaml", ASYNCAPI),
    ]);
    assert_snapshot!("list_text", sandbox.run(&["list"]));
    assert_snapshot!("list_json", sandbox.run(&["list", "--format", "json"]));
}

#[test]
fn a_new_catalog_is_clean_and_never_overwrites() {
    let sandbox = Sandbox::new(&[]);
    assert_eq!(sandbox.run(&["init", "shop"]).code, Some(0));
    let lint = sandbox.run(&["lint", "shop", "--fail-on", "info"]);
    assert_eq!(lint.code, Some(0), "{lint}");
    sandbox.write("shop/events.yaml", "mine");
    assert_eq!(sandbox.run(&["init", "shop"]).code, Some(2));
    assert_eq!(sandbox.read("shop/events.yaml"), "mine");
}

#[test]
fn every_rule_is_listed_and_explained() {
    let sandbox = Sandbox::new(&[]);
    let run = sandbox.run(&["rules", "--format", "json"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let rules = document["rules"].as_array().unwrap();
    assert!(!rules.is_empty());
    let text = sandbox.run(&["rules"]).stdout;
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        assert!(text.contains(id));
        let page = sandbox.run(&["explain", id]).stdout;
        assert!(page.contains(rule["why"].as_str().unwrap()), "{page}");
        let json = sandbox.run(&["explain", id, "--format", "json"]).stdout;
        assert_eq!(&serde_json::from_str::<Value>(&json).unwrap()["rule"], rule);
    }
}

#[test]
fn the_schema_of_the_format_is_printed() {
    let run = Sandbox::new(&[]).run(&["schema"]);
    let schema: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

/// Every key of the parts that the format's page has a table for.
#[test]
fn the_page_on_the_format_has_a_row_for_every_key() {
    let page = include_str!("../../docs/format.md");
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .collect();
    let run = Sandbox::new(&[]).run(&["schema"]);
    let schema: Value = serde_json::from_str(&run.stdout).unwrap();
    let parts = [
        "message",
        "service",
        "consumption",
        "channel",
        "flow",
        "step",
        "readModel",
    ];
    for part in parts {
        let keys = schema["$defs"][part]["properties"].as_object().unwrap();
        for key in keys.keys() {
            let named = format!("`{key}`");
            assert!(
                rows.iter().any(|row| row.contains(&named)),
                "{part}: {key} is in no table of docs/format.md"
            );
        }
    }
}

#[test]
fn completions_and_manual_pages_are_printed() {
    let sandbox = Sandbox::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            sandbox
                .run(&["completions", shell])
                .stdout
                .contains("unsafe-fixes"),
            "{shell}"
        );
    }
    assert!(sandbox.run(&["man", "lint"]).stdout.contains(".TH"));
    assert_eq!(sandbox.run(&["man", "lnt"]).code, Some(2));
}

#[test]
fn names_are_judged_one_a_line_in_order() {
    let sandbox = Sandbox::new(&[("names.txt", "CreateOrder\n\norder.placed\n")]);
    let names = std::fs::File::open(sandbox.path().join("names.txt")).unwrap();
    let output = sandbox
        .command(&["name", "OrderShipped", "-", "--format", "json"])
        .stdin(names)
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let judged: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let labels: Vec<_> = judged.iter().map(|line| &line["label"]).collect();
    assert_eq!(labels, ["past", "command", "past"]);
    assert_eq!(judged[1]["suggestions"][0], "OrderCreated");
}
