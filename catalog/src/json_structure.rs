//! JSON Structure (draft-vasters-json-structure-core) as the JSON Schema of the same shape.
//!
//! It has types of its own, and other words for references, maps, tuples, unions and bases. Every
//! value keeps its place.

use factum_contract::document::{Entry, Node, Value};
use factum_contract::span::Span;

/// The digits of a decimal that states none, all of them and those after the point (3.2.2.15).
const DIGITS: (u64, u64) = (34, 7);

/// Whether a document is JSON Structure, by its meta-schema or by the format it is said to be in.
pub(crate) fn is_structure(root: &Node, format: &str) -> bool {
    let schema = root.get("$schema").and_then(Node::as_str);
    format.to_ascii_lowercase().starts_with("jsonstructure")
        || schema.is_some_and(|schema| schema.contains("json-structure.org/"))
}

/// The schema that is the root of a document: the one that `$root` points at, else all of it.
pub(crate) fn root(document: &Node) -> &Node {
    let pointer = document.get("$root").and_then(Node::text);
    let root = pointer.and_then(|pointer| document.pointer(pointer.strip_prefix('#')?));
    root.unwrap_or(document)
}

/// Rewrites a schema and all within it.
pub(crate) fn as_json_schema(schema: Node) -> Node {
    let span = schema.span;
    let entries = match schema.value {
        Value::Map(entries) => entries,
        value => return Node { value, span },
    };
    let mut rewriting = Rewriting::of(&entries);
    for entry in entries {
        rewriting.add(entry);
    }
    Node {
        value: Value::Map(rewriting.finish(span)),
        span,
    }
}

/// A schema that is being rewritten.
struct Rewriting {
    /// The format of the decimals in it.
    decimal: String,
    /// The names of a tuple's elements, in their order.
    tuple: Option<Vec<Box<str>>>,
    /// Whether a choice is told by a property of the chosen object, and not by its only key.
    is_inline: bool,
    written: Vec<Entry>,
    /// What applies as well.
    all: Vec<Node>,
}

impl Rewriting {
    fn of(entries: &[Entry]) -> Rewriting {
        let find = |key: &str| entries.iter().find(|entry| &*entry.key == key);
        let digits = |key: &str, standard: u64| {
            let stated = find(key).and_then(|entry| entry.value.as_u64());
            stated.unwrap_or(standard)
        };
        let precision = digits("precision", DIGITS.0);
        let scale = digits("scale", DIGITS.1.min(precision));
        let tuple = find("tuple").and_then(|entry| entry.value.as_list());
        Rewriting {
            decimal: format!("decimal({precision},{scale})"),
            tuple: tuple.map(|names| names.iter().filter_map(Node::text).map(Box::from).collect()),
            is_inline: find("selector").is_some(),
            written: Vec::new(),
            all: Vec::new(),
        }
    }

    fn add(&mut self, entry: Entry) {
        let is_choice = |entry: &Entry| entry.value.as_map().is_some();
        match &*entry.key {
            "type" => self.types(entry),
            "name" => self.push("title", entry),
            "properties" if self.tuple.is_some() => self.elements(entry),
            "properties" => self.push_with("properties", entry, each),
            "definitions" | "$defs" => self.push_with("definitions", entry, namespace),
            "items" | "additionalProperties" => {
                let key = entry.key.clone();
                self.push_with(&key, entry, as_json_schema);
            }
            "values" => self.push_with("additionalProperties", entry, as_json_schema),
            "choices" if self.is_inline && is_choice(&entry) => {
                self.push_with("oneOf", entry, |choices| listed(each(choices)));
            }
            "choices" if is_choice(&entry) => self.push_with("properties", entry, each),
            "selector" => self.push("discriminator", entry),
            "required" => self.push_with("required", entry, required_always),
            // The choices extend it themselves.
            "$extends" if self.is_inline => {}
            "$extends" => self.extend(entry),
            _ => self.written.push(entry),
        }
    }

    fn push(&mut self, key: &str, entry: Entry) {
        self.push_with(key, entry, |value| value);
    }

    fn push_with(&mut self, key: &str, entry: Entry, rewrite: impl FnOnce(Node) -> Node) {
        self.written.push(Entry {
            key: key.into(),
            key_span: entry.key_span,
            value: rewrite(entry.value),
        });
    }

    fn types(&mut self, entry: Entry) {
        let Entry {
            key_span, value, ..
        } = entry;
        let span = value.span;
        match value.value {
            Value::Scalar(name) => self.names(key_span, span, vec![Node::string(name.text, span)]),
            Value::Map(mut entries) => match entries.iter().position(|it| &*it.key == "$ref") {
                Some(index) => self.written.push(entries.swap_remove(index)),
                None => self.all.push(as_json_schema(Node {
                    value: Value::Map(entries),
                    span,
                })),
            },
            Value::List(types) => {
                let are_names = types.iter().all(|ty| ty.text().is_some());
                let several = types.iter().filter(|ty| ty.text() != Some("null")).count() > 1;
                if are_names && !several {
                    return self.names(key_span, span, types);
                }
                let branches = types.into_iter().map(|ty| self.branch(key_span, ty));
                let branches = branches.collect();
                self.written.push(Entry {
                    key: "anyOf".into(),
                    key_span,
                    value: Node {
                        value: Value::List(branches),
                        span,
                    },
                });
            }
        }
    }

