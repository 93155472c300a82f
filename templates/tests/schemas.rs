//! What the schema targets make, and that it is what other libraries take for the same thing.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use factum_catalog::contract::{avro, document::parse_json, span::FileId};
use factum_catalog::{InputFile, read};
use support::{catalog, generated, python, shop, shown};

/// Every type of the type system once, and everything that can be said of a field.
const EVERY_TYPE: &str = include_str!("catalogs/every_type.yaml");

#[test]
fn avro_of_every_type() {
    let catalog = catalog(&[("a.yaml", EVERY_TYPE)]);
    insta::assert_snapshot!(shown(&generated(&catalog, "avro = { out = 'avro' }")));
}

#[test]
fn json_schema_of_every_type() {
    let catalog = catalog(&[("a.yaml", EVERY_TYPE)]);
    insta::assert_snapshot!(shown(&generated(&catalog, "json-schema = { out = '.' }")));
}

#[test]
fn an_optional_null_is_null_once() {
    let text = r#"{ "title": "OrderPlaced", "type": "object",
        "properties": { "nothing": { "type": "null" } } }"#;
    let catalog = read(vec![InputFile {
        path: "OrderPlaced.json".into(),
        text: text.into(),
    }]);
    let shown = shown(&generated(&catalog, "json-schema = { out = '.' }"));
    assert_eq!(shown.matches(r#""type": "null""#).count(), 1, "{shown}");
}

#[test]
fn the_envelope_binds_type_and_data() {
    let small = "
namespace: com.acme
service: orders
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    key: order_id
    headers: { tenant: string, trace_id: string }
    fields: { order_id: uuid }
";
    let catalog = catalog(&[("a.yaml", small)]);
    let settings = "
        cloudevents = { out = 'ce' }
        json-schema = { out = 'js', base = 'https://schemas.acme.example/' }
    ";
    let mut generated = generated(&catalog, settings);
    assert!(
        generated
            .outputs
            .get("js/com.acme/OrderPlaced.v1.schema.json")
            .is_some()
    );
    generated = support::generated(&catalog, settings);
    insta::assert_snapshot!(shown(&generated));
}

#[test]
fn fastavro_reads_every_avro_schema() {
    // A reader that finds an empty record written takes every default that it has.
    let program = "
import json, sys, io, fastavro
from fastavro.schema import UnknownType
for path, text in json.load(sys.stdin).items():
    schema = json.loads(text)
    fastavro.parse_schema(schema)
    defaulted = [field for field in schema['fields'] if 'default' in field]
    empty = {**schema, 'fields': []}
    for field in defaulted:
        try:
            reader = fastavro.parse_schema({**schema, 'fields': [field]})
        except UnknownType:
            continue
        fastavro.schemaless_reader(io.BytesIO(b''), empty, reader)
";
    let without_namespaces = "types: { Money: { amount: long } }
events: { OrderPlaced: { fields: { total: Money, tax: Money } } }";
    for catalog in [
        shop(),
        catalog(&[("a.yaml", EVERY_TYPE)]),
        catalog(&[("a.yaml", without_namespaces)]),
    ] {
        let generated = generated(&catalog, "avro = { out = '.' }");
        python(program, "fastavro", &generated);
    }
}

#[test]
fn a_type_without_a_namespace_gets_that_of_the_message() {
    let types = "types: { Money: { amount: long, unit: Unit }, Unit: \"enum(EUR, USD)\" }";
    let event = "events: { OrderPlaced: { fields: { total: Money, tax: Money, unit: Unit } } }";
    for (namespace, home) in [("namespace: com.acme\n", "com.acme"), ("", "v1")] {
        let event = format!("{namespace}{event}");
        let catalog = catalog(&[("types.yaml", types), ("orders.yaml", &event)]);
        let generated = generated(&catalog, "avro = { out = '.' }");
        let (_, text) = generated.outputs.iter().next().unwrap();
        let node = parse_json(std::str::from_utf8(text).unwrap(), FileId::default()).unwrap();
        let parsed = avro::parse(&node).unwrap();
        assert_eq!(
            parsed.remarks,
            [],
            "a bare name is looked up where it stands"
        );
        let types = parsed.schema.types();
        let names = types.ids().filter_map(|id| types.get(id).name());
        let names: Vec<_> = names.map(|name| name.full().to_owned()).collect();
        for name in ["Money", "Unit"] {
            assert!(names.contains(&format!("{home}.{name}")), "{names:?}");
        }
    }
}

#[test]
fn jsonschema_takes_the_examples_and_refuses_others() {
    let program = "
import json, sys
from jsonschema import Draft202012Validator as Validator
checked = 0
for path, text in json.load(sys.stdin).items():
    schema = json.loads(text)
    Validator.check_schema(schema)
    validator = Validator(schema, format_checker=Validator.FORMAT_CHECKER)
    if 'cloudevent' in path:
        data = schema['$defs'][schema['properties']['data']['$ref']]
        envelope = {'id': '1', 'source': schema['properties']['source']['const'], 'specversion': '1.0',
            'type': schema['properties']['type']['const'], 'time': '2026-11-21T00:00:00Z', 'extension': 1}
        for example in data.get('examples', []):
            validator.validate({**envelope, 'data': example})
            assert not validator.is_valid({**envelope, 'data': {}}), path
            assert not validator.is_valid({**envelope, 'type': 'x', 'data': example}), path
            checked += 1
    else:
        assert not validator.is_valid({'no_such_field': 1}), path
        for example in schema.get('examples', []):
            validator.validate(example)
            for key in schema['required']:
                broken = {k: v for k, v in example.items() if k != key}
                assert not validator.is_valid(broken), (path, key)
            checked += 1
assert checked >= 4, checked
";
    let settings =
        "json-schema = { out = 'js', base = 'https://x.example' }\ncloudevents = { out = 'ce' }";
    python(program, "jsonschema", &generated(&shop(), settings));
}

#[test]
fn a_run_is_like_every_other() {
    let settings =
        "avro = { out = 'avro' }\njson-schema = { out = 'js' }\ncloudevents = { out = 'ce' }";
    let run = || shown(&generated(&shop(), settings));
    assert_eq!(run(), run());
}

#[test]
fn messages_of_one_name_have_files_of_their_own() {
    let document = |title: &str, name: &str, field: &str| InputFile {
        path: format!("{title}.yaml").into(),
        text: format!(
            "asyncapi: 2.6.0\ninfo: {{ title: {title}, version: '1' }}\nchannels:\n  {title}:\n    \
             publish: {{ message: {{ name: {name}, payload: {{ type: object, properties: \
             {{ {field}: {{ type: string }} }} }} }} }}\n"
        )
        .into(),
    };
    let catalog = read(vec![
        document("a", "Sent_2", "z"),
        document("b", "Sent", "x"),
        document("c", "Sent", "y"),
        document("d", "Sent", "x"),
    ]);
    let generated = generated(&catalog, "json-schema = { out = '.' }");
    let paths: Vec<_> = generated
        .outputs
        .iter()
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "Sent.schema.json",
            "Sent_2.schema.json",
            "Sent_3.schema.json"
        ]
    );
    assert_eq!(
        generated.notes[0].message,
        "is `Sent_3.schema.json`, as another message has its name too"
    );
}
