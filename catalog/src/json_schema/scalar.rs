//! Strings, numbers and their formats.

use factum_contract::document::Node;
use factum_contract::shape::{TimeUnit, Type};

/// The type of a scalar, by `type`, `format` and `contentEncoding`.
pub(super) fn scalar(name: &str, format: Option<&str>, encoding: Option<&str>) -> Type {
    match name {
        "string" => string(format, encoding),
        // Nothing in JSON Schema bounds an integer; 64 bits are what its readers have.
        "integer" => match format {
            Some("int32" | "int16" | "int8" | "uint8" | "uint16") => Type::Int,
            _ => Type::Long,
        },
        "number" => match format {
            Some("float") => Type::Float,
            Some("int32") => Type::Int,
            Some("int64") => Type::Long,
            _ => Type::Double,
        },
        "boolean" => Type::Bool,
        "null" => Type::Null,
        other => Type::Opaque(other.into()),
    }
}

fn string(format: Option<&str>, encoding: Option<&str>) -> Type {
    if encoding.is_some_and(|it| it.eq_ignore_ascii_case("base64")) {
        return Type::Bytes;
    }
    match format {
        Some("uuid") => Type::Uuid,
        Some("date-time") => Type::Timestamp(TimeUnit::Micros),
        Some("date") => Type::Date,
        Some("time") => Type::Time(TimeUnit::Micros),
        Some("duration") => Type::Duration,
        Some("byte" | "binary") => Type::Bytes,
        Some(format) => decimal(format).unwrap_or(Type::String),
        None => Type::String,
    }
}

/// A decimal in a string, `decimal(12,2)`: the one format that is no one's but factum's.
fn decimal(format: &str) -> Option<Type> {
    let digits = format.strip_prefix("decimal(")?.strip_suffix(')')?;
    let (precision, scale) = digits.split_once(',')?;
    let (precision, scale) = (precision.parse().ok()?, scale.parse().ok()?);
    (precision > 0 && scale <= precision).then_some(Type::Decimal { precision, scale })
}

/// The type that a format is for.
pub(super) fn type_of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "int32" | "int64" => "integer",
        "float" | "double" => "number",
        "uuid" | "date-time" | "date" | "time" | "duration" | "byte" | "binary" | "email"
        | "uri" | "uri-reference" | "iri" | "iri-reference" | "hostname" | "ipv4" | "ipv6"
        | "regex" | "json-pointer" => "string",
        _ => return None,
    })
}

/// The type of a literal that is a truth value or a number.
pub(super) fn of_literal(node: &Node) -> Option<Type> {
    if node.as_bool().is_some() {
        return Some(Type::Bool);
    }
    let number = node.as_number()?;
    Some(if number.parse::<i32>().is_ok() {
        Type::Int
    } else if number.parse::<i64>().is_ok() {
        Type::Long
    } else {
        Type::Double
    })
}

/// The one type that all of these fit into.
pub(super) fn widest(types: Vec<Type>) -> Option<Type> {
    let rank = |ty: &Type| match ty {
        Type::Int => Some(0),
        Type::Long => Some(1),
        Type::Double => Some(2),
        _ => None,
    };
    let mut types = types.into_iter();
    let first = types.next()?;
    types.try_fold(first, |widest, ty| {
        if widest == ty {
            return Some(widest);
        }
        let (a, b) = (rank(&widest)?, rank(&ty)?);
        Some(if a >= b { widest } else { ty })
    })
}
