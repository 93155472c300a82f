//! Types that Avro carries as mere text: one may become another, and no schema tells.

use std::collections::HashSet;
use std::ptr;

use factum_catalog::Catalog;
use factum_catalog::contract::message::Payload;
use factum_catalog::contract::shape::{Body, Field, Resolved, Type, TypeId, Types};
use factum_catalog::contract::span::Span;

use super::comparison::Pair;
use super::unseen::{Kind, Unseen};

/// The values of a native message that are text in Avro as they were, and stand for something else.
pub(super) fn changes(pair: &Pair<'_>, new: &Catalog, old: &Catalog) -> Vec<Unseen> {
    let mut walk = Walk {
        new: &new.types,
        old: &old.types,
        seen: HashSet::new(),
        open: Vec::new(),
        waiting: Vec::new(),
        changes: Vec::new(),
    };
    match (&pair.new.payload, &pair.old.payload) {
        (Payload::Record(now), Payload::Record(then)) => walk.fields("", now, then),
        (Payload::Other(now, new), Payload::Other(then, old)) => {
            walk.types(String::new(), (now, *new), (then, *old));
        }
        _ => {}
    }
    while let Some((place, now, then)) = walk.waiting.pop() {
        walk.fields(&place, now, then);
    }
    walk.changes
}

struct Walk<'a> {
    new: &'a Types,
    old: &'a Types,
    seen: HashSet<(TypeId, TypeId)>,
    /// The types that are being compared, from the outermost on: `Tree: "[Tree]"` holds itself.
    open: Vec<(&'a Type, &'a Type)>,
    /// The records that are still to be compared, each with its place.
    waiting: Vec<(String, &'a [Field], &'a [Field])>,
    changes: Vec<Unseen>,
}

impl<'a> Walk<'a> {
    fn fields(&mut self, place: &str, now: &'a [Field], then: &'a [Field]) {
        for field in now {
            let was = field.was.iter().map(|was| &was.value);
            let mut names = std::iter::once(&field.name.value).chain(was);
            let before = names.find_map(|name| then.iter().find(|old| old.name.value == *name));
            if let Some(before) = before {
                let name = &field.name.value;
                let place = match place {
                    "" => name.to_string(),
                    above => format!("{above}.{name}"),
                };
                let (new, old) = ((&field.ty, field.ty_span), (&before.ty, before.ty_span));
                self.types(place, new, old);
            }
        }
    }

    fn types(&mut self, place: String, now: (&'a Type, Span), then: (&'a Type, Span)) {
        let same = |(new, old): &(&Type, &Type)| ptr::eq(*new, now.0) && ptr::eq(*old, then.0);
        if !self.open.iter().any(same) {
            self.open.push((now.0, then.0));
            self.pair(place, now, then);
            self.open.pop();
        }
    }

    fn pair(&mut self, place: String, now: (&'a Type, Span), then: (&'a Type, Span)) {
        match (self.new.resolve(now.0), self.old.resolve(then.0)) {
            (Resolved::Type(Type::Optional(inner)), _) => self.types(place, (inner, now.1), then),
            (_, Resolved::Type(Type::Optional(inner))) => self.types(place, now, (inner, then.1)),
            (Resolved::Type(Type::List(new)), Resolved::Type(Type::List(old))) => {
                self.types(place + "[]", (new, now.1), (old, then.1));
            }
            (Resolved::Type(Type::Map(new)), Resolved::Type(Type::Map(old))) => {
                self.types(place + "{}", (new, now.1), (old, then.1));
            }
            (Resolved::Type(new), Resolved::Type(old))
                if new != old && is_mere_text(new) && is_mere_text(old) =>
            {
                let message = format!(
                    "`{place}`: `{old}` has become `{new}`; the same text means something else"
                );
                self.changes.push(Unseen {
                    kind: Kind::Meaning,
                    place,
                    message,
                    new: Some(now.1),
                    old: Some(then.1),
                    is_compared: false,
                });
            }
            (Resolved::Definition(id, new), Resolved::Definition(was, old)) => {
                if let (Body::Record(new), Body::Record(old)) = (&new.body, &old.body)
                    && self.seen.insert((id, was))
                {
                    self.waiting.push((place, new, old));
                }
            }
            _ => {}
        }
    }
}

/// Whether it is a string in Avro, and nothing beside says of what.
fn is_mere_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Json | Type::Duration)
}
