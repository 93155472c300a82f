//! What messages and types are called in the native format, and how one is named from a file of
//! some namespace.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Intent, Version};
use factum_catalog::contract::shape::{TypeDef, TypeId, Types};
use factum_catalog::model::MessageId;
use factum_catalog::native::BASES;

/// A namespace, a name and a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) namespace: Option<String>,
    pub(super) name: String,
    pub(super) version: u32,
}

/// What a type is known by before its body is looked at.
pub(super) type TypeKey = Key;

impl Key {
    /// `Name@2`
    pub(super) fn versioned(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }
}

/// The characters of a namespace that can stand in a reference; the others become `_`.
pub(super) fn namespace(text: Option<&str>) -> Option<String> {
    let mended = text.map(|text| mended(text, |c| matches!(c, '_' | '-' | '.')));
    mended.filter(|text| !text.is_empty())
}

/// A name for a field or a symbol: ASCII letters, digits and `_`, no digit first.
pub(super) fn identifier(name: &str) -> String {
    let is_right = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut mended: String = name
        .chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .collect();
    if mended.is_empty() || mended.starts_with(|c: char| c.is_ascii_digit()) {
        mended.insert(0, '_');
    }
    mended
}

/// Identifiers for these names, no two the same.
pub(super) fn identifiers<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    names
        .map(|name| {
            let mut mended = identifier(name);
            while !taken.insert(mended.clone()) {
                mended.push('_');
            }
            mended
        })
        .collect()
}

fn mended(name: &str, is_allowed: impl Fn(char) -> bool) -> String {
    let is_right = |c: char| c.is_alphanumeric() || is_allowed(c);
    let mended: String = name
        .chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .collect();
    mended.trim_matches('.').to_owned()
}

/// Names that mean something in the grammar of types, beside the base types.
const WORDS: [&str; 3] = ["map", "enum", "fixed"];

/// The key of a type, as near to its name as the grammar allows.
pub(super) fn type_key(definition: &TypeDef) -> TypeKey {
    let mut name = mended(&definition.name.value, |c| matches!(c, '_' | '-'));
    if name.is_empty() || BASES.contains(&&*name) || WORDS.contains(&&*name) {
        name.push('_');
    }
    Key {
        namespace: namespace(definition.namespace.as_deref()),
        name,
        version: definition.version.max(1),
    }
}

/// Finds the shortest way to name something, as the native format looks names up: in the own
/// namespace first, then anywhere if the name is unique; the newest version unless one is written.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each name, the versions that each namespace has of it.
    known: HashMap<String, BTreeMap<Option<String>, BTreeSet<u32>>>,
}

impl Index {
    fn new<'a>(keys: impl Iterator<Item = &'a Key>) -> Index {
        let mut index = Index::default();
        for key in keys {
            let namespaces = index.known.entry(key.name.clone()).or_default();
            let versions = namespaces.entry(key.namespace.clone()).or_default();
            versions.insert(key.version);
        }
        index
    }

    fn name(&self, target: &Key, scope: Option<&str>) -> String {
        let Some(namespaces) = self.known.get(&target.name) else {
            return target.name.clone();
        };
        let newest = namespaces.get(&target.namespace).and_then(|it| it.last());
        let name = if newest == Some(&target.version) {
            target.name.clone()
        } else {
            target.versioned()
        };
        let is_near = target.namespace.as_deref() == scope || namespaces.len() == 1;
        match &target.namespace {
            Some(namespace) if !is_near => format!("{namespace}.{name}"),
            _ => name,
        }
    }
}

/// What the types are called.
#[derive(Debug)]
pub(super) struct TypeNames {
    /// For each type, the one that is written for it and all that are equal to it.
    written: Vec<TypeId>,
    keys: HashMap<TypeId, Key>,
    index: Index,
}

impl TypeNames {
    /// Names the types of which `representatives` are written.
    pub(super) fn new(types: &Types, representatives: Vec<TypeId>, notes: &mut Vec<Note>) -> Self {
        let written: BTreeSet<TypeId> = representatives.iter().copied().collect();
        let definitions = types.iter().filter(|(id, _)| written.contains(id));
        let definitions: Vec<(TypeId, &TypeDef)> = definitions.collect();
        let in_namespaces: HashSet<String> = definitions
            .iter()
            .map(|(_, definition)| type_key(definition))
            .filter(|key| key.namespace.is_some())
            .map(|key| key.name)
            .collect();
        let mut taken: HashSet<Key> = HashSet::new();
        let mut keys = HashMap::new();
        for (id, definition) in definitions {
            let mut key = type_key(definition);
            let base = key.name.clone();
            let mut count = 1;
            // A type outside of all namespaces cannot be named where a namespace has one like it.
            let is_hidden =
                |key: &Key| key.namespace.is_none() && in_namespaces.contains(&key.name);
            while is_hidden(&key) || taken.contains(&key) {
                count += 1;
                key.name = format!("{base}_{count}");
            }
            if key.name != *definition.name.value {
                let message = format!("the type is called `{}`", key.name);
                let subject = definition.qualified_name();
                notes.push(Note::new(subject, message, definition.name.span));
            }
            taken.insert(key.clone());
            keys.insert(id, key);
        }
        TypeNames {
            index: Index::new(keys.values()),
            written: representatives,
            keys,
        }
    }

    /// The key of a type that is written; nothing for one that an equal one stands for.
    pub(super) fn key(&self, id: TypeId) -> Option<&Key> {
        self.keys.get(&id)
    }