    /// One of several types.
    fn branch(&self, key_span: Span, ty: Node) -> Node {
        let span = ty.span;
        if ty.as_map().is_some() {
            return as_json_schema(ty);
        }
        let mut branch = Rewriting {
            decimal: self.decimal.clone(),
            ..Rewriting::of(&[])
        };
        branch.names(key_span, span, vec![ty]);
        Node {
            value: Value::Map(branch.written),
            span,
        }
    }

    /// The `type` and `format` for a name, beside which null may stand.
    fn names(&mut self, key_span: Span, span: Span, names: Vec<Node>) {
        let mut format = None;
        let mut types = Vec::with_capacity(names.len());
        for name in names {
            let text = name.text().unwrap_or_default();
            let (ty, own) = match text {
                "any" => return,
                "choice" if self.is_inline => return,
                "decimal" => ("string", Some(&*self.decimal)),
                text => scalar(text).unwrap_or((text, None)),
            };
            format = format.or(own.map(str::to_owned));
            types.push(Node::string(ty, name.span));
        }
        let value = match <[Node; 1]>::try_from(types) {
            Ok([only]) => only,
            Err(types) => Node {
                value: Value::List(types),
                span,
            },
        };
        let mut push = |key: &str, value| {
            self.written.push(Entry {
                key: key.into(),
                key_span,
                value,
            });
        };
        push("type", value);
        if let Some(format) = format {
            push("format", Node::string(format, span));
        }
    }

    /// The elements of a tuple.
    fn elements(&mut self, entry: Entry) {
        let names = self.tuple.clone().unwrap_or_default();
        self.push_with("prefixItems", entry, |properties| {
            let span = properties.span;
            let elements = names.iter().filter_map(|name| properties.get(name));
            let elements = elements.cloned().map(as_json_schema).collect();
            Node {
                value: Value::List(elements),
                span,
            }
        });
    }

    /// The bases: a pointer or a list of them.
    fn extend(&mut self, entry: Entry) {
        let bases = match entry.value.value {
            Value::List(bases) => bases,
            value => vec![Node {
                value,
                span: entry.value.span,
            }],
        };
        self.all.extend(bases.into_iter().map(|base| Node {
            span: base.span,
            value: Value::Map(vec![Entry {
                key: "$ref".into(),
                key_span: entry.key_span,
                value: base,
            }]),
        }));
    }

    fn finish(mut self, span: Span) -> Vec<Entry> {
        if !self.all.is_empty() {
            self.written.push(Entry {
                key: "allOf".into(),
                key_span: span,
                value: Node {
                    value: Value::List(self.all),
                    span,
                },
            });
        }
        self.written
    }
}

/// The type in JSON Schema, and the format, of a type that JSON Schema does not have. Integers too
/// wide for a number are decimals.
fn scalar(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    Some(match name {
        "int8" | "uint8" | "int16" | "uint16" | "int32" => ("integer", Some("int32")),
        "uint32" | "int64" => ("integer", Some("int64")),
        "uint64" => ("string", Some("decimal(20,0)")),
        "int128" | "uint128" => ("string", Some("decimal(39,0)")),
        "float8" | "float" => ("number", Some("float")),
        "double" => ("number", Some("double")),
        "binary" => ("string", Some("binary")),
        "date" => ("string", Some("date")),
        "datetime" => ("string", Some("date-time")),
        "time" => ("string", Some("time")),
        "duration" => ("string", Some("duration")),
        "uuid" => ("string", Some("uuid")),
        "uri" => ("string", Some("uri-reference")),
        "jsonpointer" => ("string", Some("json-pointer")),
        "map" | "choice" => ("object", None),
        "set" | "tuple" => ("array", None),
        _ => return None,
    })
}

/// Every value of a mapping, rewritten.
fn each(mapping: Node) -> Node {
    in_each(mapping, as_json_schema)
}

/// A namespace: its values are schemas and namespaces.
fn namespace(mapping: Node) -> Node {
    in_each(mapping, |value| {
        let is_schema = ["type", "$ref", "$extends"]
            .iter()
            .any(|key| value.get(key).is_some());
        match is_schema {
            true => as_json_schema(value),
            false => namespace(value),
        }
    })
}

fn in_each(mut mapping: Node, rewrite: impl Fn(Node) -> Node) -> Node {
    if let Value::Map(entries) = &mut mapping.value {
        for entry in entries {
            let empty = Node::plain("", entry.value.span);
            entry.value = rewrite(std::mem::replace(&mut entry.value, empty));
        }
    }
    mapping
}

/// The values of a mapping as a list.
fn listed(mapping: Node) -> Node {
    let value = match mapping.value {
        Value::Map(entries) => Value::List(entries.into_iter().map(|it| it.value).collect()),
        value => value,
    };
    Node {
        value,
        span: mapping.span,
    }
}

/// What is required whichever of several sets of names is there.
fn required_always(mut required: Node) -> Node {
    if let Value::List(sets) = &mut required.value
        && let [first, others @ ..] = &sets[..]
        && let Some(names) = first.as_list()
    {
        let is_in = |set: &Node, name: &Node| {
            let names = set.as_list().unwrap_or_default();
            names.iter().any(|other| other.text() == name.text())
        };
        let always = names
            .iter()
            .filter(|name| others.iter().all(|set| is_in(set, name)));
        *sets = always.cloned().collect();
    }
    required
}
