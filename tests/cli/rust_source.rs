//! Rust source as a catalog.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::comparing::git;
use crate::sandbox::Sandbox;

const LIB: &str = "\
//! A shop – größer als je.
mod money;
pub mod orders;
";
const MONEY: &str = "\
use factum::{Decimal, Payload};

pub type Amount = Decimal<12, 2>;

/// What something costs.
#[derive(Clone, Payload)]
pub struct Money {
    pub amount: Amount,
    pub currency: String,
}
";
const ORDERS: &str = "\
use crate::money::Money as Price;
use factum::{Event, EventSet};
use time::OffsetDateTime;

/// A customer submitted a basket (“Warenkorb”).
#[derive(Clone, Event)]
#[event(namespace = \"com.acme.orders\", version = 2, key = order_id)]
pub struct OrderPlaced {
    pub order_id: uuid::Uuid,
    pub total: Price,
    pub placed_at: OffsetDateTime,
}

#[derive(EventSet)]
pub enum OrderEvent {
    Placed(OrderPlaced),
}
";

fn shop(orders: &str) -> Sandbox {
    Sandbox::new(&[
        ("src/lib.rs", LIB),
        ("src/money.rs", MONEY),
        ("src/orders.rs", orders),
    ])
}

/// What the compiler says of types, by place: `file:line:column`.
fn said_by_the_compiler(stderr: &str) -> Vec<(String, String)> {
    let mut said = Vec::new();
    let mut lines = stderr.lines().peekable();
    while let Some(line) = lines.next() {
        let message = line.strip_prefix("error: ").or_else(|| {
            let constant = line.strip_prefix("warning: use of deprecated constant `_::")?;
            Some(constant.split_once("`: ")?.1)
        });
        if let (Some(message), Some(place)) = (message, lines.peek()) {
            let place = place.trim().trim_start_matches("--> ").to_owned();
            said.push((place, message.to_owned()));
        }
    }
    said
}

/// All that a finding says, as the compiler has it in one line.
fn sentence(finding: &serde_json::Value) -> String {
    let part = |key: &str| finding[key].as_str();
    let (message, why, rule) = (part("message"), part("why"), part("rule"));
    let help = part("help").map(|help| format!("; {help}"));
    format!(
        "{}{}. {} Where it is meant to be: `#[event(allow({}, reason = \"…\"))]`",
        message.unwrap(),
        help.unwrap_or_default(),
        why.unwrap(),
        rule.unwrap()
    )
}

