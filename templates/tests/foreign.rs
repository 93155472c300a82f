//! Rust generated from other formats compiles, and keeps the documents that are valid.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

#[path = "generated/every_type/mod.rs"]
#[allow(missing_docs)]
mod every_type;
#[path = "support/project.rs"]
mod project;
#[path = "support/same.rs"]
mod same;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;

use factum_catalog::Catalog;
use factum_catalog::contract::document::Node;
use factum_catalog::contract::emit::to_json;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::schema::Schema;
use factum_templates::targets::rust;
use project::Project;
use same::Defaults;
use serde_json::{Value, json};
use support::{every_real_catalog, generated, python_says};

/// A message, what it is in Rust, and values of it.
struct Case {
    catalog: String,
    /// `catalog::module::Type`
    path: String,
    json_schema: Option<Value>,
    /// The Avro schema, if there is a codec for it.
    avro_schema: Option<Value>,
    examples: Vec<Value>,
}

/// What a row of the report counts.
#[derive(Default)]
struct Row {
    types: usize,
    with_documents: usize,
    documents: usize,
    with_avro: usize,
    avro_values: usize,
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

fn avro_schema(message: &Message) -> Option<Value> {
    message.schemas.iter().find_map(|schema| match schema {
        Schema::Avro(schema) => serde_json::from_str(&schema.to_json()).ok(),
        _ => None,
    })
}

const TARGET: &str = "rust = { out = '.', avro = true }";

/// Adds the module of a catalog to a project. Returns what is to be tried of it.
fn add(project: &mut Project, name: &str, catalog: &Catalog) -> Vec<Case> {
    let generated = generated(catalog, TARGET);
    project.add_module(name, &generated);
    let options: rust::Options = toml::from_str("out = '.'\navro = true").unwrap();
    let types = rust::type_paths(catalog, &options);
    let case = |(message, path): (&Message, String)| {
        let subject = message.identity().to_string();
        let mut notes = generated.notes.iter();
        let has_codec =
            !notes.any(|it| it.subject == subject && it.message.starts_with("has no codec"));
        Case {
            catalog: name.to_owned(),
            path: format!("{name}::{path}"),
            json_schema: json_schema(message),
            avro_schema: avro_schema(message).filter(|_| has_codec),
            examples: message.examples.iter().map(value).collect(),
        }
    };
    types.into_iter().map(case).collect()
}

/// Compiles a project, and sends values of each case through the types.
fn keeps_values(mut project: Project, cases: &[Case]) {
    let mut arms = String::new();
    for (
        index,
        Case {
            path, avro_schema, ..
        },
    ) in cases.iter().enumerate()
    {
        if avro_schema.is_some() {
            let guard = "if value.starts_with('x')";
            writeln!(
                arms,
                "        {index} {guard} => avro::<{path}>(&value[1..]),"
            )
            .unwrap();
        }
        writeln!(arms, "        {index} => json::<{path}>(value),").unwrap();
    }
    project.write_main(&include_str!("support/round_trip.rs").replace("        // arms\n", &arms));

    let documents = documents(cases);
    let avro = avro_values(cases);
    let mut input = String::new();
    for (index, (documents, avro)) in documents.iter().zip(&avro).enumerate() {
        documents
            .iter()
            .for_each(|it| writeln!(input, "{index}\t{it}").unwrap());
        avro.iter()
            .for_each(|it| writeln!(input, "{index}\tx{it}").unwrap());
    }
    let output = project.run(&input);
    let mut lines = output.lines();

    let mut report: BTreeMap<&str, Row> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut again = Vec::new();
    for ((case, documents), avro) in cases.iter().zip(&documents).zip(&avro) {
        let row = report.entry(&case.catalog).or_default();
        row.types += 1;
        row.with_documents += usize::from(!documents.is_empty());
        row.documents += documents.len();
        row.with_avro += usize::from(case.avro_schema.is_some());
        row.avro_values += avro.len();
        let defaults = Defaults::of(case.json_schema.as_ref().unwrap_or_default());
        for document in documents {
            let line = lines.next().unwrap();
            let kept = serde_json::from_str(line).unwrap_or(Value::Null);
            if !defaults.same(document, &kept) {
                wrong.push(format!("{}\n{document}\n{line}\n", case.path));
            }
        }
        let after: Vec<&str> = lines.by_ref().take(avro.len()).collect();
        again.push(json!({ "schema": case.avro_schema, "before": avro, "after": after }));
    }
    for (name, row) in report {
        println!(
            "{name}: {} types; {} documents of {}; {} values in Avro of {}",
            row.types, row.documents, row.with_documents, row.avro_values, row.with_avro
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
    let again: Vec<Value> = again
        .into_iter()
        .filter(|it| !it["schema"].is_null())
        .collect();
    let program = include_str!("support/avro_instances.py");
    let differing = python_says(program, "fastavro", &json!(again)).unwrap_or(json!([]));
    for (case, differing) in again.iter().zip(differing.as_array().unwrap()) {
        assert_eq!(*differing, json!([]), "{case}");
    }
}

/// Documents that are valid against the JSON Schema of each case.
fn documents(cases: &[Case]) -> Vec<Vec<Value>> {
    let asked = cases.iter().map(|case| {
        let schema = case.json_schema.clone().unwrap_or(json!(false));
        json!({ "schema": schema, "examples": case.examples })
    });
    let asked: Vec<Value> = asked.collect();
    let made = python_says(
        include_str!("support/instances.py"),
        "jsonschema",
        &json!(asked),
    );
    let none = || vec![Vec::new(); cases.len()];
    made.map_or_else(none, |made| serde_json::from_value(made).unwrap())
}

/// Values in Avro binary, as hexadecimal digits, for each case that has a codec.
fn avro_values(cases: &[Case]) -> Vec<Vec<String>> {
    let with_codec: Vec<usize> = (0..cases.len())
        .filter(|it| cases[*it].avro_schema.is_some())
        .collect();
    let asked: Vec<Value> = with_codec
        .iter()
        .map(|it| json!({ "schema": cases[*it].avro_schema }))
        .collect();
    let made = python_says(
        include_str!("support/avro_instances.py"),
        "fastavro",
        &json!(asked),
    );
    let made: Vec<Vec<String>> =
        made.map_or_else(Vec::new, |made| serde_json::from_value(made).unwrap());
    let mut values = vec![Vec::new(); cases.len()];
    for (index, made) in with_codec.into_iter().zip(made) {
        values[index] = made;
    }
    values
}

#[test]
fn rust_of_real_catalogs_keeps_valid_values() {
    let found = RefCell::new((Project::new("foreign"), Vec::new()));
    every_real_catalog(|folder, catalog| {
        let (project, all) = &mut *found.borrow_mut();
        let name = folder.file_name().unwrap().to_str().unwrap();
        // Files before and after a change, which are no catalog together.
        if name == "history-pairs" {
            return;
        }
        all.extend(add(project, &name.replace(['-', '.'], "_"), catalog));
    });
    let (project, cases) = found.into_inner();
    if !cases.is_empty() {
        keeps_values(project, &cases);
    }
}
