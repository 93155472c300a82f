//! `impl Readable` for an enum of events.

use factum_attributes::{EventSet, Mistakes};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

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
    quote! {
        #[automatically_derived]
        impl<#lifetimes, __F> ::factum::derived::Readable<'__de, __F> for #ident #arguments
        where
            #(#events: ::factum::derived::Readable<'__de, __F>,)*
        {
            fn read(
                ty: &::core::primitive::str,
                payload: &'__de [::core::primitive::u8],
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
