//! What the derived code tells of a type: the arguments of `Shapes`.

use factum_attributes::{Declaration, Deprecated, Field, Words};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::encode::payload_item;

/// `About { … }` of a type.
pub fn of_type(declaration: &Declaration) -> TokenStream {
    let attributes = &declaration.attributes;
    let name = declaration.name().text;
    let namespace = option(attributes.namespace.as_ref().map(text));
    let version = declaration.version();
    let doc = option(declaration.doc.as_ref().map(text));
    let was = attributes.was.iter().map(text);
    let deprecated = deprecated(attributes.deprecated.as_ref());
    let arguments = declaration.generics.type_params().map(|parameter| {
        let ident = &parameter.ident;
        quote!(<#ident as ::factum::derived::Payload>::shape)
    });
    quote! {
        ::factum::derived::About {
            rust_type: ::core::any::type_name::<Self>(),
            name: #name,
            namespace: #namespace,
            version: #version,
            doc: #doc,
            was: &[#(#was),*],
            deprecated: #deprecated,
            arguments: &[#(#arguments),*],
        }
    }
}

/// `FieldAbout { … }` of the fields that are in the contract, separated by commas.
pub fn of_fields(fields: &[Field]) -> TokenStream {
    let in_contract = fields.iter().filter(|field| !field.skip).map(of_field);
    quote!(#(#in_contract),*)
}

fn of_field(field: &Field) -> TokenStream {
    let name = &field.name.text;
    let shape = payload_item(&field.ty, "shape");
    let attributes = &field.attributes;
    let mut said = Vec::new();
    let mut say = |name: TokenStream, value: Option<TokenStream>| {
        said.extend(value.map(|value| quote!(#name: ::core::option::Option::Some(#value),)));
    };
    say(quote!(doc), field.doc.as_ref().map(text));
    say(
        quote!(default),
        field.default.as_ref().map(ToTokens::to_token_stream),
    );
    say(quote!(since), attributes.since.as_ref().map(text));
    say(quote!(pii), attributes.pii.map(|pii| quote!(#pii)));
    say(quote!(unit), attributes.unit.as_ref().map(text));
    say(
        quote!(number),
        attributes.number.as_ref().map(ToTokens::to_token_stream),
    );
    if attributes.deprecated.is_some() {
        let deprecated = deprecated(attributes.deprecated.as_ref());
        said.push(quote!(deprecated: #deprecated,));
    }
    if !attributes.was.is_empty() {
        let was = attributes.was.iter().map(text);
        said.push(quote!(was: &[#(#was),*],));
    }
    if said.is_empty() {
        return quote!(::factum::derived::FieldAbout::new(#name, #shape));
    }
    quote! {
        ::factum::derived::FieldAbout {
            #(#said)*
            ..::factum::derived::FieldAbout::new(#name, #shape)
        }
    }
}

fn deprecated(stated: Option<&Deprecated>) -> TokenStream {
    option(stated.map(|stated| {
        let since = option(stated.since.as_ref().map(text));
        let replaced_by = option(stated.replaced_by.as_ref().map(text));
        let message = option(stated.message.as_ref().map(text));
        quote! {
            ::factum::derived::Deprecated {
                since: #since,
                replaced_by: #replaced_by,
                message: #message,
            }
        }
    }))
}

/// `Some(…)` or `None`.
pub fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// A text as a literal.
pub fn text(words: &Words) -> TokenStream {
    words.text.to_token_stream()
}
