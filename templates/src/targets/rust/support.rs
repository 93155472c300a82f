//! The module `wire`: how the types are read and written as the contract says.

use std::collections::BTreeSet;

/// What a crate is needed for, and its line in `Cargo.toml`.
const DEPENDENCIES: [(&str, &str); 4] = [
    (
        "rust_decimal",
        "rust_decimal = { version = \"1\", default-features = false, features = [\"std\"] }",
    ),
    ("serde_json", "serde_json = \"1\""),
    (
        "time",
        "time = { version = \"0.3\", features = [\"formatting\", \"macros\", \"parsing\"] }",
    ),
    ("uuid", "uuid = { version = \"1\", features = [\"serde\"] }"),
];

/// The lines that `[dependencies]` has to have.
pub(super) fn dependencies(needed: &BTreeSet<&'static str>, uses_wire: bool) -> Vec<String> {
    let mut lines = vec!["serde = { version = \"1\", features = [\"derive\"] }".to_owned()];
    if uses_wire {
        let time = match needed.contains("time") {
            true => ", \"time_0_3\"",
            false => "",
        };
        lines.push(format!(
            "serde_with = {{ version = \"3\", default-features = false, features = [\"base64\", \
             \"std\"{time}] }}"
        ));
    }
    if needed.contains("avro") || needed.contains("decimal") {
        let features = ["serde", "time", "uuid"];
        let features = features
            .iter()
            .filter(|feature| **feature == "serde" || needed.contains(*feature));
        let features: Vec<_> = features.map(|feature| format!("{feature:?}")).collect();
        lines.push(format!(
            "factum = {{ version = \"{}\", features = [{}] }}",
            env!("CARGO_PKG_VERSION"),
            features.join(", ")
        ));
    }
    let dependencies = DEPENDENCIES.iter();
    let dependencies = dependencies.filter(|(name, _)| needed.contains(name));
    lines.extend(dependencies.map(|(_, line)| (*line).to_owned()));
    lines.sort();
    lines
}

/// The text of the module.
pub(super) fn module(needed: &BTreeSet<&'static str>) -> String {
    let mut text = "//! How the types of this catalog are read and written.\n\n".to_owned();
    if needed.contains("time") || needed.contains("duration") {
        text.push_str("use std::borrow::Cow;\n\n");
    }
    text.push_str(include_str!("support/base.rs"));
    if needed.contains("time") {
        text.push('\n');
        text.push_str(include_str!("support/time.rs"));
    }
    if needed.contains("one_of") {
        text.push('\n');
        text.push_str(include_str!("support/one_of.rs"));
    }
    if needed.contains("duration") {
        text.push('\n');
        text.push_str(include_str!("support/duration.rs"));
    }
    if needed.contains("avro") {
        text.push_str(&avro(needed));
    }
    text
}

/// The module with the forms of Avro.
fn avro(needed: &BTreeSet<&'static str>) -> String {
    let mut text = include_str!("support/avro.rs").to_owned();
    let parts = [
        (&["avro null"][..], include_str!("support/avro/null.rs")),
        (
            &["avro duration", "avro json"],
            include_str!("support/avro/text.rs"),
        ),
        (&["avro duration"], include_str!("support/avro/duration.rs")),
        (&["avro json"], include_str!("support/avro/json.rs")),
        (&["avro uuid"], include_str!("support/avro/uuid.rs")),
        (&["avro decimal"], include_str!("support/avro/decimal.rs")),
        (&["avro time"], include_str!("support/avro/time.rs")),
    ];
    for (needs, part) in parts {
        if needs.iter().any(|need| needed.contains(need)) {
            text.push_str(part);
        }
    }
    text.push_str("}\n");
    text
}
