//! The shape of a payload: the types that lint rules and generators read.
//!
//! A shape says what every format can say in one vocabulary. What a foreign schema says beyond it
//! becomes [`Type::Opaque`]; the original schema stays beside the shape, unaltered.

use crate::document::Node;
use crate::span::{Span, Spanned};

/// Text kept in a model, fixed once read.
pub type Text = Box<str>;

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Only null: a branch of a foreign union.
    Null,
    /// A truth value.
    Bool,
    /// A signed 32-bit integer.
    Int,
    /// A signed 64-bit integer.
    Long,
    /// An IEEE 754 single.
    Float,
    /// An IEEE 754 double.
    Double,
    /// An exact decimal number of at most `precision` digits, `scale` of them after the point.
    Decimal {
        /// Digits in all, at least 1.
        precision: u32,
        /// Digits after the point, at most `precision`.
        scale: u32,
    },
    /// Unicode text.
    String,
    /// Bytes of any length.
    Bytes,
    /// Exactly this many bytes.
    Fixed(u32),
    /// A UUID (RFC 9562).
    Uuid,
    /// A calendar date.
    Date,
    /// A time of day.
    Time(TimeUnit),
    /// An instant in UTC. The native format's `timestamp` counts microseconds.
    Timestamp(TimeUnit),
    /// A date and time of day without a time zone.
    LocalTimestamp(TimeUnit),
    /// A span of time (ISO 8601).
    Duration,
    /// Any JSON value: a payload that says nothing.
    Json,
    /// One of a closed list of symbols, defined where it is used.
    Enum(Box<Enum>),
    /// A type defined elsewhere.
    Named(TypeRef),
    /// A list of values.
    List(Box<Type>),
    /// A map from strings to values.
    Map(Box<Type>),
    /// A value that may be absent (and, in JSON, null).
    Optional(Box<Type>),
    /// One of several types.
    Union(Vec<Type>),
    /// What a foreign schema says and these types cannot; the text says what it was, for people.
    Opaque(Text),
}

/// The unit in which a time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Thousandths of a second.
    Millis,
    /// Millionths of a second.
    Micros,
    /// Billionths of a second.
    Nanos,
}

/// A reference to a named type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeRef {
    /// The name as written, possibly qualified and versioned: `Money`, `com.acme.Money@1`.
    pub name: Text,
    /// Where the name is written.
    pub span: Span,
    /// The definition, once resolved. `None` after resolution means that there is none, which has
    /// been reported.
    pub id: Option<TypeId>,
}

/// A definition's index in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// All type definitions that a set of messages may refer to.
#[derive(Clone, Debug, Default)]
pub struct Types {
    definitions: Vec<TypeDef>,
}

impl Types {
    /// Adds a definition.
    pub fn add(&mut self, definition: TypeDef) -> TypeId {
        let id = TypeId(u32::try_from(self.definitions.len()).unwrap_or(u32::MAX));
        self.definitions.push(definition);
        id
    }

    /// The definition with this id, if the id is of this table.
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.definitions.get(id.0 as usize)
    }

    /// The definition with this id, to be changed.
    pub fn get_mut(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.definitions.get_mut(id.0 as usize)
    }

    /// All definitions with their ids, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        (0..).map(TypeId).zip(&self.definitions)
    }

    /// All definitions, to be changed, in the order added.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (TypeId, &mut TypeDef)> {
        (0..).map(TypeId).zip(&mut self.definitions)
    }

    /// All definitions, in the order added; their ids are their indices.
    pub fn into_definitions(self) -> impl Iterator<Item = TypeDef> {
        self.definitions.into_iter()
    }

    /// How many definitions there are.
    pub fn len(&self) -> usize {
        self.definitions.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.definitions.is_empty()
    }

    /// What a type is behind its aliases: the first definition that is no alias, or the type an
    /// alias ends in. An alias that leads back to itself, or nowhere, is returned as it stands.
    pub fn resolve<'a>(&'a self, ty: &'a Type) -> Resolved<'a> {
        let mut current = ty;
        for _ in 0..=self.definitions.len() {
            let Type::Named(reference) = current else {
                return Resolved::Type(current);
            };
            match reference
                .id
                .and_then(|id| self.get(id).map(|definition| (id, definition)))
            {
                Some((
                    _,
                    TypeDef {
                        body: Body::Alias(target),
                        ..
                    },
                )) => current = target,
                Some((id, definition)) => return Resolved::Definition(id, definition),
                None => return Resolved::Type(current),
            }
        }
        Resolved::Type(ty)
    }
}

