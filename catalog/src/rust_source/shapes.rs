//! From declared types to messages and definitions. A type is defined once for each list of
//! arguments and each namespace that it is used with, as the compiled type would be.

use std::collections::{HashMap, VecDeque};

use factum_attributes::{Names, Written, WrittenPath, known_shape};
use factum_contract::emit::name_as_argument;
use factum_contract::message::{Message, Payload};
use factum_contract::shape::{Body, Field, Text, Type, TypeDef, TypeId, TypeRef, Types};
use factum_contract::span::{Span, Spanned};

use super::outline::{Declared, Parameter};
use super::tree::{DeclaredId, Found, Place, Tree};

/// How many aliases may stand for each other.
const DEEPEST_ALIAS: usize = 16;
/// How many aliases are looked into for the type of one field.
const MOST_ALIASES: usize = 1_000;
/// How many bytes the name of a generic type may have with those of its arguments.
const LONGEST_NAME: usize = 500;
/// With how many lists of arguments one type is defined.
const MOST_INSTANCES: usize = 1_000;

/// Names that mean the same everywhere.
const PRELUDE: &[&str] = &[
    "Box", "Option", "String", "Vec", "bool", "f32", "f64", "i16", "i32", "i64", "i8", "str",
    "u16", "u32",
];

/// What a generic type is used with.
#[derive(Clone)]
enum Argument {
    Type(Type),
    Number(u32),
}

/// A type with its arguments, in the namespace of those that state none.
#[derive(Clone)]
struct Instance {
    id: DeclaredId,
    arguments: Vec<Argument>,
    namespace: Option<Text>,
}

/// What tells instances apart.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    id: DeclaredId,
    arguments: String,
    namespace: Option<Text>,
}

/// The definitions made so far.
pub(super) struct Shapes<'t> {
    tree: &'t Tree<'t>,
    pub(super) types: Types,
    known: HashMap<Key, TypeId>,
    /// With how many lists of arguments a type was defined.
    instances: HashMap<DeclaredId, usize>,
    /// Definitions whose bodies are still to be made, so that types may hold each other.
    waiting: VecDeque<(TypeId, Instance)>,
}

