//! Text and literals as they stand in attributes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, UnOp};

use crate::items::split;

/// A text with its place: a string, a name or a number.
#[derive(Clone, Debug)]
pub struct Words {
    /// The text.
    pub text: String,
    /// The tokens that say it.
    pub tokens: TokenStream,
}

impl Parse for Words {
    fn parse(input: ParseStream) -> syn::Result<Words> {
        let ahead = input.fork();
        let text = if input.peek(LitStr) {
            ahead.parse::<LitStr>()?.value()
        } else if input.peek(syn::LitInt) {
            ahead.parse::<syn::LitInt>()?.base10_digits().to_owned()
        } else {
            ahead.call(syn::Ident::parse_any)?.unraw().to_string()
        };
        Ok(Words {
            text,
            tokens: input.parse()?,
        })
    }
}

impl From<&LitStr> for Words {
    fn from(literal: &LitStr) -> Words {
        Words {
            text: literal.value(),
            tokens: literal.to_token_stream(),
        }
    }
}

impl ToTokens for Words {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// The documentation comments, as one text.
pub(crate) fn documentation(attributes: &[Attribute]) -> Option<Words> {
    let mut text = String::new();
    let mut tokens = TokenStream::new();
    for attribute in attributes {
        let Meta::NameValue(value) = &attribute.meta else {
            continue;
        };
        if let (
            true,
            Expr::Lit(ExprLit {
                lit: Lit::Str(line),
                ..
            }),
        ) = (value.path.is_ident("doc"), &value.value)
        {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line.value().trim());
            line.to_tokens(&mut tokens);
        }
    }
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(Words { text, tokens })
}

/// A literal of Rust as JSON: numbers, strings, truth values, `None`, `[…]` and `{}`.
pub(crate) fn json(tokens: &TokenStream) -> Option<String> {
    let mut trees = tokens.clone().into_iter();
    if let (Some(TokenTree::Group(group)), None) = (trees.next(), trees.next()) {
        let items = split(group.stream());
        match group.delimiter() {
            // What a macro has passed on.
            Delimiter::None => return json(&group.stream()),
            Delimiter::Brace if items.is_empty() => return Some("{}".to_owned()),
            Delimiter::Bracket => {
                let items: Option<Vec<_>> = items.iter().map(json).collect();
                return Some(format!("[{}]", items?.join(",")));
            }
            _ => return None,
        }
    }
    of_expression(&syn::parse2(tokens.clone()).ok()?)
}

fn of_expression(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Group(inner) => of_expression(&inner.expr),
        Expr::Lit(literal) => of_literal(&literal.lit),
        Expr::Unary(negative) if matches!(negative.op, UnOp::Neg(_)) => {
            let number = of_expression(&negative.expr)?;
            number
                .starts_with(|c: char| c.is_ascii_digit())
                .then(|| format!("-{number}"))
        }
        Expr::Path(path) if path.path.is_ident("None") => Some("null".to_owned()),
        _ => None,
    }
}

fn of_literal(literal: &Lit) -> Option<String> {
    match literal {
        Lit::Str(text) => Some(quoted(&text.value())),
        Lit::Bool(truth) => Some(truth.value.to_string()),
        Lit::Int(number) => Some(number.base10_digits().to_owned()),
        Lit::Float(number) => Some(number.base10_digits().to_owned()),
        _ => None,
    }
}

/// Text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c < ' ' => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}
