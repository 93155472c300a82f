//! What changed between a baseline and today, breaking or not, for people.
//!
//! The changes are read off the messages; which of them break is what the rules say.

mod message;
mod payload;
mod schema;

use std::collections::HashMap;

use factum_catalog::Catalog;
use factum_catalog::contract::compatibility::Direction;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::span::Span;
use factum_message_rules::finding::{Affected, Finding, Findings, Severity};

use super::comparison::Comparison;
use super::settings::BreakingSettings;
use super::{ALL, Baseline};

/// What changed, by message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changelog {
    /// What has a change: today's messages in the order of the catalog, then those that are gone,
    /// then channels.
    pub entries: Vec<Entry>,
}

/// What changed about one message or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its full name: `com.acme.orders.OrderPlaced@2`.
    pub identity: String,
    /// `event`, `command`, `query` or `channel`.
    pub kind: &'static str,
    /// Where it is defined, or was.
    pub place: Span,
    /// The changes, the contract's first.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// What happened, in a few words, with names quoted: ``the field `total` is gone``.
    pub what: String,
    /// The rules by which it breaks; empty if it is compatible.
    pub rules: Vec<&'static str>,
    /// The consumers that it breaks, as far as the catalogs know them.
    pub affected: Vec<Affected>,
    /// Where it is said, today and then.
    places: Vec<Span>,
    /// The only direction in which it can break, if there is but one.
    direction: Option<Direction>,
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// A message that was not there.
    Added,
    /// A version of a message that was there in an older one.
    NewVersion,
    /// A message that is gone.
    Removed,
    /// A message with another name or in another namespace.
    Renamed,
    /// A message or a field that is deprecated now, or no longer.
    Deprecation,
    /// The fields, their types or anything else in the payload or the headers.
    Payload,
    /// The partition key.
    Key,
    /// The channel.
    Channel,
    /// The media type of the payload.
    MediaType,
    /// The CloudEvents `type`.
    Type,
    /// The CloudEvents `source`.
    Source,
    /// Who may consume it.
    Visibility,
    /// Whether the contract is still free to change, or how it is checked.
    Policy,
    /// Who produces or consumes it.
    Wiring,
    /// What is said for people.
    Documentation,
}

impl ChangeKind {
    /// The word for it, as in `new-version`.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::NewVersion => "new-version",
            ChangeKind::Removed => "removed",
            ChangeKind::Renamed => "renamed",
            ChangeKind::Deprecation => "deprecation",
            ChangeKind::Payload => "payload",
            ChangeKind::Key => "key",
            ChangeKind::Channel => "channel",
            ChangeKind::MediaType => "media-type",
            ChangeKind::Type => "type",
            ChangeKind::Source => "source",
            ChangeKind::Visibility => "visibility",
            ChangeKind::Policy => "policy",
            ChangeKind::Wiring => "wiring",
            ChangeKind::Documentation => "documentation",
        }
    }

    /// The rule that speaks of nothing but such changes.
    fn rule(self) -> Option<&'static str> {
        match self {
            ChangeKind::Removed => Some("message-removed"),
            ChangeKind::Renamed => Some("message-renamed"),
            ChangeKind::Key => Some("key-changed"),
            ChangeKind::Channel => Some("channel-changed"),
            ChangeKind::MediaType => Some("media-type-changed"),
            ChangeKind::Type => Some("cloudevents-type-changed"),
            ChangeKind::Source => Some("cloudevents-source-changed"),
            ChangeKind::Visibility => Some("visibility-narrowed"),
            _ => None,
        }
    }
}

/// What a change asks of a version number, in the words of semantic versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing on the wire changed.
    Patch,
    /// What was written before and who reads today go on.
    Minor,
    /// A version of its own: the registry would refuse it under this one, or consumers break.
    Major,
}

impl Bump {
    /// `patch`, `minor` or `major`.
    pub fn as_str(self) -> &'static str {
        match self {
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }
}

impl Entry {
    /// The most that any of the changes asks for.
    pub fn bump(&self) -> Bump {
        let bumps = self.changes.iter().map(Change::bump);
        bumps.max().unwrap_or(Bump::Patch)
    }
}

impl Change {
    fn new(kind: ChangeKind, what: impl Into<String>) -> Change {
        Change {
            kind,
            what: what.into(),
            rules: Vec::new(),
            affected: Vec::new(),
            places: Vec::new(),
            direction: None,
        }
    }

