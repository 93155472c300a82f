//! How deep tokens nest. The parser recurses, so it must not see what would exhaust the stack.

use proc_macro2::{Spacing, TokenStream, TokenTree};

/// The deepest nesting that is parsed: of brackets, of generic arguments and of prefixes such as
/// `&`, in all.
const DEEPEST: usize = 64;

/// Whether no part of the tokens nests deeper than is parsed.
pub(super) fn is_shallow(tokens: &TokenStream) -> bool {
    let mut waiting = vec![(tokens.clone(), 0)];
    while let Some((tokens, base)) = waiting.pop() {
        let mut depth: usize = base;
        let mut angles: usize = 0;
        let mut after_arrow = false;
        for token in tokens {
            if depth > DEEPEST {
                return false;
            }
            match token {
                TokenTree::Group(group) => waiting.push((group.stream(), depth + 1)),
                TokenTree::Punct(punct) => {
                    match punct.as_char() {
                        '<' => {
                            angles += 1;
                            depth += 1;
                        }
                        '>' if !after_arrow => angles = angles.saturating_sub(1),
                        '&' | '*' | '!' | '-' => depth += 1,
                        ',' | ';' if angles == 0 => depth = base,
                        _ => {}
                    }
                    after_arrow =
                        matches!(punct.as_char(), '-' | '=') && punct.spacing() == Spacing::Joint;
                    continue;
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) => {}
            }
            after_arrow = false;
        }
        if depth > DEEPEST {
            return false;
        }
    }
    true
}
