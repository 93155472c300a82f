//! Types of Rust as types of a contract, as far as their names tell.

use factum_contract::shape::{TimeUnit, Type as Shape, TypeRef};
use factum_contract::span::Span;
use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, PathSegment, Type};

/// Whether the type is written as an `Option`.
pub fn is_option(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Option")
}

/// The shape that the name of a type promises. A type that is not known by its name is a reference
/// by that name.
pub(crate) fn shape(ty: &Type, span: Span) -> Shape {
    match ty {
        Type::Reference(reference) => return shape(&reference.elem, span),
        Type::Paren(inner) => return shape(&inner.elem, span),
        Type::Group(inner) => return shape(&inner.elem, span),
        Type::Slice(slice) if is_u8(&slice.elem) => return Shape::Bytes,
        Type::Slice(slice) => return list(&slice.elem, span),
        Type::Array(array) => {
            return match literal(&array.len).filter(|_| is_u8(&array.elem)) {
                Some(size) => Shape::Fixed(size),
                None => list(&array.elem, span),
            };
        }
        _ => {}
    }
    let Some(segment) = last_segment(ty) else {
        return Shape::Opaque("a type without a name".into());
    };
    let arguments = arguments(segment);
    let first = arguments.first().copied();
    let name = segment.ident.to_string();
    match (name.as_str(), first) {
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
        ("OffsetDateTime" | "UtcDateTime" | "Timestamp", _) | ("DateTime", Some(_)) => {
            Shape::Timestamp(TimeUnit::Micros)
        }
        ("PrimitiveDateTime" | "NaiveDateTime" | "DateTime", _) => {
            Shape::LocalTimestamp(TimeUnit::Micros)
        }
        ("Decimal", Some(_)) => decimal(segment),
        ("Option", Some(inner)) => Shape::Optional(Box::new(shape(inner, span))),
        ("Vec" | "Box", Some(inner)) if is_u8(inner) => Shape::Bytes,
        ("Vec", Some(inner)) => list(inner, span),
        ("HashMap" | "BTreeMap", _) => match arguments.get(1) {
            Some(values) => Shape::Map(Box::new(shape(values, span))),
            None => reference(&name, span),
        },
        ("Box" | "Rc" | "Arc" | "Cow", Some(inner)) => shape(inner, span),
        _ => reference(&name, span),
    }
}

fn list(items: &Type, span: Span) -> Shape {
    Shape::List(Box::new(shape(items, span)))
}

fn reference(name: &str, span: Span) -> Shape {
    Shape::Named(TypeRef {
        name: name.into(),
        span,
        id: None,
    })
}

pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(inner) => last_segment(&inner.elem),
        Type::Paren(inner) => last_segment(&inner.elem),
        _ => None,
    }
}

fn is_u8(ty: &Type) -> bool {
    match ty {
        Type::Slice(slice) => is_u8(&slice.elem),
        _ => last_segment(ty).is_some_and(|segment| segment.ident == "u8"),
    }
}

fn arguments(segment: &PathSegment) -> Vec<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return Vec::new();
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

fn decimal(segment: &PathSegment) -> Shape {
    let mut numbers = Vec::new();
    if let PathArguments::AngleBracketed(arguments) = &segment.arguments {
        for argument in &arguments.args {
            if let GenericArgument::Const(number) = argument {
                numbers.extend(literal(number));
            }
        }
    }
    match numbers[..] {
        [precision, scale] => Shape::Decimal { precision, scale },
        _ => Shape::Opaque("a decimal".into()),
    }
}

fn literal(expression: &Expr) -> Option<u32> {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        _ => None,
    }
}

/// The empty value of a type as JSON, if its name tells that it has one.
pub(crate) fn empty_value(ty: &Type) -> Option<&'static str> {
    Some(match shape(ty, Span::default()) {
        Shape::Optional(_) => "null",
        Shape::Bool => "false",
        Shape::Int | Shape::Long | Shape::Float | Shape::Double => "0",
        Shape::String | Shape::Bytes => "\"\"",
        Shape::List(_) => "[]",
        Shape::Map(_) => "{}",
        _ => return None,
    })
}
