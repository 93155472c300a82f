//! From the catalog's model to the declarations that the derives read from source.

use factum_attributes::{
    Body, Declaration, Deprecated, Field, FieldAttributes, Role, Symbol, TypeAttributes, WireName,
    Words,
};
use factum_catalog::contract::emit::{Branches, json_literal, to_json};
use factum_catalog::contract::message::{Message, Payload, Version};
use factum_catalog::contract::shape::{
    Body as ShapeBody, Deprecation, Enum, Field as ShapeField, Text, Type as Shape, TypeDef,
    TypeId, TypeRef, Types,
};
use factum_catalog::contract::span::{Span, Spanned};
use factum_templates::targets::rust::{Plan, Scope, pascal, snake, variants, written};
use proc_macro2::{Ident, Literal, Span as TokenSpan};
use quote::{ToTokens, quote};
use syn::{Generics, LitInt, Type, parse_quote};

/// The name that is given to what has none of its own, from where it stands.
#[derive(Default)]
pub struct Place {
    pub(super) name: String,
    /// The names that it would have had under the old names of the field.
    was: Vec<String>,
}

impl Place {
    fn new(name: String) -> Place {
        Place {
            name,
            was: Vec::new(),
        }
    }
}

/// Declares what goes into one module.
pub struct Writer<'a> {
    pub plan: &'a Plan<'a>,
    /// The module's name.
    pub(super) module: &'a str,
    pub(super) scope: Scope,
    /// The namespace of what has no name of its own.
    namespace: Option<String>,
    /// The aliases and unions being looked through.
    pub(super) open: Vec<TypeId>,
    /// What is declared, in order.
    pub declarations: Vec<Declaration>,
    /// What Rust cannot say.
    pub problems: Vec<(Span, String)>,
    /// What is left out.
    pub notes: Vec<(Span, String)>,
}

