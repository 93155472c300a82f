//! Turns a document into the nodes of [`super::model`], following references.
//!
//! Schemas wait in a list until they are read, so neither deep nor recursive schemas need stack.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::canonical::{Digests, canonical};
use super::keyword::{Complaints, whole};
use super::model::{
    Annotations, Combined, Criterion, Enumeration, Node, NodeId, NodeKind, NumberNode, Uncompared,
};
use super::reference::{Dangling, Located, Resolver};
use super::typed::Typed;
use super::{Documents, Draft, ErrorKind, Schema, SchemaError};
use crate::document;
use crate::span::Spanned;

/// Keywords that constrain values and that the registry does not compare.
const UNCOMPARED: [&str; 7] = [
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "patternProperties",
    "readOnly",
];

pub(super) fn load(
    document: &document::Node,
    documents: &Documents<'_>,
) -> Result<Schema, Vec<SchemaError>> {
    let draft = Draft::of(document).map_err(|error| vec![error])?;
    let mut loader = Loader {
        resolver: Resolver::new(documents),
        complaints: Complaints::default(),
        digests: Digests::default(),
        nodes: Vec::new(),
        known: HashMap::new(),
        pending: Vec::new(),
    };
    let place = loader.resolver.register(&documents.base, document, draft);
    let root = loader.schema(place);
    if draft.is_modern() {
        loader.read_pending();
        // The identifier of a whole document is its address, not an annotation.
        if let Some(annotations) = &mut loader.nodes[root.0 as usize].annotations {
            annotations.id = None;
        }
    }
    loader.read_pending();
    loader.shorten_references();
    if loader.complaints.0.is_empty() {
        Ok(Schema {
            draft,
            nodes: loader.nodes,
            root,
        })
    } else {
        let mut errors = loader.complaints.0;
        errors.sort_by_key(|error| error.span);
        errors.dedup();
        Err(errors)
    }
}

pub(super) struct Loader<'a> {
    resolver: Resolver<'a>,
    pub(super) complaints: Complaints,
    digests: Digests,
    nodes: Vec<Node>,
    /// The node of each schema, by its address in the document.
    known: HashMap<*const document::Node, NodeId>,
    pending: Vec<(NodeId, Located<'a>)>,
}

impl<'a> Loader<'a> {
    /// The node of a schema, to be read later.
    fn schema(&mut self, place: Located<'a>) -> NodeId {
        let key = std::ptr::from_ref(place.node);
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.add(place.node, NodeKind::Empty);
        self.known.insert(key, id);
        self.pending.push((id, place));
        id
    }

    /// The node of a schema that stands within another.
    pub(super) fn child(&mut self, parent: &Located<'a>, node: &'a document::Node) -> NodeId {
        let base = Rc::clone(&parent.base);
        self.schema(Located {
            node,
            base,
            draft: parent.draft,
        })
    }

    pub(super) fn keyword_child(&mut self, parent: &Located<'a>, keyword: &str) -> Option<NodeId> {
        Some(self.child(parent, parent.node.get(keyword)?))
    }

