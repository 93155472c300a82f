//! Folders of Avro schemas: each file's record is an event, unless another file uses it. Of a
//! protocol, each record is one that nothing in it uses, and each call is a message.

mod protocol;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use factum_contract::avro::{
    self, Kind, LogicalType, Primitive, Remark, RemarkKind, Schema, SchemaError,
};
use factum_contract::document::Node;
use factum_contract::message::{Intent, Message, Payload, Role, Says};
use factum_contract::shape::{
    Body, Enum, Field, Symbol, Text, TimeUnit, Type, TypeDef, TypeId, TypeRef, Types,
};
use factum_contract::span::{Span, Spanned};

use crate::library::Library;
use crate::problem::{Problem, ProblemKind};
use crate::reader::{Document, Fragment, Read, Reader};

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "avro",
    says: Says::NOTHING,
    claims,
    mentions_format,
    prepare: None,
    read: Read::Linked(read),
};

fn claims(document: &Document) -> bool {
    let is_record = |node: &Node| {
        node.get("type").and_then(Node::as_str) == Some("record")
            && node.get("name").is_some()
            && node
                .get("fields")
                .is_some_and(|fields| fields.as_list().is_some())
    };
    let is_schema = |node: &Node| is_record(node) || protocol::is_protocol(node);
    is_avsc(document) || document.roots.first().is_some_and(is_schema)
}

fn is_avsc(document: &Document) -> bool {
    document.path.ends_with(".avsc") && !document.roots.is_empty()
}

fn mentions_format(text: &str) -> bool {
    text.contains("\"record\"") && text.contains("\"fields\"")
}

fn read<'a>(documents: &[&'a Document], library: &Library<'a>) -> Fragment {
    let mut fragment = Fragment::default();
    let mut folders = Vec::with_capacity(documents.len());
    let mut roots: Vec<(&Node, Cow<'_, Node>)> = Vec::with_capacity(documents.len());
    for document in documents {
        let Some(root) = document.roots.first() else {
            continue;
        };
        let path = document.location();
        folders.push(path.rsplit_once('/').map_or("", |(folder, _)| folder));
        roots.push(match protocol::is_protocol(root) {
            true => (root, Cow::Owned(protocol::as_schema(root))),
            false => (root, Cow::Borrowed(root)),
        });
    }
    let mut schemas = Vec::new();
    // What stands in no event of its own: errors and answers of calls.
    let mut parts = Vec::new();
    let mut calls = Vec::new();
    let placed = folders
        .into_iter()
        .zip(roots.iter().map(|(_, schema)| &**schema));
    let parsed = avro::parse_in_folders(placed);
    for ((root, read_as), parsed) in roots.iter().zip(parsed) {
        match parsed {
            Ok(parsed) => {
                let remarks = parsed.remarks.into_iter().filter_map(remark);
                fragment.problems.extend(remarks);
                if let Cow::Borrowed(_) = read_as {
                    schemas.push(parsed.schema);
                    continue;
                }
                let protocol = protocol::read(root, &parsed.schema);
                schemas.extend(protocol.types);
                parts.extend(protocol.parts);
                calls.extend(protocol.calls);
            }
            Err(errors) => fragment.problems.extend(errors.into_iter().map(problem)),
        }
    }
    let carried = calls.iter().map(|call| &call.schema);
    let mut used = used_elsewhere(schemas.iter().chain(&parts).chain(carried));
    used.extend(parts.iter().map(|part| part.root().id));
    let referred_to = library.referred_to();
    let mut shapes = Shapes::new(&mut fragment.types);
    for schema in &schemas {
        let root = schema.root();
        match &schema.root_type().kind {
            Kind::Record(record)
                if !used.contains(&root.id) && !referred_to.contains(&root.span.file) =>
            {
                let message = shapes.event(schema, record);
                fragment.messages.push(message);
            }
            _ => {
                shapes.ty(schema, root);
            }
        }
    }
    for call in calls {
        if let Kind::Record(record) = &call.schema.root_type().kind {
            let mut message = shapes.event(&call.schema, record);
            message.name = call.name;
            message.doc = call.doc;
            if call.evidence.role == Role::Request {
                message.intent = Intent::Command;
            }
            message.evidence = Some(Box::new(call.evidence));
            fragment.messages.push(message);
        }
    }
    fragment
}