impl<'a> Writer<'a> {
    /// Nothing is declared yet; the names in `scope` are taken.
    pub fn new(plan: &'a Plan<'a>, module: &'a str, scope: Scope) -> Writer<'a> {
        Writer {
            plan,
            module,
            scope,
            namespace: None,
            open: Vec::new(),
            declarations: Vec::new(),
            problems: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The types of the catalog.
    pub fn types(&self) -> &'a Types {
        &self.plan.catalog.types
    }

    /// Declares an event.
    pub fn message(&mut self, message: &Message, name: &str) {
        let avro = message.avro_full_name();
        self.namespace = avro
            .rsplit_once('.')
            .map(|(namespace, _)| namespace.to_owned());
        let attributes = TypeAttributes {
            name: Some(words(&message.name.value)),
            namespace: message.namespace.as_ref().map(|n| words(n)),
            version: match &message.version {
                Version::Major(major) => Some(integer(*major)),
                Version::Unstated | Version::Foreign(_) => None,
            },
            key: optional(&message.key),
            channels: message.channels().map(|it| words(&it.value)).collect(),
            producer: message.producers.first().map(|it| words(&it.value)),
            ce_type: message.cloudevents_type().map(|ty| words(&ty)),
            source: optional(&message.source),
            subject: optional(&message.subject),
            compatibility: optional(&message.compatibility),
            deprecated: message.deprecated.as_ref().map(deprecated),
            ..TypeAttributes::default()
        };
        let owner = &message.name.value;
        let body = match &message.payload {
            Payload::Unstated => return,
            Payload::Record(fields) => Body::Record(self.fields(fields, owner, None)),
            // An event that only ever says null says nothing.
            Payload::Other(ty, _) if Branches::of(ty, self.types()).others.is_empty() => {
                Body::Record(Vec::new())
            }
            Payload::Other(ty, span) => {
                let place = Place::new(format!("{owner}Value"));
                Body::Newtype(Box::new(self.ty(ty, &place, None, *span)))
            }
        };
        self.declare(Role::Event, name, &message.doc, attributes, body);
    }

    /// Declares a type inside events. Aliases are not declared: they are what they stand for.
    pub fn definition(&mut self, id: TypeId, definition: &TypeDef, name: &str) {
        self.namespace = definition.namespace.as_ref().map(Text::to_string);
        let attributes = TypeAttributes {
            name: Some(words(&definition.name.value)),
            namespace: definition.namespace.as_ref().map(|n| words(n)),
            version: Some(integer(definition.version)),
            was: definition.was.iter().map(|was| words(&was.value)).collect(),
            deprecated: definition.deprecated.as_ref().map(deprecated),
            ..TypeAttributes::default()
        };
        let owner = &definition.name.value;
        let body = match &definition.body {
            ShapeBody::Record(fields) => Body::Record(self.fields(fields, owner, Some(id))),
            ShapeBody::Enum(symbols) => symbols_of(symbols),
            ShapeBody::Union { discriminator, .. } => {
                let named = Shape::Named(TypeRef {
                    name: definition.name.value.clone(),
                    span: definition.span,
                    id: Some(id),
                });
                let branches = Branches::of(&named, self.types());
                let branches = self.distinct(&branches, definition.span);
                if branches.len() < 2 {
                    return;
                }
                let place = Place::new(owner.to_string());
                let variants = self.variants(&branches, &place, Some(id), definition.span);
                Body::Union {
                    discriminator: optional(discriminator),
                    variants,
                }
            }
            ShapeBody::Alias(_) => return,
        };
        self.declare(Role::Payload, name, &definition.doc, attributes, body);
    }

    fn declare(
        &mut self,
        role: Role,
        name: &str,
        doc: &Option<Spanned<Text>>,
        attributes: TypeAttributes,
        body: Body,
    ) {
        self.declarations.push(Declaration {
            role,
            ident: ident(name),
            generics: Generics::default(),
            doc: optional(doc),
            attributes,
            body,
        });
    }

    /// A free name in Rust for what stands there.
    pub(super) fn free(&mut self, place: &Place) -> String {
        self.scope.take(&pascal(&place.name), "Type")
    }

    /// Declares what has no name but that of the place where it stands, under a name that was free.
    pub(super) fn anonymous(&mut self, name: &str, place: &Place, body: Body) -> Type {
        let attributes = TypeAttributes {
            name: Some(words(&place.name)),
            namespace: self.namespace.as_deref().map(words),
            was: place.was.iter().map(|was| words(was)).collect(),
            ..TypeAttributes::default()
        };
        self.declare(Role::Payload, name, &None, attributes, body);
        let ident = ident(name);
        parse_quote!(#ident)
    }

    fn fields(&mut self, fields: &[ShapeField], owner: &str, id: Option<TypeId>) -> Vec<Field> {
        let fields = self.carried(fields);
        let declared = fields.iter().zip(names(&fields));
        declared
            .map(|(field, name)| self.field(field, &name, owner, id))
            .collect()
    }

    /// The fields without those that are always null: in Avro these take no byte.
    pub fn carried<'f>(&self, fields: &'f [ShapeField]) -> Vec<&'f ShapeField> {
        let is_carried =
            |field: &&ShapeField| !Branches::of(&field.ty, self.types()).others.is_empty();
        fields.iter().filter(is_carried).collect()
    }

    fn field(&mut self, field: &ShapeField, name: &str, owner: &str, id: Option<TypeId>) -> Field {
        let named = |field: &Text| format!("{owner}{}", pascal(field));
        let place = Place {
            name: named(&field.name.value),
            was: field.was.iter().map(|was| named(&was.value)).collect(),
        };
        let ident = ident(name);
        Field {
            name: wire_name(&field.name.value, &ident),
            ident,
            ty: self.ty(&field.ty, &place, id, field.ty_span),
            doc: optional(&field.doc),
            attributes: FieldAttributes {
                since: field.since.as_ref().map(|since| words(&since.value)),
                was: field.was.iter().map(|was| words(&was.value)).collect(),
                pii: field.pii,
                unit: field.unit.as_ref().map(|unit| words(&unit.value)),
                number: field.number.as_ref().map(|number| integer(number.value)),
                deprecated: field.deprecated.as_deref().map(deprecated),
                ..FieldAttributes::default()
            },
            default: self.default(field),
            skip: false,
        }
    }

    /// The default as JSON.
    fn default(&mut self, field: &ShapeField) -> Option<String> {
        let literal = field.default.as_deref()?;
        let is_union = Branches::of(&field.ty, self.types()).others.len() > 1;
        if is_union && !literal.is_null() {
            let message = "the default of a union can only be null in Rust";
            self.problems.push((literal.span, message.to_owned()));
            return None;
        }
        json_literal(literal, &field.ty, self.types()).map(|json| to_json(&json))
    }
}

/// The names of fields in Rust.
pub fn names(fields: &[&ShapeField]) -> Vec<String> {
    let mut scope = Scope::new(&[]);
    let fields = fields.iter();
    fields
        .map(|field| scope.take(&snake(&field.name.value), "_"))
        .collect()
}

/// An enum without data.
pub(super) fn symbols_of(symbols: &Enum) -> Body {
    let default = symbols.default.as_ref().map(|default| &default.value);
    let declared = symbols.symbols.iter().zip(variants(symbols));
    let declared = declared.map(|(symbol, name)| {
        let ident = ident(&name);
        Symbol {
            name: wire_name(&symbol.name.value, &ident),
            ident,
            doc: optional(&symbol.doc),
            is_default: Some(&symbol.name.value) == default,
        }
    });
    Body::Symbols(declared.collect())
}

fn deprecated(stated: &Deprecation) -> Deprecated {
    Deprecated {
        since: optional(&stated.since),
        replaced_by: optional(&stated.replaced_by),
        message: optional(&stated.message),
        tokens: quote!(deprecated),
    }
}

/// A name as an identifier, raw if it is a keyword.
pub fn ident(name: &str) -> Ident {
    match written(name).strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, TokenSpan::call_site()),
        None => Ident::new(name, TokenSpan::call_site()),
    }
}

/// A name on the wire, and what it is called in Rust.
pub(super) fn wire_name(text: &str, ident: &Ident) -> WireName {
    WireName {
        text: text.to_owned(),
        tokens: ident.to_token_stream(),
    }
}

fn words(text: &str) -> Words {
    Words {
        text: text.to_owned(),
        tokens: text.to_token_stream(),
    }
}

fn optional(stated: &Option<Spanned<Text>>) -> Option<Words> {
    stated.as_ref().map(|stated| words(&stated.value))
}

fn integer(value: u32) -> LitInt {
    LitInt::new(&value.to_string(), TokenSpan::call_site())
}

/// A number as a literal.
pub(super) fn number(value: u32) -> Literal {
    Literal::u32_unsuffixed(value)
}
