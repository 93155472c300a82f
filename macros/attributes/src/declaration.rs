//! A type as its source declares it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, Generics, Type};

use crate::casing::Casing;
use crate::enums;
use crate::event::{Default, FieldAttributes, TypeAttributes};
use crate::items::items;
use crate::literal::{Words, documentation};
use crate::mistakes::Mistakes;
use crate::serde::{Place, SerdeMember, SerdeType};
use crate::{types, unfit};

/// What a type is declared to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An event.
    Event,
    /// A type inside events.
    Payload,
}

/// A type as its source declares it.
pub struct Declaration {
    /// What it is declared to be.
    pub role: Role,
    /// The name of the Rust type.
    pub ident: Ident,
    /// Its generic parameters.
    pub generics: Generics,
    /// What it is, for people.
    pub doc: Option<Words>,
    /// What `#[event(…)]` says of it.
    pub attributes: TypeAttributes,
    /// What it is made of.
    pub body: Body,
}

/// What a type is made of.
pub enum Body {
    /// A struct with named fields, or without any.
    Record(Vec<Field>),
    /// A struct around one value, for which it stands.
    Newtype(Box<Type>),
    /// An enum without data.
    Symbols(Vec<Symbol>),
    /// An enum with data, told apart in JSON by the property `discriminator`.
    Union {
        /// The property.
        discriminator: Option<Words>,
        /// Its variants.
        variants: Vec<Variant>,
    },
}

/// A name on the wire, and the tokens that say it.
#[derive(Debug)]
pub struct WireName {
    /// The name.
    pub text: String,
    /// What it is called in Rust, or in the attribute that renames it.
    pub tokens: TokenStream,
}

/// A named field.
pub struct Field {
    /// The name in Rust.
    pub ident: Ident,
    /// The name on the wire.
    pub name: WireName,
    /// The type.
    pub ty: Type,
    /// What it means, for people.
    pub doc: Option<Words>,
    /// What `#[event(…)]` says of it, serde's `alias` and `default` included.
    pub attributes: FieldAttributes,
    /// The value that stands for an absent one, as JSON.
    pub default: Option<String>,
    /// Whether it is no part of the contract; reading gives its default.
    pub skip: bool,
}

/// A variant without data.
#[derive(Debug)]
pub struct Symbol {
    /// The name in Rust.
    pub ident: Ident,
    /// The name on the wire.
    pub name: WireName,
    /// What it means, for people.
    pub doc: Option<Words>,
    /// Whether it stands for symbols that a reader does not know.
    pub is_default: bool,
}

/// A variant of an enum with data.
pub struct Variant {
    /// The name in Rust.
    pub ident: Ident,
    /// The name on the wire.
    pub name: WireName,
    /// What it means, for people.
    pub doc: Option<Words>,
    /// What it holds.
    pub body: VariantBody,
}

/// What a variant holds.
pub enum VariantBody {
    /// Nothing: an empty record.
    Unit,
    /// One value.
    Newtype(Box<Type>),
    /// Named fields.
    Record(Vec<Field>),
}

impl Declaration {
    /// Reads a type. Nothing is left out after a mistake, so that what follows from the type can be
    /// told as well.
    pub fn read(input: &DeriveInput, role: Role, mistakes: &mut Mistakes) -> Declaration {
        let attributes = TypeAttributes::read(&input.attrs, role, mistakes);
        let place = match &input.data {
            Data::Enum(_) => Place::Enum,
            Data::Struct(data) if only(&data.fields).is_some() => Place::Newtype,
            Data::Struct(_) | Data::Union(_) => Place::Struct,
        };
        let serde = SerdeType::read(&input.attrs, place, mistakes);
        let body = match &input.data {
            Data::Struct(data) => match only(&data.fields) {
                Some(inner) => {
                    if role == Role::Event {
                        let message = "an event has named fields, so that it can grow";
                        mistakes.add(&inner.ty, message);
                    }
                    stands_alone(&input.ident, inner, mistakes);
                    Body::Newtype(Box::new(inner.ty.clone()))
                }
                None => Body::Record(read_fields(&data.fields, serde.rename_all, mistakes)),
            },
            Data::Enum(data) => enums::read(input, data, role, &serde, mistakes),
            Data::Union(_) => {
                let message = "a `union` has no contract: use an enum";
                mistakes.add(&input.ident, message);
                Body::Record(Vec::new())
            }
        };
        let declaration = Declaration {
            role,
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            doc: documentation(&input.attrs),
            attributes,
            body,
        };
        declaration.check_generics(mistakes);
        declaration
    }

