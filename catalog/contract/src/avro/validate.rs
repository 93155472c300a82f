//! The rules of the specification that concern a type as a whole, as far as Avro's Java library
//! holds them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::arena::Types;
use super::default::Fitting;
use super::name::is_name;
use super::problem::{ErrorKind, Remark, RemarkKind, SchemaError};
use super::types::{Enum, Kind, Naming, Primitive, Record, TypeId, TypeRef};
use crate::span::Span;

/// What is wrong and what is odd about one type.
struct Validation<'t> {
    types: &'t Types,
    fitting: Fitting<'t>,
    errors: Vec<SchemaError>,
    remarks: Vec<Remark>,
}

/// Checks each of these types; its parts are assumed to be checked in their turn.
pub(super) fn validate(
    types: &Types,
    ids: impl Iterator<Item = TypeId>,
) -> (Vec<SchemaError>, Vec<Remark>) {
    let mut validation = Validation {
        types,
        fitting: Fitting::new(types),
        errors: Vec::new(),
        remarks: Vec::new(),
    };
    for ty in ids.filter_map(|id| types.find(id)) {
        if let Some(naming) = ty.naming() {
            validation.naming(naming);
        }
        match &ty.kind {
            Kind::Record(record) => validation.record(record),
            Kind::Enum(r#enum) => validation.r#enum(r#enum),
            Kind::Union(branches) => validation.union(branches),
            _ => {}
        }
    }
    (validation.errors, validation.remarks)
}

impl Validation<'_> {
    fn error(&mut self, kind: ErrorKind, message: String, span: Span, related: Option<Span>) {
        self.errors.push(SchemaError {
            kind,
            message,
            span,
            related,
        });
    }

    fn remark(&mut self, kind: RemarkKind, message: String, span: Span, related: Option<Span>) {
        self.remarks.push(Remark {
            kind,
            message,
            span,
            related,
        });
    }

    fn naming(&mut self, naming: &Naming) {
        let full = naming.name.full();
        for part in full.split('.') {
            self.name(part, naming.span);
        }
        if Primitive::named(full).is_some() {
            let message = format!("`{full}` is the name of a primitive type");
            self.error(ErrorKind::BadName, message, naming.span, None);
        }
        for alias in &naming.aliases {
            self.name(alias.value.simple(), alias.span);
        }
    }

    fn name(&mut self, name: &str, span: Span) {
        if !is_name(name) {
            let message = if name.is_empty() {
                "a name must not be empty".to_owned()
            } else {
                format!("`{name}` is no Avro name: a letter or `_`, then letters, digits and `_`")
            };
            self.error(ErrorKind::BadName, message, span, None);
        } else if !name.is_ascii() {
            let message = format!("`{name}` has letters beyond A to Z, which only Java takes");
            self.remark(RemarkKind::NonAsciiName, message, span, None);
        }
    }

    fn record(&mut self, record: &Record) {
        let mut names = HashMap::with_capacity(record.fields.len());
        for field in &record.fields {
            self.name(&field.name, field.name_span);
            match names.entry(&*field.name) {
                Entry::Vacant(vacant) => {
                    vacant.insert(field.name_span);
                }
                Entry::Occupied(first) => {
                    let message = format!("the record has another field `{}`", field.name);
                    let first = Some(*first.get());
                    self.error(ErrorKind::DuplicateField, message, field.name_span, first);
                }
            }
        }
        for field in &record.fields {
            for alias in &field.aliases {
                let name = &*alias.value;
                if !is_name(name) || !name.is_ascii() {
                    let message = format!("the alias `{name}` is no Avro name");
                    self.remark(RemarkKind::BadFieldAlias, message, alias.span, None);
                }
                match names.entry(name) {
                    Entry::Vacant(vacant) => {
                        vacant.insert(alias.span);
                    }
                    Entry::Occupied(first) => {
                        let message = format!(
                            "the alias `{name}` is taken by another name or alias in the record; \
                             readers refuse data that has both"
                        );
                        let first = Some(*first.get());
                        self.remark(RemarkKind::AliasTaken, message, alias.span, first);
                    }
                }
            }
            if let Some(default) = &field.default {
                if !self.fitting.fits_field(field.ty.id, default) {
                    let message = format!(
                        "the default of `{}` is no value of its type, {}",
                        field.name,
                        self.describe(field.ty.id)
                    );
                    let related = Some(field.ty.span);
                    self.error(ErrorKind::BadDefault, message, default.span, related);
                } else if let Some((kind, message)) = self.fitting.oddity(field.ty.id, default) {
                    self.remark(kind, message, default.span, Some(field.ty.span));
                }
            }
        }
    }

    fn describe(&self, id: TypeId) -> String {
        match self.types.find(id) {
            None => "which is not known".to_owned(),
            Some(ty) => match (&ty.kind, ty.name()) {
                (_, Some(name)) => format!("the {} `{name}`", ty.kind_name()),
                (Kind::Union(branches), None) => {
                    let branches: Vec<_> = branches
                        .iter()
                        .filter_map(|branch| self.types.find(branch.id))
                        .map(|ty| ty.name().map_or(ty.kind_name(), |name| name.full()))
                        .collect();
                    format!("the union of {}", branches.join(", "))
                }
                (_, None) => ty.kind_name().to_owned(),
            },
        }
    }

    fn r#enum(&mut self, r#enum: &Enum) {
        let mut symbols = HashMap::with_capacity(r#enum.symbols.len());
        for symbol in &r#enum.symbols {
            self.name(&symbol.value, symbol.span);
            match symbols.entry(&*symbol.value) {
                Entry::Vacant(vacant) => {
                    vacant.insert(symbol.span);
                }
                Entry::Occupied(first) => {
                    let message = format!("the enum has `{}` already", symbol.value);
                    let first = Some(*first.get());
                    self.error(ErrorKind::DuplicateSymbol, message, symbol.span, first);
                }
            }
        }
        if let Some(default) = &r#enum.default
            && !symbols.contains_key(&*default.value)
        {
            let message = format!("the default `{}` is none of the symbols", default.value);
            self.error(
                ErrorKind::EnumDefaultNotASymbol,
                message,
                default.span,
                None,
            );
        }
    }

    fn union(&mut self, branches: &[TypeRef]) {
        let mut seen = HashMap::with_capacity(branches.len());
        for branch in branches {
            let Some(ty) = self.types.find(branch.id) else {
                continue;
            };
            if matches!(ty.kind, Kind::Union(_)) {
                let message = "a union must not be a branch of a union; list its branches here";
                self.error(
                    ErrorKind::NestedUnion,
                    message.to_owned(),
                    branch.span,
                    None,
                );
                continue;
            }
            let name = ty.name().map_or(ty.kind_name(), |name| name.full());
            match seen.entry(name) {
                Entry::Vacant(vacant) => {
                    vacant.insert(branch.span);
                }
                Entry::Occupied(first) => {
                    let message = format!("the union has a branch `{name}` already");
                    let first = Some(*first.get());
                    self.error(ErrorKind::DuplicateBranch, message, branch.span, first);
                }
            }
        }
    }
}
