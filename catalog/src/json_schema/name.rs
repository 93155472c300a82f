//! Names for what JSON Schema leaves nameless.

use factum_contract::document::Node;
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};

use crate::library::{Library, uri};

/// Steps of a pointer that name a place, not what stands there.
const PLACES: [&str; 8] = [
    "schema",
    "payload",
    "items",
    "headers",
    "allOf",
    "oneOf",
    "anyOf",
    "additionalProperties",
];

/// The name under which a reference finds its target: the last step of its pointer, or the file.
pub(crate) fn of_reference<'a>(
    reference: &Node,
    target: &'a Node,
    library: &Library<'a>,
) -> Option<Spanned<Text>> {
    let (location, fragment) = uri::split_fragment(reference.text()?);
    let fragment = uri::decode(fragment.unwrap_or_default());
    let step = uri::unescape(fragment.rsplit('/').next().unwrap_or_default());
    let says_something = !step.is_empty()
        && !PLACES.contains(&&*step)
        && !step.bytes().all(|byte| byte.is_ascii_digit());
    if says_something {
        let place = library
            .key_of(reference)
            .map_or(head(target), |key| key.key_span);
        return Some(Spanned::new(step.into(), place));
    }
    of_title(Some(target)).or_else(|| {
        let path = if location.is_empty() {
            library.path(target.span.file)
        } else {
            location
        };
        (step.is_empty() || fragment.is_empty())
            .then(|| Spanned::new(of_path(path).into(), head(target)))
            .filter(|name: &Spanned<Text>| !name.value.is_empty())
    })
}

/// The first key of a mapping, to point at what has no name of its own.
pub(crate) fn head(node: &Node) -> Span {
    node.as_map()
        .and_then(|entries| entries.first())
        .map_or(node.span, |entry| entry.key_span)
}

/// The `title`, if it is a name and no sentence.
pub(crate) fn of_title(node: Option<&Node>) -> Option<Spanned<Text>> {
    let title = node?.get("title")?;
    let text = title.as_str()?.trim();
    is_name(text).then(|| Spanned::new(text.into(), title.span))
}

/// Whether a text is one word that may name something.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))
}

/// A file's name without extension; that of the folder, if the file's is only a version.
pub(crate) fn of_path(path: &str) -> &str {
    let mut steps = path.rsplit('/').filter(|step| !step.is_empty());
    let file = steps.next().unwrap_or_default();
    let stem = stem(file);
    let only_place = version(stem).is_some()
        || matches!(stem, "current" | "latest" | "schema" | "index" | "event");
    match steps.find(|step| version(step).is_none()) {
        Some(folder) if only_place && !matches!(folder, "." | "..") => folder,
        _ => stem,
    }
}

/// A file's name without `.json`, `.schema.json`, `.struct.json`, `.yaml`, ….
pub(crate) fn stem(file: &str) -> &str {
    let known = [
        ".json",
        ".yaml",
        ".yml",
        ".avsc",
        ".schema",
        ".jsonschema",
        ".struct",
    ];
    let mut stem = file;
    while let Some(shorter) = known.iter().find_map(|it| stem.strip_suffix(it)) {
        stem = shorter;
    }
    stem
}

/// The text, if it is a version: `1.2.0`, `v2`, `3`.
pub(crate) fn version(text: &str) -> Option<&str> {
    let digits = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let is_version = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits
            .split(['.', '-', '_'])
            .next()
            .is_some_and(|major| major.bytes().all(|byte| byte.is_ascii_digit()))
        && digits
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        && digits.len() <= 24;
    is_version.then_some(text)
}

/// `order-lines` as `OrderLines`.
pub(crate) fn pascal(name: &str) -> String {
    let mut pascal = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            pascal.extend(first.to_uppercase());
            pascal.push_str(letters.as_str());
        }
    }
    pascal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_named_for_its_version_goes_by_its_folder() {
        for (path, name) in [
            ("schemas/OrderPlaced/1.0.0.json", "OrderPlaced"),
            ("mediawiki/page/delete/current.yaml", "delete"),
            ("order-placed.schema.json", "order-placed"),
            ("orders/v1/order_placed.json", "order_placed"),
            ("orders/v1/2.json", "orders"),
            ("1.json", "1"),
            ("./schema.json", "schema"),
        ] {
            assert_eq!(of_path(path), name);
        }
        assert_eq!(version("v1.2"), Some("v1.2"));
        assert_eq!(version("visit"), None);
    }
}
