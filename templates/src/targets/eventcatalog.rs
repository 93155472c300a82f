//! EventCatalog (core 4): a folder for each message, service and channel, with the schema beside
//! the page of a message, and a page for each team that owns something.
//!
//! The newest version of a message is its page; the older ones stand under `versioned`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Intent, Message, Payload, Version};
use factum_catalog::contract::shape::{Deprecation, Text};
use factum_catalog::contract::span::Spanned;
use factum_catalog::model::{Channel, MessageId};
use serde::Deserialize;

use super::not_carried;
use super::payload::Payloads;
use crate::output::OutputPath;
use crate::target::{GenerateError, Generated, Target};
use crate::yaml::{Entry, Yaml};

/// `[generate.eventcatalog]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The directory, relative to `factum.toml`: that of `eventcatalog.config.js`.
    pub out: String,
    /// The language of payloads.
    #[serde(default)]
    pub payloads: Payloads,
}

/// The target.
#[derive(Clone, Debug)]
pub struct EventCatalog(pub Options);

/// The version of what has none: services, channels, and messages of formats without versions.
const FIRST: &str = "1.0.0";

impl Target for EventCatalog {
    fn name(&self) -> &'static str {
        "eventcatalog"
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let mut tree = Tree {
            options: &self.0,
            catalog,
            pages: pages(catalog),
            generated: Generated::default(),
        };
        for (id, message) in catalog.messages.iter().enumerate() {
            tree.message(id, message)?;
        }
        for (service, traffic) in traffic(catalog) {
            tree.service(service, &traffic)?;
        }
        for channel in &catalog.channels {
            tree.channel(channel)?;
        }
        tree.teams()?;
        let lost = lost(catalog);
        tree.generated.notes.extend(lost);
        Ok(tree.generated)
    }
}

/// A message's id and version in EventCatalog, and its folder.
struct Page {
    id: String,
    version: String,
    folder: String,
}

/// An id that is a file name everywhere.
fn id(name: &str) -> String {
    let is_right = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let id: String = name
        .chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .collect();
    match id.starts_with('.') || id.is_empty() {
        true => format!("_{id}"),
        false => id,
    }
}

fn pages(catalog: &Catalog) -> Vec<Page> {
    // An id is unique among all messages, whatever their kind and without regard to case.
    type Owner<'a> = (Intent, Option<&'a str>, &'a str);
    let mut owners: HashMap<String, BTreeSet<Owner<'_>>> = HashMap::new();
    let owner = |message: &'_ Message| -> (Intent, Option<String>, String) {
        let namespace = message.namespace.as_deref().map(str::to_owned);
        (message.intent, namespace, message.name.value.to_string())
    };
    for message in &catalog.messages {
        let key = (
            message.intent,
            message.namespace.as_deref(),
            &*message.name.value,
        );
        owners
            .entry(id(&message.name.value).to_lowercase())
            .or_default()
            .insert(key);
    }
    let mut ids: BTreeMap<(Intent, Option<String>, String), String> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for message in &catalog.messages {
        let short = id(&message.name.value);
        let is_alone = owners
            .get(&short.to_lowercase())
            .is_none_or(|all| all.len() == 1);
        let namespace = message.namespace.as_deref().filter(|_| !is_alone);
        ids.entry(owner(message)).or_insert_with(|| {
            let mut full = namespace.map_or(short.clone(), |it| id(&format!("{it}.{short}")));
            while !taken.insert(full.to_lowercase()) {
                full.push('_');
            }
            full
        });
    }
    let mut newest: HashMap<&str, (Vec<u64>, MessageId)> = HashMap::new();
    let mut versions: Vec<(&str, String)> = Vec::new();
    let mut used: BTreeSet<(&str, String)> = BTreeSet::new();
    for (index, message) in catalog.messages.iter().enumerate() {
        let name = ids.get(&owner(message)).map_or("", |id| &**id);
        let mut version = match &message.version {
            Version::Unstated => FIRST.to_owned(),
            Version::Major(major) => format!("{major}.0.0"),
            Version::Foreign(version) => semantic(version),
        };
        // Bare schemas may stand in several files under one name.
        let (base, mut count) = (version.clone(), 0);
        while !used.insert((name, version.clone())) {
            count += 1;
            version = format!("{base}-{count}");
        }
        let age: Vec<u64> = version
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|it| it.parse().ok())
            .collect();
        let best = newest.entry(name).or_insert_with(|| (age.clone(), index));
        if age > best.0 {
            *best = (age, index);
        }
        versions.push((name, version));
    }
    let pages = catalog.messages.iter().zip(versions).enumerate();
    pages
        .map(|(index, (message, (name, version)))| {
            let kind = match message.intent {
                Intent::Event => "events",
                Intent::Command | Intent::Reply => "commands",
                Intent::Query => "queries",
            };
            let is_newest = newest.get(name).is_some_and(|(_, newest)| *newest == index);
            let folder = match is_newest {
                true => format!("{kind}/{name}"),
                false => format!("{kind}/{name}/versioned/{version}"),
            };
            Page {
                id: name.to_owned(),
                version,
                folder,
            }
        })
        .collect()
}

