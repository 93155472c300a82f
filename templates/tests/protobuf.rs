//! What the target `protobuf` makes, and that a Protobuf compiler takes it.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::fs;

use factum_catalog::Catalog;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::shape::{Body, Enum, Resolved, Type, Types};
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
fn symbols_that_have_the_name_of_their_enum_do_not_get_it_twice() {
    let text = "types:
  RoomKind: { enum: [ROOM_KIND_UNSPECIFIED, ROOM_KIND_ATTIC] }
  DoorKind: enum(kind_oak, kind_glass)
  Light: enum(light_on, off)
events: { HouseSold: { fields: { room: RoomKind, door: DoorKind, light: Light } } }
";
    let made = shown(&generated(&catalog(&[("a.yaml", text)]), TARGET));
    for lines in [
        "ROOM_KIND_UNSPECIFIED = 0;\n  ROOM_KIND_ATTIC = 1;",
        "DOOR_KIND_OAK = 1;\n  DOOR_KIND_GLASS = 2;",
        "LIGHT_LIGHT_ON = 1;\n  LIGHT_OFF = 2;",
    ] {
        assert!(made.contains(lines), "{lines} in {made}");
    }
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
    let text = numbers("b: { type: int, number: 2 }, c: { type: int, number: 19500 }");
    for line in ["int32 b = 2;", "int32 c = 1;"] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn real_catalogs_compile() {
    every_real_catalog(|_, catalog| compile(&generated(catalog, TARGET)));
}

/// A type without names, down to a depth.
fn structure(ty: &Type, types: &Types, depth: usize) -> String {
    let inside = |ty: &Type| structure(ty, types, depth - 1);
    let union = |branches: &[Type]| {
        let branches: Vec<_> = branches.iter().map(inside).collect();
        format!("({})", branches.join(" | "))
    };
    if depth == 0 {
        return "…".to_owned();
    }
    match types.resolve(ty) {
        // A list or a map that is absent is the same as an empty one, and holds no absent values.
        Resolved::Type(Type::Optional(inner)) => match structure(inner, types, depth) {
            text if text.starts_with('[') || text.starts_with("map<") => text,
            text => format!("{text}?"),
        },
        Resolved::Type(Type::List(inner)) => format!("[{}]", inside(inner.required())),
        Resolved::Type(Type::Map(inner)) => format!("map<{}>", inside(inner.required())),
        Resolved::Type(Type::Union(branches)) => union(branches),
        Resolved::Type(Type::Enum(symbols)) => symbols_of(symbols),
        Resolved::Type(other) => other.to_string(),
        Resolved::Definition(_, definition) => match &definition.body {
            Body::Record(fields) => {
                let fields = fields.iter();
                let fields: Vec<_> = fields
                    .map(|field| format!("{}: {}", field.name.value, inside(&field.ty)))
                    .collect();
                format!("{{{}}}", fields.join(", "))
            }
            Body::Enum(symbols) => symbols_of(symbols),
            Body::Union { branches, .. } => union(branches),
            Body::Alias(inner) => inside(inner),
        },
    }
}

/// The symbols in Protobuf's casing, without the prefix and the one that means nothing.
fn symbols_of(symbols: &Enum) -> String {
    let last = |name: &str| name.rsplit('_').next().unwrap_or(name).to_uppercase();
    let symbols = symbols
        .symbols
        .iter()
        .map(|symbol| last(&symbol.name.value));
    let told: Vec<_> = symbols.filter(|name| name != "UNSPECIFIED").collect();
    format!("enum({})", told.join(", "))
}

/// What a message says that Protobuf can say as well.
fn told(message: &Message, types: &Types) -> String {
    let doc = |doc: &Option<factum_catalog::contract::span::Spanned<Box<str>>>| {
        let doc = doc.as_ref().map_or("", |doc| &*doc.value);
        doc.lines()
            .take_while(|line| !line.starts_with("Deprecated"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut text = format!("{} // {}\n", message.identity(), doc(&message.doc));
    for field in message.fields() {
        text.push_str(&format!(
            "  {}: {} // {} {:?} {} {:?}\n",
            field.name.value,
            structure(&field.ty, types, 5),
            doc(&field.doc),
            field.unit.as_ref().map(|unit| &unit.value),
            field.deprecated.is_some(),
            field.pii,
        ));
    }
    text
}

/// What was made, read as a catalog of its own.
fn read_back(made: &Generated) -> Catalog {
    let files: Vec<(String, String)> = made
        .outputs
        .iter()
        .map(|(path, bytes)| {
            (
                path.to_string(),
                String::from_utf8_lossy(bytes).into_owned(),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    catalog(&files)
}

#[test]
fn what_is_made_reads_back_as_the_same_messages() {
    let every_type = catalog(&[("a.yaml", include_str!("catalogs/every_type.yaml"))]);
    for original in [every_type, shop()] {
        let back = read_back(&generated(&original, TARGET));
        let all = |catalog: &Catalog| {
            let messages = catalog.messages.iter();
            let told = messages.map(|message| told(message, &catalog.types));
            let mut told: Vec<String> = told.collect();
            told.sort();
            told
        };
        let (back, original) = (all(&back), all(&original));
        for (back, original) in back.iter().zip(&original) {
            assert_eq!(back, original);
        }
        assert_eq!(back.len(), original.len());
    }
}
