//! Messages that all compilers, or all of Google's, know, and the types that they stand for.

use factum_contract::shape::{TimeUnit, Type};

/// What a message stands for, by its full name, if it is one that is known everywhere.
pub(super) fn shape(full_name: &str) -> Option<Type> {
    let optional = |ty: Type| Type::Optional(Box::new(ty));
    Some(match full_name {
        "google.protobuf.Timestamp" => Type::Timestamp(TimeUnit::Micros),
        "google.protobuf.Duration" => Type::Duration,
        "google.protobuf.Struct" | "google.protobuf.Value" => Type::Json,
        "google.protobuf.ListValue" => Type::List(Box::new(Type::Json)),
        "google.protobuf.NullValue" => Type::Null,
        "google.protobuf.FieldMask" => Type::String,
        "google.protobuf.Any" | "google.protobuf.Empty" => Type::Opaque(full_name.into()),
        // Wrappers are how a scalar was made optional before `optional` came back.
        "google.protobuf.BoolValue" => optional(Type::Bool),
        "google.protobuf.StringValue" => optional(Type::String),
        "google.protobuf.BytesValue" => optional(Type::Bytes),
        "google.protobuf.FloatValue" => optional(Type::Float),
        "google.protobuf.DoubleValue" => optional(Type::Double),
        "google.protobuf.Int32Value" => optional(Type::Int),
        "google.protobuf.UInt32Value"
        | "google.protobuf.Int64Value"
        | "google.protobuf.UInt64Value" => optional(Type::Long),
        "google.type.Date" => Type::Date,
        "google.type.TimeOfDay" => Type::Time(TimeUnit::Micros),
        "google.type.DateTime" => Type::LocalTimestamp(TimeUnit::Micros),
        _ => return None,
    })
}

/// What a scalar type of this name is. Unsigned types are those that hold their values.
pub(super) fn scalar(name: &str) -> Type {
    match name {
        "bool" => Type::Bool,
        "int32" | "sint32" | "sfixed32" => Type::Int,
        "uint32" | "fixed32" | "int64" | "sint64" | "sfixed64" | "uint64" | "fixed64" => Type::Long,
        "float" => Type::Float,
        "double" => Type::Double,
        "string" => Type::String,
        "bytes" => Type::Bytes,
        other => Type::Opaque(other.into()),
    }
}
