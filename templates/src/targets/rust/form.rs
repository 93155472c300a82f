//! In which form a schema of Avro writes what a shape says.

use std::collections::HashMap;

use factum_catalog::contract::avro::{self, Kind, LogicalType, Primitive};
use factum_catalog::contract::emit::Branches;
use factum_catalog::contract::shape::{Body, Enum, Field, Resolved, TimeUnit, Type, TypeId, Types};

/// How the values of a Rust type are written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// As factum writes the type by itself.
    Own,
    /// In one of the forms of the support module, by the part of it that has the form.
    Plain(&'static str, String),
    Items(Box<Form>),
    Values(Box<Form>),
    OrNull(Box<Form>),
    BeforeNull(Box<Form>),
    /// A union of so many branches, and null after them.
    UnionBeforeNull(usize),
}

impl Form {
    /// The form as a type, and the parts of the support module that it needs.
    pub(super) fn text(&self, needs: &mut impl FnMut(&'static str)) -> String {
        match self {
            Form::Own => "wire::avro::Own".to_owned(),
            Form::Plain(part, text) => {
                needs(part);
                format!("wire::avro::{text}")
            }
            Form::Items(inner) => format!("wire::avro::Items<{}>", inner.text(needs)),
            Form::Values(inner) => format!("wire::avro::Values<{}>", inner.text(needs)),
            Form::OrNull(inner) => format!("wire::avro::OrNull<{}>", inner.text(needs)),
            Form::BeforeNull(inner) => format!("wire::avro::BeforeNull<{}>", inner.text(needs)),
            Form::UnionBeforeNull(branches) => format!("wire::avro::UnionBeforeNull<{branches}>"),
        }
    }
}

/// Finds the forms of one schema.
pub(super) struct Forms<'a> {
    pub(super) types: &'a Types,
    pub(super) schema: &'a avro::Types,
    /// The definitions met, each with what it is in the schema.
    pub(super) met: HashMap<TypeId, avro::TypeId>,
    /// Those of them that have not been looked into.
    pub(super) waiting: Vec<TypeId>,
    /// The enums and unions without a name, each with what it is in the schema.
    pub(super) nameless: Vec<(Nameless<'a>, Vec<avro::TypeId>)>,
}

/// An enum or a union that is defined where it is used.
#[derive(Clone, Copy)]
pub(super) enum Nameless<'a> {
    Enum(&'a Enum),
    Union(&'a [Type]),
}

/// Why there is no codec.
pub(super) type Unlike = String;

impl<'a> Forms<'a> {
    pub(super) fn new(types: &'a Types, schema: &'a avro::Schema) -> Forms<'a> {
        Forms {
            types,
            schema: schema.types(),
            met: HashMap::new(),
            waiting: Vec::new(),
            nameless: Vec::new(),
        }
    }

    fn unlike<T>(&self, ty: &Type, written: avro::TypeId) -> Result<T, Unlike> {
        let kind = self.schema.get(written).kind_name();
        Err(format!("`{ty}` is no `{kind}`"))
    }

    /// The form of a type, and of all that is in it.
    pub(super) fn of(&mut self, ty: &'a Type, written: avro::TypeId) -> Result<Form, Unlike> {
        let branches = Branches::of(ty, self.types);
        if branches.nullable && !branches.others.is_empty() {
            return self.optional(ty, written);
        }
        match self.types.resolve(ty) {
            Resolved::Definition(id, definition) => {
                match (&definition.body, &self.schema.get(written).kind) {
                    (Body::Union { .. }, Kind::Union(_))
                    | (Body::Record(_), Kind::Record(_))
                    | (Body::Enum(_), Kind::Enum(_)) => self.remember(id, written)?,
                    _ => return self.unlike(ty, written),
                }
                Ok(Form::Own)
            }
            Resolved::Type(ty) => self.of_type(ty, written),
        }
    }

    fn remember(&mut self, id: TypeId, written: avro::TypeId) -> Result<(), Unlike> {
        match self.met.insert(id, written) {
            None => self.waiting.push(id),
            Some(known) if known == written => {}
            // A union is written out at each use, and alike.
            Some(known) if matches!(self.schema.get(known).kind, Kind::Union(_)) => {}
            Some(_) => return Err("one type is written in two ways".to_owned()),
        }
        Ok(())
    }

    /// A type that may be null.
    fn optional(&mut self, ty: &'a Type, written: avro::TypeId) -> Result<Form, Unlike> {
        let Kind::Union(branches) = &self.schema.get(written).kind else {
            return self.unlike(ty, written);
        };
        let null = branches.iter().position(|branch| self.is_null(branch.id));
        let others = self.others(written);
        let is_first = match null {
            Some(0) => true,
            Some(last) if last == others.len() => false,
            _ => return Err("null stands between the branches of a union".to_owned()),
        };
        let inner = self.without_null(ty);
        match (&others[..], inner) {
            ([only], Inner::One(inner)) => Ok(match (self.of(inner, *only)?, is_first) {
                (Form::Own, true) => Form::Own,
                (form, true) => Form::OrNull(Box::new(form)),
                (form, false) => Form::BeforeNull(Box::new(form)),
            }),
            (_, Inner::Union(id, inner)) => {
                self.union(inner, &others)?;
                match id {
                    Some(id) => self.remember(id, written)?,
                    None => self.nameless.push((Nameless::Union(inner), others.clone())),
                }
                Ok(match is_first {
                    true => Form::Own,
                    false => Form::UnionBeforeNull(others.len()),
                })
            }
            _ => self.unlike(ty, written),
        }
    }

    fn is_null(&self, id: avro::TypeId) -> bool {
        matches!(self.schema.get(id).kind, Kind::Primitive(Primitive::Null))
    }

    /// What is optional, once aliases are looked through.
    fn without_null(&self, ty: &'a Type) -> Inner<'a> {
        let types = self.types;
        let mut current = ty;
        loop {
            match types.resolve(current) {
                Resolved::Type(Type::Optional(inner)) => current = inner,
                Resolved::Type(Type::Union(branches)) => return Inner::Union(None, branches),
                Resolved::Type(other) => return Inner::One(other),
                Resolved::Definition(id, definition) => {
                    return match &definition.body {
                        Body::Union { branches, .. } => Inner::Union(Some(id), branches),
                        _ => Inner::One(current),
                    };
                }
            }
        }
    }

    /// Looks into all that was met, and into what that holds.
    pub(super) fn work_off(&mut self) -> Result<(), Unlike> {
        while let Some(id) = self.waiting.pop() {
            let Some((definition, written)) = self.types.get(id).zip(self.met.get(&id).copied())
            else {
                continue;
            };
            match &definition.body {
                Body::Record(fields) => drop(self.fields(fields, written)?),
                Body::Enum(symbols) => self.symbols(symbols, written)?,
                Body::Union { branches, .. } => {
                    let others = self.others(written);
                    self.union(branches, &others)?;
                }
                Body::Alias(_) => {}
            }
        }
        Ok(())
    }

    /// The branches of a union but null.
    pub(super) fn others(&self, union: avro::TypeId) -> Vec<avro::TypeId> {
        let branches = match &self.schema.get(union).kind {
            Kind::Union(branches) => &branches[..],
            _ => &[],
        };
        let branches = branches.iter().map(|branch| branch.id);
        branches.filter(|branch| !self.is_null(*branch)).collect()
    }

    /// The forms of a union's branches, which stand in the schema in the same order.
    pub(super) fn union(
        &mut self,
        branches: &'a [Type],
        written: &[avro::TypeId],
    ) -> Result<Vec<Form>, Unlike> {
        let present = branches.iter().filter(|it| !matches!(it, Type::Null));
        let present: Vec<&Type> = present.map(Type::required).collect();
        if present.len() != written.len() {
            return Err("the schema has other branches in a union".to_owned());
        }
        let forms = present.iter().zip(written).map(|(branch, written)| {
            let inner = Branches::of(branch, self.types);
            match inner.others.len() {
                1 if !inner.nullable => self.of(branch, *written),
                _ => Err("a union stands within a union".to_owned()),
            }
        });
        forms.collect()
    }

    /// The forms of a record's fields, which stand in the schema in the same order.
    pub(super) fn fields(
        &mut self,
        fields: &'a [Field],
        written: avro::TypeId,
    ) -> Result<Vec<Form>, Unlike> {
        match &self.schema.get(written).kind {
            Kind::Record(record) if record.fields.len() == fields.len() => {
                let pairs = fields.iter().zip(&record.fields);
                pairs
                    .map(|(field, written)| {
                        let form = self.of(&field.ty, written.ty.id);
                        form.map_err(|why| format!("in the field `{}` {why}", field.name.value))
                    })
                    .collect()
            }
            _ => Err("the schema has other fields".to_owned()),
        }
    }

    /// Fails unless an enum's symbols stand in the schema, in the same order.
    fn symbols(&self, symbols: &Enum, written: avro::TypeId) -> Result<(), Unlike> {
        match &self.schema.get(written).kind {
            Kind::Enum(known) if known.symbols.len() == symbols.symbols.len() => Ok(()),
            _ => Err("the schema has other symbols".to_owned()),
        }
    }

    fn of_type(&mut self, ty: &'a Type, written: avro::TypeId) -> Result<Form, Unlike> {
        let found = self.schema.get(written);
        let plain = |part, text: &str| Ok(Form::Plain(part, text.to_owned()));
        if let Some(logical) = found.logical {
            let fixed = match &found.kind {
                Kind::Fixed(fixed) => Some(fixed.size),
                _ => None,
            };
            return match (ty, logical, fixed) {
                (Type::Decimal { precision, .. }, LogicalType::Decimal { .. }, fixed)
                    if *precision <= MOST_DIGITS =>
                {
                    match fixed {
                        None => Ok(Form::Own),
                        Some(size) => plain("avro decimal", &format!("InBytes<{size}>")),
                    }
                }
                (Type::Uuid, LogicalType::Uuid, None) => Ok(Form::Own),
                (Type::Uuid, LogicalType::Uuid, Some(_)) => plain("avro uuid", "Sixteen"),
                (Type::Date, LogicalType::Date, None)
                | (Type::Time(_), LogicalType::TimeMicros, None)
                | (Type::Timestamp(_), LogicalType::TimestampMicros, None)
                | (Type::LocalTimestamp(_), LogicalType::LocalTimestampMicros, None) => {
                    Ok(Form::Own)
                }
                (Type::Time(TimeUnit::Millis), LogicalType::TimeMillis, None)
                | (Type::Timestamp(TimeUnit::Millis), LogicalType::TimestampMillis, None)
                | (
                    Type::LocalTimestamp(TimeUnit::Millis),
                    LogicalType::LocalTimestampMillis,
                    None,
                ) => plain("avro time", "Millis"),
                (Type::Timestamp(TimeUnit::Nanos), LogicalType::TimestampNanos, None)
                | (Type::LocalTimestamp(TimeUnit::Nanos), LogicalType::LocalTimestampNanos, None) => {
                    plain("avro time", "Nanos")
                }
                _ => self.unlike(ty, written),
            };
        }
        match (ty, &found.kind) {
            (Type::Null, Kind::Primitive(Primitive::Null)) => plain("avro null", "Null"),
            (Type::Bool, Kind::Primitive(Primitive::Boolean))
            | (Type::Int, Kind::Primitive(Primitive::Int))
            | (Type::Long, Kind::Primitive(Primitive::Long))
            | (Type::Float, Kind::Primitive(Primitive::Float))
            | (Type::Double, Kind::Primitive(Primitive::Double))
            | (Type::Bytes, Kind::Primitive(Primitive::Bytes))
            | (Type::String, Kind::Primitive(Primitive::String)) => Ok(Form::Own),
            (Type::Duration, Kind::Primitive(Primitive::String)) => plain("avro duration", "Text"),
            (Type::Json | Type::Opaque(_), Kind::Primitive(Primitive::String)) => {
                plain("avro json", "Text")
            }
            (Type::Fixed(size), Kind::Fixed(fixed)) if *size == fixed.size => Ok(Form::Own),
            (Type::Enum(symbols), Kind::Enum(_)) => {
                self.symbols(symbols, written)?;
                self.nameless.push((Nameless::Enum(symbols), vec![written]));
                Ok(Form::Own)
            }
            (Type::Union(branches), Kind::Union(all)) => {
                let all: Vec<_> = all.iter().map(|branch| branch.id).collect();
                self.union(branches, &all)?;
                self.nameless.push((Nameless::Union(branches), all));
                Ok(Form::Own)
            }
            (Type::List(inner), Kind::Array(items)) => Ok(match self.of(inner, items.id)? {
                Form::Own => Form::Own,
                form => Form::Items(Box::new(form)),
            }),
            (Type::Map(inner), Kind::Map(values)) => Ok(match self.of(inner, values.id)? {
                Form::Own => Form::Own,
                form => Form::Values(Box::new(form)),
            }),
            _ => self.unlike(ty, written),
        }
    }
}

/// The most digits that `factum::Decimal` holds.
pub(super) const MOST_DIGITS: u32 = 38;

/// What may be null as well.
enum Inner<'t> {
    One(&'t Type),
    Union(Option<TypeId>, &'t [Type]),
}
