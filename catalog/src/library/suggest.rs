//! What a reference that leads nowhere was meant to say.

use factum_contract::document::{Node, Value};
use factum_contract::span::Span;

use super::{Library, MOST_DETOURS, Target, uri};
use crate::problem::{Problem, ProblemKind, nearest};

/// How deep a definition of the same name is looked for in a document.
const DEPTH: usize = 5;

impl<'a> Library<'a> {
    /// What is wrong with a reference that [`Library::resolve`] finds nothing for, and, if it is
    /// to be searched for, what was meant.
    pub(crate) fn missing(&self, reference: &'a Node, searched: bool) -> Problem {
        let text = reference.text().unwrap_or_default();
        let problem = Problem::new(
            ProblemKind::UnresolvedReference,
            inside(reference),
            format!("`{text}` leads nowhere"),
        )
        .about(text);
        let (location, fragment) = uri::split_fragment(text);
        let root = match self.document(reference.span, location) {
            Target::Node(root) => self.resource(reference).unwrap_or(root),
            _ => return self.missing_file(problem, reference.span, text, searched),
        };
        let fragment = uri::decode(fragment.unwrap_or_default());
        if !fragment.starts_with('/') {
            let problem = problem
                .label("no schema has this `$anchor`")
                .help("write a JSON pointer: `#/…`");
            let known = self.index.anchors(root.span.file);
            return match searched.then(|| nearest(&fragment, known)).flatten() {
                Some(right) => problem.suggest(&format!("{location}#{right}")),
                None => problem,
            };
        }
        let Err(lost) = self.pointer(root, &fragment, MOST_DETOURS) else {
            return problem;
        };
        let problem = problem.label(if lost.before.is_empty() {
            format!("there is no `{}` at the top", lost.token)
        } else {
            format!("there is no `{}` under `{}`", lost.token, lost.before)
        });
        let problem = if lost.at.as_map().is_some() && !lost.before.is_empty() {
            problem.related(head(lost.at), format!("`{}` is here", lost.before))
        } else {
            problem.help("define it, or take the reference out")
        };
        let meant = searched
            .then(|| self.meant(root, &fragment, &lost))
            .flatten();
        match meant {
            Some(pointer) => problem.suggest(&format!("{location}#{pointer}")),
            None => problem,
        }
    }

    /// The nearest pointer that exists: the same name elsewhere, or a name spelled like it here.
    fn meant(&self, root: &'a Node, fragment: &str, lost: &super::Lost<'a, '_>) -> Option<String> {
        let keys = lost.at.as_map().unwrap_or_default();
        let after = &fragment[lost.before.len() + 1 + lost.token.len()..];
        let token = uri::unescape(lost.token);
        if let Some(near) = nearest(&token, keys.iter().map(|entry| &*entry.key)) {
            let pointer = format!("{}/{}{after}", lost.before, uri::escape(near));
            if self.pointer(root, &pointer, MOST_DETOURS).is_ok() {
                return Some(pointer);
            }
        }
        let name = uri::unescape(fragment.rsplit('/').next().unwrap_or_default());
        let mut places = Vec::new();
        find_named(root, &name, &mut String::new(), DEPTH, &mut places);
        places.sort_by_key(String::len);
        match &places[..] {
            [only] => Some(only.clone()),
            [first, second, ..] if first.len() < second.len() => Some(first.clone()),
            _ => None,
        }
    }

    fn missing_file(&self, problem: Problem, place: Span, text: &str, searched: bool) -> Problem {
        let from = self.path(place.file);
        let (location, fragment) = uri::split_fragment(text);
        let decoded = uri::decode(location);
        let problem = problem.label("no such file among those that were read");
        let near = self.namesake(from, &decoded).or_else(|| {
            let wanted = uri::join(from, &decoded);
            let mut paths: Vec<&str> = self.by_path.keys().map(String::as_str).collect();
            paths.sort_unstable();
            searched.then(|| nearest(&wanted, paths)).flatten()
        });
        match near {
            Some(path) => {
                let fragment = fragment.map(|text| format!("#{text}")).unwrap_or_default();
                problem.suggest(&format!("{}{fragment}", uri::relative(from, path)))
            }
            None => problem.help("add the file to what factum reads, or take the reference out"),
        }
    }

    /// The file elsewhere that has the same name, whatever the case of its letters; of several, the
    /// one whose path is spelled most like the one meant.
    pub(super) fn namesake(&self, from: &str, location: &str) -> Option<&str> {
        let paths = self.by_name.get(&file_name(location))?;
        match &paths[..] {
            [only] => Some(only),
            several => nearest(
                &uri::join(from, location),
                several.iter().map(|path| &**path),
            ),
        }
    }
}

/// The last step of a path, in small letters.
pub(super) fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_lowercase()
}

/// The pointers to mappings under a key of this name.
fn find_named(node: &Node, name: &str, here: &mut String, depth: usize, found: &mut Vec<String>) {
    let Value::Map(entries) = &node.value else {
        return;
    };
    for entry in entries {
        let length = here.len();
        here.push('/');
        here.push_str(&uri::escape(&entry.key));
        if &*entry.key == name && entry.value.as_map().is_some() {
            found.push(here.clone());
        }
        if depth > 1 {
            find_named(&entry.value, name, here, depth - 1, found);
        }
        here.truncate(length);
    }
}

/// The text of a scalar without its quotes.
pub(crate) fn inside(node: &Node) -> Span {
    let quoted = node.as_scalar().is_some_and(|scalar| !scalar.plain);
    let length = node.span.range().len();
    if quoted && length >= 2 {
        node.span.slice(1, length - 1)
    } else {
        node.span
    }
}

/// The first key of a mapping, to point at.
fn head(node: &Node) -> Span {
    node.as_map()
        .and_then(|entries| entries.first())
        .map_or(node.span, |entry| entry.key_span)
}
