//! Values written in the catalog (defaults and examples), as the JSON that goes over the wire.

use super::tree::{Object, list};
use super::union::{Branches, discriminator_value};
use crate::document::{Node, Value};
use crate::shape::{Body, Enum, Field, Resolved, Type, Types};

/// The JSON value of a literal of this type: `12.50` for a decimal is the string `"12.50"`, and
/// `7` for a string is `"7"`. `None` if the literal is no value of the type.
pub fn json_literal(literal: &Node, ty: &Type, types: &Types) -> Option<Node> {
    match types.resolve(ty) {
        Resolved::Type(ty) => of_type(literal, ty, types),
        Resolved::Definition(_, definition) => match &definition.body {
            Body::Record(fields) => record_literal(literal, fields, types),
            Body::Enum(symbols) => of_enum(literal, symbols),
            Body::Union { .. } => of_union(literal, ty, types),
            Body::Alias(_) => None,
        },
    }
}

fn of_type(literal: &Node, ty: &Type, types: &Types) -> Option<Node> {
    let text = || Some(Node::string(literal.text()?, literal.span));
    match ty {
        Type::Null => literal.is_null().then(|| literal.clone()),
        Type::Bool => literal.as_bool().map(|_| literal.clone()),
        Type::Int => integer::<i32>(literal),
        Type::Long => integer::<i64>(literal),
        Type::Float | Type::Double => literal.as_number().map(|_| literal.clone()),
        Type::Decimal { .. } => {
            let text = literal.text()?;
            Node::plain(text, literal.span).as_number()?;
            Some(Node::string(text, literal.span))
        }
        Type::String
        | Type::Bytes
        | Type::Fixed(_)
        | Type::Uuid
        | Type::Date
        | Type::Time(_)
        | Type::Timestamp(_)
        | Type::LocalTimestamp(_)
        | Type::Duration => text(),
        Type::Json | Type::Opaque(_) => Some(literal.clone()),
        Type::Enum(symbols) => of_enum(literal, symbols),
        Type::Optional(_) if literal.is_null() => Some(literal.clone()),
        Type::Optional(inner) => json_literal(literal, inner, types),
        Type::List(inner) => {
            let items = literal.as_list()?.iter();
            let items = items.map(|item| json_literal(item, inner, types));
            Some(list(items.collect::<Option<_>>()?, literal.span))
        }
        Type::Map(inner) => {
            let mut object = Object::new(literal.span);
            for entry in literal.as_map()? {
                let value = json_literal(&entry.value, inner, types)?;
                object.set_at(&entry.key, entry.key_span, value);
            }
            Some(object.node())
        }
        Type::Union(_) => of_union(literal, ty, types),
        Type::Named(_) => None,
    }
}

fn integer<T: std::str::FromStr>(literal: &Node) -> Option<Node> {
    literal.as_number()?.parse::<T>().ok()?;
    Some(literal.clone())
}

fn of_enum(literal: &Node, symbols: &Enum) -> Option<Node> {
    let text = literal.text()?;
    symbols
        .symbols
        .iter()
        .any(|symbol| &*symbol.name.value == text)
        .then(|| Node::string(text, literal.span))
}

fn of_union(literal: &Node, union: &Type, types: &Types) -> Option<Node> {
    let branches = Branches::of(union, types);
    if branches.nullable && literal.is_null() {
        return Some(literal.clone());
    }
    branches.for_literal(literal).find_map(|(_, branch)| {
        let Some(discriminator) = branch.discriminator else {
            return json_literal(literal, branch.ty, types);
        };
        let tag = literal.entry(discriminator)?;
        if tag.value.text() != discriminator_value(branch.ty, types) {
            return None;
        }
        let mut rest = Object::new(literal.span);
        for entry in literal.as_map()? {
            if *entry.key != *discriminator {
                rest.set_at(&entry.key, entry.key_span, entry.value.clone());
            }
        }
        let mut tagged = Object::new(literal.span);
        let value = Node::string(tag.value.text()?, tag.value.span);
        tagged.set_at(discriminator, tag.key_span, value);
        tagged.extend(json_literal(&rest.node(), branch.ty, types)?);
        Some(tagged.node())
    })
}

/// The JSON value of a literal of a record with these fields.
pub(super) fn record_literal(literal: &Node, fields: &[Field], types: &Types) -> Option<Node> {
    let Value::Map(entries) = &literal.value else {
        return None;
    };
    let mut object = Object::new(literal.span);
    for entry in entries {
        let field = fields.iter().find(|field| field.name.value == entry.key)?;
        let value = json_literal(&entry.value, &field.ty, types)?;
        object.set_at(&entry.key, entry.key_span, value);
    }
    fields
        .iter()
        .all(|field| {
            field.is_optional() || entries.iter().any(|entry| entry.key == field.name.value)
        })
        .then(|| object.node())
}
