//! Types from a catalog.

use std::fs;
use std::path::Path;

use factum_catalog::contract::emit;
use factum_catalog::contract::message::{Intent, Message};
use factum_catalog::{Catalog, InputFile};
use factum_templates::targets::rust::Plan;

use crate::program::{Program, ROOT};

/// Every type, and everything that can be said of a field.
const EVERY_TYPE: &str = r##"
namespace: com.acme.types
service: orders
types:
  Money: { amount: "decimal(12,2)", currency: string }
  Money@2: { amount: "decimal(20,4)", currency: string }
  Sku: string
  Node: { name: string, children: "[Node]", parent: Node? }
  Colour: { enum: [{ name: other, doc: None of them. }, red, DARK_RED], default: other }
  Card: { number: string }
  Transfer: { iban: string }
  Payment: { doc: How it was paid., union: [Card, Transfer], discriminator: kind }
  Choice: { union: [string, long] }
  Contact: { namE: string, type: string }
events:
  OrderPlaced:
    doc: "A customer */ \"# `{{ submitted a basket."
    version: 2
    key: id
    fields:
      id: { type: uuid, doc: Who. }
      flag: { type: bool, default: true }
      small: { type: int, unit: ms, since: 2 }
      big: long
      half: float
      full: { type: double, default: .5 }
      price: { type: "decimal(6,3)", default: "-1.25" }
      text: { type: string, default: "007", pii: true }
      raw: { type: bytes, default: AP8= }
      hash: fixed(4)
      other_hash: fixed(4)
      day: { type: date, default: 2026-11-21 }
      hour: time
      at: { type: timestamp, default: "2026-11-21T00:00:00.5Z" }
      window: duration
      anything: json
      status: { type: "enum(open, closed)", was: state, default: open }
      colour: Colour
      colours: "[Colour]?"
      sku: Sku
      total: Money@1?
      new_total: Money@2
      tree: Node
      payment: Payment
      paid: Payment?
      either: { type: string | long | Money }
      choice: Choice
      perhaps: Choice?
      note: { type: string?, default: none, deprecated: { since: 2026-01-01, replaced_by: remark } }
      tags: { type: "[string]", default: [] }
      counts: { type: map<int?>, default: {} }
      orderContact: Contact
"##;

fn file(path: &str, text: String) -> InputFile {
    InputFile {
        path: path.into(),
        text: text.into(),
    }
}

/// Each event of a catalog with the path of its type.
fn paths(catalog: &Catalog) -> Vec<(&Message, String)> {
    let events = catalog.of_intent(Intent::Event);
    let plan = Plan::new(catalog, events.collect(), Some("com.acme"), false);
    let modules = plan.modules.iter();
    let paths = modules.flat_map(|(module, items)| {
        let messages = items.messages.iter();
        messages.map(move |(message, name)| (*message, format!("{module}::{name}")))
    });
    paths.collect()
}

/// The files of the shop of the examples.
fn shop() -> Vec<InputFile> {
    let folder = Path::new(ROOT).join("examples/shop/catalog");
    let files = fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        file(name, fs::read_to_string(&path).unwrap())
    });
    files.collect()
}

