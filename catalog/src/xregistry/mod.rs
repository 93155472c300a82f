//! xRegistry: registries of messages, schemas and endpoints, as CloudEvents defines them.
//!
//! What is said of a message may stand in its base message. Keys of older drafts are understood.
//! References are xids (`/schemagroups/g/schemas/s`) or JSON pointers (`#/schemagroups/…`) into the
//! registry, which may be divided over several files; a schema may also be in a file of its own.

mod embedded;
mod endpoint;
mod index;
mod message;
mod name;
mod schema;

use std::collections::HashSet;

use factum_contract::document::Node;
use factum_contract::message::Says;
use factum_contract::span::FileId;

use crate::json_schema::original;
use crate::json_schema::shape::Shapes;
use crate::library::Library;
use crate::reader::{Document, Fragment, Read, Reader};
use index::Index;
use message::Reading;

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "xregistry",
    says: SAYS,
    claims,
    mentions_format,
    prepare: None,
    read: Read::Linked(read),
};

/// What a registry can say of any message; the message's own [`Says`] tells more.
const SAYS: Says = Says {
    deprecation: true,
    ..Says::NOTHING
};

/// The collections of groups, with that of the resources in each.
const COLLECTIONS: [(&str, &str); 3] = [
    ("messagegroups", "messages"),
    ("schemagroups", "schemas"),
    ("endpoints", "messages"),
];

/// A registry has groups that hold resources, or says that it is one.
fn claims(document: &Document) -> bool {
    document.roots.iter().any(|root| {
        let says_so = root.get("registryid").is_some() || root.get("specversion").is_some();
        COLLECTIONS.iter().any(|(groups, resources)| {
            let Some(groups) = root.get(groups).and_then(Node::as_map) else {
                return false;
            };
            says_so
                || groups.iter().any(|group| {
                    let in_group = |key: &str| group.value.get(key).is_some();
                    in_group(resources) || in_group("usage") || in_group("messagegroups")
                })
        })
    })
}

fn mentions_format(text: &str) -> bool {
    ["messagegroups", "schemagroups"].iter().any(|key| {
        text.contains(&format!("\"{key}\""))
            || text
                .lines()
                .any(|line| line.starts_with(&format!("{key}:")))
    })
}

/// The files that registries name as schemas, with all that those refer to.
pub(crate) fn companions(
    own: &[&Document],
    schemas: &[&Document],
    library: &Library<'_>,
) -> HashSet<FileId> {
    let named = own.iter().flat_map(|it| schema::files(it, library));
    let mut files = library.reachable(named);
    files.retain(|file| schemas.iter().any(|schema| schema.file == *file));
    files
}

fn read<'a>(documents: &[&'a Document], library: &Library<'a>) -> Fragment {
    let index = Index::new(documents);
    let named = documents.iter().flat_map(|it| schema::files(it, library));
    let named = library.reachable(named);
    let of_outer = library.documents();
    let outer: Vec<&Document> = of_outer
        .filter(|document| named.contains(&document.file) && !claims(document))
        .collect();
    let inner: Vec<Document> = documents
        .iter()
        .map(|document| embedded::documents_in(document))
        .collect();
    let schemas = Library::new(inner.iter().chain(outer), library.names());
    let embedded = embedded::Embedded::new(&inner);
    let mut reading = Reading {
        index: &index,
        embedded: &embedded,
        files: library,
        shapes: Shapes::new(&schemas),
        problems: Vec::new(),
    };
    let endpoints = endpoint::read(&mut reading);
    let (mut messages, documents) = message::read(&mut reading, &endpoints);
    let Reading {
        mut shapes,
        mut problems,
        ..
    } = reading;
    problems.extend(original::attach(&mut messages, &documents, &schemas));
    problems.append(&mut shapes.problems);
    problems.extend(
        inner
            .iter()
            .flat_map(|document| &document.problems)
            .cloned(),
    );
    let types = std::mem::take(&mut shapes.types);
    Fragment {
        messages,
        types,
        channels: endpoints.into_channels(),
        problems,
        ..Fragment::default()
    }
}
