//! Types that have no place in a contract, as far as their names tell. All others are the compiler's
//! affair, which knows what they are, and says less of what to do.

use factum_contract::shape::Type as Shape;
use factum_contract::span::Span;
use proc_macro2::Ident;
use syn::{GenericArgument, Lifetime, PathArguments, PathSegment, Type, TypePath};

use crate::mistakes::Mistakes;
use crate::types::{is_option, last_segment, shape_by_name};

/// Notes each part of the type that cannot be written or read, and what to take instead.
pub(crate) fn check(ty: &Type, mistakes: &mut Mistakes) {
    let message = match ty {
        Type::Paren(inner) => return check(&inner.elem, mistakes),
        Type::Group(inner) => return check(&inner.elem, mistakes),
        Type::Path(path) => return check_path(path, mistakes),
        Type::Reference(reference) => {
            check_lifetime(reference.lifetime.as_ref(), mistakes);
            if is_text_or_bytes(&reference.elem) && reference.mutability.is_none() {
                return;
            }
            if is_unknown(&reference.elem) {
                return check(&reference.elem, mistakes);
            }
            "only text (`&str`) and bytes (`&[u8]`) are borrowed from what is read: hold the value \
             itself"
        }
        Type::Array(array) if !is_named(&array.elem, "u8") => {
            "only bytes (`[u8; N]`) have a fixed length in a contract: take a `Vec`"
        }
        Type::Tuple(_) => {
            "the parts of a tuple have no names by which readers could tell them apart: make it a \
             struct that derives `Payload`"
        }
        Type::Slice(_) | Type::TraitObject(_) | Type::ImplTrait(_) => {
            "what this holds, is only known when the program runs: name a type that says it"
        }
        Type::FnPtr(_) | Type::Ptr(_) | Type::Never(_) => "this is no data that could be sent",
        _ => return,
    };
    mistakes.add(ty, message);
}

fn check_path(path: &TypePath, mistakes: &mut Mistakes) {
    let Some(segment) = path.path.segments.last() else {
        return;
    };
    if let Some(instead) = instead_of(path) {
        let name = &segment.ident;
        mistakes.add(
            path,
            format!("`{name}` has no place in a contract: take {instead}"),
        );
    }
    let arguments: Vec<_> = types_in(segment).collect();
    match (segment.ident.to_string().as_str(), &arguments[..]) {
        ("Vec", [byte]) if is_named(byte, "u8") => {}
        ("Box" | "Rc" | "Arc", [inner]) if is_text_or_bytes(inner) => {}
        ("Cow", [_]) => check_lifetime(lifetimes_in(segment).next(), mistakes),
        ("Option", [inner]) if is_option(inner) => {
            let message = "an optional value cannot be optional once more: Avro cannot tell the \
                           two apart";
            mistakes.add(inner, message);
        }
        ("Option" | "Vec" | "Box" | "Rc" | "Arc", [inner]) => check(inner, mistakes),
        ("HashMap" | "BTreeMap", [key, values, ..]) => {
            if !is_unknown(key) && !matches!(by_name(key), Shape::String) {
                mistakes.add(
                    key,
                    "the keys of a map are text, in Avro and in JSON: take `String`",
                );
            }
            check(values, mistakes);
        }
        _ => {}
    }
}

fn check_lifetime(lifetime: Option<&Lifetime>, mistakes: &mut Mistakes) {
    if let Some(lifetime) = lifetime.filter(|it| it.ident == "static") {
        let message = "what is read is borrowed from bytes, which do not live for ever: give the \
                       type a lifetime of its own, or hold a `String` or a `Vec<u8>`";
        mistakes.add(lifetime, message);
    }
}

/// What stands for a primitive type that schema languages do not have.
fn instead_of(path: &TypePath) -> Option<&'static str> {
    Some(match path.path.get_ident()?.to_string().as_str() {
        "u8" => "`i32`, or `Vec<u8>` for bytes",
        "u64" => "`i64`, or `factum::Decimal<20, 0>`",
        "usize" | "isize" => "`i64`, which is as large on every machine",
        "i128" | "u128" => "`factum::Decimal<38, 0>`",
        "char" | "str" => "`String`",
        _ => return None,
    })
}

/// Whether the type is the one called `own`, or holds it with nothing between the two that has a
/// name in a schema.
pub(crate) fn holds_itself(ty: &Type, own: &Ident) -> bool {
    let path = match ty {
        Type::Paren(inner) => return holds_itself(&inner.elem, own),
        Type::Group(inner) => return holds_itself(&inner.elem, own),
        Type::Path(TypePath {
            qself: None, path, ..
        }) => path,
        _ => return false,
    };
    let Some(segment) = path.segments.last() else {
        return false;
    };
    let is_unqualified = path.segments.len() == 1;
    match segment.ident.to_string().as_str() {
        "Option" | "Vec" | "Box" | "Rc" | "Arc" | "HashMap" | "BTreeMap" => {
            types_in(segment).any(|inner| holds_itself(inner, own))
        }
        _ => is_unqualified && (segment.ident == "Self" || segment.ident == *own),
    }
}

fn arguments(segment: &PathSegment) -> impl Iterator<Item = &GenericArgument> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    };
    arguments.into_iter().flatten()
}

fn types_in(segment: &PathSegment) -> impl Iterator<Item = &Type> {
    arguments(segment).filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn lifetimes_in(segment: &PathSegment) -> impl Iterator<Item = &Lifetime> {
    arguments(segment).filter_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) => Some(lifetime),
        _ => None,
    })
}

fn is_named(ty: &Type, name: &str) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == name)
}

fn is_text_or_bytes(ty: &Type) -> bool {
    match ty {
        Type::Paren(inner) => is_text_or_bytes(&inner.elem),
        Type::Group(inner) => is_text_or_bytes(&inner.elem),
        Type::Slice(slice) => is_named(&slice.elem, "u8"),
        _ => is_named(ty, "str"),
    }
}

/// Whether only the compiler knows what the type is.
fn is_unknown(ty: &Type) -> bool {
    matches!(by_name(ty), Shape::Named(_))
}

fn by_name(ty: &Type) -> Shape {
    shape_by_name(ty, Span::default())
}
