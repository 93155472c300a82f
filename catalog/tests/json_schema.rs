//! Folders of JSON Schemas.

mod support;

use factum_catalog::contract::message::Payload;
use factum_catalog::contract::shape::Body;
use factum_catalog::{Catalog, InputFile};
use support::read;

fn names(catalog: &Catalog) -> Vec<String> {
    let names = catalog.messages.iter().map(|it| it.identity().to_string());
    names.collect()
}

fn problems(catalog: &Catalog) -> Vec<String> {
    let describe = |problem: &factum_catalog::problem::Problem| {
        format!("{}: {}", catalog.text(problem.span), problem.message)
    };
    catalog.problems.iter().map(describe).collect()
}

/// The types of the properties of one schema.
fn types(properties: &str) -> Vec<String> {
    let schema = format!(
        r##"{{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "T",
  "required": ["r"], "properties": {{ {properties} }},
  "$defs": {{ "Leaf": {{"type": "string", "format": "date"}},
             "Rec": {{"type": "object", "properties": {{"self": {{"$ref": "#/$defs/Rec"}}}}}},
             "Kind": {{"enum": ["a", "b"]}} }} }}"##
    );
    let catalog = read(&[("t.json", &schema)]);
    assert_eq!(problems(&catalog), [""; 0]);
    let fields = catalog.messages[0].fields().iter();
    fields.map(|it| it.ty.required().to_string()).collect()
}

