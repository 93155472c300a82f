//! When two definitions of a name are the same: as Avro's Java library has it, whatever their
//! documentation and aliases say.

use super::arena::Types;
use super::types::{Field, Kind, Type, TypeRef};
use crate::document::{Entry, Node, Value};

/// Whether two types are the same. Named types within them count as the same if their full names
/// are equal, since each has its own definition to compare.
pub(super) fn is_same(types: &Types, one: &Type, other: &Type) -> bool {
    let parts = |one: &TypeRef, other: &TypeRef| {
        match (types.find(one.id), types.find(other.id)) {
            (Some(one), Some(other)) => match (one.name(), other.name()) {
                (None, None) => is_same(types, one, other),
                (one, other) => one == other,
            },
            // Of what is not known, nothing can be said.
            _ => true,
        }
    };
    let kinds = match (&one.kind, &other.kind) {
        (Kind::Primitive(one), Kind::Primitive(other)) => one == other,
        (Kind::Array(one), Kind::Array(other)) | (Kind::Map(one), Kind::Map(other)) => {
            parts(one, other)
        }
        (Kind::Union(one), Kind::Union(other)) => all_same(one, other, parts),
        (Kind::Fixed(one), Kind::Fixed(other)) => one.size == other.size,
        (Kind::Enum(one), Kind::Enum(other)) => {
            all_same(&one.symbols, &other.symbols, |one, other| {
                one.value == other.value
            })
        }
        (Kind::Record(one), Kind::Record(other)) => {
            let fields = |one: &Field, other: &Field| {
                one.name == other.name
                    && one.order == other.order
                    && parts(&one.ty, &other.ty)
                    && match (&one.default, &other.default) {
                        (None, None) => true,
                        (Some(one), Some(other)) => is_same_value(one, other),
                        _ => false,
                    }
                    && are_same_properties(&one.properties, &other.properties)
            };
            all_same(&one.fields, &other.fields, fields)
        }
        _ => false,
    };
    kinds
        && one.name() == other.name()
        && one.logical == other.logical
        && are_same_properties(&one.properties, &other.properties)
}

fn all_same<T>(one: &[T], other: &[T], mut same: impl FnMut(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}

fn are_same_properties(one: &[Entry], other: &[Entry]) -> bool {
    let within = |entry: &Entry, others: &[Entry]| {
        let mut others = others.iter();
        others.any(|other| entry.key == other.key && is_same_value(&entry.value, &other.value))
    };
    one.len() == other.len() && one.iter().all(|entry| within(entry, other))
}

/// Whether two values are the same, wherever they stand and in whatever order their keys are.
pub(super) fn is_same_value(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Scalar(one), Value::Scalar(other)) => {
            one.text == other.text && one.is_string() == other.is_string()
        }
        (Value::List(one), Value::List(other)) => all_same(one, other, is_same_value),
        (Value::Map(one), Value::Map(other)) => are_same_properties(one, other),
        _ => false,
    }
}