#[test]
fn types_have_the_contracts_of_the_catalog() {
    let program = Program::new("typed");
    program.write(
        "factum.toml",
        "[rules]\npreset = 'minimal'\n[generate.rust]\nout = 'src'\nstrip-prefix = 'com.acme'\n",
    );
    let catalogs = [
        ("types", vec![file("types.yaml", EVERY_TYPE.to_owned())]),
        ("shop", shop()),
    ];
    let mut modules = String::new();
    let mut prints = String::new();
    let mut expected = Vec::new();
    for (folder, files) in catalogs {
        for file in &files {
            program.write(&format!("{folder}/{}", file.path), &file.text);
        }
        modules += &format!("mod {folder} {{\n    factum::catalog!(\"{folder}/\");\n}}\n");
        let catalog = factum_catalog::read(files);
        assert!(catalog.problems.is_empty(), "{:?}", catalog.problems);
        for (message, path) in paths(&catalog) {
            let path = format!("{folder}::{path}");
            prints += &format!("    println!(\"{{}}\", {path}::avro_schema().to_json());\n");
            let schema = emit::avro(message, &catalog.types).schema;
            expected.push((path, schema.to_json()));
        }
    }
    let main = format!(
        "#![deny(warnings)]\n#![allow(deprecated)]\n{modules}\nfn main() {{\n    use factum::Event;\n{prints}}}\n"
    );
    program.write("src/main.rs", &main);
    let told = program.cargo("run");
    assert!(told.succeeded, "{}", told.stderr);
    assert_eq!(told.stdout.lines().count(), expected.len());
    for (schema, (path, expected)) in told.stdout.lines().zip(expected) {
        assert_eq!(schema, expected, "{path}");
    }
}

const ORDERS: &str = "\
namespace: com.acme.orders
events:
  OrderPlaced@1:
    doc: A customer submitted a basket.
    fields: { order_id: string, placed_at: timestamp }
  OrderPlaced@2:
    doc: A customer submitted a basket.
    fields:
      order_id: string
      placed_at: timestamp
      lines: { type: int, default: 1 }
      coupon: string?
";

#[test]
fn a_changed_catalog_makes_another_program() {
    let program = Program::new("rebuilt");
    program.write("factum.toml", "[rules]\npreset = 'minimal'\n");
    program.write("events/orders.yaml", ORDERS);
    program.write(
        "build.rs",
        "fn main() { println!(\"cargo::rerun-if-changed=events\"); }",
    );
    let main = r#"
        factum::catalog!("events/");
        use factum::{Avro, avro};
        use com_acme_orders::{OrderPlaced, OrderPlacedV1};

        fn main() {
            let old = OrderPlacedV1 {
                order_id: "7".into(),
                placed_at: time::OffsetDateTime::UNIX_EPOCH,
            };
            let bytes = avro::encode(&old);
            let ty = "com.acme.orders.OrderPlaced.v1";
            println!("{:?}", factum::read::<OrderPlaced, Avro>(ty, &bytes).unwrap());
        }
    "#;
    program.write("src/main.rs", main);
    let told = program.cargo("run");
    assert!(told.succeeded, "{}", told.stderr);
    let expected = "OrderPlaced { order_id: \"7\", placed_at: 1970-01-01 0:00:00.0 +00:00:00, \
                    lines: 1, coupon: None }\n";
    assert_eq!(told.stdout, expected);

    program.write(
        "events/orders.yaml",
        &ORDERS.replace("default: 1", "default: 2"),
    );
    let told = program.cargo("run");
    assert!(told.stdout.contains("lines: 2"), "{}", told.stderr);

    // The new file alone makes cargo run the compiler again, as the build script says.
    let parcels = "namespace: com.acme.parcels\nevents:\n  LoseParcel:\n    fields: { id: uiud }\n";
    program.write("events/parcels.yaml", parcels);
    let told = program.cargo("run");
    assert!(!told.succeeded);
    for mistake in [
        "error: events/parcels.yaml:3:3: `LoseParcel` orders someone to act",
        "error: events/parcels.yaml:4:19: no type is called `uiud`; did you mean `uuid`? ",
    ] {
        assert!(told.stderr.contains(mistake), "{}", told.stderr);
    }

    let parcels = parcels.replace("LoseParcel", "ParcelLost");
    program.write("events/parcels.yaml", &parcels.replace("uiud", "uuid"));
    let lost = "com_acme_parcels::ParcelLost { id: uuid::Uuid::nil() }";
    let print = format!("println!(\"{{:?}}\", {lost});");
    program.write(
        "src/main.rs",
        &main.replace("let old =", &(print + "let old =")),
    );
    let told = program.cargo("run");
    assert!(told.stdout.starts_with("ParcelLost"), "{}", told.stderr);
}
