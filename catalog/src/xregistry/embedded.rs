//! The schemas that registries hold, each as a document of its own: its references begin at itself.
//! One may stand there as a value, as a text, or as the base64 of its bytes.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use factum_contract::document::{Node, Value, parse_json};
use factum_contract::span::{FileId, Span};

use super::index::entries;
use crate::json_structure::{as_json_schema, is_structure};
use crate::problem::{Problem, ProblemKind};
use crate::reader::Document;

/// Where a schema stands in a message, and older names for it.
pub(super) const IN_MESSAGE: [&str; 4] =
    ["dataschema", "dataschemabase64", "schema", "schemabase64"];

/// Where a message says in which language its schema is, and older names for that.
pub(super) const FORMATS: [&str; 2] = ["dataschemaformat", "schemaformat"];

/// Where it stands in a version of a schema.
pub(super) const IN_VERSION: [&str; 2] = ["schema", "schemabase64"];

/// The schemas that a registry holds, each as a document.
pub(super) fn documents_in(document: &Document) -> Document {
    let mut reading = Reading {
        text: &document.text,
        file: document.file,
        roots: Vec::new(),
        problems: Vec::new(),
    };
    for root in &document.roots {
        for group in entries(root, "schemagroups") {
            for schema in entries(&group.value, "schemas") {
                let versions = entries(&schema.value, "versions").iter();
                let values = versions.map(|version| &version.value);
                for holder in values.chain([&schema.value]) {
                    let format = holder.get("format").or_else(|| schema.value.get("format"));
                    reading.read(holder, &IN_VERSION, format);
                }
            }
        }
        for groups in ["messagegroups", "endpoints"] {
            for group in entries(root, groups) {
                for message in entries(&group.value, "messages") {
                    let format = held(&message.value, &FORMATS);
                    reading.read(&message.value, &IN_MESSAGE, format);
                }
            }
        }
    }
    reading.roots.sort_by_key(|root| root.span.start);
    Document {
        file: document.file,
        path: document.path.clone(),
        text: document.text.clone(),
        roots: reading.roots,
        comments: Vec::new(),
        repeated: Vec::new(),
        statements: Vec::new(),
        unfinished: Vec::new(),
        problems: reading.problems,
        rust: None,
    }
}

/// The documents that the schemas of registries are, by their place.
pub(super) struct Embedded<'a> {
    by_place: HashMap<Span, &'a Node>,
}

impl<'a> Embedded<'a> {
    pub(super) fn new(documents: &'a [Document]) -> Embedded<'a> {
        let roots = documents.iter().flat_map(|document| &document.roots);
        Embedded {
            by_place: roots.map(|root| (root.span, root)).collect(),
        }
    }

    /// The document that stands at a place.
    pub(super) fn at(&self, place: Span) -> Option<&'a Node> {
        self.by_place.get(&place).copied()
    }
}

/// The schema that an entry holds under one of some keys.
pub(super) fn held<'a>(holder: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    let mut values = keys.iter().filter_map(|key| holder.get(key));
    values.find(|value| !value.is_null())
}

struct Reading<'a> {
    text: &'a str,
    file: FileId,
    roots: Vec<Node>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn read(&mut self, holder: &Node, keys: &[&str], format: Option<&Node>) {
        let Some(schema) = held(holder, keys) else {
            return;
        };
        let format = format.and_then(Node::text).unwrap_or_default();
        match &schema.value {
            Value::Map(_) => self.add(schema.clone(), format),
            Value::List(_) => {}
            Value::Scalar(scalar) => {
                let is_base64 = keys
                    .iter()
                    .any(|key| key.ends_with("base64") && holder.get(key) == Some(schema));
                let inner = match is_base64 {
                    true => self.decoded(&scalar.text, schema.span),
                    false => Some(Inner {
                        places: places(self.text.get(schema.span.range()), &scalar.text),
                        text: scalar.text.to_string(),
                    }),
                };
                if let Some(inner) = inner.filter(|inner| inner.is_json(format)) {
                    self.parse(&inner, schema.span, format);
                }
            }
        }
    }

    fn add(&mut self, root: Node, format: &str) {
        self.roots.push(match is_structure(&root, format) {
            true => as_json_schema(root),
            false => root,
        });
    }

    fn decoded(&mut self, base64: &str, span: Span) -> Option<Inner> {
        let letters: String = base64.split_whitespace().collect();
        let bytes = STANDARD.decode(letters).ok();
        let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            let problem = Problem::new(
                ProblemKind::InvalidValue,
                span,
                "this is not the base64 of a text",
            );
            self.problems
                .push(problem.help("write the schema itself, as a value"));
            return None;
        };
        // Three bytes are four letters; a place in the middle of them is as good as any.
        let places = (0..=text.len()).map(|byte| byte / 3 * 4 + byte % 3 + 1);
        let places = places.collect();
        Some(Inner { text, places })
    }

    /// Parses a schema that is written as a text.
    fn parse(&mut self, inner: &Inner, whole: Span, format: &str) {
        match parse_json(&inner.text, self.file) {
            Ok(mut root) => {
                inner.place(&mut root, whole);
                // It is known by the place of all of the text.
                root.span = whole;
                self.add(root, format);
            }
            Err(error) => {
                let message = format!("this schema is not JSON: {}", error.message);
                let span = inner.span(error.span, whole);
                self.problems
                    .push(Problem::new(ProblemKind::InvalidSchema, span, message));
            }
        }
    }
}

