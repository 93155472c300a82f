//! JSON Schema into shapes.
//!
//! What a schema refers to by name and every object becomes a type definition, made once; so
//! recursion ends, and a chain of references of any length needs no deeper stack: definitions are
//! worked off one after the other.

use std::collections::{HashMap, HashSet};

use factum_contract::document::Node;
use factum_contract::message::Payload;
use factum_contract::shape::{
    Body, Deprecation, Enum, Field, Symbol, Text, Type, TypeDef, TypeId, TypeRef, Types,
};
use factum_contract::span::{Span, Spanned};

use super::form::{Form, Kind, Property, form};
use super::name;
use super::parts::{is_annotation, pure_reference};
use crate::library::{Library, Target};
use crate::problem::{Problem, ProblemKind};

/// How deep lists, maps and unions may nest before one gets a definition of its own.
const DEEPEST: usize = 24;

/// How many fields (and schemas that a field has) may be made beyond two for every value that is
/// written: messages that share a payload have copies of its fields. More is an attack or a mistake.
const FIELD_ALLOWANCE: usize = 100_000;

/// Turns schemas into shapes.
pub(crate) struct Shapes<'a, 'l> {
    pub(crate) library: &'l Library<'a>,
    /// The definitions made so far.
    pub(crate) types: Types,
    pub(crate) problems: Vec<Problem>,
    known: HashMap<Vec<Span>, TypeId>,
    open: HashSet<Span>,
    waiting: Vec<(TypeId, Kind<'a>, Text)>,
    fields_left: usize,
    is_exhausted: bool,
}

/// Schemas that apply together, with references followed.
pub(super) struct Followed<'a> {
    pub(super) nodes: Vec<&'a Node>,
    /// The name under which the schema was referred to.
    name: Option<Spanned<Text>>,
    /// What a reference said that leads out of what is known.
    unknown: Option<Text>,
}

/// A name to be made up for a nested object: that of its owner and its own.
#[derive(Clone)]
pub(crate) struct Hint {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Hint {
    /// The name of a part.
    fn part(&self, name: &str, span: Span) -> Hint {
        Hint {
            text: format!("{}{}", name::pascal(&self.text), name::pascal(name)),
            span,
        }
    }
}

impl<'a, 'l> Shapes<'a, 'l> {
    pub(crate) fn new(library: &'l Library<'a>) -> Shapes<'a, 'l> {
        Shapes {
            library,
            types: Types::default(),
            problems: Vec::new(),
            known: HashMap::new(),
            open: HashSet::new(),
            waiting: Vec::new(),
            fields_left: FIELD_ALLOWANCE + 2 * library.size(),
            is_exhausted: false,
        }
    }

