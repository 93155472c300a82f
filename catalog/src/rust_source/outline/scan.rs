//! Finds in the tokens of a file what declares types, brings names or opens modules.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{GenericParam, Generics, LitInt};

use factum_attributes::Written;

use super::imports::{self, Import};
use super::place::Source;
use super::{Item, Outline, Scope, attributes, comments, declaration, derives, nesting};

/// A type with a derive that may be one of factum.
pub(super) struct Candidate {
    /// The scope that it stands in.
    pub(super) scope: usize,
    /// The name.
    pub(super) name: Ident,
    /// What is derived.
    pub(super) derives: Vec<Vec<String>>,
    /// All of it, from its first attribute to its end.
    pub(super) tokens: TokenStream,
}

/// Reads the tokens of a file.
pub(super) fn scan(source: &Source<'_>, tokens: TokenStream) -> Outline {
    let mut scan = Scan {
        source,
        scopes: vec![Scope {
            module: Some(String::new()),
            ..Scope::default()
        }],
        candidates: Vec::new(),
        waiting: vec![(tokens.clone(), 0)],
    };
    while let Some((tokens, scope)) = scan.waiting.pop() {
        scan.read(&tokens.into_iter().collect::<Vec<_>>(), scope);
    }
    let mut candidates = scan.candidates;
    candidates.sort_by_key(|candidate| source.span(candidate.name.span()).start);
    let mut outline = Outline {
        scopes: scan.scopes,
        ..Outline::default()
    };
    for candidate in candidates {
        declaration::read(source, candidate, &mut outline);
    }
    if outline.derives && source.speaks() {
        outline.comments = comments::read(source, &tokens);
    }
    outline
}

struct Scan<'s> {
    source: &'s Source<'s>,
    scopes: Vec<Scope>,
    candidates: Vec<Candidate>,
    /// What stands in brackets, and the scope of it.
    waiting: Vec<(TokenStream, usize)>,
}

