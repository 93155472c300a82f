//! Finds what a `$ref` refers to: within the document, or in a document that the caller supplied.

use std::collections::HashMap;
use std::rc::Rc;

use percent_encoding::percent_decode_str;

use super::{Documents, Draft};
use crate::document::{Node, Value};

/// A schema inside a document, with the URI against which its own references resolve.
#[derive(Clone)]
pub(super) struct Located<'a> {
    pub(super) node: &'a Node,
    pub(super) base: Rc<str>,
    pub(super) draft: Draft,
}

/// Why a reference leads nowhere.
pub(super) enum Dangling {
    /// Nobody supplied this document.
    Document(String),
    /// The document has nothing under this fragment.
    Fragment(String),
}

/// Everything that references can reach: the root document and those supplied by URI.
pub(super) struct Resolver<'a> {
    documents: &'a Documents<'a>,
    /// Whole documents and embedded schemas with an identifier, by URI without fragment.
    resources: HashMap<String, Located<'a>>,
    /// Named places, by URI with fragment.
    anchors: HashMap<String, Located<'a>>,
    /// The base of each schema that has an identifier, by its address.
    bases: HashMap<*const Node, Rc<str>>,
    /// The values of the mappings that pointers lead through, by their address.
    mappings: HashMap<*const Node, HashMap<&'a str, &'a Node>>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(documents: &'a Documents<'a>) -> Self {
        Resolver {
            documents,
            resources: HashMap::new(),
            anchors: HashMap::new(),
            bases: HashMap::new(),
            mappings: HashMap::new(),
        }
    }

    /// Makes a document's identifiers and anchors known. `uri` is where the document was found.
    pub(super) fn register(&mut self, uri: &str, node: &'a Node, draft: Draft) -> Located<'a> {
        let root = self.identified(node, &uri.into(), draft);
        self.resources
            .entry(uri.to_owned())
            .or_insert_with(|| root.clone());
        let mut pending = vec![(root.clone(), true)];
        while let Some((place, is_root)) = pending.pop() {
            let place = if is_root {
                place
            } else {
                self.identified(place.node, &place.base, draft)
            };
            match &place.node.value {
                Value::Scalar(_) => {}
                Value::List(items) => {
                    let items = items.iter().filter(|item| item.as_scalar().is_none());
                    pending.extend(items.map(|node| {
                        let base = place.base.clone();
                        (Located { node, base, draft }, false)
                    }));
                }
                Value::Map(entries) => {
                    let literal = ["enum", "const", "default", "examples"];
                    let schemas = (entries.iter())
                        .filter(|entry| entry.value.as_scalar().is_none())
                        .filter(|entry| !literal.contains(&&*entry.key));
                    pending.extend(schemas.map(|entry| {
                        let base = place.base.clone();
                        let node = &entry.value;
                        (Located { node, base, draft }, false)
                    }));
                }
            }
        }
        root
    }

    /// Registers the identifier and anchors of one mapping; the answer has its own base.
    fn identified(&mut self, node: &'a Node, base: &Rc<str>, draft: Draft) -> Located<'a> {
        let mut place = Located {
            node,
            base: base.clone(),
            draft,
        };
        if let Some(id) = identifier(node, draft) {
            let full = resolve(base, id);
            let (uri, fragment) = split_fragment(&full);
            place.base = uri.into();
            self.bases.insert(node, Rc::clone(&place.base));
            if fragment.is_empty() {
                self.resources
                    .entry(uri.to_owned())
                    .or_insert_with(|| place.clone());
            } else {
                self.anchors
                    .entry(full.clone())
                    .or_insert_with(|| place.clone());
            }
        }
        if draft.is_modern() {
            for keyword in ["$anchor", "$dynamicAnchor"] {
                if let Some(name) = node.get(keyword).and_then(Node::as_str) {
                    let uri = format!("{}#{name}", place.base);
                    self.anchors.entry(uri).or_insert_with(|| place.clone());
                }
            }
        }
        place
    }

    /// What `reference`, written in a schema whose base is `base`, refers to.
    pub(super) fn find(
        &mut self,
        base: &str,
        reference: &str,
        draft: Draft,
    ) -> Result<Located<'a>, Dangling> {
        let full = resolve(base, reference);
        let (uri, fragment) = split_fragment(&full);
        let root = match self.resources.get(uri) {
            Some(root) => root.clone(),
            None => {
                let written = split_fragment(reference).0;
                let node = (self.documents.get(uri)).or_else(|| self.documents.get(written));
                let node = node.ok_or_else(|| Dangling::Document(uri.to_owned()))?;
                self.register(uri, node, Draft::of(node).unwrap_or(draft))
            }
        };
        let fragment = decoded(fragment);
        if fragment.is_empty() {
            return Ok(root);
        }
        if fragment.starts_with('/') {
            return self
                .walk(root, &fragment)
                .ok_or(Dangling::Fragment(fragment));
        }
        let anchor = format!("{}#{fragment}", root.base);
        let place = self
            .anchors
            .get(&anchor)
            .or_else(|| self.anchors.get(&full));
        place.cloned().ok_or(Dangling::Fragment(fragment))
    }

    /// The place at a JSON pointer, keeping track of the identifiers on the way.
    fn walk(&mut self, root: Located<'a>, pointer: &str) -> Option<Located<'a>> {
        let mut place = root;
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            let node = match &place.node.value {
                Value::List(items) => items.get(token.parse::<usize>().ok()?)?,
                Value::Map(entries) => {
                    let values = self.mappings.entry(place.node).or_insert_with(|| {
                        let entries = entries.iter();
                        entries.map(|entry| (&*entry.key, &entry.value)).collect()
                    });
                    *values.get(&*token)?
                }
                Value::Scalar(_) => return None,
            };
            place.node = node;
            self.enter(&mut place);
        }
        Some(place)
    }

    /// Gives a place the base that its own identifier sets, if it has one.
    pub(super) fn enter(&self, place: &mut Located<'a>) {
        if let Some(base) = self.bases.get(&std::ptr::from_ref(place.node)) {
            place.base = Rc::clone(base);
        }
    }
}

