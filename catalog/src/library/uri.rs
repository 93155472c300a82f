//! References as text: URI references (RFC 3986) as far as schemas use them, and file paths.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The part before `#` and the fragment after it, if there is a `#`.
pub(crate) fn split_fragment(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((location, fragment)) => (location, Some(fragment)),
        None => (reference, None),
    }
}

/// Whether a reference begins with a scheme, and so does not depend on where it stands.
pub(crate) fn is_absolute(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    })
}

/// What `reference` means where `base` is the place it stands in; both are paths or URLs. Steps up
/// beyond the root of a URL stay at the root; those beyond the beginning of a relative path remain.
pub(crate) fn join(base: &str, reference: &str) -> String {
    if is_absolute(reference) {
        return reference.to_owned();
    }
    let origin = origin(base);
    let path = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        let path = &base[origin.len()..];
        let root = if origin.is_empty() { "" } else { "/" };
        let folder = path.rfind('/').map_or(root, |end| &path[..=end]);
        format!("{folder}{reference}")
    };
    format!("{origin}{}", normalize(&path))
}

/// The scheme and the authority of a URL; empty for a path.
fn origin(base: &str) -> &str {
    if !is_absolute(base) {
        return "";
    }
    let after_scheme = base.find(':').map_or(0, |colon| colon + 1);
    let authority = if base[after_scheme..].starts_with("//") {
        after_scheme + 2
    } else {
        after_scheme
    };
    let end = base[authority..]
        .find('/')
        .map_or(base.len(), |slash| authority + slash);
    &base[..end]
}

/// Takes `.`, `..` and empty steps out of a path.
pub(crate) fn normalize(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            ".." if rooted => {}
            step => steps.push(step),
        }
    }
    let steps = steps.join("/");
    if rooted { format!("/{steps}") } else { steps }
}

/// How to reach the file `target` from the file `from`: `../common/messages.yaml`.
pub(crate) fn relative(from: &str, target: &str) -> String {
    let mut from_steps: Vec<&str> = from.split('/').collect();
    from_steps.pop();
    let target_steps: Vec<&str> = target.split('/').collect();
    let shared = from_steps
        .iter()
        .zip(&target_steps[..target_steps.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let up = from_steps.len() - shared;
    let prefix = if up == 0 {
        "./".to_owned()
    } else {
        "../".repeat(up)
    };
    format!("{prefix}{}", target_steps[shared..].join("/"))
}

/// The folder that all files are in.
pub(crate) fn common_folder<'a>(paths: impl Iterator<Item = &'a str>) -> &'a str {
    let folder = |path: &'a str| path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut folders = paths.map(folder);
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |mut common, other| {
        while !common.is_empty()
            && !other
                .strip_prefix(common)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        {
            common = folder(common);
        }
        common
    })
}

/// Replaces `%41` by `A`. What is no UTF-8 afterwards is left as it was.
pub(crate) fn decode(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// What a fragment cannot hold (RFC 3986, section 3.5).
const NOT_IN_FRAGMENT: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'?');

/// Replaces what a fragment cannot hold by `%20` and the like.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, &NOT_IN_FRAGMENT).to_string()
}

/// One step of a JSON pointer, read.
pub(crate) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// One step of a JSON pointer, to be written in a fragment.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_joined_as_rfc_3986_has_it() {
        for (base, reference, joined) in [
            ("a/b/c.yaml", "../d.yaml", "a/d.yaml"),
            ("a.yaml", "./d.yaml", "d.yaml"),
            ("a.yaml", "../../d.yaml", "../../d.yaml"),
            ("../x/a.yaml", "../y/d.yaml", "../y/d.yaml"),
            (
                "https://e.com/a/b.json",
                "../c.json",
                "https://e.com/c.json",
            ),
            (
                "https://e.com/a/b.json",
                "../../../c.json",
                "https://e.com/c.json",
            ),
            ("https://e.com/a/b.json", "/c.json", "https://e.com/c.json"),
            ("https://e.com", "c.json", "https://e.com/c.json"),
            ("/a/b/1.0.0", "../c/2.0.0", "/a/c/2.0.0"),
            ("a.yaml", "urn:x:y", "urn:x:y"),
        ] {
            assert_eq!(join(base, reference), joined, "{base} {reference}");
        }
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(decode("a%20b%7E1c%"), "a b~1c%");
        assert_eq!(decode("%+1"), "%+1");
        assert_eq!(decode("%ff"), "%ff");
        assert_eq!(encode("a b/ü"), "a%20b/%C3%BC");
        assert_eq!(unescape("a~1b~01"), "a/b~1");
        assert_eq!(relative("a/b/c.yaml", "a/d/e.yaml"), "../d/e.yaml");
        assert_eq!(relative("a/c.yaml", "a/e.yaml"), "./e.yaml");
    }
}
