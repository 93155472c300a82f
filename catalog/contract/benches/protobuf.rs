//! What it costs to read Protobuf files, beside the compiler's parser alone.

use std::fmt::Write;

use divan::{Bencher, black_box};
use factum_contract::protobuf::{Layout, Schema, Source, check, link};
use factum_contract::span::FileId;
use std::sync::Arc;

const FILES: usize = 200;
const PER_FILE: usize = 50;

fn main() {
    divan::main();
}

/// Files of fifty events of eight fields each; all import one.
fn texts() -> Vec<String> {
    let money = "syntax = \"proto3\";\npackage acme;\nmessage Money { int64 minor_units = 1; string currency = 2; }\n";
    let events = (1..FILES).map(|file| {
        let mut text = format!("syntax = \"proto3\";\npackage acme.s{file}.v1;\nimport \"money.proto\";\nimport \"google/protobuf/timestamp.proto\";\n");
        for event in 0..PER_FILE {
            let _ = write!(
                text,
                "
// Something happened to the order, and this tells who was told of it.
message Order{event}Placed {{
  string order_id = 1; // Which one.
  acme.Money total = 2;
  optional string coupon = 3;
  repeated Line lines = 4;
  map<string, string> labels = 5;
  google.protobuf.Timestamp placed_at = 6;
  Channel channel = 7;
  bool is_gift = 8;
  message Line {{ string sku = 1; int32 quantity = 2; }}
  enum Channel {{ CHANNEL_UNSPECIFIED = 0; CHANNEL_WEB = 1; CHANNEL_STORE = 2; }}
}}
"
            );
        }
        text
    });
    std::iter::once(money.to_owned()).chain(events).collect()
}

fn sources(texts: &[String]) -> Vec<(String, Source)> {
    let parse = |(index, text): (usize, &String)| {
        let layout = Layout::of_file(text, FileId(0), 0);
        let path = if index == 0 {
            "money.proto".to_owned()
        } else {
            format!("s{index}.proto")
        };
        Some((path, Source::parse(text, layout).ok()?))
    };
    texts.iter().enumerate().filter_map(parse).collect()
}

fn resolve(_: usize, path: &str) -> Option<usize> {
    (path == "money.proto").then_some(0)
}

#[divan::bench]
fn parser_alone_on_10_000_messages(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.bench_local(|| {
        for text in &texts {
            let _ = black_box(protox::file::File::from_source("a.proto", text));
        }
    });
}

#[divan::bench]
fn read_10_000_messages(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.bench_local(|| black_box(sources(&texts)));
}

#[divan::bench]
fn link_10_000_messages(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher
        .with_inputs(|| sources(&texts))
        .bench_local_values(|sources| link(sources, resolve));
}

#[divan::bench]
fn compare_10_000_messages(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let files = || Arc::new(link(sources(&texts), resolve).0);
    let (new, old) = (files(), files());
    bencher.bench_local(|| {
        for message in 0..new.messages().len() {
            let new = Schema::of_message(Arc::clone(&new), message);
            let old = Schema::of_message(Arc::clone(&old), message);
            black_box(check(&new, &old));
        }
    });
}
