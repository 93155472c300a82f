//! What `import` leaves on disk, and what it says.

use std::collections::BTreeSet;
use std::path::Path;

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

/// What only the native format can say, so that leaving it unsaid is a finding: who produces a
/// message, and that it is an event.
const SAID_ONLY_BY_THE_IMPORT: [&str; 6] = [
    "command-shaped",
    "no-producer",
    "no-time-of-occurrence",
    "no-verb",
    "nothing-to-deduplicate-by",
    "redundant-affix",
];
/// What only the text of Avro schemas can get wrong.
const SAID_ONLY_BY_AVRO: [&str; 2] = ["conflicting-definition", "ignored-logical-type"];

/// Each finding's rule and subject, without versions, which bare schemas do not have.
fn findings(sandbox: &Sandbox, path: &str) -> BTreeSet<(String, String)> {
    let run = sandbox.run(&["lint", path, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let part = |finding: &serde_json::Value, key: &str| {
        finding[key].as_str().unwrap_or_default().to_owned()
    };
    findings
        .map(|finding| {
            let subject = part(finding, "subject");
            let mut parts = subject.split('@');
            let name = parts.next().unwrap_or_default();
            let rest = parts
                .next()
                .map_or("", |it| it.trim_start_matches(char::is_numeric));
            (part(finding, "rule"), format!("{name}{rest}"))
        })
        .collect()
}

#[test]
fn the_import_of_a_real_catalog_has_the_same_findings() {
    let shared = std::env::var("FACTUM_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").to_owned());
    let catalog = format!("{shared}/catalogs/driver-eu");
    if !Path::new(&catalog).is_dir() {
        eprintln!("SKIPPED: there is no {catalog}");
        return;
    }
    let sandbox = Sandbox::new(&[]);
    assert_eq!(sandbox.run(&["import", &catalog]).code, Some(0));
    let (original, import) = (findings(&sandbox, &catalog), findings(&sandbox, "catalog"));
    assert!(!original.is_empty());
    let rules = |findings: &BTreeSet<(String, String)>, but: &[&str]| -> Vec<String> {
        let others = findings.iter().filter(|(rule, _)| !but.contains(&&**rule));
        others
            .map(|(rule, subject)| format!("{rule} {subject}"))
            .collect()
    };
    let lost: BTreeSet<_> = original.difference(&import).cloned().collect();
    let new: BTreeSet<_> = import.difference(&original).cloned().collect();
    assert_eq!(rules(&lost, &SAID_ONLY_BY_AVRO), [""; 0]);
    assert_eq!(rules(&new, &SAID_ONLY_BY_THE_IMPORT), [""; 0]);
}
