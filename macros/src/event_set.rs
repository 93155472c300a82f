//! `impl Readable` for an enum of events.

use factum_attributes::{EventSet, Mistakes};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, GenericParam, Ident, Lifetime, Type};

use crate::payload;

/// The impl; for what is no enum of events, the mistakes and nothing else.
pub fn derive(input: &DeriveInput) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let EventSet { variants } = EventSet::read(input, &mut mistakes);
    if !mistakes.is_empty() {
        return mistakes.to_compile_errors();
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
    let distinct = distinct(input, &variants);
    quote! {
        #distinct

        #[automatically_derived]
        impl<#lifetimes, __F> ::factum::derived::Readable<'__de, __F> for #ident #arguments
        where
            #(#events: ::factum::derived::Readable<'__de, __F>,)*
        {
            const TYPES: &'static [::factum::derived::Known] = &[
                #(::factum::derived::Known::OneOf(
                    <#events as ::factum::derived::Readable<'__de, __F>>::TYPES,
                ),)*
            ];

            fn read(
                ty: &::core::primitive::str,
                payload: &'__de [::core::primitive::u8],
            ) -> ::core::option::Option<
                ::core::result::Result<Self, ::factum::derived::FormatError>,
            > {
                #(#reads)*
                ::core::option::Option::None
            }
        }
    }
}

/// A check, as the set is compiled, that no variant has the type of one before it. The types are the
/// same in all formats, so one format stands for them.
fn distinct(input: &DeriveInput, variants: &[(Ident, Type)]) -> TokenStream {
    let ident = &input.ident;
    let mut forever = input.generics.clone();
    for parameter in &mut forever.params {
        if let GenericParam::Lifetime(parameter) = parameter {
            parameter.lifetime = Lifetime::new("'static", parameter.lifetime.span());
        }
    }
    let (_, arguments, _) = forever.split_for_impl();
    let checks = variants.iter().enumerate().map(|(part, (variant, ty))| {
        let message = format!(
            "`{variant}` has the CloudEvents type of an event before it in this set, so it would be \
             read as that one; give it a `type` or a `name` of its own, or put an older \
             version before the event that is upcast from it"
        );
        quote_spanned! {ty.span()=>
            ::core::assert!(::factum::derived::is_reached(TYPES, #part), #message);
        }
    });
    quote! {
        const _: () = {
            // An item, as a local would be hidden from a variant that another macro wrote.
            const TYPES: &[::factum::derived::Known] =
                <#ident #arguments as ::factum::derived::Readable<
                    'static,
                    ::factum::derived::Avro,
                >>::TYPES;
            #(#checks)*
        };
    }
}
