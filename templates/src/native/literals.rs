//! Defaults and examples: values of a type, with the names that fields and symbols have here.

use factum_catalog::contract::document::{Node, Value};
use factum_catalog::contract::emit::{Branches, json_literal};
use factum_catalog::contract::shape::{Body, Enum, Field, Resolved, Type};

use super::names::identifiers;
use super::shapes::Shapes;
use crate::yaml::{Entry, Yaml};

impl Shapes<'_> {
    /// A value of a type. Where it does not fit the type, it stays as it is.
    pub(super) fn literal(&mut self, node: &Node, ty: &Type) -> Yaml {
        let types = self.types;
        let branches = Branches::of(ty, types).others;
        let branch = match &branches[..] {
            [only] => Some(only),
            several => several
                .iter()
                .find(|branch| json_literal(node, branch.ty, types).is_some()),
        };
        // A tag is no field of the record that it tells from others.
        let Some(branch) = branch.filter(|branch| branch.discriminator.is_none()) else {
            return Yaml::node(node);
        };
        match types.resolve(branch.ty) {
            Resolved::Type(ty) => self.literal_of_type(node, ty),
            Resolved::Definition(_, definition) => match &definition.body {
                Body::Record(fields) => self.record_literal(node, fields),
                Body::Enum(symbols) => symbol(node, symbols),
                Body::Union { .. } | Body::Alias(_) => Yaml::node(node),
            },
        }
    }

    fn literal_of_type(&mut self, node: &Node, ty: &Type) -> Yaml {
        match (&node.value, ty) {
            (Value::List(items), Type::List(inner)) => {
                let items = items.iter().map(|item| self.literal(item, inner));
                Yaml::List(items.collect())
            }
            (Value::Map(entries), Type::Map(inner)) => {
                let entries = entries.iter();
                let entries =
                    entries.map(|it| Entry::new(&*it.key, self.literal(&it.value, inner)));
                Yaml::Map(entries.collect())
            }
            (_, Type::Enum(symbols)) => symbol(node, symbols),
            _ => Yaml::node(node),
        }
    }

    /// A record's value, whose keys are the fields' names. Records are closed here, so what is no
    /// field is left out.
    pub(super) fn record_literal(&mut self, node: &Node, fields: &[Field]) -> Yaml {
        let Value::Map(entries) = &node.value else {
            return Yaml::node(node);
        };
        let names = identifiers(fields.iter().map(|field| &*field.name.value));
        let mut written = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut named = fields.iter().zip(&names);
            match named.find(|(field, _)| field.name.value == entry.key) {
                Some((field, name)) => {
                    written.push(Entry::new(name, self.literal(&entry.value, &field.ty)));
                }
                None => {
                    let message = format!(
                        "a default or an example gives `{}`, which is no field: it is left out",
                        entry.key
                    );
                    self.note(message, entry.key_span);
                }
            }
        }
        Yaml::Map(written)
    }
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
