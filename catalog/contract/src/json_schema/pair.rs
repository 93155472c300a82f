//! What differs between two nodes: their kinds, their annotations, and the keywords of the kinds
//! that contain no list of schemas.

use std::collections::HashSet;

use super::compare::{Comparison, Found, Item, Known, Outcome, OutcomeId, Pair, Place};
use super::kind::Kind;
use super::model::{
    Annotations, Bound, Enumeration, Node, NodeId, NodeKind, NumberNode, StringNode,
};
use crate::span::{Span, Spanned};

/// The comparison of one pair, as far as the pairs below it are known.
pub(super) struct PairComparison<'c, 's> {
    comparison: &'c Comparison<'s>,
    pub(super) pair: Pair,
    pub(super) original: &'s Node,
    pub(super) update: &'s Node,
    items: Vec<Item>,
    unknown: Vec<Pair>,
    assumed: bool,
}

pub(super) struct PairResult {
    pub(super) outcome: Outcome,
    /// The pairs that must be known first; the outcome is provisional unless there are none.
    pub(super) unknown: Vec<Pair>,
    /// Whether a pair being worked out was taken for compatible.
    pub(super) assumed: bool,
}

impl<'c, 's> PairComparison<'c, 's> {
    pub(super) fn new(comparison: &'c Comparison<'s>, pair: Pair) -> Self {
        PairComparison {
            comparison,
            pair,
            original: comparison.node(pair.original),
            update: comparison.node(pair.update),
            items: Vec::new(),
            unknown: Vec::new(),
            assumed: false,
        }
    }

    pub(super) fn run(mut self) -> PairResult {
        self.compare();
        let compatible = self
            .items
            .iter()
            .all(|item| self.comparison.is_compatible(item));
        PairResult {
            outcome: Outcome {
                compatible,
                items: self.items,
            },
            unknown: self.unknown,
            assumed: self.assumed,
        }
    }

    fn compare(&mut self) {
        if self.member_decides() {
            return;
        }
        let (original, update) = (self.original, self.update);
        if !original.kind.is_like(&update.kind) {
            let both_bytes =
                original.annotations().connect_bytes && update.annotations().connect_bytes;
            let fits = matches!(original.kind, NodeKind::False) || update.kind.is_empty();
            if !fits && !both_bytes {
                self.add(Kind::TYPE_CHANGED);
            }
            return;
        }
        self.annotations(original.annotations(), update.annotations());
        match (&original.kind, &update.kind) {
            (NodeKind::String(original), NodeKind::String(update)) => {
                self.strings(original, update);
            }
            (NodeKind::Number(original), NodeKind::Number(update)) => {
                self.numbers(original, update);
            }
            (NodeKind::Enum(original), NodeKind::Enum(update)) => self.enums(original, update),
            (NodeKind::Const(original), NodeKind::Const(update))
                if original.value != update.value =>
            {
                let spans = (Some(original.span), Some(update.span));
                self.add_at("const", Kind::ENUM_ARRAY_CHANGED, spans);
            }
            (NodeKind::Not(original), NodeKind::Not(update)) => self.nots(*original, *update),
            (NodeKind::Combined(original), NodeKind::Combined(update)) => {
                self.combinations(original, update);
            }
            (NodeKind::Array(original), NodeKind::Array(update)) => self.arrays(original, update),
            (NodeKind::Object(original), NodeKind::Object(update)) => {
                self.objects(original, update);
            }
            _ => {}
        }
    }

    /// A difference of the two nodes themselves.
    pub(super) fn add(&mut self, kind: Kind) {
        self.add_at("", kind, (Some(self.original.span), Some(self.update.span)));
    }

    pub(super) fn add_at(&mut self, path: &str, kind: Kind, spans: (Option<Span>, Option<Span>)) {
        // What a keyword that is not there would say is said by the number or text as a whole.
        let whole = |node: &Node| {
            let is_scalar = matches!(node.kind, NodeKind::Number(_) | NodeKind::String(_));
            is_scalar.then_some(node.span)
        };
        let original = spans.0.or_else(|| whole(self.original));
        let update = spans.1.or_else(|| whole(self.update));
        let path = path.to_owned();
        self.items.push(Item::Difference(Found {
            kind,
            path,
            original,
            update,
        }));
    }

