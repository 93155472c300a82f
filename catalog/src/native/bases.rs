//! The base types, and what people call them elsewhere.

use factum_contract::shape::{TimeUnit, Type};

use crate::problem::nearest;

/// The names of the base types.
pub const BASES: [&str; 14] = [
    "bool",
    "int",
    "long",
    "float",
    "double",
    "decimal",
    "string",
    "bytes",
    "uuid",
    "date",
    "time",
    "timestamp",
    "duration",
    "json",
];

/// What people write for a base type out of habit, and what it is called here.
const HABITS: [(&str, &str); 22] = [
    ("boolean", "bool"),
    ("integer", "int"),
    ("int32", "int"),
    ("i32", "int"),
    ("int64", "long"),
    ("i64", "long"),
    ("bigint", "long"),
    ("number", "double"),
    ("f32", "float"),
    ("f64", "double"),
    ("str", "string"),
    ("text", "string"),
    ("varchar", "string"),
    ("guid", "uuid"),
    ("datetime", "timestamp"),
    ("date-time", "timestamp"),
    ("instant", "timestamp"),
    ("timestamptz", "timestamp"),
    ("binary", "bytes"),
    ("blob", "bytes"),
    ("object", "json"),
    ("any", "json"),
];

/// The base type of this name, if it takes no arguments.
pub(super) fn base(name: &str) -> Option<Type> {
    Some(match name {
        "bool" => Type::Bool,
        "int" => Type::Int,
        "long" => Type::Long,
        "float" => Type::Float,
        "double" => Type::Double,
        "string" => Type::String,
        "bytes" => Type::Bytes,
        "uuid" => Type::Uuid,
        "date" => Type::Date,
        "time" => Type::Time(TimeUnit::Micros),
        "timestamp" => Type::Timestamp(TimeUnit::Micros),
        "duration" => Type::Duration,
        "json" => Type::Json,
        _ => return None,
    })
}

/// The base type that is meant by a name which is none.
pub(crate) fn meant_base(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let habit = HABITS
        .iter()
        .find(|(habit, _)| *habit == lower)
        .map(|(_, right)| *right);
    habit
        .or_else(|| BASES.into_iter().find(|base| *base == lower))
        .or_else(|| nearest(name, BASES).filter(|right| right.len() > 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn habits_lead_to_the_right_base() {
        assert_eq!(meant_base("Integer"), Some("int"));
        assert_eq!(meant_base("datetime"), Some("timestamp"));
        assert_eq!(meant_base("strnig"), Some("string"));
        assert_eq!(meant_base("OrderLine"), None);
    }
}
