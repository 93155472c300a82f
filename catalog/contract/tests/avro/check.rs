//! The verdict, against those that Avro's own libraries gave.

use std::path::PathBuf;

use factum_contract::avro::{self, Field, Name, Primitive, Schema, Types};
use factum_contract::span::Span;
use serde_json::Value;

use super::{document, schema};

fn read(json: &Value) -> Result<Schema, Vec<avro::SchemaError>> {
    avro::parse(&document(&json.to_string())).map(|parsed| parsed.schema)
}

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .collect()
}

#[test]
fn verdicts_kinds_and_places_are_those_of_java() {
    let corpus: Value = serde_json::from_str(include_str!("../data/avro-pairs.json")).unwrap();
    let pairs = corpus["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 97);
    for pair in pairs {
        let name = &pair["name"];
        let (reader, writer) = (read(&pair["reader"]), read(&pair["writer"]));
        let verdict = pair["verdict"].as_str().unwrap();
        let (Ok(reader), Ok(writer)) = (reader, writer) else {
            assert_eq!(verdict, "PARSE_ERR", "{name}");
            continue;
        };
        let differences = avro::check(&reader, &writer);
        let found: Vec<String> = differences
            .iter()
            .map(|difference| format!("{}@{}", difference.kind, difference.path))
            .collect();
        match verdict {
            "EXC" => assert_eq!(differences[0].kind, "AMBIGUOUS_FIELD", "{name}"),
            "COMPATIBLE" | "INCOMPATIBLE" => {
                assert_eq!(found, texts(&pair["differences"]), "{name}");
                assert_eq!(found.is_empty(), verdict == "COMPATIBLE", "{name}");
            }
            _ => panic!("{name} is said to be valid"),
        }
    }
}

/// The folder of shared data beside the repository, if it is there.
fn shared() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let named = std::env::var_os("FACTUM_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| PathBuf::from(beside));
    folder.is_dir().then_some(folder)
}

#[test]
fn verdicts_are_those_of_avros_python_tests() {
    let Some(folder) = shared() else {
        eprintln!("SKIPPED: there is no ../shared beside the repository and no FACTUM_SHARED");
        return;
    };
    let text = std::fs::read_to_string(folder.join("corpus/avro-pairs-apache.json")).unwrap();
    let pairs: Value = serde_json::from_str(&text).unwrap();
    for pair in pairs.as_array().unwrap() {
        let (reader, writer) = (
            read(&pair["reader"]).unwrap(),
            read(&pair["writer"]).unwrap(),
        );
        let differences = avro::check(&reader, &writer);
        let verdict = differences.is_empty();
        assert_eq!(
            Some(verdict),
            pair["compatible"].as_bool(),
            "{pair} {differences:?}"
        );
        if !verdict {
            let kinds: Vec<_> = differences.iter().map(|d| d.kind.to_lowercase()).collect();
            assert_eq!(kinds, texts(&pair["kinds"]), "{pair}");
        }
    }
}

#[test]
fn a_difference_says_what_is_wrong_and_points_at_both_sides() {
    let reader = r#"{"type":"record","name":"Order","fields":[{"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[{"name":"price","type":"int"},{"name":"state","type":{"type":"enum","name":"State","symbols":["NEW"]}},{"name":"note","type":"string"}]}}}]}"#;
    let writer = r#"{"type":"record","name":"Order","fields":[{"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[{"name":"price","type":["null","long"]},{"name":"state","type":{"type":"enum","name":"State","symbols":["NEW","OLD"]}}]}}}]}"#;
    let text = |json: &'static str, span: Option<Span>| span.map_or("", |s| &json[s.range()]);
    let told: Vec<_> = avro::check(&schema(reader), &schema(writer))
        .into_iter()
        .map(|d| {
            (
                d.path,
                d.message,
                text(reader, d.reader),
                text(writer, d.writer),
            )
        })
        .collect();
    let line = "/fields/0/type/items/fields";
    let expected = [
        ("/0/type/0", "`lines[].price`: the reader expects `int` and the writer has `null`", "\"int\"", "\"null\""),
        ("/0/type/1", "`lines[].price`: the reader expects `int` and the writer has `long`", "\"int\"", "\"long\""),
        ("/1/type/symbols", "`lines[].state`: the reader's enum `State` lacks `OLD` and has no default to take for it", "\"State\"", "\"OLD\""),
        ("/2", "`lines[]`: the reader needs the field `note`, which the writer does not write and which has no default", "\"note\"", "\"Line\""),
    ]
    .map(|(path, message, reader, writer)| (format!("{line}{path}"), message.to_owned(), reader, writer));
    assert_eq!(told, expected);
}

#[test]
fn a_missing_branch_tells_why_the_one_meant_is_none() {
    let union = |symbols: &str| {
        let json = format!(r#"["null",{{"type":"enum","name":"E","symbols":{symbols}}}]"#);
        schema(&json)
    };
    let differences = avro::check(&union(r#"["A"]"#), &union(r#"["A","B"]"#));
    assert_eq!(
        differences[0].message,
        "no branch of the reader's union takes the writer's enum `E`; the reader's enum `E` lacks \
         `B` and has no default to take for it"
    );
}

/// 10,000 records that refer to two others each, around and across.
fn web(name: impl Fn(usize) -> String) -> Schema {
    let mut types = Types::new();
    let int = types.primitive(Primitive::Int);
    let ids: Vec<_> = (0..10_000)
        .map(|i| types.record(Name::new(&name(i), None), Vec::new()))
        .collect();
    for (i, id) in ids.iter().enumerate() {
        let next = types.union([ids[(i + 1) % ids.len()], int]);
        let across = Field::new("across", ids[(i * 7) % ids.len()]);
        types.set_fields(
            *id,
            vec![Field::new("next", next), across, Field::new("n", int)],
        );
    }
    let root = types.union(ids);
    Schema::new(types, root)
}

#[test]
fn many_types_and_hostile_unions_end() {
    let (one, other) = (web(|i| format!("A{i}")), web(|i| format!("B{i}")));
    assert_eq!(avro::check(&one, &one), []);
    assert!(!avro::check(&one, &other).is_empty());

    // Around two circles of coprime lengths, each type of the one meets each of the other.
    let circle = |length: usize| {
        let mut types = Types::new();
        let name = |i| Name::new("R", Some(&format!("n{i}")));
        let ids: Vec<_> = (0..length)
            .map(|i| types.record(name(i), Vec::new()))
            .collect();
        for (i, id) in ids.iter().enumerate() {
            let next = types.array(ids[(i + 1) % length]);
            types.set_fields(*id, vec![Field::new("next", next)]);
        }
        Schema::new(types, ids[0])
    };
    assert_eq!(avro::check(&circle(100), &circle(101)), []);
    let differences = avro::check(&circle(10_000), &circle(9_999));
    assert_eq!(differences[0].kind, "TOO_COMPLEX");

    // Each level refers twice to the next, so the one difference at the end is listed 2^40 times.
    let levels = |leaf: Primitive| {
        let mut types = Types::new();
        let leaf = types.primitive(leaf);
        let root = (0..40).fold(leaf, |next, i| {
            let fields = vec![Field::new("l", next), Field::new("r", next)];
            types.record(Name::new(&format!("R{i}"), None), fields)
        });
        Schema::new(types, root)
    };
    let differences = avro::check(&levels(Primitive::Int), &levels(Primitive::Long));
    assert_eq!(differences.len(), 10_000);
}
