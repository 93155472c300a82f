//! How a value is written.

use factum_attributes::{Field, Symbol, Variant, VariantBody, is_option};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// Statements that write the fields, each found by `value`: a reference to it.
pub fn fields(fields: &[Field], value: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let in_contract = fields.iter().filter(|field| !field.skip);
    let statements = in_contract.map(|field| {
        let value = value(field);
        let span = field.ty.span();
        if is_value_first(field) {
            return quote_spanned!(span=> ::factum::derived::ValueFirst::encode(#value, out););
        }
        let check = has_value_default(field).then(|| {
            let ty = &field.ty;
            quote_spanned! {span=>
                const {
                    ::core::assert!(
                        !::core::matches!(
                            <#ty as ::factum::derived::Payload>::KIND,
                            ::factum::derived::Kind::Union | ::factum::derived::Kind::Optional
                        ),
                        "the default of a union can only be null: make it an `Option`"
                    )
                };
            }
        });
        quote_spanned!(span=> #check ::factum::derived::Payload::encode(#value, out);)
    });
    quote!(#(#statements)*)
}

/// Whether the union of an optional field has null last, as its default is another value.
pub fn is_value_first(field: &Field) -> bool {
    is_option(&field.ty) && has_value_default(field)
}

fn has_value_default(field: &Field) -> bool {
    field.default.as_ref().is_some_and(|json| json != "null")
}

/// The body of `encode` of an enum without data.
pub fn symbols(symbols: &[Symbol]) -> TokenStream {
    let arms = symbols.iter().zip(0_u32..).map(|(symbol, position)| {
        let ident = &symbol.ident;
        quote!(Self::#ident => #position,)
    });
    quote! {
        let position: u32 = match self { #(#arms)* };
        ::factum::derived::write::position(out, position);
    }
}

/// The body of `encode_branch` of an enum with data.
pub fn union(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().zip(0_u32..).map(|(variant, position)| {
        let ident = &variant.ident;
        let write = quote!(::factum::derived::write::position(out, first + #position););
        match &variant.body {
            VariantBody::Unit => quote!(Self::#ident => { #write }),
            VariantBody::Newtype(ty) => {
                let encode = quote_spanned! {ty.span()=>
                    ::factum::derived::Payload::encode(value, out);
                };
                quote!(Self::#ident(value) => { #write #encode })
            }
            VariantBody::Record(members) => {
                let names = members.iter().filter(|field| !field.skip).map(|f| &f.ident);
                let encode = fields(members, |field| {
                    let ident = &field.ident;
                    quote!(#ident)
                });
                quote!(Self::#ident { #(#names,)* .. } => { #write #encode })
            }
        }
    });
    quote!(match self { #(#arms)* })
}