    /// How a type is named in a file of a namespace.
    pub(super) fn name(&self, id: TypeId, scope: Option<&str>) -> String {
        let written = self.written.get(id.0 as usize).copied().unwrap_or(id);
        let key = self.keys.get(&written);
        key.map_or_else(|| "json".to_owned(), |key| self.index.name(key, scope))
    }
}

/// What the messages are called.
#[derive(Debug)]
pub(super) struct MessageNames {
    keys: Vec<Option<Key>>,
    index: Index,
    /// The newest message of each name and intent.
    newest: HashMap<(Intent, Option<String>, String), MessageId>,
}

impl MessageNames {
    /// Names the messages. Of those that have one identity and one `content`, the first is
    /// written.
    pub(super) fn new(
        catalog: &Catalog,
        content: impl Fn(MessageId) -> String,
        notes: &mut Vec<Note>,
    ) -> Self {
        let mut groups: BTreeMap<(Option<String>, String), Vec<MessageId>> = BTreeMap::new();
        for (id, message) in catalog.messages.iter().enumerate() {
            let mut name = mended(&message.name.value, |c| matches!(c, '_' | '-' | '.'));
            if name.is_empty() {
                name.push('_');
            }
            let namespace = namespace(message.namespace.as_deref());
            groups.entry((namespace, name)).or_default().push(id);
        }
        let mut keys = vec![None; catalog.messages.len()];
        let mut newest: HashMap<_, MessageId> = HashMap::new();
        for ((namespace, name), mut members) in groups {
            let mut seen = HashSet::new();
            if members.len() > 1 {
                members.retain(|&id| {
                    let message = &catalog.messages[id];
                    let is_first = seen.insert((message.intent, &message.version, content(id)));
                    if !is_first {
                        let text = "stands in several files alike and is written once";
                        notes.push(note_on(catalog, id, text.to_owned()));
                    }
                    is_first
                });
            }
            for (&id, version) in members.iter().zip(versions(catalog, &members)) {
                let message = &catalog.messages[id];
                let is_as_written = match &message.version {
                    Version::Unstated => version == 1,
                    stated => stated.to_string() == version.to_string(),
                };
                if *message.name.value != *name {
                    notes.push(note_on(catalog, id, format!("is called `{name}`")));
                }
                if message.namespace.as_deref() != namespace.as_deref() {
                    let shown = namespace.as_deref().unwrap_or("without a name");
                    notes.push(note_on(catalog, id, format!("its namespace is `{shown}`")));
                }
                if !is_as_written {
                    let why = match &message.version {
                        Version::Unstated => "several of this name differ",
                        _ => "versions are whole numbers",
                    };
                    let text = format!("is written as version {version}: {why}");
                    notes.push(note_on(catalog, id, text));
                }
                let slot = (message.intent, namespace.clone(), name.clone());
                let best = newest.entry(slot).or_insert(id);
                let version_of = |id: MessageId| keys[id].as_ref().map(|key: &Key| key.version);
                if version_of(*best).is_none_or(|other| other < version) {
                    *best = id;
                }
                keys[id] = Some(Key {
                    namespace: namespace.clone(),
                    name: name.clone(),
                    version,
                });
            }
        }
        MessageNames {
            index: Index::new(keys.iter().flatten()),
            keys,
            newest,
        }
    }

    /// The key of a message that is written.
    pub(super) fn key(&self, id: MessageId) -> Option<&Key> {
        self.keys.get(id)?.as_ref()
    }

    /// The newest message of this name and intent.
    pub(super) fn newest(&self, intent: Intent, key: &Key) -> Option<MessageId> {
        let slot = (intent, key.namespace.clone(), key.name.clone());
        self.newest.get(&slot).copied()
    }

    /// How a message is named in a file of a namespace, that a file of `from` calls `written`. A
    /// name of no message stays as it is.
    pub(super) fn mention(
        &self,
        catalog: &Catalog,
        (written, from): (&str, Option<&str>),
        scope: Option<&str>,
    ) -> String {
        let found = catalog.find_message(written, from).id();
        let key = found.and_then(|id| self.key(id));
        key.map_or_else(|| written.to_owned(), |key| self.index.name(key, scope))
    }
}

fn note_on(catalog: &Catalog, id: MessageId, text: String) -> Note {
    let message = &catalog.messages[id];
    Note::new(message.identity().to_string(), text, message.name.span)
}

/// The major versions of messages of one name: their own where no two are the same, else counted
/// from the oldest.
fn versions(catalog: &Catalog, members: &[MessageId]) -> Vec<u32> {
    let majors = members
        .iter()
        .map(|&id| match &catalog.messages[id].version {
            Version::Unstated => Some(1),
            Version::Major(major) => Some(*major),
            Version::Foreign(text) => numbers(text)
                .first()
                .and_then(|first| u32::try_from(*first).ok()),
        });
    let majors: Option<Vec<u32>> = majors.map(|it| it.filter(|major| *major > 0)).collect();
    if members.len() == 1 {
        return majors.unwrap_or_else(|| vec![1]);
    }
    if let Some(majors) = majors {
        let distinct: HashSet<u32> = majors.iter().copied().collect();
        if distinct.len() == majors.len() {
            return majors;
        }
    }
    let age = |id: MessageId| numbers(&catalog.messages[id].version.to_string());
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|&index| age(members[index]));
    let mut versions = vec![1; members.len()];
    for (rank, index) in (1..).zip(order) {
        versions[index] = rank;
    }
    versions
}

fn numbers(version: &str) -> Vec<u64> {
    let digits = version.split(|c: char| !c.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}
