//! The model: types in an arena, referring to each other by id, so that recursion costs nothing.

use super::logical::LogicalType;
use super::name::Name;
use crate::document::{Entry, Node};
use crate::span::{Span, Spanned};

/// A type in its [`Types`](super::Types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub(super) u32);

impl TypeId {
    /// The type of something that is no schema, or of a name whose definition is not known.
    pub(super) const UNKNOWN: TypeId = TypeId(u32::MAX);
}

/// A use of a type: which, and where it is written. A named type can be used many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TypeRef {
    /// The type.
    pub id: TypeId,
    /// Where it is used: its name if it is referred to, its definition if it is written in place.
    pub span: Span,
}

impl From<TypeId> for TypeRef {
    fn from(id: TypeId) -> TypeRef {
        TypeRef {
            id,
            span: Span::default(),
        }
    }
}

/// One type.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// What it is.
    pub kind: Kind,
    /// What it stands for. Malformed and unknown logical types are not here, as readers ignore
    /// them; they stay among the properties.
    pub logical: Option<LogicalType>,
    /// Attributes that the specification does not define.
    pub properties: Box<[Entry]>,
    /// Where it is written.
    pub span: Span,
}

/// The kinds of type.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A type without parts.
    Primitive(Primitive),
    /// A sequence of items of one type.
    Array(TypeRef),
    /// A mapping from strings to values of one type.
    Map(TypeRef),
    /// One of several types.
    Union(Box<[TypeRef]>),
    /// Named fields.
    Record(Box<Record>),
    /// One of several symbols.
    Enum(Box<Enum>),
    /// A fixed number of bytes.
    Fixed(Box<Fixed>),
}

/// The types without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Primitive {
    /// No value.
    Null,
    /// True or false.
    Boolean,
    /// A 32-bit signed integer.
    Int,
    /// A 64-bit signed integer.
    Long,
    /// A 32-bit IEEE 754 number.
    Float,
    /// A 64-bit IEEE 754 number.
    Double,
    /// A sequence of bytes.
    Bytes,
    /// Unicode text.
    String,
}

impl Primitive {
    /// All of them, in the order of the specification.
    pub const ALL: [Primitive; 8] = [
        Primitive::Null,
        Primitive::Boolean,
        Primitive::Int,
        Primitive::Long,
        Primitive::Float,
        Primitive::Double,
        Primitive::Bytes,
        Primitive::String,
    ];

    /// Its name in a schema.
    pub fn name(self) -> &'static str {
        match self {
            Primitive::Null => "null",
            Primitive::Boolean => "boolean",
            Primitive::Int => "int",
            Primitive::Long => "long",
            Primitive::Float => "float",
            Primitive::Double => "double",
            Primitive::Bytes => "bytes",
            Primitive::String => "string",
        }
    }

    /// The primitive of this name.
    pub fn named(name: &str) -> Option<Primitive> {
        Primitive::ALL
            .into_iter()
            .find(|primitive| primitive.name() == name)
    }
}

impl Primitive {
    /// Whether a reader of this primitive takes data written as another.
    pub fn takes(self, writer: Primitive) -> bool {
        use Primitive::{Bytes, Double, Float, Int, Long, String};
        self == writer
            || matches!(
                (self, writer),
                (Long, Int)
                    | (Float, Int | Long)
                    | (Double, Int | Long | Float)
                    | (String, Bytes)
                    | (Bytes, String)
            )
    }
}

/// What records, enums and fixeds have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    /// The full name.
    pub name: Name,
    /// Where the name is written.
    pub span: Span,
    /// Other full names under which a reader accepts written data.
    pub aliases: Vec<Spanned<Name>>,
    /// What it is, for people.
    pub doc: Option<Box<str>>,
}

impl Naming {
    /// A name without aliases or documentation.
    pub fn new(name: Name) -> Naming {
        Naming {
            name,
            span: Span::default(),
            aliases: Vec::new(),
            doc: None,
        }
    }
}

impl Naming {
    /// Whether a reader with this name takes data of that name: the unqualified names are equal, or
    /// one of the reader's aliases is the writer's full name.
    pub fn accepts(&self, writer: &Naming) -> bool {
        let is_writer = |alias: &Name| {
            // Java spells an alias outside any namespace with a dot, which equals no name.
            let has_spelling = alias.namespace().is_some() || self.name.namespace().is_none();
            *alias == writer.name && has_spelling
        };
        self.name.simple() == writer.name.simple()
            || self.aliases.iter().any(|alias| is_writer(&alias.value))
    }
}

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its name, aliases and documentation.
    pub naming: Naming,
    /// Its fields, in the order in which they are written.
    pub fields: Vec<Field>,
    /// Whether it was declared with the type `error` of Avro protocols.
    pub is_error: bool,
}

