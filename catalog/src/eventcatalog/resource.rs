//! Resources: what the front matter of one file defines, and how they are found by id and version.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use factum_contract::document::Node;
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};

use super::page;
use super::place::{self, Kind, Place};
use super::version::{admits, compare};
use crate::json_schema::name::{head, is_name};
use crate::json_schema::shape::text;
use crate::problem::{Problem, ProblemKind, nearest};
use crate::reader::Document;

/// For how many pointers that lead nowhere it is looked for what was meant.
const SEARCHES: usize = 100;

/// What one file defines.
pub(super) struct Resource<'a> {
    pub(super) kind: Kind,
    pub(super) place: Place<'a>,
    /// The front matter.
    pub(super) root: &'a Node,
    /// The whole file.
    pub(super) text: &'a str,
    /// Its `id`; in version 1, which has none, its `name`.
    pub(super) id: Spanned<Text>,
    pub(super) version: Option<Spanned<Text>>,
}

impl<'a> Resource<'a> {
    /// The resource in a file, if it lies where one is looked for.
    pub(super) fn of(document: &'a Document) -> Option<Resource<'a>> {
        let place = place::of(&document.path)?;
        let root = document.roots.first()?;
        let id = ["id", "name"]
            .iter()
            .find_map(|key| root.get(key).and_then(text))
            .or_else(|| {
                let folder = place.folder.split("/versioned/").next()?;
                let name = folder.rsplit('/').next()?;
                Some(Spanned::new(name.into(), head(root)))
            })?;
        Some(Resource {
            kind: place.kind,
            place,
            root,
            text: &document.text,
            id,
            version: root.get("version").and_then(text),
        })
    }

    /// What a message is called: the `id`, which everything else knows it by, as long as that is a
    /// name; one that is a number or a sentence only identifies, and then the `name` says more.
    pub(super) fn name(&self) -> Spanned<Text> {
        let named = || self.root.get("name").and_then(text);
        if self.kind.is_message() && !is_name(&self.id.value) {
            named().unwrap_or_else(|| self.id.clone())
        } else {
            self.id.clone()
        }
    }

    /// What it is, for people: its `summary`, else how its page begins.
    pub(super) fn doc(&self) -> Option<Spanned<Text>> {
        let stated = self.root.get("summary").and_then(text);
        stated.or_else(|| {
            let end = self.root.span.range().end;
            let paragraph = page::first_paragraph(self.text, page::body(self.text, end))?;
            let text = self.text.get(paragraph.clone())?;
            let span = Span::new(self.root.span.file, paragraph.start, paragraph.end);
            Some(Spanned::new(text.into(), span))
        })
    }

    /// The first owner.
    pub(super) fn owner(&self) -> Option<Spanned<Text>> {
        let owner = list(self.root, "owners").first()?;
        text(id_of(owner))
    }

    /// The AsyncAPI documents that describe it as well.
    pub(super) fn asyncapi_documents(&self) -> impl Iterator<Item = &'a Node> {
        let specifications = self.root.get("specifications");
        let single = specifications.and_then(|it| it.get("asyncapiPath"));
        let listed = list(self.root, "specifications")
            .iter()
            .filter(|it| it.get("type").and_then(Node::text) == Some("asyncapi"))
            .filter_map(|it| it.get("path"));
        single.into_iter().chain(listed)
    }

    fn version_text(&self) -> &str {
        self.version.as_ref().map_or("", |version| &version.value)
    }
}

/// The elements of a list under a key; none if there is no list.
pub(super) fn list<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).and_then(Node::as_list).unwrap_or_default()
}

/// The id in a pointer, which may be nothing else.
pub(super) fn id_of(pointer: &Node) -> &Node {
    pointer.get("id").unwrap_or(pointer)
}

/// What a pointer may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Message,
    Service,
    Channel,
    Owner,
    Other(Kind),
}

impl Family {
    pub(super) fn of(kind: Kind) -> Family {
        match kind {
            Kind::Event | Kind::Command | Kind::Query => Family::Message,
            // An agent sends and receives as a service does.
            Kind::Service | Kind::Agent => Family::Service,
            Kind::Channel => Family::Channel,
            Kind::User | Kind::Team => Family::Owner,
            other => Family::Other(other),
        }
    }

    fn problem(self) -> ProblemKind {
        match self {
            Family::Message => ProblemKind::UnknownMessage,
            Family::Service => ProblemKind::UnknownService,
            Family::Channel => ProblemKind::UnknownChannel,
            Family::Owner | Family::Other(_) => ProblemKind::UnresolvedReference,
        }
    }

    fn nothing(self) -> &'static str {
        match self {
            Family::Message => "no event, command or query has the id",
            Family::Service => "no service has the id",
            Family::Channel => "no channel has the id",
            Family::Owner => "no user or team has the id",
            Family::Other(Kind::Domain) => "no domain has the id",
            Family::Other(Kind::System) => "no system has the id",
            Family::Other(Kind::Flow) => "no flow has the id",
            Family::Other(Kind::Entity) => "no entity has the id",
            Family::Other(Kind::Container) => "no container has the id",
            Family::Other(Kind::DataProduct) => "no data product has the id",
            Family::Other(Kind::Decision) => "no decision record has the id",
            Family::Other(Kind::Diagram) => "no diagram has the id",
            Family::Other(_) => "nothing has the id",
        }
    }
}

