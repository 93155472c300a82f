//! What the registry's comparison lets through although it changes the meaning.

use std::collections::{HashSet, VecDeque};

use super::Schema;
use super::model::{
    Annotations, ArrayNode, Bound, Enumeration, Node, NodeId, NodeKind, ObjectNode, Property, Rest,
    Uncompared,
};
use super::path::{join, of_property};
use crate::emit::unit_told_in;
use crate::span::{Span, Spanned};

/// One change that a registry does not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// Where in the schema, as [`super::check`] writes paths.
    pub path: String,
    /// What changed, in a sentence for people, without a full stop.
    pub message: String,
    /// Where the new schema says it, if it does.
    pub new: Option<Span>,
    /// Where the old schema said it, if it did.
    pub old: Option<Span>,
}

/// The kinds of change that a registry does not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// Another `format`: a date became a date with time, say.
    Format,
    /// Another `pattern` or none.
    Pattern,
    /// Another `unit` (an extension: `unit` or `x-unit`, else what the description tells).
    Unit,
    /// Another `multipleOf`: amounts were in cents and are in whole units, say.
    Step,
    /// The same values of an `enum` in another order, on which readers that count them rely.
    EnumOrder,
    /// `required` names a property that `properties` does not describe.
    RequiredUndeclared,
    /// A property's name changed in letter case or separators only.
    LetterCase,
    /// A property is gone and one like it is new.
    Rename,
    /// A keyword that the registry never compares says something else: conditions, `contains`,
    /// `propertyNames`, `patternProperties`, `readOnly`.
    Uncompared,
}

/// The changes from `old` to `new` that [`super::check`] does not report or lets pass.
pub fn beyond(new: &Schema, old: &Schema) -> Vec<Change> {
    let mut walk = Walk {
        old,
        new,
        seen: HashSet::new(),
        waiting: VecDeque::new(),
        changes: Vec::new(),
    };
    walk.visit(String::new(), old.root, new.root);
    while let Some((path, old, new)) = walk.waiting.pop_front() {
        walk.compare(&path, old, new);
    }
    walk.changes
}

struct Walk<'s> {
    old: &'s Schema,
    new: &'s Schema,
    seen: HashSet<(NodeId, NodeId)>,
    waiting: VecDeque<(String, NodeId, NodeId)>,
    changes: Vec<Change>,
}

impl<'s> Walk<'s> {
    fn visit(&mut self, path: String, old: NodeId, new: NodeId) {
        let (old, new) = (self.old.resolve(old), self.new.resolve(new));
        if self.seen.insert((old, new)) {
            self.waiting.push_back((path, old, new));
        }
    }

    fn add(
        &mut self,
        kind: ChangeKind,
        path: &str,
        message: String,
        old: Option<Span>,
        new: Option<Span>,
    ) {
        let message = match kind {
            // They name what they are about.
            ChangeKind::LetterCase | ChangeKind::Rename | ChangeKind::RequiredUndeclared => message,
            _ => of_property(path, &message),
        };
        self.changes.push(Change {
            kind,
            path: format!("#/{path}"),
            message,
            new,
            old,
        });
    }

    fn compare(&mut self, path: &str, old_id: NodeId, new_id: NodeId) {
        let (old, new) = (self.old.node(old_id), self.new.node(new_id));
        self.annotations(path, old, new);
        match (&old.kind, &new.kind) {
            (NodeKind::Enum(old), NodeKind::Enum(new)) => self.enums(path, old, new),
            (NodeKind::String(old), NodeKind::String(new)) => {
                self.text(ChangeKind::Pattern, path, &old.pattern, &new.pattern);
            }
            (NodeKind::Number(old), NodeKind::Number(new)) => {
                let step = |step: &Bound| {
                    let step = step.as_ref()?;
                    Some(Spanned::new(step.value.to_string(), step.span))
                };
                self.text(
                    ChangeKind::Step,
                    path,
                    &step(&old.multiple_of),
                    &step(&new.multiple_of),
                );
            }
            (NodeKind::Not(old), NodeKind::Not(new)) => self.visit(join(path, "not"), *old, *new),
            (NodeKind::Object(old), NodeKind::Object(new)) => self.objects(path, old, new),
            (NodeKind::Array(old), NodeKind::Array(new)) => self.arrays(path, old, new),
            (NodeKind::Combined(_), _) | (_, NodeKind::Combined(_)) => {
                self.members(path, old_id, new_id);
            }
            _ => {}
        }
    }

