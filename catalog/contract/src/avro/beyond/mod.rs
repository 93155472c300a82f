//! What registries let through: changes of meaning between two schemas of one contract.

mod change;
mod fields;
mod names;
mod symbols;

use std::collections::HashSet;

pub use change::{Change, ChangeKind};
use names::is_same_but_case;

use super::arena::{Schema, Types};
use super::logical::LogicalType;
use super::types::{Kind, Naming, Primitive, TypeId, TypeRef};
use crate::span::Span;

/// The changes from `old` to `new` that the compatibility verdict does not see, in the order of
/// the new schema. Types are compared where both schemas have them in the same place, each pair
/// once.
pub fn beyond(new: &Schema, old: &Schema) -> Vec<Change> {
    let mut walk = Walk {
        new: new.types(),
        old: old.types(),
        seen: HashSet::new(),
        steps: vec![(0, Step::Root)],
        left: vec![(new.root(), old.root(), 0)],
        changes: Vec::new(),
    };
    while let Some((new, old, at)) = walk.left.pop() {
        walk.compare(new, old, at);
    }
    walk.changes
}

/// A step on the way from the root to a type.
enum Step<'s> {
    Root,
    Field(&'s str),
    Items,
    Values,
}

/// A place: the index of its last step.
type At = usize;

struct Walk<'s> {
    new: &'s Types,
    old: &'s Types,
    seen: HashSet<(TypeId, TypeId)>,
    /// For each step, the one before it.
    steps: Vec<(At, Step<'s>)>,
    /// The pairs that are still to be compared, the next last.
    left: Vec<(TypeRef, TypeRef, At)>,
    changes: Vec<Change>,
}

/// One side of a change: what it says, and where.
type Side<'t> = (&'t str, Span);

impl<'s> Walk<'s> {
    fn note(
        &mut self,
        kind: ChangeKind,
        at: At,
        (from, old): Side<'_>,
        (to, new): Side<'_>,
        message: String,
    ) {
        let known = |span: Span| (span != Span::default()).then_some(span);
        let place = self.place(at);
        self.changes.push(Change {
            kind,
            message: if place.is_empty() {
                message
            } else {
                format!("`{place}`: {message}")
            },
            place,
            from: from.to_owned(),
            to: to.to_owned(),
            old: known(old),
            new: known(new),
        });
    }

    fn place(&self, mut at: At) -> String {
        let mut texts = Vec::new();
        while at != 0 {
            let (before, step) = &self.steps[at];
            texts.push(match step {
                Step::Root => "",
                Step::Field(name) => name,
                Step::Items => "[]",
                Step::Values => "{}",
            });
            at = *before;
        }
        let mut place = String::new();
        for text in texts.into_iter().rev() {
            if !place.is_empty() && !matches!(text, "[]" | "{}") {
                place.push('.');
            }
            place.push_str(text);
        }
        place
    }

    fn step(&mut self, at: At, step: Step<'s>) -> At {
        self.steps.push((at, step));
        self.steps.len() - 1
    }

    /// A field that is still to be compared lies at this place.
    fn at_field(&mut self, at: At, name: &'s str) -> At {
        self.step(at, Step::Field(name))
    }

    fn later(&mut self, new: TypeRef, old: TypeRef, at: At) {
        self.left.push((new, old, at));
    }

