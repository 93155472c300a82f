//! Defaults and examples: values of a type, with the names that fields and symbols have here.

use factum_catalog::contract::document::{Node, Value};
use factum_catalog::contract::shape::{Body, Enum, Field, Resolved, Type, Types};

use super::names::identifiers;
use crate::yaml::{Entry, Yaml};

/// A value of a type. Where it does not fit the type, it stays as it is.
pub(super) fn literal(node: &Node, ty: &Type, types: &Types) -> Yaml {
    let mut ty = ty.required();
    // An alias may lead to an option, and that to an alias.
    let resolved = loop {
        match types.resolve(ty) {
            Resolved::Type(Type::Optional(inner)) => ty = inner.required(),
            other => break other,
        }
    };
    let body = match resolved {
        Resolved::Type(ty) => return of_type(node, ty, types),
        Resolved::Definition(_, definition) => &definition.body,
    };
    match body {
        Body::Record(fields) => record(node, fields, types),
        Body::Enum(symbols) => symbol(node, symbols),
        Body::Union { .. } | Body::Alias(_) => Yaml::node(node),
    }
}

fn of_type(node: &Node, ty: &Type, types: &Types) -> Yaml {
    match (&node.value, ty) {
        (Value::List(items), Type::List(inner)) => Yaml::List(
            items
                .iter()
                .map(|item| literal(item, inner, types))
                .collect(),
        ),
        (Value::Map(entries), Type::Map(inner)) => {
            let entries = entries.iter();
            let entries = entries.map(|it| Entry::new(&*it.key, literal(&it.value, inner, types)));
            Yaml::Map(entries.collect())
        }
        (_, Type::Enum(symbols)) => symbol(node, symbols),
        _ => Yaml::node(node),
    }
}

/// A record's value, whose keys are the fields' names.
pub(super) fn record(node: &Node, fields: &[Field], types: &Types) -> Yaml {
    let Value::Map(entries) = &node.value else {
        return Yaml::node(node);
    };
    let names = identifiers(fields.iter().map(|field| &*field.name.value));
    let entries = entries.iter().map(|entry| {
        let mut named = fields.iter().zip(&names);
        match named.find(|(field, _)| field.name.value == entry.key) {
            Some((field, name)) => Entry::new(name, literal(&entry.value, &field.ty, types)),
            None => Entry::new(&*entry.key, Yaml::node(&entry.value)),
        }
    });
    Yaml::Map(entries.collect())
}

fn symbol(node: &Node, symbols: &Enum) -> Yaml {
    let names = identifiers(symbols.symbols.iter().map(|symbol| &*symbol.name.value));
    let written = node.text().and_then(|text| {
        let mut named = symbols.symbols.iter().zip(names);
        named.find(|(symbol, _)| *symbol.name.value == *text)
    });
    match written {
        Some((symbol, name)) if *symbol.name.value != *name => Yaml::Quoted(name),
        _ => Yaml::node(node),
    }
}
