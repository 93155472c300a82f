//! Compares two schemas pair by pair of their nodes, with cycles, sharing and an upper bound.
//!
//! A pair's differences depend on those of the pairs below it. Pairs wait on a list of our own
//! rather than on the stack, and each is worked out once and remembered, so time is bounded by the
//! product of the numbers of nodes, whatever the nesting of `anyOf`. A pair met again while it is
//! being worked out counts as compatible; if that was ever assumed, everything is worked out again
//! with the pairs found incompatible so far, until no more are found. More than two million pairs
//! are not compared: the answer is then the one incompatible difference
//! `COMPARISON_LIMIT_REACHED`. A list of differences ends after ten thousand.

use std::collections::{HashMap, HashSet};

use super::Schema;
use super::kind::{Kind, Policy};
use super::model::{Node, NodeId};
use super::pair::PairComparison;
use super::path::{join, of_property};
use crate::compatibility::Difference;
use crate::span::Span;

/// Pairs of nodes that are compared before the comparison gives up.
const MAX_PAIRS: usize = 2_000_000;

/// Differences that are listed before the list ends.
const MAX_DIFFERENCES: usize = 10_000;

/// What differs between a reader's and a writer's schema, in the registry's words and at its paths
/// (`#/properties/total`). The reader can read all that the writer writes, in the registry's
/// eyes, exactly if every difference is compatible.
///
/// Time is bounded by the product of the numbers of schemas in both, however they nest or refer to
/// each other. Beyond two million pairs of them the answer is the one incompatible difference
/// `COMPARISON_LIMIT_REACHED`, and beyond ten thousand differences no more are listed; the verdict
/// holds all the same.
pub fn check(reader: &Schema, writer: &Schema, policy: Policy) -> Vec<Difference> {
    Comparison::new(reader, writer, policy).answer()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Reader,
    Writer,
}

/// A node of one of the two schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) side: Side,
    pub(super) id: NodeId,
}

/// Two nodes to compare; below a `not` the reader's is the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pair {
    pub(super) original: Place,
    pub(super) update: Place,
}

/// An index into the outcomes worked out so far.
#[derive(Clone, Copy)]
pub(super) struct OutcomeId(usize);

/// What differs within a pair.
pub(super) struct Outcome {
    pub(super) compatible: bool,
    pub(super) items: Vec<Item>,
}

pub(super) enum Item {
    Difference(Found),
    /// The differences of a pair below, at a path.
    Inner(String, OutcomeId),
}

/// One difference, at a path from its pair.
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) path: String,
    pub(super) original: Option<Span>,
    pub(super) update: Option<Span>,
}

pub(super) enum Known {
    Outcome(OutcomeId),
    /// It is being worked out, and not known to be incompatible.
    Assumed(OutcomeId),
    Unknown(OutcomeId),
}

pub(super) struct Comparison<'s> {
    reader: &'s Schema,
    writer: &'s Schema,
    pub(super) policy: Policy,
    /// The first is empty: that of a pair not known to differ.
    outcomes: Vec<Outcome>,
    finished: HashMap<Pair, OutcomeId>,
    in_progress: HashSet<Pair>,
    /// From the passes before.
    incompatible: HashMap<Pair, OutcomeId>,
    pairs: usize,
    max_pairs: usize,
}

impl<'s> Comparison<'s> {
    fn new(reader: &'s Schema, writer: &'s Schema, policy: Policy) -> Self {
        Comparison {
            reader,
            writer,
            policy,
            outcomes: vec![Outcome {
                compatible: true,
                items: Vec::new(),
            }],
            finished: HashMap::new(),
            in_progress: HashSet::new(),
            incompatible: HashMap::new(),
            pairs: 0,
            max_pairs: MAX_PAIRS,
        }
    }

    fn answer(mut self) -> Vec<Difference> {
        let root = Pair {
            original: self.resolve(Place {
                side: Side::Writer,
                id: self.writer.root,
            }),
            update: self.resolve(Place {
                side: Side::Reader,
                id: self.reader.root,
            }),
        };
        match self.settle(root) {
            Some(outcome) => self.differences(outcome),
            None => {
                let found = Found {
                    kind: Kind::COMPARISON_LIMIT_REACHED,
                    path: String::new(),
                    original: Some(self.node(root.original).span),
                    update: Some(self.node(root.update).span),
                };
                vec![self.difference("", &found)]
            }
        }
    }

