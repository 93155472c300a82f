//! `impl Readable` for an enum of events.

use factum_attributes::Mistakes;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, GenericParam};

use crate::payload;

/// The impl; for what is no enum of events, the mistakes and nothing else.
pub fn derive(input: &DeriveInput) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let mut variants = Vec::new();
    match &input.data {
        Data::Enum(data) => {
            for variant in &data.variants {
                match &variant.fields {
                    Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                        variants.push((&variant.ident, &fields.unnamed[0].ty));
                    }
                    _ => mistakes.add(
                        variant,
                        "each variant holds one event: `Placed(OrderPlaced)`",
                    ),
                }
            }
        }
        _ => mistakes.add(&input.ident, "a set of events is an enum"),
    }
    for parameter in &input.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            mistakes.add(
                parameter,
                "a set of events is closed, so it cannot be generic",
            );
        }
    }
    if !mistakes.is_empty() {
        let errors = mistakes.into_errors().into_iter();
        return errors.map(|error| error.to_compile_error()).collect();
    }
    let ident = &input.ident;
    let (_, arguments, _) = input.generics.split_for_impl();
    let read = payload::borrowing(&input.generics);
    let lifetimes = &read.params;
    let events: Vec<_> = variants.iter().map(|(_, ty)| ty).collect();
    let reads = variants.iter().map(|(variant, ty)| {
        quote! {
            if let ::core::option::Option::Some(read) =
                <#ty as ::factum::derived::Readable<'__de, __F>>::read(ty, payload)
            {
                return ::core::option::Option::Some(read.map(Self::#variant));
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl<#lifetimes, __F> ::factum::derived::Readable<'__de, __F> for #ident #arguments
        where
            #(#events: ::factum::derived::Readable<'__de, __F>,)*
        {
            fn read(
                ty: &::core::primitive::str,
                payload: &'__de [u8],
            ) -> ::core::option::Option<
                ::core::result::Result<Self, ::factum::derived::FormatError>,
            > {
                #(#reads)*
                ::core::option::Option::None
            }

            fn types(each: &mut dyn ::core::ops::FnMut(&'static ::core::primitive::str)) {
                #(<#events as ::factum::derived::Readable<'__de, __F>>::types(each);)*
            }
        }
    }
}
