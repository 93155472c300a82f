//! What the target `protobuf` makes, and that a Protobuf compiler takes it.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::fs;

use factum_templates::Generated;
use support::{catalog, every_real_catalog, generated, shop, shown};

const TARGET: &str = "protobuf = { out = '.' }";

/// Compiles all files of a set, as a program that imports them would.
fn compile(generated: &Generated) {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (path, bytes) in generated.outputs.iter() {
        let file = folder.path().join(path.as_str());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        paths.push(path.to_string());
    }
    if let Err(error) = protox::compile(&paths, [folder.path()]) {
        panic!("{error:?}");
    }
}

#[test]
fn every_type_compiles() {
    let catalog = catalog(&[("a.yaml", include_str!("catalogs/every_type.yaml"))]);
    let generated = generated(&catalog, TARGET);
    insta::assert_snapshot!(shown(&generated));
    compile(&generated);
}

#[test]
fn names_that_collide_or_are_no_names_compile() {
    let tricky = catalog(&[("a.yaml", include_str!("catalogs/tricky.yaml"))]);
    compile(&generated(&tricky, TARGET));
    let near = catalog(&[
        (
            "a.yaml",
            "namespace: com.acme.com
types:
  google: { a: int }
  Items: { b: '[[int]]', items: '[map<[Items]>]' }
  A: { to: com.acme.b.B? }
  Deep: '[Deep]'
events:
  Items: { fields: { fooBar: int, foo_bar: Items, at: timestamp, google: google, a: A, d: Deep } }
",
        ),
        (
            "b.yaml",
            "namespace: com.acme.b
types:
  B: { back: com.acme.com.A?, either: 'string | [int] | A' }
  A: { b: int }
",
        ),
    ]);
    let made = generated(&near, TARGET);
    compile(&made);
    insta::assert_snapshot!(shown(&made));
}

#[test]
fn the_sample_catalog_compiles() {
    compile(&generated(&shop(), TARGET));
}

#[test]
fn stated_numbers_stay_when_fields_move() {
    let numbers = |fields: &str| {
        let text = format!("events:\n  Paid: {{ fields: {{ {fields} }} }}\n");
        shown(&generated(&catalog(&[("a.yaml", &text)]), TARGET))
    };
    let text = numbers("b: { type: int, number: 2 }, c: int, a: { type: int, number: 1 }");
    for line in [
        "int32 b = 2;",
        "int32 c = 3;",
        "int32 a = 1;",
        "follow from the order",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let text = numbers("b: { type: int, number: 2 }, a: { type: int, number: 1 }");
    assert!(!text.contains("note:"), "{text}");
    let text = numbers(
        "b: { type: int, number: 2 }, a: { type: int, number: 2 }, c: { type: int, number: 19500 }",
    );
    for line in ["int32 b = 2;", "int32 a = 1;", "int32 c = 3;"] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn real_catalogs_compile() {
    every_real_catalog(|_, catalog| compile(&generated(catalog, TARGET)));
}
