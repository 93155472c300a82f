//! `use` declarations.

use factum_attributes::split;
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;

/// How deep braces may stand in braces.
const DEEPEST: usize = 32;

/// What a `use` brings.
pub(super) enum Import {
    /// A name, and the path of what it stands for.
    Name(String, Vec<String>),
    /// All names of a module.
    Glob(Vec<String>),
}

/// What the tokens between `use` and `;` bring.
pub(super) fn read(tokens: TokenStream) -> Vec<Import> {
    let mut imports = Vec::new();
    read_trees(tokens, &[], 0, &mut imports);
    imports
}

fn read_trees(tokens: TokenStream, prefix: &[String], depth: usize, imports: &mut Vec<Import>) {
    for tree in split(tokens) {
        read_tree(tree, prefix.to_vec(), depth, imports);
    }
}

fn read_tree(tokens: TokenStream, mut path: Vec<String>, depth: usize, imports: &mut Vec<Import>) {
    let mut tokens = tokens.into_iter();
    let mut alias = None;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "as" => {
                alias = tokens.next().map(|alias| alias.to_string());
            }
            TokenTree::Ident(name) => path.push(name.unraw().to_string()),
            TokenTree::Punct(star) if star.as_char() == '*' => {
                imports.push(Import::Glob(path));
                return;
            }
            // `::a::b` begins with an empty name.
            TokenTree::Punct(_) if path.is_empty() => path.push(String::new()),
            TokenTree::Group(group) => {
                if depth < DEEPEST {
                    read_trees(group.stream(), &path, depth + 1, imports);
                }
                return;
            }
            _ => {}
        }
    }
    // `a::{self}` is `a`.
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    if let Some(name) = alias.or_else(|| path.last().cloned()) {
        imports.push(Import::Name(name, path));
    }
}
