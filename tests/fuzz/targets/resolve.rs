//! A schema that differs from the type's own in what the first bytes say, and the rest as data of
//! it: the plan reads what the translation gives, or both fail.
#![no_main]

use std::sync::LazyLock;

use factum::avro::{self, Plan};
use factum::{Event, Payload};
use factum_contract::avro::{Schema, resolve};
use factum_fuzz::everything::EverythingHappened;
use factum_fuzz::schema;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

static OWN: LazyLock<Schema> = LazyLock::new(EverythingHappened::avro_schema);
static OWN_JSON: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&OWN.to_json()).expect("a schema"));

fuzz_target!(|bytes: &[u8]| {
    let Some((&count, mut bytes)) = bytes.split_first() else {
        return;
    };
    let mut writer = OWN_JSON.clone();
    for _ in 0..count % 8 {
        let Some((&[at, what, operand], rest)) = bytes.split_first_chunk() else {
            return;
        };
        change(&mut writer, usize::from(at), what, operand);
        bytes = rest;
    }
    let Some(writer) = schema(&writer.to_string()) else {
        return;
    };
    let Ok(plan) = Plan::new::<EverythingHappened>(&writer) else {
        return;
    };
    let read = plan.decode::<EverythingHappened>(bytes);
    let resolution = resolve(&OWN, &writer);
    if let (Ok(event), Some(translated)) = (&read, resolution.translate(bytes).ok()) {
        let expected: EverythingHappened = avro::decode(&translated).expect("a translated value");
        assert_eq!(encoded(event), encoded(&expected));
    }
});

fn encoded(value: &impl Payload) -> Vec<u8> {
    avro::encode(value)
}

/// Changes the field with this number, counted through all records.
fn change(schema: &mut Value, at: usize, what: u8, operand: u8) {
    let mut number = at % 32;
    walk(schema, &mut |fields| {
        if number >= fields.len() {
            number -= fields.len();
            return false;
        }
        let operand = usize::from(operand);
        match what % 6 {
            0 => drop(fields.remove(number)),
            1 => {
                let other = operand % fields.len();
                fields.swap(number, other);
            }
            2 => fields[number]["type"] = simple(operand),
            3 => fields[number]["type"] = json!(["null", fields[number]["type"].clone()]),
            4 => {
                let field = json!({"name": format!("other{operand}"), "type": simple(operand)});
                fields.insert(number, field);
            }
            _ => fields[number]["type"] = json!({"type": "array", "items": simple(operand)}),
        }
        true
    });
}

fn simple(number: usize) -> Value {
    const SIMPLE: [&str; 8] = [
        "null", "boolean", "int", "long", "float", "double", "bytes", "string",
    ];
    SIMPLE[number % SIMPLE.len()].into()
}

/// Calls `each` with the fields of each record, until it says that it is done.
fn walk(schema: &mut Value, each: &mut impl FnMut(&mut Vec<Value>) -> bool) -> bool {
    match schema {
        Value::Array(all) => all.iter_mut().any(|one| walk(one, each)),
        Value::Object(members) => {
            if let Some(Value::Array(fields)) = members.get_mut("fields") {
                if each(fields) {
                    return true;
                }
                return fields
                    .iter_mut()
                    .any(|field| walk(&mut field["type"], each));
            }
            let parts = ["type", "items", "values"];
            parts
                .iter()
                .any(|part| members.get_mut(*part).is_some_and(|part| walk(part, each)))
        }
        _ => false,
    }
}