impl<'t> Shapes<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Shapes<'t> {
        Shapes {
            tree,
            types: Types::default(),
            known: HashMap::new(),
            instances: HashMap::new(),
            waiting: VecDeque::new(),
        }
    }

    /// The event that a type declares.
    pub(super) fn message(&mut self, id: DeclaredId, mut message: Message) -> Message {
        let instance = Instance {
            id,
            arguments: Vec::new(),
            namespace: message.namespace.clone(),
        };
        match &mut message.payload {
            Payload::Record(fields) => self.fields(fields, &instance),
            Payload::Other(ty, _) => self.ty(ty, &instance),
            Payload::Unstated => {}
        }
        self.finish();
        message
    }

    /// Defines a type that no event is known to carry: for its own sake.
    pub(super) fn define_alone(&mut self, id: DeclaredId) {
        if self.instances.contains_key(&id) {
            return;
        }
        let declared = self.tree.declared(id);
        let arguments = declared
            .parameters
            .iter()
            .map(|parameter| Argument::Type(Type::Opaque(parameter.name.clone())));
        let instance = Instance {
            id,
            arguments: arguments.collect(),
            namespace: declared.definition.namespace.clone(),
        };
        self.define(declared.definition.name.value.clone(), instance);
        self.finish();
    }

    fn finish(&mut self) {
        while let Some((id, instance)) = self.waiting.pop_front() {
            let body = self.body(id, &instance);
            if let Some(definition) = self.types.get_mut(id) {
                definition.body = body;
            }
        }
    }

    fn body(&mut self, id: TypeId, instance: &Instance) -> Body {
        let declared = self.tree.declared(instance.id);
        let mut body = declared.definition.body.clone();
        match &mut body {
            Body::Record(fields) => self.fields(fields, instance),
            Body::Alias(ty) => self.ty(ty, instance),
            Body::Union { branches, .. } => {
                let mut variants = declared.variants.iter();
                for branch in branches {
                    match branch {
                        Type::Named(TypeRef { id: None, .. }) => {
                            if let Some(variant) = variants.next() {
                                *branch = self.variant(id, variant, instance);
                            }
                        }
                        _ => self.ty(branch, instance),
                    }
                }
            }
            Body::Enum(_) => {}
        }
        body
    }

    /// The record of a variant, which stands in this union alone.
    fn variant(&mut self, union: TypeId, variant: &TypeDef, instance: &Instance) -> Type {
        let mut definition = variant.clone();
        definition.namespace = self.types.get(union).map(TypeDef::namespace_of_branches);
        // What is said of the union is said there.
        definition.was = Vec::new();
        definition.deprecated = None;
        if let Body::Record(fields) = &mut definition.body {
            self.fields(fields, instance);
        }
        let name = definition.name.clone();
        let id = self.types.add(definition);
        reference(name.value, name.span, id)
    }

    fn fields(&mut self, fields: &mut [Field], instance: &Instance) {
        for field in fields {
            self.ty(&mut field.ty, instance);
        }
    }

    /// Replaces a reference to a written type by what is written there.
    fn ty(&mut self, ty: &mut Type, instance: &Instance) {
        let Type::Named(TypeRef {
            span,
            id: Some(TypeId(number)),
            ..
        }) = *ty
        else {
            return;
        };
        let tree = self.tree;
        let declared = tree.declared(instance.id);
        let Some(written) = declared.written.get(number as usize) else {
            return;
        };
        let mut names = Scope {
            place: tree.place(instance.id),
            bound: bind(&declared.parameters, &instance.arguments),
            instance,
            span,
            depth: 0,
            aliases: &mut 0,
            shapes: self,
        };
        *ty = written.shape(&mut names);
    }

    /// A reference to a type with these arguments, which is defined unless it is known.
    fn instance(&mut self, instance: Instance, span: Span) -> Type {
        let declared = self.tree.declared(instance.id);
        let mut name = declared.definition.name.value.to_string();
        let mut arguments = String::new();
        for (parameter, argument) in declared.parameters.iter().zip(&instance.arguments) {
            match argument {
                Argument::Type(ty) => {
                    if parameter.is_type {
                        name.push_str(&name_as_argument(ty));
                    }
                    arguments.push_str(&key_of(ty));
                }
                Argument::Number(number) => arguments.push_str(&number.to_string()),
            }
            arguments.push(',');
        }
        let key = Key {
            id: instance.id,
            arguments,
            namespace: instance.namespace.clone(),
        };
        if let Some(&id) = self.known.get(&key) {
            return reference(name.into(), span, id);
        }
        let instances = self.instances.get(&instance.id).copied().unwrap_or(0);
        let is_generic = !instance.arguments.is_empty();
        if name.len() > LONGEST_NAME || is_generic && instances > MOST_INSTANCES {
            return Type::Opaque("a generic type that grows without end".into());
        }
        let id = self.define(name.clone().into(), instance);
        self.known.insert(key, id);
        reference(name.into(), span, id)
    }

    fn define(&mut self, name: Text, instance: Instance) -> TypeId {
        let declared = self.tree.declared(instance.id);
        let definition = &declared.definition;
        let id = self.types.add(TypeDef {
            name: Spanned::new(name, definition.name.span),
            namespace: definition
                .namespace
                .clone()
                .or_else(|| instance.namespace.clone()),
            body: Body::Record(Vec::new()),
            ..definition.clone()
        });
        *self.instances.entry(instance.id).or_default() += 1;
        self.waiting.push_back((id, instance));
        id
    }
}

fn reference(name: Text, span: Span, id: TypeId) -> Type {
    Type::Named(TypeRef {
        name,
        span,
        id: Some(id),
    })
}

/// A text that is the same for the same type alone.
fn key_of(ty: &Type) -> String {
    match ty {
        Type::Named(TypeRef { id: Some(id), .. }) => format!("#{}", id.0),
        Type::List(inner) => format!("[{}]", key_of(inner)),
        Type::Map(inner) => format!("map<{}>", key_of(inner)),
        Type::Optional(inner) => format!("{}?", key_of(inner)),
        other => other.to_string(),
    }
}

fn bind<'d>(parameters: &'d [Parameter], arguments: &[Argument]) -> Vec<(&'d str, Argument)> {
    let names = parameters.iter().map(|parameter| &*parameter.name);
    names.zip(arguments.iter().cloned()).collect()
}

