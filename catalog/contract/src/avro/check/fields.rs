//! How a reader finds the fields of a writer's record.

use super::describe::{Mismatch, Problem};
use super::{Check, Frame, Move, Token, mismatch, own};
use crate::avro::types::{Field, Kind, Record, TypeId};

/// A reader's field matches several of the writer's.
struct Ambiguous;

impl<'s> Check<'s> {
    /// The next field of the reader's record to compare.
    pub(super) fn advance_record(
        &mut self,
        frame: &mut Frame,
        index: usize,
        reader: &'s Record,
        writer: &'s Record,
    ) -> Result<Move, Mismatch> {
        let Some(field) = reader.fields.get(index) else {
            return Ok(Move::Finish);
        };
        let Ok(found) = self.counterpart(frame.writer.id, writer, field) else {
            return Err(mismatch(frame, frame.path, Problem::Ambiguous(index)));
        };
        let path = self.step(frame.path, Token::Field(frame.reader.id, index));
        Ok(match found {
            Some(position) => {
                let path = self.step(path, Token::Type);
                Move::Compare(field.ty, writer.fields[position].ty, path)
            }
            None if field.default.is_some() => Move::Skip,
            None => match &self.reader.get(field.ty.id).kind {
                // Java looks for the enum's default here, and then compares the wrong types.
                Kind::Enum(r#enum) if r#enum.default.is_some() => {
                    let path = self.step(path, Token::Type);
                    Move::Compare(field.ty, frame.writer, path)
                }
                _ => {
                    frame
                        .found
                        .push(own(frame, path, Problem::NoDefault(index)));
                    Move::Skip
                }
            },
        })
    }

    /// The position of the writer's field that a reader's field takes its values from.
    fn counterpart(
        &mut self,
        id: TypeId,
        writer: &'s Record,
        field: &Field,
    ) -> Result<Option<usize>, Ambiguous> {
        let by_name = self.position(id, writer, &field.name);
        let mut by_alias = None;
        for alias in &field.aliases {
            let found = self.position(id, writer, &alias.value);
            // Java counts an alias that is repeated once, but one that repeats the name twice.
            if found.is_none() || found == by_alias {
                continue;
            }
            if by_name.is_some() || by_alias.is_some() {
                return Err(Ambiguous);
            }
            by_alias = found;
        }
        Ok(by_name.or(by_alias))
    }

    fn position(&mut self, id: TypeId, record: &'s Record, name: &str) -> Option<usize> {
        const FEW: usize = 16;
        if record.fields.len() <= FEW {
            return record.field(name).map(|(position, _)| position);
        }
        let index = self.fields.entry(id).or_insert_with(|| {
            let fields = record.fields.iter().enumerate();
            fields
                .map(|(position, field)| (&*field.name, position))
                .collect()
        });
        index.get(name).copied()
    }
}