/// Everything by family and id, the versions of each in order.
pub(super) struct Shelf<'r> {
    /// The names of resources, where they are not also their ids.
    names: HashSet<(Family, &'r str)>,
    /// For how many pointers that lead nowhere it is still looked for what was meant: each may take a
    /// look at all there is.
    searches: Cell<usize>,
    by_family: HashMap<Family, HashMap<&'r str, Vec<usize>>>,
    resources: &'r [Resource<'r>],
}

impl<'r> Shelf<'r> {
    pub(super) fn new(resources: &'r [Resource<'r>]) -> Shelf<'r> {
        let mut by_family: HashMap<Family, HashMap<&str, Vec<usize>>> = HashMap::new();
        for (index, resource) in resources.iter().enumerate() {
            let by_id = by_family.entry(Family::of(resource.kind)).or_default();
            by_id.entry(&resource.id.value).or_default().push(index);
        }
        for versions in by_family.values_mut().flat_map(HashMap::values_mut) {
            versions.sort_by(|a, b| {
                compare(resources[*a].version_text(), resources[*b].version_text())
            });
        }
        let named = resources.iter().filter_map(|resource| {
            let name = resource.root.get("name")?.text()?;
            (name != &*resource.id.value).then(|| (Family::of(resource.kind), name))
        });
        Shelf {
            names: named.collect(),
            searches: Cell::new(SEARCHES),
            by_family,
            resources,
        }
    }

    /// Whether there is any resource of a family.
    pub(super) fn has(&self, family: Family) -> bool {
        self.by_family.contains_key(&family)
    }

    /// Whether there is a resource of this name.
    pub(super) fn has_name(&self, family: Family, name: &str) -> bool {
        self.names.contains(&(family, name))
    }

    /// All versions of a resource, the newest last.
    pub(super) fn versions(&self, resource: &Resource<'_>) -> &[usize] {
        self.by_family
            .get(&Family::of(resource.kind))
            .and_then(|by_id| by_id.get(&*resource.id.value))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether no other version of a resource is newer.
    pub(super) fn is_newest(&self, index: usize) -> bool {
        self.versions(&self.resources[index]).last() == Some(&index)
    }

    /// What a pointer leads to: the newest version if it names none, else all that it admits.
    ///
    /// # Errors
    /// Why it leads nowhere; `None` if it does not say an id at all.
    pub(super) fn find(
        &self,
        family: Family,
        pointer: &Node,
        subject: &str,
    ) -> Result<Vec<usize>, Option<Problem>> {
        let Some(id) = text(id_of(pointer)) else {
            return Err(None);
        };
        let by_id = self.by_family.get(&family);
        let Some(versions) = by_id.and_then(|by_id| by_id.get(&*id.value)) else {
            let known = by_id.into_iter().flat_map(HashMap::keys).copied();
            let problem = Problem::new(
                family.problem(),
                id.span,
                format!("{} `{}`", family.nothing(), id.value),
            )
            .label("this leads nowhere")
            .help("add it to the catalog, or take the pointer out")
            .about(subject);
            let left = self.searches.get();
            self.searches.set(left.saturating_sub(1));
            let meant = || meant(&id.value, known);
            return Err(Some(match (left > 0).then(meant).flatten() {
                Some(right) => problem.suggest(right),
                None => problem,
            }));
        };
        let wanted = pointer.get("version").and_then(text);
        let Some(wanted) = wanted.filter(|wanted| &*wanted.value != "latest") else {
            return Ok(versions.last().copied().into_iter().collect());
        };
        let found: Vec<usize> = versions
            .iter()
            .copied()
            .filter(|index| admits(&wanted.value, self.resources[*index].version_text()))
            .collect();
        if found.is_empty() {
            Err(Some(
                self.no_version(family, &id, &wanted, versions, subject),
            ))
        } else {
            Ok(found)
        }
    }

    fn no_version(
        &self,
        family: Family,
        id: &Spanned<Text>,
        wanted: &Spanned<Text>,
        versions: &[usize],
        subject: &str,
    ) -> Problem {
        let mut known: Vec<&str> = versions
            .iter()
            .map(|index| self.resources[*index].version_text())
            .collect();
        known.dedup();
        let list = known.join(", ");
        let problem = Problem::new(
            family.problem(),
            wanted.span,
            format!("`{}` has no version {}", id.value, wanted.value),
        )
        .label(format!("there is {list}"))
        .about(subject);
        let newest = versions.last().map(|index| &self.resources[*index]);
        match newest.and_then(|newest| Some((newest, newest.version.as_ref()?))) {
            Some((newest, version)) => problem
                .suggest(&version.value)
                .related(newest.id.span, "the newest version is here"),
            None => problem.help("take the version out: it states none"),
        }
    }
}

/// The id that was probably meant. A last word that both have, as in `Basket Service` and `Payment
/// Service`, makes them no more alike.
fn meant<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let Some((own, last)) = written.rsplit_once(' ') else {
        return nearest(written, known);
    };
    let by_own: HashMap<&str, &str> = known
        .map(|known| match known.rsplit_once(' ') {
            Some((own, known_last)) if known_last == last => (own, known),
            _ => (known, known),
        })
        .collect();
    nearest(own, by_own.keys().copied()).and_then(|near| by_own.get(near).copied())
}
