//! What a registry says of the schemas of a message, today's and the baseline's.

use factum_catalog::Catalog;
use factum_catalog::contract::compatibility::{Difference, Direction, Mode};
use factum_catalog::contract::emit;
use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::schema::{Language, Schema, check};
use factum_catalog::contract::span::Span;
use rayon::prelude::*;

use super::comparison::{Comparison, Pair};

/// How two schemas of one message in one language disagree. Only what is incompatible is here.
#[derive(Debug)]
pub(super) struct Verdict {
    /// The index of the pair.
    pub(super) pair: usize,
    /// Why today's readers cannot read what was written before.
    pub(super) backward: Vec<Difference>,
    /// Why the readers of before cannot read what is written today.
    pub(super) forward: Vec<Difference>,
}

impl Verdict {
    /// The differences in one direction.
    pub(super) fn differences(&self, direction: Direction) -> &[Difference] {
        match direction {
            Direction::Backward => &self.backward,
            Direction::Forward => &self.forward,
        }
    }
}

/// Compares the schemas of each pair in both directions.
pub(super) fn verdicts(
    pairs: &[Pair<'_>],
    new: &Catalog,
    old: &Catalog,
    languages: &[Language],
) -> Vec<Verdict> {
    let incompatible = |reader: &Schema, writer: &Schema| {
        let mut differences = check(reader, writer);
        differences.retain(|difference| !difference.compatible);
        differences
    };
    pairs
        .par_iter()
        .enumerate()
        // A native message has a subject of its own name, so a renamed one is compared with nothing.
        .filter(|(_, pair)| !(pair.is_renamed() && pair.new.schemas.is_empty()))
        .filter(|(_, pair)| !pair.was_experimental())
        .flat_map_iter(|(index, pair)| {
            let then = schemas(pair.old, old, languages);
            let now = schemas(pair.new, new, languages);
            now.into_iter().zip(then).map(move |(now, then)| Verdict {
                pair: index,
                backward: incompatible(&now, &then),
                forward: incompatible(&then, &now),
            })
        })
        .filter(|verdict| !(verdict.backward.is_empty() && verdict.forward.is_empty()))
        .collect()
}

/// The schemas of a message: the original ones, or those that follow from its shape.
pub(super) fn schemas(message: &Message, catalog: &Catalog, languages: &[Language]) -> Vec<Schema> {
    if !message.schemas.is_empty() {
        return message.schemas.clone();
    }
    if message.payload == Payload::Unstated {
        return Vec::new();
    }
    languages
        .iter()
        .filter_map(|language| match language {
            Language::Avro => Some(Schema::Avro(emit::avro(message, &catalog.types).schema)),
            Language::JsonSchema | Language::Protobuf => None,
        })
        .collect()
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
