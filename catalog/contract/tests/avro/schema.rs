//! Reading, validity, and printing.

use factum_contract::avro::ErrorKind::{self, *};
use factum_contract::avro::RemarkKind::{self, *};
use factum_contract::avro::{self, Field, Kind, LogicalType, Name, Primitive, Schema, Types};
use factum_contract::document::{Entry, Node, Value};
use factum_contract::span::Span;

use super::{document, parsed, schema};

/// The kinds of error and the text at each.
fn errors(json: &str) -> Vec<(ErrorKind, &str)> {
    let errors = avro::parse(&document(json)).err().unwrap_or_default();
    let place = |error: &avro::SchemaError| (error.kind, &json[error.span.range()]);
    errors.iter().map(place).collect()
}

/// The kinds of remark and the text at each.
fn remarks(json: &str) -> Vec<(RemarkKind, &str)> {
    let place = |remark: &avro::Remark| (remark.kind, &json[remark.span.range()]);
    parsed(json).remarks.iter().map(place).collect()
}

fn field(ty: &str, default: &str) -> String {
    format!(
        r#"{{"type":"record","name":"R","fields":[{{"name":"f","type":{ty},"default":{default}}}]}}"#
    )
}

#[test]
fn what_java_refuses_is_an_error_at_its_place() {
    let cases: &[(&str, &[(ErrorKind, &str)])] = &[
        ("12", &[(NotASchema, "12")]),
        (r#"{"name":"R"}"#, &[(MissingAttribute, r#"{"name":"R"}"#)]),
        (r#"{"type":["int"]}"#, &[(WrongAttribute, r#"["int"]"#)]),
        (r#""Nowhere""#, &[(UnknownName, r#""Nowhere""#)]),
        (
            r#"["null","int",["long"],"int"]"#,
            &[(NestedUnion, r#"["long"]"#), (DuplicateBranch, r#""int""#)],
        ),
        (
            r#"{"type":"record","name":"a.b-c.R","fields":[{"name":"x-y","type":"int"},{"name":"n","type":"nul"},{"name":"n","type":"int"}]}"#,
            &[
                (BadName, r#""a.b-c.R""#),
                (BadName, r#""x-y""#),
                (UnknownName, r#""nul""#),
                (DuplicateField, r#""n""#),
            ],
        ),
        (
            r#"{"type":"enum","name":"string","symbols":["A","A","1"],"default":"B"}"#,
            &[
                (BadName, r#""string""#),
                (DuplicateSymbol, r#""A""#),
                (BadName, r#""1""#),
                (EnumDefaultNotASymbol, r#""B""#),
            ],
        ),
        (
            r#"[{"type":"fixed","name":"F","size":4},{"type":"array","items":{"type":"fixed","name":"F","size":5}}]"#,
            &[(Redefined, r#""F""#)],
        ),
        (
            r#"{"type":"fixed","name":"F","size":-1}"#,
            &[(WrongAttribute, "-1")],
        ),
        (
            r#"{"type":"record","name":"R","fields":[{"name":"a","type":"int","order":"up","aliases":"b"},5]}"#,
            &[
                (WrongAttribute, r#""up""#),
                (WrongAttribute, r#""b""#),
                (MissingAttribute, "5"),
            ],
        ),
    ];
    for (json, expected) in cases {
        assert_eq!(errors(json), *expected, "{json}");
    }
}

#[test]
fn a_default_is_a_value_of_the_type() {
    let inner = r#"{"type":"record","name":"I","fields":[{"name":"a","type":"int"},{"name":"b","type":"int","default":2}]}"#;
    for (ty, default) in [
        (r#""int""#, "2147483647"),
        (r#""double""#, "1"),
        (r#""float""#, r#""-Infinity""#),
        (r#"["int","null"]"#, "null"),
        (r#"["null",{"type":"map","values":"long"}]"#, r#"{"k":1}"#),
        (inner, r#"{"a":1}"#),
        (r#"{"type":"array","items":["int","string"]}"#, r#"[1,"x"]"#),
    ] {
        assert_eq!(errors(&field(ty, default)), [], "{ty} {default}");
    }
    for (ty, default) in [
        (r#""int""#, "2147483648"),
        (r#""int""#, "1.0"),
        (r#""long""#, "1e2"),
        (r#""float""#, r#""one""#),
        (r#""string""#, "null"),
        (r#"["int","string"]"#, "null"),
        (inner, "{}"),
        (r#"{"type":"array","items":"double"}"#, r#"["1"]"#),
    ] {
        let json = field(ty, default);
        assert_eq!(errors(&json), [(BadDefault, default)], "{ty}");
    }
}

#[test]
fn what_only_readers_trip_over_is_a_remark() {
    for (json, expected) in [
        (
            r#"{"type":"record","name":"R","fields":[{"name":"t","type":"long","logicalType":"date","owner":"me"}]}"#,
            vec![
                (LogicalTypeOnField, r#""logicalType""#),
                (UnknownAttribute, r#""owner""#),
            ],
        ),
        (
            r#"{"type":"string","logicalType":"currency"}"#,
            vec![(UnknownLogicalType, r#""currency""#)],
        ),
        (
            r#"{"type":"bytes","logicalType":"decimal","precision":2,"scale":3}"#,
            vec![(MalformedLogicalType, r#""decimal""#)],
        ),
        (
            r#"{"type":"fixed","name":"D","size":2,"logicalType":"decimal","precision":5}"#,
            vec![(MalformedLogicalType, r#""decimal""#)],
        ),
        (
            r#"{"type":"record","name":"R","fields":[{"name":"a","type":"B"},{"name":"b","type":{"type":"fixed","name":"B","size":1},"aliases":["a"],"default":"é"}]}"#,
            vec![(ForwardReference, r#""B""#), (AliasTaken, r#""a""#)],
        ),
        (
            r#"{"type":"record","name":"n.R","fields":[{"name":"a","type":{"type":"fixed","name":"F","namespace":"","size":1}},{"name":"b","type":"F"}]}"#,
            vec![(BareReference, r#""F""#)],
        ),
        (
            &field(r#"{"type":"enum","name":"E","symbols":["A"]}"#, r#""Z""#),
            vec![(FieldDefaultNotASymbol, r#""Z""#)],
        ),
        (
            &field(r#"{"type":"fixed","name":"F","size":2}"#, r#""x""#),
            vec![(FixedDefaultSize, r#""x""#)],
        ),
        (
            &field(r#"["null","string"]"#, r#""x""#),
            vec![(DefaultOfLaterBranch, r#""x""#)],
        ),
    ] {
        assert_eq!(remarks(json), expected, "{json}");
    }
}

#[test]
fn documents_refer_to_each_other_in_any_order() {
    let order = r#"{"type":"record","name":"Order","namespace":"shop","fields":[{"name":"buyer","type":"Person"},{"name":"payer","type":["null","Person"]}]}"#;
    let person = r#"{"type":"record","name":"shop.Person","fields":[{"name":"id","type":"int"}]}"#;
    let expected = r#"{"type":"record","name":"Order","namespace":"shop","fields":[{"name":"buyer","type":{"type":"record","name":"Person","fields":[{"name":"id","type":"int"}]}},{"name":"payer","type":["null","Person"]}]}"#;
    for texts in [[order, person], [person, order]] {
        let nodes = texts.map(document);
        let jsons: Vec<String> = avro::parse_all(&nodes)
            .into_iter()
            .map(|result| result.unwrap().schema.to_json())
            .collect();
        assert!(jsons.contains(&expected.to_owned()), "{jsons:#?}");
    }
}

#[test]
fn a_name_is_looked_up_in_the_own_document_first() {
    let nodes = [
        r#"{"type":"record","name":"n.R","fields":[{"name":"a","type":{"type":"fixed","name":"F","namespace":"","size":1}},{"name":"b","type":"F"}]}"#,
        r#"{"type":"fixed","name":"n.F","size":2}"#,
    ]
    .map(document);
    let together = avro::parse_all(&nodes)
        .swap_remove(0)
        .unwrap()
        .schema
        .to_json();
    assert_eq!(together, avro::parse(&nodes[0]).unwrap().schema.to_json());
}

#[test]
fn a_name_means_the_nearest_definition() {
    let fixed = |size: u32| document(&format!(r#"{{"type":"fixed","name":"F","size":{size}}}"#));
    let user = document(r#"{"type":"record","name":"R","fields":[{"name":"a","type":"F"}]}"#);
    let nodes = [fixed(1), fixed(2), fixed(3), user];
    let meant = |folders: [&str; 4]| {
        let parsed = avro::parse_in_folders(folders.into_iter().zip(&nodes));
        let schema = parsed.into_iter().next_back().unwrap();
        schema
            .map(|it| it.schema.to_json())
            .map_err(|errors| errors[0].kind)
    };
    let size = |size: u32| {
        let fixed = format!(r#"{{"type":"fixed","name":"F","size":{size}}}"#);
        Ok(format!(
            r#"{{"type":"record","name":"R","fields":[{{"name":"a","type":{fixed}}}]}}"#
        ))
    };
    assert_eq!(meant(["a", "b", "c", "b"]), size(2));
    assert_eq!(meant(["v1/types", "v2/types", "v3", "v2/events"]), size(2));
    assert_eq!(meant(["v1/a", "v1", "v2", "v1"]), size(2));
    assert_eq!(meant(["a", "b", "c", "d"]), Err(AmbiguousName));
    assert_eq!(meant(["", "", "", ""]), Err(AmbiguousName));
}

#[test]
fn a_broken_or_ambiguous_definition_breaks_who_refers_to_it() {
    let nodes = [
        r#"{"type":"array","items":"A"}"#,
        r#"{"type":"record","name":"A","fields":[{"name":"x","type":"Nowhere"}]}"#,
        r#"{"type":"fixed","name":"B","size":1}"#,
        r#"{"type":"fixed","name":"B","size":2}"#,
        r#"{"type":"map","values":"B"}"#,
    ]
    .map(document);
    let kinds: Vec<Vec<String>> = avro::parse_all(&nodes)
        .iter()
        .map(|result| match result {
            Ok(parsed) => parsed
                .remarks
                .iter()
                .map(|r| format!("{:?}", r.kind))
                .collect(),
            Err(errors) => errors.iter().map(|e| format!("{:?}", e.kind)).collect(),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            vec!["BrokenReference"],
            vec!["UnknownName"],
            vec![],
            vec!["ConflictingDefinition"],
            vec!["AmbiguousName"],
        ]
    );
}

#[test]
fn a_schema_cannot_hold_two_definitions_of_a_name() {
    let nodes = [
        r#"{"type":"record","name":"Pair","fields":[{"name":"own","type":{"type":"fixed","name":"X","size":1}},{"name":"other","type":"Y"}]}"#,
        r#"{"type":"record","name":"Y","fields":[{"name":"x","type":{"type":"fixed","name":"X","size":2}}]}"#,
    ]
    .map(document);
    let [pair, y] = avro::parse_all(&nodes).try_into().unwrap();
    assert!(y.is_ok());
    assert_eq!(pair.unwrap_err()[0].kind, Redefined);
}

#[test]
fn printing_keeps_everything() {
    let json = r#"{"type":"record","name":"R","namespace":"n","doc":"d","aliases":["Old","m.Q"],"fields":[{"name":"a","doc":"f","aliases":["b"],"type":{"type":"bytes","logicalType":"decimal","precision":4,"scale":2},"default":"\u0000","order":"ignore","owner":["me",1.50]},{"name":"e","type":{"type":"enum","name":"E","namespace":"m","symbols":["A","B"],"default":"A"}},{"name":"m","type":{"type":"map","values":["null","R","m.E"],"connect.name":"x"},"default":{}},{"name":"u","type":{"type":"string","logicalType":"nope"}}]}"#;
    assert_eq!(schema(json).to_json(), json);
    let pretty = schema(json).to_json_pretty();
    assert!(
        pretty.starts_with("{\n  \"type\": \"record\",\n  \"name\": \"R\","),
        "{pretty}"
    );
    assert_eq!(schema(&pretty).to_json(), json);
}

#[test]
fn fingerprints_are_those_of_other_implementations() {
    for (json, expected) in [
        (r#""null""#, 0x63dd_24e7_cc25_8f8a),
        (
            r#"{"type":"int","logicalType":"date"}"#,
            0x7275_d51a_3f39_5c8f,
        ),
        (r#""string""#, 0x8f01_4872_6345_03c7),
    ] {
        assert_eq!(schema(json).fingerprint(), expected, "{json}");
    }
    let order = schema(
        r#"{"type":"record","doc":"x","namespace":"com.example.orders","name":"OrderPlaced","fields":[{"type":"string","name":"orderId"},{"name":"placedAt","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"note","type":["null","string"],"default":null}]}"#,
    );
    assert_eq!(
        order.canonical_form(),
        r#"{"name":"com.example.orders.OrderPlaced","type":"record","fields":[{"name":"orderId","type":"string"},{"name":"placedAt","type":"long"},{"name":"note","type":["null","string"]}]}"#
    );
    assert_eq!(order.fingerprint(), 0xbebd_1635_5e81_677b);
}

#[test]
fn schemas_can_be_built_in_code() {
    let mut types = Types::new();
    let text = types.primitive(Primitive::String);
    let null = types.primitive(Primitive::Null);
    let time = types.logical(Primitive::Long, LogicalType::TimestampMicros);
    let node = types.record(Name::new("Node", Some("tree")), Vec::new());
    let next = types.union([null, node]);
    let mut next = Field::new("next", next);
    next.default = Some(Node::plain("null", Span::default()));
    let fields = vec![Field::new("label", text), Field::new("at", time), next];
    types.set_fields(node, fields);
    let schema = Schema::new(types, node);
    assert_eq!(schema.name().map(Name::full), Some("tree.Node"));
    assert_eq!(
        schema.to_json(),
        r#"{"type":"record","name":"Node","namespace":"tree","fields":[{"name":"label","type":"string"},{"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},{"name":"next","type":["null","Node"],"default":null}]}"#
    );
}

#[test]
fn long_chains_and_deep_nests_end() {
    let chain = 20_000;
    let records: Vec<String> = (0..chain)
        .map(|i| format!(r#"{{"type":"record","name":"R{i}","fields":[{{"name":"n","type":["null","R{}"]}}]}}"#, (i + 1) % chain))
        .collect();
    let nodes: Vec<Node> = records.iter().map(|json| document(json)).collect();
    let parsed = avro::parse_all(&nodes);
    let first = &parsed[0].as_ref().unwrap().schema;
    assert!(matches!(first.root_type().kind, Kind::Record(_)));
    assert_eq!(first.canonical_form().matches("\"record\"").count(), chain);

    let span = Span::default();
    let nest = (0..512).fold(Node::string("int", span), |items, _| {
        let entry = |key: &str, value| Entry {
            key: key.into(),
            key_span: span,
            value,
        };
        let entries = vec![
            entry("type", Node::string("array", span)),
            entry("items", items),
        ];
        Node {
            value: Value::Map(entries),
            span,
        }
    });
    let nested = avro::parse(&nest).unwrap().schema.to_json();
    assert_eq!(nested.matches("items").count(), 512);
    // Trying every branch for every part of the default would take 2^200 steps.
    let unions = r#"{"type":"record","name":"L","fields":[{"name":"n","type":["int",{"type":"record","name":"M","fields":[{"name":"n","type":["int","L","M"]}]},"L"]}]}"#;
    let default = format!("{}null{}", r#"{"n":"#.repeat(200), "}".repeat(200));
    assert_eq!(errors(&field(unions, &default)), [(BadDefault, &*default)]);
}