    fn compare(&mut self, new: TypeRef, old: TypeRef, at: At) {
        if !self.seen.insert((new.id, old.id)) {
            return;
        }
        let (now, was) = (self.new.get(new.id), self.old.get(old.id));
        let values = (only_value(self.new, new), only_value(self.old, old));
        // A union stands for what its branches stand for: those are compared each by itself.
        match (&now.kind, &was.kind) {
            (Kind::Union(_), _) | (_, Kind::Union(_)) if values != (new, old) => {
                return self.left.push((values.0, values.1, at));
            }
            (Kind::Union(branches), Kind::Union(old_branches)) => {
                for branch in branches.iter().rev() {
                    let found = self.counterpart(*branch, old_branches);
                    self.left.extend(found.map(|found| (*branch, found, at)));
                }
                return;
            }
            (Kind::Union(branches), _) => {
                let mut branches = branches.iter();
                let found = branches.find(|branch| self.are_alike(**branch, old));
                return self.left.extend(found.map(|branch| (*branch, old, at)));
            }
            (_, Kind::Union(branches)) => {
                let found = self.counterpart(new, branches);
                return self.left.extend(found.map(|branch| (new, branch, at)));
            }
            (Kind::Array(items), Kind::Array(old_items)) => {
                let at = self.step(at, Step::Items);
                self.left.push((*items, *old_items, at));
            }
            (Kind::Map(values), Kind::Map(old_values)) => {
                let at = self.step(at, Step::Values);
                self.left.push((*values, *old_values, at));
            }
            // What cannot be read either way is read wrongly by nobody.
            (Kind::Primitive(now), Kind::Primitive(was))
                if !now.takes(*was) && !was.takes(*now) =>
            {
                return;
            }
            (Kind::Primitive(now), Kind::Primitive(was)) => {
                self.compare_primitives(at, (*was, old.span), (*now, new.span));
            }
            // Of types with other names, the verdict says enough.
            _ if !self.are_alike(new, old) => return,
            (Kind::Record(now), Kind::Record(was)) => {
                self.compare_naming(at, &now.naming, &was.naming);
                fields::compare(self, at, now, was);
            }
            (Kind::Enum(now), Kind::Enum(was)) => {
                self.compare_naming(at, &now.naming, &was.naming);
                self.compare_symbols(at, now, was);
            }
            (Kind::Fixed(now), Kind::Fixed(was)) => {
                self.compare_naming(at, &now.naming, &was.naming);
            }
            _ => return,
        }
        self.compare_logical(at, (was.logical, old.span), (now.logical, new.span));
    }

    /// The branch of the old union that is most like the new type.
    fn counterpart(&self, new: TypeRef, branches: &[TypeRef]) -> Option<TypeRef> {
        let now = self.new.get(new.id);
        let same = |branch: &&TypeRef| match (now.name(), self.old.get(branch.id).name()) {
            (Some(now), Some(was)) => now == was,
            _ => false,
        };
        let mut likes = branches.iter();
        let like = || likes.find(|branch| self.are_alike(new, **branch));
        branches.iter().find(same).or_else(like).copied()
    }

    /// Whether two types are versions of one: by name if they have names, else by kind.
    fn are_alike(&self, new: TypeRef, old: TypeRef) -> bool {
        let (now, was) = (self.new.get(new.id), self.old.get(old.id));
        match (now.naming(), was.naming()) {
            (Some(reader), Some(writer)) => {
                now.kind_name() == was.kind_name() && reader.accepts(writer)
            }
            (None, None) => now.kind_name() == was.kind_name(),
            _ => false,
        }
    }

    /// Whether a field of the one type could be a field of the other, renamed.
    fn have_same_type(&self, new: TypeRef, old: TypeRef) -> bool {
        let (new, old) = (only_value(self.new, new), only_value(self.old, old));
        self.are_alike(new, old) && self.new.get(new.id).logical == self.old.get(old.id).logical
    }

    fn compare_primitives(
        &mut self,
        at: At,
        (was, old): (Primitive, Span),
        (now, new): (Primitive, Span),
    ) {
        use Primitive::{Bytes, Double, Float, Int, Long, String};
        let (kind, follows) = match (was, now) {
            (Int, Float) | (Long, Float | Double) => (
                ChangeKind::PrecisionLost,
                "great numbers are rounded when read",
            ),
            (String, Bytes) | (Bytes, String) => (
                ChangeKind::TextChangedWithBytes,
                "bytes that are no UTF-8 cannot be read as a string",
            ),
            _ => return,
        };
        let (was, now) = (was.name(), now.name());
        let message = format!("`{was}` has become `{now}`; {follows}");
        self.note(kind, at, (was, old), (now, new), message);
    }

