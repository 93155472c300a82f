//! How a value is written.

use factum_attributes::{Field, Symbol, Variant, VariantBody, is_option};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

/// An expression that writes the fields to `out`, each found by `value`: a reference to it.
pub fn fields(fields: &[Field], value: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let in_contract = fields.iter().filter(|field| !field.skip);
    let statements = in_contract.map(|field| {
        let value = value(field);
        let span = field.ty.span();
        if is_value_first(field) {
            return quote_spanned! {span=>
                let out = ::factum::derived::ValueFirst::encode(#value, out)?;
            };
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
        let encode = payload_item(&field.ty, "encode");
        quote_spanned! {span=>
            #check
            let out = #encode(#value, out)?;
        }
    });
    quote!({
        #(#statements)*
        ::core::result::Result::Ok(out)
    })
}

/// The path of an item of `Payload`. It is written in one way everywhere, so that the compiler says
/// but once of a type that it is none.
pub fn payload_item(ty: &Type, name: &str) -> TokenStream {
    let name = Ident::new(name, ty.span());
    quote_spanned!(ty.span()=> <#ty as ::factum::derived::Payload>::#name)
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
        let position: ::core::primitive::u32 = match self { #(#arms)* };
        ::factum::derived::write::position(out, position)
    }
}

/// The variable that holds a field of a variant: no other of the method is called so.
fn variable(field: &Field) -> Ident {
    format_ident!("__{}", field.ident)
}

/// The body of `encode_branch` of an enum with data.
pub fn union(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().zip(0_u32..).map(|(variant, position)| {
        let ident = &variant.ident;
        let write = quote!(::factum::derived::write::position(out, first + #position));
        match &variant.body {
            VariantBody::Unit => quote!(Self::#ident => #write,),
            VariantBody::Newtype(ty) => {
                let encode = payload_item(ty, "encode");
                quote!(Self::#ident(value) => {
                    let out = #write?;
                    #encode(value, out)
                })
            }
            VariantBody::Record(members) => {
                let bound = members.iter().filter(|field| !field.skip).map(|field| {
                    let (name, variable) = (&field.ident, variable(field));
                    quote!(#name: #variable)
                });
                let encode = fields(members, |field| variable(field).to_token_stream());
                quote!(Self::#ident { #(#bound,)* .. } => {
                    let out = #write?;
                    #encode
                })
            }
        }
    });
    quote!(match self { #(#arms)* })
}
