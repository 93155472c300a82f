//! YAML as people write it: block style, one line where that fits, quotes only where needed.

use factum_catalog::contract::document::{Node, Scalar, Value as NodeValue};

/// How wide a line may get before a mapping or a list is spread over several.
const WIDTH: usize = 100;

/// Something to write.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Yaml {
    /// Text, plain or quoted, whichever reads back as the same text.
    Text(String),
    /// A scalar that is no string: a number, a truth value, null.
    Literal(String),
    /// A string that has to stay one, whatever it says: always quoted.
    Quoted(String),
    /// A type in the grammar of the native format.
    Type(String),
    List(Vec<Yaml>),
    /// A mapping on one line if it fits.
    Map(Vec<Entry>),
    /// A mapping on several lines, whatever its size.
    Block(Vec<Entry>),
}

/// A key, its value, and the comment lines above it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) comments: Vec<String>,
    pub(crate) key: String,
    pub(crate) value: Yaml,
}

impl Entry {
    pub(crate) fn new(key: impl Into<String>, value: Yaml) -> Entry {
        Entry {
            comments: Vec::new(),
            key: key.into(),
            value,
        }
    }
}

impl Yaml {
    pub(crate) fn text(text: impl Into<String>) -> Yaml {
        Yaml::Text(text.into())
    }

    pub(crate) fn literal(value: impl ToString) -> Yaml {
        Yaml::Literal(value.to_string())
    }

    /// A list of texts.
    pub(crate) fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Yaml {
        Yaml::List(texts.into_iter().map(Yaml::text).collect())
    }

    /// The same value as that of a document.
    pub(crate) fn node(node: &Node) -> Yaml {
        match &node.value {
            NodeValue::Scalar(Scalar { text, plain: false }) => Yaml::Quoted(text.to_string()),
            NodeValue::Scalar(scalar) if scalar.is_null() => Yaml::literal("null"),
            NodeValue::Scalar(scalar) if scalar.is_string() => Yaml::text(&*scalar.text),
            NodeValue::Scalar(scalar) => Yaml::literal(&scalar.text),
            NodeValue::List(items) => Yaml::List(items.iter().map(Yaml::node).collect()),
            NodeValue::Map(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|it| Entry::new(&*it.key, Yaml::node(&it.value)));
                Yaml::Map(entries.collect())
            }
        }
    }

    /// The document, which has to be a mapping.
    pub(crate) fn document(entries: &[Entry]) -> String {
        let mut out = String::new();
        for (index, entry) in entries.iter().enumerate() {
            let is_section = matches!(entry.value, Yaml::Block(_));
            if index > 0 && is_section {
                out.push('\n');
            }
            write_entry(&mut out, entry, 0);
        }
        out
    }

    /// On one line, as it stands inside `{}` and `[]`; nothing if it cannot.
    fn flow(&self) -> Option<String> {
        Some(match self {
            Yaml::Text(text) if is_plain(text, true) => text.clone(),
            Yaml::Text(text) | Yaml::Quoted(text) => quoted(text),
            Yaml::Literal(text) => text.clone(),
            Yaml::Type(text) if is_plain_type(text, true) => text.clone(),
            Yaml::Type(text) => quoted(text),
            Yaml::List(items) => {
                let items = items.iter().map(Yaml::flow).collect::<Option<Vec<_>>>()?;
                format!("[{}]", items.join(", "))
            }
            Yaml::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Yaml::Map(entries) => {
                let entry = |entry: &Entry| {
                    let value = entry.value.flow()?;
                    let is_bare = entry.comments.is_empty();
                    is_bare.then(|| format!("{}: {value}", key(&entry.key)))
                };
                let entries = entries.iter().map(entry).collect::<Option<Vec<_>>>()?;
                format!("{{ {} }}", entries.join(", "))
            }
            Yaml::Block(entries) if entries.is_empty() => "{}".to_owned(),
            Yaml::Block(_) => return None,
        })
    }
}

/// Writes `key: value`, at this indentation, with the line's end.
fn write_entry(out: &mut String, entry: &Entry, indent: usize) {
    let margin = " ".repeat(indent);
    for comment in &entry.comments {
        out.push_str(&format!("{margin}# {comment}\n"));
    }
    let start = format!("{margin}{}:", key(&entry.key));
    let used = start.chars().count();
    out.push_str(&start);
    write_value(out, &entry.value, indent, used);
}

