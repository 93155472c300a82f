//! Against PyPI `avro` and `fastavro`: *compatible* means that one of them decodes the data (each
//! refuses some that the other reads), and `avro`'s checker agrees.

use std::io::Write;
use std::process::{Command, Stdio};

use factum_contract::avro::{self, Remark, RemarkKind};
use serde_json::{Value, json};

use super::generate::{Maker, Random, change};
use super::{document, schema};

/// The Python with which to compare, if it has the libraries.
fn python() -> Option<String> {
    let python = std::env::var("FACTUM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let imports = ["-c", "import avro.compatibility, fastavro"];
    let has_avro = Command::new(&python).args(imports).output();
    if has_avro.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    eprintln!("SKIPPED: `{python}` with `avro` and `fastavro` is not there (see FACTUM_PYTHON)");
    None
}

/// What a script beside this file prints, given these lines.
fn run(python: &str, script: &str, arguments: &[&str], lines: &[String]) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/avro/");
    let mut child = Command::new(python)
        .arg(format!("{folder}{script}"))
        .args(arguments)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = lines.join("\n");
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && writing.join().unwrap().is_ok());
    String::from_utf8(output.stdout).unwrap()
}

/// Random pairs of schemas, with their verdicts.
fn cases() -> Vec<Value> {
    let mut cases = Vec::new();
    let count = std::env::var("FACTUM_CASES").map_or(400, |n| n.parse().unwrap());
    for seed in 0..count {
        let mut random = Random(seed);
        let writer = Maker::new(&mut random).record(3);
        let mut reader = writer.clone();
        change(&mut random, &mut reader);
        let parse = |schema: &Value| avro::parse(&document(&schema.to_string()));
        let (Ok(read), Ok(written)) = (parse(&reader), parse(&writer)) else {
            continue;
        };
        // Python's avro takes only what all versions take.
        let is_new = |remark: &Remark| {
            use RemarkKind::{DefaultOfLaterBranch, ForwardReference, RepeatedDefinition};
            let new = [DefaultOfLaterBranch, ForwardReference, RepeatedDefinition];
            new.contains(&remark.kind)
        };
        if !read.remarks.iter().any(is_new) {
            let compatible = avro::check(&read.schema, &written.schema).is_empty();
            cases.push(json!({"reader": reader, "writer": writer, "compatible": compatible}));
        }
    }
    cases
}

#[test]
fn compatible_data_decodes() {
    let Some(python) = python() else {
        return;
    };
    let cases = cases();
    let compatible = cases
        .iter()
        .filter(|case| case["compatible"] == true)
        .count();
    assert!(compatible * 5 > cases.len() && compatible * 10 < cases.len() * 9);
    let lines: Vec<String> = cases.iter().map(Value::to_string).collect();
    assert_eq!(run(&python, "decode.py", &[], &lines), "");
}

#[test]
fn translated_data_is_what_other_libraries_read() {
    let Some(python) = python() else {
        return;
    };
    let cases = cases()
        .into_iter()
        .filter(|case| case["compatible"] == true);
    let mut lines: Vec<String> = cases.map(|case| case.to_string()).collect();
    let written = run(&python, "translate.py", &["write"], &lines);
    lines.clear();
    for line in written.lines() {
        let mut case: Value = serde_json::from_str(line).unwrap();
        let schema = |side: &str| schema(&case[side].to_string());
        let resolution = avro::resolve(&schema("reader"), &schema("writer"));
        let data = case["written"].as_array().unwrap().iter();
        let translated: Vec<String> = data
            .map(|data| {
                to_hex(
                    &resolution
                        .translate(&from_hex(data.as_str().unwrap()))
                        .unwrap(),
                )
            })
            .collect();
        case["translated"] = json!(translated);
        lines.push(case.to_string());
    }
    assert_eq!(run(&python, "translate.py", &["compare"], &lines), "");
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(digits).collect()
}