/// The identifier of a schema. Beside a `$ref`, drafts 4 to 7 have none.
fn identifier(node: &Node, draft: Draft) -> Option<&str> {
    if !draft.is_modern() && node.get("$ref").is_some() {
        return None;
    }
    node.get(draft.id_keyword()).and_then(Node::as_str)
}

pub(super) fn split_fragment(uri: &str) -> (&str, &str) {
    uri.split_once('#').unwrap_or((uri, ""))
}

/// The first part of a URI, such as `https`, if it is absolute.
fn scheme(uri: &str) -> Option<&str> {
    let (scheme, _) = uri.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    valid.then_some(scheme)
}

/// Resolves a reference against a base (RFC 3986, section 5.2). A base may be relative itself, so
/// that a folder of schemas that name each other by file name needs no host.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let base = split_fragment(base).0;
    if scheme(reference).is_some() || base.is_empty() {
        return reference.to_owned();
    }
    let (path, fragment) = split_fragment(reference);
    let fragment = if fragment.is_empty() {
        String::new()
    } else {
        format!("#{fragment}")
    };
    if path.is_empty() {
        return format!("{base}{fragment}");
    }
    let after_scheme = scheme(base).map_or(0, |scheme| scheme.len() + 1);
    if path.starts_with("//") {
        return format!("{}{path}{fragment}", &base[..after_scheme]);
    }
    let path_start = if base[after_scheme..].starts_with("//") {
        let authority = after_scheme + 2;
        base[authority..]
            .find('/')
            .map_or(base.len(), |slash| authority + slash)
    } else {
        after_scheme
    };
    let (origin, base_path) = base.split_at(path_start);
    let base_path = base_path
        .split_once('?')
        .map_or(base_path, |(path, _)| path);
    let merged = if path.starts_with('/') {
        path.to_owned()
    } else if let Some(slash) = base_path.rfind('/') {
        format!("{}{path}", &base_path[..=slash])
    } else if origin.ends_with(':') || origin.is_empty() {
        path.to_owned()
    } else {
        format!("/{path}")
    };
    format!("{origin}{}{fragment}", without_dot_segments(&merged))
}

fn without_dot_segments(path: &str) -> String {
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (path, String::new()),
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." if last => kept.push(""),
            "." => {}
            ".." => {
                if kept.last().is_some_and(|segment| !segment.is_empty()) || kept.len() > 1 {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    kept.join("/") + &query
}

/// A fragment without percent-encoding (RFC 3986, section 2.1).
fn decoded(fragment: &str) -> String {
    percent_decode_str(fragment)
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_resolve_as_rfc_3986_says() {
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            ("..", "http://a/b/"),
            ("../../../g", "http://a/g"),
            ("#s", "http://a/b/c/d;p?q#s"),
        ] {
            assert_eq!(resolve(base, reference), expected, "{reference}");
        }
        assert_eq!(resolve("order.json", "money.json#/a"), "money.json#/a");
        assert_eq!(resolve("a/order.json", "money.json"), "a/money.json");
        assert_eq!(resolve("http://a", "g"), "http://a/g");
        assert_eq!(resolve("urn:x:y", "#z"), "urn:x:y#z");
        assert_eq!(decoded("/a%25b%zz%+1%é"), "/a%b%zz%+1%é");
    }
}
