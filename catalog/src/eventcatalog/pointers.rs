//! What a resource says of others and the model does not keep: checked all the same.

use factum_contract::document::Node;
use factum_contract::span::Spanned;

use super::place::Kind;
use super::resource::{Family, Resource, id_of, list};
use super::wiring::Wiring;
use crate::discover;
use crate::json_schema::shape::text;
use crate::library::{Library, Target};
use crate::problem::{Problem, ProblemKind};

/// Keys that list pointers, with what they lead to.
const POINTERS: [(&str, Family); 23] = [
    ("owners", Family::Owner),
    ("members", Family::Owner),
    ("decisionMakers", Family::Owner),
    ("services", Family::Service),
    ("agents", Family::Service),
    ("domains", Family::Other(Kind::Domain)),
    ("subdomains", Family::Other(Kind::Domain)),
    ("systems", Family::Other(Kind::System)),
    ("relationships", Family::Other(Kind::System)),
    ("entities", Family::Other(Kind::Entity)),
    ("containers", Family::Other(Kind::Container)),
    ("writesTo", Family::Other(Kind::Container)),
    ("readsFrom", Family::Other(Kind::Container)),
    ("flows", Family::Other(Kind::Flow)),
    ("data-products", Family::Other(Kind::DataProduct)),
    ("diagrams", Family::Other(Kind::Diagram)),
    ("channels", Family::Channel),
    ("routes", Family::Channel),
    ("related", Family::Other(Kind::Decision)),
    ("supersedes", Family::Other(Kind::Decision)),
    ("supersededBy", Family::Other(Kind::Decision)),
    ("amends", Family::Other(Kind::Decision)),
    ("amendedBy", Family::Other(Kind::Decision)),
];

