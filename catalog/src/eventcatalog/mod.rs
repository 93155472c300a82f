//! EventCatalog, versions 1 to 4: a folder for every resource, with its front matter in
//! `index.mdx`.
//!
//! What a resource is follows from where it lies; its identity is `id` and `version`. A pointer
//! (`sends`, `receives`, `channels`, …) names an id and may name a version or a range of them.
//! Version 1 has no ids and no pointers: an event names the services that produce and consume it.

mod flow;
mod front_matter;
mod keys;
mod links;
mod message;
mod page;
mod place;
mod pointers;
mod resource;
mod version;
mod wiring;

use std::collections::{HashMap, HashSet};

use factum_contract::document::Node;
use factum_contract::message::Says;
use factum_contract::span::FileId;

pub(crate) use front_matter::parse as parse_front_matter;
pub(crate) use version::compare as compare_versions;

use crate::json_schema::name::head;
use crate::json_schema::original;
use crate::json_schema::shape::Shapes;
use crate::library::Library;
use crate::problem::{Problem, ProblemKind};
use crate::reader::{Document, Fragment, Read, Reader};
use place::{Kind, is_markdown};
use resource::{Resource, Shelf};
use wiring::{Messages, Wiring};

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "eventcatalog",
    says: SAYS,
    claims,
    mentions_format: |_| false,
    prepare: None,
    read: Read::Linked(read),
};

/// What the format can say. A message's own [`Says`] tells whether its catalog has channels.
const SAYS: Says = Says {
    keys: false,
    ..Says::EVERYTHING
};

/// A Markdown file is a resource if it lies where one is looked for and says what one says. One
/// with all that makes a resource is claimed wherever it lies, so that it can be told off.
fn claims(document: &Document) -> bool {
    if !is_markdown(&document.path) {
        return false;
    }
    let place = place::of(&document.path);
    let Some(root) = document.roots.first() else {
        return place.is_some() && !document.problems.is_empty() && mentions_id(&document.text);
    };
    let has = |key: &str| root.get(key).is_some_and(|value| value.text().is_some());
    match place {
        Some(_) => ["id", "name", "version", "summary"]
            .iter()
            .filter(|key| has(key))
            .nth(1)
            .is_some(),
        None => has("id") && has("name") && has("version"),
    }
}

fn mentions_id(text: &str) -> bool {
    let starts = |line: &str| line.starts_with("id:") || line.starts_with("name:");
    text.lines().take(64).any(starts)
}

fn read<'a>(documents: &[&'a Document], library: &Library<'a>) -> Fragment {
    let resources: Vec<Resource<'a>> = documents
        .iter()
        .filter(|document| is_markdown(&document.path))
        .filter_map(|document| Resource::of(document))
        .collect();
    let shelf = Shelf::new(&resources);
    let mut shapes = Shapes::new(library);
    let (mut messages, schemas) = messages(&resources, &mut shapes);
    let mut problems = original::attach(&mut messages.list, &schemas, library);
    let mut wiring = Wiring {
        shelf: &shelf,
        resources: &resources,
        messages,
        problems: Vec::new(),
        certain: Vec::new(),
    };
    wiring.stated_channels();
    let mut fragment = Fragment::default();
    for (index, resource) in resources.iter().enumerate() {
        wiring.check(resource, library);
        let is_newest = shelf.is_newest(index);
        match resource.kind {
            Kind::Service | Kind::Agent if is_newest => {
                fragment
                    .services
                    .extend(wiring.service(shelf.versions(resource)));
            }
            Kind::Channel if is_newest => fragment.channels.push(wiring::channel(resource)),
            Kind::Flow => {
                let flow = flow::flow(resource, &mut wiring);
                if is_newest {
                    fragment.flows.push(flow);
                }
            }
            _ => {}
        }
    }
    // What was lost to a syntax error is no reason to call a name unknown.
    if documents
        .iter()
        .any(|document| is_markdown(&document.path) && !document.problems.is_empty())
    {
        wiring
            .problems
            .retain(|problem| problem.replacement.is_some());
    }
    problems.append(&mut wiring.problems);
    problems.append(&mut wiring.certain);
    problems.extend(misplaced(documents, &resources));
    problems.extend(resources.iter().flat_map(keys::misspelt));
    problems.extend(nameless(&resources));
    problems.append(&mut shapes.problems);
    let schemas: Vec<FileId> = documents
        .iter()
        .filter(|document| !is_markdown(&document.path))
        .map(|document| document.file)
        .collect();
    problems.extend(library.protobuf().problems(&schemas));
    problems.extend(library.check(schemas, crate::json_schema::is_cloudevents_schema));
    wiring.conclude();
    fragment.messages = wiring.messages.list;
    fragment.types = shapes.types;
    fragment.problems = problems;
    fragment
}

