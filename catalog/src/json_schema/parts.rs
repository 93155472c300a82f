//! The schemas that apply together at one place: through `$ref` and `allOf`.

use std::collections::HashSet;

use factum_contract::document::Node;
use factum_contract::shape::Text;
use factum_contract::span::Span;

use crate::library::{Library, Target};

/// More schemas than that at one place are not taken together.
const MOST: usize = 256;

/// Keywords that say nothing of which values are valid.
const ANNOTATIONS: [&str; 20] = [
    "title",
    "description",
    "default",
    "examples",
    "example",
    "deprecated",
    "$comment",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$vocabulary",
    "definitions",
    "$defs",
    "xml",
    "summary",
];

/// What applies together.
#[derive(Default)]
pub(super) struct Parts<'a> {
    /// Schemas, none of which is a mere reference.
    pub(super) nodes: Vec<&'a Node>,
    /// Whether the CloudEvents envelope is one of them, by its well-known URL.
    pub(super) is_cloudevent: bool,
    /// References that lead out of what is known.
    pub(super) unknown: Vec<Text>,
    /// Whether there are too many of them to look at.
    pub(super) too_many: bool,
}

/// Whether a URL is that of the JSON Schema of the CloudEvents envelope (which was `spec.json` up to
/// 1.0.1).
pub(crate) fn is_cloudevents_schema(url: &str) -> bool {
    let url = url.split('#').next().unwrap_or_default();
    (url.contains("cloudevents") && url.ends_with("/cloudevents.json"))
        || (url.contains("cloudevents/spec/") && url.ends_with("/spec.json"))
}

/// Whether a schema only annotates.
pub(super) fn is_annotation(node: &Node) -> bool {
    node.as_map().is_some_and(|entries| {
        entries
            .iter()
            .all(|entry| is_annotation_keyword(&entry.key))
    })
}

/// Whether a keyword says nothing of which values are valid.
pub(super) fn is_annotation_keyword(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// The reference that a schema is, if it is nothing else.
pub(super) fn pure_reference<'a>(library: &Library<'a>, node: &'a Node) -> Option<&'a Node> {
    let reference = reference(node)?;
    let mut entries = node.as_map().unwrap_or_default().iter();
    let alone =
        entries.all(|entry| entry.key.starts_with('$') || is_annotation_keyword(&entry.key));
    (alone || !library.applies_beside_reference(node)).then_some(reference)
}

/// The value of `$ref`, and of its younger siblings.
pub(super) fn reference(node: &Node) -> Option<&Node> {
    ["$ref", "$dynamicRef", "$recursiveRef"]
        .iter()
        .find_map(|key| node.get(key).filter(|value| value.as_str().is_some()))
}

/// Takes apart what `nodes` say together.
pub(super) fn parts<'a>(library: &Library<'a>, nodes: &[&'a Node]) -> Parts<'a> {
    let mut parts = Parts::default();
    let mut seen: HashSet<Span> = HashSet::new();
    let mut waiting: Vec<&Node> = nodes.iter().rev().copied().collect();
    while let Some(node) = waiting.pop() {
        if node.as_map().is_some() && !seen.insert(node.span) {
            continue;
        }
        if seen.len() > MOST {
            parts.too_many = true;
            break;
        }
        let mut only_reference = false;
        if let Some(reference) = reference(node) {
            only_reference = pure_reference(library, node).is_some();
            let text = reference.text().unwrap_or_default();
            match library.resolve(reference) {
                Target::Node(target) => waiting.push(target),
                Target::Remote if is_cloudevents_schema(text) => parts.is_cloudevent = true,
                _ => parts.unknown.push(text.into()),
            }
        }
        if only_reference {
            continue;
        }
        parts.nodes.push(node);
        let all = node.get("allOf").and_then(Node::as_list);
        waiting.extend(all.unwrap_or_default().iter().rev());
    }
    parts
}