    /// The name of the event or of the type.
    pub fn name(&self) -> WireName {
        match &self.attributes.name {
            Some(name) => WireName {
                text: name.text.clone(),
                tokens: name.tokens.clone(),
            },
            None => WireName {
                text: self.ident.unraw().to_string(),
                tokens: self.ident.to_token_stream(),
            },
        }
    }

    /// Whether it is declared to be an event.
    pub fn is_event(&self) -> bool {
        self.role == Role::Event
    }

    /// The contract's major version: 1 unless stated.
    pub fn version(&self) -> u32 {
        let stated = self.attributes.version.as_ref();
        stated.map_or(1, |version| version.base10_parse().unwrap_or(1))
    }

    /// The fields, if it is a record.
    pub fn fields(&self) -> &[Field] {
        match &self.body {
            Body::Record(fields) => fields,
            _ => &[],
        }
    }

    fn check_generics(&self, mistakes: &mut Mistakes) {
        if self.role == Role::Event
            && let Some(parameter) = self.generics.type_params().next()
        {
            let message = "an event has one contract, so it cannot be generic: put the varying \
                               part into a type of its own";
            mistakes.add(&parameter.ident, message);
        }
        let mut lifetimes = self.generics.lifetimes();
        if let (Some(_), Some(second)) = (lifetimes.next(), lifetimes.next()) {
            let message =
                "all that a payload borrows comes from one buffer: one lifetime is enough";
            mistakes.add(&second.lifetime, message);
        }
    }
}

/// The one value that there is, if it has no name.
pub(crate) fn only(fields: &Fields) -> Option<&syn::Field> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
        _ => None,
    }
}

/// Checks a value that stands in a schema without a name and without a record around it.
pub(crate) fn stands_alone(own: &Ident, value: &syn::Field, mistakes: &mut Mistakes) {
    for item in items(&value.attrs, "event", mistakes) {
        mistakes.add(&item.name, "this belongs to a field with a name");
    }
    SerdeMember::read(&value.attrs, Place::Value, mistakes);
    unfit::check(&value.ty, mistakes);
    if unfit::holds_itself(&value.ty, own) {
        let message = "a type that holds itself needs a named field here, as only a record has a \
                       name by which a schema could refer to it";
        mistakes.add(&value.ty, message);
    }
}

pub(crate) fn read_fields(
    fields: &Fields,
    casing: Option<Casing>,
    mistakes: &mut Mistakes,
) -> Vec<Field> {
    if let Fields::Unnamed(unnamed) = fields {
        let message = match unnamed.unnamed.is_empty() {
            true => "without fields, write `{}`: serde makes a list of `()`",
            false => "fields need names, so that readers can tell them apart",
        };
        mistakes.add(unnamed, message);
    }
    let named = fields.iter().filter_map(|field| {
        let ident = field.ident.clone()?;
        Some(read_field(ident, field, casing, mistakes))
    });
    let fields: Vec<Field> = named.collect();
    let in_contract = fields.iter().filter(|field| !field.skip);
    repeated(in_contract.clone().map(|field| &field.name), mistakes);
    repeated_numbers(in_contract, mistakes);
    fields
}

