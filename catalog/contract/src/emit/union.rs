//! The branches of a union, whatever it is written as.

use std::collections::HashSet;

use crate::shape::{Body, Resolved, Type, TypeId, Types};

/// All that a value may be, once options, aliases and unions of unions are looked through.
#[derive(Clone, Debug, Default)]
pub struct Branches<'a> {
    /// Whether it may be null.
    pub nullable: bool,
    /// What else it may be: neither options nor unions. One, unless it is a union.
    pub others: Vec<Branch<'a>>,
}

/// One thing that a value may be.
#[derive(Clone, Copy, Debug)]
pub struct Branch<'a> {
    /// Its type; behind aliases, the first that is none.
    pub ty: &'a Type,
    /// The JSON property that tells it from the others, if the union names one.
    pub discriminator: Option<&'a str>,
}

impl<'a> Branches<'a> {
    /// What a value of this type may be.
    pub fn of(ty: &'a Type, types: &'a Types) -> Branches<'a> {
        let mut branches = Branches::default();
        branches.add(ty, None, types, &mut HashSet::new());
        branches
    }

    fn add(
        &mut self,
        ty: &'a Type,
        discriminator: Option<&'a str>,
        types: &'a Types,
        seen: &mut HashSet<TypeId>,
    ) {
        match ty {
            Type::Null => self.nullable = true,
            Type::Optional(inner) => {
                self.nullable = true;
                self.add(inner, discriminator, types, seen);
            }
            Type::Union(branches) => {
                for branch in branches {
                    self.add(branch, discriminator, types, seen);
                }
            }
            Type::Named(reference) => match reference.id.and_then(|id| types.get(id)) {
                Some(definition) => match &definition.body {
                    Body::Alias(target) => {
                        if reference.id.is_some_and(|id| seen.insert(id)) {
                            self.add(target, discriminator, types, seen);
                        }
                    }
                    Body::Union {
                        branches,
                        discriminator: own,
                    } => {
                        if reference.id.is_some_and(|id| seen.insert(id)) {
                            let own = own.as_ref().map(|own| &*own.value);
                            for branch in branches {
                                self.add(branch, own.or(discriminator), types, seen);
                            }
                        }
                    }
                    Body::Record(_) | Body::Enum(_) => {
                        self.others.push(Branch { ty, discriminator })
                    }
                },
                None => self.others.push(Branch { ty, discriminator }),
            },
            _ => self.others.push(Branch { ty, discriminator }),
        }
    }
}

/// The value of a discriminator that stands for this type: the name of what it refers to.
pub fn discriminator_value<'a>(ty: &'a Type, types: &'a Types) -> Option<&'a str> {
    match types.resolve(ty) {
        Resolved::Definition(_, definition) => Some(&definition.name.value),
        Resolved::Type(_) => None,
    }
}