/// What [`Types::resolve`] found.
#[derive(Clone, Copy, Debug)]
pub enum Resolved<'a> {
    /// A type with no definition of its own (or a reference that leads nowhere).
    Type(&'a Type),
    /// A record, an enum or a union with its definition.
    Definition(TypeId, &'a TypeDef),
}

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The name, unqualified.
    pub name: Spanned<Text>,
    /// The namespace, dotted.
    pub namespace: Option<Text>,
    /// The major version; 1 when unstated.
    pub version: u32,
    /// What it is, for people.
    pub doc: Option<Spanned<Text>>,
    /// Whether and since when it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// Old names (Avro aliases), unqualified or full.
    pub was: Vec<Spanned<Text>>,
    /// What it is made of.
    pub body: Body,
    /// The whole definition.
    pub span: Span,
    /// True for a part of a foreign schema, which is no definition of the catalog's own: it may
    /// stand in several files, or have a name that a reader made up for a nested JSON object.
    pub synthetic: bool,
}

impl TypeDef {
    /// The namespace of the records that stand in this union alone: two unions may have branches
    /// of one name, so that of the union comes before it.
    pub fn namespace_of_branches(&self) -> Text {
        match &self.namespace {
            Some(namespace) => format!("{namespace}.{}", self.name.value).into(),
            None => self.name.value.clone(),
        }
    }
}

/// What a named type is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Named fields.
    Record(Vec<Field>),
    /// A closed list of symbols.
    Enum(Enum),
    /// One of several types, told apart in JSON by the field `discriminator`, if one is named.
    Union {
        /// The types.
        branches: Vec<Type>,
        /// The JSON property that names the branch.
        discriminator: Option<Spanned<Text>>,
    },
    /// Another name for a type.
    Alias(Type),
}

/// A closed list of symbols.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Enum {
    /// The symbols in the order written.
    pub symbols: Vec<Symbol>,
    /// The symbol that stands for one that a reader does not know.
    pub default: Option<Spanned<Text>>,
}

/// A symbol of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// The symbol.
    pub name: Spanned<Text>,
    /// What it means, for people.
    pub doc: Option<Spanned<Text>>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub name: Spanned<Text>,
    /// Its type; [`Type::Optional`] if it may be absent.
    pub ty: Type,
    /// Where the type is written.
    pub ty_span: Span,
    /// What it means, for people.
    pub doc: Option<Spanned<Text>>,
    /// The value that stands for an absent one.
    pub default: Option<Box<Node>>,
    /// Old names (Avro aliases).
    pub was: Vec<Spanned<Text>>,
    /// The version of the message that brought it.
    pub since: Option<Box<Spanned<Text>>>,
    /// Whether and since when it should not be used any more.
    pub deprecated: Option<Box<Deprecation>>,
    /// Whether it holds personal data, if stated.
    pub pii: Option<bool>,
    /// The unit in which it counts, such as `ms` or `EUR`.
    pub unit: Option<Box<Spanned<Text>>>,
    /// The field number for Protobuf.
    pub number: Option<Spanned<u32>>,
    /// Example values.
    pub examples: Vec<Node>,
    /// The whole field: name and value.
    pub span: Span,
}

impl Field {
    /// A field with a name and a type and nothing else said of it.
    pub fn new(name: Spanned<Text>, ty: Type, ty_span: Span) -> Field {
        Field {
            span: name.span.to(ty_span),
            name,
            ty,
            ty_span,
            doc: None,
            default: None,
            was: Vec::new(),
            since: None,
            deprecated: None,
            pii: None,
            unit: None,
            number: None,
            examples: Vec::new(),
        }
    }

