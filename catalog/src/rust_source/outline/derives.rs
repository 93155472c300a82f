//! Which derives are those of factum: other crates have one called `Event` as well.

use factum_attributes::{Role, split};
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;

use super::attributes::arguments_of;
use super::{Item, Scope};

/// The derives of factum.
pub(in crate::rust_source) const DERIVED: [&str; 3] = ["Event", "Payload", "EventSet"];

/// How many imports may lead to each other.
const MOST_STEPS: usize = 8;

/// What is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derived {
    /// The contract of a type.
    Contract(Role),
    /// A set of events.
    Set,
}

/// What a derive is, as far as its file tells.
pub(super) enum Origin {
    /// One of factum.
    Factum(Derived),
    /// One of factum, if this path leads to it through other files.
    Elsewhere(Derived, Vec<String>),
    /// None of factum.
    Other,
}

/// Whether a path leads into factum.
pub(in crate::rust_source) fn is_factum(path: &[String]) -> bool {
    path.iter()
        .find(|name| !name.is_empty())
        .is_some_and(|root| root == "factum")
}

/// Whether a path leads to one of the derives of factum.
pub(in crate::rust_source) fn is_of_factum(path: &[String]) -> bool {
    let name = path.last().map_or("", String::as_str);
    is_factum(path) && DERIVED.contains(&name)
}

/// The paths in `derive(…)`; nothing for another attribute.
pub(super) fn paths(attribute: &TokenStream) -> Vec<Vec<String>> {
    let list = arguments_of(attribute, "derive").unwrap_or_default();
    split(list).into_iter().map(path).collect()
}

fn path(tokens: TokenStream) -> Vec<String> {
    let mut path = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) => path.push(name.unraw().to_string()),
            TokenTree::Punct(_) if path.is_empty() => path.push(String::new()),
            _ => {}
        }
    }
    path
}

/// What a derive in a scope is. `speaks` says whether the type has attributes in the words of
/// factum, which tells where the file alone does not: the derive may come through another crate.
pub(super) fn origin(path: &[String], at: usize, scopes: &[Scope], speaks: bool) -> Origin {
    let (path, imported) = expand(path.to_vec(), at, scopes);
    let derived = match path.last().map(String::as_str) {
        Some("Event") => Derived::Contract(Role::Event),
        Some("Payload") => Derived::Contract(Role::Payload),
        Some("EventSet") => Derived::Set,
        _ => return Origin::Other,
    };
    if is_of_factum(&path) || speaks {
        return Origin::Factum(derived);
    }
    let is_local = |path: &[String]| {
        let root = path.first().map_or("", String::as_str);
        let is_module = |scope: usize| matches!(scopes[scope].items.get(root), Some(Item::Module));
        matches!(root, "crate" | "self" | "super") || enclosing(at, scopes).any(is_module)
    };
    if is_local(&path) {
        return Origin::Elsewhere(derived, path);
    }
    if path.len() > 1 || imported {
        return Origin::Other;
    }
    let globs = || enclosing(at, scopes).flat_map(|scope| &scopes[scope].globs);
    if globs().any(|glob| is_factum(glob)) {
        Origin::Factum(derived)
    } else if globs().any(|glob| is_local(glob)) {
        Origin::Elsewhere(derived, path)
    } else {
        Origin::Other
    }
}

/// The path with its first name replaced by what is imported under it, and whether it was.
fn expand(mut path: Vec<String>, at: usize, scopes: &[Scope]) -> (Vec<String>, bool) {
    let mut imported = false;
    for _ in 0..MOST_STEPS {
        let Some(first) = path.first() else { break };
        let items = enclosing(at, scopes).map(|scope| &scopes[scope].items);
        let found = items.filter_map(|items| items.get(first)).next();
        let Some(Item::Import(target)) = found else {
            break;
        };
        let whole = [target.as_slice(), &path[1..]].concat();
        imported = true;
        if whole == path {
            break;
        }
        path = whole;
    }
    (path, imported)
}

/// The scope and the blocks around it, up to the module.
pub(in crate::rust_source) fn enclosing(
    at: usize,
    scopes: &[Scope],
) -> impl Iterator<Item = usize> {
    let around = |at: &usize| {
        let scope = scopes.get(*at)?;
        scope.parent.filter(|_| scope.module.is_none())
    };
    std::iter::successors(Some(at), around)
}