/// A semantic version for a foreign one: `v1.2` as `1.2.0`, and what has words in it as a
/// pre-release, `v1beta1` as `1.0.0-v1beta1`.
fn semantic(version: &str) -> String {
    let plain = version.strip_prefix(['v', 'V']).unwrap_or(version);
    let numbers: Option<Vec<u64>> = plain.split('.').map(|part| part.parse().ok()).collect();
    if let Some(numbers @ ([_] | [_, _] | [_, _, _])) = numbers.as_deref() {
        let number = |index: usize| numbers.get(index).copied().unwrap_or(0);
        return format!("{}.{}.{}", number(0), number(1), number(2));
    }
    let mut digits = version.split(|c: char| !c.is_ascii_digit());
    let first = digits
        .find_map(|digits| digits.parse::<u64>().ok())
        .unwrap_or(0);
    let is_right = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let word: String = version
        .chars()
        .map(|c| if is_right(c) { c } else { '-' })
        .collect();
    format!("{first}.0.0-{word}")
}

/// What a service sends and receives.
#[derive(Default)]
struct Traffic {
    sends: Vec<MessageId>,
    receives: Vec<MessageId>,
}

fn traffic(catalog: &Catalog) -> BTreeMap<&str, Traffic> {
    let mut services: BTreeMap<&str, Traffic> = BTreeMap::new();
    for service in &catalog.services {
        services.entry(&service.name.value).or_default();
    }
    for (index, message) in catalog.messages.iter().enumerate() {
        for service in &message.producers {
            services
                .entry(&service.value)
                .or_default()
                .sends
                .push(index);
        }
        for service in message.consumers.iter().chain(&message.handler) {
            let receives = &mut services.entry(&service.value).or_default().receives;
            if receives.last() != Some(&index) {
                receives.push(index);
            }
        }
    }
    services
}

struct Tree<'a> {
    options: &'a Options,
    catalog: &'a Catalog,
    pages: Vec<Page>,
    generated: Generated,
}

