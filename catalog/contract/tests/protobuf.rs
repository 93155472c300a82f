//! The verdict of a Confluent registry on pairs of Protobuf files.
#![cfg(feature = "protobuf")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;

use factum_contract::protobuf::{ChangeKind, Imports, Layout, Schema, Source, beyond, check};
use factum_contract::span::FileId;
use proptest::prelude::*;

fn schema(body: &str) -> Schema {
    with_imports(body, &Imports::default())
}

fn with_imports(body: &str, imports: &Imports<'_>) -> Schema {
    Schema::parse(&text(body), FileId(0), imports)
        .unwrap_or_else(|errors| panic!("{body}: {errors:?}"))
}

/// Adds what every file begins with, unless it says so itself.
fn text(body: &str) -> String {
    if body.contains("syntax") {
        body.to_owned()
    } else {
        format!("syntax = \"proto3\";\n{body}")
    }
}

fn differences(reader: &Schema, writer: &Schema) -> Vec<String> {
    check(reader, writer)
        .iter()
        .map(|it| format!("{} {}", it.kind, it.path))
        .collect()
}

fn compatible(reader: &Schema, writer: &Schema) -> bool {
    check(reader, writer)
        .iter()
        .all(|difference| difference.compatible)
}

/// A file of cases: `= name`, the writer, `->`, the reader, and what differs: `+` allowed, `!` not.
#[test]
fn every_pair_has_the_registrys_differences_and_verdict() {
    let mut failures = String::new();
    for case in include_str!("data/protobuf-pairs.txt")
        .split("\n= ")
        .skip(1)
    {
        let (name, rest) = case.split_once('\n').unwrap();
        let (writer, rest) = rest.split_once("\n->\n").unwrap();
        let told = |line: &&str| line.starts_with("+ ") || line.starts_with("! ");
        let reader: String = rest
            .lines()
            .filter(|line| !told(line))
            .map(|line| format!("{line}\n"))
            .collect();
        let expected: Vec<_> = rest.lines().filter(told).map(str::to_owned).collect();
        let told = check(&schema(&reader), &schema(writer))
            .into_iter()
            .map(|it| {
                format!(
                    "{} {} {}",
                    if it.compatible { '+' } else { '!' },
                    it.kind,
                    it.path
                )
            });
        let actual: Vec<_> = told.collect();
        if actual != expected {
            let _ = writeln!(failures, "{name}: {actual:?}\n   not {expected:?}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn an_imported_message_is_compared_where_it_is_used() {
    let order = |package: &str| {
        format!(
            "import \"home.proto\"; message Order {{ {package}.Home home = 1; {package}.Home.Door d = 2; }}"
        )
    };
    let home = |package: &str, id: &str| {
        format!(
            "syntax = \"proto3\"; package {package}; message Home {{ {id} id = 1; Home next = 2;
             message Door {{ bool open = 1; }} }}"
        )
    };
    let load = |package: &str, id: &str| {
        let home = home(package, id);
        let mut imports = Imports::default();
        imports.insert("home.proto", &home, FileId(1));
        with_imports(&order(package), &imports)
    };
    assert!(differences(&load("v1", "int32"), &load("v1", "int32")).is_empty());
    assert!(differences(&load("v2", "int32"), &load("v1", "int64")).is_empty());
    assert_eq!(
        differences(&load("v1", "string"), &load("v1", "int32")),
        [
            "FIELD_SCALAR_KIND_CHANGED #/Home/1",
            "FIELD_NAMED_TYPE_CHANGED #/Order/1"
        ]
    );
    let here = schema(
        "message Order { Home home = 1; Home.Door d = 2; }
        message Home { int32 id = 1; Home next = 2; message Door { bool open = 1; } }",
    );
    assert_eq!(
        differences(&load("v1", "int32"), &here),
        ["MESSAGE_REMOVED #/Home"]
    );
    assert_eq!(
        differences(&here, &load("v1", "int32")),
        ["MESSAGE_ADDED #/Home"]
    );
}

#[test]
fn well_known_imports_need_not_be_given() {
    let body = "import \"google/protobuf/timestamp.proto\"; import \"confluent/meta.proto\";
        import \"confluent/type/decimal.proto\";
        message Order { google.protobuf.Timestamp at = 1; confluent.type.Decimal total = 2
          [(confluent.field_meta) = { params: [{ key: \"precision\", value: \"8\" }] }]; }";
    assert!(differences(&schema(body), &schema(body)).is_empty());
    let other = body.replace("google.protobuf.Timestamp at", "string at");
    assert_eq!(
        differences(&schema(&other), &schema(body)),
        ["FIELD_KIND_CHANGED #/Order/1"]
    );
}

#[test]
fn a_difference_points_into_both_files() {
    let writer = text("// é\nmessage Order {\n  int32 total = 1;\n}");
    let reader = text("message Order { string total = 1; }");
    let parse = |text: &str| Schema::parse(text, FileId(0), &Imports::default()).unwrap();
    let found = check(&parse(&format!("\u{feff}{reader}")), &parse(&writer));
    assert_eq!(&writer[found[0].writer.unwrap().range()], "total");
    assert_eq!(
        &format!("\u{feff}{reader}")[found[0].reader.unwrap().range()],
        "total"
    );
}

#[test]
fn faults_are_told_with_their_place() {
    for (body, place, message) in [
        ("message A { int32 x = 1", "", "expected ';'"),
        ("message A { Nope x = 1; }", "Nope", "'Nope'"),
        ("message A { int32 x = 1; int32 y = 1; }", "", "1"),
        (
            "import \"a.proto\";",
            "import \"a.proto\";",
            "`[references]` in factum.toml",
        ),
    ] {
        let text = text(body);
        let errors = Schema::parse(&text, FileId(0), &Imports::default()).unwrap_err();
        assert!(errors[0].message.contains(message), "{errors:?}");
        let span = errors[0].span.unwrap();
        assert!(
            place.is_empty() || &text[span.range()] == place,
            "{body}: {errors:?}"
        );
    }
    let mut imports = Imports::default();
    imports.insert("a.proto", "message {", FileId(7));
    let errors = Schema::parse(&text("import \"a.proto\";"), FileId(0), &imports).unwrap_err();
    assert_eq!(errors[0].span.unwrap().file, FileId(7));
}

#[test]
fn a_package_of_more_parts_than_protoc_takes_is_refused() {
    let text = format!("syntax = \"proto3\"; package a{};", ".a".repeat(101));
    let errors = Schema::parse(&text, FileId(0), &Imports::default()).unwrap_err();
    assert!(errors[0].message.contains("at most 101"), "{errors:?}");
    let layout = Layout::of_file(&text, FileId(0), 0);
    let errors = Source::parse(&text, layout).unwrap_err();
    assert!(errors[0].message.contains("at most 101"), "{errors:?}");
    assert!(text[errors[0].span.unwrap().range()].starts_with("package a.a"));
    let text = text.replacen(".a", "", 1);
    assert!(Schema::parse(&text, FileId(0), &Imports::default()).is_ok());
}

#[test]
fn deep_and_mutual_references_end() {
    let deep = format!("{}{}", "message A {".repeat(5_000), "}".repeat(5_000));
    assert!(Schema::parse(&text(&deep), FileId(0), &Imports::default()).is_err());

    let ring = |last: &str| {
        let mut file = String::from("syntax = \"proto3\";");
        for index in 0..2_000 {
            let (next, far) = ((index + 1) % 2_000, (index * 7 + 3) % 2_000);
            let id = if index == 1_999 { last } else { "int32" };
            let _ = write!(
                file,
                "message M{index} {{ {id} id = 1; M{next} next = 2; M{far} far = 3; }}"
            );
        }
        let mut imports = Imports::default();
        imports.insert("ring.proto", &file, FileId(1));
        with_imports(
            "import \"ring.proto\"; message A { M0 first = 1; }",
            &imports,
        )
    };
    assert!(compatible(&ring("int32"), &ring("int32")));
    assert!(!compatible(&ring("string"), &ring("int32")));
}

#[test]
fn what_the_registry_does_not_see_is_told() {
    use ChangeKind::*;
    type Expected<'a> = &'a [(ChangeKind, &'a str)];
    let pairs: &[(&str, &str, Expected<'_>)] = &[
        (
            "int32 x = 1;",
            "repeated int32 x = 1;",
            &[(Repeated, "#/M/1")],
        ),
        ("optional int32 x = 1;", "repeated int32 x = 1;", &[]),
        ("int64 x = 1;", "int32 x = 1;", &[(Scalar, "#/M/1")]),
        ("int32 x = 1;", "int32 y = 1;", &[(Renamed, "#/M/1")]),
        (
            "int32 x = 1;",
            "int32 x = 1 [json_name = \"z\"];",
            &[(JsonName, "#/M/1")],
        ),
        (
            "int32 x = 1;",
            "int32 x = 2; reserved 1;",
            &[(Renumbered, "#/M/1")],
        ),
        (
            "reserved 3 to 5; reserved \"z\";",
            "int32 y = 4; reserved 3, 5; reserved \"z\";",
            &[(ReservedUsed, "#/M/4")],
        ),
        (
            "reserved 3; reserved \"z\";",
            "reserved 4;",
            &[(ReservedDropped, "#/M"), (ReservedDropped, "#/M")],
        ),
        ("int32 x = 1;", "", &[(NotReserved, "#/M/1")]),
        (
            "enum E { A = 0; B = 1; }",
            "enum E { A = 0; C = 1; }",
            &[(ValueRenamed, "#/M/E/1")],
        ),
        (
            "enum E { A = 0; B = 1; C = 2; }",
            "enum E { A = 0; C = 1; B = 2; }",
            &[
                (ValueRenamed, "#/M/E/1"),
                (ValueRenumbered, "#/M/E/1"),
                (ValueRenamed, "#/M/E/2"),
                (ValueRenumbered, "#/M/E/2"),
            ],
        ),
    ];
    for (old, new, expected) in pairs {
        let message = |body: &str| schema(&format!("message M {{ {body} }}"));
        let changes = beyond(&message(new), &message(old));
        let found: Vec<_> = changes.iter().map(|it| (it.kind, &*it.path)).collect();
        assert_eq!(&found, expected, "{old} -> {new}");
        assert!(beyond(&message(old), &message(old)).is_empty());
    }
}

fn any_field() -> impl Strategy<Value = String> {
    let label = prop::sample::select(vec!["", "optional ", "repeated "]);
    let types = vec![
        "int32",
        "sint64",
        "string",
        "bytes",
        "fixed32",
        "E",
        "M",
        "M.N",
        "map<string, M>",
    ];
    (label, prop::sample::select(types), 0..3u8).prop_map(|(label, kind, name)| {
        let label = if kind.starts_with("map") { "" } else { label };
        format!("{label}{kind} f{name}_")
    })
}

fn any_file() -> impl Strategy<Value = String> {
    let fields = || prop::collection::vec(any_field(), 0..5);
    (fields(), fields(), any::<bool>()).prop_map(|(fields, nested, oneof)| {
        let written = |fields: &[String], from: usize| -> String {
            let numbered = fields
                .iter()
                .enumerate()
                .map(|(index, field)| format!("{field}{index} = {}; ", index + from));
            numbered.collect()
        };
        let plain = oneof
            && fields
                .iter()
                .all(|field| !field.contains(' ') || field.starts_with("M "));
        let body = if plain && !fields.is_empty() {
            format!("oneof o {{ {} }}", written(&fields, 1))
        } else {
            written(&fields, 1)
        };
        format!(
            "enum E {{ Z = 0; }} message M {{ {body} message N {{ {} }} }}",
            written(&nested, 1)
        )
    })
}

proptest! {
    #[test]
    fn a_schema_reads_itself_however_it_is_spelt(body in any_file()) {
        let schema = schema(&body);
        prop_assert!(differences(&schema, &schema).is_empty());
        let spelt = body.replace("; ", ";\n  // note\n").replace("M.N", ".M.N");
        prop_assert!(differences(&with_imports(&spelt, &Imports::default()), &schema).is_empty());
    }

    #[test]
    fn garbage_is_refused_and_never_panics(noise in "[ a-z0-9{}();=\"./\\[\\]<>,-]{0,60}") {
        let _ = Schema::parse(&noise, FileId(0), &Imports::default());
        let _ = Schema::parse(&text(&format!("message A {{ {noise} }}")), FileId(0), &Imports::default());
    }
}
