//! A declaration as an item of Rust.

use factum_attributes::{Body, Declaration, Deprecated, VariantBody, Words};
use proc_macro2::TokenStream;
use quote::quote;

/// The struct or the enum.
pub fn item(declaration: &Declaration) -> TokenStream {
    let Declaration {
        ident,
        doc,
        attributes,
        body,
        ..
    } = declaration;
    let doc = documentation(doc.as_ref());
    let deprecated = attributes.deprecated.as_ref().map(deprecation);
    let derives = match body {
        Body::Symbols(_) => quote!(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord),
        _ => quote!(Clone, Debug, PartialEq),
    };
    let item = match body {
        Body::Record(fields) => {
            let fields = fields.iter().map(|field| {
                let (ident, ty) = (&field.ident, &field.ty);
                let doc = documentation(field.doc.as_ref());
                let deprecated = field.attributes.deprecated.as_ref().map(deprecation);
                quote!(#doc #deprecated pub #ident: #ty,)
            });
            quote!(pub struct #ident { #(#fields)* })
        }
        Body::Newtype(ty) => quote!(pub struct #ident(pub #ty);),
        Body::Symbols(symbols) => {
            let symbols = symbols.iter().map(|symbol| {
                let ident = &symbol.ident;
                let doc = documentation(symbol.doc.as_ref());
                quote!(#doc #ident,)
            });
            quote!(pub enum #ident { #(#symbols)* })
        }
        Body::Union { variants, .. } => {
            let variants = variants.iter().map(|variant| {
                let ident = &variant.ident;
                match &variant.body {
                    VariantBody::Newtype(ty) => quote!(#ident(#ty),),
                    VariantBody::Unit | VariantBody::Record(_) => quote!(#ident,),
                }
            });
            quote!(pub enum #ident { #(#variants)* })
        }
    };
    quote! {
        #doc
        #deprecated
        #[derive(#derives)]
        #item
    }
}

fn documentation(doc: Option<&Words>) -> Option<TokenStream> {
    let text = &doc?.text;
    Some(quote!(#[doc = #text]))
}

fn deprecation(deprecated: &Deprecated) -> TokenStream {
    let since = deprecated
        .since
        .as_ref()
        .map(|since| format!("since {}", since.text));
    let instead = deprecated
        .replaced_by
        .as_ref()
        .map(|new| format!("use `{}`", new.text));
    let why = deprecated.message.as_ref().map(|why| why.text.clone());
    let note: Vec<String> = [since, instead, why].into_iter().flatten().collect();
    let note = note.join("; ");
    quote!(#[deprecated(note = #note)])
}