    /// Whether a message may leave it out.
    pub fn is_optional(&self) -> bool {
        matches!(self.ty, Type::Optional(_)) || self.default.is_some()
    }
}

/// That something should not be used any more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deprecation {
    /// Since when, as written (a date).
    pub since: Option<Spanned<Text>>,
    /// What to use instead, as written.
    pub replaced_by: Option<Spanned<Text>>,
    /// Why, or how to move on, for people.
    pub message: Option<Spanned<Text>>,
    /// Where it is stated.
    pub span: Span,
}

impl Type {
    /// The type without [`Type::Optional`] around it.
    pub fn required(&self) -> &Type {
        match self {
            Type::Optional(inner) => inner.required(),
            other => other,
        }
    }

    /// Calls `visit` for every reference to a named type inside this type.
    pub fn for_each_reference<'a>(&'a self, visit: &mut impl FnMut(&'a TypeRef)) {
        match self {
            Type::Named(reference) => visit(reference),
            Type::List(inner) | Type::Map(inner) | Type::Optional(inner) => {
                inner.for_each_reference(visit);
            }
            Type::Union(branches) => {
                for branch in branches {
                    branch.for_each_reference(visit);
                }
            }
            _ => {}
        }
    }

    /// Calls `change` for every reference to a named type inside this type.
    pub fn for_each_reference_mut(&mut self, change: &mut impl FnMut(&mut TypeRef)) {
        match self {
            Type::Named(reference) => change(reference),
            Type::List(inner) | Type::Map(inner) | Type::Optional(inner) => {
                inner.for_each_reference_mut(change);
            }
            Type::Union(branches) => {
                for branch in branches {
                    branch.for_each_reference_mut(change);
                }
            }
            _ => {}
        }
    }
}

/// Writes the type in the grammar of the native format: `[OrderLine]?`, `decimal(12,2)`.
impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = |unit: &TimeUnit| match unit {
            TimeUnit::Millis => "-millis",
            TimeUnit::Micros => "",
            TimeUnit::Nanos => "-nanos",
        };
        match self {
            Type::Null => f.write_str("null"),
            Type::Bool => f.write_str("bool"),
            Type::Int => f.write_str("int"),
            Type::Long => f.write_str("long"),
            Type::Float => f.write_str("float"),
            Type::Double => f.write_str("double"),
            Type::Decimal { precision, scale } => write!(f, "decimal({precision},{scale})"),
            Type::String => f.write_str("string"),
            Type::Bytes => f.write_str("bytes"),
            Type::Fixed(size) => write!(f, "fixed({size})"),
            Type::Uuid => f.write_str("uuid"),
            Type::Date => f.write_str("date"),
            Type::Time(precision) => write!(f, "time{}", unit(precision)),
            Type::Timestamp(precision) => write!(f, "timestamp{}", unit(precision)),
            Type::LocalTimestamp(precision) => write!(f, "local-timestamp{}", unit(precision)),
            Type::Duration => f.write_str("duration"),
            Type::Json => f.write_str("json"),
            Type::Enum(symbols) => {
                f.write_str("enum(")?;
                for (index, symbol) in symbols.symbols.iter().enumerate() {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    f.write_str(&symbol.name.value)?;
                }
                f.write_str(")")
            }
            Type::Named(reference) => f.write_str(&reference.name),
            Type::List(inner) => write!(f, "[{inner}]"),
            Type::Map(inner) => write!(f, "map<{inner}>"),
            Type::Optional(inner) => write!(f, "{inner}?"),
            Type::Union(branches) => {
                for (index, branch) in branches.iter().enumerate() {
                    if index > 0 {
                        f.write_str(" | ")?;
                    }
                    write!(f, "{branch}")?;
                }
                Ok(())
            }
            Type::Opaque(what) => f.write_str(what),
        }
    }
}
