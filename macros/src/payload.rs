//! `impl Payload` and `impl Decode`.

use factum_attributes::{Body, Declaration, Symbol, Variant, VariantBody};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, parse_quote};

use crate::encode::payload_item;
use crate::{about, decode, encode};

/// The parts of the two impls that depend on what the type is made of.
struct Parts {
    kind: TokenStream,
    /// The body of `shape`, where `about` is known.
    shape: TokenStream,
    /// The body of `encode`.
    encode: TokenStream,
    /// The body of `decode`.
    decode: TokenStream,
    /// Further methods of `Payload`.
    of_payload: TokenStream,
    /// Further methods of `Decode`.
    of_decode: TokenStream,
}

/// Both impls. For a type that is not sound they are there, and do nothing.
pub fn implement(declaration: &Declaration, is_sound: bool) -> TokenStream {
    let Parts {
        kind,
        shape,
        encode,
        decode,
        of_payload,
        of_decode,
    } = if is_sound {
        parts(declaration)
    } else {
        unsound()
    };
    let ident = &declaration.ident;
    let (_, arguments, _) = declaration.generics.split_for_impl();
    let written = written(&declaration.generics);
    let (parameters, _, bounds) = written.split_for_impl();
    let read = decode_generics(&declaration.generics);
    let (decode_parameters, _, decode_bounds) = read.split_for_impl();
    let about = is_sound.then(|| {
        let about = about::of_type(declaration);
        quote!(let about = #about;)
    });
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #parameters ::factum::derived::Payload for #ident #arguments #bounds {
            const KIND: ::factum::derived::Kind = #kind;

            fn shape(shapes: &mut ::factum::derived::Shapes) -> ::factum::derived::Type {
                #about
                #shape
            }

            #[inline]
            fn encode<'__b>(&self, out: ::factum::derived::Writer<'__b>) -> ::factum::derived::Written<'__b> {
                #encode
            }

            #of_payload
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #decode_parameters ::factum::derived::Decode<'__de> for #ident #arguments #decode_bounds {
            #[inline]
            fn decode<__S: ::factum::derived::Source<'__de>>(
                source: &mut __S,
            ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                #decode
            }

            #of_decode
        }
    }
}

