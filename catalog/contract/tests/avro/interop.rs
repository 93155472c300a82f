//! Against PyPI `avro` and `fastavro`: *compatible* means that one of them decodes the data (each
//! refuses some that the other reads), and `avro`'s checker agrees.

use std::io::Write;
use std::process::{Command, Stdio};

use factum_contract::avro::{self, Remark, RemarkKind};
use serde_json::json;

use super::document;
use super::generate::{Maker, Random, change};

#[test]
fn compatible_data_decodes() {
    let python = std::env::var("FACTUM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_avro = Command::new(&python)
        .args(["-c", "import avro.compatibility, fastavro"])
        .output();
    if !has_avro.is_ok_and(|output| output.status.success()) {
        eprintln!(
            "SKIPPED: `{python}` with the packages `avro` and `fastavro` is not there (see FACTUM_PYTHON)"
        );
        return;
    }
    let mut cases = Vec::new();
    let mut compatible = 0;
    let count: usize = std::env::var("FACTUM_CASES").map_or(400, |n| n.parse().unwrap());
    for seed in 0..count as u64 {
        let mut random = Random(seed);
        let writer = Maker::new(&mut random).record(3);
        let mut reader = writer.clone();
        change(&mut random, &mut reader);
        let parse = |schema: &serde_json::Value| avro::parse(&document(&schema.to_string()));
        let (Ok(read), Ok(written)) = (parse(&reader), parse(&writer)) else {
            continue;
        };
        // Python's avro takes only what all versions take.
        let is_new = |remark: &Remark| {
            use RemarkKind::{DefaultOfLaterBranch, ForwardReference, RepeatedDefinition};
            let new = [DefaultOfLaterBranch, ForwardReference, RepeatedDefinition];
            new.contains(&remark.kind)
        };
        if read.remarks.iter().any(is_new) {
            continue;
        }
        let is_compatible = avro::check(&read.schema, &written.schema).is_empty();
        compatible += usize::from(is_compatible);
        let case = json!({"reader": reader, "writer": writer, "compatible": is_compatible});
        cases.push(case.to_string());
    }
    assert!(compatible > count / 5 && cases.len() - compatible > count / 10);
    let mut child = Command::new(&python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/avro/decode.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writing = std::thread::spawn(move || input.write_all(cases.join("\n").as_bytes()));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && writing.join().unwrap().is_ok());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}
