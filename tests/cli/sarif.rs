//! That SARIF reports are what the standard says.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::Sandbox;

const CATALOG: &str = "\
events:
  OrderPlaced: { feilds: { order_id: uuid } }
  OrderShipped@1: { fields: { order_id: uuid } }
  OrderShipped: { fields: { order_id: uuid } }
";

fn report() -> (Sandbox, Value) {
    let sandbox = Sandbox::new(&[("my events.yaml", CATALOG)]);
    let run = sandbox.run(&[
        "lint",
        "--preset",
        "minimal",
        "--output",
        "sarif=report.sarif",
    ]);
    assert_eq!(run.code, Some(1), "{run}");
    let report = serde_json::from_str(&sandbox.read("report.sarif")).unwrap();
    (sandbox, report)
}

#[test]
fn a_result_points_to_its_rule_its_place_and_its_fix() {
    let (_sandbox, report) = report();
    let run = &report["runs"][0];
    let result = &run["results"][0];
    let rule = result["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "unknown-key");
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "my%20events.yaml");
    let region = serde_json::json!(
        { "startLine": 2, "startColumn": 18, "endLine": 2, "endColumn": 24 }
    );
    assert_eq!(location["region"], region);
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"], region);
    assert_eq!(replacement["insertedContent"]["text"], "fields");
}

/// The schema is in the npm package `@microsoft/jest-sarif`; `.ci/run` unpacks it and names it.
#[test]
fn a_report_validates_against_the_official_schema() {
    let schema = std::env::var_os("FACTUM_SARIF_SCHEMA").map(PathBuf::from);
    let Some(schema) = schema.filter(|schema| schema.is_file()) else {
        eprintln!("skipped: FACTUM_SARIF_SCHEMA does not name sarif-2.1.0-rtm.5.json");
        return;
    };
    let (sandbox, _report) = report();
    let validation = "import json, sys, jsonschema\n\
        schema, report = (json.load(open(path)) for path in sys.argv[1:])\n\
        jsonschema.validators.validator_for(schema)(schema).validate(report)";
    let output = Command::new("python3")
        .args(["-c", validation])
        .arg(schema)
        .arg(sandbox.path().join("report.sarif"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
