//! Misspelt keys of front matter. EventCatalog drops a key that it does not know, and from version 4
//! on refuses it. Which keys there are depends on the kind of a resource and the version, so only
//! what is spelled much like one of them is reported.

use super::resource::Resource;
use crate::problem::{Problem, ProblemKind, nearest};

/// The keys that resources of any kind and version have.
#[rustfmt::skip]
const KNOWN: [&str; 78] = [
    "id", "name", "version", "summary", "owners", "hidden", "editUrl", "styles", "sidebar",
    "visualiser", "resourceGroups", "attachments", "diagrams", "badges", "deprecated", "draft",
    "repository", "schemaPath", "specifications", "operation", "channels", "schemas",
    "detailsPanel", "producers", "consumers", "sends", "receives", "entities", "writesTo",
    "readsFrom", "flows", "externalSystem", "services", "domains", "subdomains", "systems",
    "agents", "data-products", "scope", "containers", "relationships", "actors", "address",
    "protocols", "parameters", "routes", "deliveryGuarantee", "steps", "aggregateRoot",
    "identifier", "properties", "container_type", "technology", "access_mode", "classification",
    "residency", "retention", "authoritative", "purpose", "status", "date", "appliesTo",
    "decisionMakers", "related", "supersedes", "supersededBy", "amends", "amendedBy", "members",
    "role", "email", "avatarUrl", "slackDirectMessageUrl", "msTeamsDirectMessageUrl", "title",
    "externalLinks", "inputs", "outputs",
];

/// Words of fewer letters are too much like others.
const SHORTEST: usize = 5;

/// What is wrong with the keys of a resource.
pub(super) fn misspelt(resource: &Resource<'_>) -> Vec<Problem> {
    let entries = resource.root.as_map().unwrap_or_default().iter();
    let unknown = entries.filter(|entry| {
        entry.key.len() >= SHORTEST && !entry.key.starts_with("x-") && !KNOWN.contains(&&*entry.key)
    });
    unknown
        .filter_map(|entry| {
            let right = nearest(&entry.key, KNOWN)?;
            if resource.root.get(right).is_some() {
                return None;
            }
            let message = format!("`{}` is no key of EventCatalog", entry.key);
            let problem = Problem::new(ProblemKind::UnknownKey, entry.key_span, message);
            Some(problem.about(&*resource.id.value).suggest(right))
        })
        .collect()
}