#[test]
fn schemas_become_shapes() {
    for (schema, ty) in [
        (r#"{"type": "string", "format": "uuid"}"#, "uuid"),
        (r#"{"type": "string", "format": "email"}"#, "string"),
        (
            r#"{"type": "string", "contentEncoding": "base64"}"#,
            "bytes",
        ),
        (r#"{"type": "integer"}"#, "long"),
        (r#"{"type": "integer", "format": "int32"}"#, "int"),
        (r#"{"type": "number", "multipleOf": 0.01}"#, "double"),
        (r#"{"minimum": 1}"#, "double"),
        (r#"{"format": "date-time"}"#, "timestamp"),
        (r#"{"const": "x"}"#, "enum(x)"),
        (r#"{"enum": ["x", null, "y"]}"#, "enum(x, y)"),
        (r#"{"enum": [1, 2.5]}"#, "double"),
        (r#"{"enum": [1, "a"]}"#, "enum of mixed values"),
        (
            r#"{"type": ["string", "null", "integer"]}"#,
            "string | long",
        ),
        (
            r#"{"oneOf": [{"type": "null"}, {"type": "boolean"}]}"#,
            "bool",
        ),
        (
            r#"{"oneOf": [{"const": "a"}, {"const": "b"}]}"#,
            "enum(a, b)",
        ),
        (
            r##"{"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Rec"}]}"##,
            "string | Rec",
        ),
        (r#"{"type": "object"}"#, "map<json>"),
        (
            r#"{"additionalProperties": {"type": "boolean"}}"#,
            "map<bool>",
        ),
        (
            r#"{"patternProperties": {"^x": {"type": "boolean"}}}"#,
            "map<bool>",
        ),
        (r#"{"type": "object", "properties": {"a": true}}"#, "TF"),
        (r#"{"type": "array"}"#, "[json]"),
        (
            r#"{"prefixItems": [{"type": "string"}, {"type": "boolean"}]}"#,
            "[string | bool]",
        ),
        (r##"{"$ref": "#/$defs/Leaf"}"##, "date"),
        (r##"{"$ref": "#/$defs/Kind"}"##, "Kind"),
        (
            r##"{"$ref": "#/$defs/Rec", "properties": {"x": {}}}"##,
            "TF",
        ),
        (
            r##"{"allOf": [{"$ref": "#/$defs/Rec"}, {"description": "d"}]}"##,
            "Rec",
        ),
        (r#"{"not": {"type": "string"}}"#, "not"),
        ("{}", "json"),
        ("true", "json"),
        ("false", "false"),
    ] {
        assert_eq!(types(&format!(r#""f": {schema}"#)), [ty], "{schema}");
    }
}

#[test]
fn what_is_not_required_is_optional_and_alternatives_are_united() {
    let catalog = read(&[(
        "paid.json",
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Paid",
  "properties": {"id": {"type": "string"}, "by": {"type": "string", "nullable": true}, "data": {"type": "object"}},
  "required": ["id", "by"],
  "oneOf": [
    {"properties": {"kind": {"const": "card"}, "data": {"type": "object", "properties": {"digits": {"type": "string"}}}}, "required": ["kind", "data"]},
    {"properties": {"kind": {"const": "cash"}}, "required": ["kind"]}]}"#,
    )]);
    let fields = catalog.messages[0].fields().iter();
    let fields: Vec<_> = fields
        .map(|it| format!("{}: {}", it.name.value, it.ty))
        .collect();
    assert_eq!(
        fields,
        [
            "id: string",
            "by: string?",
            "data: PaidData?",
            "kind: enum(card, cash)"
        ]
    );
}

const COMMON: &str = r#"
$schema: https://json-schema.org/draft-07/schema#
$id: /fragment/common/1.0.0
title: fragment/common
type: object
properties:
  $schema: { type: string }
  meta: { type: object, properties: { stream: { type: string } }, required: [stream] }
required: [$schema, meta]
"#;

const DELETE: &str = r##"
title: page/delete
$id: /page/delete/1.0.0
$schema: https://json-schema.org/draft-07/schema#
type: object
allOf:
  - $ref: /fragment/common/1.0.0#
  - properties:
      page_id: { type: integer }
examples:
  - $schema: { $ref: "#/$id" }
    page_id: { $ref: "/nowhere" }
"##;

#[test]
fn identifiers_are_references_and_fragments_no_events() {
    let catalog = read(&[
        ("fragment/common/1.0.0.yaml", COMMON),
        ("fragment/common/current.yaml", COMMON),
        ("page/delete/1.0.0.yaml", DELETE),
        ("page/delete/current.yaml", DELETE),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(names(&catalog), ["page/delete@1.0.0"]);
    let event = &catalog.messages[0];
    let fields = event.fields().iter();
    let fields: Vec<_> = fields
        .map(|it| format!("{}: {}", it.name.value, it.ty))
        .collect();
    assert_eq!(
        fields,
        ["$schema: string", "meta: PageDeleteMeta", "page_id: long?"]
    );
    assert!(event.says.versions && !event.says.owners);
    let example = event.examples[0].get("$schema");
    assert_eq!(example.unwrap().text(), Some("/page/delete/1.0.0"));
}

/// JSON Schema 2020-12, core, 8.2.1: `#` is the innermost schema with an `$id`.
#[test]
fn references_count_from_the_embedded_schema_with_an_identifier() {
    let event = |money: &str| {
        format!(
            r##"{{"$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:a:OrderPlaced", "title": "OrderPlaced", "type": "object",
  "properties": {{"bundle": {{"$ref": "urn:a:Bundle"}}, "money": {{"$ref": "#/$defs/Money"}}}},
  "$defs": {{
    "Money": {{"type": "boolean"}},
    "Whole": {{"type": "integer"}},
    "urn:a:Bundle": {{"$id": "urn:a:Bundle", "type": "object",
      "required": ["total", "count"],
      "properties": {{"total": {{"$ref": "#/$defs/{money}"}}, "count": {{"$ref": "#/$defs/Whole"}}}},
      "$defs": {{"Money": {{"type": "string"}}}}}}}}}}"##
        )
    };
    let catalog = read(&[("OrderPlaced.json", &event("Money"))]);
    assert_eq!(problems(&catalog), [""; 0]);
    let of = |body: &Body| match body {
        Body::Record(fields) => fields.iter().map(|it| it.ty.to_string()).collect(),
        _ => Vec::new(),
    };
    assert!(
        catalog
            .types
            .iter()
            .any(|(_, it)| of(&it.body) == ["string", "long"]),
        "{:?}",
        catalog.types
    );

    let catalog = read(&[("OrderPlaced.json", &event("Mony"))]);
    let help = catalog.problems[0].help.as_deref();
    assert_eq!(
        problems(&catalog),
        ["#/$defs/Mony: `#/$defs/Mony` leads nowhere"]
    );
    assert_eq!(help, Some("did you mean `#/$defs/Money`?"));
}

#[test]
fn files_named_for_versions_are_versions_of_their_folder() {
    let schema = r#"{"$schema": "http://json-schema.org/draft-04/schema#", "type": "object", "properties": {"a": {"type": "string"}}}"#;
    let catalog = read(&[
        ("schemas/OrderPlaced/1.0.0.json", schema),
        ("schemas/OrderPlaced/2.0.0.json", schema),
        ("schemas/fabric/v1/Changed.json", schema),
        ("schemas/edge/v1/Changed.json", schema),
        ("schemas/order-shipped.json", schema),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(
        names(&catalog),
        [
            "OrderPlaced@1.0.0",
            "OrderPlaced@2.0.0",
            "fabric.Changed@v1",
            "edge.Changed@v1",
            "order-shipped"
        ]
    );
}

#[test]
fn an_envelope_carries_events() {
    let envelope = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://acme.example/schemas/envelope.json",
  "properties": {"id": {}, "source": {}, "specversion": {}, "type": {}, "data": {"type": "object"}},
  "oneOf": [
    {"properties": {"data": {"$ref": "apps/paid.json"}}},
    {"properties": {"data": {"$ref": "https://acme.example/schemas/apps/shipped.json"}}}]}"#;
    let paid = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://acme.example/schemas/apps/paid.json",
  "properties": {"money": {"$ref": "../money.json"}}}"#;
    let shipped = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://acme.example/schemas/apps/shipped.json",
  "properties": {"at": {"type": "string", "format": "date"}}}"#;
    let money = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://acme.example/schemas/money.json",
  "title": "Money", "properties": {"amount": {"type": "number"}}}"#;
    let catalog = read(&[
        ("x/envelope.json", envelope),
        ("x/apps/paid.json", paid),
        ("x/apps/shipped.json", shipped),
        ("x/money.json", money),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(names(&catalog), ["apps.paid", "apps.shipped"]);
    assert_eq!(catalog.text(catalog.messages[0].name.span), "paid");
    assert_eq!(catalog.messages[0].fields()[0].ty.to_string(), "Money?");

    let alone = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "OrderPlaced",
  "properties": {"id": {}, "source": {"const": "/orders"}, "specversion": {}, "type": {"enum": ["com.acme.placed"]},
                 "data": {"properties": {"order": {"type": "string"}}}}}"#;
    let catalog = read(&[("placed.json", alone)]);
    let event = &catalog.messages[0];
    assert_eq!(event.fields()[0].name.value.as_ref(), "order");
    assert_eq!(
        event.ce_type.as_ref().unwrap().value.as_ref(),
        "com.acme.placed"
    );
    assert_eq!(event.source.as_ref().unwrap().value.as_ref(), "/orders");
}

#[test]
fn the_alternatives_that_an_envelope_carries_keep_their_fields() {
    for keyword in ["oneOf", "anyOf"] {
        let schema = format!(
            r##"{{"title": "Env", "type": "object",
  "properties": {{"id": {{}}, "source": {{}}, "specversion": {{}}, "type": {{}},
    "origin": {{"type": "object", "properties": {{"host": {{"type": "string"}}}}}},
    "data": {{"type": "object"}}}},
  "{keyword}": [{{"properties": {{"data": {{"$ref": "#/definitions/A"}}}}, "required": ["data"]}},
                {{"properties": {{"data": {{"$ref": "#/definitions/B"}}}}, "required": ["data"]}}],
  "definitions": {{
    "A": {{"type": "object", "properties": {{"x": {{"$ref": "#/definitions/C"}}}}}},
    "B": {{"type": "object", "properties": {{"y": {{"type": "string"}}}}}},
    "C": {{"type": "object", "properties": {{"z": {{"type": "string"}}}}}}}}}}"##
        );
        let catalog = read(&[("env.json", &schema)]);
        let mut fields: Vec<String> = catalog
            .types
            .iter()
            .filter_map(|(_, it)| match &it.body {
                Body::Record(fields) => Some((&it.name.value, fields)),
                _ => None,
            })
            .map(|(name, fields)| {
                let names: Vec<&str> = fields.iter().map(|it| &*it.name.value).collect();
                format!("{name}: {}", names.join(", "))
            })
            .collect();
        fields.sort_unstable();
        assert_eq!(
            fields,
            ["A: x", "B: y", "C: z", "EnvOrigin: host"],
            "{keyword}"
        );
    }
}

#[test]
fn a_baseline_has_the_same_names() {
    let files = |revision: &str| {
        let money = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"amount": {"type": "number"}}}"#;
        let paid = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"money": {"$ref": "../shop/money.json"}}}"#;
        [("shop/money.json", money), ("fabric/paid.json", paid)].map(|(path, text)| InputFile {
            path: format!("{revision}{path}").into(),
            text: text.into(),
        })
    };
    let today = factum_catalog::read(files("").into());
    let baseline = factum_catalog::read_baseline(files("origin/main:").into(), &today);
    assert_eq!(problems(&baseline), [""; 0]);
    assert_eq!(names(&today), ["fabric.paid"]);
    assert_eq!(names(&baseline), names(&today));
}

#[test]
fn other_files_are_left_alone() {
    let catalog = read(&[
        (
            "package.json",
            r#"{"name": "x", "version": "1", "type": "module"}"#,
        ),
        (
            "openapi.yaml",
            "openapi: 3.0.0\ninfo: { title: A }\npaths: {}\n",
        ),
        (
            "example.json",
            r#"{"$schema": "https://acme.example/order.json", "id": "1"}"#,
        ),
        ("list.json", "[1, 2]"),
        (
            "values.yaml",
            "type: object\nproperties: { a: 1 }\ntitle: x\n",
        ),
    ]);
    assert!(catalog.messages.is_empty() && catalog.problems.is_empty());
    assert!(catalog.sources.iter().all(|it| it.format.is_empty()));
}

#[test]
fn a_long_chain_of_references_needs_no_stack() {
    let mut schema = String::from(
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"title\": \"T\", \"$ref\": \"#/definitions/a0\", \"definitions\": {",
    );
    for index in 0..20_000 {
        schema += &format!(
            "\"a{index}\": {{\"properties\": {{\"next\": {{\"$ref\": \"#/definitions/a{}\"}}}}}},\n",
            index + 1
        );
    }
    schema += "\"a20000\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/a0\"}}}}";
    let catalog = read(&[("t.json", &schema)]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert!(catalog.types.len() >= 19_999);
    assert!(matches!(&catalog.messages[0].payload, Payload::Record(_)));
}

#[test]
fn copies_of_a_shared_payload_are_bounded() {
    let mut fields = String::new();
    for index in 0..1000 {
        fields += &format!("        f{index}: {{ type: string }}\n");
    }
    let mut text = String::from(
        "asyncapi: 3.0.0\ninfo: { title: A, version: '1' }\nchannels: {}\ncomponents:\n  messages:\n",
    );
    for index in 0..150 {
        text += &format!("    M{index}: {{ payload: {{ $ref: '#/components/schemas/Big' }} }}\n");
    }
    text += &format!("  schemas:\n    Big:\n      type: object\n      properties:\n{fields}");
    let catalog = read(&[("a.yaml", &text)]);
    assert_eq!(catalog.messages.len(), 150);
    let copied: usize = catalog.messages.iter().map(|it| it.fields().len()).sum();
    assert!(copied < 110_000, "{copied}");
    assert!(problems(&catalog)[0].contains("expand"));
    let last = catalog.types.iter().last();
    assert!(last.is_none_or(|(_, it)| !matches!(it.body, Body::Alias(_))));
}

#[test]
fn references_count_from_the_identifier_around_them() {
    let schema = r##"{"$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://acme.example/orders/placed.json", "title": "OrderPlaced",
  "properties": {
    "total": {"$ref": "../types/money.json"},
    "paid": {"$ref": "../types/money.json#amount"},
    "rate": {"$ref": "#amount"},
    "tree": {"$dynamicRef": "#node"},
    "lost": {"$ref": "#amout"}
  },
  "$defs": {
    "money": {"$id": "../types/money.json", "type": "object", "required": ["unit"],
      "properties": {"unit": {"$ref": "unit.json"}},
      "$defs": {"a": {"$anchor": "amount", "type": "string"}}},
    "unit": {"$id": "/types/unit.json", "enum": ["EUR", "USD"]},
    "rate": {"$anchor": "amount", "type": "integer"},
    "node": {"$dynamicAnchor": "node", "type": "boolean"}
  }}"##;
    let catalog = read(&[("placed.json", schema)]);
    assert_eq!(problems(&catalog), ["#amout: `#amout` leads nowhere"]);
    let help = catalog.problems[0].help.as_deref();
    assert_eq!(help, Some("did you mean `#amount`?"));
    let types: Vec<_> = catalog.messages[0]
        .fields()
        .iter()
        .map(|field| field.ty.required().to_string())
        .collect();
    assert_eq!(types[1..4], ["string", "long", "bool"]);
}

#[test]
fn schemas_that_only_refer_to_each_other_are_not_lost() {
    let schema = |title: &str, refers_to: &str| {
        format!(
            r#"{{"$schema": "http://json-schema.org/draft-07/schema#", "title": "{title}",
  "type": "object", "properties": {{"other": {{"$ref": "{refers_to}"}}}}}}"#
        )
    };
    let (opened, closed) = (
        schema("Opened", "closed.json"),
        schema("Closed", "opened.json"),
    );
    let files = [("opened.json", &*opened), ("closed.json", &*closed)];
    assert_eq!(names(&read(&files)), ["Opened", "Closed"]);
    let sent = schema("Sent", "opened.json");
    let with_user = [files[0], files[1], ("sent.json", &*sent)];
    assert_eq!(names(&read(&with_user)), ["Sent"]);
}

#[test]
fn what_only_lists_events_is_none() {
    let event = |title: &str| {
        format!(
            r#"{{"$schema": "http://json-schema.org/draft-07/schema#", "title": "{title}",
                "type": "object", "properties": {{"id": {{"type": "string"}}}}}}"#
        )
    };
    let (placed, sent) = (event("OrderPlaced"), event("OrderSent"));
    let all = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "AllEvents",
        "oneOf": [{"$ref": "placed.json"}, {"$ref": "sent.json"}]}"#;
    let files = [
        ("placed.json", &*placed),
        ("sent.json", &*sent),
        ("all.json", all),
    ];
    assert_eq!(names(&read(&files)), ["OrderPlaced", "OrderSent"]);

    // In one document, which has no name, with a list in the list.
    let definitions = format!(
        r##""definitions": {{"placed": {placed}, "moved": {{"anyOf": [{{"$ref": "#/definitions/sent"}},
            {{"$ref": "#/definitions/back"}}]}}, "sent": {sent}, "back": {{"type": "object"}}}},
            "oneOf": [{{"$ref": "#/definitions/placed"}}, {{"$ref": "#/definitions/moved"}}]"##
    );
    let draft = r#""$schema": "http://json-schema.org/draft-07/schema#""#;
    let nameless = format!("{{{draft}, {definitions}}}");
    assert_eq!(
        names(&read(&[("schema.json", &nameless)])),
        ["placed", "sent", "back"]
    );
    // What has a name is one event of several shapes.
    let named = format!("{{{draft}, \"title\": \"OrderMoved\", {definitions}}}");
    assert_eq!(names(&read(&[("schema.json", &named)])), ["OrderMoved"]);
}

#[test]
fn json_structure_is_read_by_its_shape() {
    let schema = r##"{ "$schema": "https://json-structure.org/meta/core/v0/#",
  "$id": "https://acme.com/schemas/order-placed", "name": "OrderPlaced", "type": "object",
  "properties": { "order_id": { "type": "uuid" }, "lines": { "type": "set", "items": { "type": { "$ref": "#/definitions/Line" } } } },
  "required": ["order_id", "lines"],
  "definitions": { "Line": { "name": "Line", "type": "object", "properties": { "count": { "type": "int64" } } } } }"##;
    let rooted = r##"{ "$schema": "https://json-structure.org/meta/core/v0/#", "$root": "#/definitions/Sent",
  "definitions": { "Sent": { "name": "OrderSent", "type": "object", "properties": { "at": { "type": "datetime" } } } } }"##;
    let catalog = read(&[("placed.struct.json", schema), ("sent.json", rooted)]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(names(&catalog), ["OrderPlaced", "OrderSent"]);
    let types = |index: usize| -> Vec<String> {
        let fields = catalog.messages[index].fields().iter();
        fields.map(|field| field.ty.to_string()).collect()
    };
    assert_eq!(types(0), ["uuid", "[Line]"]);
    assert_eq!(types(1), ["timestamp?"]);
    assert!(catalog.messages.iter().all(|it| it.schemas.is_empty()));
}