/// The roots of schemas that another schema refers to: types, not events.
fn used_elsewhere<'s>(schemas: impl Iterator<Item = &'s Schema> + Clone) -> HashSet<avro::TypeId> {
    let roots: HashSet<_> = schemas.clone().map(|schema| schema.root().id).collect();
    let mut used = HashSet::new();
    for schema in schemas {
        let own = schema.root().id;
        let mut seen = HashSet::from([own]);
        let mut waiting = vec![own];
        while let Some(id) = waiting.pop() {
            for part in schema.types().get(id).parts() {
                if seen.insert(part.id) {
                    waiting.push(part.id);
                }
            }
        }
        used.extend(
            seen.into_iter()
                .filter(|id| *id != own && roots.contains(id)),
        );
    }
    used
}

/// What is wrong with a schema.
pub(crate) fn problem(error: SchemaError) -> Problem {
    let problem = Problem::new(ProblemKind::InvalidSchema, error.span, error.message);
    match error.related {
        Some(place) => problem.related(place, "in conflict with this"),
        None => problem,
    }
}

/// What is worth hearing of an oddity; attributes of one's own are Avro's way to carry metadata.
pub(crate) fn remark(remark: Remark) -> Option<Problem> {
    let (kind, help) = match remark.kind {
        RemarkKind::UnknownAttribute => return None,
        RemarkKind::LogicalTypeOnField => (
            ProblemKind::IgnoredLogicalType,
            "put it inside the type: `\"type\": {\"type\": \"long\", \"logicalType\": …}`",
        ),
        RemarkKind::UnknownLogicalType | RemarkKind::MalformedLogicalType => (
            ProblemKind::IgnoredLogicalType,
            "readers take the plain type; write one that the specification knows",
        ),
        RemarkKind::ConflictingDefinition => (
            ProblemKind::ConflictingDefinition,
            "give one of them a name or a namespace of its own",
        ),
        RemarkKind::DefaultOfLaterBranch => (
            ProblemKind::OddSchema,
            "put the branch of the default first in the union",
        ),
        RemarkKind::ForwardReference => {
            (ProblemKind::OddSchema, "define the type at its first use")
        }
        RemarkKind::BareReference => (
            ProblemKind::OddSchema,
            "give the type a namespace, and write its full name here",
        ),
        RemarkKind::RepeatedDefinition => (
            ProblemKind::OddSchema,
            "write only the name at the second use",
        ),
        _ => (
            ProblemKind::OddSchema,
            "mend it: readers disagree on what it means",
        ),
    };
    let problem = Problem::new(kind, remark.span, remark.message).help(help);
    Some(match remark.related {
        Some(place) => problem.related(place, "see here"),
        None => problem,
    })
}

/// Turns Avro types into shapes.
pub(crate) struct Shapes<'a> {
    types: &'a mut Types,
    known: HashMap<avro::TypeId, TypeId>,
}

