//! Whether a JSON value is one of a type, as a field's default must be.

use std::collections::HashMap;

use super::arena::Types;
use super::problem::RemarkKind;
use super::types::{Kind, Primitive, TypeId};
use crate::document::{Node, Value};

/// Fits values into types, remembering what it has found. Nested unions would otherwise be tried
/// in all combinations.
pub(super) struct Fitting<'t> {
    types: &'t Types,
    known: HashMap<(TypeId, *const Node), bool>,
}

impl<'t> Fitting<'t> {
    pub fn new(types: &'t Types) -> Fitting<'t> {
        Fitting {
            types,
            known: HashMap::new(),
        }
    }

    /// Whether a field of this type may have this default. A number may be written as a string
    /// there, but not deeper.
    pub fn fits_field(&mut self, id: TypeId, default: &Node) -> bool {
        self.fits(id, default) || self.is_number_as_text(id, default)
    }

    fn is_number_as_text(&self, id: TypeId, default: &Node) -> bool {
        let is_floating = self.types.find(id).is_some_and(|ty| {
            matches!(
                ty.kind,
                Kind::Primitive(Primitive::Float | Primitive::Double)
            )
        });
        is_floating && default.as_str().is_some_and(is_java_double)
    }

    /// Whether the value is one of the type. A type that is not known takes any value.
    pub fn fits(&mut self, id: TypeId, value: &Node) -> bool {
        let types = self.types;
        let Some(ty) = types.find(id) else {
            return true;
        };
        match &ty.kind {
            Kind::Primitive(primitive) => fits_primitive(*primitive, value),
            Kind::Enum(_) | Kind::Fixed(_) => value.as_str().is_some(),
            _ if matches!(value.value, Value::Scalar(_)) => match &ty.kind {
                Kind::Union(branches) => branches.iter().any(|branch| self.fits(branch.id, value)),
                _ => false,
            },
            _ => {
                let key = (id, std::ptr::from_ref(value));
                if let Some(known) = self.known.get(&key) {
                    return *known;
                }
                let fits = self.fits_parts(&ty.kind, value);
                self.known.insert(key, fits);
                fits
            }
        }
    }

    fn fits_parts(&mut self, kind: &Kind, value: &Node) -> bool {
        match (kind, &value.value) {
            (Kind::Array(items), Value::List(values)) => {
                values.iter().all(|value| self.fits(items.id, value))
            }
            (Kind::Map(values), Value::Map(entries)) => entries
                .iter()
                .all(|entry| self.fits(values.id, &entry.value)),
            (Kind::Record(record), Value::Map(_)) => {
                record
                    .fields
                    .iter()
                    .all(|field| match value.get(&field.name) {
                        Some(part) => self.fits(field.ty.id, part),
                        // The field's own default is checked where it is written.
                        None => field.default.is_some(),
                    })
            }
            (Kind::Union(branches), _) => branches.iter().any(|branch| self.fits(branch.id, value)),
            _ => false,
        }
    }

    /// What is odd about a default that fits.
    pub fn oddity(&mut self, id: TypeId, default: &Node) -> Option<(RemarkKind, String)> {
        let types = self.types;
        let ty = types.find(id)?;
        let bytes = |text: &str| text.chars().all(|c| u32::from(c) <= 0xFF);
        let not_bytes = || {
            let message = "the default has characters beyond U+00FF, which stand for no byte";
            Some((RemarkKind::DefaultNotBytes, message.to_owned()))
        };
        match (&ty.kind, default.as_str()) {
            (Kind::Enum(r#enum), Some(symbol)) if !r#enum.has(symbol) => Some((
                RemarkKind::FieldDefaultNotASymbol,
                format!(
                    "the default `{symbol}` is no symbol of `{}`, so readers that need it fail",
                    r#enum.naming.name
                ),
            )),
            (Kind::Fixed(_) | Kind::Primitive(Primitive::Bytes), Some(text)) if !bytes(text) => {
                not_bytes()
            }
            (Kind::Fixed(fixed), Some(text)) if text.chars().count() != fixed.size as usize => {
                Some((
                    RemarkKind::FixedDefaultSize,
                    format!(
                        "the default has {} bytes instead of the {} of `{}`",
                        text.chars().count(),
                        fixed.size,
                        fixed.naming.name
                    ),
                ))
            }
            (Kind::Primitive(Primitive::Float | Primitive::Double), Some(_)) => Some((
                RemarkKind::NumberAsText,
                "the default is a number written as a string".to_owned(),
            )),
            (Kind::Union(branches), _) => {
                let mut branches = branches.iter().enumerate();
                match branches.find(|(_, branch)| self.fits(branch.id, default))? {
                    (0, branch) => self.oddity(branch.id, default),
                    (_, branch) => Some((
                        RemarkKind::DefaultOfLaterBranch,
                        format!(
                            "the default is of the branch `{}`, not of the first, which Avro \
                             before 1.12 refuses",
                            types.find(branch.id).map_or("", |ty| ty.kind_name())
                        ),
                    )),
                }
            }
            _ => None,
        }
    }
}

fn fits_primitive(primitive: Primitive, value: &Node) -> bool {
    match primitive {
        Primitive::Null => value.is_null(),
        Primitive::Boolean => value.as_bool().is_some(),
        Primitive::Int => value.as_number().is_some_and(|n| n.parse::<i32>().is_ok()),
        Primitive::Long => value.as_number().is_some_and(|n| n.parse::<i64>().is_ok()),
        Primitive::Float | Primitive::Double => value.as_number().is_some(),
        Primitive::Bytes | Primitive::String => value.as_str().is_some(),
    }
}

/// Whether Java's `Double.parseDouble` takes the text; its hexadecimal numbers aside.
fn is_java_double(text: &str) -> bool {
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, "NaN" | "Infinity") {
        return true;
    }
    let number = unsigned
        .strip_suffix(['d', 'D', 'f', 'F'])
        .unwrap_or(unsigned);
    number.starts_with(|c: char| c.is_ascii_digit() || c == '.') && number.parse::<f64>().is_ok()
}