/// Where types are written, and what their names mean there.
struct Scope<'s, 't> {
    place: Place,
    /// What the parameters around stand for.
    bound: Vec<(&'s str, Argument)>,
    /// The type around, which is `Self`.
    instance: &'s Instance,
    span: Span,
    depth: usize,
    aliases: &'s mut usize,
    shapes: &'s mut Shapes<'t>,
}

impl Scope<'_, '_> {
    fn bound(&self, path: &WrittenPath) -> Option<&Argument> {
        let [name] = &path.segments[..] else {
            return None;
        };
        let found = self.bound.iter().find(|(bound, _)| bound == name);
        found.map(|(_, argument)| argument)
    }

    fn argument(&mut self, written: &Written) -> Argument {
        match self.number(written) {
            Some(number) => Argument::Number(number),
            None => Argument::Type(written.shape(self)),
        }
    }

    fn declared(&mut self, id: DeclaredId, path: &WrittenPath) -> Type {
        let Declared { parameters, .. } = self.shapes.tree.declared(id);
        let written = path.arguments.iter().take(parameters.len());
        let arguments: Vec<Argument> = written.map(|written| self.argument(written)).collect();
        let instance = Instance {
            id,
            arguments,
            namespace: self.instance.namespace.clone(),
        };
        self.shapes.instance(instance, self.span)
    }

    fn alias(
        &mut self,
        place: Place,
        parameters: &[String],
        target: &Written,
        path: &WrittenPath,
    ) -> Type {
        *self.aliases += 1;
        if self.depth > DEEPEST_ALIAS || *self.aliases > MOST_ALIASES {
            return unknown(path);
        }
        let arguments: Vec<Argument> = path.arguments.iter().map(|it| self.argument(it)).collect();
        let names = parameters.iter().map(String::as_str);
        let mut inside = Scope {
            place,
            bound: names.zip(arguments).collect(),
            instance: self.instance,
            span: self.span,
            depth: self.depth + 1,
            aliases: self.aliases,
            shapes: self.shapes,
        };
        target.shape(&mut inside)
    }

    /// The shape of a type by its name alone, and where that says nothing the only type of the
    /// name.
    fn by_name(&mut self, name: &str, path: &WrittenPath) -> Type {
        if let Some(known) = known_shape(name, &path.arguments, self) {
            return known;
        }
        match self.shapes.tree.only(name) {
            Some(id) => self.declared(id, path),
            None => unknown(path),
        }
    }
}

impl Names for Scope<'_, '_> {
    fn shape(&mut self, path: &WrittenPath) -> Type {
        match self.bound(path) {
            Some(Argument::Type(ty)) => return ty.clone(),
            Some(Argument::Number(_)) => return unknown(path),
            None => {}
        }
        if let [name] = &path.segments[..] {
            if name == "Self" {
                return self.shapes.instance(self.instance.clone(), self.span);
            }
            if PRELUDE.contains(&name.as_str())
                && let Some(known) = known_shape(name, &path.arguments, self)
            {
                return known;
            }
        }
        let tree = self.shapes.tree;
        match tree.resolve(self.place, &path.segments) {
            Found::Declared(id) => self.declared(id, path),
            Found::Alias {
                place,
                parameters,
                target,
            } => self.alias(place, parameters, target, path),
            Found::External(found) => {
                let name = found.last().map_or("", String::as_str);
                self.by_name(name, path)
            }
            Found::Unknown => self.by_name(path.last(), path),
            Found::Plain | Found::Number(_) => unknown(path),
        }
    }

    fn number(&mut self, written: &Written) -> Option<u32> {
        match written {
            Written::Number(number) => Some(*number),
            Written::Path(path) if path.arguments.is_empty() => match self.bound(path) {
                Some(Argument::Number(number)) => Some(*number),
                Some(Argument::Type(_)) => None,
                None => match self.shapes.tree.resolve(self.place, &path.segments) {
                    Found::Number(number) => Some(number),
                    _ => None,
                },
            },
            _ => None,
        }
    }
}

/// A type of which nothing is known but its name.
fn unknown(path: &WrittenPath) -> Type {
    Type::Opaque(path.last().into())
}
