//! Enums as their source declares them.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{DataEnum, DeriveInput, Fields, Type};

use crate::declaration::{
    Body, Role, Symbol, Variant, VariantBody, WireName, only, read_fields, repeated, stands_alone,
};
use crate::event::VariantAttributes;
use crate::literal::documentation;
use crate::mistakes::Mistakes;
use crate::serde::{Place, SerdeMember, SerdeType};
use crate::types;

/// Reads an enum: symbols, unless a variant holds data.
pub(crate) fn read(
    input: &DeriveInput,
    data: &DataEnum,
    role: Role,
    serde: &SerdeType,
    mistakes: &mut Mistakes,
) -> Body {
    if role == Role::Event {
        let message = "an event is a struct with named fields; for one of several events derive \
                       `EventSet`";
        mistakes.add(&input.ident, message);
    }
    if data.variants.is_empty() {
        mistakes.add(&input.ident, "an enum without variants has no values");
    }
    let has_data = data
        .variants
        .iter()
        .any(|v| !matches!(v.fields, Fields::Unit));
    if has_data {
        return union(&input.ident, data, serde, mistakes);
    }
    if let Some(tag) = &serde.tag {
        mistakes.add(tag, "a tag would make objects of these symbols in JSON");
    }
    if serde.untagged {
        mistakes.add(
            &input.ident,
            "symbols cannot be untagged: they would all be null",
        );
    }
    let mut defaults = 0;
    let symbols: Vec<Symbol> = data
        .variants
        .iter()
        .map(|variant| {
            let (name, is_default) = variant_name(variant, serde, mistakes);
            defaults += usize::from(is_default);
            if is_default && defaults > 1 {
                mistakes.add(&variant.ident, "an enum has one default");
            }
            Symbol {
                ident: variant.ident.clone(),
                name,
                doc: documentation(&variant.attrs),
                is_default,
            }
        })
        .collect();
    repeated(symbols.iter().map(|symbol| &symbol.name), mistakes);
    Body::Symbols(symbols)
}

fn union(own: &Ident, data: &DataEnum, serde: &SerdeType, mistakes: &mut Mistakes) -> Body {
    let variants: Vec<Variant> = data
        .variants
        .iter()
        .map(|variant| {
            let (name, is_default) = variant_name(variant, serde, mistakes);
            if is_default {
                let message = "only an enum without data has a default in Avro";
                mistakes.add(&variant.ident, message);
            }
            let body = match (&variant.fields, only(&variant.fields)) {
                (Fields::Unit, _) => VariantBody::Unit,
                (_, Some(inner)) => {
                    stands_alone(own, inner, mistakes);
                    if serde.tag.is_some() {
                        agrees_with_tag(&name, &inner.ty, mistakes);
                    }
                    VariantBody::Newtype(Box::new(inner.ty.clone()))
                }
                (fields, None) => {
                    let own =
                        SerdeMember::read(&variant.attrs, Place::Variant, &mut Mistakes::default());
                    let casing = own.rename_all.or(serde.rename_all_fields);
                    VariantBody::Record(read_fields(fields, casing, mistakes))
                }
            };
            Variant {
                ident: variant.ident.clone(),
                name,
                doc: documentation(&variant.attrs),
                body,
            }
        })
        .collect();
    repeated(variants.iter().map(|variant| &variant.name), mistakes);
    alike(&variants, mistakes);
    Body::Union {
        discriminator: serde.tag.clone(),
        variants,
    }
}

/// Notes variants that hold the same type, which Avro cannot tell apart.
fn alike(variants: &[Variant], mistakes: &mut Mistakes) {
    let mut seen: Vec<(String, &Variant)> = Vec::new();
    for variant in variants {
        let VariantBody::Newtype(inner) = &variant.body else {
            continue;
        };
        let written = inner.to_token_stream().to_string();
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == written) {
            let message = format!(
                "Avro cannot tell this from `{}`, which holds the same type: give one of them \
                 named fields",
                first.ident
            );
            mistakes.add(inner, message);
        }
        seen.push((written, variant));
    }
}

/// The tag holds serde's name of the variant, and the contract expects the name of the type.
fn agrees_with_tag(name: &WireName, inner: &Type, mistakes: &mut Mistakes) {
    let Some(segment) = types::last_segment(inner) else {
        return;
    };
    let ty = segment.ident.to_string();
    if ty != name.text {
        let message = format!(
            "the tag says `{}` in JSON, and the type is called `{ty}`: call both alike",
            name.text
        );
        mistakes.add(&name.tokens, message);
    }
}

fn variant_name(
    variant: &syn::Variant,
    serde_type: &SerdeType,
    mistakes: &mut Mistakes,
) -> (WireName, bool) {
    let attributes = VariantAttributes::read(&variant.attrs, mistakes);
    let serde = SerdeMember::read(&variant.attrs, Place::Variant, mistakes);
    if serde.skip {
        mistakes.add(
            &variant.ident,
            "a skipped variant cannot be written: remove it",
        );
    }
    let name = match attributes.name.or(serde.rename) {
        Some(name) => WireName::from(&name),
        None => {
            let rust = variant.ident.unraw().to_string();
            let casing = serde_type.rename_all;
            WireName {
                text: casing.map_or_else(|| rust.clone(), |casing| casing.of_variant(&rust)),
                tokens: variant.ident.to_token_stream(),
            }
        }
    };
    (name, attributes.default || serde.other)
}
