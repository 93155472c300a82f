//! Reads lines of a number and a document, and writes each document as the type of that number
//! reads and writes it.

use std::io::BufRead;

use serde::Serialize;
use serde::de::DeserializeOwned;

fn json<T: Serialize + DeserializeOwned + PartialEq>(document: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(document).map_err(|error| error.to_string())?;
    let written = serde_json::to_string(&value).map_err(|error| error.to_string())?;
    let again: T = serde_json::from_str(&written).map_err(|error| format!("{error} in {written}"))?;
    match again == value {
        true => Ok(written),
        false => Err(format!("differs once it is read again: {written}")),
    }
}

fn avro<T>(hex: &str) -> Result<String, String>
where
    T: for<'a> factum::Decode<'a> + PartialEq + Serialize + DeserializeOwned,
{
    let digits = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal digits");
    let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(digits).collect();
    let value: T = factum::avro::decode(&bytes).map_err(|error| error.to_string())?;
    json::<T>(&serde_json::to_string(&value).map_err(|error| error.to_string())?)?;
    let written = factum::avro::encode(&value);
    Ok(written.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn round_trip(index: usize, value: &str) -> Result<String, String> {
    match index {
        // arms
        _ => Err("there is no such type".to_owned()),
    }
}

fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (index, value) = line.split_once('\t').expect("a number and a document");
        let index = index.parse().expect("a number");
        println!("{}", round_trip(index, value).unwrap_or_else(|error| error));
    }
}