/// A text within a text.
struct Inner {
    text: String,
    /// Where each byte of it stands, counted from the beginning of the value that holds it.
    places: Vec<usize>,
}

impl Inner {
    /// Whether it is or should be JSON: by the language that it is said to be in, or by its first
    /// letter.
    fn is_json(&self, format: &str) -> bool {
        let language = format.to_ascii_lowercase();
        ["avro", "json"]
            .iter()
            .any(|json| language.starts_with(json))
            || self.text.trim_start().starts_with(['{', '['])
    }

    fn span(&self, span: Span, whole: Span) -> Span {
        let length = whole.range().len();
        let at = |byte: usize| self.places.get(byte).copied().unwrap_or(length).min(length);
        let range = span.range();
        whole.slice(at(range.start), at(range.end))
    }

    /// Moves a value that was parsed from the text to where it stands in the file.
    fn place(&self, node: &mut Node, whole: Span) {
        node.span = self.span(node.span, whole);
        match &mut node.value {
            Value::Scalar(_) => {}
            Value::List(items) => items.iter_mut().for_each(|item| self.place(item, whole)),
            Value::Map(entries) => {
                for entry in entries {
                    entry.key_span = self.span(entry.key_span, whole);
                    self.place(&mut entry.value, whole);
                }
            }
        }
    }
}

/// Where each byte of a text stands in its raw form: behind quotes, escapes or an indentation.
fn places(raw: Option<&str>, text: &str) -> Vec<usize> {
    let raw = raw.unwrap_or_default().as_bytes();
    let has_escapes = raw.first() == Some(&b'"');
    let mut at = usize::from(matches!(raw.first(), Some(b'"' | b'\'')));
    let mut places = Vec::with_capacity(text.len() + 1);
    for letter in text.chars() {
        let mut buffer = [0; 4];
        let bytes = letter.encode_utf8(&mut buffer).as_bytes();
        if has_escapes && raw.get(at) == Some(&b'\\') {
            places.extend(std::iter::repeat_n(at, bytes.len()));
            at += match raw.get(at + 1) {
                Some(b'u') if letter.len_utf16() == 2 => 12,
                Some(b'u') => 6,
                _ => 2,
            };
            continue;
        }
        // What stands between is indentation, or a line break that was folded.
        while at < raw.len() && !raw[at..].starts_with(bytes) && raw[at].is_ascii_whitespace() {
            at += 1;
        }
        places.extend((0..bytes.len()).map(|offset| at + offset));
        at += bytes.len();
    }
    places.push(at);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_within_a_text_is_found_again() {
        for (raw, text) in [
            (r#""{\"a\": \"ü\"}""#, r#"{"a": "ü"}"#),
            (r#""{\n\t\"\u00fc\": 1}""#, "{\n\t\"ü\": 1}"),
            (
                "|\n      {\n        \"a\": 1\n      }\n",
                "{\n  \"a\": 1\n}\n",
            ),
            ("'{\"a\": 1}'", "{\"a\": 1}"),
        ] {
            let places = places(Some(raw), text);
            assert_eq!(places.len(), text.len() + 1, "{raw}");
            assert!(places.is_sorted(), "{raw}: {places:?}");
            let one = text.find('1').or(text.find('{')).unwrap();
            let raw_byte = raw.as_bytes()[places[one]];
            assert_eq!(raw_byte, text.as_bytes()[one], "{raw}: {places:?}");
        }
    }
}