/// Writes a value after `key:` or `-` (so many characters into the line).
fn write_value(out: &mut String, value: &Yaml, indent: usize, used: usize) {
    match value {
        Yaml::Text(text) if is_plain(text, false) => out.push_str(&format!(" {text}\n")),
        Yaml::Text(text) if is_literal_block(text) => write_literal_block(out, text, indent + 2),
        Yaml::Type(text) if is_plain_type(text, false) => out.push_str(&format!(" {text}\n")),
        Yaml::List(_) | Yaml::Map(_) | Yaml::Block(_) => {
            let fitting = value
                .flow()
                .filter(|flow| used + 1 + flow.chars().count() <= WIDTH);
            match (fitting, value) {
                (Some(flow), _) => out.push_str(&format!(" {flow}\n")),
                (None, Yaml::List(items)) => {
                    out.push('\n');
                    for item in items {
                        write_item(out, item, indent + 2);
                    }
                }
                (None, Yaml::Map(entries) | Yaml::Block(entries)) => {
                    out.push('\n');
                    for entry in entries {
                        write_entry(out, entry, indent + 2);
                    }
                }
                (None, _) => {}
            }
        }
        scalar => out.push_str(&format!(" {}\n", scalar.flow().unwrap_or_default())),
    }
}

/// Writes `- value`, at this indentation, with the line's end.
fn write_item(out: &mut String, item: &Yaml, indent: usize) {
    let start = format!("{}-", " ".repeat(indent));
    let is_spread = item
        .flow()
        .is_none_or(|flow| indent + 2 + flow.chars().count() > WIDTH);
    match item {
        Yaml::Map(entries) | Yaml::Block(entries) if is_spread && !entries.is_empty() => {
            // The first key follows the dash, in whose place the others have a space.
            let mut spread = String::new();
            for entry in entries {
                write_entry(&mut spread, entry, indent + 2);
            }
            out.push_str(&start);
            out.push_str(spread.get(start.len()..).unwrap_or_default());
        }
        _ => {
            out.push_str(&start);
            write_value(out, item, indent, indent + 1);
        }
    }
}

/// `|`, for text of several lines. Text that ends in more than one line feed is quoted instead.
fn write_literal_block(out: &mut String, text: &str, indent: usize) {
    out.push_str(if text.ends_with('\n') {
        " |\n"
    } else {
        " |-\n"
    });
    for line in text.lines() {
        if !line.is_empty() {
            out.push_str(&format!("{}{line}", " ".repeat(indent)));
        }
        out.push('\n');
    }
}

fn is_literal_block(text: &str) -> bool {
    let is_shown = |c: char| c == '\n' || is_printable(c);
    text.trim_end_matches('\n').contains('\n')
        && !text.ends_with("\n\n")
        && !text.starts_with([' ', '\n'])
        && text.chars().all(is_shown)
        && text
            .lines()
            .all(|line| line.is_empty() || !line.trim().is_empty())
}

fn key(text: &str) -> String {
    if is_plain(text, true) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// What some version of YAML takes for something other than a string.
const WORDS: [&str; 11] = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf",
];

/// Whether text reads back as the same text without quotes: stricter than YAML, as people and
/// other programs read it too.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let starts_right =
        text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '(' | '$'));
    let ends_right = !text.ends_with([' ', ':']);
    let has_mark = text.contains(": ") || text.contains(" #");
    let is_cut = in_flow && text.contains([',', '[', ']', '{', '}', '?', ':']);
    let is_word = WORDS.contains(&&*text.to_ascii_lowercase());
    starts_right && ends_right && text.chars().all(is_printable) && !(has_mark || is_cut || is_word)
}

/// Whether a type is written without quotes: `[OrderLine]` is, as a sequence of one says the same.
fn is_plain_type(text: &str, in_flow: bool) -> bool {
    let inner = text
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'));
    let is_name = |text: &str| {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '-');
        text.chars().all(is_part) && is_plain(text, true)
    };
    inner.is_some_and(is_name) || is_plain(text, in_flow)
}

fn is_printable(c: char) -> bool {
    !(c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        ))
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => out.push_str(&format!("\\u{:04X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}
