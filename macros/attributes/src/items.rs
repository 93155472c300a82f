//! The items between the parentheses of an attribute, each read alone, so that a mistake in one
//! hides none in the others.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, LitStr, Meta};

use crate::mistakes::Mistakes;

/// One item: `name`, `name = value` or `name(values)`.
pub(crate) struct Item {
    pub name: Ident,
    pub value: Value,
}

pub(crate) enum Value {
    None,
    Equals(TokenStream),
    List(TokenStream),
}

impl Parse for Item {
    fn parse(input: ParseStream) -> syn::Result<Item> {
        let name = input.call(Ident::parse_any)?;
        let value = if input.peek(syn::Token![=]) {
            input.parse::<syn::Token![=]>()?;
            Value::Equals(input.parse()?)
        } else if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            Value::List(content.parse()?)
        } else {
            Value::None
        };
        if input.is_empty() {
            Ok(Item { name, value })
        } else {
            Err(input.error("expected a comma"))
        }
    }
}

/// The parts of a list that commas separate.
pub fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        if matches!(&token, TokenTree::Punct(comma) if comma.as_char() == ',') {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([token]);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The items of all attributes of this name.
pub(crate) fn items(attributes: &[Attribute], name: &str, mistakes: &mut Mistakes) -> Vec<Item> {
    let mut items = Vec::new();
    for attribute in attributes {
        if !attribute.path().is_ident(name) {
            continue;
        }
        match &attribute.meta {
            Meta::List(list) => {
                let parts = split(list.tokens.clone()).into_iter();
                items.extend(parts.filter_map(|part| mistakes.take(syn::parse2(part))));
            }
            _ => mistakes.add(attribute, format!("write `#[{name}(…)]`")),
        }
    }
    items
}

impl Item {
    /// Whether the item has this name.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The value after `=`.
    pub fn equals<T: Parse>(&self, expected: &str, mistakes: &mut Mistakes) -> Option<T> {
        if let Value::Equals(tokens) = &self.value
            && let Ok(value) = syn::parse2(tokens.clone())
        {
            return Some(value);
        }
        mistakes.add(self, format!("write `{} = {expected}`", self.name));
        None
    }

    /// The text after `=`.
    pub fn text(&self, mistakes: &mut Mistakes) -> Option<LitStr> {
        self.equals("\"…\"", mistakes)
    }

    /// One text after `=`, or several between parentheses.
    pub fn texts(&self, mistakes: &mut Mistakes) -> Vec<LitStr> {
        match &self.value {
            Value::List(list) => split(list.clone())
                .into_iter()
                .filter_map(|part| mistakes.take(syn::parse2(part)))
                .collect(),
            _ => self.text(mistakes).into_iter().collect(),
        }
    }

    /// True for the bare name, else the value after `=`.
    pub fn flag(&self, mistakes: &mut Mistakes) -> Option<bool> {
        match &self.value {
            Value::None => Some(true),
            _ => self
                .equals::<syn::LitBool>("true", mistakes)
                .map(|flag| flag.value),
        }
    }

    /// The items between the parentheses.
    pub fn list(&self, mistakes: &mut Mistakes) -> Vec<Item> {
        let Value::List(list) = &self.value else {
            mistakes.add(self, format!("write `{}(…)`", self.name));
            return Vec::new();
        };
        split(list.clone())
            .into_iter()
            .filter_map(|part| mistakes.take(syn::parse2(part)))
            .collect()
    }
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.name.to_tokens(tokens);
        if let Value::Equals(value) | Value::List(value) = &self.value {
            value.to_tokens(tokens);
        }
    }
}