    pub(super) fn original_place(&self, id: NodeId) -> Place {
        let side = self.pair.original.side;
        self.comparison.resolve(Place { side, id })
    }

    pub(super) fn update_place(&self, id: NodeId) -> Place {
        let side = self.pair.update.side;
        self.comparison.resolve(Place { side, id })
    }

    pub(super) fn node(&self, place: Place) -> &'s Node {
        self.comparison.node(place)
    }

    /// What differs within a pair below, if that is known yet; else nothing for now.
    pub(super) fn ask(&mut self, original: Place, update: Place) -> OutcomeId {
        let pair = Pair { original, update };
        match self.comparison.known(pair) {
            Known::Outcome(outcome) => outcome,
            Known::Assumed(outcome) => {
                self.assumed = true;
                outcome
            }
            Known::Unknown(outcome) => {
                self.unknown.push(pair);
                outcome
            }
        }
    }

    pub(super) fn is_compatible(&self, outcome: OutcomeId) -> bool {
        self.comparison.outcome(outcome).compatible
    }

    /// Makes the differences of a pair below those of this one, at a path.
    pub(super) fn include(&mut self, path: &str, outcome: OutcomeId) {
        if !self.comparison.outcome(outcome).items.is_empty() {
            self.items.push(Item::Inner(path.to_owned(), outcome));
        }
    }

    /// Compares a node of the original with one of the update at a path; tells whether they fit.
    pub(super) fn descend(&mut self, path: &str, original: Place, update: Place) -> bool {
        let outcome = self.ask(original, update);
        self.include(path, outcome);
        self.is_compatible(outcome)
    }

    fn annotations(&mut self, original: &Annotations, update: &Annotations) {
        let texts = [
            (&original.id, &update.id, Kind::ID_CHANGED),
            (&original.title, &update.title, Kind::TITLE_CHANGED),
            (
                &original.description,
                &update.description,
                Kind::DESCRIPTION_CHANGED,
            ),
            (&original.default, &update.default, Kind::DEFAULT_CHANGED),
        ];
        for (original, update, kind) in texts {
            let value =
                |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
            if value(original) != value(update) {
                self.add_at("", kind, spans(original, update));
            }
        }
    }

    fn strings(&mut self, original: &StringNode, update: &StringNode) {
        use Kind::*;
        self.bound(
            "maxLength",
            &original.max_length,
            &update.max_length,
            [
                MAX_LENGTH_ADDED,
                MAX_LENGTH_REMOVED,
                MAX_LENGTH_INCREASED,
                MAX_LENGTH_DECREASED,
            ],
        );
        self.bound(
            "minLength",
            &original.min_length,
            &update.min_length,
            [
                MIN_LENGTH_ADDED,
                MIN_LENGTH_REMOVED,
                MIN_LENGTH_INCREASED,
                MIN_LENGTH_DECREASED,
            ],
        );
        let kind = match (&original.pattern, &update.pattern) {
            (None, Some(_)) => PATTERN_ADDED,
            (Some(_), None) => PATTERN_REMOVED,
            (Some(old), Some(new)) if old.value != new.value => PATTERN_CHANGED,
            _ => return,
        };
        self.add_at("pattern", kind, spans(&original.pattern, &update.pattern));
    }

    fn numbers(&mut self, original: &NumberNode, update: &NumberNode) {
        use Kind::*;
        self.bound(
            "maximum",
            &original.maximum,
            &update.maximum,
            [
                MAXIMUM_ADDED,
                MAXIMUM_REMOVED,
                MAXIMUM_INCREASED,
                MAXIMUM_DECREASED,
            ],
        );
        self.bound(
            "minimum",
            &original.minimum,
            &update.minimum,
            [
                MINIMUM_ADDED,
                MINIMUM_REMOVED,
                MINIMUM_INCREASED,
                MINIMUM_DECREASED,
            ],
        );
        self.bound(
            "exclusiveMaximum",
            &original.exclusive_maximum,
            &update.exclusive_maximum,
            [
                EXCLUSIVE_MAXIMUM_ADDED,
                EXCLUSIVE_MAXIMUM_REMOVED,
                EXCLUSIVE_MAXIMUM_INCREASED,
                EXCLUSIVE_MAXIMUM_DECREASED,
            ],
        );
        self.bound(
            "exclusiveMinimum",
            &original.exclusive_minimum,
            &update.exclusive_minimum,
            [
                EXCLUSIVE_MINIMUM_ADDED,
                EXCLUSIVE_MINIMUM_REMOVED,
                EXCLUSIVE_MINIMUM_INCREASED,
                EXCLUSIVE_MINIMUM_DECREASED,
            ],
        );
        let step = match (&original.multiple_of, &update.multiple_of) {
            (None, None) => None,
            (None, Some(_)) => Some(MULTIPLE_OF_ADDED),
            (Some(_), None) => Some(MULTIPLE_OF_REMOVED),
            (Some(old), Some(new)) if old.value == new.value => None,
            (Some(old), Some(new)) if new.value.is_multiple_of(&old.value) => {
                Some(MULTIPLE_OF_EXPANDED)
            }
            (Some(old), Some(new)) if old.value.is_multiple_of(&new.value) => {
                Some(MULTIPLE_OF_REDUCED)
            }
            (Some(_), Some(_)) => Some(MULTIPLE_OF_CHANGED),
        };
        if let Some(kind) = step {
            self.add_at(
                "multipleOf",
                kind,
                spans(&original.multiple_of, &update.multiple_of),
            );
        }
        match (original.integer, update.integer) {
            (true, false) => self.add(TYPE_EXTENDED),
            (false, true) => self.add(TYPE_NARROWED),
            _ => {}
        }
    }

    /// Compares a bound; `kinds` are its being added, removed, increased and decreased.
    pub(super) fn bound(
        &mut self,
        keyword: &str,
        original: &Bound,
        update: &Bound,
        kinds: [Kind; 4],
    ) {
        let [added, removed, increased, decreased] = kinds;
        let kind = match (original, update) {
            (None, Some(_)) => added,
            (Some(_), None) => removed,
            (Some(old), Some(new)) if old.value < new.value => increased,
            (Some(old), Some(new)) if old.value > new.value => decreased,
            _ => return,
        };
        self.add_at(keyword, kind, spans(original, update));
    }

    fn enums(&mut self, original: &Enumeration, update: &Enumeration) {
        let set = |values: &'_ Enumeration| -> HashSet<String> {
            values
                .values
                .iter()
                .map(|value| value.value.clone())
                .collect()
        };
        let (old, new) = (set(original), set(update));
        if old == new {
            return;
        }
        let kind = if new.is_superset(&old) {
            Kind::ENUM_ARRAY_EXTENDED
        } else if old.is_superset(&new) {
            Kind::ENUM_ARRAY_NARROWED
        } else {
            Kind::ENUM_ARRAY_CHANGED
        };
        self.add_at("enum", kind, (Some(original.span), Some(update.span)));
    }

    fn nots(&mut self, original: NodeId, update: NodeId) {
        let (original, update) = (self.original_place(original), self.update_place(update));
        let outcome = self.ask(update, original);
        let kind = match self.is_compatible(outcome) {
            true => Kind::NOT_TYPE_NARROWED,
            false => Kind::NOT_TYPE_EXTENDED,
        };
        let spans = (Some(self.node(original).span), Some(self.node(update).span));
        self.add_at("not", kind, spans);
    }
}

fn spans<T>(
    original: &Option<Spanned<T>>,
    update: &Option<Spanned<T>>,
) -> (Option<Span>, Option<Span>) {
    let span = |value: &Option<Spanned<T>>| value.as_ref().map(|value| value.span);
    (span(original), span(update))
}
