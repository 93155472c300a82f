//! Turns Protobuf messages into shapes.

use std::collections::HashMap;

use factum_contract::document::Node;
use factum_contract::message::{Message, Payload, Version};
use factum_contract::protobuf::{self, About, FieldType, Files, Label, Reference};
use factum_contract::shape::{
    Body, Deprecation, Enum, Field, Symbol, Text, Type, TypeDef, TypeId, TypeRef, Types,
};
use factum_contract::span::{Span, Spanned};

use super::known;
use super::package::Package;
use super::sentences::understand;

/// What a type definition is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Declared {
    Message(usize),
    Enum(usize),
}

/// Turns Protobuf messages into shapes. What they refer to is defined once.
pub(crate) struct Shapes<'a> {
    files: &'a Files,
    types: &'a mut Types,
    known: HashMap<Declared, TypeId>,
    /// Definitions whose bodies are still to be read: types may refer to each other in chains of any
    /// length.
    waiting: Vec<(Declared, TypeId)>,
}

impl<'a> Shapes<'a> {
    pub(crate) fn new(files: &'a Files, types: &'a mut Types) -> Shapes<'a> {
        Shapes {
            files,
            types,
            known: HashMap::new(),
            waiting: Vec::new(),
        }
    }

    /// Sets what a message carries, and what is said of it.
    pub(crate) fn fill(&mut self, message: &mut Message, declared: &protobuf::Message) {
        let near = message.name.span;
        message.payload = Payload::Record(self.fields(declared, near));
        message.doc = message.doc.take().or_else(|| doc(&declared.about, near));
        if message.deprecated.is_none() {
            message.deprecated = deprecation(&declared.about, near);
        }
        self.finish();
    }

    /// The fields of an envelope that are no members of a `oneof`.
    pub(crate) fn around(&mut self, envelope: &protobuf::Message, near: Span) -> Vec<Field> {
        let mut envelope = envelope.clone();
        envelope.fields.retain(|_, field| field.oneof.is_none());
        let fields = self.fields(&envelope, near);
        self.finish();
        fields
    }

    /// The fields of a message, without what is waiting.
    fn fields(&mut self, message: &protobuf::Message, near: Span) -> Vec<Field> {
        let mut fields: Vec<Field> = message
            .fields
            .iter()
            .map(|(number, field)| self.field(*number, field, near))
            .collect();
        fields.sort_by_key(|field| field.span.start);
        fields
    }

    fn field(&mut self, number: i32, field: &protobuf::Field, near: Span) -> Field {
        let name = Spanned::new(Text::from(&*field.name), field.span.unwrap_or(near));
        let type_span = field.type_span.unwrap_or(name.span);
        let ty = self.ty(&field.field_type, type_span);
        let is_list = field.repeated && !matches!(field.field_type, FieldType::Map(..));
        // Any message may be absent; where one holds itself, it has to be at some point.
        let may_be_absent = match field.label {
            Some(label) => label == Label::Optional,
            None => field.oneof.is_some() || field.is_circular,
        };
        let ty = match ty {
            ty if is_list => Type::List(Box::new(ty.required().clone())),
            ty @ Type::Optional(_) => ty,
            ty if may_be_absent => Type::Optional(Box::new(ty)),
            ty => ty,
        };
        let number = u32::try_from(number).ok();
        let number_span = field.number_span.unwrap_or(name.span);
        let mut read = Field {
            doc: doc(&field.about, name.span),
            default: default(field).map(|text| {
                let node = match field.field_type {
                    FieldType::Scalar("string") | FieldType::Enum(_) => {
                        Node::string(text, name.span)
                    }
                    _ => Node::plain(text, name.span),
                };
                Box::new(node)
            }),
            deprecated: deprecation(&field.about, name.span).map(Box::new),
            number: number.map(|number| Spanned::new(number, number_span)),
            span: field.whole.unwrap_or(name.span),
            ..Field::new(name, ty, type_span)
        };
        understand(&mut read);
        read
    }

    /// What a message is made of: one that is nothing but a `oneof value` is a union.
    fn body(&mut self, message: &protobuf::Message, near: Span) -> Body {
        let fields = self.fields(message, near);
        let is_union = !message.fields.is_empty()
            && (message.fields.values()).all(|field| field.oneof.as_deref() == Some("value"));
        if !is_union {
            return Body::Record(fields);
        }
        let branches = fields.into_iter().map(|field| field.ty.required().clone());
        Body::Union {
            branches: branches.collect(),
            discriminator: None,
        }
    }

    fn ty(&mut self, field_type: &FieldType, span: Span) -> Type {
        match field_type {
            FieldType::Scalar(name) => known::scalar(name),
            FieldType::Map(_, value) => {
                let value = self.ty(value, span).required().clone();
                Type::Map(Box::new(value))
            }
            FieldType::Message(reference) => self.named(reference, Declared::Message, span),
            FieldType::Enum(reference) => self.named(reference, Declared::Enum, span),
        }
    }

    fn named(
        &mut self,
        reference: &Reference,
        declared: impl Fn(usize) -> Declared,
        span: Span,
    ) -> Type {
        let full_name = reference.name.trim_start_matches('.');
        if let Some(ty) = known::shape(full_name) {
            return ty;
        }
        let Some(id) = reference
            .target
            .and_then(|it| self.define(declared(it), span))
        else {
            return Type::Opaque(full_name.into());
        };
        let name = self.types.get(id).map(TypeDef::qualified_name);
        Type::Named(TypeRef {
            name: name.unwrap_or_default().into(),
            span,
            id: Some(id),
        })
    }

    fn define(&mut self, declared: Declared, used: Span) -> Option<TypeId> {
        if let Some(id) = self.known.get(&declared) {
            return Some(*id);
        }
        let (local_name, file, about, name_span, whole) = match declared {
            Declared::Message(index) => {
                let it = self.files.message(index)?;
                (&it.local_name, it.file, &it.about, it.span, it.whole)
            }
            Declared::Enum(index) => {
                let it = self.files.enumeration(index)?;
                (&it.local_name, it.file, &it.about, it.span, it.whole)
            }
        };
        let package = Package::of(&self.files.file(file)?.package);
        let (namespace, version) = match package.version {
            Some((Version::Major(major), _)) => (package.namespace, major),
            // Types have only major versions, so another one stays in the name.
            _ => (package.whole(), 1),
        };
        let name_span = name_span.unwrap_or(used);
        let id = self.types.add(TypeDef {
            name: Spanned::new(local_name.replace('.', "").into(), name_span),
            namespace: namespace.map(Text::from),
            version,
            doc: doc(about, name_span),
            deprecated: deprecation(about, name_span),
            was: Vec::new(),
            body: Body::Record(Vec::new()),
            span: whole.unwrap_or(name_span),
            synthetic: true,
        });
        self.known.insert(declared, id);
        self.waiting.push((declared, id));
        Some(id)
    }

    fn finish(&mut self) {
        while let Some((declared, id)) = self.waiting.pop() {
            let near = self
                .types
                .get(id)
                .map(|it| it.name.span)
                .unwrap_or_default();
            let files = self.files;
            let body = match declared {
                Declared::Message(index) => {
                    files.message(index).map(|message| self.body(message, near))
                }
                Declared::Enum(index) => files
                    .enumeration(index)
                    .map(|enumeration| Body::Enum(symbols(enumeration, near))),
            };
            if let (Some(body), Some(definition)) = (body, self.types.get_mut(id)) {
                definition.body = body;
            }
        }
    }
}

