//! What holds for all schemas.

use std::collections::BTreeSet;

use factum_contract::avro::{self, Schema};
use factum_contract::compatibility::{Direction, Mode, check_history};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::document;
use super::generate::{Maker, Random, change, visit};

fn made(random: &mut Random) -> Value {
    Maker::new(random).record(3)
}

fn read(json: &Value) -> Option<Schema> {
    avro::parse(&document(&json.to_string()))
        .ok()
        .map(|parsed| parsed.schema)
}

/// A schema and a changed one, if that is valid.
fn pair(random: &mut Random) -> (Value, Value) {
    let old = made(random);
    let mut new = old.clone();
    change(random, &mut new);
    let new = if read(&new).is_some() {
        new
    } else {
        old.clone()
    };
    (old, new)
}

fn found(new: &Schema, old: &Schema, mode: Mode) -> Vec<(Direction, &'static str, String)> {
    let findings = check_history(new, std::slice::from_ref(old), mode, avro::check);
    let told = |f: factum_contract::compatibility::Finding| {
        (f.direction, f.difference.kind, f.difference.path)
    };
    findings.into_iter().map(told).collect()
}

/// The same schema with other key order, blanks and documentation.
fn reworded(random: &mut Random, schema: &Value) -> Value {
    match schema {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            if random.chance(50) {
                entries.reverse();
            }
            let reworded = entries.into_iter().map(|(key, value)| {
                // The value of a default is data.
                let is_data = key == "default";
                let value = if is_data {
                    value.clone()
                } else {
                    reworded(random, value)
                };
                (key.clone(), value)
            });
            let mut reworded: Map<String, Value> = reworded.collect();
            if object.contains_key("name") {
                reworded.insert("doc".to_owned(), json!("Some words."));
            }
            Value::Object(reworded)
        }
        Value::Array(items) => items.iter().map(|item| reworded(random, item)).collect(),
        other => other.clone(),
    }
}

/// The same schema with each named type in a document of its own.
fn taken_apart(schema: &Value) -> Vec<Value> {
    let mut schema = schema.clone();
    let mut documents = Vec::new();
    visit(&mut schema, &mut |ty| {
        if let Some(name) = ty["name"].as_str() {
            let name = json!(name);
            documents.push(std::mem::replace(ty, name));
        }
    });
    documents.reverse();
    documents
}

proptest! {
    #[test]
    fn a_schema_is_compatible_with_itself(seed: u64) {
        let schema = read(&made(&mut Random(seed))).unwrap();
        for mode in Mode::ALL {
            prop_assert_eq!(found(&schema, &schema, mode), []);
        }
    }

    #[test]
    fn backward_is_forward_the_other_way_round(seed: u64) {
        let (old, new) = pair(&mut Random(seed));
        let (old, new) = (read(&old).unwrap(), read(&new).unwrap());
        let backward = check_history(&new, std::slice::from_ref(&old), Mode::Backward, avro::check);
        let forward = check_history(&old, std::slice::from_ref(&new), Mode::Forward, avro::check);
        let differences = |findings: Vec<factum_contract::compatibility::Finding>| -> Vec<_> {
            findings.into_iter().map(|finding| finding.difference).collect()
        };
        prop_assert_eq!(differences(backward), differences(forward));
    }

    #[test]
    fn wording_never_changes_a_verdict(seed: u64) {
        let mut random = Random(seed);
        let (old, new) = pair(&mut random);
        let reworded = reworded(&mut random, &new);
        let [old, new, reworded] = [old, new, reworded].map(|json| read(&json).unwrap());
        prop_assert_eq!(found(&new, &old, Mode::Full), found(&reworded, &old, Mode::Full));
        prop_assert_eq!(new.fingerprint(), reworded.fingerprint());
    }

    #[test]
    fn where_a_type_is_defined_never_changes_a_verdict(seed: u64) {
        let (old, new) = pair(&mut Random(seed));
        let apart = taken_apart(&new);
        // A name defined twice, which is allowed if both read the same, leaves it open which of
        // the two a document refers to, and with it the aliases.
        let names: BTreeSet<_> = apart.iter().map(|d| d["name"].to_string()).collect();
        prop_assume!(names.len() == apart.len());
        let apart: Vec<_> = apart.iter().map(|d| document(&d.to_string())).collect();
        let apart = avro::parse_all(&apart).swap_remove(0);
        let (old, new) = (read(&old).unwrap(), read(&new).unwrap());
        // Taken out of the namespace around it, a type has another full name.
        if let Ok(apart) = apart && apart.schema.fingerprint() == new.fingerprint() {
            let apart = apart.schema;
            prop_assert_eq!(found(&new, &old, Mode::Full), found(&apart, &old, Mode::Full));
            prop_assert_eq!(new.to_json(), apart.to_json());
        }
    }

    #[test]
    fn printing_and_reading_again_gives_the_same(seed: u64) {
        let (_, new) = pair(&mut Random(seed));
        let schema = read(&new).unwrap();
        let (json, pretty) = (schema.to_json(), schema.to_json_pretty());
        for text in [&json, &pretty] {
            let again = avro::parse(&document(text)).unwrap().schema;
            prop_assert_eq!(&again.to_json(), &json);
            prop_assert_eq!(again.canonical_form(), schema.canonical_form());
        }
    }

    #[test]
    fn no_document_makes_it_panic(seed: u64) {
        let mut random = Random(seed);
        let text = made(&mut random).to_string();
        let pieces = ["null", "{}", "[]", "-1.5", "\"R1\"", "\"\"", "{\"type\":\"enum\"}"];
        let mut broken = text.clone();
        for _ in 0..3 {
            let values: Vec<_> = broken.match_indices([':', ',']).map(|(at, _)| at + 1).collect();
            let at = *random.one(&values);
            let end = broken[at..].find([',', ':', '}', ']']).map_or(broken.len(), |len| at + len);
            let piece: &str = pieces[random.below(pieces.len())];
            broken.replace_range(at..end, piece);
        }
        if let Ok(node) = factum_contract::document::parse_json(&broken, Default::default())
            && let Ok(parsed) = avro::parse(&node)
        {
            let again = read(&serde_json::from_str(&parsed.schema.to_json()).unwrap()).unwrap();
            prop_assert_eq!(again.to_json(), parsed.schema.to_json());
        }
    }
}
