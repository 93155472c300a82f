//! Collects the shape of a payload and of the types that it refers to.

use std::collections::HashMap;

use factum_contract::document::{Node, parse_json};
use factum_contract::emit::name_as_argument;
use factum_contract::shape::{
    Body, Deprecation, Enum, Field, Symbol, Text, Type, TypeDef, TypeId, TypeRef, Types,
};
use factum_contract::span::{FileId, Span, Spanned};

/// A function that gives the shape of a type: [`Payload::shape`](crate::Payload::shape).
pub type ShapeOf = fn(&mut Shapes) -> Type;

/// Shapes, as far as they are collected.
#[derive(Debug, Default)]
pub struct Shapes {
    types: Types,
    /// The namespace of types that state none.
    namespace: Option<Text>,
    known: HashMap<&'static str, TypeId>,
}

/// What a derive knows of a type as a whole.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The Rust type: [`std::any::type_name`], which tells types of one name apart.
    pub rust_type: &'static str,
    /// The name, unqualified.
    pub name: &'a str,
    /// The namespace; that of the event if there is none.
    pub namespace: Option<&'a str>,
    /// The major version.
    pub version: u32,
    /// What it is, for people.
    pub doc: Option<&'a str>,
    /// Old names.
    pub was: &'a [&'a str],
    /// Whether it should not be used any more.
    pub deprecated: Option<Deprecated<'a>>,
    /// The type arguments of a generic type, whose names are appended to its own.
    pub arguments: &'a [ShapeOf],
}

/// That something should not be used any more.
#[derive(Clone, Copy, Debug)]
pub struct Deprecated<'a> {
    /// Since when.
    pub since: Option<&'a str>,
    /// What to use instead.
    pub replaced_by: Option<&'a str>,
    /// Why.
    pub message: Option<&'a str>,
}

/// What a derive knows of a field.
#[derive(Clone, Copy, Debug)]
pub struct FieldAbout<'a> {
    /// The name on the wire.
    pub name: &'a str,
    /// Its type.
    pub shape: ShapeOf,
    /// What it means, for people.
    pub doc: Option<&'a str>,
    /// The value that stands for an absent one, as JSON.
    pub default: Option<&'a str>,
    /// Old names.
    pub was: &'a [&'a str],
    /// The version of the event that brought it.
    pub since: Option<&'a str>,
    /// Whether it holds personal data.
    pub pii: Option<bool>,
    /// The unit in which it counts.
    pub unit: Option<&'a str>,
    /// The field number for Protobuf.
    pub number: Option<u32>,
    /// Whether it should not be used any more.
    pub deprecated: Option<Deprecated<'a>>,
}

impl FieldAbout<'_> {
    /// A field of which nothing but the name and the type is known.
    #[must_use]
    pub const fn new(name: &str, shape: ShapeOf) -> FieldAbout<'_> {
        FieldAbout {
            name,
            shape,
            doc: None,
            default: None,
            was: &[],
            since: None,
            pii: None,
            unit: None,
            number: None,
            deprecated: None,
        }
    }
}

/// A branch of a union.
#[derive(Clone, Copy, Debug)]
pub enum Branch<'a> {
    /// A type of its own.
    Type(ShapeOf),
    /// A record that is only known in this union: its name, documentation and fields.
    Record(&'a str, Option<&'a str>, &'a [FieldAbout<'a>]),
}

impl Shapes {
    /// No shapes yet, of types in this namespace unless they state another.
    pub(crate) fn new(namespace: Option<&str>) -> Shapes {
        Shapes {
            namespace: namespace.map(Into::into),
            ..Shapes::default()
        }
    }

    pub(crate) fn into_types(self) -> Types {
        self.types
    }

    pub(crate) fn types(&self) -> &Types {
        &self.types
    }

