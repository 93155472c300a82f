//! From a declaration to the catalog's model, as far as source alone tells: a type that another
//! file declares is a reference by its name.

use factum_contract::document::{Node, Value, parse_json};
use factum_contract::message::{Intent, Message, Payload, Says, Version};
use factum_contract::shape::{
    Body as ShapeBody, Deprecation, Enum, Field as ShapeField, Symbol as ShapeSymbol, Text,
    Type as Shape, TypeDef, TypeRef,
};
use factum_contract::span::{FileId, Span, Spanned};
use syn::Type;

use crate::declaration::{Body, Declaration, Field, Variant, VariantBody, WireName};
use crate::event::Deprecated;
use crate::literal::Words;
use crate::mistakes::Spot;
use crate::types::shape_by_name;

/// What the model says of tokens: where they stand, and which shape a type has.
pub trait Places {
    /// The place of what is written there: bytes of a file, or something that stands for them.
    /// `text` is what the model holds of it, and empty if that is not the text written.
    fn place(&mut self, spot: Spot, text: &str) -> Span;

    /// The shape of a type that is written at `span`: unless more is known, what its name promises.
    fn shape(&mut self, ty: &Type, span: Span) -> Shape {
        shape_by_name(ty, span)
    }
}

impl Declaration {
    /// The message, if it is declared to be an event. References are not resolved.
    pub fn message(&self, places: &mut dyn Places) -> Message {
        let name = wire_name(&self.name(), places);
        let span = name.span;
        let mut message = Message::new(Intent::Event, name, span, SAYS);
        let attributes = &self.attributes;
        message.namespace = attributes
            .namespace
            .as_ref()
            .map(|n| n.text.as_str().into());
        message.version = Version::Major(self.version());
        message.version_span = attributes
            .version
            .as_ref()
            .map(|version| places.place(Spot::of(version), version.base10_digits()));
        message.doc = optional(&self.doc, places);
        message.key = optional(&attributes.key, places);
        for channel in all(&attributes.channels, places) {
            message.runs_on(channel);
        }
        message.producers = optional(&attributes.producer, places).into_iter().collect();
        message.says.producers = attributes.producer.is_some();
        message.deprecated = deprecation(&attributes.deprecated, places);
        message.ce_type = optional(&attributes.ce_type, places);
        message.source = optional(&attributes.source, places);
        message.subject = optional(&attributes.subject, places);
        message.compatibility = optional(&attributes.compatibility, places);
        message.payload = match &self.body {
            Body::Record(fields) => Payload::Record(record(fields, places)),
            Body::Newtype(inner) => Payload::Other(places.shape(inner, span), span),
            Body::Symbols(_) | Body::Union { .. } => Payload::Unstated,
        };
        message.span = extent(&message);
        message
    }

    /// The definition of a type inside events. References are not resolved.
    pub fn definition(&self, places: &mut dyn Places) -> TypeDef {
        let name = wire_name(&self.name(), places);
        let span = name.span;
        let body = match &self.body {
            Body::Record(fields) => ShapeBody::Record(record(fields, places)),
            Body::Newtype(inner) => ShapeBody::Alias(places.shape(inner, span)),
            Body::Symbols(symbols) => {
                let mut read = Enum::default();
                for symbol in symbols {
                    let name = wire_name(&symbol.name, places);
                    if symbol.is_default {
                        read.default = Some(name.clone());
                    }
                    let doc = optional(&symbol.doc, places);
                    read.symbols.push(ShapeSymbol { name, doc });
                }
                ShapeBody::Enum(read)
            }
            Body::Union {
                discriminator,
                variants,
            } => ShapeBody::Union {
                branches: variants.iter().map(|v| branch(v, places)).collect(),
                discriminator: optional(discriminator, places),
            },
        };
        self.type_def(name, optional(&self.doc, places), body, places)
    }

    /// The records of the variants that hold fields; a union refers to them by their names.
    pub fn variant_definitions(&self, places: &mut dyn Places) -> Vec<TypeDef> {
        let Body::Union { variants, .. } = &self.body else {
            return Vec::new();
        };
        let definitions = variants.iter().filter_map(|variant| {
            let fields = match &variant.body {
                VariantBody::Newtype(_) => return None,
                VariantBody::Unit => Vec::new(),
                VariantBody::Record(fields) => record(fields, places),
            };
            let name = wire_name(&variant.name, places);
            let doc = optional(&variant.doc, places);
            Some(self.type_def(name, doc, ShapeBody::Record(fields), places))
        });
        definitions.collect()
    }