    fn compare_logical(
        &mut self,
        at: At,
        (was, old): (Option<LogicalType>, Span),
        (now, new): (Option<LogicalType>, Span),
    ) {
        let name = |logical: Option<LogicalType>| logical.map_or("", LogicalType::name);
        let (from, to) = (name(was), name(now));
        let (kind, from, to, message) = match (was, now) {
            _ if was == now => return,
            (None, _) => (
                ChangeKind::LogicalTypeAdded,
                from.to_owned(),
                to.to_owned(),
                format!("the values stand for `{to}` now; older ones may not"),
            ),
            (_, None) => (
                ChangeKind::LogicalTypeRemoved,
                from.to_owned(),
                to.to_owned(),
                format!("the values do not stand for `{from}` any more"),
            ),
            (
                Some(LogicalType::Decimal { precision, scale }),
                Some(LogicalType::Decimal {
                    precision: new_precision,
                    scale: new_scale,
                }),
            ) => decimals((precision, scale), (new_precision, new_scale)),
            (Some(was), Some(now)) => {
                let is_unit =
                    was.without_unit().is_some() && was.without_unit() == now.without_unit();
                let kind = if is_unit {
                    ChangeKind::UnitChanged
                } else {
                    ChangeKind::LogicalTypeChanged
                };
                let message =
                    format!("`{from}` has become `{to}`; the same number means something else");
                (kind, from.to_owned(), to.to_owned(), message)
            }
        };
        self.note(kind, at, (&from, old), (&to, new), message);
    }

    fn compare_naming(&mut self, at: At, now: &Naming, was: &Naming) {
        let (from, to) = (was.name.full(), now.name.full());
        let (old, new) = ((from, was.span), (to, now.span));
        let (simple_from, simple_to) = (was.name.simple(), now.name.simple());
        if simple_from != simple_to {
            let is_case = is_same_but_case(simple_from, simple_to);
            let kind = if is_case {
                ChangeKind::TypeCaseChanged
            } else {
                ChangeKind::TypeRenamed
            };
            let message = format!("`{from}` is called `{to}` now; subjects and code may change");
            self.note(kind, at, old, new, message);
        } else if from != to {
            let message = format!(
                "`{from}` has moved to `{to}`; subjects by record name and generated code change"
            );
            self.note(ChangeKind::NamespaceChanged, at, old, new, message);
        }
        for alias in &was.aliases {
            let is_kept = now.aliases.iter().any(|kept| kept.value == alias.value);
            if !is_kept && alias.value != now.name {
                let alias = (alias.value.full(), alias.span);
                self.note_lost_alias(at, alias, now.span);
            }
        }
        self.compare_docs(
            at,
            (was.doc.as_deref(), was.span),
            (now.doc.as_deref(), now.span),
        );
    }

    fn note_lost_alias(&mut self, at: At, alias: Side<'_>, new: Span) {
        let message = format!(
            "the alias `{}` is gone; data under that name is lost",
            alias.0
        );
        self.note(ChangeKind::AliasRemoved, at, alias, ("", new), message);
    }

    fn compare_docs(
        &mut self,
        at: At,
        (was, old): (Option<&str>, Span),
        (now, new): (Option<&str>, Span),
    ) {
        if was != now {
            let sides = (
                (was.unwrap_or_default(), old),
                (now.unwrap_or_default(), new),
            );
            let message = "the documentation has changed".to_owned();
            self.note(ChangeKind::DocChanged, at, sides.0, sides.1, message);
        }
    }
}

/// How decimals of another precision and scale differ: the kind, what it was and is, the sentence.
fn decimals(
    (precision, scale): (u32, u32),
    (new_precision, new_scale): (u32, u32),
) -> (ChangeKind, String, String, String) {
    let (kind, follows) = if scale != new_scale {
        let follows = "the same bytes stand for another number";
        (ChangeKind::ScaleChanged, follows)
    } else if precision < new_precision {
        let follows = "who reads by the old one may refuse the longer numbers";
        (ChangeKind::PrecisionChanged, follows)
    } else {
        let follows = "generated code and databases may refuse some older values";
        (ChangeKind::PrecisionChanged, follows)
    };
    let (was, now) = (
        format!("decimal({precision},{scale})"),
        format!("decimal({new_precision},{new_scale})"),
    );
    let message = format!("`{was}` has become `{now}`; {follows}");
    (kind, was, now, message)
}

/// What an optional value is if it is there; any other type as it is.
fn only_value(types: &Types, ty: TypeRef) -> TypeRef {
    let Kind::Union(branches) = &types.get(ty.id).kind else {
        return ty;
    };
    let is_null = |branch: &&TypeRef| types.get(branch.id).kind == Kind::Primitive(Primitive::Null);
    let mut values = branches.iter().filter(|branch| !is_null(branch));
    match (values.next(), values.next()) {
        (Some(only), None) => *only,
        _ => ty,
    }
}
