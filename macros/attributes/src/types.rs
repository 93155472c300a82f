//! Types of Rust as types of a contract, as far as their names tell.

use factum_contract::shape::{TimeUnit, Type as Shape, TypeRef};
use factum_contract::span::Span;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, PathSegment, Type};

/// Whether the type is written as an `Option`.
pub fn is_option(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Option")
}

/// A type as source writes it, without its tokens, so that it can be understood later: when it is
/// known what its names mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// `a::b::Name<A, 12>`
    Path(WrittenPath),
    /// `[T]`
    Slice(Box<Written>),
    /// `[T; N]`: what it holds, and how much of it.
    Array(Box<Written>, Box<Written>),
    /// A number where generics or arrays have one.
    Number(u32),
    /// What has no place in a contract, such as a tuple or a function; the text says what, for
    /// people.
    Other(&'static str),
}

/// A path with the generic arguments of its last segment; lifetimes are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenPath {
    /// The names, of which the first is empty if the path begins with `::`.
    pub segments: Vec<String>,
    /// The arguments of the last name: types and numbers.
    pub arguments: Vec<Written>,
}

/// What the names in a written type mean.
pub trait Names {
    /// The shape of the type that a path names.
    fn shape(&mut self, path: &WrittenPath) -> Shape;

    /// The number that is written, or that a constant stands for.
    fn number(&mut self, written: &Written) -> Option<u32>;
}

impl Written {
    /// The type that these tokens write.
    pub fn of(ty: &Type) -> Written {
        let inner = |ty: &Type| Box::new(Written::of(ty));
        match ty {
            Type::Reference(reference) => Written::of(&reference.elem),
            Type::Paren(paren) => Written::of(&paren.elem),
            Type::Group(group) => Written::of(&group.elem),
            Type::Slice(slice) => Written::Slice(inner(&slice.elem)),
            Type::Array(array) => {
                Written::Array(inner(&array.elem), Box::new(expression(&array.len)))
            }
            Type::Path(path) if path.qself.is_none() => {
                let mut segments = Vec::new();
                if path.path.leading_colon.is_some() {
                    segments.push(String::new());
                }
                segments.extend(
                    path.path
                        .segments
                        .iter()
                        .map(|it| it.ident.unraw().to_string()),
                );
                let arguments = path.path.segments.last().map(arguments);
                Written::Path(WrittenPath {
                    segments,
                    arguments: arguments.unwrap_or_default(),
                })
            }
            Type::Tuple(_) => Written::Other("a tuple"),
            _ => Written::Other("a type without a name"),
        }
    }

    /// Its shape, by what the names in it mean.
    pub fn shape(&self, names: &mut dyn Names) -> Shape {
        match self {
            Written::Path(path) => names.shape(path),
            Written::Slice(items) if items.is_u8() => Shape::Bytes,
            Written::Array(items, length) if items.is_u8() => match names.number(length) {
                Some(size) => Shape::Fixed(size),
                None => Shape::Opaque("bytes of a computed length".into()),
            },
            Written::Slice(items) | Written::Array(items, _) => list(items, names),
            Written::Number(_) => Shape::Opaque("a number".into()),
            Written::Other(what) => Shape::Opaque((*what).into()),
        }
    }

    fn is_u8(&self) -> bool {
        matches!(self, Written::Path(path) if path.last() == "u8")
    }
}

impl WrittenPath {
    /// The last of the names.
    pub fn last(&self) -> &str {
        self.segments.last().map_or("", String::as_str)
    }
}

/// The shape that the name of a type promises; `None` if it is none that is known by its name.
pub fn known_shape(name: &str, arguments: &[Written], names: &mut dyn Names) -> Option<Shape> {
    Some(match (name, arguments) {
        ("bool", _) => Shape::Bool,
        ("i8" | "i16" | "i32" | "u16", _) => Shape::Int,
        ("u32" | "i64", _) => Shape::Long,
        ("f32", _) => Shape::Float,
        ("f64", _) => Shape::Double,
        ("String" | "str", _) => Shape::String,
        ("Uuid", _) => Shape::Uuid,
        ("Bytes", _) => Shape::Bytes,
        ("Date" | "NaiveDate", _) => Shape::Date,
        ("Time" | "NaiveTime", _) => Shape::Time(TimeUnit::Micros),
        ("OffsetDateTime" | "UtcDateTime" | "Timestamp", _) | ("DateTime", [_, ..]) => {
            Shape::Timestamp(TimeUnit::Micros)
        }
        ("PrimitiveDateTime" | "NaiveDateTime" | "DateTime", _) => {
            Shape::LocalTimestamp(TimeUnit::Micros)
        }
        ("Decimal", [precision, scale]) => match (names.number(precision), names.number(scale)) {
            (Some(precision), Some(scale)) => Shape::Decimal { precision, scale },
            _ => Shape::Opaque("a decimal".into()),
        },
        ("Option", [inner, ..]) => Shape::Optional(Box::new(inner.shape(names))),
        ("Vec", [items, ..]) if items.is_u8() => Shape::Bytes,
        ("Vec", [items, ..]) => list(items, names),
        ("HashMap" | "BTreeMap", [_, values, ..]) => Shape::Map(Box::new(values.shape(names))),
        ("Box" | "Rc" | "Arc" | "Cow", [inner, ..]) => inner.shape(names),
        _ => return None,
    })
}

/// The shape of a type by its names alone: one that is not known is a reference by its name.
pub fn shape_by_name(ty: &Type, span: Span) -> Shape {
    Written::of(ty).shape(&mut NamesAlone { span })
}

struct NamesAlone {
    span: Span,
}

impl Names for NamesAlone {
    fn shape(&mut self, path: &WrittenPath) -> Shape {
        known_shape(path.last(), &path.arguments, self).unwrap_or_else(|| {
            Shape::Named(TypeRef {
                name: path.last().into(),
                span: self.span,
                id: None,
            })
        })
    }

    fn number(&mut self, written: &Written) -> Option<u32> {
        match written {
            Written::Number(number) => Some(*number),
            _ => None,
        }
    }
}

fn list(items: &Written, names: &mut dyn Names) -> Shape {
    Shape::List(Box::new(items.shape(names)))
}

pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(inner) => last_segment(&inner.elem),
        Type::Paren(inner) => last_segment(&inner.elem),
        _ => None,
    }
}

fn arguments(segment: &PathSegment) -> Vec<Written> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return Vec::new();
    };
    let written = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(Written::of(ty)),
        GenericArgument::Const(number) => Some(expression(number)),
        _ => None,
    });
    written.collect()
}

/// A number, or the path of a constant.
fn expression(expression: &Expr) -> Written {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => match number.base10_parse() {
            Ok(number) => Written::Number(number),
            Err(_) => Written::Other("a number that is too large"),
        },
        Expr::Path(path) => syn::parse2(path.to_token_stream())
            .map_or(Written::Other("a path"), |ty| Written::of(&ty)),
        _ => Written::Other("a number that is computed"),
    }
}

/// The empty value of a type as JSON, if its name tells that it has one.
pub(crate) fn empty_value(ty: &Type) -> Option<&'static str> {
    Some(match shape_by_name(ty, Span::default()) {
        Shape::Optional(_) => "null",
        Shape::Bool => "false",
        Shape::Int | Shape::Long | Shape::Float | Shape::Double => "0",
        Shape::String | Shape::Bytes => "\"\"",
        Shape::List(_) => "[]",
        Shape::Map(_) => "{}",
        _ => return None,
    })
}