impl Scan<'_> {
    /// Reads what stands side by side in a scope.
    fn read(&mut self, tokens: &[TokenTree], scope: usize) {
        let mut at = 0;
        // Where the attributes begin that belong to what comes next.
        let mut start = None;
        let mut found = Vec::new();
        while let Some(token) = tokens.get(at) {
            let next = tokens.get(at + 1);
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => match next {
                    Some(TokenTree::Group(attribute)) => {
                        start.get_or_insert(at);
                        found.extend(attributes::contents(attribute.stream()));
                        at += 2;
                    }
                    Some(TokenTree::Punct(_)) => {
                        if let Some(TokenTree::Group(inner)) = tokens.get(at + 2)
                            && attributes::is_for_tests(&inner.stream())
                        {
                            return;
                        }
                        at += 3;
                    }
                    _ => at += 1,
                },
                // What a macro makes of its arguments is not known.
                TokenTree::Punct(punct) if punct.as_char() == '!' => {
                    at += 1 + arguments_of_macro(&tokens[..at], &tokens[at + 1..]);
                }
                TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => {
                    (start, found) = (None, Vec::new());
                    at += 1;
                }
                TokenTree::Group(group) => {
                    if !found.iter().any(attributes::is_for_tests) {
                        self.open_block(group, scope);
                    }
                    if group.delimiter() == Delimiter::Brace {
                        (start, found) = (None, Vec::new());
                    }
                    at += 1;
                }
                TokenTree::Ident(word) => {
                    let rest = &tokens[at + 1..];
                    let length = match next {
                        Some(TokenTree::Ident(name))
                            if is_any(word, &["struct", "enum", "union"]) =>
                        {
                            let length = end_of_type(rest);
                            let whole = &tokens[start.unwrap_or(at)..=at + length];
                            self.declare(name, &found, whole, scope);
                            length
                        }
                        Some(TokenTree::Ident(name)) if word == "mod" => {
                            self.open_module(name, rest.get(1), &found, scope)
                        }
                        Some(TokenTree::Ident(_)) if word == "type" => {
                            let length = end_of_statement(rest);
                            self.alias(rest[..length].iter().cloned().collect(), scope);
                            length
                        }
                        Some(TokenTree::Ident(name)) if word == "const" => {
                            self.constant(name, &rest[..end_of_statement(rest)], scope);
                            0
                        }
                        // `use<'a>` is a bound.
                        Some(TokenTree::Punct(angle)) if angle.as_char() == '<' => 0,
                        _ if word == "use" => {
                            let length = end_of_statement(rest);
                            self.import(rest[..length].iter().cloned().collect(), scope);
                            length
                        }
                        _ => 0,
                    };
                    if length > 0 {
                        (start, found) = (None, Vec::new());
                    }
                    at += 1 + length;
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
            }
        }
    }

    fn name(&mut self, scope: usize, name: String, item: Item) {
        self.scopes[scope].items.entry(name).or_insert(item);
    }

    fn declare(&mut self, name: &Ident, found: &[TokenStream], whole: &[TokenTree], scope: usize) {
        if found.iter().any(attributes::is_for_tests) {
            return;
        }
        self.name(scope, name.unraw().to_string(), Item::Plain);
        let derives: Vec<_> = found.iter().flat_map(derives::paths).collect();
        if !derives.is_empty() {
            self.candidates.push(Candidate {
                scope,
                name: name.clone(),
                derives,
                tokens: whole.iter().cloned().collect(),
            });
        }
    }

    /// Opens a module, if it has its body here. How many tokens it takes behind `mod`.
    fn open_module(
        &mut self,
        name: &Ident,
        body: Option<&TokenTree>,
        found: &[TokenStream],
        scope: usize,
    ) -> usize {
        self.name(scope, name.unraw().to_string(), Item::Module);
        let Some(TokenTree::Group(body)) = body else {
            return 1;
        };
        if !found.iter().any(attributes::is_for_tests) {
            let around = derives::enclosing(scope, &self.scopes)
                .find_map(|scope| self.scopes[scope].module.as_deref());
            let module = format!("{}/{}", around.unwrap_or_default(), name.unraw());
            self.open(body.stream(), scope, Some(module));
        }
        2
    }

    /// Opens what stands in brackets, if something may be derived there.
    fn open_block(&mut self, group: &Group, scope: usize) {
        let text = self.source.slice(self.source.span(group.span()));
        if text.contains("derive") {
            self.open(group.stream(), scope, None);
        }
    }

    fn open(&mut self, tokens: TokenStream, parent: usize, module: Option<String>) {
        self.scopes.push(Scope {
            parent: Some(parent),
            module,
            ..Scope::default()
        });
        self.waiting.push((tokens, self.scopes.len() - 1));
    }

    fn import(&mut self, tokens: TokenStream, scope: usize) {
        for import in imports::read(tokens) {
            match import {
                Import::Name(name, path) => self.name(scope, name, Item::Import(path)),
                Import::Glob(path) => self.scopes[scope].globs.push(path),
            }
        }
    }

    /// `Name<T> = Type`. What is none is the compiler's to complain of.
    fn alias(&mut self, tokens: TokenStream, scope: usize) {
        let read = |input: ParseStream| {
            let name: Ident = input.parse()?;
            let generics: Generics = input.parse()?;
            let _ = input.parse::<Option<syn::WhereClause>>()?;
            input.parse::<syn::Token![=]>()?;
            Ok((name, generics, input.parse::<syn::Type>()?))
        };
        if !nesting::is_shallow(&tokens) {
            return;
        }
        if let Ok((name, generics, ty)) = read.parse2(tokens) {
            let parameters = generics
                .params
                .iter()
                .filter_map(|parameter| match parameter {
                    GenericParam::Type(ty) => Some(ty.ident.to_string()),
                    GenericParam::Const(number) => Some(number.ident.to_string()),
                    GenericParam::Lifetime(_) => None,
                });
            let item = Item::Alias {
                parameters: parameters.collect(),
                target: Written::of(&ty),
            };
            self.name(scope, name.unraw().to_string(), item);
        }
    }

    /// `NAME: u32 = 12`, as arrays and decimals have them for their sizes.
    fn constant(&mut self, name: &Ident, tokens: &[TokenTree], scope: usize) {
        if let [.., TokenTree::Punct(equals), TokenTree::Literal(number)] = tokens
            && equals.as_char() == '='
            && let Ok(number) = LitInt::parse.parse2(TokenTree::Literal(number.clone()).into())
            && let Ok(number) = number.base10_parse()
        {
            self.name(scope, name.to_string(), Item::Number(number));
        }
    }
}

fn is_any(word: &Ident, words: &[&str]) -> bool {
    words.iter().any(|known| word == known)
}

/// How many tokens behind a `!` a macro is called with, or defined by.
fn arguments_of_macro(before: &[TokenTree], behind: &[TokenTree]) -> usize {
    match (before.last(), behind) {
        (Some(TokenTree::Ident(name)), [TokenTree::Ident(_), TokenTree::Group(_), ..])
            if name == "macro_rules" =>
        {
            2
        }
        (Some(TokenTree::Ident(_)), [TokenTree::Group(_), ..]) => 1,
        _ => 0,
    }
}

/// How many tokens there are before the next semicolon.
fn end_of_statement(tokens: &[TokenTree]) -> usize {
    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(end) if end.as_char() == ';');
    tokens.iter().position(is_end).unwrap_or(tokens.len())
}

/// How many tokens a type has behind the word that declares it: up to its body, or to a semicolon.
fn end_of_type(tokens: &[TokenTree]) -> usize {
    let mut angles: usize = 0;
    let mut after_arrow = false;
    for (at, token) in tokens.iter().enumerate() {
        let mut is_arrow = false;
        match token {
            TokenTree::Group(body) if body.delimiter() == Delimiter::Brace && angles == 0 => {
                return at + 1;
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                ';' if angles == 0 => return at + 1,
                '<' => angles += 1,
                '>' if !after_arrow => angles = angles.saturating_sub(1),
                '-' => is_arrow = true,
                _ => {}
            },
            _ => {}
        }
        after_arrow = is_arrow;
    }
    tokens.len()
}