    fn annotations(&mut self, path: &str, old: &Node, new: &Node) {
        let (before, now) = (old.annotations(), new.annotations());
        // What a combination stands for, its members say: they are compared each by itself.
        let is_combined = |node: &Node| matches!(node.kind, NodeKind::Combined(_));
        if is_combined(old) == is_combined(new) {
            self.text(ChangeKind::Format, path, &before.format, &now.format);
            self.text(ChangeKind::Unit, path, &before.unit, &now.unit);
        }
        let (was, is) = (unit_told(before), unit_told(now));
        if was.is_some() && is.is_some() {
            self.text(ChangeKind::Unit, path, &was, &is);
        }
        let keywords = before
            .uncompared
            .iter()
            .chain(&now.uncompared)
            .map(|found| found.keyword);
        for keyword in keywords.collect::<std::collections::BTreeSet<_>>() {
            let find = |annotations: &'_ Annotations| {
                annotations
                    .uncompared
                    .iter()
                    .find(|found| found.keyword == keyword)
                    .cloned()
            };
            let (before, now) = (find(before), find(now));
            let digest = |found: &Option<Uncompared>| found.as_ref().map(|found| found.digest);
            if digest(&before) != digest(&now) {
                let message = format!("`{keyword}` changed, which the registry does not compare");
                let (before, now) = (before.map(|found| found.span), now.map(|found| found.span));
                self.add(ChangeKind::Uncompared, path, message, before, now);
            }
        }
    }

    fn text(
        &mut self,
        kind: ChangeKind,
        path: &str,
        old: &Option<Spanned<String>>,
        new: &Option<Spanned<String>>,
    ) {
        let what = match kind {
            ChangeKind::Format => "format",
            ChangeKind::Unit => "unit",
            ChangeKind::Pattern => "pattern",
            _ => "multipleOf",
        };
        let message = match (old, new) {
            (Some(old), Some(new)) if old.value != new.value => {
                format!("`{what}` changed from `{}` to `{}`", old.value, new.value)
            }
            (Some(old), None) => format!("`{what}` was `{}` and is gone", old.value),
            (None, Some(new)) => format!("`{what}` is new: `{}`", new.value),
            _ => return,
        };
        let span = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.span);
        self.add(kind, path, message, span(old), span(new));
    }

    fn enums(&mut self, path: &str, old: &Enumeration, new: &Enumeration) {
        let values = |values: &'_ Enumeration| -> Vec<String> {
            values
                .values
                .iter()
                .map(|value| value.value.clone())
                .collect()
        };
        let (before, now) = (values(old), values(new));
        let (mut sorted_before, mut sorted_now) = (before.clone(), now.clone());
        sorted_before.sort();
        sorted_now.sort();
        if before != now && sorted_before == sorted_now {
            let message = "the values of `enum` are in another order".to_owned();
            self.add(
                ChangeKind::EnumOrder,
                path,
                message,
                Some(old.span),
                Some(new.span),
            );
        }
    }

    /// Pairs up the members of combinations: those in the same position if they are of one kind,
    /// else the first of the kind.
    fn members(&mut self, path: &str, old: NodeId, new: NodeId) {
        let old = members(self.old, old);
        let mut new: Vec<_> = members(self.new, new).into_iter().map(Some).collect();
        for (index, member) in old.into_iter().enumerate() {
            let is_like = |candidate: &Option<NodeId>| {
                candidate.is_some_and(|candidate| {
                    let candidate = &self.new.node(candidate).kind;
                    self.old.node(member).kind.is_like(candidate)
                })
            };
            let same_position = new.get(index).is_some_and(is_like);
            let position = if same_position {
                Some(index)
            } else {
                new.iter().position(is_like)
            };
            if let Some(partner) = position.and_then(|position| new[position].take()) {
                self.visit(path.to_owned(), member, partner);
            }
        }
    }

    fn arrays(&mut self, path: &str, old: &ArrayNode, new: &ArrayNode) {
        if let (Some(old), Some(new)) = (old.all_items, new.all_items) {
            self.visit(join(path, "items"), old, new);
        }
        for (index, (old, new)) in old.items.iter().zip(&new.items).enumerate() {
            self.visit(join(path, &format!("items/{index}")), *old, *new);
        }
        self.rest(
            join(path, "additionalItems"),
            old.additional,
            new.additional,
        );
    }

    fn rest(&mut self, path: String, old: Rest, new: Rest) {
        if let (Rest::Schema(old), Rest::Schema(new)) = (old, new) {
            self.visit(path, old, new);
        }
    }

    fn objects(&mut self, path: &str, old: &ObjectNode, new: &ObjectNode) {
        for (name, property) in &old.properties {
            if let Some(partner) = new.properties.get(name) {
                self.visit(
                    join(path, &format!("properties/{name}")),
                    property.node,
                    partner.node,
                );
            }
        }
        self.rest(
            join(path, "additionalProperties"),
            old.additional,
            new.additional,
        );
        for (name, span) in &new.required {
            if !new.properties.contains_key(name) && !old.required.contains_key(name) {
                let path = join(path, &format!("required/{name}"));
                let message = format!("`{name}` is required, which no property describes");
                self.add(
                    ChangeKind::RequiredUndeclared,
                    &path,
                    message,
                    None,
                    Some(*span),
                );
            }
        }
        self.renames(path, old, new);
    }

    fn renames(&mut self, path: &str, old: &ObjectNode, new: &ObjectNode) {
        let added = new
            .properties
            .iter()
            .filter(|(name, _)| !old.properties.contains_key(*name));
        let mut added: Vec<_> = added.collect();
        for (name, property) in &old.properties {
            if new.properties.contains_key(name) {
                continue;
            }
            let likeness = |(candidate, partner): &(&String, &Property)| {
                self.likeness(name, property, candidate, partner)
            };
            let best = added
                .iter()
                .enumerate()
                .filter_map(|(index, candidate)| Some((likeness(candidate)?, index)));
            let Some((_, index)) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            else {
                continue;
            };
            let (candidate, partner) = added.remove(index);
            let (kind, message) = if plain(candidate) == plain(name) {
                (
                    ChangeKind::LetterCase,
                    format!("`{name}` is spelt `{candidate}` now"),
                )
            } else {
                (
                    ChangeKind::Rename,
                    format!("`{name}` is gone and `{candidate}`, much like it, is new"),
                )
            };
            let path = join(path, &format!("properties/{candidate}"));
            self.add(
                kind,
                &path,
                message,
                Some(property.span),
                Some(partner.span),
            );
        }
    }

    /// How alike two properties are, if enough for one to be the other renamed.
    fn likeness(&self, name: &str, old: &Property, candidate: &str, new: &Property) -> Option<f64> {
        const ALIKE: f64 = 0.85;
        let old = self.old.node(self.old.resolve(old.node));
        let new = self.new.node(self.new.resolve(new.node));
        if plain(name) == plain(candidate) {
            return Some(2.0);
        }
        if !old.kind.is_like(&new.kind) {
            return None;
        }
        let text = |node: &Node| {
            node.annotations()
                .description
                .as_ref()
                .map(|text| text.value.clone())
        };
        if text(old).is_some() && text(old) == text(new) {
            return Some(1.5);
        }
        let alike = strsim::jaro_winkler(&plain(name), &plain(candidate));
        (alike >= ALIKE).then_some(alike)
    }
}

/// The unit that the description tells where no keyword does.
fn unit_told(annotations: &Annotations) -> Option<Spanned<String>> {
    let description = annotations.description.as_ref();
    let description = description.filter(|_| annotations.unit.is_none())?;
    let unit = unit_told_in(&description.value)?;
    Some(Spanned::new(unit.to_owned(), description.span))
}

/// The members of a combination; of any other node the node itself.
fn members(schema: &Schema, id: NodeId) -> Vec<NodeId> {
    match &schema.node(id).kind {
        NodeKind::Combined(combined) => combined
            .members
            .iter()
            .map(|member| schema.resolve(*member))
            .collect(),
        _ => vec![id],
    }
}

/// A name without letter case and separators.
fn plain(name: &str) -> String {
    let letters = name
        .chars()
        .filter(|letter| !matches!(letter, '_' | '-' | '.' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}