impl<'a> Shapes<'a> {
    pub(crate) fn new(types: &'a mut Types) -> Shapes<'a> {
        Shapes {
            types,
            known: HashMap::new(),
        }
    }

    /// What a message carries whose payload is of this schema.
    pub(crate) fn payload(&mut self, schema: &Schema) -> Payload {
        match &schema.root_type().kind {
            Kind::Record(record) => Payload::Record(self.fields(schema, record)),
            _ => Payload::Other(self.ty(schema, schema.root()), schema.root().span),
        }
    }

    pub(crate) fn event(&mut self, schema: &Schema, record: &avro::Record) -> Message {
        let naming = &record.naming;
        let root = schema.root_type();
        let name = Spanned::new(naming.name.simple().into(), naming.span);
        let mut message = Message::new(Intent::Event, name, root.span, Says::NOTHING);
        message.namespace = naming.name.namespace().map(Text::from);
        message.doc = doc(naming.doc.as_deref(), naming.span);
        message.payload = Payload::Record(self.fields(schema, record));
        message
            .schemas
            .push(factum_contract::schema::Schema::Avro(schema.clone()));
        message
    }

    fn fields(&mut self, schema: &Schema, record: &avro::Record) -> Vec<Field> {
        record
            .fields
            .iter()
            .map(|field| Field {
                default: field.default.clone().map(Box::new),
                doc: doc(field.doc.as_deref(), field.name_span),
                was: field.aliases.clone(),
                span: field.span,
                ..Field::new(
                    Spanned::new(field.name.clone(), field.name_span),
                    self.ty(schema, field.ty),
                    field.ty.span,
                )
            })
            .collect()
    }

    fn ty(&mut self, schema: &Schema, used: avro::TypeRef) -> Type {
        let ty = schema.types().get(used.id);
        if let Some(logical) = ty.logical {
            return logical_type(logical);
        }
        match &ty.kind {
            Kind::Primitive(primitive) => match primitive {
                Primitive::Null => Type::Null,
                Primitive::Boolean => Type::Bool,
                Primitive::Int => Type::Int,
                Primitive::Long => Type::Long,
                Primitive::Float => Type::Float,
                Primitive::Double => Type::Double,
                Primitive::Bytes => Type::Bytes,
                Primitive::String => Type::String,
            },
            Kind::Array(items) => Type::List(Box::new(self.ty(schema, *items))),
            Kind::Map(values) => Type::Map(Box::new(self.ty(schema, *values))),
            Kind::Union(branches) => self.union(schema, branches),
            Kind::Record(_) | Kind::Enum(_) | Kind::Fixed(_) => self.named(schema, used),
        }
    }

    fn union(&mut self, schema: &Schema, branches: &[avro::TypeRef]) -> Type {
        let mut types: Vec<Type> = branches
            .iter()
            .map(|branch| self.ty(schema, *branch))
            .collect();
        let all = types.len();
        types.retain(|ty| *ty != Type::Null);
        let optional = types.len() < all;
        let ty = match types.len() {
            0 => return Type::Null,
            1 => types.remove(0),
            _ => Type::Union(types),
        };
        if optional {
            Type::Optional(Box::new(ty))
        } else {
            ty
        }
    }

    fn named(&mut self, schema: &Schema, used: avro::TypeRef) -> Type {
        let ty = schema.types().get(used.id);
        let Some(naming) = ty.naming() else {
            return Type::Opaque(ty.kind_name().into());
        };
        let reference = |id| {
            Type::Named(TypeRef {
                name: naming.name.full().into(),
                span: used.span,
                id: Some(id),
            })
        };
        if let Some(id) = self.known.get(&used.id) {
            return reference(*id);
        }
        let id = self.types.add(TypeDef {
            name: Spanned::new(naming.name.simple().into(), naming.span),
            namespace: naming.name.namespace().map(Text::from),
            version: 1,
            doc: doc(naming.doc.as_deref(), naming.span),
            deprecated: None,
            was: naming
                .aliases
                .iter()
                .map(|alias| Spanned::new(alias.value.full().into(), alias.span))
                .collect(),
            body: Body::Record(Vec::new()),
            span: ty.span,
            synthetic: true,
        });
        self.known.insert(used.id, id);
        // A record may refer to itself, so it is known before its fields are read.
        let body = match &ty.kind {
            Kind::Record(record) => Body::Record(self.fields(schema, record)),
            Kind::Enum(symbols) => Body::Enum(Enum {
                symbols: symbols
                    .symbols
                    .iter()
                    .map(|symbol| Symbol {
                        name: symbol.clone(),
                        doc: None,
                    })
                    .collect(),
                default: symbols.default.clone(),
            }),
            Kind::Fixed(fixed) => Body::Alias(Type::Fixed(fixed.size)),
            _ => Body::Alias(Type::Opaque(ty.kind_name().into())),
        };
        if let Some(definition) = self.types.get_mut(id) {
            definition.body = body;
        }
        reference(id)
    }
}

fn doc(text: Option<&str>, near: Span) -> Option<Spanned<Text>> {
    text.filter(|text| !text.trim().is_empty())
        .map(|text| Spanned::new(text.into(), near))
}

fn logical_type(logical: LogicalType) -> Type {
    match logical {
        LogicalType::Decimal { precision, scale } => Type::Decimal { precision, scale },
        LogicalType::BigDecimal => Type::Opaque("big-decimal".into()),
        LogicalType::Uuid => Type::Uuid,
        LogicalType::Date => Type::Date,
        LogicalType::TimeMillis => Type::Time(TimeUnit::Millis),
        LogicalType::TimeMicros => Type::Time(TimeUnit::Micros),
        LogicalType::TimestampMillis => Type::Timestamp(TimeUnit::Millis),
        LogicalType::TimestampMicros => Type::Timestamp(TimeUnit::Micros),
        LogicalType::TimestampNanos => Type::Timestamp(TimeUnit::Nanos),
        LogicalType::LocalTimestampMillis => Type::LocalTimestamp(TimeUnit::Millis),
        LogicalType::LocalTimestampMicros => Type::LocalTimestamp(TimeUnit::Micros),
        LogicalType::LocalTimestampNanos => Type::LocalTimestamp(TimeUnit::Nanos),
        LogicalType::Duration => Type::Duration,
    }
}