fn read_field(
    ident: Ident,
    field: &syn::Field,
    casing: Option<Casing>,
    mistakes: &mut Mistakes,
) -> Field {
    let mut attributes = FieldAttributes::read(&field.attrs, mistakes);
    let serde = SerdeMember::read(&field.attrs, Place::Field, mistakes);
    attributes.was.extend(serde.aliases);
    let rust = ident.unraw().to_string();
    let cased = casing.map(|casing| casing.of_field(&rust));
    let of_serde = serde.rename.as_ref().map(|name| &name.text);
    if let (Some(ours), Some(serdes)) = (&attributes.name, of_serde.or(cased.as_ref()))
        && ours.text != *serdes
    {
        mistakes.add(ours, format!("serde calls this field `{serdes}`"));
    }
    let name = match attributes.name.as_ref().or(serde.rename.as_ref()) {
        Some(name) => name.into(),
        None => WireName {
            text: cased.unwrap_or(rust),
            tokens: ident.to_token_stream(),
        },
    };
    let has_default = attributes.default.is_some();
    if serde.default && !has_default && !serde.skip {
        attributes.default = Some(Default {
            json: None,
            tokens: name.tokens.clone(),
        });
    }
    if let (Some(path), false, false) = (&serde.default_path, has_default, serde.skip) {
        let message = "what this default is, is only known when the program runs: state it with \
                       `#[event(default = …)]` too";
        mistakes.add(path, message);
    }
    let default = attributes
        .default
        .as_ref()
        .and_then(|stated| default_of(stated, &field.ty, mistakes));
    if !serde.skip {
        unfit::check(&field.ty, mistakes);
    }
    let may_be_absent = default.is_some() || types::is_option(&field.ty) || serde.skip;
    if let (Some(item), false) = (&serde.skip_if, may_be_absent) {
        let message = "a field that may be left out has to be an `Option` or have a default";
        mistakes.add(item, message);
    }
    Field {
        ident,
        name,
        ty: field.ty.clone(),
        doc: documentation(&field.attrs),
        attributes,
        default,
        skip: serde.skip,
    }
}

fn default_of(stated: &Default, ty: &Type, mistakes: &mut Mistakes) -> Option<String> {
    if stated.json.is_some() {
        return stated.json.clone();
    }
    let empty = types::empty_value(ty);
    if empty.is_none() {
        let message = "what the default is, cannot be seen from the type: write it out, \
                       `#[event(default = …)]`";
        mistakes.add(&stated.tokens, message);
    }
    empty.map(str::to_owned)
}

/// Notes names that occur twice, be it only in Avro, where all but letters, digits and `_` become
/// `_`.
pub(crate) fn repeated<'a>(names: impl Iterator<Item = &'a WireName>, mistakes: &mut Mistakes) {
    let is_right = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut seen: HashMap<String, &String> = HashMap::new();
    for WireName { text, tokens } in names {
        match seen.entry(text.replace(|c| !is_right(c), "_")) {
            Entry::Vacant(free) => {
                free.insert(text);
            }
            Entry::Occupied(first) if *first.get() == text => {
                mistakes.add(tokens, format!("`{text}` is there twice"));
            }
            Entry::Occupied(first) => {
                let (first, name) = (first.get(), first.key());
                let message = format!(
                    "in Avro, `{first}` and `{text}` are both called `{name}`: rename one of them"
                );
                mistakes.add(tokens, message);
            }
        }
    }
}

/// Notes numbers for Protobuf that an earlier field has.
fn repeated_numbers<'a>(fields: impl Iterator<Item = &'a Field>, mistakes: &mut Mistakes) {
    let mut seen = HashMap::new();
    for Field {
        name, attributes, ..
    } in fields
    {
        if let Some(number) = &attributes.number
            && let Some(first) = seen.insert(number.base10_digits(), &name.text)
        {
            mistakes.add(number, format!("`{first}` has the same number"));
        }
    }
}

impl From<&Words> for WireName {
    fn from(words: &Words) -> WireName {
        WireName {
            text: words.text.clone(),
            tokens: words.tokens.clone(),
        }
    }
}
