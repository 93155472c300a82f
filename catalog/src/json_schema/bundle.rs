//! A schema and all that it refers to, as one document: what a registry would be given.

use std::collections::{HashMap, HashSet};

use factum_contract::document::{Entry, Node, Value};
use factum_contract::span::Span;

use super::name;
use super::parts::reference;
use crate::library::{Library, Target, uri};

/// Keywords whose value is data, to be left as it is.
const DATA: [&str; 5] = ["examples", "example", "default", "const", "enum"];

/// Keywords whose value is a mapping of names to schemas.
const NAMES: [&str; 4] = [
    "properties",
    "patternProperties",
    "definitions",
    "dependentSchemas",
];

/// The schema at `node` with what it refers to in `definitions`, every part with the place where
/// it was written. References out of what is known admit anything. `left` is how many values may
/// still be copied; `None` if they do not suffice.
pub(super) fn bundle<'a>(library: &Library<'a>, node: &'a Node, left: &mut usize) -> Option<Node> {
    let mut bundle = Bundle {
        library,
        root: node,
        is_whole_document: library.is_root(node),
        left,
        pointers: HashMap::from([(node.span, "#".to_owned())]),
        names: HashSet::new(),
        waiting: Vec::new(),
    };
    let own = ["definitions", "$defs"].map(|key| node.get(key).and_then(Node::as_map));
    for entry in own.into_iter().flatten().flatten() {
        bundle.names.insert(entry.key.to_string());
    }
    let mut root = bundle.copy(node, true)?;
    let mut definitions = Vec::new();
    while let Some((name, target)) = bundle.waiting.pop() {
        definitions.push(Entry {
            key: name.into(),
            key_span: name::head(target),
            value: bundle.copy(target, false)?,
        });
    }
    if let (Value::Map(entries), false) = (&mut root.value, definitions.is_empty()) {
        let known = entries.iter_mut().find(|it| &*it.key == "definitions");
        match known.map(|entry| &mut entry.value.value) {
            Some(Value::Map(known)) => known.extend(definitions),
            _ => entries.push(Entry {
                key: "definitions".into(),
                key_span: name::head(node),
                value: Node {
                    value: Value::Map(definitions),
                    span: node.span,
                },
            }),
        }
    }
    Some(root)
}

struct Bundle<'a, 'l> {
    library: &'l Library<'a>,
    root: &'a Node,
    is_whole_document: bool,
    left: &'l mut usize,
    /// Where in the new document the schema of each place stands.
    pointers: HashMap<Span, String>,
    names: HashSet<String>,
    waiting: Vec<(String, &'a Node)>,
}

impl<'a> Bundle<'a, '_> {
    fn copy(&mut self, node: &'a Node, is_root: bool) -> Option<Node> {
        *self.left = self.left.checked_sub(1)?;
        let value = match &node.value {
            Value::Scalar(_) => node.value.clone(),
            Value::List(items) => {
                let items = items.iter().map(|item| self.copy(item, false));
                Value::List(items.collect::<Option<_>>()?)
            }
            Value::Map(entries) => {
                if let Some(reference) = reference(node)
                    && self.library.resolve(reference).node().is_none()
                {
                    return Some(Node {
                        value: Value::Map(Vec::new()),
                        span: node.span,
                    });
                }
                let mut copied = Vec::with_capacity(entries.len());
                for entry in entries {
                    copied.extend(self.copy_entry(entry, is_root)?);
                }
                Value::Map(copied)
            }
        };
        Some(Node {
            value,
            span: node.span,
        })
    }

    /// An entry of a schema. Identifiers are left out, as every reference is made a pointer, and so
    /// are definitions that are not those of the whole document.
    fn copy_entry(&mut self, entry: &'a Entry, is_root: bool) -> Option<Option<Entry>> {
        let key = &*entry.key;
        let is_document = is_root && self.is_whole_document;
        let value = match key {
            "$id" | "$anchor" | "$dynamicAnchor" | "$recursiveAnchor" | "$schema"
                if !is_document && entry.value.as_scalar().is_some() =>
            {
                return Some(None);
            }
            "definitions" | "$defs" if !is_document => return Some(None),
            "$ref" | "$dynamicRef" | "$recursiveRef" if entry.value.as_str().is_some() => {
                let pointer = self.pointer(&entry.value)?;
                return Some(Some(Entry {
                    key: "$ref".into(),
                    key_span: entry.key_span,
                    value: Node::string(pointer, entry.value.span),
                }));
            }
            _ if DATA.contains(&key) => {
                *self.left = self.left.checked_sub(1)?;
                entry.value.clone()
            }
            _ if NAMES.contains(&key) || key == "$defs" => self.copy_names(&entry.value)?,
            _ => self.copy(&entry.value, false)?,
        };
        Some(Some(Entry {
            key: entry.key.clone(),
            key_span: entry.key_span,
            value,
        }))
    }

    fn copy_names(&mut self, node: &'a Node) -> Option<Node> {
        let Some(entries) = node.as_map() else {
            return self.copy(node, false);
        };
        let mut copied = Vec::with_capacity(entries.len());
        for entry in entries {
            // A `$ref` among properties is a mistake that is reported, and no property.
            if entry.value.as_scalar().is_some() && entry.value.as_bool().is_none() {
                continue;
            }
            copied.push(Entry {
                key: entry.key.clone(),
                key_span: entry.key_span,
                value: self.copy(&entry.value, false)?,
            });
        }
        Some(Node {
            value: Value::Map(copied),
            span: node.span,
        })
    }

    /// Where a reference leads in the new document.
    fn pointer(&mut self, reference: &'a Node) -> Option<String> {
        let Target::Node(target) = self.library.resolve(reference) else {
            return Some("#".to_owned());
        };
        let text = reference.text().unwrap_or_default();
        let stays = self.is_whole_document && self.root.span.contains(target.span);
        if stays && text.starts_with('#') && self.root.span.contains(reference.span) {
            return Some(text.to_owned());
        }
        if let Some(pointer) = self.pointers.get(&target.span) {
            return Some(pointer.clone());
        }
        let name = name::of_reference(reference, target, self.library);
        let name = name.map_or_else(|| "Schema".to_owned(), |name| name.value.to_string());
        let mut unique = name.clone();
        let mut number = 1;
        while !self.names.insert(unique.clone()) {
            number += 1;
            unique = format!("{name}{number}");
        }
        let pointer = format!("#/definitions/{}", uri::encode(&uri::escape(&unique)));
        self.pointers.insert(target.span, pointer.clone());
        self.waiting.push((unique, target));
        Some(pointer)
    }
}
