//! From an older version of a message to the next.

use factum_catalog::contract::message::Message;
use factum_catalog::contract::shape::{Field, Type};

use super::identifiers::written;
use super::layout;
use super::module::Writer;
use super::record::further;
use super::succession::{Widening, predecessor};

impl<'a> Writer<'a> {
    /// `impl From<OrderPlacedV1> for OrderPlaced`, if every field of the newer one has an equal or
    /// a narrower one in the older, is optional or has a default.
    pub(super) fn upcast(&mut self, older: (&'a Message, &str), newer: (&'a Message, &str)) {
        let (old_fields, new_fields) = (older.0.fields(), newer.0.fields());
        if old_fields.is_empty() || new_fields.is_empty() {
            return;
        }
        let notes = self.notes.len();
        let old_names = self.field_names(old_fields);
        let new_names = self.field_names(new_fields);
        self.notes.truncate(notes);
        self.subject = newer.0.identity().to_string();
        let mut values = Vec::new();
        for (field, name) in new_fields.iter().zip(&new_names) {
            let value = match predecessor(field, old_fields.iter()) {
                Some(index) => {
                    let access = format!("old.{}", written(&old_names[index]));
                    self.widened(&old_fields[index].ty, &field.ty, access)
                }
                None => self.absent(field, name, newer.1),
            };
            let Some(value) = value else {
                let message = format!(
                    "is not made from `{}`, which has no value for `{}`",
                    older.0.identity(),
                    field.name.value
                );
                self.note(message, field.name.span);
                return;
            };
            values.push((written(name), value));
        }
        if self.plan.originals.of_message(newer.0).has_further {
            values.push((further(&new_names), "Default::default()".to_owned()));
        }
        let is_read = |field| predecessor(field, old_fields.iter()).is_some();
        let parameter = match new_fields.iter().any(is_read) {
            true => "old",
            false => "_",
        };
        layout::conversion(&mut self.out, (parameter, older.1), newer.1, &values);
    }

    /// The value of a field that the older version does not have.
    fn absent(&self, field: &Field, name: &str, owner: &str) -> Option<String> {
        match &field.default {
            Some(default) if !default.is_null() => {
                let value = self.default_value(default, &field.ty, "_")?;
                Some(match value.is_types_own {
                    true => "Default::default()".to_owned(),
                    false => format!("{owner}::default_{name}()"),
                })
            }
            _ => matches!(field.ty, Type::Optional(_)).then(|| "None".to_owned()),
        }
    }

    /// The expression `value` of type `old` as a value of type `new`.
    fn widened(&self, old: &Type, new: &Type, mut value: String) -> Option<String> {
        let is_same = |old: &Type, new: &Type| match (old, new) {
            (Type::Decimal { scale: old, .. }, Type::Decimal { scale: new, .. })
                if !self.plan.has_avro =>
            {
                old == new
            }
            (Type::Time(_), Type::Time(_))
            | (Type::Timestamp(_), Type::Timestamp(_))
            | (Type::LocalTimestamp(_), Type::LocalTimestamp(_)) => true,
            (old, new) => old == new,
        };
        let widening = Widening::between(old, new, self.types(), is_same)?;
        if widening.converts {
            value.push_str(".into()");
        }
        Some(match widening.wraps {
            true => format!("Some({value})"),
            false => value,
        })
    }
}
