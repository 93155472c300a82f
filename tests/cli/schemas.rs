//! What `compare` says of loose schema files.

use insta::assert_snapshot;
use serde_json::Value;

use crate::sandbox::Sandbox;

const OLD: &str = r#"{ "type": "record", "name": "Order", "fields": [
  { "name": "id", "type": "string" } ] }"#;
const NEW: &str = r#"{ "type": "record", "name": "Order", "fields": [
  { "name": "id", "type": "string" }, { "name": "total", "type": "long" } ] }"#;

fn sandbox() -> Sandbox {
    Sandbox::new(&[("old.avsc", OLD), ("new.avsc", NEW)])
}

#[test]
fn a_verdict_lists_what_differs_in_each_direction_of_the_mode() {
    let sandbox = sandbox();
    assert_snapshot!(
        "compare_text",
        sandbox.run(&["compare", "old.avsc", "new.avsc"])
    );
    let json = ["compare", "old.avsc", "new.avsc", "--format", "json"];
    assert_snapshot!("compare_json", sandbox.run(&json));
    let forward = [
        "compare",
        "new.avsc",
        "--against",
        "old.avsc",
        "--mode",
        "FORWARD",
    ];
    assert_eq!(sandbox.run(&forward).code, Some(0));
}

#[test]
fn a_history_needs_a_mode_that_looks_back() {
    let sandbox = sandbox();
    let run = |mode: &str| {
        let history = [
            "--against",
            "old.avsc",
            "new.avsc",
            "--mode",
            mode,
            "--format",
            "json",
        ];
        sandbox.run(&[&["compare", "new.avsc"], &history[..]].concat())
    };
    assert_eq!(run("backward").code, Some(2));
    let verdict: Value = serde_json::from_str(&run("backward-transitive").stdout).unwrap();
    assert_eq!(verdict["compatible"], false);
    assert_eq!(verdict["differences"][0]["against"], "old.avsc");
}

#[test]
fn every_language_is_told_by_its_file() {
    let sandbox = Sandbox::new(&[
        (
            "old.json",
            r#"{ "type": "object", "properties": { "a": { "type": "string" } } }"#,
        ),
        (
            "new.json",
            r#"{ "type": "object", "properties": { "a": { "type": "integer" } } }"#,
        ),
        ("avro.json", OLD),
        (
            "old.proto",
            "syntax = \"proto3\"; message A { string a = 1; }",
        ),
        (
            "new.proto",
            "syntax = \"proto3\"; message A { int32 a = 1; }",
        ),
    ]);
    let kind = |old: &str, new: &str| {
        let run = sandbox.run(&["compare", old, new, "--format", "json"]);
        let verdict: Value = serde_json::from_str(&run.stdout).unwrap();
        verdict["differences"][0]["kind"]
            .as_str()
            .map(str::to_owned)
    };
    assert_eq!(
        kind("old.json", "new.json").as_deref(),
        Some("TYPE_CHANGED")
    );
    assert_eq!(
        kind("old.proto", "new.proto").as_deref(),
        Some("FIELD_SCALAR_KIND_CHANGED")
    );
    assert_eq!(kind("avro.json", "avro.json"), None);
}

#[test]
fn a_schema_that_is_none_is_said_to_be_so_at_its_place() {
    let sandbox = sandbox();
    sandbox.write(
        "bad.avsc",
        "{ \"type\": \"record\",\n  \"name\": \"a b\",\n  \"fields\": [] }",
    );
    sandbox.write("cut.json", "{ \"type\": ");
    assert_snapshot!(
        "compare_bad_avro",
        sandbox.run(&["compare", "old.avsc", "bad.avsc"])
    );
    assert_snapshot!(
        "compare_bad_json",
        sandbox.run(&["compare", "cut.json", "cut.json"])
    );
    sandbox.write("object.json", "{ \"type\": \"object\" }");
    assert_snapshot!(
        "compare_two_languages",
        sandbox.run(&["compare", "old.avsc", "object.json"])
    );
}

#[test]
fn references_lead_to_the_files_in_the_settings() {
    let money = "https://example.com/money.json";
    let schema = format!(r#"{{ "properties": {{ "total": {{ "$ref": "{money}" }} }} }}"#);
    let sandbox = Sandbox::new(&[
        ("a.json", &schema),
        ("money.json", r#"{ "type": "string" }"#),
    ]);
    let run = sandbox.run(&["compare", "a.json", "a.json"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("[references]"), "{run}");
    sandbox.write(
        "factum.toml",
        format!("[references]\n\"{money}\" = \"money.json\"\n"),
    );
    let run = sandbox.run(&["compare", "a.json", "a.json"]);
    assert_eq!(run.code, Some(0), "{run}");
}