    /// A record.
    pub fn record(&mut self, about: &About<'_>, fields: &[FieldAbout<'_>]) -> Type {
        self.define(about, |shapes, _| Body::Record(shapes.fields(fields)))
    }

    /// An enum: its symbols, each with its documentation, and the one that stands for those that a
    /// reader does not know.
    pub fn symbols(
        &mut self,
        about: &About<'_>,
        symbols: &[(&str, Option<&str>)],
        default: Option<&str>,
    ) -> Type {
        self.define(about, |_, _| {
            Body::Enum(Enum {
                symbols: symbols
                    .iter()
                    .map(|(name, doc)| Symbol {
                        name: unplaced(name),
                        doc: doc.map(unplaced),
                    })
                    .collect(),
                default: default.map(unplaced),
            })
        })
    }

    /// A union, told apart in JSON by the field `discriminator`.
    pub fn union(
        &mut self,
        about: &About<'_>,
        discriminator: Option<&str>,
        branches: &[Branch<'_>],
    ) -> Type {
        self.define(about, |shapes, name| Body::Union {
            branches: branches
                .iter()
                .map(|branch| shapes.branch(name, *branch))
                .collect(),
            discriminator: discriminator.map(unplaced),
        })
    }

    /// Another name for a type.
    pub fn alias(&mut self, about: &About<'_>, shape: ShapeOf) -> Type {
        self.define(about, |shapes, _| Body::Alias(shape(shapes)))
    }

    /// Defines a type unless it is known. It is known to its own body, so types may hold
    /// themselves.
    fn define(
        &mut self,
        about: &About<'_>,
        body: impl FnOnce(&mut Self, &TypeDef) -> Body,
    ) -> Type {
        if let Some(&id) = self.known.get(about.rust_type) {
            return self.reference(id);
        }
        let mut definition = TypeDef {
            name: unplaced(about.name),
            namespace: about.namespace.map(Into::into).or(self.namespace.clone()),
            version: about.version,
            doc: about.doc.map(unplaced),
            deprecated: about.deprecated.map(deprecation),
            was: about.was.iter().copied().map(unplaced).collect(),
            body: Body::Record(Vec::new()),
            span: Span::default(),
            synthetic: false,
        };
        let id = self.types.add(definition.clone());
        self.known.insert(about.rust_type, id);
        let mut name = about.name.to_owned();
        for argument in about.arguments {
            let argument = argument(self);
            name.push_str(&name_as_argument(&argument));
        }
        definition.name = unplaced(&name);
        definition.body = body(self, &definition);
        if let Some(slot) = self.types.get_mut(id) {
            *slot = definition;
        }
        self.reference(id)
    }

    fn reference(&self, id: TypeId) -> Type {
        let name = self.types.get(id).map(|definition| &*definition.name.value);
        Type::Named(TypeRef {
            name: name.unwrap_or_default().into(),
            span: Span::default(),
            id: Some(id),
        })
    }

    fn branch(&mut self, union: &TypeDef, branch: Branch<'_>) -> Type {
        let (name, doc, fields) = match branch {
            Branch::Type(shape) => return shape(self),
            Branch::Record(name, doc, fields) => (name, doc, fields),
        };
        let fields = self.fields(fields);
        let id = self.types.add(TypeDef {
            name: unplaced(name),
            namespace: Some(union.namespace_of_branches()),
            version: union.version,
            doc: doc.map(unplaced),
            deprecated: None,
            was: Vec::new(),
            body: Body::Record(fields),
            span: Span::default(),
            synthetic: false,
        });
        self.reference(id)
    }

    fn fields(&mut self, fields: &[FieldAbout<'_>]) -> Vec<Field> {
        fields.iter().map(|about| self.field(about)).collect()
    }

    fn field(&mut self, about: &FieldAbout<'_>) -> Field {
        let ty = (about.shape)(self);
        let mut field = Field::new(unplaced(about.name), ty, Span::default());
        field.doc = about.doc.map(unplaced);
        field.default = about.default.map(|default| Box::new(literal(default)));
        field.was = about.was.iter().copied().map(unplaced).collect();
        field.since = about.since.map(|since| Box::new(unplaced(since)));
        field.pii = about.pii;
        field.unit = about.unit.map(|unit| Box::new(unplaced(unit)));
        field.number = about.number.map(|n| Spanned::new(n, Span::default()));
        field.deprecated = about.deprecated.map(|about| Box::new(deprecation(about)));
        field
    }
}

/// A default, which the derive has written as JSON.
fn literal(json: &str) -> Node {
    parse_json(json, FileId::default()).unwrap_or_else(|_| Node::string(json, Span::default()))
}

fn deprecation(about: Deprecated<'_>) -> Deprecation {
    Deprecation {
        since: about.since.map(unplaced),
        replaced_by: about.replaced_by.map(unplaced),
        message: about.message.map(unplaced),
        span: Span::default(),
    }
}

fn unplaced(text: &str) -> Spanned<Text> {
    Spanned::new(text.into(), Span::default())
}
