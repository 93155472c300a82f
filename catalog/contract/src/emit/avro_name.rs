//! Names as Avro has them.

use std::borrow::Cow;

use crate::avro::Name;
use crate::shape::{Type, TypeDef};

/// A name of which Avro's grammar lets every character pass; the others become `_`.
pub(super) fn identifier(name: &str) -> Cow<'_, str> {
    let is_right = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let starts_right = !name.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty();
    if starts_right && name.chars().all(is_right) {
        return Cow::Borrowed(name);
    }
    let mut mended: String = name
        .chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .collect();
    if !starts_right {
        mended.insert(0, '_');
    }
    Cow::Owned(mended)
}

/// A dotted name, each segment mended.
pub(super) fn full_name(dotted: &str) -> Name {
    let segments: Vec<_> = dotted.split('.').map(identifier).collect();
    Name::new(&segments.join("."), None)
}

/// The full name of a definition under this name: its namespace, or `home` if it has none, its
/// version from 2 on, the name.
pub(super) fn definition_name(definition: &TypeDef, name: &str, home: Option<&str>) -> Name {
    let namespace = definition.namespace.as_deref().or(home);
    let mut full = namespace.unwrap_or_default().to_owned();
    if definition.version > 1 {
        full.push_str(&format!(".v{}", definition.version));
    }
    full.push('.');
    full.push_str(name);
    full_name(full.trim_start_matches('.'))
}

/// `order_status` and `orderStatus` as `OrderStatus`.
pub(super) fn pascal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut chars = word.chars();
        out.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(chars.as_str());
    }
    out
}

/// A name for a type within the name of a generic one, as `StringList` in `PageStringList`.
pub fn name_as_argument(ty: &Type) -> String {
    match ty {
        Type::Named(reference) => reference.name.to_string(),
        Type::List(inner) => format!("{}List", name_as_argument(inner)),
        Type::Map(inner) => format!("{}Map", name_as_argument(inner)),
        Type::Optional(inner) => format!("Optional{}", name_as_argument(inner)),
        other => pascal(&other.to_string()),
    }
}
