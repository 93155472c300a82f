//! What becomes of the fields of one version of a message in the next, whatever Rust is made of it.

use factum_catalog::contract::shape::{Field, Resolved, Type, Types};

/// How a value becomes one of a type that holds all that its own does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widening {
    /// A number becomes one of a wider type.
    pub converts: bool,
    /// It becomes an optional value, which is there.
    pub wraps: bool,
}

impl Widening {
    /// How a value of the type `old` becomes one of `new`, if nothing is lost; `is_same` says which
    /// types that are written out, and are no lists, maps or optional values, are one in Rust.
    pub fn between(
        old: &Type,
        new: &Type,
        types: &Types,
        is_same: impl Fn(&Type, &Type) -> bool,
    ) -> Option<Widening> {
        if are_one(old, new, types, &is_same) {
            return Some(Widening::default());
        }
        match (old, new) {
            (Type::Int, Type::Long | Type::Double) | (Type::Float, Type::Double) => {
                Some(Widening {
                    converts: true,
                    wraps: false,
                })
            }
            (Type::Optional(_), _) => None,
            (old, Type::Optional(new)) => Some(Widening {
                wraps: true,
                ..Widening::between(old, new, types, is_same)?
            }),
            _ => None,
        }
    }
}

/// Whether two types are one in Rust. Each version has enums and unions of its own, unless they have
/// names.
fn are_one(old: &Type, new: &Type, types: &Types, is_same: &impl Fn(&Type, &Type) -> bool) -> bool {
    match (types.resolve(old), types.resolve(new)) {
        (Resolved::Definition(old, _), Resolved::Definition(new, _)) => old == new,
        (Resolved::Type(old), Resolved::Type(new)) => match (old, new) {
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Optional(old), Type::Optional(new)) => are_one(old, new, types, is_same),
            (Type::Enum(_) | Type::Union(_) | Type::Named(_), _) => false,
            (old, new) => is_same(old, new),
        },
        _ => false,
    }
}

/// Which of the older fields the newer one was, by its name or by an old one.
pub fn predecessor<'f>(field: &Field, mut older: impl Iterator<Item = &'f Field>) -> Option<usize> {
    older.position(|old| {
        let name = &old.name.value;
        *name == field.name.value || field.was.iter().any(|was| was.value == *name)
    })
}
