//! What changed in a payload, with the types that it reaches.

use std::collections::HashSet;

use factum_catalog::contract::compatibility::Direction::{self, Backward, Forward};
use factum_catalog::contract::emit::to_json;
use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::shape::{Body, Enum, Field, Resolved, Type, TypeDef, TypeId, Types};
use factum_catalog::contract::span::Span;

use super::message::{deprecation, documentation};
use super::{Change, ChangeKind};

/// Compares payloads and headers. Definitions wait in a list, so that types which reach themselves
/// or very deep end and need no stack.
pub(super) fn changes<'a>(
    types: (&'a Types, &'a Types),
    (new, old): (&'a Message, &'a Message),
    out: &mut Vec<Change>,
) {
    let mut walk = Walk {
        new: types.0,
        old: types.1,
        waiting: Vec::new(),
        seen: HashSet::new(),
        changes: out,
    };
    match (&new.payload, &old.payload) {
        (Payload::Record(now), Payload::Record(then)) => walk.fields("", now, then),
        (Payload::Other(now, at), Payload::Other(then, was)) => {
            walk.types("the payload", now, then, [*at, *was]);
        }
        (Payload::Unstated, Payload::Unstated) => {}
        _ => walk.push("the payload is of another kind".to_owned(), []),
    }
    walk.fields("header ", &new.headers, &old.headers);
    while let Some((path, now, then)) = walk.waiting.pop() {
        walk.definitions(&path, now, then);
    }
}

struct Walk<'a, 'o> {
    new: &'a Types,
    old: &'a Types,
    waiting: Vec<(String, &'a TypeDef, &'a TypeDef)>,
    seen: HashSet<(TypeId, TypeId)>,
    changes: &'o mut Vec<Change>,
}

