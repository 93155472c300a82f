//! A catalog beside its baseline: which contract of today is which of then.

use std::collections::{HashMap, HashSet};

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Identity, Message, Says, Version};
use factum_catalog::contract::shape::Text;
use factum_catalog::contract::span::{FileId, Span};
use factum_catalog::model::Channel;

use super::Baseline;
use super::settings::BreakingSettings;
use super::verdict::{Verdict, verdicts};

/// A catalog beside its baseline.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// Today's catalog.
    pub new: &'a Catalog,
    /// The baseline.
    pub old: &'a Catalog,
    /// What the verdicts depend on.
    pub settings: &'a BreakingSettings,
    /// The messages that are in both.
    pub pairs: Vec<Pair<'a>>,
    /// The messages that are in the baseline only.
    pub removed: Vec<&'a Message>,
    /// The messages that are in today's catalog only.
    pub added: Vec<&'a Message>,
    /// How the schemas of the pairs disagree.
    pub(super) verdicts: Vec<Verdict>,
}

/// A message, today and then.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Today.
    pub new: &'a Message,
    /// In the baseline.
    pub old: &'a Message,
}

impl Pair<'_> {
    /// Whether it is called something else today.
    pub fn is_renamed(&self) -> bool {
        self.new.name.value != self.old.name.value || self.new.namespace != self.old.namespace
    }

    /// Whether the schemas of both follow from their shapes.
    pub fn is_native(&self) -> bool {
        self.new.schemas.is_empty() && self.old.schemas.is_empty()
    }

    /// Whether the contract was still free to change when the baseline was taken.
    pub fn was_experimental(&self) -> bool {
        self.old.experimental.is_some()
    }
}

impl<'a> Comparison<'a> {
    /// Finds the pairs: messages of equal identity, and then, among the others, those that were
    /// plainly renamed.
    pub fn new(new: &'a Catalog, baseline: &'a Baseline, settings: &'a BreakingSettings) -> Self {
        let old = &baseline.catalog;
        let mut then: HashMap<Identity, Vec<&'a Message>> = HashMap::new();
        for message in old.messages.iter().rev() {
            then.entry(message.identity()).or_default().push(message);
        }
        let mut comparison = Comparison {
            new,
            old,
            settings,
            pairs: Vec::with_capacity(new.messages.len()),
            removed: Vec::new(),
            added: Vec::new(),
            verdicts: Vec::new(),
        };
        for message in &new.messages {
            let candidates = then.get_mut(&message.identity());
            match candidates.and_then(|candidates| comparison.take_nearest(message, candidates)) {
                Some(old) => comparison.pairs.push(Pair { new: message, old }),
                None => comparison.added.push(message),
            }
        }
        let left: HashSet<Span> = then
            .values()
            .flatten()
            .map(|message| message.span)
            .collect();
        comparison.removed = old
            .messages
            .iter()
            .filter(|message| left.contains(&message.span))
            .collect();
        comparison.pair_revised();
        comparison.pair_renamed();
        comparison.verdicts = verdicts(&comparison, &baseline.history);
        comparison
    }

