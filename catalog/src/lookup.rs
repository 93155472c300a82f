//! Finding what a name means.

use std::collections::{HashMap, HashSet};

use factum_contract::message::{Message, Version};
use factum_contract::shape::{Text, TypeDef, TypeId};

use crate::model::{ByName, Catalog, MessageId};

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<T> {
    /// This.
    Found(T),
    /// Any of these: the name has to be qualified.
    Ambiguous(Vec<T>),
    /// Nothing.
    Missing,
}

impl<T: Copy> Lookup<T> {
    /// What was found, if exactly one thing was.
    pub fn id(&self) -> Option<T> {
        match self {
            Lookup::Found(id) => Some(*id),
            _ => None,
        }
    }
}

/// Definitions by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    pub(crate) messages: ByName<Vec<MessageId>>,
    pub(crate) types: ByName<Vec<TypeId>>,
    pub(crate) services: ByName<usize>,
    pub(crate) channels: ByName<usize>,
}

/// A name as it may be written: `Name`, `Name@2`, `a.b.Name`, `a.b.Name@2`.
struct Written<'a> {
    namespace: Option<&'a str>,
    name: &'a str,
    version: Option<&'a str>,
}

impl<'a> Written<'a> {
    fn parse(text: &'a str) -> Self {
        let (path, version) = match text.rsplit_once('@') {
            Some((path, version)) => (path, Some(version)),
            None => (text, None),
        };
        let (namespace, name) = match path.rsplit_once('.') {
            Some((namespace, name)) => (Some(namespace), name),
            None => (None, path),
        };
        Written {
            namespace,
            name,
            version,
        }
    }
}

/// What messages and types have in common for finding them.
trait Named {
    fn namespace(&self) -> Option<&str>;
    fn has_version(&self, version: &str) -> bool;
    /// For "the newest": compared after the namespaces are found equal.
    fn newness(&self) -> Newness<'_>;
}

/// Orders versions: majors by number, foreign ones by the numbers in them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Newness<'a>(Vec<u64>, &'a str);

impl Named for Message {
    fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    fn has_version(&self, version: &str) -> bool {
        match &self.version {
            Version::Unstated => false,
            Version::Major(major) => version.parse() == Ok(*major),
            Version::Foreign(text) => &**text == version,
        }
    }

    fn newness(&self) -> Newness<'_> {
        match &self.version {
            Version::Unstated => Newness(Vec::new(), ""),
            Version::Major(major) => Newness(vec![u64::from(*major)], ""),
            Version::Foreign(text) => Newness(
                text.split(|c: char| !c.is_ascii_digit())
                    .filter_map(|digits| digits.parse().ok())
                    .collect(),
                text,
            ),
        }
    }
}

impl Named for TypeDef {
    fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    fn has_version(&self, version: &str) -> bool {
        version.parse() == Ok(self.version)
    }

    fn newness(&self) -> Newness<'_> {
        Newness(vec![u64::from(self.version)], "")
    }
}

impl Catalog {
    /// Finds a message by a name written in a file of `namespace`: there first, then anywhere if
    /// the name is unique; the newest version unless one is written.
    pub fn find_message(&self, written: &str, namespace: Option<&str>) -> Lookup<MessageId> {
        find(&self.index.messages, written, namespace, |id| {
            self.messages.get(id)
        })
    }

    /// Finds a type, as [`Catalog::find_message`] finds a message.
    pub fn find_type(&self, written: &str, namespace: Option<&str>) -> Lookup<TypeId> {
        find(&self.index.types, written, namespace, |id| {
            self.types.get(id)
        })
    }

    /// The messages of which a newer version is there.
    pub fn superseded(&self) -> HashSet<MessageId> {
        let mut superseded = HashSet::new();
        for ids in self.index.messages.values() {
            let mut newest: HashMap<Option<&str>, &Message> = HashMap::new();
            let messages = || {
                ids.iter()
                    .filter_map(|&id| Some((id, self.messages.get(id)?)))
            };
            for (_, message) in messages() {
                let known = newest.entry(message.namespace()).or_insert(message);
                if message.newness() > known.newness() {
                    *known = message;
                }
            }
            let is_older = |message: &Message| {
                let newest = newest.get(&message.namespace());
                newest.is_some_and(|newest| newest.version != message.version)
            };
            let older = messages().filter(|(_, message)| is_older(message));
            superseded.extend(older.map(|(id, _)| id));
        }
        superseded
    }

    /// Builds the index anew; to be called after definitions were added.
    pub(crate) fn reindex(&mut self) {
        let mut index = Index::default();
        for (id, message) in self.messages.iter().enumerate() {
            add(&mut index.messages, &message.name.value, id);
        }
        for (id, definition) in self.types.iter() {
            add(&mut index.types, &definition.name.value, id);
        }
        for (id, service) in self.services.iter().enumerate() {
            index
                .services
                .entry(service.name.value.clone())
                .or_insert(id);
        }
        for (id, channel) in self.channels.iter().enumerate() {
            index
                .channels
                .entry(channel.name.value.clone())
                .or_insert(id);
        }
        self.index = index;
    }
}

fn add<T>(index: &mut ByName<Vec<T>>, name: &Text, id: T) {
    match index.get_mut(name) {
        Some(ids) => ids.push(id),
        None => {
            index.insert(name.clone(), vec![id]);
        }
    }
}

fn find<'a, T: Copy, D: Named + 'a>(
    index: &HashMap<Text, Vec<T>>,
    written: &str,
    namespace: Option<&str>,
    get: impl Fn(T) -> Option<&'a D>,
) -> Lookup<T> {
    // A foreign name may itself hold dots, which then part no namespace from it.
    let parsed = Written::parse(written);
    let path = match parsed.version {
        Some(version) => &written[..written.len() - version.len() - 1],
        None => written,
    };
    let as_whole = |name, version| Written {
        namespace: None,
        name,
        version,
    };
    let found = [
        as_whole(written, None),
        as_whole(path, parsed.version),
        parsed,
    ]
    .into_iter()
    .find_map(|written| Some((index.get(written.name)?, written)));
    let Some((ids, written)) = found else {
        return Lookup::Missing;
    };
    let candidates = |wanted: Option<Option<&str>>| -> Vec<(T, &'a D)> {
        ids.iter()
            .filter_map(|&id| get(id).map(|definition| (id, definition)))
            .filter(|(_, definition)| wanted.is_none_or(|wanted| definition.namespace() == wanted))
            .filter(|(_, definition)| {
                written
                    .version
                    .is_none_or(|version| definition.has_version(version))
            })
            .collect()
    };
    let mut found = match written.namespace {
        Some(namespace) => candidates(Some(Some(namespace))),
        None => candidates(Some(namespace)),
    };
    if found.is_empty() && written.namespace.is_none() {
        found = candidates(None);
        if let [(_, first), rest @ ..] = &found[..]
            && rest
                .iter()
                .any(|(_, other)| other.namespace() != first.namespace())
        {
            return Lookup::Ambiguous(found.into_iter().map(|(id, _)| id).collect());
        }
    }
    found
        .into_iter()
        .max_by(|(_, a), (_, b)| a.newness().cmp(&b.newness()))
        .map_or(Lookup::Missing, |(id, _)| Lookup::Found(id))
}
