//! Writes JSON text.

use std::fmt::Write;

use crate::document::{Node, Scalar, Value};

/// JSON text that grows.
pub(crate) struct JsonText {
    text: String,
    is_pretty: bool,
    /// For each open list and mapping, whether it has an element yet.
    open: Vec<bool>,
    after_key: bool,
}

impl JsonText {
    /// Empty text: indented by two spaces a level if `is_pretty`, else without any blanks.
    pub fn new(is_pretty: bool) -> JsonText {
        JsonText {
            text: String::new(),
            is_pretty,
            open: Vec::new(),
            after_key: false,
        }
    }

    pub fn finish(self) -> String {
        self.text
    }

    /// Opens a list or a mapping.
    pub fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
        self.open.push(false);
    }

    /// Closes it.
    pub fn close(&mut self, bracket: char) {
        if self.open.pop() == Some(true) {
            self.new_line();
        }
        self.text.push(bracket);
    }

    /// The key of the value that follows.
    pub fn key(&mut self, key: &str) {
        self.separate();
        self.quote(key);
        self.text.push_str(if self.is_pretty { ": " } else { ":" });
        self.after_key = true;
    }

    pub fn string(&mut self, value: &str) {
        self.separate();
        self.quote(value);
    }

    /// A number or a literal.
    pub fn bare(&mut self, value: &str) {
        self.separate();
        self.text.push_str(value);
    }

    pub fn number(&mut self, value: u32) {
        self.bare(&value.to_string());
    }

    /// A key with a string, unless there is none.
    pub fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.key(key);
            self.string(value);
        }
    }

    /// A key with a list of strings, unless that is empty.
    pub fn strings<'s>(&mut self, key: &str, values: impl IntoIterator<Item = &'s str>) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return;
        }
        self.key(key);
        self.open('[');
        for value in values {
            self.string(value);
        }
        self.close(']');
    }

    /// Any value of a document.
    pub fn value(&mut self, node: &Node) {
        match &node.value {
            Value::Scalar(scalar) => self.scalar(scalar),
            Value::List(items) => {
                self.open('[');
                for item in items {
                    self.value(item);
                }
                self.close(']');
            }
            Value::Map(_) => {
                self.open('{');
                for entry in node.entries_in_effect() {
                    self.key(&entry.key);
                    self.value(&entry.value);
                }
                self.close('}');
            }
        }
    }

    fn scalar(&mut self, scalar: &Scalar) {
        if scalar.is_null() {
            self.bare("null");
        } else if let Some(truth) = scalar.as_bool() {
            self.bare(if truth { "true" } else { "false" });
        } else if let Some(number) = scalar.as_number() {
            self.bare(&as_json_number(number));
        } else {
            self.string(&scalar.text);
        }
    }

    fn separate(&mut self) {
        if std::mem::take(&mut self.after_key) {
            return;
        }
        if let Some(has_elements) = self.open.last_mut() {
            if std::mem::replace(has_elements, true) {
                self.text.push(',');
            }
            self.new_line();
        }
    }

    fn new_line(&mut self) {
        if self.is_pretty {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n("  ", self.open.len()));
        }
    }

    fn quote(&mut self, value: &str) {
        self.text.push('"');
        for c in value.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                c if c < ' ' => {
                    // Writing to a string cannot fail.
                    let _ = write!(self.text, "\\u{:04x}", u32::from(c));
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}

/// A number of YAML's core schema in JSON's grammar, which is stricter: no `+1`, `.5`, `1.`, `007`.
fn as_json_number(number: &str) -> String {
    let number = number.strip_prefix('+').unwrap_or(number);
    let (sign, unsigned) = match number.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", number),
    };
    let end = unsigned
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(unsigned.len());
    let (whole, rest) = unsigned.split_at(end);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) if !fraction.starts_with(|c: char| c.is_ascii_digit()) => fraction,
        _ => rest,
    };
    format!("{sign}{whole}{rest}")
}
