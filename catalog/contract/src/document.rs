//! A document tree with the place of every key and value: what JSON and YAML have in common.
//!
//! Scalars keep their text. Whether `1.50` is a number or `yes` a word is decided by who reads the
//! tree, so no spelling is lost: [`Scalar::as_bool`] and its siblings follow the YAML 1.2 core
//! schema, of which JSON's literals are a part.

use std::collections::HashMap;

use crate::span::{FileId, Span};

/// One value of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands. A block collection ends with its last child.
    pub span: Span,
}

/// The three kinds of value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, a number, a truth value or null.
    Scalar(Scalar),
    /// A sequence (YAML) or an array (JSON).
    List(Vec<Node>),
    /// A mapping (YAML) or an object (JSON), in the order written.
    Map(Vec<Entry>),
}

/// One key of a mapping and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key's text, unquoted.
    pub key: Box<str>,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// The value; an absent one is an empty plain scalar.
    pub value: Node,
}

/// A scalar as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after unescaping.
    pub text: Box<str>,
    /// True when written without quotes, so that `true`, `null` and `12` are not strings.
    pub plain: bool,
}

impl Scalar {
    /// Whether this says nothing: a null, or text without a letter to see.
    pub fn is_blank(&self) -> bool {
        self.is_null() || self.text.trim().is_empty()
    }

    /// Whether this is a null: `null`, `~` or nothing, unquoted.
    pub fn is_null(&self) -> bool {
        self.plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }

    /// The truth value, if it is one (`true` or `false`, unquoted).
    pub fn as_bool(&self) -> Option<bool> {
        match &*self.text {
            "true" | "True" | "TRUE" if self.plain => Some(true),
            "false" | "False" | "FALSE" if self.plain => Some(false),
            _ => None,
        }
    }

    /// The text of a decimal number (JSON's grammar, and YAML's `+1`, `.5` and `1.`), if it is one.
    pub fn as_number(&self) -> Option<&str> {
        (self.plain && is_decimal_number(&self.text)).then_some(&*self.text)
    }

    /// Whether a typed reader takes it for a string: neither null nor a truth value nor a number.
    pub fn is_string(&self) -> bool {
        !self.plain || !(self.is_null() || self.as_bool().is_some() || self.as_number().is_some())
    }
}

fn is_decimal_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_is_right = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent_is_right
}

impl Node {
    /// An unquoted scalar.
    pub fn plain(text: impl Into<Box<str>>, span: Span) -> Node {
        Node {
            value: Value::Scalar(Scalar {
                text: text.into(),
                plain: true,
            }),
            span,
        }
    }

    /// A quoted scalar, which is a string whatever it says.
    pub fn string(text: impl Into<Box<str>>, span: Span) -> Node {
        Node {
            value: Value::Scalar(Scalar {
                text: text.into(),
                plain: false,
            }),
            span,
        }
    }

    /// The scalar, if it is one.
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of any scalar, whatever its type.
    pub fn text(&self) -> Option<&str> {
        self.as_scalar().map(|scalar| &*scalar.text)
    }

    /// The text, if a typed reader takes it for a string.
    pub fn as_str(&self) -> Option<&str> {
        self.as_scalar()
            .filter(|scalar| scalar.is_string())
            .map(|scalar| &*scalar.text)
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        self.as_scalar()?.as_bool()
    }

    /// The text of a number, if it is one.
    pub fn as_number(&self) -> Option<&str> {
        self.as_scalar()?.as_number()
    }

    /// The non-negative integer, if it is one.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.parse().ok()
    }

    /// Whether it is null or absent.
    pub fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(Scalar::is_null)
    }

    /// The elements, if it is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if it is a mapping.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The entry of a mapping with this key (the last one, as JSON parsers have it, if repeated).
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map()?.iter().rev().find(|entry| &*entry.key == key)
    }

    /// The entries of a mapping that count: of each key the last one, as JSON parsers have it.
    /// Empty for any other value.
    pub fn entries_in_effect(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.as_map().unwrap_or_default();
        let last: HashMap<&str, usize> = (entries.iter().enumerate())
            .map(|(at, entry)| (&*entry.key, at))
            .collect();
        (entries.iter().enumerate())
            .filter(move |(at, entry)| last[&*entry.key] == *at)
            .map(|(_, entry)| entry)
    }

    /// The value under this key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// What kind of value it is, for messages: `a mapping`, `a list`, `a string`, `a number`, …
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Map(_) => "a mapping",
            Value::List(_) => "a list",
            Value::Scalar(scalar) if scalar.is_null() => "null",
            Value::Scalar(scalar) if scalar.as_bool().is_some() => "a truth value",
            Value::Scalar(scalar) if scalar.as_number().is_some() => "a number",
            Value::Scalar(_) => "a string",
        }
    }

    /// The value at an RFC 6901 JSON pointer (`""` is the node itself).
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        pointer.split('/').skip(1).try_fold(self, |node, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            match &node.value {
                Value::List(items) => items.get(token.parse::<usize>().ok()?),
                Value::Map(_) => node.get(&token),
                Value::Scalar(_) => None,
            }
        })
    }
}

