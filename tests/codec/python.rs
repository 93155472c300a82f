//! What Python's libraries make of the bytes.

use std::io::Write;
use std::process::{Command, Stdio};

use factum::{Event, avro};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::samples::{EverythingHappened, happened};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn has_libraries() -> bool {
    let imports = ["-c", "import avro.io, fastavro"];
    let python = Command::new("python3")
        .args(imports)
        .stderr(Stdio::null())
        .status();
    python.is_ok_and(|status| status.success())
}

#[test]
fn python_reads_and_writes_the_same_values() {
    if !has_libraries() {
        eprintln!("SKIPPED: python3 with fastavro and avro is not there");
        return;
    }
    let mut runner = TestRunner::deterministic();
    let events: Vec<EverythingHappened> = (0..100)
        .map(|_| happened().new_tree(&mut runner).unwrap().current())
        .collect();
    let messages: Vec<_> = events
        .iter()
        .map(|event| hex(&avro::encode(event)))
        .collect();
    let schema = EverythingHappened::avro_schema().to_json();
    let task = serde_json::json!({ "schema": schema, "messages": messages });

    let mut python = Command::new("python3")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/codec/python.py"
        ))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = python.stdin.take().unwrap();
    input.write_all(task.to_string().as_bytes()).unwrap();
    drop(input);
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    let done: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for library in ["fastavro", "avro"] {
        let read = done[library].as_array().unwrap().iter();
        let read = read.map(|message| unhex(message.as_str().unwrap()));
        for (message, event) in read.zip(&events) {
            assert_eq!(
                &avro::decode::<EverythingHappened>(&message).unwrap(),
                event,
                "{library}"
            );
        }
        assert_eq!(done[library].as_array().unwrap().len(), events.len());
    }
}
