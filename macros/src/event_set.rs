//! `impl Readable` for an enum of events.

use factum_attributes::Mistakes;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields};

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
    if let Some(parameter) = input.generics.params.first() {
        mistakes.add(
            parameter,
            "a set of events is closed, so it cannot be generic",
        );
    }
    if !mistakes.is_empty() {
        let errors = mistakes.into_errors().into_iter();
        return errors.map(|error| error.to_compile_error()).collect();
    }
    let ident = &input.ident;
    let events: Vec<_> = variants.iter().map(|(_, ty)| ty).collect();
    let reads = variants.iter().map(|(variant, ty)| {
        quote! {
            if let ::core::option::Option::Some(read) =
                <#ty as ::factum::derived::Readable<__F>>::read(ty, payload)
            {
                return ::core::option::Option::Some(read.map(Self::#variant));
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl<__F> ::factum::derived::Readable<__F> for #ident
        where
            #(#events: ::factum::derived::Readable<__F>,)*
        {
            fn read(
                ty: &::core::primitive::str,
                payload: &[u8],
            ) -> ::core::option::Option<
                ::core::result::Result<Self, ::factum::derived::FormatError>,
            > {
                #(#reads)*
                ::core::option::Option::None
            }

            fn types(each: &mut dyn ::core::ops::FnMut(&'static ::core::primitive::str)) {
                #(<#events as ::factum::derived::Readable<__F>>::types(each);)*
            }
        }
    }
}
