//! Documents as JSON text.

use crate::document::{Node, Scalar, Value};

/// Writes a document as JSON (RFC 8259) without blanks.
///
/// Plain scalars are written as what the YAML 1.2 core schema takes them for, numbers in JSON's
/// spelling of them (`.5` as `0.5`).
pub fn to_json(node: &Node) -> String {
    let mut out = String::new();
    write_node(&mut out, node);
    out
}

fn write_node(out: &mut String, node: &Node) {
    match &node.value {
        Value::Scalar(scalar) => write_scalar(out, scalar),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_node(out, item);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(out, &entry.key);
                out.push(':');
                write_node(out, &entry.value);
            }
            out.push('}');
        }
    }
}

fn write_scalar(out: &mut String, scalar: &Scalar) {
    if scalar.is_null() {
        out.push_str("null");
    } else if let Some(value) = scalar.as_bool() {
        out.push_str(if value { "true" } else { "false" });
    } else if let Some(number) = scalar.as_number() {
        write_number(out, number);
    } else {
        write_string(out, &scalar.text);
    }
}

/// JSON has no plus sign, no leading zeros, and digits on both sides of a point.
fn write_number(out: &mut String, number: &str) {
    let (sign, unsigned) = match number.as_bytes().first() {
        Some(b'-') => ("-", &number[1..]),
        Some(b'+') => ("", &number[1..]),
        _ => ("", number),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => unsigned.split_at(at),
        None => (unsigned, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    out.push_str(sign);
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out.push_str(exponent);
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut written = 0;
    for (index, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..0x20 => "",
            _ => continue,
        };
        out.push_str(&text[written..index]);
        if escape.is_empty() {
            out.push_str(&format!("\\u{byte:04x}"));
        } else {
            out.push_str(escape);
        }
        written = index + 1;
    }
    out.push_str(&text[written..]);
    out.push('"');
}

/// Lays out JSON text that has no blanks for people: one entry or item a line, indented by two
/// spaces, a line feed at the end. Lists of scalars that fit stay on one line.
pub fn indent(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut rest = json;
    while let Some(&byte) = rest.as_bytes().first() {
        let mut taken = 1;
        match byte {
            b'"' => {
                taken = string_length(rest);
                out.push_str(&rest[..taken]);
            }
            b'[' | b'{' => {
                if let Some(length) = short_list(rest) {
                    write_short_list(&mut out, &rest[..length]);
                    taken = length;
                } else {
                    out.push(char::from(byte));
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(char::from(byte));
            }
            b',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            b':' => out.push_str(": "),
            _ => {
                taken = rest
                    .find([',', ']', '}', '"', ':', '[', '{'])
                    .unwrap_or(rest.len());
                out.push_str(&rest[..taken]);
            }
        }
        rest = &rest[taken..];
    }
    out.push('\n');
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// The bytes of the string literal at the start of `json`, quotes included.
fn string_length(json: &str) -> usize {
    let bytes = json.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    json.len()
}

/// Lists of scalars up to this many bytes stay on one line.
const SHORT: usize = 60;

/// The length of the list (or empty object) at the start of `json`, if it is to stay on one line.
fn short_list(json: &str) -> Option<usize> {
    if json.starts_with("{}") {
        return Some(2);
    }
    if !json.starts_with('[') {
        return None;
    }
    let mut at = 1;
    while at <= SHORT {
        match json.as_bytes().get(at)? {
            b']' => return Some(at + 1),
            b'[' | b'{' => return None,
            b'"' => at += string_length(&json[at..]),
            _ => at += 1,
        }
    }
    None
}

fn write_short_list(out: &mut String, list: &str) {
    let mut rest = list;
    while let Some(&byte) = rest.as_bytes().first() {
        let taken = if byte == b'"' { string_length(rest) } else { 1 };
        out.push_str(&rest[..taken]);
        if byte == b',' {
            out.push(' ');
        }
        rest = &rest[taken..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;
    use crate::span::{FileId, Span};

    #[test]
    fn what_json_cannot_spell_is_spelled_anew() {
        let plain = |text: &str| to_json(&Node::plain(text, Span::default()));
        for (yaml, json) in [
            ("+007", "7"),
            (".5", "0.5"),
            ("-1.", "-1"),
            ("1e+3", "1e+3"),
            ("~", "null"),
            ("True", "true"),
            ("yes", "\"yes\""),
        ] {
            assert_eq!(plain(yaml), json);
        }
        let text = Node::string("a\"\\\n\u{1}é", Span::default());
        assert_eq!(to_json(&text), r#""a\"\\\n\u0001é""#);
    }

    #[test]
    fn an_indented_document_says_the_same() {
        let compact = r#"{"a":[1,"x, [y]",null],"b":{},"c":[{"d":"\"}"}],"e":[]}"#;
        let indented = indent(compact);
        assert_eq!(
            indented,
            "{\n  \"a\": [1, \"x, [y]\", null],\n  \"b\": {},\n  \"c\": [\n    {\n      \"d\": \"\\\"}\"\n    }\n  ],\n  \"e\": []\n}\n"
        );
        let again = parse_json(&indented, FileId(0)).unwrap();
        assert_eq!(to_json(&again), compact);
    }
}
