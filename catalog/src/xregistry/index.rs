//! What is found by xid or pointer.

use std::collections::HashMap;

use factum_contract::document::{Entry, Node};
use factum_contract::span::FileId;

use super::COLLECTIONS;
use crate::library::uri;
use crate::problem::{Problem, ProblemKind, nearest};
use crate::reader::Document;

/// A message with the group that it is in.
pub(super) struct Placed<'a> {
    pub(super) group: &'a Entry,
    pub(super) entry: &'a Entry,
}

/// The groups and resources of all registries, in the order written.
pub(super) struct Index<'a> {
    pub(super) messages: Vec<Placed<'a>>,
    pub(super) schemas: Vec<Placed<'a>>,
    pub(super) endpoints: Vec<&'a Entry>,
    /// By file and path: a registry may be one file.
    own: HashMap<(FileId, String), &'a Entry>,
    /// By path only: it may be several.
    all: HashMap<String, &'a Entry>,
}

/// What a reference leads to.
pub(super) enum Target<'a> {
    /// This entry, and what the reference says beyond it, step by step.
    Entry(&'a Entry, Vec<String>),
    /// Something outside these files, which nothing can be said of.
    Elsewhere,
    /// Nothing.
    Missing,
}

impl<'a> Index<'a> {
    pub(super) fn new(documents: &[&'a Document]) -> Index<'a> {
        let mut index = Index {
            messages: Vec::new(),
            schemas: Vec::new(),
            endpoints: Vec::new(),
            own: HashMap::new(),
            all: HashMap::new(),
        };
        for root in documents.iter().flat_map(|document| &document.roots) {
            for (groups, resources) in COLLECTIONS {
                for group in entries(root, groups) {
                    let path = format!("{groups}/{}", group.key);
                    index.insert(&path, group);
                    if groups == "endpoints" {
                        index.endpoints.push(group);
                    }
                    for entry in entries(&group.value, resources) {
                        index.insert(&format!("{path}/{resources}/{}", entry.key), entry);
                        let placed = Placed { group, entry };
                        match resources {
                            "schemas" => index.schemas.push(placed),
                            _ => index.messages.push(placed),
                        }
                    }
                }
            }
        }
        index
    }

    fn insert(&mut self, path: &str, entry: &'a Entry) {
        let file = entry.key_span.file;
        self.own.insert((file, path.to_owned()), entry);
        self.all.entry(path.to_owned()).or_insert(entry);
    }

    fn get(&self, file: FileId, path: &str) -> Option<&'a Entry> {
        self.own
            .get(&(file, path.to_owned()))
            .or_else(|| self.all.get(path))
            .copied()
    }

    /// What a reference leads to. Behind a `:` it may name a type within a schema.
    pub(super) fn resolve(&self, reference: &Node) -> Target<'a> {
        let Some(steps) = steps(reference) else {
            return Target::Elsewhere;
        };
        let file = reference.span.file;
        for length in [4, 2] {
            let Some(path) = steps.get(..length) else {
                continue;
            };
            let path = path.join("/");
            if length == 2 && steps.len() > 3 {
                break;
            }
            let entry = self.get(file, &path).or_else(|| {
                let (path, _) = path.rsplit_once(':')?;
                self.get(file, path)
            });
            if let Some(entry) = entry.filter(|_| is_written_right(reference)) {
                return Target::Entry(entry, steps[length..].to_vec());
            }
        }
        // A URL may be one into another registry.
        match reference.text() {
            Some(text) if uri::is_absolute(text.trim()) => Target::Elsewhere,
            _ => Target::Missing,
        }
    }

    /// What is wrong with a reference that leads to nothing.
    pub(super) fn missing(&self, reference: &Node, subject: &str) -> Problem {
        let text = reference.text().unwrap_or_default();
        let steps = steps(reference).unwrap_or_default();
        let problem = Problem::new(
            ProblemKind::UnresolvedReference,
            reference.span,
            format!("`{text}` leads nowhere"),
        )
        .label("the registry has no such entry")
        .help("define it, or take the reference out")
        .about(subject);
        match self.meant(&steps) {
            Some(right) => {
                let prefix = if text.starts_with('#') { "#/" } else { "/" };
                problem.suggest(&format!("{prefix}{right}"))
            }
            None => problem,
        }
    }

    /// The path that was probably meant: the same id in another group, or one spelled like it.
    fn meant(&self, steps: &[String]) -> Option<String> {
        let (wanted, above) = match steps {
            [groups, group] => (group, groups.clone()),
            [groups, group, resources, resource, ..] => {
                (resource, format!("{groups}/{group}/{resources}"))
            }
            _ => return None,
        };
        let is_group = !above.contains('/');
        let of_kind = |path: &&String| {
            path.starts_with(&steps[0]) && (path.matches('/').count() == 1) == is_group
        };
        let ids = || {
            let paths = self.all.keys().filter(of_kind);
            paths.filter_map(|path| path.rsplit_once('/'))
        };
        let elsewhere = ids().filter(|(_, id)| id == wanted).min();
        let here = ids().filter(|(parent, _)| *parent == above);
        elsewhere
            .map(|(parent, id)| format!("{parent}/{id}"))
            .or_else(|| {
                Some(format!(
                    "{above}/{}",
                    nearest(wanted, here.map(|(_, id)| id))?
                ))
            })
    }
}

/// The steps of an xid, a pointer, or the URL of something in a registry; `None` if it is none of
/// them.
fn steps(reference: &Node) -> Option<Vec<String>> {
    let text = reference.text()?.trim();
    let path = match text.strip_prefix('#').unwrap_or(text).strip_prefix('/') {
        Some(path) => path,
        None if uri::is_absolute(text) => COLLECTIONS.iter().find_map(|(groups, _)| {
            let at = text.find(&format!("/{groups}/"))?;
            Some(&text[at + 1..])
        })?,
        // What lacks only the slash at its beginning is meant all the same.
        None => COLLECTIONS.iter().find_map(|(groups, _)| {
            let rest = text.strip_prefix(groups)?;
            rest.starts_with('/').then_some(text)
        })?,
    };
    let path = path.split('#').next().unwrap_or_default();
    let steps = path.split('/').filter(|step| !step.is_empty());
    Some(
        steps
            .map(|step| uri::unescape(&uri::decode(step)))
            .collect(),
    )
}

/// Whether a reference is to something that is no entry of a registry: a file or a URL.
pub(super) fn leads_out(reference: &Node) -> bool {
    reference.text().is_some() && steps(reference).is_none()
}

/// Whether a reference begins as one does: with a slash, a `#` or the scheme of a URL.
fn is_written_right(reference: &Node) -> bool {
    let text = reference.text().unwrap_or_default().trim();
    text.starts_with(['/', '#']) || uri::is_absolute(text)
}

/// The entries of a mapping under a key; none if there is none.
pub(super) fn entries<'a>(node: &'a Node, key: &str) -> &'a [Entry] {
    node.get(key).and_then(Node::as_map).unwrap_or_default()
}
