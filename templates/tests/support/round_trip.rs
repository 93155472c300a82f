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

fn round_trip(index: usize, document: &str) -> Result<String, String> {
    match index {
        // arms
        _ => Err("there is no such type".to_owned()),
    }
}

fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (index, document) = line.split_once('\t').expect("a number and a document");
        let index = index.parse().expect("a number");
        println!("{}", round_trip(index, document).unwrap_or_else(|error| error));
    }
}
