//! Avro schema of a payload.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::avro_default::{avro_default, of_branch};
use super::avro_name::{definition_name, full_name, identifier, pascal};
use super::note::{Emitted, Note};
use super::union::{Branch, Branches};
use crate::avro::{self, Kind, LogicalType, Name, Naming, Order, Primitive};
use crate::document::Node;
use crate::message::{Message, Payload};
use crate::shape::{Body, Deprecation, Enum, Field, TimeUnit, Type, TypeDef, TypeId, Types};
use crate::span::{Span, Spanned};

/// The Avro schema of a message's payload: a record under the message's full name, or, if the
/// payload is no record, the schema of what it is. Named types are `{namespace}.{name}`, from
/// version 2 on `{namespace}.v{version}.{name}`, and those without a namespace get the message's;
/// enums and fixeds without a name get one from where they stand.
pub fn avro(message: &Message, types: &Types) -> Emitted<avro::Schema> {
    let name = full_name(&message.avro_full_name());
    let mut emitter = Emitter {
        types,
        out: avro::Types::new(),
        home: (message.namespace.as_deref().or(name.namespace())).map(str::to_owned),
        namespace: name.namespace().map(str::to_owned),
        taken: HashSet::new(),
        ids: HashMap::new(),
        fixeds: HashMap::new(),
        queue: Vec::new(),
        open: Vec::new(),
        written_out: 0,
        subject: message.identity().to_string(),
        notes: Vec::new(),
    };
    let root = match &message.payload {
        Payload::Other(ty, span) => emitter.ty(ty, &[&message.name.value], *span),
        Payload::Record(_) | Payload::Unstated => {
            emitter.taken.insert(name.clone());
            let mut naming = Naming::new(name);
            naming.span = message.name.span;
            naming.doc = documentation(
                message.doc.as_ref().map(|doc| &*doc.value),
                message.deprecated.as_ref(),
            );
            let id = emitter.add_record(naming, message.span);
            let fields = emitter.fields(message.fields(), &message.name.value);
            emitter.out.set_fields(id, fields);
            id.into()
        }
    };
    // A definition may bring others, so the queue grows while it is worked off; nothing recurses,
    // however long a chain of types is.
    let mut next = 0;
    while let Some(&(shape, id)) = emitter.queue.get(next) {
        next += 1;
        if let Some(TypeDef {
            body: Body::Record(fields),
            name,
            ..
        }) = types.get(shape)
        {
            let fields = emitter.fields(fields, &name.value);
            emitter.out.set_fields(id, fields);
        }
    }
    Emitted {
        schema: avro::Schema::new(emitter.out, root),
        notes: emitter.notes,
    }
}

fn documentation(doc: Option<&str>, deprecated: Option<&Deprecation>) -> Option<Box<str>> {
    let mut text = doc.unwrap_or("").trim_end().to_owned();
    if let Some(deprecated) = deprecated {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&deprecated.sentence());
    }
    (!text.is_empty()).then(|| text.into())
}

/// Aliases and unions are written out at each use, as Avro cannot name them; more uses than this
/// in one schema come from aliases that multiply.
const MOST_WRITTEN_OUT: usize = 100_000;

struct Emitter<'a> {
    types: &'a Types,
    out: avro::Types,
    /// The namespace of definitions that have none: the name of what is in no namespace cannot be
    /// written inside of one.
    home: Option<String>,
    /// The namespace of the message's record, for types without a name.
    namespace: Option<String>,
    taken: HashSet<Name>,
    ids: HashMap<TypeId, avro::TypeId>,
    fixeds: HashMap<u32, avro::TypeId>,
    /// Records whose fields are still to be emitted.
    queue: Vec<(TypeId, avro::TypeId)>,
    /// The aliases and unions being written out, which Avro cannot name.
    open: Vec<TypeId>,
    /// How many times one was.
    written_out: usize,
    subject: String,
    notes: Vec<Note>,
}

