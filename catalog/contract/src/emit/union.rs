//! The branches of a union, whatever it is written as.

use std::collections::HashSet;

use crate::document::{Node, Scalar};
use crate::shape::{Body, Resolved, TimeUnit, Type, TypeId, Types};

/// All that a value may be, once options, aliases and unions of unions are looked through.
#[derive(Clone, Debug, Default)]
pub struct Branches<'a> {
    /// Whether it may be null.
    pub nullable: bool,
    /// What else it may be: neither options nor unions. One, unless it is a union.
    pub others: Vec<Branch<'a>>,
    /// The aliases and unions that were looked through to see it.
    pub through: HashSet<TypeId>,
}

/// One thing that a value may be.
#[derive(Clone, Copy, Debug)]
pub struct Branch<'a> {
    /// Its type; behind aliases, the first that is none.
    pub ty: &'a Type,
    /// The JSON property that tells it from the others, if the union names one.
    pub discriminator: Option<&'a str>,
}

impl Branch<'_> {
    /// Whether a value of the one is a value of the other, and the other way round.
    pub fn is_same(&self, other: &Branch<'_>) -> bool {
        match (self.ty, other.ty) {
            (Type::Named(one), Type::Named(other)) if one.id.is_some() => one.id == other.id,
            (one, other) => one.to_string() == other.to_string(),
        }
    }

    /// The kind of Avro type without a name that it is, of which a union holds one; `None` if its
    /// type has a name, or is not known.
    pub fn avro_kind(&self) -> Option<&'static str> {
        Some(match self.ty {
            Type::Bool => "boolean",
            Type::Int | Type::Date | Type::Time(TimeUnit::Millis) => "int",
            Type::Long | Type::Time(_) | Type::Timestamp(_) | Type::LocalTimestamp(_) => "long",
            Type::Float => "float",
            Type::Double => "double",
            Type::Bytes | Type::Decimal { .. } => "bytes",
            Type::String | Type::Uuid | Type::Duration | Type::Json | Type::Opaque(_) => "string",
            Type::List(_) => "array",
            Type::Map(_) => "map",
            Type::Null | Type::Optional(_) | Type::Union(_) => "null",
            Type::Fixed(_) | Type::Enum(_) | Type::Named(_) => return None,
        })
    }
}

impl<'a> Branches<'a> {
    /// What a value of this type may be.
    pub fn of(ty: &'a Type, types: &'a Types) -> Branches<'a> {
        let mut branches = Branches::default();
        let mut seen = HashSet::new();
        let mut left = vec![Branch {
            ty,
            discriminator: None,
        }];
        while let Some(branch) = left.pop() {
            let Branch { ty, discriminator } = branch;
            match ty {
                Type::Null => branches.nullable = true,
                Type::Optional(inner) => {
                    branches.nullable = true;
                    left.push(Branch {
                        ty: inner,
                        discriminator,
                    });
                }
                Type::Union(inner) => left.extend(tagged(inner, discriminator)),
                Type::Named(reference) => {
                    let definition = reference.id.and_then(|id| Some((id, types.get(id)?)));
                    let Some((id, definition)) = definition else {
                        branches.others.push(branch);
                        continue;
                    };
                    match &definition.body {
                        Body::Record(_) | Body::Enum(_) => branches.others.push(branch),
                        // What is a branch of itself adds nothing.
                        _ if !seen.insert(id) => {}
                        Body::Alias(target) => left.push(Branch {
                            ty: target,
                            discriminator,
                        }),
                        Body::Union {
                            branches: inner,
                            discriminator: own,
                        } => {
                            let own = own.as_ref().map(|own| &*own.value);
                            left.extend(tagged(inner, own.or(discriminator)));
                        }
                    }
                }
                _ => branches.others.push(branch),
            }
        }
        branches.through = seen;
        branches
    }

    /// The branches in the order in which a literal is to be tried on them, each with its position:
    /// a number or a truth value is text only if it is nothing else.
    pub(super) fn for_literal(&self, literal: &Node) -> impl Iterator<Item = (usize, &Branch<'a>)> {
        let is_text = literal.as_scalar().is_none_or(Scalar::is_string);
        let first = self.others.iter().enumerate();
        let first = first.filter(move |(_, branch)| is_text || !matches!(branch.ty, Type::String));
        first.chain(self.others.iter().enumerate())
    }
}

/// Branches for a stack, from which the first is taken first.
fn tagged<'a>(
    branches: &'a [Type],
    discriminator: Option<&'a str>,
) -> impl Iterator<Item = Branch<'a>> {
    let branch = move |ty| Branch { ty, discriminator };
    branches.iter().rev().map(branch)
}

/// The value of a discriminator that stands for this type: the name of what it refers to.
pub fn discriminator_value<'a>(ty: &'a Type, types: &'a Types) -> Option<&'a str> {
    match types.resolve(ty) {
        Resolved::Definition(_, definition) => Some(&definition.name.value),
        Resolved::Type(_) => None,
    }
}