impl<'a> Walk<'a, '_> {
    fn push(&mut self, what: String, places: impl IntoIterator<Item = Span>) {
        let change = Change::new(ChangeKind::Payload, what).at(places);
        self.changes.push(change);
    }

    fn push_only(&mut self, direction: Direction, what: String, places: [Span; 2]) {
        let change = Change::new(ChangeKind::Payload, what).at(places);
        self.changes.push(change.only(direction));
    }

    fn fields(&mut self, path: &str, now: &'a [Field], then: &'a [Field]) {
        let named = |fields: &'a [Field], name: &str| {
            fields.iter().find(|field| &*field.name.value == name)
        };
        for field in now {
            let name = &field.name.value;
            let renamed = || field.was.iter().find_map(|was| named(then, &was.value));
            if let Some(before) = named(then, name) {
                self.field(&format!("{path}{name}"), field, before);
            } else if let Some(before) = renamed() {
                let what = format!(
                    "the field `{path}{name}` was called `{}`",
                    before.name.value
                );
                self.push(what, [field.span, before.span]);
                self.field(&format!("{path}{name}"), field, before);
            } else {
                let need = if field.is_optional() {
                    "optional"
                } else {
                    "required"
                };
                let what = format!("the {need} field `{path}{name}: {}` is new", field.ty);
                self.push(what, [field.span]);
            }
        }
        for field in then {
            let name = &field.name.value;
            let renamed = |new: &Field| new.was.iter().any(|was| was.value == *name);
            if named(now, name).is_none() && !now.iter().any(renamed) {
                self.push(format!("the field `{path}{name}` is gone"), [field.span]);
            }
        }
    }

    fn field(&mut self, path: &str, now: &'a Field, then: &'a Field) {
        let what = format!("the field `{path}`");
        self.types(&what, &now.ty, &then.ty, [now.span, then.span]);
        let places = [now.span, then.span];
        match (
            now.default.as_deref().map(to_json),
            then.default.as_deref().map(to_json),
        ) {
            (Some(default), None) => {
                self.push(format!("{what} has the default `{default}`"), places)
            }
            (None, Some(default)) => {
                self.push(format!("{what} lost its default `{default}`"), places);
            }
            (Some(now), Some(then)) if now != then => {
                self.push(
                    format!("{what} has the default `{now}` and had `{then}`"),
                    places,
                );
            }
            _ => {}
        }
        let unit = |field: &Field| field.unit.as_ref().map(|unit| unit.value.to_string());
        if unit(now) != unit(then) {
            let named =
                |unit: Option<String>| unit.map_or("none".to_owned(), |it| format!("`{it}`"));
            let (is, was) = (named(unit(now)), named(unit(then)));
            self.push(format!("{what} has the unit {is} and had {was}"), places);
        }
        deprecation(
            &what,
            now.deprecated.as_deref(),
            then.deprecated.as_deref(),
            self.changes,
        );
        let doc = format!("the documentation of `{path}`");
        documentation(&doc, &now.doc, &then.doc, self.changes);
    }

    /// Compares types; definitions are put on the list.
    fn types(&mut self, what: &str, now: &'a Type, then: &'a Type, places: [Span; 2]) {
        match (self.new.resolve(now), self.old.resolve(then)) {
            (Resolved::Definition(id, now), Resolved::Definition(was, then)) => {
                if self.seen.insert((id, was)) {
                    self.waiting.push((what.to_owned(), now, then));
                }
            }
            (Resolved::Type(now), Resolved::Type(then)) => match (now, then) {
                (Type::Optional(now), Type::Optional(then))
                | (Type::List(now), Type::List(then))
                | (Type::Map(now), Type::Map(then)) => self.types(what, now, then, places),
                (Type::Optional(now), _) => {
                    self.push_only(Forward, format!("{what} became optional"), places);
                    self.types(what, now, then, places);
                }
                (_, Type::Optional(then)) => {
                    self.push_only(Backward, format!("{what} became required"), places);
                    self.types(what, now, then, places);
                }
                (Type::Enum(now), Type::Enum(then)) => self.symbols(what, now, then, places),
                _ => self.retyped(what, now, then, places),
            },
            (Resolved::Type(Type::Optional(now)), _) => {
                self.push_only(Forward, format!("{what} became optional"), places);
                self.types(what, now, then, places);
            }
            (_, Resolved::Type(Type::Optional(then))) => {
                self.push_only(Backward, format!("{what} became required"), places);
                self.types(what, now, then, places);
            }
            _ => self.retyped(what, now, then, places),
        }
    }

    fn retyped(&mut self, what: &str, now: &Type, then: &Type, places: [Span; 2]) {
        let (is, was) = (now.to_string(), then.to_string());
        if is != was {
            self.push(format!("{what} is `{is}` and was `{was}`"), places);
        }
    }

    fn symbols(&mut self, what: &str, now: &Enum, then: &Enum, places: [Span; 2]) {
        let without = |these: &Enum, those: &Enum| -> String {
            let is_in = |name: &str| those.symbols.iter().any(|it| &*it.name.value == name);
            let names = these.symbols.iter().map(|symbol| &symbol.name.value);
            let names: Vec<_> = names
                .filter(|name| !is_in(name))
                .map(|name| format!("`{name}`"))
                .collect();
            names.join(", ")
        };
        let (added, gone) = (without(now, then), without(then, now));
        if !added.is_empty() {
            self.push_only(Forward, format!("{what} may also be {added}"), places);
        }
        if !gone.is_empty() {
            self.push_only(Backward, format!("{what} can no longer be {gone}"), places);
        }
    }

    fn definitions(&mut self, what: &str, now: &'a TypeDef, then: &'a TypeDef) {
        let places = [now.span, then.span];
        if now.name.value != then.name.value && !now.synthetic && !then.synthetic {
            let (is, was) = (&now.name.value, &then.name.value);
            self.push(format!("{what} is `{is}` and was `{was}`"), places);
        }
        match (&now.body, &then.body) {
            (Body::Record(fields), Body::Record(before)) => {
                let path = match what.strip_prefix("the field `") {
                    Some(path) => format!("{}.", path.trim_end_matches('`')),
                    None => String::new(),
                };
                self.fields(&path, fields, before);
            }
            (Body::Enum(symbols), Body::Enum(before)) => {
                self.symbols(what, symbols, before, places);
            }
            (
                Body::Union { branches, .. },
                Body::Union {
                    branches: before, ..
                },
            ) => {
                let (is, was) = (Type::Union(branches.clone()), Type::Union(before.clone()));
                self.retyped(what, &is, &was, places);
            }
            _ => self.push(format!("{what} is of another kind"), places),
        }
        if !now.synthetic {
            let doc = format!("the documentation of the type `{}`", now.name.value);
            documentation(&doc, &now.doc, &then.doc, self.changes);
        }
    }
}
