//! Mistakes in attributes: all of them, each at its place.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

/// The first and the last token of something in Rust source.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The first token.
    pub start: Span,
    /// The last token.
    pub end: Span,
}

impl Spot {
    /// Where these tokens stand; nowhere in particular if there are none.
    pub fn of(tokens: impl ToTokens) -> Spot {
        let mut spans = tokens.into_token_stream().into_iter().map(|t| t.span());
        let start = spans.next().unwrap_or_else(Span::call_site);
        Spot {
            start,
            end: spans.last().unwrap_or(start),
        }
    }

    /// An error that marks all from the first to the last token.
    pub fn error(self, message: impl std::fmt::Display) -> syn::Error {
        let marks = [self.start, self.end].map(|span| Ident::new("_mark", span));
        let tokens: TokenStream = marks.iter().flat_map(ToTokens::to_token_stream).collect();
        syn::Error::new_spanned(tokens, message)
    }
}

/// A mistake.
#[derive(Debug)]
pub struct Mistake {
    /// What is wrong, and where.
    pub error: syn::Error,
    /// Whether it is a word that the grammar does not have.
    pub is_unknown_word: bool,
}

/// The mistakes found so far. Reading goes on after each.
#[derive(Debug, Default)]
pub struct Mistakes {
    found: Vec<Mistake>,
}

impl Mistakes {
    /// Notes a mistake at these tokens.
    pub fn add(&mut self, at: impl ToTokens, message: impl std::fmt::Display) {
        self.push(Spot::of(at).error(message));
    }

    /// Notes an error of the parser.
    pub fn push(&mut self, error: syn::Error) {
        self.found.push(Mistake {
            error,
            is_unknown_word: false,
        });
    }

    /// The value, or `None` after noting why there is none.
    pub fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Notes a name that is none of those known here.
    pub fn unknown(&mut self, what: &str, text: &str, at: impl ToTokens, known: &[&str]) {
        let nearest = known
            .iter()
            .map(|known| (strsim::osa_distance(text, known), known))
            .min()
            .filter(|(distance, known)| *distance <= 1 + known.len() / 4);
        let help = match nearest {
            Some((_, nearest)) => format!("did you mean `{nearest}`?"),
            None => format!("there are {}", list(known)),
        };
        self.found.push(Mistake {
            error: Spot::of(at).error(format!("unknown {what} `{text}`: {help}")),
            is_unknown_word: true,
        });
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order found.
    pub fn into_found(self) -> Vec<Mistake> {
        self.found
    }

    /// All of them as code that does not compile.
    pub fn to_compile_errors(&self) -> TokenStream {
        let errors = self.found.iter();
        errors
            .map(|mistake| mistake.error.to_compile_error())
            .collect()
    }
}

fn list(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "none".to_owned(),
    }
}
