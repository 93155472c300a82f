//! Attributes as the compiler sees them: `cfg_attr` stands for what is in it.

use factum_attributes::{Spot, split};
use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::{Attribute, Data, DeriveInput, Fields};

/// How deep `cfg_attr` may stand in `cfg_attr`.
const DEEPEST: usize = 8;

/// What stands between the brackets of an attribute: several things for a `cfg_attr`. Which
/// features are on is not known, so all of them are taken to be.
pub(super) fn contents(attribute: TokenStream) -> Vec<TokenStream> {
    let mut waiting = vec![(attribute, 0)];
    let mut found = Vec::new();
    while let Some((content, depth)) = waiting.pop() {
        match arguments_of(&content, "cfg_attr") {
            Some(arguments) if depth < DEEPEST => {
                let attributes = split(arguments).into_iter().skip(1);
                waiting.extend(attributes.rev().map(|content| (content, depth + 1)));
            }
            _ => found.push(content),
        }
    }
    found
}

/// What stands between the parentheses of `name(…)`.
pub(super) fn arguments_of(content: &TokenStream, name: &str) -> Option<TokenStream> {
    let mut tokens = content.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(ident)), Some(TokenTree::Group(group))) if ident == name => {
            Some(group.stream())
        }
        _ => None,
    }
}

/// Whether an attribute is there for tests only: `#[cfg(test)]`, `#[test]`, `#[tokio::test]`.
pub(super) fn is_for_tests(attribute: &TokenStream) -> bool {
    let is_test = |tokens: &TokenStream| {
        let names = tokens.clone().into_iter().filter_map(|token| match token {
            TokenTree::Ident(name) => Some(name),
            _ => None,
        });
        names.last().is_some_and(|name| name == "test")
    };
    match arguments_of(attribute, "cfg") {
        Some(condition) => match arguments_of(&condition, "all") {
            Some(all) => split(all).iter().any(is_test),
            None => is_test(&condition),
        },
        None => is_test(attribute),
    }
}

/// Puts the attributes of a type and of all in it as the compiler sees them.
pub(super) fn expand_all(input: &mut DeriveInput) {
    expand(&mut input.attrs);
    match &mut input.data {
        Data::Struct(data) => expand_fields(&mut data.fields),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                expand(&mut variant.attrs);
                expand_fields(&mut variant.fields);
            }
        }
        Data::Union(_) => {}
    }
}

fn expand_fields(fields: &mut Fields) {
    for field in fields.iter_mut() {
        expand(&mut field.attrs);
    }
}

fn expand(attributes: &mut Vec<Attribute>) {
    let is_conditional = |attribute: &Attribute| attribute.path().is_ident("cfg_attr");
    if !attributes.iter().any(is_conditional) {
        return;
    }
    for attribute in std::mem::take(attributes) {
        let list = match attribute.meta.require_list() {
            Ok(list) if is_conditional(&attribute) => list,
            _ => {
                attributes.push(attribute);
                continue;
            }
        };
        for content in split(list.tokens.clone())
            .into_iter()
            .skip(1)
            .flat_map(contents)
        {
            let mut bracket = Group::new(Delimiter::Bracket, content);
            bracket.set_span(Spot::of(&attribute).end);
            let mut pound = Punct::new('#', Spacing::Alone);
            pound.set_span(attribute.pound_token.span);
            let tokens = [TokenTree::Punct(pound), TokenTree::Group(bracket)];
            // What is no attribute does not compile either, and the compiler says so better.
            if let Ok(read) = Attribute::parse_outer.parse2(tokens.into_iter().collect()) {
                attributes.extend(read);
            }
        }
    }
}