    fn schema(&self, side: Side) -> &'s Schema {
        match side {
            Side::Reader => self.reader,
            Side::Writer => self.writer,
        }
    }

    pub(super) fn node(&self, place: Place) -> &'s Node {
        self.schema(place.side).node(place.id)
    }

    pub(super) fn resolve(&self, place: Place) -> Place {
        Place {
            id: self.schema(place.side).resolve(place.id),
            ..place
        }
    }

    pub(super) fn outcome(&self, id: OutcomeId) -> &Outcome {
        &self.outcomes[id.0]
    }

    pub(super) fn known(&self, pair: Pair) -> Known {
        if let Some(outcome) = self.finished.get(&pair) {
            return Known::Outcome(*outcome);
        }
        if !self.in_progress.contains(&pair) {
            return Known::Unknown(OutcomeId(0));
        }
        match self.incompatible.get(&pair) {
            Some(outcome) => Known::Outcome(*outcome),
            None => Known::Assumed(OutcomeId(0)),
        }
    }

    /// Compares the pair until no assumption is found wrong. `None` if there are too many pairs.
    fn settle(&mut self, root: Pair) -> Option<OutcomeId> {
        loop {
            self.finished.clear();
            self.in_progress.clear();
            let (outcome, assumed) = self.pass(root)?;
            if !assumed {
                return Some(outcome);
            }
            let known = self.incompatible.len();
            for (pair, id) in &self.finished {
                if !self.outcomes[id.0].compatible {
                    self.incompatible.insert(*pair, *id);
                }
            }
            if self.incompatible.len() == known {
                return Some(outcome);
            }
        }
    }

    /// Works out the pair and all below it once; also tells whether a pair was assumed compatible.
    fn pass(&mut self, root: Pair) -> Option<(OutcomeId, bool)> {
        let mut waiting = vec![root];
        let mut assumed = false;
        while let Some(pair) = waiting.last().copied() {
            if self.finished.contains_key(&pair) {
                waiting.pop();
                continue;
            }
            self.in_progress.insert(pair);
            let result = PairComparison::new(self, pair).run();
            if !result.unknown.is_empty() {
                waiting.extend(result.unknown.into_iter().rev());
                continue;
            }
            assumed |= result.assumed;
            self.pairs += 1;
            if self.pairs > self.max_pairs {
                return None;
            }
            let id = OutcomeId(self.outcomes.len());
            self.outcomes.push(result.outcome);
            self.finished.insert(pair, id);
            self.in_progress.remove(&pair);
            waiting.pop();
        }
        Some((*self.finished.get(&root)?, assumed))
    }

    /// The differences of an outcome with those below it, in the registry's order.
    fn differences(&self, root: OutcomeId) -> Vec<Difference> {
        let mut differences = Vec::new();
        let mut waiting = vec![(root, 0, String::new())];
        while let Some((id, index, path)) = waiting.pop() {
            let Some(item) = self.outcomes[id.0].items.get(index) else {
                continue;
            };
            if differences.len() == MAX_DIFFERENCES {
                break;
            }
            match item {
                Item::Difference(found) => {
                    differences.push(self.difference(&path, found));
                    waiting.push((id, index + 1, path));
                }
                Item::Inner(below, inner) => {
                    let inner_path = join(&path, below);
                    waiting.push((id, index + 1, path));
                    waiting.push((*inner, 0, inner_path));
                }
            }
        }
        let listed = differences.iter().any(|difference| !difference.compatible);
        if !self.outcomes[root.0].compatible && !listed {
            differences.extend(self.first_incompatible(root));
        }
        differences
    }

    fn first_incompatible(&self, root: OutcomeId) -> Option<Difference> {
        let mut path = String::new();
        let mut outcome = &self.outcomes[root.0];
        loop {
            let item = outcome
                .items
                .iter()
                .find(|item| !self.is_compatible(item))?;
            match item {
                Item::Difference(found) => return Some(self.difference(&path, found)),
                Item::Inner(below, inner) => {
                    path = join(&path, below);
                    outcome = &self.outcomes[inner.0];
                }
            }
        }
    }

    pub(super) fn is_compatible(&self, item: &Item) -> bool {
        match item {
            Item::Difference(found) => found.kind.is_allowed(self.policy),
            Item::Inner(_, inner) => self.outcomes[inner.0].compatible,
        }
    }

    fn difference(&self, path: &str, found: &Found) -> Difference {
        let path = join(path, &found.path);
        Difference {
            kind: found.kind.name(),
            compatible: found.kind.is_allowed(self.policy),
            message: of_property(&path, found.kind.sentence()),
            path: format!("#/{path}"),
            reader: found.update,
            writer: found.original,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;
    use crate::span::FileId;

    #[test]
    fn too_many_pairs_are_answered_and_not_compared() {
        let text = r#"{"anyOf": [{"const": 1}, {"const": 2}, {"const": 3}]}"#;
        let document = parse_json(text, FileId(0)).unwrap();
        let schema = Schema::parse(&document, &Default::default()).unwrap();
        let with_limit = |max_pairs| {
            let comparison = Comparison::new(&schema, &schema, Policy::Strict);
            Comparison {
                max_pairs,
                ..comparison
            }
            .answer()
        };
        assert!(with_limit(10).is_empty());
        let answer = with_limit(9);
        assert_eq!(answer.len(), 1);
        assert_eq!(answer[0].kind, "COMPARISON_LIMIT_REACHED");
        assert!(!answer[0].compatible);
    }
}
