//! What a registry says of the schemas of a message, today's and the baseline's.

use factum_catalog::Catalog;
use factum_catalog::contract::compatibility::{Difference, Direction, Mode};
use factum_catalog::contract::emit;
use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::schema::{JsonSchema, Language, Schema, check};
use factum_catalog::contract::span::Span;
use rayon::prelude::*;

use super::History;
use super::comparison::{Comparison, Pair};
use super::settings::BreakingSettings;
use super::text;
use super::unseen::{self, Unseen};

/// How two schemas of one message in one language disagree. Only what is incompatible is here.
#[derive(Debug)]
pub(super) struct Verdict {
    /// The index of the pair.
    pub(super) pair: usize,
    /// Why today's readers cannot read what was written before.
    pub(super) backward: Vec<Difference>,
    /// Why the readers of before cannot read what is written today.
    pub(super) forward: Vec<Difference>,
    /// What a transitive mode finds in an older version: its number, and the differences.
    pub(super) older: Option<(u32, Direction, Vec<Difference>)>,
    /// What changed and no registry sees.
    pub(super) unseen: Vec<Unseen>,
}

impl Verdict {
    /// The differences in one direction.
    pub(super) fn differences(&self, direction: Direction) -> &[Difference] {
        match direction {
            Direction::Backward => &self.backward,
            Direction::Forward => &self.forward,
        }
    }

    fn is_silent(&self) -> bool {
        self.backward.is_empty()
            && self.forward.is_empty()
            && self.older.is_none()
            && self.unseen.is_empty()
    }
}

/// Compares the schemas of each pair in both directions, and with what was published before if the
/// mode wants it.
pub(super) fn verdicts(comparison: &Comparison<'_>, history: &History) -> Vec<Verdict> {
    let settings = comparison.settings;
    comparison
        .pairs
        .par_iter()
        .enumerate()
        // A native message has a subject of its own name, so a renamed one is compared with nothing.
        .filter(|(_, pair)| !(pair.is_renamed() && pair.new.schemas.is_empty()))
        .filter(|(_, pair)| !pair.was_experimental())
        .flat_map_iter(|(index, pair)| {
            let now = schemas(pair.new, comparison.new, settings);
            let then = schemas(pair.old, comparison.old, settings);
            let mode = comparison.mode(pair.new);
            let older = history.get(&pair.new.identity());
            let payload = counterparts(now, then).into_iter().map(move |(now, then)| {
                let backward = incompatible(&now, &then, settings);
                let forward = incompatible(&then, &now, settings);
                let first = [
                    (Direction::Backward, &backward),
                    (Direction::Forward, &forward),
                ];
                let stopped = first.into_iter().any(|(direction, differences)| {
                    mode.directions().contains(&direction) && !differences.is_empty()
                });
                let older = older.filter(|_| mode.is_transitive() && !stopped);
                let older = older.and_then(|older| in_history(&now, older, mode, settings));
                let mut unseen = unseen::between(&now, &then);
                if pair.is_native() && now.language() == Language::Avro {
                    unseen.extend(text::changes(pair, comparison.new, comparison.old));
                }
                Verdict {
                    pair: index,
                    backward,
                    forward,
                    older,
                    unseen,
                }
            });
            payload.chain(of_headers(index, pair, comparison))
        })
        .filter(|verdict| !verdict.is_silent())
        .collect()
}

/// How the headers disagree, of which no registry knows: only who reads them today can break.
fn of_headers(index: usize, pair: &Pair<'_>, comparison: &Comparison<'_>) -> Option<Verdict> {
    let now = headers(pair.new, comparison.new);
    let then = headers(pair.old, comparison.old)?;
    let forward = incompatible(&then, &now?, comparison.settings);
    Some(Verdict {
        pair: index,
        backward: Vec::new(),
        forward,
        older: None,
        unseen: Vec::new(),
    })
}