impl Record {
    /// The field of this name and its position.
    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        self.fields
            .iter()
            .enumerate()
            .find(|(_, field)| &*field.name == name)
    }
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name.
    pub name: Box<str>,
    /// The type.
    pub ty: TypeRef,
    /// The value a reader takes for a record written without the field, as JSON.
    pub default: Option<Node>,
    /// Other names under which a reader accepts the field.
    pub aliases: Vec<Spanned<Box<str>>>,
    /// What it is, for people.
    pub doc: Option<Box<str>>,
    /// How it counts when records are sorted.
    pub order: Order,
    /// Attributes that the specification does not define.
    pub properties: Box<[Entry]>,
    /// Where its name is written.
    pub name_span: Span,
    /// Where it is written.
    pub span: Span,
}

impl Field {
    /// A field without default, aliases or documentation.
    pub fn new(name: impl Into<Box<str>>, ty: impl Into<TypeRef>) -> Field {
        Field {
            name: name.into(),
            ty: ty.into(),
            default: None,
            aliases: Vec::new(),
            doc: None,
            order: Order::Ascending,
            properties: Box::default(),
            name_span: Span::default(),
            span: Span::default(),
        }
    }
}

/// How a field counts when records are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Smaller values first; the default.
    #[default]
    Ascending,
    /// Greater values first.
    Descending,
    /// Not at all.
    Ignore,
}

impl Order {
    /// The value of the attribute `order`.
    pub fn name(self) -> &'static str {
        match self {
            Order::Ascending => "ascending",
            Order::Descending => "descending",
            Order::Ignore => "ignore",
        }
    }
}

/// An enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Its name, aliases and documentation.
    pub naming: Naming,
    /// The symbols, in the order of their numbers.
    pub symbols: Vec<Spanned<Box<str>>>,
    /// The symbol that a reader takes for one that it does not know.
    pub default: Option<Spanned<Box<str>>>,
}

impl Enum {
    /// Whether it has this symbol.
    pub fn has(&self, symbol: &str) -> bool {
        self.symbols.iter().any(|own| &*own.value == symbol)
    }
}

/// A fixed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixed {
    /// Its name, aliases and documentation.
    pub naming: Naming,
    /// How many bytes it has.
    pub size: u32,
    /// Where the size is written.
    pub size_span: Span,
}

impl Type {
    /// A type without a logical type, properties or place.
    pub fn new(kind: Kind) -> Type {
        Type {
            kind,
            logical: None,
            properties: Box::default(),
            span: Span::default(),
        }
    }

    /// Name, aliases and documentation, if it is a named type.
    pub fn naming(&self) -> Option<&Naming> {
        match &self.kind {
            Kind::Record(record) => Some(&record.naming),
            Kind::Enum(r#enum) => Some(&r#enum.naming),
            Kind::Fixed(fixed) => Some(&fixed.naming),
            _ => None,
        }
    }

    /// The full name, if it is a named type.
    pub fn name(&self) -> Option<&Name> {
        self.naming().map(|naming| &naming.name)
    }

    /// What the specification calls its kind: `int`, `record`, `union`, …
    pub fn kind_name(&self) -> &'static str {
        match &self.kind {
            Kind::Primitive(primitive) => primitive.name(),
            Kind::Array(_) => "array",
            Kind::Map(_) => "map",
            Kind::Union(_) => "union",
            Kind::Record(_) => "record",
            Kind::Enum(_) => "enum",
            Kind::Fixed(_) => "fixed",
        }
    }

    /// The types of its parts, in the order written.
    pub fn parts(&self) -> impl Iterator<Item = TypeRef> + '_ {
        let (refs, fields): (&[TypeRef], &[Field]) = match &self.kind {
            Kind::Array(part) | Kind::Map(part) => (std::slice::from_ref(part), &[]),
            Kind::Union(branches) => (branches, &[]),
            Kind::Record(record) => (&[], &record.fields),
            Kind::Primitive(_) | Kind::Enum(_) | Kind::Fixed(_) => (&[], &[]),
        };
        refs.iter()
            .copied()
            .chain(fields.iter().map(|field| field.ty))
    }

    /// The type of the part at this position, counted as in [`Type::parts`].
    pub(super) fn part_mut(&mut self, index: usize) -> Option<&mut TypeRef> {
        match &mut self.kind {
            Kind::Array(part) | Kind::Map(part) => Some(part),
            Kind::Union(branches) => branches.get_mut(index),
            Kind::Record(record) => record.fields.get_mut(index).map(|field| &mut field.ty),
            Kind::Primitive(_) | Kind::Enum(_) | Kind::Fixed(_) => None,
        }
    }
}
