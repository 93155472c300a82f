//! `impl Readable` for an enum of events.

use factum_attributes::{EventSet, Mistakes};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// The impl; for what is no enum of events, the mistakes and nothing else.
pub fn derive(input: &DeriveInput) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let EventSet { variants } = EventSet::read(input, &mut mistakes);
    if !mistakes.is_empty() {
        return mistakes.to_compile_errors();
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