    fn add(&mut self, node: &document::Node, kind: NodeKind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            span: node.span,
            annotations: None,
            kind,
        });
        id
    }

    fn read_pending(&mut self) {
        while let Some((id, mut place)) = self.pending.pop() {
            self.resolver.enter(&mut place);
            let (annotations, kind) = self.read(&place);
            let node = &mut self.nodes[id.0 as usize];
            node.annotations = (!annotations.is_none()).then(|| Box::new(annotations));
            node.kind = kind;
        }
    }

    fn read(&mut self, place: &Located<'a>) -> (Annotations, NodeKind) {
        let node = place.node;
        if let Some(truth) = node.as_bool() {
            let kind = if truth {
                NodeKind::True
            } else {
                NodeKind::False
            };
            return (Annotations::none(), kind);
        }
        if node.as_map().is_none() {
            let found = node.kind();
            self.complaints
                .add(ErrorKind::NoSchema { found }, node.span);
            return (Annotations::none(), NodeKind::Empty);
        }
        let annotations = self.annotations(place);
        let mut groups = self.groups(place);
        let kind = match groups.len() {
            0 => NodeKind::Empty,
            1 => groups.remove(0),
            _ => {
                let mut members = Vec::with_capacity(groups.len());
                for group in groups {
                    members.push(self.add(node, group));
                }
                let distinct = members.clone();
                let criterion = Criterion::All;
                NodeKind::Combined(Combined {
                    criterion,
                    members,
                    distinct,
                })
            }
        };
        (annotations, kind)
    }

    fn annotations(&mut self, place: &Located<'a>) -> Annotations {
        let node = place.node;
        let default = node.entry("default");
        Annotations {
            id: self.complaints.text(node, place.draft.id_keyword()),
            title: self.complaints.text(node, "title"),
            description: self.complaints.text(node, "description"),
            default: default.map(|entry| Spanned::new(canonical(&entry.value), whole(entry))),
            format: self.complaints.text(node, "format"),
            unit: ["unit", "x-unit"].iter().find_map(|keyword| {
                let entry = node.entry(keyword)?;
                Some(Spanned::new(canonical(&entry.value), whole(entry)))
            }),
            connect_bytes: node.get("connect.type").and_then(document::Node::as_str)
                == Some("bytes"),
            uncompared: UNCOMPARED
                .iter()
                .filter_map(|keyword| {
                    let entry = node.entry(keyword)?;
                    let digest = self.digests.of(&entry.value);
                    Some(Uncompared {
                        keyword,
                        digest,
                        span: whole(entry),
                    })
                })
                .collect(),
        }
    }

    /// One node kind for each group of keywords that the schema has.
    fn groups(&mut self, place: &Located<'a>) -> Vec<NodeKind> {
        let (node, draft) = (place.node, place.draft);
        let mut groups = Vec::new();
        let references: &[_] = match draft {
            Draft::Draft2020 => &["$ref", "$dynamicRef"],
            Draft::Draft2019 => &["$ref", "$recursiveRef"],
            _ => &["$ref"],
        };
        for keyword in references {
            groups.extend(self.reference(place, keyword).map(NodeKind::Reference));
        }
        if !draft.is_modern() && !groups.is_empty() {
            return groups;
        }
        if let Some(values) = self.complaints.list(node, "enum") {
            let values = values
                .iter()
                .map(|value| Spanned::new(canonical(value), value.span));
            let span = node.entry("enum").map_or(node.span, whole);
            groups.push(NodeKind::Enum(Enumeration {
                span,
                values: values.collect(),
            }));
        }
        for criterion in [Criterion::All, Criterion::Any, Criterion::One] {
            if let Some(members) = self.complaints.list(node, criterion.keyword()) {
                let combined = self.combined(place, criterion, members);
                groups.push(NodeKind::Combined(combined));
            }
        }
        groups.extend(self.keyword_child(place, "not").map(NodeKind::Not));
        if draft > Draft::Draft4
            && let Some(entry) = node.entry("const")
        {
            let value = Spanned::new(canonical(&entry.value), whole(entry));
            groups.push(NodeKind::Const(value));
        }
        if draft >= Draft::Draft7 {
            let branches = ["if", "then", "else"];
            let branches = branches.map(|keyword| self.keyword_child(place, keyword));
            if branches.iter().any(Option::is_some) {
                groups.push(NodeKind::Conditional);
            }
        }
        let typed = self.typed(place);
        groups.extend(self.types(place, typed));
        groups
    }

    fn reference(&mut self, place: &Located<'a>, keyword: &str) -> Option<NodeId> {
        let reference = self.complaints.text(place.node, keyword)?;
        match self
            .resolver
            .find(&place.base, &reference.value, place.draft)
        {
            Ok(target) => Some(self.schema(target)),
            Err(dangling) => {
                let kind = match dangling {
                    Dangling::Document(uri) => ErrorKind::UnknownDocument { uri },
                    Dangling::Fragment(fragment) => {
                        let reference = reference.value;
                        ErrorKind::UnknownFragment {
                            reference,
                            fragment,
                        }
                    }
                };
                self.complaints.add(kind, reference.span);
                None
            }
        }
    }

    fn combined(
        &mut self,
        place: &Located<'a>,
        criterion: Criterion,
        sources: &'a [document::Node],
    ) -> Combined {
        let mut members = Vec::with_capacity(sources.len());
        let mut distinct = Vec::with_capacity(sources.len());
        let mut seen = HashSet::with_capacity(sources.len());
        for source in sources {
            let member = self.child(place, source);
            members.push(member);
            let meant = self.dereference(place, source);
            if seen.insert(self.digests.of(meant)) {
                distinct.push(member);
            }
        }
        Combined {
            criterion,
            members,
            distinct,
        }
    }

    /// What a schema means if it is only a reference, so that it equals its target written out.
    fn dereference(
        &mut self,
        parent: &Located<'a>,
        node: &'a document::Node,
    ) -> &'a document::Node {
        const LONGEST_CHAIN: usize = 100;
        let base = Rc::clone(&parent.base);
        let mut place = Located {
            node,
            base,
            draft: parent.draft,
        };
        for _ in 0..LONGEST_CHAIN {
            let alone =
                !place.draft.is_modern() || place.node.as_map().is_some_and(|map| map.len() == 1);
            let reference = place.node.get("$ref").and_then(document::Node::as_str);
            let Some(reference) = reference.filter(|_| alone) else {
                break;
            };
            match self.resolver.find(&place.base, reference, place.draft) {
                Ok(target) => place = target,
                Err(_) => break,
            }
        }
        place.node
    }

    /// The nodes that `type` names or, without it, that the keywords imply.
    fn types(&mut self, place: &Located<'a>, typed: Typed) -> Vec<NodeKind> {
        let Some(value) = place.node.get("type") else {
            let Typed {
                array,
                object,
                number,
                string,
            } = typed;
            let array = array
                .implied()
                .map(|array| NodeKind::Array(Box::new(array)));
            let object = object
                .implied()
                .map(|object| NodeKind::Object(Box::new(object)));
            let number = number
                .implied()
                .map(|number| NodeKind::Number(Box::new(number)));
            let string = string
                .implied()
                .map(|string| NodeKind::String(Box::new(string)));
            return [array, object, number, string]
                .into_iter()
                .flatten()
                .collect();
        };
        if let Some(name) = value.as_str() {
            return self.named_type(name, value, &typed).into_iter().collect();
        }
        if value.is_null() && value.text() == Some("null") {
            // YAML reads the unquoted word as a value.
            return vec![NodeKind::Null];
        }
        let Some(names) = value.as_list() else {
            self.complaints
                .wrong_type("type", "the name of a type or a list of them", value);
            return Vec::new();
        };
        let mut members = Vec::with_capacity(names.len());
        let mut distinct = Vec::with_capacity(names.len());
        let mut seen = HashSet::new();
        for name in names {
            let text = if name.is_null() {
                name.text()
            } else {
                name.as_str()
            };
            let Some(text) = text else {
                self.complaints
                    .wrong_type("type", "a list of the names of types", name);
                continue;
            };
            if let Some(kind) = self.named_type(text, name, &typed) {
                let member = self.add(place.node, kind);
                members.push(member);
                if seen.insert(text) {
                    distinct.push(member);
                }
            }
        }
        let criterion = Criterion::Any;
        vec![NodeKind::Combined(Combined {
            criterion,
            members,
            distinct,
        })]
    }

    fn named_type(
        &mut self,
        name: &str,
        value: &document::Node,
        typed: &Typed,
    ) -> Option<NodeKind> {
        let number = |integer| {
            NodeKind::Number(Box::new(NumberNode {
                integer,
                ..typed.number.node.clone()
            }))
        };
        Some(match name {
            "string" => NodeKind::String(Box::new(typed.string.node.clone())),
            "number" => number(false),
            "integer" => number(true),
            "boolean" => NodeKind::Boolean,
            "null" => NodeKind::Null,
            "array" => NodeKind::Array(Box::new(typed.array.node.clone())),
            "object" => NodeKind::Object(Box::new(typed.object.node.clone())),
            _ => {
                self.complaints
                    .add(ErrorKind::UnknownType(name.to_owned()), value.span);
                return None;
            }
        })
    }

    /// Lets every reference lead straight to a schema that is none.
    fn shorten_references(&mut self) {
        for index in 0..self.nodes.len() {
            let NodeKind::Reference(first) = self.nodes[index].kind else {
                continue;
            };
            let mut target = first;
            let mut steps = 0;
            while let NodeKind::Reference(next) = self.nodes[target.0 as usize].kind {
                target = next;
                steps += 1;
                if steps > self.nodes.len() {
                    let span = self.nodes[index].span;
                    self.complaints.add(ErrorKind::ReferenceLoop, span);
                    return;
                }
            }
            self.nodes[index].kind = NodeKind::Reference(target);
        }
    }
}
