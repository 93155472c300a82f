//! `impl Event`.

use factum_attributes::{Declaration, Words};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::encode::payload_item;
use crate::{about, payload};

/// The impl. For a type that is not sound, nothing refers to its fields.
pub fn implement(declaration: &Declaration, is_sound: bool) -> TokenStream {
    let ident = &declaration.ident;
    let generics = payload::written(&declaration.generics);
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let attributes = &declaration.attributes;
    let name = declaration.name().text;
    let namespace = about::option(attributes.namespace.as_ref().map(about::text));
    let version = declaration.version();
    let ty = cloudevents_type(declaration);
    let stated = [
        ("KEY", &attributes.key),
        ("PRODUCER", &attributes.producer),
        ("SOURCE", &attributes.source),
        ("SUBJECT", &attributes.subject),
        ("COMPATIBILITY", &attributes.compatibility),
    ];
    let stated = stated.into_iter().filter_map(|(constant, words)| {
        let constant = format_ident!("{constant}");
        let text = about::text(words.as_ref()?);
        Some(quote! {
            const #constant: ::core::option::Option<&'static ::core::primitive::str> =
                ::core::option::Option::Some(#text);
        })
    });
    let channels = attributes.channels.iter().map(about::text);
    let channels = (!attributes.channels.is_empty()).then(|| {
        quote! {
            const CHANNELS: &'static [&'static ::core::primitive::str] = &[#(#channels),*];
        }
    });
    let key = attributes.key.as_ref().filter(|_| is_sound);
    let key = key.and_then(|key| key_method(declaration, key));
    let has_lifetimes_only =
        declaration.generics.lifetimes().count() == declaration.generics.params.len();
    let readable = has_lifetimes_only.then(|| readable(declaration));
    quote! {
        #readable

        #[automatically_derived]
        #[allow(deprecated)]
        impl #parameters ::factum::derived::Event for #ident #arguments #bounds {
            const NAME: &'static ::core::primitive::str = #name;
            const NAMESPACE: ::core::option::Option<&'static ::core::primitive::str> = #namespace;
            const VERSION: ::core::primitive::u32 = #version;
            const TYPE: &'static ::core::primitive::str = #ty;
            #(#stated)*
            #channels
            #key
        }
    }
}

/// `impl Readable`: an event can be read by the type that a payload states, through the versions
/// that it is upcast from.
fn readable(declaration: &Declaration) -> TokenStream {
    let ident = &declaration.ident;
    let (_, arguments, _) = declaration.generics.split_for_impl();
    let read = payload::borrowing(&declaration.generics);
    let lifetimes = &read.params;
    let older = declaration.attributes.upcast_from.as_ref();
    let bound = older.map(|older| quote!(#older: ::factum::derived::Readable<'__de, __F>,));
    let own = quote!(::factum::derived::read_own::<Self, __F>(ty, payload));
    let read = match older {
        None => own,
        Some(older) => quote_spanned! {older.span()=>
            #own.or_else(|| {
                let read = <#older as ::factum::derived::Readable<'__de, __F>>::read(ty, payload)?;
                ::core::option::Option::Some(
                    read.map(<Self as ::core::convert::From<#older>>::from),
                )
            })
        },
    };
    let older_types = older.map(|older| {
        quote! {
            ::factum::derived::Known::Older(
                <#older as ::factum::derived::Readable<'__de, __F>>::TYPES,
            ),
        }
    });
    quote! {
        #[automatically_derived]
        impl<#lifetimes, __F> ::factum::derived::Readable<'__de, __F> for #ident #arguments
        where
            __F: ::factum::derived::ReadFormat<'__de, Self>,
            #bound
        {
            const TYPES: &'static [::factum::derived::Known] = &[
                ::factum::derived::Known::Own(<Self as ::factum::derived::Event>::TYPE),
                #older_types
            ];

            fn read(
                ty: &::core::primitive::str,
                payload: &'__de [::core::primitive::u8],
            ) -> ::core::option::Option<
                ::core::result::Result<Self, ::factum::derived::FormatError>,
            > {
                #read
            }
        }
    }
}

/// The type stated, else `{namespace}.{name}.v{version}`.
fn cloudevents_type(declaration: &Declaration) -> String {
    let attributes = &declaration.attributes;
    if let Some(stated) = &attributes.ce_type {
        return stated.text.clone();
    }
    let namespace = attributes.namespace.as_ref();
    let prefix = namespace
        .map(|n| format!("{}.", n.text))
        .unwrap_or_default();
    format!(
        "{prefix}{}.v{}",
        declaration.name().text,
        declaration.version()
    )
}

/// The method that gives the key; nothing for a key that is no field, which a rule reports.
fn key_method(declaration: &Declaration, key: &Words) -> Option<TokenStream> {
    let mut fields = declaration.fields().iter();
    let field = fields.find(|field| field.name.text == key.text && !field.skip)?;
    let ident = &field.ident;
    let as_key = payload_item(&field.ty, "as_key");
    Some(quote! {
        fn key(&self) -> ::core::option::Option<::std::borrow::Cow<'_, ::core::primitive::str>> {
            #as_key(&self.#ident)
        }
    })
}