/// Why a text is no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// What is wrong, as a clause without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// Reads strict JSON (RFC 8259; a byte order mark is skipped). Nesting is limited to 512 levels.
///
/// # Errors
/// The first place where the text is not JSON.
pub fn parse_json(text: &str, file: FileId) -> Result<Node, SyntaxError> {
    let strict = jsonc_parser::ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    parse_json_by(&strict, text, file)
}

/// Reads what was meant to be JSON: with comments, and with commas too many or too few. Nesting is
/// limited to 512 levels.
///
/// # Errors
/// The first place where the text is not even that.
pub fn parse_loose_json(text: &str, file: FileId) -> Result<Node, SyntaxError> {
    parse_json_by(&jsonc_parser::ParseOptions::default(), text, file)
}

fn parse_json_by(
    options: &jsonc_parser::ParseOptions,
    text: &str,
    file: FileId,
) -> Result<Node, SyntaxError> {
    use jsonc_parser::common::Ranged;

    let bom = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let reader = JsonReader { file, bom };
    match jsonc_parser::parse_to_ast(&text[bom..], &Default::default(), options) {
        Ok(result) => match result.value {
            Some(value) => Ok(reader.node(value)),
            None => Err(SyntaxError {
                message: "the document is empty".to_owned(),
                span: reader.span(0..0),
            }),
        },
        Err(error) => {
            let range = error.range();
            Err(SyntaxError {
                message: lowercase_first(&error.kind().to_string()),
                span: reader.span(range.start()..range.end()),
            })
        }
    }
}

fn lowercase_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

struct JsonReader {
    file: FileId,
    bom: usize,
}

impl JsonReader {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start + self.bom, range.end + self.bom)
    }

    fn node(&self, value: jsonc_parser::ast::Value<'_>) -> Node {
        use jsonc_parser::ast::Value as Json;
        use jsonc_parser::common::Ranged;

        let range = value.range();
        let span = self.span(range.start..range.end);
        match value {
            Json::NullKeyword(_) => Node::plain("null", span),
            Json::BooleanLit(literal) => {
                Node::plain(if literal.value { "true" } else { "false" }, span)
            }
            Json::NumberLit(literal) => Node::plain(literal.value, span),
            Json::StringLit(literal) => Node::string(literal.value, span),
            Json::Array(array) => {
                let items = array
                    .elements
                    .into_iter()
                    .map(|item| self.node(item))
                    .collect();
                Node {
                    value: Value::List(items),
                    span,
                }
            }
            Json::Object(object) => {
                let entries = object.properties.into_iter().map(|property| {
                    let range = property.name.range();
                    Entry {
                        key_span: self.span(range.start..range.end),
                        key: property.name.into_string().into(),
                        value: self.node(property.value),
                    }
                });
                Node {
                    value: Value::Map(entries.collect()),
                    span,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_value_has_its_exact_bytes() {
        let text = "\u{feff}{\"é\": [1, \"two\", null]}";
        let node = parse_json(text, FileId(3)).unwrap();
        let entry = node.entry("é").unwrap();
        assert_eq!(&text[entry.key_span.range()], "\"é\"");
        let items = entry.value.as_list().unwrap();
        let texts: Vec<_> = items.iter().map(|item| &text[item.span.range()]).collect();
        assert_eq!(texts, ["1", "\"two\"", "null"]);
        assert_eq!(node.pointer("/é/1").and_then(Node::as_str), Some("two"));
    }

    #[test]
    fn what_is_not_strict_json_is_refused_with_its_place() {
        for (text, place) in [
            ("{\"a\": 1,}", 8..9),
            ("{'a': 1}", 1..1),
            ("[1 2]", 3..4),
            ("", 0..0),
        ] {
            let error = parse_json(text, FileId(0)).unwrap_err();
            assert!(
                error.span.range().start.abs_diff(place.start) <= 1,
                "{text}: {error:?}"
            );
        }
        let deep = "[".repeat(100_000);
        assert!(
            parse_json(&deep, FileId(0))
                .unwrap_err()
                .message
                .contains("depth")
        );
    }

    #[test]
    fn scalars_follow_the_yaml_1_2_core_schema() {
        let scalar = |text: &str| Scalar {
            text: text.into(),
            plain: true,
        };
        assert!(scalar("~").is_null() && scalar("").is_null());
        assert_eq!(scalar("true").as_bool(), Some(true));
        for number in ["0", "-1", "1.5e-3", ".5", "1."] {
            assert!(scalar(number).as_number().is_some(), "{number}");
        }
        for text in ["yes", "on", "1.2.3", "0x1F", ".", "-", "1e", "2026-11-21"] {
            assert!(scalar(text).is_string(), "{text}");
        }
    }
}
