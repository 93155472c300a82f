//! How a value is read.

use factum_attributes::{Field, Symbol, Variant, VariantBody};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::encode::is_value_first;

/// An expression that reads a record: `path { … }` within a result.
pub fn record(path: &TokenStream, fields: &[Field]) -> TokenStream {
    if fields.iter().all(|field| field.skip) && fields.is_empty() {
        return quote! {{
            let record = source.open_record()?;
            source.close_record(record)?;
            ::core::result::Result::Ok(#path {})
        }};
    }
    let values = fields.iter().map(|field| {
        let ident = &field.ident;
        if field.skip {
            quote_spanned!(field.ty.span()=> #ident: ::core::default::Default::default(),)
        } else if is_value_first(field) {
            quote_spanned! {field.ty.span()=>
                #ident: source.field::<::factum::derived::ValueFirst<_>>(&mut record)?.0,
            }
        } else {
            quote_spanned!(field.ty.span()=> #ident: source.field(&mut record)?,)
        }
    });
    quote! {{
        let mut record = source.open_record()?;
        let value = #path { #(#values)* };
        source.close_record(record)?;
        ::core::result::Result::Ok(value)
    }}
}

/// The body of `decode` of an enum without data.
pub fn symbols(symbols: &[Symbol]) -> TokenStream {
    let arms = symbols.iter().zip(0_u32..).map(|(symbol, position)| {
        let ident = &symbol.ident;
        quote!(#position => ::core::result::Result::Ok(Self::#ident),)
    });
    quote! {
        match source.symbol()? {
            #(#arms)*
            other => ::core::result::Result::Err(source.no_such_position(other)),
        }
    }
}

/// The body of `decode_branch` of an enum with data.
pub fn union(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().zip(0_u32..).map(|(variant, position)| {
        let ident = &variant.ident;
        let value = match &variant.body {
            VariantBody::Unit => record(&quote!(Self::#ident), &[]),
            VariantBody::Record(fields) => record(&quote!(Self::#ident), fields),
            VariantBody::Newtype(ty) => quote_spanned! {ty.span()=>
                source.value::<#ty>().map(Self::#ident)
            },
        };
        quote!(#position => #value,)
    });
    quote! {
        match branch {
            #(#arms)*
            other => ::core::result::Result::Err(source.no_such_position(other)),
        }
    }
}
