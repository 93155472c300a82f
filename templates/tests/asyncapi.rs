//! What the target `asyncapi` makes, and that the specification's own schema takes it.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use factum_templates::Generated;
use support::{catalog, every_real_catalog, generated, npm_package, python, shop, shown};

const SMALL: &str = include_str!("catalogs/small_shop.yaml");

fn valid(generated: &Generated) {
    let Some(package) = npm_package("@asyncapi/specs") else {
        return;
    };
    let schema = package.join("schemas/3.0.0.json");
    let program = format!(
        "
import json, sys, jsonschema
schema = json.load(open({schema:?}))
validator = jsonschema.Draft7Validator(schema)
for path, text in json.load(sys.stdin).items():
    errors = [e.json_path + ': ' + e.message[:300] for e in validator.iter_errors(json.loads(text))]
    assert not errors, (path, errors)
    for ref in [r for r in text.split('\"$ref\": \"')[1:]]:
        pointer = ref.split('\"')[0]
        node = json.loads(text)
        for token in pointer.split('/')[1:]:
            node = node[token.replace('~1', '/').replace('~0', '~').replace('%25', '%')]
"
    );
    python(&program, "jsonschema", generated);
}

#[test]
fn a_document_for_each_service() {
    let catalog = catalog(&[("a.yaml", SMALL)]);
    let generated = generated(&catalog, "asyncapi = { out = '.' }");
    insta::assert_snapshot!(shown(&generated));
    valid(&generated);
}

#[test]
fn the_sample_catalogs_are_valid() {
    for settings in [
        "asyncapi = { out = '.' }",
        "asyncapi = { out = '.', payloads = 'avro' }",
    ] {
        valid(&generated(&shop(), settings));
        let every_type = catalog(&[("a.yaml", include_str!("catalogs/every_type.yaml"))]);
        valid(&generated(&every_type, settings));
        let tricky = catalog(&[("a.yaml", include_str!("catalogs/tricky.yaml"))]);
        valid(&generated(&tricky, settings));
    }
}

#[test]
fn real_catalogs_are_valid() {
    every_real_catalog(|_, catalog| valid(&generated(catalog, "asyncapi = { out = '.' }")));
}
