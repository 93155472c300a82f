//! The fields of a record: names, numbers, and what is said of them.

use std::collections::BTreeSet;

use factum_catalog::contract::protobuf::json_name;
use factum_catalog::contract::shape::{self, Resolved, Type};
use factum_catalog::contract::span::Span;

use super::file::{Field, Message};
use super::names::{Scope, identifier};
use super::shapes::{Shapes, documented};

/// The largest field number.
pub(super) const LAST_NUMBER: u32 = 536_870_911;

impl Shapes<'_> {
    pub(super) fn fields(&mut self, fields: &[shape::Field], out: &mut Message, place: Span) {
        let numbers = self.numbers(fields, place);
        let (mut scope, mut in_json) = (Scope::default(), Scope::default());
        for (field, number) in fields.iter().zip(numbers) {
            let original = &*field.name.value;
            // Names that differ in case and underscores only are refused.
            let mut name = identifier(original);
            while scope.has(&folded(&name)) {
                name.push('x');
            }
            scope.take(&folded(&name));
            // Two of a message may not be the same.
            let derived = json_name(&name);
            let json_name = if name == original || in_json.has(original) {
                in_json.take(&derived);
                None
            } else {
                Some(in_json.take(original))
            };
            if let Some(default) = field.default.as_ref().filter(|default| !default.is_null()) {
                let text = format!(
                    "the default of `{}` is not carried: proto3 has none",
                    field.name.value
                );
                self.note(text, default.span);
            }
            let (label, ty) = self.ty(&field.ty, &name, out, field.ty_span);
            out.fields.push(Field {
                doc: documented(self.said_of(field), field.deprecated.as_deref()),
                label,
                ty,
                json_name,
                name,
                number,
                is_deprecated: field.deprecated.is_some(),
            });
        }
    }

    /// What people should know of a field, its type included where Protobuf has a wider one.
    fn said_of(&self, field: &shape::Field) -> Option<String> {
        let said = field.documentation();
        let (Resolved::Type(ty), _) = self.behind(&field.ty) else {
            return said;
        };
        let is_wider = matches!(
            ty,
            Type::Decimal { .. }
                | Type::Fixed(_)
                | Type::Uuid
                | Type::Date
                | Type::Time(_)
                | Type::LocalTimestamp(_)
                | Type::Duration
        );
        let word = is_wider.then(|| format!("Type: {ty}."));
        match (said, word) {
            (Some(said), Some(word)) => Some(format!("{said}\n{word}")),
            (said, word) => said.or(word),
        }
    }

    /// The stated numbers; those of the other fields are the lowest free ones, in their order.
    fn numbers(&mut self, fields: &[shape::Field], place: Span) -> Vec<u32> {
        let mut taken = BTreeSet::new();
        let mut stated = Vec::with_capacity(fields.len());
        for field in fields {
            let number = field.number.as_ref().filter(|number| {
                let is_free = !(19_000..20_000).contains(&number.value);
                let is_right = is_free && (1..=LAST_NUMBER).contains(&number.value);
                is_right && taken.insert(number.value)
            });
            if let (Some(wrong), None) = (&field.number, number) {
                let text = format!(
                    "the number {} is taken or reserved in Protobuf, so another one is assumed",
                    wrong.value
                );
                self.note(text, wrong.span);
            }
            stated.push(number.map(|number| number.value));
        }
        if stated.iter().any(Option::is_none) {
            self.assumed.push((self.subject.clone(), place));
        }
        let mut free = (1..19_000)
            .chain(20_000..=LAST_NUMBER)
            .filter(|it| !taken.contains(it));
        let numbers = stated.into_iter();
        numbers
            .map(|it| it.or_else(|| free.next()).unwrap_or(LAST_NUMBER))
            .collect()
    }
}

/// What two field names of a message may not have in common.
pub(super) fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "")
}