impl Tree<'_> {
    fn add(&mut self, file: &str, text: String) -> Result<(), GenerateError> {
        let target = "eventcatalog";
        let path = OutputPath::within(&self.options.out, file)
            .map_err(|source| GenerateError::Path { target, source })?;
        Ok(self.generated.outputs.add(path, target, text)?)
    }

    fn page(
        &mut self,
        folder: &str,
        entries: &[Entry],
        doc: Option<&Spanned<Text>>,
    ) -> Result<(), GenerateError> {
        let body = doc.map_or_else(String::new, |doc| format!("{}\n\n", markdown(&doc.value)));
        let text = format!(
            "---\n{}---\n\n{body}<NodeGraph />\n",
            Yaml::document(entries)
        );
        self.add(&format!("{folder}/index.mdx"), text)
    }

    fn message(&mut self, index: MessageId, message: &Message) -> Result<(), GenerateError> {
        let Some(page) = self.pages.get(index) else {
            return Ok(());
        };
        let folder = page.folder.clone();
        let mut entries = head(&page.id, &message.name.value, &page.version);
        summarize(&mut entries, message.doc.as_ref());
        own(&mut entries, self.owner(message));
        if let Some(deprecated) = &message.deprecated {
            entries.push(Entry::new("deprecated", deprecation(deprecated)));
        }
        let channels = self.channel_pointers(message);
        entries.extend(channels.map(|them| Entry::new("channels", them)));
        if message.payload != Payload::Unstated {
            let file = match self.options.payloads {
                Payloads::JsonSchema => "schema.json",
                Payloads::Avro => "schema.avsc",
            };
            entries.push(Entry::new("schemaPath", Yaml::text(file)));
            let notes = &mut self.generated.notes;
            let schema = self.options.payloads.schema(message, self.catalog, notes);
            self.add(&format!("{folder}/{file}"), format!("{schema:#}\n"))?;
        }
        self.page(&folder, &entries, message.doc.as_ref())
    }

    /// Who owns the service that a message comes from, or that answers it.
    fn owner(&self, message: &Message) -> Option<&Spanned<Text>> {
        let mut services = message
            .producers
            .first()
            .into_iter()
            .chain(&message.handler);
        services.find_map(|name| self.catalog.service(&name.value)?.owner.as_ref())
    }

    /// The channels of a message that are declared, if any is: a pointer leads nowhere else.
    fn channel_pointers(&self, message: &Message) -> Option<Yaml> {
        let channels = message.channels();
        let declared = channels.filter_map(|name| self.catalog.channel(&name.value));
        let pointers = declared.map(|channel| pointer(&id(&channel.name.value), FIRST, None));
        let pointers: Vec<Yaml> = pointers.collect();
        (!pointers.is_empty()).then_some(Yaml::List(pointers))
    }

    fn service(&mut self, name: &str, traffic: &Traffic) -> Result<(), GenerateError> {
        let mut entries = head(&id(name), name, FIRST);
        let service = self.catalog.service(name);
        let doc = service.and_then(|service| service.doc.as_ref());
        summarize(&mut entries, doc);
        own(
            &mut entries,
            service.and_then(|service| service.owner.as_ref()),
        );
        for (key, place, messages) in [
            ("sends", "to", &traffic.sends),
            ("receives", "from", &traffic.receives),
        ] {
            let pointers = messages.iter().filter_map(|&index| {
                let page = self.pages.get(index)?;
                let message = self.catalog.messages.get(index)?;
                let channels = self.channel_pointers(message);
                let channels = channels.map(|them| Entry::new(place, them));
                Some(pointer(&page.id, &page.version, channels))
            });
            let pointers: Vec<Yaml> = pointers.collect();
            if !pointers.is_empty() {
                entries.push(Entry::new(key, Yaml::List(pointers)));
            }
        }
        self.page(&format!("services/{}", id(name)), &entries, doc)
    }

    fn channel(&mut self, channel: &Channel) -> Result<(), GenerateError> {
        let name = &*channel.name.value;
        let mut entries = head(&id(name), name, FIRST);
        summarize(&mut entries, channel.doc.as_ref());
        own(&mut entries, channel.owner.as_ref());
        if let Some(address) = &channel.address {
            entries.push(Entry::new("address", Yaml::text(&*address.value)));
        }
        if let Some(broker) = &channel.broker {
            entries.push(Entry::new("protocols", Yaml::texts([&*broker.value])));
        }
        self.page(
            &format!("channels/{}", id(name)),
            &entries,
            channel.doc.as_ref(),
        )
    }

    /// A page for each owner, as owners are pointers too.
    fn teams(&mut self) -> Result<(), GenerateError> {
        let services = self.catalog.services.iter();
        let services = services.filter_map(|it| Some((it.owner.as_ref()?, &it.name, "service")));
        let channels = self.catalog.channels.iter();
        let channels = channels.filter_map(|it| Some((it.owner.as_ref()?, &it.name, "channel")));
        let mut teams: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
        for (owner, name, what) in services.chain(channels) {
            let team = teams.entry(id(&owner.value));
            let (_, owned) = team.or_insert_with(|| (owner.value.to_string(), Vec::new()));
            owned.push(format!("the {what} {}", name.value));
        }
        for (id, (name, owned)) in teams {
            let entries = [
                Entry::new("id", Yaml::Quoted(id.clone())),
                Entry::new("name", Yaml::Quoted(name)),
                Entry::new(
                    "summary",
                    Yaml::Quoted(format!("Owns {}.", owned.join(", "))),
                ),
            ];
            let text = format!("---\n{}---\n", Yaml::document(&entries));
            self.add(&format!("teams/{id}.mdx"), text)?;
        }
        Ok(())
    }
}