    /// What a message carries whose payload is `nodes` together; `owner` names it.
    pub(crate) fn payload(&mut self, nodes: &[&'a Node], owner: &Hint) -> Payload {
        let Some(first) = nodes.first() else {
            return Payload::Unstated;
        };
        let followed = self.follow(nodes);
        if !self.is_exhausted && followed.unknown.is_none() {
            let form = form(self.library, &followed.nodes);
            if let Kind::Record(properties) = form.kind {
                let fields = self.fields(&properties, owner);
                self.work_off();
                return Payload::Record(fields);
            }
        }
        let ty = self.ty(nodes, owner);
        self.work_off();
        match ty {
            Type::Json => Payload::Unstated,
            ty => Payload::Other(ty, ty_span(first)),
        }
    }

    /// The fields of an object schema, such as headers have; none if it is no object.
    pub(crate) fn record(&mut self, nodes: &[&'a Node], owner: &Hint) -> Vec<Field> {
        match self.payload(nodes, owner) {
            Payload::Record(fields) => fields,
            _ => Vec::new(),
        }
    }

    /// The fields for some properties. The definitions that they name are still to be filled:
    /// [`Shapes::work_off`].
    pub(super) fn fields(&mut self, properties: &[Property<'a>], owner: &Hint) -> Vec<Field> {
        let mut fields = Vec::with_capacity(properties.len());
        for property in properties {
            if self.fields_left == 0 {
                self.exhaust(property.entry.key_span);
                break;
            }
            let copied = 1 + property.schemas.len() + property.alternatives.len();
            self.fields_left = self.fields_left.saturating_sub(copied);
            fields.push(self.field(property, owner));
        }
        fields
    }

    fn exhaust(&mut self, span: Span) {
        if !std::mem::replace(&mut self.is_exhausted, true) {
            self.problems.push(
                Problem::new(
                    ProblemKind::OddSchema,
                    span,
                    "the schemas expand to more fields than factum looks at",
                )
                .help("refer to shared schemas from fewer places, or read fewer files at once"),
            );
        }
    }

    fn field(&mut self, property: &Property<'a>, owner: &Hint) -> Field {
        let entry = property.entry;
        let hint = owner.part(&entry.key, entry.key_span);
        let ty = match &property.alternatives[..] {
            [] => self.ty(&property.schemas, &hint),
            alternatives => self.any_of(alternatives, &hint),
        };
        let ty = match ty {
            optional @ Type::Optional(_) => optional,
            required if property.is_required => required,
            other => Type::Optional(Box::new(other)),
        };
        let nodes = if property.schemas.is_empty() {
            &property.alternatives
        } else {
            &property.schemas
        };
        let stated = |key: &str| nodes.iter().find_map(|node| self.annotation(node, key));
        let examples = match (stated("examples"), stated("example")) {
            (Some(list), _) => list.as_list().unwrap_or_default().to_vec(),
            (None, Some(one)) => vec![one.clone()],
            (None, None) => Vec::new(),
        };
        Field {
            doc: stated("description").and_then(text),
            default: stated("default").cloned().map(Box::new),
            deprecated: stated("deprecated")
                .filter(|node| node.as_bool() == Some(true))
                .map(|node| Box::new(deprecation(node))),
            examples,
            span: entry.key_span.to(entry.value.span),
            ..Field::new(
                Spanned::new(entry.key.clone(), entry.key_span),
                ty,
                ty_span(&entry.value),
            )
        }
    }

    /// What annotates a use of a schema: its own word, that of an `allOf` around it, or, where the
    /// schema has no definition to carry it, that of the schema referred to.
    fn annotation(&self, node: &'a Node, key: &str) -> Option<&'a Node> {
        let own = node.get(key).or_else(|| {
            let all = node.get("allOf").and_then(Node::as_list)?;
            all.iter().find_map(|part| part.get(key))
        });
        own.or_else(|| {
            let target = self
                .library
                .resolve(pure_reference(self.library, node)?)
                .node()?;
            target
                .get("properties")
                .is_none()
                .then(|| target.get(key))?
        })
    }

    /// The type of what is valid against all of `nodes`.
    pub(crate) fn ty(&mut self, nodes: &[&'a Node], hint: &Hint) -> Type {
        let followed = self.follow(nodes);
        if let Some(unknown) = followed.unknown {
            return Type::Opaque(unknown);
        }
        let key: Vec<Span> = followed.nodes.iter().map(|node| node.span).collect();
        let (Some(place), Some(first)) = (key.first().copied(), nodes.first()) else {
            return Type::Json;
        };
        let used_at = ty_span(first);
        if let Some(id) = self.known.get(&key) {
            let definition = self.types.get(*id);
            let name = definition.map_or("", |definition| &definition.name.value);
            return named(name, used_at, *id);
        }
        let Form { kind, is_nullable } = form(self.library, &followed.nodes);
        let is_own = match &kind {
            Kind::Record(_) => true,
            Kind::Enum(_) => followed.name.is_some(),
            Kind::Union { discriminator, .. } => followed.name.is_some() || discriminator.is_some(),
            Kind::Several(kinds) => kinds.iter().any(|kind| matches!(kind, Kind::Record(_))),
            Kind::List(_) | Kind::Map(_) => false,
            Kind::Any | Kind::Scalar(_) | Kind::Opaque(_) => false,
        };
        let is_leaf = matches!(
            kind,
            Kind::Any | Kind::Scalar(_) | Kind::Opaque(_) | Kind::Enum(_)
        );
        let must_end = !is_leaf && (self.open.len() >= DEEPEST || self.open.contains(&place));
        if is_own || must_end {
            let name = followed
                .name
                .or_else(|| name::of_title(followed.nodes.first().copied()))
                .unwrap_or_else(|| Spanned::new(hint.text.as_str().into(), hint.span));
            let ty = self.define(key, kind, name, &followed.nodes, used_at);
            return optional(ty, is_nullable);
        }
        self.open.insert(place);
        let ty = self.of_kind(kind, hint);
        self.open.remove(&place);
        optional(ty, is_nullable)
    }

    fn define(
        &mut self,
        key: Vec<Span>,
        kind: Kind<'a>,
        name: Spanned<Text>,
        nodes: &[&'a Node],
        used_at: Span,
    ) -> Type {
        let Some(span) = key.first().copied() else {
            return Type::Json;
        };
        let stated = |key: &str| nodes.iter().find_map(|node| node.get(key));
        let reference = name.value.clone();
        let id = self.types.add(TypeDef {
            namespace: None,
            version: 1,
            doc: stated("description").and_then(text),
            deprecated: stated("deprecated")
                .filter(|node| node.as_bool() == Some(true))
                .map(deprecation),
            was: Vec::new(),
            body: Body::Record(Vec::new()),
            span,
            synthetic: true,
            name,
        });
        self.known.insert(key, id);
        self.waiting.push((id, kind, reference.clone()));
        named(&reference, used_at, id)
    }

    /// Fills the definitions that were only named so far.
    pub(super) fn work_off(&mut self) {
        while let Some((id, kind, name)) = self.waiting.pop() {
            let span = self
                .types
                .get(id)
                .map_or(Span::default(), |it| it.name.span);
            let hint = Hint {
                text: name.into(),
                span,
            };
            let body = match kind {
                Kind::Record(properties) => Body::Record(self.fields(&properties, &hint)),
                Kind::Enum(symbols) => Body::Enum(symbols),
                Kind::Union {
                    branches,
                    discriminator,
                } => Body::Union {
                    branches: self.branches(&branches, &hint),
                    discriminator,
                },
                other => Body::Alias(self.of_kind(other, &hint)),
            };
            if let Some(definition) = self.types.get_mut(id) {
                definition.body = body;
            }
        }
    }

    fn of_kind(&mut self, kind: Kind<'a>, hint: &Hint) -> Type {
        match kind {
            Kind::Any => Type::Json,
            Kind::Scalar(ty) => ty,
            Kind::Enum(symbols) => Type::Enum(Box::new(symbols)),
            Kind::Opaque(what) => Type::Opaque(what),
            Kind::List(items) => Type::List(Box::new(match &items[..] {
                [] => Type::Json,
                items => self.any_of(items, &hint.part("Item", hint.span)),
            })),
            Kind::Map(values) => Type::Map(Box::new(match &values[..] {
                [] => Type::Json,
                values => self.any_of(values, &hint.part("Value", hint.span)),
            })),
            Kind::Union { branches, .. } => self.any_of(&branches, hint),
            Kind::Several(kinds) => {
                let types = kinds.into_iter().map(|kind| self.of_kind(kind, hint));
                let types = types.collect();
                union(types)
            }
            // An object among other types has no place of its own to be known by.
            Kind::Record(properties) => {
                let name = Spanned::new(hint.text.as_str().into(), hint.span);
                let places = properties.iter().map(|it| it.entry.value.span);
                let key = places.collect();
                self.define(key, Kind::Record(properties), name, &[], hint.span)
            }
        }
    }

    /// The type of what is valid against any of `nodes`.
    fn any_of(&mut self, nodes: &[&'a Node], hint: &Hint) -> Type {
        let types = self.branches(nodes, hint);
        union(types)
    }

    fn branches(&mut self, nodes: &[&'a Node], hint: &Hint) -> Vec<Type> {
        if let [only] = nodes {
            return vec![self.ty(&[*only], hint)];
        }
        let mut types = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let hint = hint.part(&(index + 1).to_string(), hint.span);
            types.push(self.ty(&[*node], &hint));
        }
        types
    }

    /// Goes through references, and through an `allOf` that adds nothing but a description.
    pub(super) fn follow(&self, nodes: &[&'a Node]) -> Followed<'a> {
        let mut followed = Followed {
            nodes: nodes.to_vec(),
            name: None,
            unknown: None,
        };
        let mut seen = HashSet::new();
        loop {
            if followed.nodes.len() > 1 {
                followed.nodes.retain(|node| !is_annotation(node));
                if followed.nodes.is_empty() {
                    followed.nodes = nodes.to_vec();
                    return followed;
                }
            }
            let [node] = followed.nodes[..] else {
                return followed;
            };
            if let Some(reference) = pure_reference(self.library, node) {
                let text: Text = reference.text().unwrap_or_default().into();
                match self.library.resolve(reference) {
                    Target::Node(target) if seen.insert(target.span) => {
                        followed.name = name::of_reference(reference, target, self.library);
                        followed.nodes = vec![target];
                    }
                    _ => {
                        followed.unknown = Some(text);
                        return followed;
                    }
                }
            } else if let Some(only) = only_part(node) {
                followed.nodes = vec![only];
            } else {
                return followed;
            }
        }
    }
}

/// The one part of an `allOf` that says something, if nothing is said beside it.
fn only_part(node: &Node) -> Option<&Node> {
    let all = node.get("allOf")?.as_list()?;
    let beside = node.as_map()?.iter().filter(|entry| &*entry.key != "allOf");
    let speaks = |key: &str, value: &Node| match key {
        "type" => value.text() != Some("object"),
        "description" | "title" | "default" | "examples" | "example" | "deprecated" => false,
        _ => !key.starts_with("x-"),
    };
    if beside
        .into_iter()
        .any(|entry| speaks(&entry.key, &entry.value))
    {
        return None;
    }
    let mut speaking = all.iter().filter(|part| !is_annotation(part));
    let only = speaking.next()?;
    speaking.next().is_none().then_some(only)
}

/// Where the type of a schema is written: the value of `$ref` or `type`, else all of it.
fn ty_span(node: &Node) -> Span {
    let stated = node.get("$ref").or_else(|| node.get("type"));
    stated
        .filter(|value| value.as_scalar().is_some())
        .map_or(node.span, |value| value.span)
}

fn named(name: &str, span: Span, id: TypeId) -> Type {
    Type::Named(TypeRef {
        name: name.into(),
        span,
        id: Some(id),
    })
}

fn optional(ty: Type, is_nullable: bool) -> Type {
    match ty {
        ty @ (Type::Optional(_) | Type::Null | Type::Json) => ty,
        ty if is_nullable => Type::Optional(Box::new(ty)),
        ty => ty,
    }
}

/// One type for several: null makes it optional, equal ones are one, enums are united.
fn union(types: Vec<Type>) -> Type {
    let mut is_optional = false;
    let mut distinct: Vec<Type> = Vec::with_capacity(types.len());
    let mut spelled = HashSet::new();
    let mut symbols: Option<(usize, Enum)> = None;
    let mut waiting: Vec<Type> = types.into_iter().rev().collect();
    while let Some(ty) = waiting.pop() {
        match ty {
            Type::Null => is_optional = true,
            Type::Optional(inner) => {
                is_optional = true;
                waiting.push(*inner);
            }
            Type::Union(inner) => waiting.extend(inner.into_iter().rev()),
            Type::Json => return Type::Json,
            Type::Enum(one) => {
                let (_, all) = symbols.get_or_insert((distinct.len(), Enum::default()));
                unite(all, *one);
            }
            ty => {
                if spelled.insert(ty.to_string()) {
                    distinct.push(ty);
                }
            }
        }
    }
    if let Some((index, symbols)) = symbols {
        distinct.insert(index, Type::Enum(Box::new(symbols)));
    }
    let ty = match distinct.len() {
        0 => return Type::Null,
        1 => distinct.swap_remove(0),
        _ => Type::Union(distinct),
    };
    optional(ty, is_optional)
}

fn unite(all: &mut Enum, one: Enum) {
    let known: HashSet<Text> = all.symbols.iter().map(|it| it.name.value.clone()).collect();
    let new = one.symbols.into_iter();
    all.symbols
        .extend(new.filter(|symbol: &Symbol| !known.contains(&symbol.name.value)));
}

/// A text with its place, unless it is empty.
pub(crate) fn text(node: &Node) -> Option<Spanned<Text>> {
    let text = node.text()?.trim();
    (!text.is_empty() && !node.is_null()).then(|| Spanned::new(text.into(), node.span))
}

/// That a schema says `deprecated: true`.
pub(crate) fn deprecation(node: &Node) -> Deprecation {
    Deprecation {
        span: node.span,
        ..Deprecation::default()
    }
}
