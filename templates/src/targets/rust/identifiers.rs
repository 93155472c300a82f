//! Names as Rust has them.

use std::collections::HashSet;

/// Words that are no identifiers, in any edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];
/// Keywords that cannot even be written raw.
const PATH_WORDS: [&str; 4] = ["crate", "self", "super", "Self"];

/// Names that generated code uses, and that no item of its own may hide.
pub(super) const USED_TYPES: [&str; 9] = [
    "BTreeMap",
    "Box",
    "Default",
    "Deserialize",
    "From",
    "Option",
    "Serialize",
    "String",
    "Vec",
];

/// A name that was free, or was made so.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which these names are taken.
    pub fn new(taken: &[&str]) -> Scope {
        Scope {
            taken: taken.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// The first free one of `name`, `name` with the suffix, and that numbered from 2.
    pub fn take(&mut self, name: &str, suffix: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}{suffix}{number}"));
        let own = [name.to_owned(), format!("{name}{suffix}")];
        for candidate in own.into_iter().chain(numbered) {
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
        name.to_owned()
    }
}

/// `order_placed`, `orderPlaced` and `order-placed` as `OrderPlaced`; a name that shouts is a
/// constant's, so `OUT_OF_STOCK` is `OutOfStock`.
pub fn pascal(name: &str) -> String {
    let is_lower = |c: char| c.is_ascii_lowercase();
    let letters = name.chars().filter(char::is_ascii_alphabetic).count();
    let shouts = letters > 3 && !name.contains(is_lower);
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut chars = word.chars();
        out.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        match shouts {
            true => out.push_str(&chars.as_str().to_ascii_lowercase()),
            false => out.push_str(chars.as_str()),
        }
    }
    begin_right(out, "Item")
}

/// `OrderPlaced`, `orderPlaced` and `order-placed` as `order_placed`; `HTTPCode` as `http_code`.
pub fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let chars: Vec<char> = name.chars().collect();
    for (index, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            if !out.is_empty() && !out.ends_with('_') {
                out.push('_');
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| chars.get(before));
        let after = chars.get(index + 1);
        let is_new_word = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase()
                        && after.is_some_and(|after| after.is_ascii_lowercase()))
            });
        if is_new_word && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    let trimmed = out.trim_end_matches('_').len();
    out.truncate(trimmed);
    begin_right(out, "field")
}

fn begin_right(name: String, otherwise: &str) -> String {
    match name.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) if PATH_WORDS.contains(&&*name) => format!("{name}_"),
        Some(_) => name,
    }
}

/// The name as it is written: raw if it is a keyword.
pub fn written(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_every_spelling() {
        for (name, expected) in [
            ("orderId", "order_id"),
            ("OrderID", "order_id"),
            ("HTTPCode", "http_code"),
            ("order-id", "order_id"),
            ("_order__id_", "order_id"),
            ("line2Text", "line2_text"),
            ("2nd", "_2nd"),
            ("日本", "field"),
            ("self", "self_"),
        ] {
            assert_eq!(snake(name), expected, "{name}");
        }
        for (name, expected) in [
            ("order_placed", "OrderPlaced"),
            ("OUT_OF_STOCK", "OutOfStock"),
            ("DHL", "DHL"),
            ("IPv6", "IPv6"),
            ("T12345", "T12345"),
            ("", "Item"),
        ] {
            assert_eq!(pascal(name), expected, "{name}");
        }
    }

    #[test]
    fn a_taken_name_gets_a_suffix_then_a_number() {
        let mut scope = Scope::new(&["Vec"]);
        let mut take = || scope.take("Vec", "Type");
        assert_eq!(
            [take(), take(), take()],
            ["VecType", "VecType2", "VecType3"]
        );
    }
}