/// Text as Markdown in which nothing is taken for an expression, an element or a module of MDX.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim_end().lines() {
        if line.starts_with("import") || line.starts_with("export") {
            out.push(' ');
        }
        for c in line.chars() {
            if matches!(c, '{' | '}' | '<') {
                out.push('\\');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out.trim_end().to_owned()
}

/// What every page has. A version is text, even if it looks like a number.
fn head(id: &str, name: &str, version: &str) -> Vec<Entry> {
    vec![
        Entry::new("id", Yaml::Quoted(id.to_owned())),
        Entry::new("name", Yaml::Quoted(name.to_owned())),
        Entry::new("version", Yaml::Quoted(version.to_owned())),
    ]
}

fn pointer(id: &str, version: &str, more: Option<Entry>) -> Yaml {
    let mut entries = vec![
        Entry::new("id", Yaml::Quoted(id.to_owned())),
        Entry::new("version", Yaml::Quoted(version.to_owned())),
    ];
    entries.extend(more);
    Yaml::Map(entries)
}

fn summarize(entries: &mut Vec<Entry>, doc: Option<&Spanned<Text>>) {
    if let Some(doc) = doc {
        entries.push(Entry::new(
            "summary",
            Yaml::Quoted(doc.value.trim_end().to_owned()),
        ));
    }
}

fn own(entries: &mut Vec<Entry>, owner: Option<&Spanned<Text>>) {
    if let Some(owner) = owner {
        entries.push(Entry::new(
            "owners",
            Yaml::List(vec![Yaml::Quoted(id(&owner.value))]),
        ));
    }
}

fn deprecation(deprecated: &Deprecation) -> Yaml {
    let message = deprecated.sentence();
    let mut entries = vec![Entry::new("message", Yaml::Quoted(message))];
    if let Some(since) = &deprecated.since {
        entries.push(Entry::new("date", Yaml::Quoted(since.value.to_string())));
    }
    Yaml::Map(entries)
}

/// What the pages do not carry.
fn lost(catalog: &Catalog) -> Vec<Note> {
    let mut notes = not_carried::flows_and_read_models(catalog);
    for message in &catalog.messages {
        let key = message.key.as_ref().map(|it| ("the key", it.span));
        let ce_type = message.ce_type.as_ref();
        let ce_type = ce_type.map(|it| ("the CloudEvents type", it.span));
        let lost = key.into_iter().chain(ce_type);
        notes.extend(lost.map(|(what, span)| not_carried::of_message(message, what, span)));
        if let Some(header) = message.headers.first() {
            let text = "the headers are not carried";
            notes.push(Note::new(message.identity().to_string(), text, header.span));
        }
    }
    notes
}
