//! The verdict of a Confluent registry on pairs of JSON Schemas.
#![cfg(feature = "json-schema")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;

use factum_contract::document::{Node, parse_json};
use factum_contract::json_schema::{
    ChangeKind, Documents, ErrorKind, Policy, Schema, beyond, check,
};
use factum_contract::span::FileId;
use proptest::prelude::*;

fn document(text: &str) -> Node {
    parse_json(text, FileId(0)).unwrap()
}

fn schema(text: &str) -> Schema {
    Schema::parse(&document(text), &Documents::default()).unwrap()
}

fn differences(reader: &Schema, writer: &Schema) -> Vec<String> {
    let differences = check(reader, writer, Policy::Strict);
    differences
        .iter()
        .map(|it| format!("{} {}", it.kind, it.path))
        .collect()
}

fn compatible(reader: &Schema, writer: &Schema, policy: Policy) -> bool {
    check(reader, writer, policy)
        .iter()
        .all(|difference| difference.compatible)
}

#[test]
fn every_pair_has_the_registrys_differences_and_verdict() {
    let text = include_str!("data/json-schema-pairs.json");
    let mut failures = String::new();
    for case in document(text).as_list().unwrap() {
        let name = case.get("name").and_then(Node::as_str).unwrap();
        let side = |key| Schema::parse(case.get(key).unwrap(), &Documents::default()).unwrap();
        let (writer, reader) = (side("writer"), side("reader"));
        let expected: Vec<_> = case
            .get("changes")
            .and_then(Node::as_list)
            .unwrap()
            .iter()
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|change| change.as_str().unwrap())
            .collect();
        let actual = differences(&reader, &writer);
        let strict = case.get("strict").and_then(Node::as_bool).unwrap();
        let lenient = case
            .get("lenient")
            .and_then(Node::as_bool)
            .unwrap_or(strict);
        let verdicts =
            [Policy::Strict, Policy::Lenient].map(|policy| compatible(&reader, &writer, policy));
        if actual != expected || verdicts != [strict, lenient] {
            let _ = writeln!(
                failures,
                "{name}: {actual:?} {verdicts:?}\n   not {expected:?}"
            );
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn a_difference_points_into_both_documents() {
    let writer = r#"{"properties": {"sku": {"type": "string", "maxLength": 9}}}"#;
    let reader = r#"{"properties": {"sku": {"maxLength": 8, "type": "string"}}}"#;
    let found = check(&schema(reader), &schema(writer), Policy::Strict);
    let [difference] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(difference.path, "#/properties/sku/maxLength");
    assert_eq!(
        &reader[difference.reader.unwrap().range()],
        "\"maxLength\": 8"
    );
    assert_eq!(
        &writer[difference.writer.unwrap().range()],
        "\"maxLength\": 9"
    );
}

#[test]
fn references_lead_into_the_documents_supplied_and_nowhere_else() {
    let money = document(r#"{"definitions": {"Amount": {"$ref": "amount.json"}}}"#);
    let amount = document(r#"{"type": "string"}"#);
    let order = document(
        r#"{"$id": "https://acme.com/v1/order.json",
            "items": {"$ref": "../shared/money.json#/definitions/Amount"}}"#,
    );
    let mut documents = Documents::default();
    documents.insert("https://acme.com/shared/money.json", &money);
    let errors = Schema::parse(&order, &documents).unwrap_err();
    assert_eq!(
        errors[0].to_string(),
        "`https://acme.com/shared/amount.json` is not fetched: \
         name the file that holds it under `[references]` in factum.toml"
    );
    documents.insert("amount.json", &amount);
    let order = Schema::parse(&order, &documents).unwrap();
    let told = differences(&order, &schema(r#"{"items": {"type": "string"}}"#));
    assert_eq!(told, ["ID_CHANGED #/"]);
}

#[test]
fn files_that_name_each_other_need_no_identifiers() {
    let order = document(
        r##"{"items": {"$ref": "../money.json"}, "additionalItems": {"$ref": "#/items"}}"##,
    );
    let money = document(r#"{"$ref": "lib/text.json#/text"}"#);
    let text = document(r#"{"text": {"type": "string"}}"#);
    let mut documents = Documents::beside("schemas/v1/order.json");
    documents.insert("schemas/money.json", &money);
    documents.insert("schemas/lib/text.json", &text);
    let order = Schema::parse(&order, &documents).unwrap();
    let written_out = r#"{"items": {"type": "string"}, "additionalItems": {"type": "string"}}"#;
    assert!(differences(&order, &schema(written_out)).is_empty());
}

#[test]
fn every_fault_of_a_schema_is_told_with_its_place() {
    let text = r##"{
        "type": "objct", "title": 5, "required": true,
        "properties": {"a": 1, "b": {"$ref": "#/definitions/none"}, "c": {"multipleOf": 0.0}},
        "minProperties": 1.5, "oneOf": {}, "d": {"type": 7}, "dependencies": {"x": [1]},
        "additionalProperties": "no", "enum": "x", "not": {"type": ["string", "text"]}
    }"##;
    let errors = Schema::parse(&document(text), &Documents::default()).unwrap_err();
    let told: Vec<_> = errors
        .iter()
        .map(|error| (&text[error.span.range()], error))
        .collect();
    let told: String = told
        .iter()
        .map(|(place, error)| format!("{place} -> {error}\n"))
        .collect();
    assert_eq!(
        told,
        "\"objct\" -> `objct` is no type: use `string`, `number`, `integer`, `boolean`, `object`, \
         `array` or `null`\n\
         5 -> `title` must be a string, not a number\n\
         true -> `required` must be a list, not a truth value\n\
         1 -> a number stands where a schema belongs: a schema is a mapping, `true` or `false`\n\
         \"$ref\": \"#/definitions/none\" -> `#/definitions/none` leads nowhere: the document has \
         nothing at `/definitions/none`\n\
         \"multipleOf\": 0.0 -> nothing is a multiple of zero: `multipleOf` must be a number above \
         zero\n\
         1.5 -> `minProperties` must be an integer, not a number\n\
         {} -> `oneOf` must be a list, not a mapping\n\
         1 -> `dependencies` must be a list of strings, not a number\n\
         \"no\" -> a string stands where a schema belongs: a schema is a mapping, `true` or `false`\n\
         \"x\" -> `enum` must be a list, not a string\n\
         \"text\" -> `text` is no type: use `string`, `number`, `integer`, `boolean`, `object`, \
         `array` or `null`\n"
    );
}

#[test]
fn unknown_drafts_broken_patterns_and_references_to_themselves_are_refused() {
    let error = |text| {
        Schema::parse(&document(text), &Documents::default())
            .unwrap_err()
            .remove(0)
    };
    let kind = error(r#"{"$schema": "http://json-schema.org/draft-03/schema#"}"#).kind;
    assert!(matches!(kind, ErrorKind::UnknownDraft(_)));
    for wrong in ["(a", "[a", "a\\\\"] {
        let text = format!(r#"{{"patternProperties": {{"{wrong}": {{"pattern": "{wrong}"}}}}}}"#);
        let errors = Schema::parse(&document(&text), &Documents::default()).unwrap_err();
        assert_eq!(errors.len(), 2, "{errors:?}");
    }
    schema(r#"{"pattern": "^(?!x)[\\w-.]+\\p{L}\\/(?<n>a)\\k<n>$"}"#);
    let looped = r##"{"$ref": "#/definitions/a", "definitions":
        {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}}"##;
    assert_eq!(error(looped).kind, ErrorKind::ReferenceLoop);
}

#[test]
fn deep_documents_need_no_stack() {
    let deep = |open: &str, close: &str| format!("{}true{}", open.repeat(120), close.repeat(120));
    for text in [
        deep(r#"{"allOf": ["#, "]}"),
        deep(r#"{"not": {"if": "#, "}}"),
        format!(r#"{{"enum": [{}]}}"#, deep(r#"{"a": ["#, "]}")),
    ] {
        assert!(compatible(&schema(&text), &schema(&text), Policy::Strict));
    }
}

/// A ring of four thousand definitions, each with a few ways on.
fn ring_of_definitions(last: &str) -> Schema {
    let mut text = String::from(r##"{"$ref": "#/definitions/T0", "definitions": {"##);
    for index in 0..4_000 {
        let (next, far) = ((index + 1) % 4_000, (index * 7 + 3) % 4_000);
        let id = if index == 3_999 { last } else { "string" };
        let _ = write!(
            text,
            r##""T{index}": {{"type": "object", "properties": {{"id": {{"type": "{id}"}},
            "next": {{"$ref": "#/definitions/T{next}"}},
            "any": {{"anyOf": [{{"type": "null"}}, {{"$ref": "#/definitions/T{far}"}}]}}}}}},"##
        );
    }
    text.pop();
    schema(&(text + "}}"))
}

#[test]
fn long_rings_need_no_stack() {
    let old = ring_of_definitions("string");
    assert!(differences(&ring_of_definitions("string"), &old).is_empty());
    assert!(!compatible(
        &ring_of_definitions("null"),
        &old,
        Policy::Strict
    ));
}

/// `depth` levels of alternatives that differ only at the bottom, which refer to each other.
fn nested_alternatives(depth: usize, breadth: usize, bottom: &str) -> Schema {
    let mut text =
        format!(r##"{{"$ref": "#/definitions/L0", "definitions": {{"L{depth}": {bottom}"##);
    for level in 0..depth {
        let next = level + 1;
        let member = |index| {
            format!(r##"{{"title": "{index}", "items": {{"$ref": "#/definitions/L{next}"}}}}"##)
        };
        let members: Vec<_> = (0..breadth).map(member).collect();
        let _ = write!(
            text,
            r##", "L{level}": {{"anyOf": [{}]}}"##,
            members.join(",")
        );
    }
    schema(&(text + "}}"))
}

#[test]
fn nests_of_alternatives_end() {
    let old = nested_alternatives(100, 12, r#"{"type": "string"}"#);
    let new = nested_alternatives(100, 12, r#"{"type": "string", "maxLength": 1}"#);
    assert!(compatible(&old, &new, Policy::Strict));
    assert!(!compatible(&new, &old, Policy::Strict));
    // Twelve to the hundredth differences of the innermost length are not listed.
    assert!(check(&old, &new, Policy::Strict).len() <= 10_001);
}

/// Schemas without references, as text, in which `@` stands for a reference.
fn any_schema() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("@".to_owned()),
        Just("{}".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        Just(r#"{"type": "null"}"#.to_owned()),
        (0..4u8).prop_map(|size| format!(r#"{{"type": "string", "maxLength": {size}}}"#)),
        (1..4u8).prop_map(|step| format!(r#"{{"type": "number", "multipleOf": 0.{step}}}"#)),
        (0..3u8).prop_map(|last| format!(r#"{{"type": "integer", "title": "t{last}"}}"#)),
        (0..3u8).prop_map(|last| format!(r#"{{"type": "string", "enum": ["a", {last}]}}"#)),
        (0..3u8).prop_map(|last| format!(r#"{{"type": ["string", "null"], "minLength": {last}}}"#)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let keyword = prop::sample::select(vec!["allOf", "anyOf", "oneOf", "items"]);
        let combined = (keyword, prop::collection::vec(inner.clone(), 1..4))
            .prop_map(|(keyword, members)| format!(r#"{{"{keyword}": [{}]}}"#, members.join(", ")));
        let rest = prop_oneof![
            Just("true".to_owned()),
            Just("false".to_owned()),
            inner.clone()
        ];
        let object = (
            prop::collection::vec((0..4u8, inner.clone()), 0..4),
            rest,
            any::<bool>(),
        )
            .prop_map(|(properties, rest, required)| {
                let properties: std::collections::BTreeMap<_, _> = properties.into_iter().collect();
                let entries = properties
                    .iter()
                    .map(|(name, schema)| format!(r#""p{name}": {schema}"#));
                let entries = entries.collect::<Vec<_>>().join(", ");
                let required = if required {
                    r#", "required": ["p0"]"#
                } else {
                    ""
                };
                format!(
                    r#"{{"properties": {{{entries}}}, "additionalProperties": {rest}{required}}}"#
                )
            });
        let other = prop::sample::select(vec!["not", "items", "additionalItems"]);
        let other =
            (other, inner).prop_map(|(keyword, schema)| format!(r#"{{"{keyword}": {schema}}}"#));
        prop_oneof![combined, object, other]
    })
}

const SHARED: &str = r#"{"type": "object", "properties": {"v": {"type": "string"}}}"#;

fn with_references(text: &str) -> Schema {
    let reference = r##"{"$ref": "#/definitions/shared"}"##;
    let text = text.replace('@', reference);
    schema(&format!(
        r#"{{"definitions": {{"shared": {SHARED}}}, "items": [{text}]}}"#
    ))
}

fn written_out(text: &str) -> Schema {
    schema(&format!(r#"{{"items": [{}]}}"#, text.replace('@', SHARED)))
}

/// The same document with the keys of every mapping reversed, and more space.
fn reversed(node: &Node, out: &mut String) {
    if let Some(items) = node.as_list() {
        let _ = write!(out, "[ ");
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { "\n, " });
            reversed(item, out);
        }
        out.push(']');
    } else if let Some(entries) = node.as_map() {
        out.push('{');
        for (index, entry) in entries.iter().rev().enumerate() {
            let _ = write!(
                out,
                "{}{:?}\t: ",
                if index == 0 { "" } else { "," },
                entry.key
            );
            reversed(&entry.value, out);
        }
        out.push('}');
    } else {
        let scalar = node.as_scalar().unwrap();
        let _ = if scalar.plain {
            write!(out, "{}", scalar.text)
        } else {
            write!(out, "{:?}", scalar.text)
        };
    }
}

proptest! {
    #[test]
    fn a_schema_reads_itself(text in any_schema()) {
        let schema = with_references(&text);
        prop_assert!(compatible(&schema, &schema, Policy::Strict));
    }

    #[test]
    fn neither_spelling_nor_references_change_a_verdict(old in any_schema(), new in any_schema()) {
        for policy in [Policy::Strict, Policy::Lenient] {
            let verdict = compatible(&with_references(&new), &with_references(&old), policy);
            prop_assert_eq!(verdict, compatible(&written_out(&new), &with_references(&old), policy));
            prop_assert_eq!(verdict, compatible(&with_references(&new), &written_out(&old), policy));
            let mut spelt = String::new();
            reversed(&document(&new.replace('@', SHARED)), &mut spelt);
            prop_assert_eq!(verdict, compatible(&written_out(&spelt), &written_out(&old), policy));
        }
    }

    #[test]
    fn garbage_is_refused_and_never_panics(
        keyword in prop::sample::select(vec!["type", "$ref", "$id", "properties", "enum", "required",
            "items", "allOf", "not", "maxLength", "multipleOf", "dependencies", "patternProperties",
            "additionalProperties", "$schema", "default", "prefixItems", "$anchor"]),
        value in prop::sample::select(vec!["null", "true", "1e999999999999", "\"\"", "\"#\"", "\"%\"",
            "\"#/%zz/~2\"", "[]", "[[]]", "{}", "{\"\": {}}", "{\"(\": true}", "\"http://[\"", "[null, 1]"]),
        newer in any::<bool>(),
    ) {
        let draft = if newer { r#""$schema": "https://json-schema.org/draft/2020-12/schema", "# } else { "" };
        let text = format!(r#"{{{draft}"{keyword}": {value}, "x": {{"{keyword}": {value}}}}}"#);
        if let Ok(schema) = Schema::parse(&document(&text), &Documents::default()) {
            prop_assert!(compatible(&schema, &schema, Policy::Strict));
        }
    }
}

#[test]
fn what_the_registry_does_not_see_is_told() {
    use ChangeKind::*;
    type Expected<'a> = &'a [(ChangeKind, &'a str)];
    let pairs: &[(&str, &str, Expected<'_>)] = &[
        (
            r#"{"format": "date"}"#,
            r#"{"format": "time"}"#,
            &[(Format, "#/")],
        ),
        (
            r#"{"pattern": "a"}"#,
            r#"{"minLength": 0}"#,
            &[(Pattern, "#/")],
        ),
        (
            r#"{"type": "number", "x-unit": "g"}"#,
            r#"{"type": "number", "x-unit": "kg"}"#,
            &[(Unit, "#/")],
        ),
        (
            r#"{"multipleOf": 1}"#,
            r#"{"multipleOf": 0.01}"#,
            &[(Step, "#/")],
        ),
        (
            r#"{"enum": [1, 2]}"#,
            r#"{"enum": [2, 1]}"#,
            &[(EnumOrder, "#/")],
        ),
        (r#"{"enum": [1, 2]}"#, r#"{"enum": [2, 1, 3]}"#, &[]),
        (
            r#"{"required": []}"#,
            r#"{"required": ["a"]}"#,
            &[(RequiredUndeclared, "#/required/a")],
        ),
        (
            r#"{"properties": {"orderId": {"type": "string"}, "total": {"type": "number"}}}"#,
            r#"{"properties": {"order_id": {"type": "string"}, "totals": {"type": "number"}}}"#,
            &[
                (LetterCase, "#/properties/order_id"),
                (Rename, "#/properties/totals"),
            ],
        ),
        (
            r#"{"properties": {"sku": {"type": "string"}}}"#,
            r#"{"properties": {"placed": {"type": "string"}}}"#,
            &[],
        ),
        (
            r#"{"if": {"minLength": 1}, "then": false}"#,
            r#"{"if": {"minLength": 2}, "then": false}"#,
            &[(Uncompared, "#/")],
        ),
        (
            r##"{"$ref": "#/$defs/a", "$defs": {"a": {"items": {"type": ["string", "null"], "enum": ["a", "b"]}}}}"##,
            r#"{"items": {"type": ["null", "string"], "enum": ["b", "a"]}}"#,
            &[(EnumOrder, "#/items")],
        ),
    ];
    for (old, new, expected) in pairs {
        let changes = beyond(&schema(new), &schema(old));
        let found: Vec<_> = changes.iter().map(|it| (it.kind, &*it.path)).collect();
        assert_eq!(&found, expected, "{old} {new}");
        assert!(beyond(&schema(old), &schema(old)).is_empty());
    }
    let changes = beyond(&schema(pairs[0].1), &schema(pairs[0].0));
    assert_eq!(changes[0].message, "`format` changed from `date` to `time`");
}