    fn type_def(
        &self,
        name: Spanned<Text>,
        doc: Option<Spanned<Text>>,
        body: ShapeBody,
        places: &mut dyn Places,
    ) -> TypeDef {
        let attributes = &self.attributes;
        TypeDef {
            span: name.span,
            name,
            namespace: attributes
                .namespace
                .as_ref()
                .map(|n| n.text.as_str().into()),
            version: self.version(),
            doc,
            deprecated: deprecation(&attributes.deprecated, places),
            was: all(&attributes.was, places),
            body,
            synthetic: false,
        }
    }
}

/// Source says which key, version and deprecation a type has, and nothing of who consumes it.
pub const SAYS: Says = Says {
    keys: true,
    versions: true,
    deprecation: true,
    intents: true,
    ..Says::NOTHING
};

/// From the first to the last thing that is said of the message.
fn extent(message: &Message) -> Span {
    let stated = [
        &message.doc,
        &message.key,
        &message.channel,
        &message.ce_type,
    ];
    let stated = stated.into_iter().flatten().map(|stated| stated.span);
    let fields = message.fields().iter().map(|field| field.span);
    stated
        .chain(message.version_span)
        .chain(fields)
        .fold(message.name.span, Span::to)
}

fn branch(variant: &Variant, places: &mut dyn Places) -> Shape {
    let name = wire_name(&variant.name, places);
    match &variant.body {
        VariantBody::Newtype(inner) => places.shape(inner, name.span),
        VariantBody::Unit | VariantBody::Record(_) => Shape::Named(TypeRef {
            name: name.value,
            span: name.span,
            id: None,
        }),
    }
}

fn record(fields: &[Field], places: &mut dyn Places) -> Vec<ShapeField> {
    let in_contract = fields.iter().filter(|field| !field.skip);
    in_contract.map(|each| field(each, places)).collect()
}

fn field(field: &Field, places: &mut dyn Places) -> ShapeField {
    let name = wire_name(&field.name, places);
    let ty_span = places.place(Spot::of(&field.ty), "");
    let ty = places.shape(&field.ty, ty_span);
    let attributes = &field.attributes;
    let mut shape = ShapeField::new(name, ty, ty_span);
    shape.doc = optional(&field.doc, places);
    shape.default = field.default.as_ref().and_then(|json| {
        let node = parse_json(json, FileId::default()).ok();
        let stated = attributes.default.as_ref().map(|stated| &stated.tokens);
        let span = places.place(Spot::of(stated), "");
        node.map(|node| Box::new(at(node, span)))
    });
    shape.was = all(&attributes.was, places);
    shape.since = optional(&attributes.since, places).map(Box::new);
    shape.pii = attributes.pii;
    shape.unit = optional(&attributes.unit, places).map(Box::new);
    shape.number = attributes.number.as_ref().and_then(|number| {
        let value = number.base10_parse().ok()?;
        let span = places.place(Spot::of(number), number.base10_digits());
        Some(Spanned::new(value, span))
    });
    shape.deprecated = deprecation(&attributes.deprecated, places).map(Box::new);
    shape
}

/// The value with all its parts at one place: where the attribute stands.
fn at(mut node: Node, span: Span) -> Node {
    node.span = span;
    node.value = match node.value {
        Value::List(items) => Value::List(items.into_iter().map(|item| at(item, span)).collect()),
        // The only mapping that can be written is the empty one.
        scalar_or_empty => scalar_or_empty,
    };
    node
}

fn deprecation(stated: &Option<Deprecated>, places: &mut dyn Places) -> Option<Deprecation> {
    let stated = stated.as_ref()?;
    Some(Deprecation {
        since: optional(&stated.since, places),
        replaced_by: optional(&stated.replaced_by, places),
        message: optional(&stated.message, places),
        span: places.place(Spot::of(&stated.tokens), ""),
    })
}

fn wire_name(name: &WireName, places: &mut dyn Places) -> Spanned<Text> {
    let span = places.place(Spot::of(&name.tokens), &name.text);
    Spanned::new(name.text.as_str().into(), span)
}

fn words(words: &Words, places: &mut dyn Places) -> Spanned<Text> {
    let span = places.place(Spot::of(words), &words.text);
    Spanned::new(words.text.as_str().into(), span)
}

fn optional(stated: &Option<Words>, places: &mut dyn Places) -> Option<Spanned<Text>> {
    stated.as_ref().map(|stated| words(stated, places))
}

fn all(stated: &[Words], places: &mut dyn Places) -> Vec<Spanned<Text>> {
    stated.iter().map(|each| words(each, places)).collect()
}
