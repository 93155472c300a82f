//! What the values of a field are in the end, behind aliases, options and collections.

use std::collections::HashSet;

use factum_contract::document::Node;
use factum_contract::message::Message;
use factum_contract::schema::Schema;
use factum_contract::shape::{Body, Field, Resolved, Type, TypeId, Types};

use crate::words::Words;

/// How deeply nested a type is looked into; one that goes deeper is judged by what stands there.
const DEPTH: usize = 16;

/// What the values are behind aliases and options.
pub(crate) fn present<'a>(ty: &'a Type, types: &'a Types) -> Resolved<'a> {
    peel(ty, types, |ty| match ty {
        Type::Optional(inner) => Some(inner),
        _ => None,
    })
}

/// What the single values are behind aliases, options, lists and maps.
pub(crate) fn single<'a>(ty: &'a Type, types: &'a Types) -> Resolved<'a> {
    peel(ty, types, |ty| match ty {
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => Some(inner),
        _ => None,
    })
}

fn peel<'a>(
    ty: &'a Type,
    types: &'a Types,
    inside: impl Fn(&'a Type) -> Option<&'a Type>,
) -> Resolved<'a> {
    let mut found = types.resolve(ty);
    for _ in 0..DEPTH {
        let Resolved::Type(ty) = found else { break };
        match inside(ty) {
            Some(inner) => found = types.resolve(inner),
            None => break,
        }
    }
    found
}

/// Whether the single values are of a type that `is` accepts.
pub(crate) fn are(ty: &Type, types: &Types, is: impl Fn(&Type) -> bool) -> bool {
    matches!(single(ty, types), Resolved::Type(ty) if is(ty))
}

/// Whether a value is of a type that `is` accepts; a list of such values is not.
pub(crate) fn is(ty: &Type, types: &Types, is: impl Fn(&Type) -> bool) -> bool {
    matches!(present(ty, types), Resolved::Type(ty) if is(ty))
}

/// Whether a payload says nothing: one of its fields may hold anything, and the others are what
/// stands beside a payload in every event.
pub(crate) fn say_nothing(fields: &[Field], types: &Types) -> bool {
    let opaque = |field: &Field| are(&field.ty, types, |ty| matches!(ty, Type::Json));
    fields.iter().any(opaque)
        && fields
            .iter()
            .all(|field| opaque(field) || is_envelope(field))
}

fn is_envelope(field: &Field) -> bool {
    let words = Words::of(&field.name.value);
    matches!(
        words.as_str(),
        "id" | "event_id"
            | "message_id"
            | "type"
            | "event_type"
            | "timestamp"
            | "time"
            | "version"
            | "source"
            | "correlation_id"
            | "trace_id"
    )
}

/// Whether the payload may well have more fields than are known: a part of its JSON Schema, itself or
/// in an `allOf`, admits anything, as a reference does that could not be followed.
pub(crate) fn may_hold_more(message: &Message) -> bool {
    message.schemas.iter().any(|schema| match schema {
        Schema::JsonSchema(schema) => has_open_part(&schema.document),
        _ => false,
    })
}

fn has_open_part(document: &Node) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = vec![document];
    while let Some(node) = waiting.pop() {
        if node.as_map().is_some_and(<[_]>::is_empty) {
            return true;
        }
        if !seen.insert(node.span) {
            continue;
        }
        let reference = node.get("$ref").and_then(Node::as_str);
        waiting.extend(reference.and_then(|reference| document.pointer(reference)));
        let all = node.get("allOf").and_then(Node::as_list);
        waiting.extend(all.unwrap_or_default());
    }
    false
}

/// Whether one of the fields, or of the fields of a record directly inside them, is what `is`
/// accepts. Lists and maps are not looked into: what stands in them is not said of the whole.
pub(crate) fn any_field(fields: &[Field], types: &Types, is: &impl Fn(&Field) -> bool) -> bool {
    any_field_within(fields, types, is, 3, &mut HashSet::new())
}

/// `seen` are the types that need no second look.
fn any_field_within(
    fields: &[Field],
    types: &Types,
    is: &impl Fn(&Field) -> bool,
    depth: usize,
    seen: &mut HashSet<TypeId>,
) -> bool {
    fields.iter().any(|field| {
        if is(field) {
            return true;
        }
        match present(&field.ty, types) {
            Resolved::Definition(id, definition) if depth > 0 && seen.insert(id) => {
                match &definition.body {
                    Body::Record(inner) => any_field_within(inner, types, is, depth - 1, seen),
                    _ => false,
                }
            }
            _ => false,
        }
    })
}
