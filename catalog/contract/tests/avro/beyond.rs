//! What registries let through.

use factum_contract::avro::ChangeKind::{self, *};
use factum_contract::avro::{self, Change};

use super::schema;

fn changes(old: &str, new: &str) -> Vec<Change> {
    avro::beyond(&schema(new), &schema(old))
}

fn record(fields: &str) -> String {
    format!(r#"{{"type":"record","name":"R","fields":[{fields}]}}"#)
}

/// Kind, place, from and to.
fn told(changes: &[Change]) -> Vec<(ChangeKind, &str, &str, &str)> {
    let mut told = Vec::new();
    for change in changes {
        told.push((change.kind, &*change.place, &*change.from, &*change.to));
    }
    told
}

#[test]
fn a_changed_meaning_is_found_wherever_it_is() {
    let field = |ty: &str| {
        record(&format!(
            r#"{{"name":"a","type":{{"type":"array","items":["null",{ty}]}}}}"#
        ))
    };
    let logical = |base: &str, rest: &str| format!(r#"{{"type":"{base}","logicalType":{rest}}}"#);
    let millis = logical("long", r#""timestamp-millis""#);
    let micros = logical("long", r#""timestamp-micros""#);
    let local = logical("long", r#""local-timestamp-micros""#);
    let two = logical("bytes", r#""decimal","precision":9,"scale":2"#);
    let three = logical("bytes", r#""decimal","precision":9,"scale":3"#);
    let wide = logical("bytes", r#""decimal","precision":12,"scale":2"#);
    for (old, new, expected) in [
        (
            &*millis,
            &*micros,
            (UnitChanged, "a[]", "timestamp-millis", "timestamp-micros"),
        ),
        (
            &micros,
            &local,
            (
                LogicalTypeChanged,
                "a[]",
                "timestamp-micros",
                "local-timestamp-micros",
            ),
        ),
        (
            &micros,
            "\"long\"",
            (LogicalTypeRemoved, "a[]", "timestamp-micros", ""),
        ),
        ("\"bytes\"", &two, (LogicalTypeAdded, "a[]", "", "decimal")),
        (
            &two,
            &three,
            (ScaleChanged, "a[]", "decimal(9,2)", "decimal(9,3)"),
        ),
        (
            &two,
            &wide,
            (PrecisionChanged, "a[]", "decimal(9,2)", "decimal(12,2)"),
        ),
        (
            "\"long\"",
            "\"double\"",
            (PrecisionLost, "a[]", "long", "double"),
        ),
    ] {
        let changes = changes(&field(old), &field(new));
        assert_eq!(told(&changes), [expected], "{old} {new}");
    }
}

#[test]
fn a_rename_hidden_by_a_default_is_found() {
    let old = r#"{"name":"id","type":"int"},{"name":"customer_name","type":"string"}"#;
    for (fields, expected) in [
        (
            r#"{"name":"id","type":"int"},{"name":"client_name","type":["null","string"],"default":null}"#,
            vec![(
                FieldRenamedBehindDefault,
                "",
                "customer_name",
                "client_name",
            )],
        ),
        (
            r#"{"name":"id","type":"int"},{"name":"name","type":"string","default":""},{"name":"note","type":"string","default":""}"#,
            vec![(FieldRenamedBehindDefault, "", "customer_name", "name")],
        ),
        (
            r#"{"name":"id","type":"int"},{"name":"customerName","type":"string"}"#,
            vec![(FieldCaseChanged, "", "customer_name", "customerName")],
        ),
        // An alias keeps the values; a number is no name; without a default, the registry sees it.
        (
            r#"{"name":"id","type":"int"},{"name":"client_name","type":"string","aliases":["customer_name"]}"#,
            vec![],
        ),
        (
            r#"{"name":"id","type":"int"},{"name":"customer_number","type":"int","default":0}"#,
            vec![],
        ),
        (
            r#"{"name":"id","type":"int"},{"name":"client_name","type":"string"}"#,
            vec![],
        ),
    ] {
        let changes = changes(&record(old), &record(fields));
        assert_eq!(told(&changes), expected, "{fields}");
    }
}

#[test]
fn changed_symbols_are_found() {
    let old = r#""symbols":["NEW","PAID","SENT"],"default":"NEW""#;
    for (new, expected) in [
        (
            r#""symbols":["NEW","SENT","PAID"],"default":"NEW""#,
            vec![(SymbolsRenumbered, "", "1", "2")],
        ),
        (
            r#""symbols":["NEW","PAY","SENT"],"default":"NEW""#,
            vec![(SymbolRenamed, "", "PAID", "PAY")],
        ),
        (
            r#""symbols":["new","PAID"],"default":"PAID""#,
            vec![
                (SymbolCaseChanged, "", "NEW", "new"),
                (SymbolRemovedBehindDefault, "", "SENT", "PAID"),
                (EnumDefaultChanged, "", "NEW", "PAID"),
            ],
        ),
        (
            r#""symbols":["NEW","PAID","SENT","LOST"]"#,
            vec![(SymbolAddedBehindDefault, "", "NEW", "LOST")],
        ),
    ] {
        let schema = |rest: &str| format!(r#"{{"type":"enum","name":"E",{rest}}}"#);
        assert_eq!(
            told(&changes(&schema(old), &schema(new))),
            expected,
            "{new}"
        );
    }
}

#[test]
fn changed_names_defaults_and_words_are_found_with_both_places() {
    let old = r#"{"type":"record","name":"a.R","aliases":["Q"],"doc":"x","fields":[{"name":"f","type":["null","R"],"default":null},{"name":"g","type":"int","default":1,"order":"ignore"},{"name":"h","type":"int","default":0}]}"#;
    let new = r#"{"type":"record","name":"b.R","aliases":["a.R"],"doc":"y","fields":[{"name":"f","type":["null","R"],"default":null},{"name":"g","type":"int","default":2},{"name":"h","type":"int"}]}"#;
    let found = changes(old, new);
    assert_eq!(
        told(&found),
        [
            (NamespaceChanged, "", "a.R", "b.R"),
            (AliasRemoved, "", "a.Q", ""),
            (DocChanged, "", "x", "y"),
            (DefaultChanged, "g", "1", "2"),
            (SortOrderChanged, "g", "ignore", "ascending"),
            (DefaultRemoved, "h", "0", ""),
        ]
    );
    let text = |json: &'static str, span: Option<factum_contract::span::Span>| {
        &json[span.unwrap().range()]
    };
    assert_eq!(
        (text(old, found[0].old), text(new, found[0].new)),
        ("\"a.R\"", "\"b.R\"")
    );
    assert_eq!(
        (text(old, found[3].old), text(new, found[3].new)),
        ("1", "2")
    );
    assert_eq!(told(&changes(old, old)), []);
}
