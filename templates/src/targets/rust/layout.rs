//! Rust text, laid out as rustfmt does with its defaults.

/// The longest line.
const WIDTH: usize = 100;
/// The longest list of arguments of an attribute on one line (`attr_fn_like_width`).
const ATTRIBUTE_WIDTH: usize = 70;
/// The longest inside of a struct literal on one line (`struct_lit_width`).
const LITERAL_WIDTH: usize = 18;

/// An attribute such as `#[serde(default, tag = "kind")]` at this indentation, or nothing without
/// arguments.
pub(super) fn attribute(out: &mut String, indent: usize, name: &str, arguments: &[String]) {
    if arguments.is_empty() {
        return;
    }
    let line = arguments.join(", ");
    pad(out, indent);
    // Inside an item one column is kept for what follows.
    let room = WIDTH - usize::from(indent > 0);
    let fits = match arguments {
        [_] => indent + name.len() + width(&line) + "#[()]".len() <= room,
        _ => width(&line) <= ATTRIBUTE_WIDTH,
    };
    if fits {
        out.push_str(&format!("#[{name}({line})]\n"));
        return;
    }
    out.push_str(&format!("#[{name}(\n"));
    for (index, argument) in arguments.iter().enumerate() {
        pad(out, indent + 4);
        out.push_str(argument);
        out.push_str(if index + 1 < arguments.len() {
            ",\n"
        } else {
            "\n"
        });
    }
    pad(out, indent);
    out.push_str(")]\n");
}

/// The first of these texts whose lines all fit, else the last.
fn first_that_fits<const N: usize>(out: &mut String, candidates: [String; N]) {
    let fits = |text: &String| text.lines().all(|line| width(line) <= WIDTH);
    let last = candidates.len().saturating_sub(1);
    let chosen = candidates.iter().position(fits).unwrap_or(last);
    if let Some(text) = candidates.get(chosen) {
        out.push_str(text);
    }
}

/// The columns that a text takes.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// A field of a struct.
pub(super) fn field(out: &mut String, name: &str, ty: &str) {
    first_that_fits(
        out,
        [
            format!("    pub {name}: {ty},\n"),
            format!("    pub {name}:\n        {ty},\n"),
        ],
    );
}

/// A variant with a value; `attribute` is empty or ends with a blank.
pub(super) fn variant(out: &mut String, name: &str, attribute: &str, ty: &str) {
    first_that_fits(
        out,
        [
            format!("    {name}({attribute}{ty}),\n"),
            format!("    {name}(\n        {attribute}{ty},\n    ),\n"),
        ],
    );
}

/// A struct around one value; `attribute` is empty or ends with a blank.
pub(super) fn newtype(out: &mut String, name: &str, attribute: &str, ty: &str) {
    first_that_fits(
        out,
        [
            format!("pub struct {name}({attribute}pub {ty});\n"),
            format!("pub struct {name}(\n    {attribute}pub {ty},\n);\n"),
        ],
    );
}

/// Another name for a type.
pub(super) fn alias(out: &mut String, name: &str, ty: &str) {
    first_that_fits(
        out,
        [
            format!("pub type {name} = {ty};\n"),
            format!("pub type {name} =\n    {ty};\n"),
        ],
    );
}

/// An associated constant.
pub(super) fn constant(out: &mut String, name: &str, ty: &str, value: &str) {
    first_that_fits(
        out,
        [
            format!("    pub const {name}: {ty} = {value};\n"),
            format!("    pub const {name}: {ty} =\n        {value};\n"),
        ],
    );
}

/// An associated function without parameters; `value` may end in a method call, which goes to the
/// next line if it has to.
pub(super) fn function(out: &mut String, name: &str, ty: &str, value: &str) {
    first_that_fits(
        out,
        [
            format!("    fn {name}() -> {ty} {{\n"),
            format!("    fn {name}()\n    -> {ty} {{\n"),
        ],
    );
    let line = format!("        {value}\n");
    let broken = match value.strip_suffix(".to_owned()") {
        Some(text) => format!("        {text}\n            .to_owned()\n"),
        None => line.clone(),
    };
    // A literal that is too long by itself stays as it is.
    let is_broken = width(line.trim_end()) > WIDTH;
    out.push_str(if is_broken { &broken } else { &line });
    out.push_str("    }\n");
}

/// A conversion by a struct literal, of a parameter with this name and type.
pub(super) fn conversion(
    out: &mut String,
    (parameter, from): (&str, &str),
    to: &str,
    fields: &[(String, String)],
) {
    first_that_fits(
        out,
        [
            format!("impl From<{from}> for {to} {{\n"),
            format!("impl From<{from}>\n    for {to}\n{{\n"),
        ],
    );
    out.push_str(&format!("    fn from({parameter}: {from}) -> Self {{\n"));
    literal(out, fields);
    out.push_str("    }\n}\n\n");
}

/// How a union is read whose variants a value may fit several of: for each of them what reads its
/// value, and its name.
pub(super) fn one_of(out: &mut String, name: &str, variants: &[(String, String)]) {
    out.push_str(&format!(
        "impl<'de> Deserialize<'de> for {name} {{\n    \
         fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>\n    \
         where\n        D: serde::Deserializer<'de>,\n    {{\n        \
         wire::one_of(\n            deserializer,\n            &[\n"
    ));
    for (reader, variant) in variants {
        let read = format!("{reader}::deserialize(value)");
        first_that_fits(
            out,
            [
                format!("                |value| {read}.map({name}::{variant}),\n"),
                format!(
                    "                |value| {{\n                    {read}\n                        \
                     .map({name}::{variant})\n                }},\n"
                ),
            ],
        );
    }
    out.push_str("            ],\n        )\n    }\n}\n\n");
}

fn literal(out: &mut String, fields: &[(String, String)]) {
    let each: Vec<String> = fields
        .iter()
        .map(|(field, value)| format!("{field}: {value}"))
        .collect();
    let line = each.join(", ");
    if width(&line) <= LITERAL_WIDTH {
        out.push_str(&format!("        Self {{ {line} }}\n"));
        return;
    }
    out.push_str("        Self {\n");
    for (field, value) in fields {
        let broken = match value.split_once('.').filter(|_| value.starts_with("old.")) {
            Some((old, rest)) => format!("{field}: {old}\n                .{rest}"),
            None => format!("{field}:\n                {value}"),
        };
        first_that_fits(
            out,
            [
                format!("            {field}: {value},\n"),
                format!("            {broken},\n"),
            ],
        );
    }
    out.push_str("        }\n");
}

/// Text of people as a doc comment that says nothing else: no line starts a code block, which
/// would be run as a test, and no character turns the text around.
pub(super) fn doc(out: &mut String, indent: usize, marker: &str, text: &str) {
    for line in text
        .trim()
        .split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        pad(out, indent);
        out.push_str(marker);
        let line = line.trim();
        if !line.is_empty() {
            out.push(' ');
        }
        if line.starts_with("```") || line.starts_with("~~~") {
            out.push('\\');
        }
        for c in line.chars() {
            match c {
                '\t' => out.push(' '),
                c if is_invisible(c) => out.push_str(&format!("U+{:04X}", u32::from(c))),
                c => out.push(c),
            }
        }
        out.push('\n');
    }
}

/// Control characters, and those that change the direction of text, which rustc refuses.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// Text as a string literal.
pub(super) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Text as a literal without escapes.
pub(super) fn raw(text: &str) -> String {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

pub(super) fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}