impl Wiring<'_> {
    /// Checks all pointers of a resource but those that the model keeps.
    pub(super) fn check(&mut self, resource: &Resource<'_>, library: &Library<'_>) {
        self.check_lists(resource);
        self.check_services_of_v1(resource);
        self.check_messages(resource);
        self.check_pointers(resource, |family| family == Family::Channel);
        let (problems, certain) = (self.problems.len(), self.certain.len());
        self.check_aside(resource, library);
        let problems = self.problems.iter_mut().skip(problems);
        let certain = self.certain.iter_mut().skip(certain);
        problems.chain(certain).for_each(|it| it.is_aside = true);
    }

    /// Checks what the model keeps nothing of.
    fn check_aside(&mut self, resource: &Resource<'_>, library: &Library<'_>) {
        let subject = &*resource.id.value;
        self.check_pointers(resource, |family| family != Family::Channel);
        let groups = list(resource.root, "resourceGroups").iter();
        let grouped = groups.flat_map(|group| list(group, "items"));
        for pointer in list(resource.root, "appliesTo").iter().chain(grouped) {
            self.check_typed(pointer, subject);
        }
        if resource.kind == Kind::Entity {
            let properties = list(resource.root, "properties").iter();
            for reference in properties.filter_map(|property| property.get("references")) {
                self.find(Family::Other(Kind::Entity), reference, subject);
            }
        }
        self.check_files(resource, library);
        self.check_links(resource);
    }

    fn check_pointers(&mut self, resource: &Resource<'_>, wanted: impl Fn(Family) -> bool) {
        for (key, family) in POINTERS {
            if wanted(family) && self.expects(family) {
                for pointer in list(resource.root, key) {
                    self.find(family, pointer, &resource.id.value);
                }
            }
        }
    }

    /// One pointer alone is no list, and leads nowhere.
    fn check_lists(&mut self, resource: &Resource<'_>) {
        let keys = POINTERS.iter().map(|(key, _)| *key);
        for key in keys.chain(["sends", "receives", "appliesTo", "steps", "schemas"]) {
            let value = resource.root.get(key).filter(|value| !value.is_null());
            if let Some(value) = value.filter(|value| value.as_scalar().is_some()) {
                let message = format!("`{key}` is a list, and this is none");
                self.certain.push(
                    Problem::new(ProblemKind::InvalidValue, value.span, message)
                        .help(format!("write each on a line of its own, below `{key}:`"))
                        .about(&*resource.id.value),
                );
            }
        }
    }

    /// Version 1 keeps its owners in the configuration, which is a program.
    fn expects(&self, family: Family) -> bool {
        family != Family::Owner || self.shelf.has(Family::Owner)
    }

    /// Version 1 names services; where none has a page, none is expected to.
    fn check_services_of_v1(&mut self, resource: &Resource<'_>) {
        if self.shelf.has(Family::Service) {
            for service in ["producers", "consumers"]
                .iter()
                .flat_map(|key| list(resource.root, key))
            {
                self.find(Family::Service, service, &resource.id.value);
            }
        }
    }

    fn check_messages(&mut self, resource: &Resource<'_>) {
        let sends_itself = matches!(resource.kind, Kind::Service | Kind::Agent);
        for (key, channels) in [("sends", "to"), ("receives", "from")] {
            for pointer in list(resource.root, key) {
                if !sends_itself {
                    // A domain sends and receives as well, and is no service.
                    for id in self.mentioned(pointer, &resource.id.value) {
                        let says = &mut self.messages.list[id].says;
                        match key {
                            "sends" => says.producers = false,
                            _ => says.consumers = false,
                        }
                    }
                }
                for channel in list(pointer, channels) {
                    self.find(Family::Channel, channel, &resource.id.value);
                }
                for trigger in list(pointer, "triggers") {
                    self.find(Family::Message, trigger, &resource.id.value);
                }
            }
        }
    }

    /// A pointer that says in `type` what it leads to.
    fn check_typed(&mut self, pointer: &Node, subject: &str) {
        let Some(word) = pointer.get("type").and_then(text) else {
            return;
        };
        if let Some(kind) = Kind::of_word(&word.value) {
            self.check_kind(kind, &word, pointer, subject);
        }
    }

    /// Checks that there is what a pointer leads to, and that it is of a kind, which is written as
    /// `word`.
    pub(super) fn check_kind(
        &mut self,
        kind: Kind,
        word: &Spanned<Box<str>>,
        pointer: &Node,
        subject: &str,
    ) {
        let family = Family::of(kind);
        if !self.expects(family) {
            return;
        }
        let found = self.find(family, pointer, subject);
        let kinds = || found.iter().map(|index| self.resources[*index].kind);
        if let Some(other) = kinds().next()
            && kinds().all(|other| other != kind)
        {
            let id = id_of(pointer).text().unwrap_or_default();
            let message = format!("`{id}` is {}, not {}", other.noun(), kind.noun());
            let mut problem = Problem::new(ProblemKind::UnresolvedReference, word.span, message)
                .label("EventCatalog looks for it there only")
                .about(subject);
            if let Some(right) = other.word() {
                problem = problem.suggest(right);
            }
            self.problems.push(problem);
        }
    }

    /// The files that a resource names. Those of messages are read, and reported there.
    fn check_files(&mut self, resource: &Resource<'_>, library: &Library<'_>) {
        let specifications = resource.root.get("specifications");
        let single = ["openapiPath", "asyncapiPath", "graphqlPath"]
            .iter()
            .filter_map(|key| specifications?.get(key));
        let listed = list(resource.root, "specifications").iter();
        let schema = resource.root.get("schemaPath");
        let schema = schema.filter(|_| !resource.kind.is_message());
        let files = single
            .chain(listed.filter_map(|it| it.get("path")))
            .chain(schema);
        for file in files {
            let written = file.text().unwrap_or_default();
            let extension = written.rsplit_once('.').map_or("", |(_, after)| after);
            // Of files in other languages, and of those outside the catalog, nothing is known.
            let is_known = discover::EXTENSIONS.contains(&extension) && !written.starts_with('/');
            if is_known && matches!(library.resolve(file), Target::Missing) {
                self.certain
                    .push(no_file(file, written).about(&*resource.id.value));
            }
        }
    }
}

/// What is wrong with a path that leads to no file.
pub(super) fn no_file(path: &Node, written: &str) -> Problem {
    Problem::new(
        ProblemKind::UnresolvedReference,
        path.span,
        format!("there is no file `{written}` beside this one"),
    )
    .label("this leads nowhere")
    .help("add the file, or take the key out")
}
