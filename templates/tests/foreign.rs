//! Rust generated from other formats compiles, and keeps the documents that are valid.
#![allow(clippy::unwrap_used, reason = "a test may")]

#[path = "support/same.rs"]
mod same;
mod support;

#[path = "generated/every_type/mod.rs"]
#[allow(missing_docs)]
mod every_type;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;

use factum_catalog::Catalog;
use factum_catalog::contract::document::Node;
use factum_catalog::contract::emit::to_json;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::schema::Schema;
use factum_templates::targets::rust;
use same::Defaults;
use serde_json::{Value, json};
use support::project::Project;
use support::{every_real_catalog, generated, python_says};

/// A message, what it is in Rust, and documents of it.
struct Case {
    catalog: String,
    /// `catalog::module::Type`
    path: String,
    schema: Option<Value>,
    examples: Vec<Value>,
}

fn value(node: &Node) -> Value {
    serde_json::from_str(&to_json(node)).unwrap()
}

/// The JSON Schema of a payload; of an envelope, that of the data in it.
fn json_schema(message: &Message) -> Option<Value> {
    let document = message.schemas.iter().find_map(|schema| match schema {
        Schema::JsonSchema(schema) => Some(value(&schema.document)),
        _ => None,
    })?;
    let data = &document["properties"]["data"];
    if !data.is_object() || message.field("data").is_some() {
        return Some(document);
    }
    let mut data = data.clone();
    data["definitions"] = document["definitions"].clone();
    Some(data)
}

fn cases(name: &str, catalog: &Catalog) -> Vec<Case> {
    let options: rust::Options = toml::from_str("out = '.'").unwrap();
    let types = rust::type_paths(catalog, &options);
    let case = |(message, path): (&Message, String)| Case {
        catalog: name.to_owned(),
        path: format!("{name}::{path}"),
        schema: json_schema(message),
        examples: message.examples.iter().map(value).collect(),
    };
    types.into_iter().map(case).collect()
}

#[test]
fn rust_of_real_catalogs_keeps_valid_documents() {
    let found = RefCell::new((Project::new("foreign"), Vec::new()));
    every_real_catalog(|folder, catalog| {
        let (project, all) = &mut *found.borrow_mut();
        let name = folder.file_name().unwrap().to_str().unwrap();
        if name == "history-pairs" {
            return;
        }
        let name = name.replace(['-', '.'], "_");
        project.add_module(&name, &generated(catalog, "rust = { out = '.' }"));
        all.extend(cases(&name, catalog));
    });
    let (project, cases) = found.into_inner();
    round_trip(project, &cases);
}

fn round_trip(mut project: Project, cases: &[Case]) {
    let mut arms = String::new();
    for (index, case) in cases.iter().enumerate() {
        writeln!(arms, "        {index} => json::<{}>(document),", case.path).unwrap();
    }
    project.write_main(&include_str!("support/round_trip.rs").replace("        // arms\n", &arms));
    let with_schema: Vec<_> = cases.iter().map(|case| {
        json!({ "schema": case.schema.clone().unwrap_or(json!(false)), "examples": case.examples })
    }).collect();
    let documents = python_says(
        include_str!("support/instances.py"),
        "jsonschema",
        &json!(with_schema),
    );
    let documents: Vec<Vec<Value>> = serde_json::from_value(
        documents.unwrap_or(json!(cases.iter().map(|_| json!([])).collect::<Vec<_>>())),
    )
    .unwrap();
    let mut input = String::new();
    let mut sent = Vec::new();
    for (index, documents) in documents.iter().enumerate() {
        for document in documents {
            writeln!(input, "{index}\t{document}").unwrap();
            sent.push((index, document));
        }
    }
    let output = project.run(&input);
    let mut table: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (case, documents) in cases.iter().zip(&documents) {
        let row = table.entry(&case.catalog).or_default();
        row[0] += 1;
        row[1] += usize::from(!documents.is_empty());
    }
    let mut wrong = Vec::new();
    for ((index, document), line) in sent.iter().zip(output.lines()) {
        let case = &cases[*index];
        let row = table.entry(&case.catalog).or_default();
        row[2] += 1;
        let after: Value = serde_json::from_str(line).unwrap_or_else(|_| json!({"error": line}));
        if !Defaults::of(case.schema.as_ref().unwrap_or_default()).same(document, &after) {
            row[3] += 1;
            wrong.push(format!(
                "{} {}\n  {document}\n  {line}\n",
                case.catalog, case.path
            ));
        }
    }
    for (name, row) in table {
        println!("{name:40} {row:?}");
    }
    assert_eq!(sent.len(), output.lines().count());
    std::fs::write("/tmp/fg_wrong.txt", wrong.concat()).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.len());
}
