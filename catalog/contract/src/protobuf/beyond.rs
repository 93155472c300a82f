//! What the registry's comparison lets through although it changes the meaning.

use super::Schema;
use super::check::{both, join};
use super::model::{Enum, Field, FieldType, Message, Reserved, Scope};
use super::schema::scopes;
use crate::span::Span;

/// One change that a registry does not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// Where in the schema, as [`super::check`] writes paths, but for oneofs, which are left out.
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
    /// A single value became a list or the reverse, where one side writes no label.
    Repeated,
    /// Another scalar type of the same form on the wire: `int64` became `int32`, which truncates.
    Scalar,
    /// Another name under the same number, which breaks the JSON form.
    Renamed,
    /// Another `json_name`.
    JsonName,
    /// The same name under another number.
    Renumbered,
    /// A number or name is used that was reserved.
    ReservedUsed,
    /// A number or name is no longer reserved.
    ReservedDropped,
    /// A field or enum value is gone and its number is not reserved, so it may be used again.
    NotReserved,
    /// Another default (proto2).
    Default,
    /// Another name under the same number of an enum.
    ValueRenamed,
    /// The same name under another number of an enum.
    ValueRenumbered,
}

/// The changes from `old` to `new` that [`super::check`] does not report or lets pass.
pub fn beyond(new: &Schema, old: &Schema) -> Vec<Change> {
    let mut walk = Walk {
        old,
        new,
        changes: Vec::new(),
    };
    let (before, now) = scopes(old, new);
    walk.scopes("", &before, &now);
    walk.changes
}

struct Walk<'s> {
    old: &'s Schema,
    new: &'s Schema,
    changes: Vec<Change>,
}

