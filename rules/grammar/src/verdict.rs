//! What [`Grammar::judge`] answers.

use crate::affix::{Affix, Affixes};
use crate::judge::Because;
use crate::{Grammar, reason, suggest};
use std::fmt;

/// What a name is, judging by the name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A past tense or past participle heads it: `OrderShipped`.
    Past,
    /// A verb in its base form heads it: `ShipOrder`.
    Command,
    /// It asks: `GetOrder`, `IsAuthorized`.
    Query,
    /// An -ing verb heads it: `OrderShipping`.
    Progressive,
    /// It tells of what is to come: `OrderWillShip`, `BeforeSave`.
    Future,
    /// It tells of what is so: `OrderShips`, `EditorIsReady`.
    Present,
    /// No verb heads it: `OrderEvent`, `OrderCreation`.
    Nominal,
}

impl Label {
    /// Every label.
    pub const ALL: [Self; 7] = [
        Self::Past,
        Self::Command,
        Self::Query,
        Self::Progressive,
        Self::Future,
        Self::Present,
        Self::Nominal,
    ];

    /// The label in small letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Command => "command",
            Self::Query => "query",
            Self::Progressive => "progressive",
            Self::Future => "future",
            Self::Present => "present",
            Self::Nominal => "nominal",
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The judgement of one name.
#[derive(Debug, Clone)]
pub struct Verdict<'n> {
    /// The name, as given.
    pub name: &'n str,
    /// What it is.
    pub label: Label,
    /// Whether the main verb of a past name is one of created, updated, deleted, changed, modified,
    /// inserted, removed, saved and upserted, which tell what a database did and not why.
    pub crud: bool,
    /// The verb that heads the name, as written.
    pub verb: Option<&'n str>,
    /// That verb's base form in small letters, where the lexicon has it.
    pub lemma: Option<&'n str>,
    /// How sure the label is, from 0 to 1.
    pub confidence: f32,
    /// What was set aside before judging.
    pub affixes: Affixes<'n>,
    pub(crate) because: Because,
    pub(crate) grammar: &'n Grammar,
}

/// Below this confidence a rule should warn and not fail.
const DOUBT: f32 = 0.6;

impl<'n> Verdict<'n> {
    /// Whether the confidence is below the level at which a rule may fail a build.
    pub fn is_doubtful(&self) -> bool {
        self.confidence < DOUBT
    }

    /// Why the name was judged so, in a sentence for people.
    pub fn reason(&self) -> String {
        reason::reason(self)
    }

    /// The names that this one should have had, best first, in its own casing; none where no
    /// past-tense name is at hand. They are worked out when asked for.
    pub fn suggestions(&self) -> Vec<String> {
        suggest::suggestions(self)
    }

    /// The name without one of its [affixes](Self::affixes), and without the separator that held
    /// it: `OrderPlacedEvent` without `Event` is `OrderPlaced`.
    pub fn without(&self, affix: &Affix<'_>) -> String {
        let before = self.name.get(..affix.start).unwrap_or_default();
        let after = self.name.get(affix.end..).unwrap_or_default();
        let is_separator = |letter: char| !letter.is_alphanumeric();
        if after.is_empty() {
            return before.trim_end_matches(is_separator).to_owned();
        }
        if before.is_empty() {
            let rest = after.trim_start_matches(is_separator);
            return suggest::with_first_letter_like(rest, affix.text);
        }
        format!("{}{after}", before.trim_end_matches(is_separator))
    }
}