    /// The pairs whose contract was not free to change.
    pub fn stable_pairs(&self) -> impl Iterator<Item = &Pair<'a>> {
        self.pairs.iter().filter(|pair| !pair.was_experimental())
    }

    /// The channels that are in both, today's first.
    pub fn channels(&self) -> impl Iterator<Item = (&'a Channel, &'a Channel)> {
        let old = self.old;
        self.new
            .channels
            .iter()
            .filter_map(move |now| old.channel(&now.name.value).map(|then| (now, then)))
    }

    /// The messages that came as a new version of one that was there, each with the newest version
    /// that was.
    pub fn new_versions(&self) -> Vec<(&'a Message, &'a Message)> {
        let mut newest: HashMap<(Option<&str>, &str), &'a Message> = HashMap::new();
        for message in &self.old.messages {
            let key = (message.namespace.as_deref(), &*message.name.value);
            let known = newest.entry(key).or_insert(message);
            if message.version > known.version {
                *known = message;
            }
        }
        self.added
            .iter()
            .filter_map(|added| {
                let key = (added.namespace.as_deref(), &*added.name.value);
                newest.get(&key).map(|before| (*added, *before))
            })
            .collect()
    }

    /// Of several messages of one identity, as bare schemas may be, the one of the same channel and
    /// file, or else of one of these; the first of several.
    fn take_nearest(
        &self,
        message: &Message,
        candidates: &mut Vec<&'a Message>,
    ) -> Option<&'a Message> {
        let path = self.path(message);
        let is_on = |name: &Text| message.channels().any(|channel| channel.value == *name);
        let nearness = |old: &Message| {
            let same_channel = old.channels().any(|channel| is_on(&channel.value));
            (same_channel, self.path(old) == path)
        };
        // The last of equals is the first one, as they lie in reverse.
        let nearest = (0..candidates.len()).max_by_key(|at| nearness(candidates[*at]))?;
        Some(candidates.remove(nearest))
    }

    /// Pairs what is left if it is the next revision of the same contract: a foreign version whose
    /// first number, the major by semantic versioning, is that of the version that is gone.
    fn pair_revised(&mut self) {
        let major = |message: &Message| match &message.version {
            Version::Foreign(text) => {
                let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
                let end = digits
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(digits.len());
                digits[..end].parse::<u64>().ok()
            }
            Version::Unstated | Version::Major(_) => None,
        };
        let mut revised: HashMap<(Option<&str>, &str, u64), &'a Message> = HashMap::new();
        for new in &self.added {
            if let Some(major) = major(new) {
                revised.insert((new.namespace.as_deref(), &*new.name.value, major), *new);
            }
        }
        let mut taken: HashSet<Span> = HashSet::new();
        for old in std::mem::take(&mut self.removed) {
            let key = major(old).map(|major| (old.namespace.as_deref(), &*old.name.value, major));
            match key.and_then(|key| revised.remove(&key)) {
                Some(new) => {
                    taken.insert(new.span);
                    self.pairs.push(Pair { new, old });
                }
                None => self.removed.push(old),
            }
        }
        self.added.retain(|new| !taken.contains(&new.span));
    }

    /// Pairs what is left if it is the same message under another name: one of the same name and
    /// a like payload in another namespace; the only schema of the same file (or of the only file)
    /// where a format names nothing else; or a payload that is much the same within one namespace.
    fn pair_renamed(&mut self) {
        let only_one = self.old.messages.len() == 1 && self.new.messages.len() == 1;
        // Only messages of one file, one namespace or one name are compared with each other.
        let mut of_name: HashMap<&str, Vec<&'a Message>> = HashMap::new();
        let mut nearby: HashMap<(&str, Option<&str>), Vec<&'a Message>> = HashMap::new();
        let added = std::mem::take(&mut self.added);
        for message in added.iter().copied() {
            of_name
                .entry(&message.name.value)
                .or_default()
                .push(message);
            nearby
                .entry((self.path(message), None))
                .or_default()
                .push(message);
            nearby
                .entry(("", message.namespace.as_deref()))
                .or_default()
                .push(message);
        }
        let mut taken: HashSet<Span> = HashSet::new();
        for old in std::mem::take(&mut self.removed) {
            let same_file = nearby.get(&(self.path(old), None)).into_iter().flatten();
            let same_namespace = nearby
                .get(&("", old.namespace.as_deref()))
                .into_iter()
                .flatten();
            let moved = of_name
                .get(&*old.name.value)
                .into_iter()
                .flatten()
                .filter(|new| new.namespace != old.namespace && alike(old, new));
            let bare = |new: &Message| old.says == Says::NOTHING && new.says == Says::NOTHING;
            let found = moved
                .chain(same_file.filter(|new| bare(new)))
                .chain(added.iter().filter(|new| only_one && bare(new)))
                .chain(same_namespace.filter(|new| much_the_same(old, new)))
                .find(|new| {
                    new.intent == old.intent
                        && new.version == old.version
                        && !taken.contains(&new.span)
                });
            match found {
                Some(new) => {
                    taken.insert(new.span);
                    self.pairs.push(Pair { new, old });
                }
                None => self.removed.push(old),
            }
        }
        self.added = added
            .into_iter()
            .filter(|new| !taken.contains(&new.span))
            .collect();
    }

    /// The path of the file that a message stands in, without the revision of a baseline.
    pub fn path(&self, message: &Message) -> &'a str {
        let file = message.span.file;
        let source = self.new.source(file).or_else(|| self.old.source(file));
        source.map_or("", |source| match source.path.split_once(BASELINE_MARK) {
            Some((_, path)) => path,
            None => &source.path,
        })
    }

    /// Where to report what is gone: at the top of the file that it stood in, if there is one
    /// still, else at the place where it stood.
    pub fn grave(&self, gone: &Message) -> Span {
        let path = self.path(gone);
        let file = self
            .new
            .sources
            .iter()
            .position(|source| &*source.path == path);
        match file.and_then(|index| u32::try_from(index).ok()) {
            Some(index) => self.first_line(FileId(index)),
            None => gone.name.span,
        }
    }

    fn first_line(&self, file: FileId) -> Span {
        let text = self.new.source(file).map_or("", |source| &source.text);
        let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
        let length = text[start..]
            .lines()
            .next()
            .map_or(0, |line| line.trim_end().len());
        Span::new(file, start, start + length)
    }
}

/// What stands between a baseline's revision and the path of a file of it, as in
/// `HEAD~1:events/orders.yaml`.
pub const BASELINE_MARK: char = ':';

/// Whether two payloads have most of their fields in common, and enough to tell.
fn much_the_same(old: &Message, new: &Message) -> bool {
    old.fields().len().max(new.fields().len()) >= 2 && alike(old, new)
}

/// Whether two payloads have most of their fields in common.
fn alike(old: &Message, new: &Message) -> bool {
    let (then, now) = (old.fields(), new.fields());
    let common = then
        .iter()
        .filter(|field| {
            now.iter().any(|other| {
                other.name.value == field.name.value && other.ty.to_string() == field.ty.to_string()
            })
        })
        .count();
    common * 5 >= then.len().max(now.len()) * 4
}
