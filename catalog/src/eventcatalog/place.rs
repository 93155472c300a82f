//! Where a resource lies tells what it is: `**/events/<folder>/index.mdx`.

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Event,
    Command,
    Query,
    Service,
    Agent,
    Domain,
    System,
    Channel,
    Flow,
    Entity,
    Container,
    DataProduct,
    Diagram,
    Decision,
    User,
    Team,
}

/// A collection's folder, what is in it, and whether its resources may lie in folders of folders.
const COLLECTIONS: [(&str, Kind, bool); 15] = [
    ("events", Kind::Event, false),
    ("commands", Kind::Command, false),
    ("queries", Kind::Query, false),
    ("services", Kind::Service, false),
    ("agents", Kind::Agent, false),
    ("domains", Kind::Domain, false),
    ("subdomains", Kind::Domain, false),
    ("systems", Kind::System, true),
    ("channels", Kind::Channel, true),
    ("flows", Kind::Flow, true),
    ("entities", Kind::Entity, false),
    ("containers", Kind::Container, true),
    ("data-products", Kind::DataProduct, false),
    ("diagrams", Kind::Diagram, true),
    ("adrs", Kind::Decision, false),
];

impl Kind {
    /// Whether it is an event, a command or a query.
    pub(super) fn is_message(self) -> bool {
        matches!(self, Kind::Event | Kind::Command | Kind::Query)
    }

    /// Whether only EventCatalog 4 knows it.
    pub(super) fn is_of_v4(self) -> bool {
        matches!(self, Kind::System | Kind::Agent | Kind::Decision)
    }

    /// The kind that a pointer calls so in its `type`.
    pub(super) fn of_word(word: &str) -> Option<Kind> {
        Kind::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, kind)| *kind)
    }

    /// What a pointer calls it in its `type`.
    pub(super) fn word(self) -> Option<&'static str> {
        Kind::WORDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map(|(word, _)| *word)
    }

    const WORDS: [(&'static str, Kind); 16] = [
        ("event", Kind::Event),
        ("command", Kind::Command),
        ("query", Kind::Query),
        ("service", Kind::Service),
        ("agent", Kind::Agent),
        ("domain", Kind::Domain),
        ("system", Kind::System),
        ("channel", Kind::Channel),
        ("flow", Kind::Flow),
        ("entity", Kind::Entity),
        ("container", Kind::Container),
        ("data-product", Kind::DataProduct),
        ("diagram", Kind::Diagram),
        ("adr", Kind::Decision),
        ("user", Kind::User),
        ("team", Kind::Team),
    ];

    /// One of them, with its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Kind::Event => "an event",
            Kind::Command => "a command",
            Kind::Query => "a query",
            Kind::Service => "a service",
            Kind::Agent => "an agent",
            Kind::Domain => "a domain",
            Kind::System => "a system",
            Kind::Channel => "a channel",
            Kind::Flow => "a flow",
            Kind::Entity => "an entity",
            Kind::Container => "a container",
            Kind::DataProduct => "a data product",
            Kind::Diagram => "a diagram",
            Kind::Decision => "a decision record",
            Kind::User => "a user",
            Kind::Team => "a team",
        }
    }
}

/// What the path of a file says of the resource in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'p> {
    pub(super) kind: Kind,
    /// The resource's own folder (that of the version, if it is a versioned one), or its file.
    pub(super) folder: &'p str,
    /// Whether it lies deeper below its collection than EventCatalog 4 looks.
    pub(super) is_grouped: bool,
}

/// Whether a file is written in Markdown, by its name.
pub(super) fn is_markdown(path: &str) -> bool {
    path.ends_with(".mdx") || path.ends_with(".md")
}

/// The place that a path is; `None` if no resource is looked for there.
pub(super) fn of(path: &str) -> Option<Place<'_>> {
    let (folder, file) = path.rsplit_once('/')?;
    if !matches!(file, "index.mdx" | "index.md") {
        let kind = match folder.rsplit('/').next()? {
            "users" => Kind::User,
            "teams" => Kind::Team,
            _ => return None,
        };
        return is_markdown(file).then_some(Place {
            kind,
            folder: path,
            is_grouped: false,
        });
    }
    let mut steps: Vec<&str> = folder.split('/').collect();
    if let [.., _, "versioned", _] = steps[..] {
        steps.truncate(steps.len() - 2);
    }
    steps.pop();
    let known = |step: &&str| COLLECTIONS.iter().find(|(name, ..)| name == step);
    let (depth, (_, kind, nests)) = steps
        .iter()
        .rev()
        .enumerate()
        .find_map(|(depth, step)| Some((depth, known(step)?)))?;
    Some(Place {
        kind: *kind,
        folder,
        is_grouped: depth > 0 && !nests,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_collection_tells_the_kind() {
        let kind = |path: &str| of(path).map(|place| (place.kind, place.is_grouped));
        for (path, expected) in [
            ("events/A/index.mdx", Some((Kind::Event, false))),
            (
                "x/domains/A/services/B/commands/C/index.md",
                Some((Kind::Command, false)),
            ),
            (
                "queries/A/versioned/1.0.0/index.mdx",
                Some((Kind::Query, false)),
            ),
            (
                "federated/t/services/events/index.mdx",
                Some((Kind::Service, false)),
            ),
            (
                "domains/A/subdomains/B/index.mdx",
                Some((Kind::Domain, false)),
            ),
            ("channels/a/b/c/index.mdx", Some((Kind::Channel, false))),
            ("events/Group/A/index.mdx", Some((Kind::Event, true))),
            ("teams/a.mdx", Some((Kind::Team, false))),
            ("events/A/changelog.mdx", None),
            ("events/index.mdx", None),
            ("docs/events.md", None),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
        let versioned = of("events/A/versioned/1.0.0/index.mdx").unwrap();
        assert_eq!(versioned.folder, "events/A/versioned/1.0.0");
    }
}