impl Emitter<'_> {
    fn note(&mut self, message: impl Into<String>, span: Span) {
        self.notes
            .push(Note::new(self.subject.clone(), message, span));
    }

    fn add_record(&mut self, naming: Naming, span: Span) -> avro::TypeId {
        let record = avro::Record {
            naming,
            fields: Vec::new(),
            is_error: false,
        };
        self.add(Kind::Record(Box::new(record)), span)
    }

    fn add(&mut self, kind: Kind, span: Span) -> avro::TypeId {
        self.out.add(avro::Type {
            span,
            ..avro::Type::new(kind)
        })
    }

    /// The fields of a record that is called `owner`.
    fn fields(&mut self, fields: &[Field], owner: &str) -> Vec<avro::Field> {
        let mut taken = HashSet::new();
        fields
            .iter()
            .map(|field| {
                let mut name = identifier(&field.name.value);
                while !taken.insert(name.clone()) {
                    name = Cow::Owned(format!("{name}_"));
                }
                if *name != *field.name.value {
                    let message = format!("the field `{}` is called `{name}`", field.name.value);
                    self.note(message, field.name.span);
                }
                self.field(field, &name, owner)
            })
            .collect()
    }

    fn field(&mut self, field: &Field, name: &str, owner: &str) -> avro::Field {
        let mut names = vec![owner, &*field.name.value];
        names.extend(field.was.iter().map(|was| &*was.value));
        let names_of_anonymous: Vec<&str> = names;
        let mut ty = self.ty(&field.ty, &names_of_anonymous, field.ty_span);
        let default = match &field.default {
            Some(literal) => self.default(literal, field, &mut ty),
            None => {
                matches!(field.ty, Type::Optional(_)).then(|| Node::plain("null", field.ty_span))
            }
        };
        avro::Field {
            name: name.into(),
            ty,
            default,
            aliases: field
                .was
                .iter()
                .map(|was| Spanned::new(identifier(&was.value).into(), was.span))
                .collect(),
            doc: documentation(
                field.documentation().as_deref(),
                field.deprecated.as_deref(),
            ),
            order: Order::Ascending,
            properties: Box::default(),
            name_span: field.name.span,
            span: field.span,
        }
    }

    /// The default of a field. Avro takes the first branch of a union for it, so a default of
    /// another branch puts that one first.
    fn default(&mut self, literal: &Node, field: &Field, ty: &mut avro::TypeRef) -> Option<Node> {
        let branches = Branches::of(&field.ty, self.types);
        let is_union = branches.nullable || branches.others.len() > 1;
        let value = if !is_union || literal.is_null() {
            avro_default(literal, &field.ty, self.types)
        } else {
            let found = branches
                .others
                .iter()
                .enumerate()
                .find_map(|(index, branch)| {
                    let value = of_branch(literal, branch.ty, self.types)?;
                    Some((index + usize::from(branches.nullable), value))
                });
            found.and_then(|(index, value)| {
                *ty = self.branch_first(*ty, index)?;
                Some(value)
            })
        };
        if value.is_none() {
            self.note("Avro cannot say this default", literal.span);
        }
        value
    }

    fn branch_first(&mut self, union: avro::TypeRef, index: usize) -> Option<avro::TypeRef> {
        let Kind::Union(branches) = &self.out.get(union.id).kind else {
            return None;
        };
        let mut branches = branches.to_vec();
        branches.get_mut(..=index)?.rotate_right(1);
        let id = self.add(Kind::Union(branches.into()), union.span);
        Some(avro::TypeRef {
            id,
            span: union.span,
        })
    }

    /// A type that stands in a record and a field of these names (the later ones are old names of
    /// the field).
    fn ty(&mut self, ty: &Type, place: &[&str], span: Span) -> avro::TypeRef {
        let mut id = None;
        let branches = Branches::of(ty, self.types);
        let is_endless = branches.through.iter().any(|id| self.open.contains(id));
        if is_endless {
            self.note(
                "a type that contains itself has to be a record in Avro",
                span,
            );
            id = Some(self.out.primitive(Primitive::String));
        } else if self.written_out > MOST_WRITTEN_OUT && !branches.through.is_empty() {
            self.note(
                "its aliases multiply beyond measure: it travels as a string",
                span,
            );
            id = Some(self.out.primitive(Primitive::String));
        }
        let id = id.unwrap_or_else(|| {
            let depth = self.open.len();
            self.written_out += usize::from(!branches.through.is_empty());
            self.open.extend(&branches.through);
            let id = self.branches(&branches, place, span);
            self.open.truncate(depth);
            id
        });
        avro::TypeRef { id, span }
    }

    fn branches(&mut self, branches: &Branches<'_>, place: &[&str], span: Span) -> avro::TypeId {
        if let ([branch], false) = (&branches.others[..], branches.nullable) {
            return self.branch(branch, place, span);
        }
        let mut union = Vec::new();
        if branches.nullable {
            union.push(self.out.primitive(Primitive::Null));
        }
        for branch in &branches.others {
            let id = self.branch(branch, place, span);
            if union.iter().any(|other| self.is_same_branch(*other, id)) {
                let message = format!("Avro cannot tell `{}` from another branch", branch.ty);
                self.note(message, span);
            } else {
                union.push(id);
            }
        }
        match union[..] {
            [only] => only,
            [] => {
                self.note("a type without an end travels as a string", span);
                self.out.primitive(Primitive::String)
            }
            _ => {
                let place = |id| avro::TypeRef { id, span };
                let union = union.into_iter().map(place).collect();
                self.add(Kind::Union(union), span)
            }
        }
    }

    /// Whether a union cannot hold both: unnamed types of one kind, or one name.
    fn is_same_branch(&self, a: avro::TypeId, b: avro::TypeId) -> bool {
        let (a, b) = (self.out.get(a), self.out.get(b));
        match (a.name(), b.name()) {
            (None, None) => a.kind_name() == b.kind_name(),
            (a, b) => a == b,
        }
    }

    /// A type that is neither an option nor a union nor an alias.
    fn branch(&mut self, branch: &Branch<'_>, place: &[&str], span: Span) -> avro::TypeId {
        let primitive = match branch.ty {
            Type::Bool => Primitive::Boolean,
            Type::Int => Primitive::Int,
            Type::Long => Primitive::Long,
            Type::Float => Primitive::Float,
            Type::Double => Primitive::Double,
            Type::Bytes => Primitive::Bytes,
            Type::String | Type::Duration | Type::Json => Primitive::String,
            Type::Null | Type::Optional(_) | Type::Union(_) => Primitive::Null,
            Type::Opaque(what) => {
                self.note(format!("`{what}` travels as a string"), span);
                Primitive::String
            }
            Type::Decimal { precision, scale } => {
                let (precision, scale) = (*precision, *scale);
                return self.logical(LogicalType::Decimal { precision, scale }, span);
            }
            Type::Uuid => return self.logical(LogicalType::Uuid, span),
            Type::Date => return self.logical(LogicalType::Date, span),
            Type::Time(TimeUnit::Millis) => return self.logical(LogicalType::TimeMillis, span),
            Type::Time(unit) => {
                if *unit == TimeUnit::Nanos {
                    self.note("times of day are cut to microseconds", span);
                }
                return self.logical(LogicalType::TimeMicros, span);
            }
            Type::Timestamp(unit) => {
                let logical = match unit {
                    TimeUnit::Millis => LogicalType::TimestampMillis,
                    TimeUnit::Micros => LogicalType::TimestampMicros,
                    TimeUnit::Nanos => LogicalType::TimestampNanos,
                };
                return self.logical(logical, span);
            }
            Type::LocalTimestamp(unit) => {
                let logical = match unit {
                    TimeUnit::Millis => LogicalType::LocalTimestampMillis,
                    TimeUnit::Micros => LogicalType::LocalTimestampMicros,
                    TimeUnit::Nanos => LogicalType::LocalTimestampNanos,
                };
                return self.logical(logical, span);
            }
            Type::Fixed(size) => return self.fixed(*size, span),
            Type::Enum(symbols) => return self.anonymous_enum(symbols, place, span),
            Type::List(inner) => {
                let items = self.ty(inner, place, span);
                return self.add(Kind::Array(items), span);
            }
            Type::Map(inner) => {
                let values = self.ty(inner, place, span);
                return self.add(Kind::Map(values), span);
            }
            Type::Named(reference) => {
                if let Some(id) = reference.id.and_then(|id| self.definition(id)) {
                    return id;
                }
                let message = format!(
                    "`{}` is not defined: it travels as a string",
                    reference.name
                );
                self.note(message, reference.span);
                Primitive::String
            }
        };
        self.out.primitive(primitive)
    }

    fn logical(&mut self, logical: LogicalType, span: Span) -> avro::TypeId {
        let primitive = logical.primitive().unwrap_or(Primitive::String);
        self.out.add(avro::Type {
            logical: Some(logical),
            span,
            ..avro::Type::new(Kind::Primitive(primitive))
        })
    }

    /// The record or enum of this definition.
    fn definition(&mut self, shape: TypeId) -> Option<avro::TypeId> {
        if let Some(&id) = self.ids.get(&shape) {
            return Some(id);
        }
        let definition = self.types.get(shape)?;
        let home = self.home.clone();
        let home = home.as_deref();
        let own = definition_name(definition, &definition.name.value, home);
        let mut naming = Naming::new(self.free_name(own));
        naming.span = definition.name.span;
        let doc = match &definition.body {
            Body::Enum(symbols) => symbols.documentation(definition.doc.as_ref()),
            _ => definition.doc.as_ref().map(|doc| doc.value.to_string()),
        };
        naming.doc = documentation(doc.as_deref(), definition.deprecated.as_ref());
        naming.aliases = definition
            .was
            .iter()
            .map(|was| {
                let name = if was.value.contains('.') {
                    full_name(&was.value)
                } else {
                    definition_name(definition, &was.value, home)
                };
                Spanned::new(name, was.span)
            })
            .collect();
        let id = match &definition.body {
            Body::Record(_) => {
                let id = self.add_record(naming, definition.span);
                self.queue.push((shape, id));
                id
            }
            Body::Enum(symbols) => self.r#enum(symbols, naming, definition.span),
            Body::Union { .. } | Body::Alias(_) => return None,
        };
        self.ids.insert(shape, id);
        Some(id)
    }

    fn free_name(&mut self, wanted: Name) -> Name {
        let mut name = wanted;
        while !self.taken.insert(name.clone()) {
            name = Name::new(&format!("{}_", name.full()), None);
        }
        name
    }

    fn anonymous_enum(&mut self, symbols: &Enum, place: &[&str], span: Span) -> avro::TypeId {
        let (owner, fields) = place.split_first().unwrap_or((&"", &[]));
        let name = |field: &str| {
            let name = identifier(owner).into_owned() + &pascal(field);
            Name::new(&name, self.namespace.as_deref())
        };
        let own = name(fields.first().unwrap_or(&"Value"));
        let aliases = fields.iter().skip(1).map(|was| name(was));
        let aliases: Vec<_> = aliases.map(|name| Spanned::new(name, span)).collect();
        let mut naming = Naming::new(self.free_name(own));
        naming.span = span;
        naming.aliases = aliases;
        self.r#enum(symbols, naming, span)
    }

    fn r#enum(&mut self, symbols: &Enum, naming: Naming, span: Span) -> avro::TypeId {
        let mut taken = HashSet::new();
        let mut mended = Vec::new();
        for symbol in &symbols.symbols {
            let name = identifier(&symbol.name.value);
            if *name != *symbol.name.value {
                let message = format!("the symbol `{}` is called `{name}`", symbol.name.value);
                self.note(message, symbol.name.span);
            }
            if taken.insert(name.clone()) {
                mended.push(Spanned::new(Box::from(name), symbol.name.span));
            } else {
                let message = format!("the symbol `{name}` stands for two");
                self.note(message, symbol.name.span);
            }
        }
        let default = symbols.default.as_ref();
        let default = default.map(|d| Spanned::new(identifier(&d.value).into(), d.span));
        self.add(
            Kind::Enum(Box::new(avro::Enum {
                naming,
                symbols: mended,
                default,
            })),
            span,
        )
    }

    /// One type for all fixeds of a size, as Avro has no fixed without a name.
    fn fixed(&mut self, size: u32, span: Span) -> avro::TypeId {
        if let Some(&id) = self.fixeds.get(&size) {
            return id;
        }
        let own = Name::new(&format!("Fixed{size}"), self.namespace.as_deref());
        let mut naming = Naming::new(self.free_name(own));
        naming.span = span;
        let fixed = avro::Fixed {
            naming,
            size,
            size_span: span,
        };
        let id = self.add(Kind::Fixed(Box::new(fixed)), span);
        self.fixeds.insert(size, id);
        id
    }
}