/// All messages, and the JSON Schema of each that has one.
fn messages<'a>(
    resources: &[Resource<'a>],
    shapes: &mut Shapes<'a, '_>,
) -> (Messages, Vec<Option<&'a Node>>) {
    let mut list = Vec::new();
    let mut schemas = Vec::new();
    let mut of_resource = HashMap::new();
    for (index, resource) in resources.iter().enumerate() {
        if resource.kind.is_message() {
            of_resource.insert(index, list.len());
            let (message, schema) = message::message(resource, shapes);
            list.push(message);
            schemas.push(schema);
        }
    }
    (Messages { list, of_resource }, schemas)
}

/// Messages without an id among others that have one. In version 1, which knows no ids, they say
/// who produces and consumes them.
fn nameless(resources: &[Resource<'_>]) -> Vec<Problem> {
    let has = |resource: &Resource<'_>, key: &str| resource.root.get(key).is_some();
    if !resources.iter().any(|resource| has(resource, "id")) {
        return Vec::new();
    }
    let is_nameless = |resource: &&Resource<'_>| {
        resource.kind.is_message()
            && !["id", "producers", "consumers"]
                .iter()
                .any(|key| has(resource, key))
    };
    let nameless = resources.iter().filter(is_nameless);
    let problem = |resource: &Resource<'_>| {
        let message = format!("{} needs an `id`", resource.kind.noun());
        Problem::new(ProblemKind::InvalidValue, head(resource.root), message)
            .label("EventCatalog knows it by nothing else")
            .help(format!("add `id: {}`", resource.id.value))
            .about(&*resource.id.value)
    };
    nameless.map(problem).collect()
}

/// Files that look like resources and that EventCatalog never looks at.
fn misplaced(documents: &[&Document], resources: &[Resource<'_>]) -> Vec<Problem> {
    let is_v4 = resources.iter().any(|resource| resource.kind.is_of_v4());
    let problem = |root: &Node, label: String| {
        let id = root.get("id").map_or(head(root), |id| id.span);
        Problem::new(
            ProblemKind::InvalidValue,
            id,
            "EventCatalog does not look for resources in this place",
        )
        .label(label)
        .about(root.get("id").and_then(Node::text).unwrap_or_default())
    };
    let grouped = resources
        .iter()
        .filter(|resource| is_v4 && resource.place.is_grouped)
        .map(|resource| {
            let label = format!("{} in a folder too deep", resource.kind.noun());
            problem(resource.root, label).help("move its folder right below that of its collection")
        });
    let strays = documents
        .iter()
        .filter(|document| is_markdown(&document.path) && place::of(&document.path).is_none())
        .filter(|_| !resources.is_empty())
        .filter_map(|document| document.roots.first())
        .map(|root| {
            problem(root, "this is silently ignored".to_owned())
                .help("write it to `events/<folder>/index.mdx`, or the like for what it is")
        });
    grouped.chain(strays).collect()
}

/// The files that are parts of resources and no catalogs of their own: those that a message names
/// as its schema, all schemas below the folder of a resource, and the AsyncAPI documents of those
/// whose messages the catalog has.
pub(crate) fn companions(
    own: &[&Document],
    schemas: &[&Document],
    library: &Library<'_>,
) -> HashSet<FileId> {
    let resources: Vec<Resource<'_>> = own
        .iter()
        .filter_map(|document| Resource::of(document))
        .collect();
    let messages = resources.iter().filter(|it| it.kind.is_message());
    let with_messages: HashSet<&str> = messages
        .flat_map(|message| above(message.place.folder))
        .collect();
    let specifications = resources
        .iter()
        .filter(|resource| {
            with_messages.contains(resource.place.folder)
                || ["sends", "receives"]
                    .iter()
                    .any(|key| !resource::list(resource.root, key).is_empty())
        })
        .flat_map(|resource| resource.asyncapi_documents());
    let mut files: HashSet<FileId> = resources
        .iter()
        .flat_map(message::schemas)
        .chain(specifications)
        .filter_map(|reference| library.resolve_file(reference))
        .collect();
    let folders: HashSet<&str> = resources
        .iter()
        .map(|resource| resource.place.folder)
        .collect();
    let is_part = |schema: &&&Document| above(&schema.path).any(|it| folders.contains(it));
    files.extend(schemas.iter().filter(is_part).map(|schema| schema.file));
    files
}

/// The folders above a path, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_of(path), |folder| folder_of(folder))
}

fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
