//! From an older version of an event to the next.

use factum_catalog::contract::document::Node;
use factum_catalog::contract::emit::json_literal;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::shape::{Body, Field, Resolved, Type as Shape};
use factum_catalog::contract::span::Span;
use factum_templates::targets::rust::{Widening, predecessor, variants};
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::declare::{Place, Writer, ident, names};

impl Writer<'_> {
    /// `impl From<OrderPlacedV1> for OrderPlaced`, and that the one is read as the other, if every
    /// field of the newer one has an equal or a narrower one in the older, is optional or has a
    /// default.
    pub fn upcast(&mut self, older: (&Message, &str), newer: (&Message, &str)) -> TokenStream {
        let (from, to) = (ident(older.1), ident(newer.1));
        let old_fields = self.carried(older.0.fields());
        let new_fields = self.carried(newer.0.fields());
        let Some(values) = self.values(&old_fields, &new_fields) else {
            return TokenStream::new();
        };
        let mut declarations = self.declarations.iter_mut();
        if let Some(newer) = declarations.find(|declaration| declaration.ident == to) {
            newer.attributes.upcast_from = Some(parse_quote!(#from));
        }
        let fields = names(&new_fields);
        let fields = fields.iter().map(|name| ident(name));
        quote! {
            impl ::core::convert::From<#from> for #to {
                fn from(old: #from) -> Self {
                    Self { #(#fields: #values,)* }
                }
            }
        }
    }

    /// The values of the new fields.
    fn values(&mut self, old: &[&Field], new: &[&Field]) -> Option<Vec<TokenStream>> {
        let old_names = names(old);
        let values = new.iter().map(|field| {
            let Some(index) = predecessor(field, old.iter().copied()) else {
                return self.absent(field);
            };
            let (old, name) = (old.get(index)?, ident(old_names.get(index)?));
            self.widened(&old.ty, &field.ty, quote!(old.#name))
        });
        values.collect()
    }

    /// A value of one type as one of another that holds all that the first does.
    fn widened(&self, old: &Shape, new: &Shape, mut value: TokenStream) -> Option<TokenStream> {
        let widening = Widening::between(old, new, self.types(), |old, new| old == new)?;
        if widening.converts {
            value = quote!(::core::convert::From::from(#value));
        }
        Some(match widening.wraps {
            true => quote!(::core::option::Option::Some(#value)),
            false => value,
        })
    }

    /// The value of a field that the older version does not have.
    fn absent(&mut self, field: &Field) -> Option<TokenStream> {
        let Some(default) = field
            .default
            .as_deref()
            .filter(|default| !default.is_null())
        else {
            let is_optional = matches!(field.ty, Shape::Optional(_));
            return is_optional.then(|| quote!(::core::option::Option::None));
        };
        let value = self.value(default, field.ty.required())?;
        Some(match field.ty {
            Shape::Optional(_) => quote!(::core::option::Option::Some(#value)),
            _ => value,
        })
    }

    /// A default as an expression, if it has one.
    fn value(&mut self, default: &Node, ty: &Shape) -> Option<TokenStream> {
        let types = self.types();
        let json = json_literal(default, ty, types)?;
        let empty = || quote!(::core::default::Default::default());
        let plain = match types.resolve(ty) {
            Resolved::Definition(_, definition) => {
                let Body::Enum(symbols) = &definition.body else {
                    return None;
                };
                let mut all = symbols.symbols.iter();
                let position = all.position(|symbol| Some(&*symbol.name.value) == json.text())?;
                let variant = ident(variants(symbols).get(position)?);
                let ty = self.ty(ty, &Place::default(), None, Span::default());
                return Some(quote!(<#ty>::#variant));
            }
            Resolved::Type(plain) => plain,
        };
        match plain {
            Shape::Bool => json.as_bool().map(|truth| quote!(#truth)),
            Shape::Int | Shape::Long | Shape::Float | Shape::Double => {
                let number: TokenStream = json.text()?.parse().ok()?;
                Some(quote!((#number) as _))
            }
            Shape::String => {
                let text = json.text()?;
                Some(quote!(::core::convert::From::from(#text)))
            }
            Shape::List(_) if json.as_list()?.is_empty() => Some(empty()),
            Shape::Map(_) if json.as_map()?.is_empty() => Some(empty()),
            _ => None,
        }
    }
}