impl Walk<'_> {
    fn add(
        &mut self,
        kind: ChangeKind,
        path: &str,
        message: String,
        old: Option<Span>,
        new: Option<Span>,
    ) {
        let path = format!("#/{path}");
        self.changes.push(Change {
            kind,
            path,
            message,
            new,
            old,
        });
    }

    fn scopes(&mut self, path: &str, old: &Scope, new: &Scope) {
        for (name, old, new) in both(&old.messages, &new.messages) {
            if let (Some(old), Some(new)) = (old, new) {
                let (old, new) = (self.old.message(*old), self.new.message(*new));
                self.messages(&join(path, name), old, new);
            }
        }
        for (name, old, new) in both(&old.enums, &new.enums) {
            if let (Some(old), Some(new)) = (old, new) {
                let (old, new) = (self.old.enumeration(*old), self.new.enumeration(*new));
                self.enums(&join(path, name), old, new);
            }
        }
    }

    fn messages(&mut self, path: &str, old: &Message, new: &Message) {
        for (number, before, now) in both(&old.fields, &new.fields) {
            let path = join(path, &number.to_string());
            match (before, now) {
                (Some(before), Some(now)) => self.fields(&path, before, now),
                (Some(before), None) => {
                    if !new.reserved.has_number(*number) {
                        self.not_reserved(&path, *number, &before.name, before.span, new.span);
                    }
                    let same_name = new
                        .fields
                        .iter()
                        .find(|(_, field)| field.name == before.name);
                    if let Some((other, field)) = same_name {
                        let message =
                            format!("`{}` had the number {number} and has {other}", before.name);
                        self.add(
                            ChangeKind::Renumbered,
                            &path,
                            message,
                            before.span,
                            field.span,
                        );
                    }
                }
                (None, Some(now)) => {
                    self.uses_reserved(&path, *number, &now.name, &old.reserved, now.span)
                }
                (None, None) => {}
            }
        }
        let used = |number| new.fields.contains_key(&number);
        self.dropped(
            path,
            &old.reserved,
            &new.reserved,
            used,
            (old.span, new.span),
        );
        self.scopes(path, &old.scope, &new.scope);
    }

    fn fields(&mut self, path: &str, old: &Field, new: &Field) {
        let mut add = |kind, message| self.add(kind, path, message, old.span, new.span);
        if old.name != new.name {
            add(
                ChangeKind::Renamed,
                format!("`{}` is named `{}` now", old.name, new.name),
            );
        } else if old.json_name != new.json_name {
            let message = format!(
                "`{}` was `{}` in JSON and is `{}`",
                new.name, old.json_name, new.json_name
            );
            add(ChangeKind::JsonName, message);
        }
        let unnoticed = old.label.is_none() || new.label.is_none();
        if old.repeated != new.repeated && unnoticed && old.field_type == new.field_type {
            let (before, now) = match new.repeated {
                true => ("a single value", "a list"),
                false => ("a list", "a single value"),
            };
            add(
                ChangeKind::Repeated,
                format!("`{}` was {before} and is {now}", new.name),
            );
        }
        if let (Some(before), Some(now)) =
            (scalar_name(&old.field_type), scalar_name(&new.field_type))
            && before != now
        {
            add(
                ChangeKind::Scalar,
                format!("`{}` was `{before}` and is `{now}`", new.name),
            );
        }
        if old.default != new.default {
            let told = |default: &Option<String>| match default {
                Some(default) => format!("`{default}`"),
                None => "none".to_owned(),
            };
            let message = format!(
                "the default of `{}` was {} and is {}",
                new.name,
                told(&old.default),
                told(&new.default)
            );
            add(ChangeKind::Default, message);
        }
    }

    fn enums(&mut self, path: &str, old: &Enum, new: &Enum) {
        for (number, before, now) in both(&old.values, &new.values) {
            let path = join(path, &number.to_string());
            match (before, now) {
                (Some(before), Some(now)) if before.name != now.name => {
                    let message = format!("`{}` is named `{}` now", before.name, now.name);
                    self.add(
                        ChangeKind::ValueRenamed,
                        &path,
                        message,
                        before.span,
                        now.span,
                    );
                }
                (Some(before), None) if !new.reserved.has_number(*number) => {
                    self.not_reserved(&path, *number, &before.name, before.span, new.span);
                }
                (None, Some(now)) => {
                    self.uses_reserved(&path, *number, &now.name, &old.reserved, now.span)
                }
                _ => {}
            }
            let Some(before) =
                before.filter(|before| now.is_none_or(|now| now.name != before.name))
            else {
                continue;
            };
            let same_name = new
                .values
                .iter()
                .find(|(_, value)| value.name == before.name);
            if let Some((other, value)) = same_name {
                let message = format!("`{}` had the number {number} and has {other}", before.name);
                self.add(
                    ChangeKind::ValueRenumbered,
                    &path,
                    message,
                    before.span,
                    value.span,
                );
            }
        }
        let used = |number| new.values.contains_key(&number);
        self.dropped(
            path,
            &old.reserved,
            &new.reserved,
            used,
            (old.span, new.span),
        );
    }

    fn not_reserved(
        &mut self,
        path: &str,
        number: i32,
        name: &str,
        old: Option<Span>,
        new: Option<Span>,
    ) {
        let message = format!("`{name}` is gone and its number {number} is not reserved");
        self.add(ChangeKind::NotReserved, path, message, old, new);
    }

    fn uses_reserved(
        &mut self,
        path: &str,
        number: i32,
        name: &str,
        old: &Reserved,
        new: Option<Span>,
    ) {
        if old.has_number(number) {
            let message = format!("`{name}` uses the number {number}, which was reserved");
            self.add(ChangeKind::ReservedUsed, path, message, None, new);
        } else if old.has_name(name) {
            let message = format!("`{name}` was reserved");
            self.add(ChangeKind::ReservedUsed, path, message, None, new);
        }
    }

    fn dropped(
        &mut self,
        path: &str,
        old: &Reserved,
        new: &Reserved,
        used: impl Fn(i32) -> bool,
        (old_span, new_span): (Option<Span>, Option<Span>),
    ) {
        for (first, last) in &old.ranges {
            // A range is looked at by its ends, however many numbers it has.
            let free = [*first, *last]
                .into_iter()
                .find(|number| !new.has_number(*number) && !used(*number));
            if let Some(number) = free {
                let message = format!("the number {number} is no longer reserved");
                self.add(
                    ChangeKind::ReservedDropped,
                    path,
                    message,
                    old_span,
                    new_span,
                );
            }
        }
        for name in old.names.iter().filter(|name| !new.has_name(name)) {
            let message = format!("the name `{name}` is no longer reserved");
            self.add(
                ChangeKind::ReservedDropped,
                path,
                message,
                old_span,
                new_span,
            );
        }
    }
}

fn scalar_name(field_type: &FieldType) -> Option<&str> {
    match field_type {
        FieldType::Scalar(name) => Some(name),
        FieldType::Enum(reference) => Some(&reference.name),
        FieldType::Message(_) | FieldType::Map(..) => None,
    }
}