/// The headers of a message as the schema of a record, if it has any.
pub(super) fn headers(message: &Message, catalog: &Catalog) -> Option<Schema> {
    if message.headers.is_empty() {
        return None;
    }
    let record = Message {
        payload: Payload::Record(message.headers.clone()),
        ..message.clone()
    };
    Some(Schema::Avro(emit::avro(&record, &catalog.types).schema))
}

fn incompatible(reader: &Schema, writer: &Schema, settings: &BreakingSettings) -> Vec<Difference> {
    let mut differences = check(reader, writer, settings.policy);
    differences.retain(|difference| !difference.compatible);
    differences
}

/// The newest of the older versions that a schema is incompatible with.
fn in_history(
    now: &Schema,
    older: &[(u32, Schema)],
    mode: Mode,
    settings: &BreakingSettings,
) -> Option<(u32, Direction, Vec<Difference>)> {
    older
        .iter()
        .rev()
        .filter(|(_, then)| then.language() == now.language())
        .find_map(|(version, then)| {
            mode.directions().iter().find_map(|direction| {
                let differences = match direction {
                    Direction::Backward => incompatible(now, then, settings),
                    Direction::Forward => incompatible(then, now, settings),
                };
                (!differences.is_empty()).then_some((*version, *direction, differences))
            })
        })
}

/// Schemas of one language beside each other. A message with one schema that is in another language
/// than before is compared across languages, which no reader gets over.
pub(super) fn counterparts(now: Vec<Schema>, mut then: Vec<Schema>) -> Vec<(Schema, Schema)> {
    let only_one = now.len() == 1 && then.len() == 1;
    now.into_iter()
        .filter_map(|now| {
            let same = |then: &Schema| then.language() == now.language() || only_one;
            let index = then.iter().position(same)?;
            Some((now, then.swap_remove(index)))
        })
        .collect()
}

/// The schemas of a message: the original ones, or those that follow from its shape.
pub(super) fn schemas(
    message: &Message,
    catalog: &Catalog,
    settings: &BreakingSettings,
) -> Vec<Schema> {
    if !message.schemas.is_empty() {
        return message.schemas.clone();
    }
    if message.payload == Payload::Unstated {
        return Vec::new();
    }
    settings
        .languages
        .iter()
        .filter_map(|language| emit(*language, message, catalog, settings))
        .collect()
}

fn emit(
    language: Language,
    message: &Message,
    catalog: &Catalog,
    settings: &BreakingSettings,
) -> Option<Schema> {
    match language {
        Language::Avro => Some(Schema::Avro(emit::avro(message, &catalog.types).schema)),
        Language::JsonSchema => {
            let options = emit::JsonSchema {
                content_model: settings.content_model,
                ..Default::default()
            };
            let document = emit::json_schema(message, &catalog.types, &options).schema;
            JsonSchema::parse(document).ok().map(Schema::JsonSchema)
        }
        Language::Protobuf => None,
    }
}

/// Where today's catalog says what differs, and where the baseline said it.
pub(super) fn places(
    pair: &Pair<'_>,
    difference: &Difference,
    direction: Direction,
) -> (Span, Span) {
    let (new, old) = match direction {
        Direction::Backward => (difference.reader, difference.writer),
        Direction::Forward => (difference.writer, difference.reader),
    };
    // A place that covers the whole message says no more than its name.
    let narrow = |place: Option<Span>, message: &Message| {
        place
            .filter(|place| !place.contains(message.name.span))
            .unwrap_or(message.name.span)
    };
    (narrow(new, pair.new), narrow(old, pair.old))
}

impl Comparison<'_> {
    /// The mode at which the registry checks a message.
    pub(super) fn mode(&self, message: &Message) -> Mode {
        let own = message
            .compatibility
            .as_ref()
            .and_then(|mode| mode.value.parse().ok());
        own.unwrap_or(self.settings.mode)
    }
}
