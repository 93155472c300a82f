//! Reading data with another schema than it was written with.

use factum_contract::avro::{DecodeError, resolve};

use super::schema;

fn translated(reader: &str, writer: &str, data: &[u8]) -> Result<Vec<u8>, DecodeError> {
    resolve(&schema(reader), &schema(writer)).translate(data)
}

#[test]
fn fields_are_found_by_name_put_in_order_and_filled_up() {
    let writer = r#"{"type":"record","name":"R","fields":[{"name":"gone","type":{"type":"array","items":"string"}},{"name":"b","type":"int"},{"name":"a","type":"string"}]}"#;
    let reader = r#"{"type":"record","name":"S","aliases":["R"],"fields":[{"name":"a","type":"bytes"},{"name":"new","type":["null","string"],"default":"x"},{"name":"c","aliases":["b"],"type":["null","double"]}]}"#;
    // gone: a block of one item with its size, and the end; b: 1; a: "hi"
    let data = [1, 4, 2, b'z', 0, 2, 4, b'h', b'i'];
    let expected = [4, b'h', b'i', 2, 2, b'x', 2, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F];
    assert_eq!(translated(reader, writer, &data).unwrap(), expected);
}

#[test]
fn unknown_symbols_become_the_default() {
    let writer = r#"{"type":"enum","name":"E","symbols":["A","B","C"]}"#;
    let reader = r#"{"type":"enum","name":"E","symbols":["B","Z"],"default":"Z"}"#;
    let numbers = [0, 2, 4].map(|data| translated(reader, writer, &[data]).unwrap());
    assert_eq!(numbers, [[2], [0], [2]]);
    assert!(
        translated(reader, writer, &[6])
            .unwrap_err()
            .message
            .contains("no symbol")
    );
}

#[test]
fn a_branch_goes_to_the_one_of_its_kind_and_fails_only_if_it_is_there() {
    let (reader, writer) = (r#"["double","long","string"]"#, r#"["null","int","long"]"#);
    assert_eq!(translated(reader, writer, &[2, 2]).unwrap()[..2], [0, 0]);
    assert_eq!(translated(reader, writer, &[4, 2]).unwrap(), [2, 2]);
    let error = translated(reader, writer, &[0]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at byte 1: the data has `null`, which the schema to read with, `union`, lacks"
    );
}

#[test]
fn hostile_data_is_refused() {
    let list = r#"{"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]}"#;
    let array = r#"{"type":"array","items":"null"}"#;
    let cases: &[(&str, &[u8], &str)] = &[
        (list, &[2; 100_000], "too deep"),
        (
            array,
            &[0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            "too many items",
        ),
        (
            r#""string""#,
            &[0xFE, 0xFF, 0xFF, 0xFF, 0x0F, b'x'],
            "ends too early",
        ),
        (r#""string""#, &[2, 0xFF], "not UTF-8"),
        (r#""long""#, &[0xFF; 10], "more than 64 bits"),
        (
            r#""int""#,
            &[0xFE, 0xFF, 0xFF, 0xFF, 0x1F],
            "more than 32 bits",
        ),
        (r#""int""#, &[2, 0], "after the value"),
        (r#"["int"]"#, &[2, 2], "no such branch"),
    ];
    for (schema, data, message) in cases {
        let error = translated(schema, schema, data).unwrap_err();
        assert!(error.message.contains(message), "{schema}: {error}");
    }
    // A default that holds itself has no encoding.
    let endless = r#"{"type":"record","name":"R","fields":[{"name":"r","type":"R","default":{}}]}"#;
    let empty = r#"{"type":"record","name":"R","fields":[]}"#;
    assert!(
        translated(endless, empty, &[])
            .unwrap_err()
            .message
            .contains("no encoding")
    );
}