#[test]
fn the_command_finds_what_the_derive_finds() {
    let tests = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../macros/attributes/tests/ui/fail"
    );
    let folder = Path::new(tests);
    let sandbox = Sandbox::new(&[]);
    let mut compared = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let name = format!("tests/ui/fail/{}", path.file_name().unwrap().display());
        sandbox.write(&name, fs::read(&path).unwrap());
        let report = sandbox.run(&["lint", &name, "--format", "json"]).stdout;
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let found: Vec<(String, String)> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| {
                let start = &finding["start"];
                let place = format!("{name}:{}:{}", start["line"], start["column"]);
                (place, sentence(finding))
            })
            .collect();
        let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap();
        for (place, message) in said_by_the_compiler(&stderr) {
            // To the command an unknown rule is a suppression that silences nothing.
            let is_known = |(at, words): &(String, String)| {
                *at == place && (words.starts_with(&message) || message.starts_with("unknown rule"))
            };
            // What the traits of the fields' types say is known to the compiler alone.
            if place.starts_with("tests/ui/fail/") {
                assert!(found.iter().any(is_known), "{place}: {message}\n{found:#?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn a_crate_is_a_catalog() {
    let sandbox = shop(ORDERS);
    let run = sandbox.run(&["lint", "src"]);
    assert_eq!(run.code, Some(0), "{run}");
    assert_snapshot!(sandbox.run(&["list"]));
    let run = sandbox.run(&["import", "src"]);
    assert_snapshot!(format!(
        "{run}\n{}",
        sandbox.read("catalog/com.acme.orders.yaml")
    ));
}

#[test]
fn findings_point_into_the_source_whatever_its_bytes_are() {
    let orders = ORDERS
        .replace("OrderPlaced", "PlaceOrder")
        .replace("key = order_id", "key = \"order\"")
        .replace('\n', "\r\n");
    let sandbox = shop(&format!("\u{feff}#!/usr/bin/env rust-script\r\n{orders}"));
    assert_snapshot!(sandbox.run(&["lint"]));
}

#[test]
fn a_break_of_a_type_is_one_of_its_schema() {
    let sandbox = shop(ORDERS);
    git(&sandbox, &["init", "--quiet"]);
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "-m", "one"]);
    sandbox.write(
        "src/money.rs",
        MONEY.replace("String,", "String,\n    pub net: Amount,"),
    );
    let run = sandbox.run(&["breaking", "src", "--against", "HEAD"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert_snapshot!(run);
}

#[test]
fn a_renamed_field_is_asked_for_its_old_name_in_words_of_rust() {
    let sandbox = shop(&ORDERS.replace("pub total", "pub note: Option<String>,\n    pub total"));
    sandbox.write("before/orders.rs", sandbox.read("src/orders.rs"));
    sandbox.write("before/lib.rs", LIB);
    sandbox.write("before/money.rs", MONEY);
    let renamed = sandbox.read("src/orders.rs").replace("note", "remark");
    sandbox.write(
        "src/orders.rs",
        renamed.replace("pub remark", "#[event(was = \"note\")]\n    pub remark"),
    );
    let run = sandbox.run(&["breaking", "src", "--against", "before"]);
    assert_eq!(run.code, Some(0), "{run}");
    sandbox.write("src/orders.rs", renamed);
    let run = sandbox.run(&["breaking", "src", "--against", "before"]);
    assert!(
        run.stdout.contains("`#[event(was = \"old_name\")]`"),
        "{run}"
    );
}

#[test]
fn what_is_meant_to_be_is_allowed_by_attributes_and_comments() {
    let orders = "\
use factum::Event;

/// So called since 2011.
#[derive(Event)]
#[event(
    namespace = \"com.acme\",
    key = order_id,
    allow(command-shaped, reason = \"older than we are\"),
    allow(no-verb, reason = \"nothing\")
)]
pub struct PlaceOrder<'a> {
    #[event(allow(int-id, reason = \"never more than a few\"))]
    pub order_id: i32,
    // factum: allow(money-in-float) an estimate
    pub price: f64,
    pub fee: f64, // factum: allow(money-in-float) an estimate too
    pub note: &'a str, // \"// factum: allow(secret-in-payload) no comment\"
    pub placed_at: time::OffsetDateTime,
}
";
    let sandbox = shop(orders);
    let run = sandbox.run(&["lint", "src", "--fix"]);
    assert_eq!(run.code, Some(0), "{run}");
    let mended = orders.replace(
        "we are\"),\n    allow(no-verb, reason = \"nothing\")\n",
        "we are\")\n",
    );
    assert_eq!(sandbox.read("src/orders.rs"), mended);
}

#[test]
fn renames_are_left_to_people() {
    let sandbox = shop(&ORDERS.replace("OrderPlaced", "PlaceOrder"));
    let before = sandbox.read("src/orders.rs");
    assert_eq!(
        sandbox.run(&["lint", "--fix", "--unsafe-fixes"]).code,
        Some(1)
    );
    assert_eq!(sandbox.read("src/orders.rs"), before);
}

#[test]
fn test_code_and_other_derives_are_nobodys_contract() {
    let bad = "#[derive(factum::Event)]\npub struct PlaceOrder { pub total: f64 }\n";
    let bevy = "use bevy::prelude::*;\n#[derive(Event)]\nstruct Explode { at: f64 }\n";
    let sandbox = shop(&format!(
        "{ORDERS}\n#[cfg(test)]\nmod tests {{\n    {bad}}}\n"
    ));
    sandbox.write("tests/orders.rs", bad);
    sandbox.write("src/game.rs", bevy);
    assert_eq!(sandbox.run(&["lint"]).code, Some(0));
    assert_eq!(sandbox.run(&["lint", "tests"]).code, Some(1));
    assert_eq!(sandbox.run(&["lint", "src/game.rs"]).code, Some(2));
}

#[test]
fn what_is_not_rust_is_reported_where_it_speaks_of_contracts() {
    let sandbox = shop(&ORDERS.replace("pub total: Price", "pub total Price"));
    sandbox.write("src/broken.rs", "fn main() { (");
    sandbox.write("src/torn.rs", format!("{MONEY}fn f() {{ \"\n"));
    assert_snapshot!(sandbox.run(&["lint"]));
}
