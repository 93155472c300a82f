//! What the target `xregistry` makes, and that its references lead somewhere.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use factum_templates::Generated;
use serde_json::Value;
use support::{catalog, every_real_catalog, generated, python, shop, shown};

/// Each `xid` says where its entity stands, each reference leads to an entity, and no id stands
/// twice.
fn sound(generated: &Generated) {
    for (_, bytes) in generated.outputs.iter() {
        let document: Value = serde_json::from_slice(bytes).unwrap();
        check(&document, &document, "");
    }
    let Ok(schema) = std::env::var("FACTUM_XREGISTRY_SCHEMA") else {
        eprintln!("SKIPPED: FACTUM_XREGISTRY_SCHEMA names no document-schema.json of xRegistry");
        return;
    };
    let program = format!(
        "
import json, sys, jsonschema
validator = jsonschema.Draft7Validator(json.load(open({schema:?})))
for path, text in json.load(sys.stdin).items():
    errors = [e.json_path + ': ' + e.message[:300] for e in validator.iter_errors(json.loads(text))]
    assert not errors, (path, errors)
"
    );
    python(&program, "jsonschema", generated);
}

fn check(root: &Value, node: &Value, place: &str) {
    let Some(entries) = node.as_object() else {
        return;
    };
    if let Some(xid) = entries.get("xid") {
        assert_eq!(xid.as_str().unwrap().trim_end_matches('/'), place);
    }
    for key in ["dataschemauri", "dataschemaxid"] {
        if let Some(reference) = entries.get(key) {
            assert!(
                root.pointer(reference.as_str().unwrap()).is_some(),
                "{reference}"
            );
        }
    }
    for group in entries
        .get("messagegroups")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        assert!(root.pointer(group.as_str().unwrap()).is_some(), "{group}");
    }
    for (key, value) in entries {
        if !matches!(&**key, "schema" | "envelopemetadata") {
            check(root, value, &format!("{place}/{key}"));
        }
    }
}

#[test]
fn one_document_with_messages_schemas_and_endpoints() {
    let catalog = catalog(&[("a.yaml", include_str!("catalogs/small_shop.yaml"))]);
    let generated = generated(&catalog, "xregistry = { out = '.', payloads = 'avro' }");
    insta::assert_snapshot!(shown(&generated));
    sound(&generated);
}

#[test]
fn every_catalog_is_sound() {
    let settings = "xregistry = { out = '.' }";
    sound(&generated(&shop(), settings));
    let tricky = catalog(&[("a.yaml", include_str!("catalogs/tricky.yaml"))]);
    sound(&generated(&tricky, settings));
    let every_type = catalog(&[("a.yaml", include_str!("catalogs/every_type.yaml"))]);
    sound(&generated(&every_type, settings));
    every_real_catalog(|_, catalog| sound(&generated(catalog, settings)));
}