    fn at(mut self, places: impl IntoIterator<Item = Span>) -> Change {
        self.places.extend(places);
        self
    }

    fn only(mut self, direction: Direction) -> Change {
        self.direction = Some(direction);
        self
    }

    /// Whether somebody or something breaks by it.
    pub fn is_breaking(&self) -> bool {
        !self.rules.is_empty()
    }

    /// What it asks for.
    pub fn bump(&self) -> Bump {
        match self.kind {
            _ if self.is_breaking() => Bump::Major,
            ChangeKind::NewVersion => Bump::Major,
            ChangeKind::Documentation | ChangeKind::Wiring => Bump::Patch,
            _ => Bump::Minor,
        }
    }

    /// Whether a finding speaks of this change.
    fn is_told_by(&self, finding: &Finding) -> bool {
        if self.kind.rule() == Some(finding.rule) {
            return true;
        }
        let is_other_way = |direction| finding.direction.is_some_and(|it| it != direction);
        if self.direction.is_some_and(is_other_way) {
            return false;
        }
        let mut spans = finding.related.iter().map(|related| related.span);
        let here = |span: Span| self.places.iter().any(|place| place.contains(span));
        self.kind == ChangeKind::Payload && (here(finding.span) || spans.any(here))
    }

    fn breaks_by(&mut self, finding: &Finding) {
        if !self.rules.contains(&finding.rule) {
            self.rules.push(finding.rule);
        }
        for affected in &finding.affected {
            if !self.affected.contains(affected) {
                self.affected.push(affected.clone());
            }
        }
    }
}

/// Rules that judge how a version is numbered or a change is approved: they find no change.
const ABOUT_NUMBERS: [&str; 4] = [
    "version-skipped",
    "empty-version-bump",
    "stability-promised",
    "stale-allowance",
];

/// What changed between a baseline and today. The levels of rules and approved breaks do not count:
/// what breaks, breaks.
pub fn changelog(new: &Catalog, baseline: &Baseline, settings: &BreakingSettings) -> Changelog {
    let comparison = Comparison::new(new, baseline, settings);
    let mut found = findings(&comparison);
    let mut entries = Vec::new();
    let mut add = |message: &Message, changes: Vec<Change>| {
        let identity = message.identity().to_string();
        let told = found.remove(&identity).unwrap_or_default();
        let changes = judged(changes, &told);
        if !changes.is_empty() {
            entries.push(Entry {
                identity,
                kind: message.intent.as_str(),
                place: message.name.span,
                changes,
            });
        }
    };
    for (message, changes) in message::changes(&comparison) {
        add(message, changes);
    }
    let mut channels: Vec<Entry> = found
        .into_iter()
        .filter_map(|(identity, told)| {
            Some(Entry {
                place: told.first()?.span,
                identity,
                kind: "channel",
                changes: judged(Vec::new(), &told),
            })
        })
        .collect();
    channels.sort_by_key(|entry| entry.place);
    entries.extend(channels);
    Changelog { entries }
}

/// What the rules find, by the name of the message or channel.
fn findings(comparison: &Comparison<'_>) -> HashMap<String, Vec<Finding>> {
    let mut found = Vec::new();
    for rule in ALL
        .iter()
        .filter(|rule| !ABOUT_NUMBERS.contains(&rule.about.id))
    {
        (rule.check)(comparison, &mut Findings::new(&rule.about, &mut found));
    }
    let mut by_subject: HashMap<String, Vec<Finding>> = HashMap::new();
    for finding in found {
        let subject = finding.subject.split('#').next().unwrap_or_default();
        by_subject
            .entry(subject.to_owned())
            .or_default()
            .push(finding);
    }
    by_subject
}

/// The changes, with those marked that break, and those added that only a rule sees.
fn judged(mut changes: Vec<Change>, told: &[Finding]) -> Vec<Change> {
    for finding in told {
        // A doubtful finding of a rule for errors is one whose consumers are unknown.
        let breaks = finding.severity == Severity::Error || finding.doubtful;
        let known = changes.iter_mut().find(|change| change.is_told_by(finding));
        match known {
            Some(change) if breaks => change.breaks_by(finding),
            Some(_) => {}
            None => {
                let spans = finding.related.iter().map(|related| related.span);
                let mut change = Change::new(ChangeKind::Payload, finding.message.clone())
                    .at(spans.chain([finding.span]));
                if breaks {
                    change.breaks_by(finding);
                }
                changes.push(change);
            }
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.bump()));
    changes
}
