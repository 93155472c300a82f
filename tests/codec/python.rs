//! What Python's libraries make of the bytes.

use std::io::Write;
use std::process::{Command, Stdio};

use factum::avro::confluent::{self, SchemaId};
use factum::{Event, avro};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::samples::{EverythingHappened, happened};

/// What a script beside this file makes of a task; `None` if Python does not have what it imports.
fn run(script: &str, imports: &str, task: &Value) -> Option<Value> {
    let python = std::env::var("FACTUM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_imports = Command::new(&python)
        .args(["-c", &format!("import {imports}")])
        .stderr(Stdio::null())
        .status();
    if !has_imports.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: `{python}` with `{imports}` is not there (see FACTUM_PYTHON)");
        return None;
    }
    let mut python = Command::new(python)
        .arg(format!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/codec/{}"),
            script
        ))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = python.stdin.take().unwrap();
    input.write_all(task.to_string().as_bytes()).unwrap();
    drop(input);
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &Value) -> Vec<u8> {
    let digits = text.as_str().unwrap().as_bytes().chunks(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn events(count: usize) -> Vec<EverythingHappened> {
    let mut runner = TestRunner::deterministic();
    (0..count)
        .map(|_| happened().new_tree(&mut runner).unwrap().current())
        .collect()
}

#[test]
fn python_reads_and_writes_the_same_values() {
    let events = events(100);
    let messages = events.iter().map(|event| hex(&avro::encode(event)));
    let task = json!({
        "schema": EverythingHappened::avro_schema().to_json(),
        "messages": messages.collect::<Vec<_>>(),
    });
    let Some(done) = run("python.py", "avro.io, fastavro", &task) else {
        return;
    };
    for library in ["fastavro", "avro"] {
        let read = done[library].as_array().unwrap();
        assert_eq!(read.len(), events.len());
        for (message, event) in read.iter().map(unhex).zip(&events) {
            let again: EverythingHappened = avro::decode(&message).unwrap();
            assert_eq!(&again, event, "{library}");
        }
    }
}

/// With a registry that the library mocks: the first schema in it has the id 1.
#[test]
fn confluents_library_reads_and_writes_the_same_messages() {
    const ID: u32 = 1;
    let events = events(20);
    let messages = events
        .iter()
        .map(|event| hex(&confluent::encode(ID, event)));
    let task = json!({
        "schema": EverythingHappened::avro_schema().to_json(),
        "messages": messages.collect::<Vec<_>>(),
        "payloads": events.iter().map(|event| hex(&avro::encode(event))).collect::<Vec<_>>(),
    });
    let imports = "confluent_kafka.schema_registry.avro";
    let Some(done) = run("confluent.py", imports, &task) else {
        return;
    };
    assert_eq!(done["id"], ID);
    let guid = uuid::Uuid::parse_str(done["guid"].as_str().unwrap()).unwrap();
    let header = confluent::header(guid.into_bytes());
    assert_eq!(unhex(&done["header"]), header);

    let read = |way: &str| done[way].as_array().unwrap().iter().map(unhex);
    assert_eq!(read("prefixed").len(), events.len());
    assert_eq!(read("with_header").len(), events.len());
    for ((prefixed, with_header), event) in read("prefixed").zip(read("with_header")).zip(&events) {
        let (id, payload) = confluent::split_record(None, &prefixed).unwrap();
        assert_eq!(id, SchemaId::Id(ID));
        assert_eq!(&avro::decode::<EverythingHappened>(payload).unwrap(), event);
        let (id, payload) = confluent::split_record(Some(&header), &with_header).unwrap();
        assert_eq!(id, SchemaId::Guid(guid.into_bytes()));
        assert_eq!(&avro::decode::<EverythingHappened>(payload).unwrap(), event);
    }
}
