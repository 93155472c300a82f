//! What `import` leaves on disk, and what it says.

use std::collections::BTreeSet;

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
fn an_import_of_nothing_is_none() {
    let sandbox = Sandbox::new(&[("avro/order.avsc", &AVRO.replace("record", "recrd"))]);
    insta::assert_snapshot!(sandbox.run(&["import", "avro"]));
    assert!(!sandbox.path().join("catalog").exists());
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::new(&[("avro/order.avsc", AVRO), ("here/com.acme.yaml", "mine")]);
    let run = sandbox.run(&["import", "avro", "--out", "here"]);
    assert_eq!(run.code, Some(2), "{run}");
    assert!(run.stderr.contains("com.acme.yaml"), "{run}");
    assert_eq!(sandbox.read("here/com.acme.yaml"), "mine");
}

/// Rules about mistakes in the text of the original, which are not made again.
const ONLY_OF_THE_ORIGINAL: [&str; 10] = [
    "conflicting-definition",
    "duplicate-definition",
    "ignored-logical-type",
    "invalid-schema",
    "invalid-value",
    "syntax",
    "unknown-key",
    "unknown-message",
    "unknown-service",
    "unresolved-reference",
];
/// Findings that differ for a reason of their own.
const EXPLAINED: [(&str, &str, &str); 12] = [
    // Two documents describe one system, each with one side of it; the import has one message.
    ("asyncapi-2.6", "nothing-to-deduplicate-by", "lightMeasured"),
    ("asyncapi-3.1", "nothing-to-deduplicate-by", "lightMeasured"),
    // Two documents have a `message` each, which are versions of one once they are one catalog.
    ("asyncapi-2.6", "no-doc", "message"),
    ("asyncapi-3.1", "no-doc", "message"),
    // A message's name with other marks between its words, and so another reading of them.
    ("ballerina-triggers", "command-shaped", "user-operations"),
    ("ballerina-triggers", "command-shaped", "-Void"),
    (
        "ballerina-triggers",
        "no-time-of-occurrence",
        "logins-loginFailed",
    ),
    // In one document names are of one style, which the import mixes with those of bare schemas.
    ("cloudevents-drafts", "mixed-casing", "lightSwitchChanged"),
    // JSON Structure has types that are not read, and in the native format are `json`.
    ("real-time-sources", "opaque-payload", "GenerationMix"),
    // Any object at all: in the native format a payload has fields, and that one is `value`.
    ("redhat-insights", "only-optional-fields", "empty"),
    ("redhat-insights", "opaque-payload", "empty"),
    // A header, of which the native format knows no schema of its own.
    ("redhat-insights", "mixed-field-casing", "x-rh-identity"),
];

/// Each finding's rule, and the last part of its subject: a field or a name. Versions are left out,
/// as bare schemas have none; and a schema that messages share is reported once, while its copies
/// are reported each.
fn findings(sandbox: &Sandbox, path: &str) -> BTreeSet<(String, String)> {
    let run = sandbox.run(&["lint", path, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |finding: &serde_json::Value, key: &str| {
        finding[key].as_str().unwrap_or_default().to_owned()
    };
    findings
        .map(|finding| {
            let subject = text(finding, "subject");
            let mut last = String::new();
            let mut rest = &*subject;
            while let Some((before, after)) = rest.split_once('@') {
                last.push_str(before);
                let version = after.strip_prefix('v').unwrap_or(after);
                let end = version.find(|c: char| !c.is_ascii_digit() && c != '.');
                let end = end.unwrap_or(version.len());
                // The dot before a field is no part of the version.
                let has_field =
                    end > 0 && end < version.len() && version.as_bytes()[end - 1] == b'.';
                rest = &version[end - usize::from(has_field)..];
            }
            last.push_str(rest);
            let last = last.rsplit('.').next().unwrap_or_default();
            (text(finding, "rule"), last.replace(['_', '/', ':'], "-"))
        })
        .collect()
}

#[test]
fn the_import_of_a_real_catalog_has_the_same_findings() {
    let shared = std::env::var("FACTUM_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").to_owned());
    let Ok(catalogs) = std::fs::read_dir(format!("{shared}/catalogs")) else {
        eprintln!("SKIPPED: there is no {shared}/catalogs");
        return;
    };
    let catalogs = catalogs.map(|entry| entry.unwrap().path());
    let mut different = Vec::new();
    for catalog in catalogs.filter(|path| path.is_dir()) {
        let name = catalog.file_name().unwrap().to_str().unwrap();
        if name == "history-pairs" {
            // Files before and after a change, which are no catalog together.
            continue;
        }
        let path = catalog.to_str().unwrap();
        let sandbox = Sandbox::new(&[]);
        let run = sandbox.run(&["import", path]);
        assert_eq!(run.code, Some(0), "{name}: {run}");
        let (original, import) = (findings(&sandbox, path), findings(&sandbox, "catalog"));
        let differing = |of: &BTreeSet<(String, String)>, from, but: &[&str]| {
            let differing = of.difference(from).filter(|(rule, subject)| {
                let is_explained = EXPLAINED
                    .iter()
                    .any(|it| (it.0, it.1) == (name, rule) && subject.contains(it.2));
                !but.contains(&&**rule) && !is_explained
            });
            let differing = differing.map(|(rule, subject)| format!("{rule} {subject}"));
            differing.collect::<Vec<_>>()
        };
        let lost = differing(&original, &import, &ONLY_OF_THE_ORIGINAL);
        different.extend(lost.iter().map(|it| format!("{name}: lost {it}")));
        let new = differing(&import, &original, &[]);
        different.extend(new.iter().map(|it| format!("{name}: new {it}")));
    }
    assert_eq!(different, [""; 0]);
}