/// The symbols of an enum. What stands for an unknown one is the value 0, if its name says that it
/// means nothing: readers take it for a value that is not set.
fn symbols(enumeration: &protobuf::Enum, near: Span) -> Enum {
    let mut symbols: Vec<Symbol> = enumeration
        .values
        .values()
        .map(|value| {
            let name = Spanned::new(Text::from(&*value.name), value.span.unwrap_or(near));
            Symbol {
                doc: doc(&value.about, name.span),
                name,
            }
        })
        .collect();
    symbols.sort_by_key(|symbol| symbol.name.span.start);
    let zero = enumeration.values.get(&0);
    let default = zero
        .filter(|zero| means_nothing(&zero.name))
        .map(|zero| Spanned::new(Text::from(&*zero.name), zero.span.unwrap_or(near)));
    Enum { symbols, default }
}

fn means_nothing(symbol: &str) -> bool {
    let last = symbol.rsplit('_').next().unwrap_or(symbol);
    [
        "UNSPECIFIED",
        "UNKNOWN",
        "UNDEFINED",
        "UNSET",
        "INVALID",
        "NONE",
        "UNRECOGNIZED",
        "DEFAULT",
    ]
    .iter()
    .any(|nothing| last.eq_ignore_ascii_case(nothing))
}

fn doc(about: &About, near: Span) -> Option<Spanned<Text>> {
    let text = about.doc.as_deref()?;
    Some(Spanned::new(text.into(), near))
}

/// The option says no more than that; by custom, a comment tells the rest.
fn deprecation(about: &About, near: Span) -> Option<Deprecation> {
    let tells_more = |doc: &&str| {
        let doc = doc.to_ascii_lowercase();
        ["deprecat", "instead", "replaced", "superseded"]
            .iter()
            .any(|word| doc.contains(word))
    };
    let message = about.doc.as_deref().filter(tells_more);
    about.deprecated.then(|| Deprecation {
        message: message.map(|doc| Spanned::new(doc.into(), near)),
        span: near,
        ..Deprecation::default()
    })
}

/// The default of a field, if it is a value of its type: descriptors have words for what numbers
/// cannot say.
fn default(field: &protobuf::Field) -> Option<&str> {
    let text = field.default.as_deref()?;
    match field.field_type {
        FieldType::Scalar("bytes") => None,
        FieldType::Scalar("float" | "double") => text
            .parse::<f64>()
            .is_ok_and(f64::is_finite)
            .then_some(text),
        _ => Some(text),
    }
}