fn parts(declaration: &Declaration) -> Parts {
    match &declaration.body {
        Body::Record(fields) => {
            let abouts = about::of_fields(fields);
            Parts {
                kind: defined(declaration),
                shape: quote!(shapes.record(&about, &[#abouts])),
                encode: encode::fields(fields, |field| {
                    let ident = &field.ident;
                    quote_spanned!(field.ty.span()=> &self.#ident)
                }),
                decode: decode::record(&quote!(Self), fields),
                of_payload: TokenStream::new(),
                of_decode: TokenStream::new(),
            }
        }
        Body::Newtype(ty) => newtype(ty),
        Body::Symbols(symbols) => of_symbols(defined(declaration), symbols),
        Body::Union {
            discriminator,
            variants,
        } => {
            let discriminator = about::option(discriminator.as_ref().map(about::text));
            union(&discriminator, variants)
        }
    }
}

/// The kind of a record or an enum. The name of a generic one depends on its arguments.
fn defined(declaration: &Declaration) -> TokenStream {
    let mut parameters = declaration.generics.params.iter();
    if parameters.any(|it| !matches!(it, GenericParam::Lifetime(_))) {
        return quote!(::factum::derived::Kind::Named);
    }
    let name = declaration.ident.to_string();
    quote! {
        ::factum::derived::Kind::Defined(::core::concat!(::core::module_path!(), "::", #name))
    }
}

fn newtype(ty: &syn::Type) -> Parts {
    let shape = payload_item(ty, "shape");
    let span = ty.span();
    let encode = payload_item(ty, "encode");
    let encode_branch = payload_item(ty, "encode_branch");
    let as_key = payload_item(ty, "as_key");
    Parts {
        kind: payload_item(ty, "KIND"),
        shape: quote!(shapes.alias(&about, #shape)),
        encode: quote!(#encode(&self.0, out)),
        decode: quote_spanned! {span=>
            <#ty as ::factum::derived::Decode<'__de>>::decode(source).map(Self)
        },
        of_payload: quote_spanned! {span=>
            #[inline]
            fn encode_branch<'__b>(
                &self,
                first: ::core::primitive::u32,
                out: ::factum::derived::Writer<'__b>,
            ) -> ::factum::derived::Written<'__b> {
                #encode_branch(&self.0, first, out)
            }

            fn as_key(&self) -> ::core::option::Option<::std::borrow::Cow<'_, ::core::primitive::str>> {
                #as_key(&self.0)
            }
        },
        of_decode: quote_spanned! {span=>
            #[inline]
            fn decode_branch<__S: ::factum::derived::Source<'__de>>(
                branch: ::core::primitive::u32,
                source: &mut __S,
            ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                <#ty as ::factum::derived::Decode<'__de>>::decode_branch(branch, source).map(Self)
            }
        },
    }
}

fn of_symbols(kind: TokenStream, symbols: &[Symbol]) -> Parts {
    let named = symbols.iter().map(|symbol| {
        let name = &symbol.name.text;
        let doc = about::option(symbol.doc.as_ref().map(about::text));
        quote!((#name, #doc))
    });
    let default = symbols.iter().find(|symbol| symbol.is_default);
    let default = about::option(default.map(|symbol| {
        let name = &symbol.name.text;
        quote!(#name)
    }));
    Parts {
        kind,
        shape: quote!(shapes.symbols(&about, &[#(#named),*], #default)),
        encode: encode::symbols(symbols),
        decode: decode::symbols(symbols),
        of_payload: TokenStream::new(),
        of_decode: TokenStream::new(),
    }
}

fn union(discriminator: &TokenStream, variants: &[Variant]) -> Parts {
    let branches = variants.iter().map(|variant| {
        let name = &variant.name.text;
        let doc = about::option(variant.doc.as_ref().map(about::text));
        let fields = match &variant.body {
            VariantBody::Newtype(ty) => {
                let shape = payload_item(ty, "shape");
                return quote!(::factum::derived::Branch::Type(#shape));
            }
            VariantBody::Unit => TokenStream::new(),
            VariantBody::Record(fields) => about::of_fields(fields),
        };
        quote!(::factum::derived::Branch::Record(#name, #doc, &[#fields]))
    });
    // The others are records of their own.
    let kinds = variants.iter().filter_map(|variant| match &variant.body {
        VariantBody::Newtype(ty) => Some(payload_item(ty, "KIND")),
        VariantBody::Unit | VariantBody::Record(_) => None,
    });
    let (encode, decode) = (encode::union(variants), decode::union(variants));
    Parts {
        kind: quote!({
            ::core::assert!(
                ::factum::derived::Kind::distinct(&[#(#kinds),*]),
                "Avro cannot tell the variants of this enum apart: each needs a type of its own, \
                 and none of them may be an `Option` or an enum with data"
            );
            ::factum::derived::Kind::Union
        }),
        shape: quote!(shapes.union(&about, #discriminator, &[#(#branches),*])),
        encode: quote!(Self::encode_branch(self, 0, out)),
        decode: quote! {
            let branch = source.branch()?;
            <Self as ::factum::derived::Decode<'__de>>::decode_branch(branch, source)
        },
        of_payload: quote! {
            #[inline]
            fn encode_branch<'__b>(
                &self,
                first: ::core::primitive::u32,
                out: ::factum::derived::Writer<'__b>,
            ) -> ::factum::derived::Written<'__b> {
                const { let _ = <Self as ::factum::derived::Payload>::KIND; }
                #encode
            }
        },
        of_decode: quote! {
            #[inline]
            fn decode_branch<__S: ::factum::derived::Source<'__de>>(
                branch: ::core::primitive::u32,
                source: &mut __S,
            ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                #decode
            }
        },
    }
}

/// Stands for what cannot be derived, so that one mistake gives one error. It is never run, as that
/// error stops the build.
fn unsound() -> Parts {
    Parts {
        kind: quote!(::factum::derived::Kind::Named),
        shape: quote!({
            let _ = shapes;
            ::core::unreachable!()
        }),
        encode: quote!({
            let _ = out;
            ::core::unreachable!()
        }),
        decode: quote!({
            let _ = source;
            ::core::unreachable!()
        }),
        of_payload: TokenStream::new(),
        of_decode: TokenStream::new(),
    }
}

/// The generics with this bound on every type parameter.
fn bounded(generics: &Generics, bound: &syn::TypeParamBound) -> Generics {
    let mut generics = generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(bound.clone());
        }
    }
    generics
}

/// The generics of `Payload`.
pub fn written(generics: &Generics) -> Generics {
    bounded(generics, &parse_quote!(::factum::derived::Payload))
}

/// The generics of `Decode<'__de>`.
fn decode_generics(generics: &Generics) -> Generics {
    borrowing(&bounded(
        generics,
        &parse_quote!(::factum::derived::Decode<'__de>),
    ))
}

/// The generics with the lifetime `'__de` of the bytes: what the type borrows, it borrows from them.
pub fn borrowing(generics: &Generics) -> Generics {
    let borrowed = generics.lifetimes().map(|parameter| &parameter.lifetime);
    let lifetime: GenericParam = parse_quote!('__de: #(#borrowed)+*);
    let mut read = generics.clone();
    read.params.insert(0, lifetime);
    read
}
