//! Reads data of another schema into a type, by a plan.

use factum_contract::avro::{Primitive, Step, StepId};

use super::error::{DecodeError, DecodeErrorKind};
use super::plan::Plan;
use super::read::Reader;
use super::source::Source;
use crate::payload::Decode;

/// Bytes that were written with another schema than the type's own.
pub(super) struct Resolver<'de> {
    plan: &'de Plan,
    reader: Reader<'de>,
    /// What to do with the value that is read next.
    step: StepId,
}

/// A record that is being read.
pub(super) struct OpenRecord<'de> {
    step: StepId,
    /// How many of its fields have been read.
    read: usize,
    /// Where each of the type's fields begins, and where the record ends, if they are not in the
    /// order of the type.
    found: Option<(Vec<&'de [u8]>, &'de [u8])>,
}

impl<'de> Resolver<'de> {
    pub fn new(plan: &'de Plan, reader: Reader<'de>) -> Resolver<'de> {
        Resolver {
            plan,
            reader,
            step: 0,
        }
    }

    pub fn finish(self) -> Result<(), DecodeError> {
        self.reader.finish()
    }

    /// Reads a value by this step. From here on, a part that is the same is read as any other
    /// data of the type.
    #[inline]
    pub fn part<T: Decode<'de>>(&mut self, step: StepId) -> Result<T, DecodeError> {
        if self.plan.is_same(step) {
            return T::decode(&mut self.reader);
        }
        self.step = self.settle(step)?;
        T::decode(self)
    }

    /// The step of the branch that is written, if the writer has a union here.
    fn settle(&mut self, mut step: StepId) -> Result<StepId, DecodeError> {
        loop {
            match self.plan.step(step) {
                Step::FromUnion(branches) => {
                    let branch = self.reader.position()?;
                    let position = usize::try_from(branch).unwrap_or(usize::MAX);
                    step = *branches
                        .get(position)
                        .ok_or_else(|| self.no_such_position(branch))?;
                }
                Step::Fail(reason) => {
                    let reason = reason.to_string();
                    return Err(self.reader.error(DecodeErrorKind::Unresolvable, reason));
                }
                _ => return Ok(step),
            }
        }
    }

    /// The error for a plan that is not of the type: it can only come from a `Payload` that is
    /// written by hand and reads something else than its shape says.
    #[cold]
    fn mismatch(&self, expected: &str) -> DecodeError {
        let message = format!("the type reads {expected} where its schema has none");
        self.reader.error(DecodeErrorKind::Unresolvable, message)
    }

    /// Gets over a value.
    fn skip(&mut self, step: StepId) -> Result<(), DecodeError> {
        let plan = self.plan;
        match plan.step(step) {
            Step::Keep(primitive) => self.skip_primitive(*primitive),
            Step::Convert(from, _) => self.skip_primitive(*from),
            Step::Fixed(size) => self.reader.take(*size).map(drop),
            Step::Enum(_) => self.reader.long().map(drop),
            Step::Array(item) => self.skip_items(*item, false),
            Step::Map(item) => self.skip_items(*item, true),
            Step::Record(record) => {
                self.reader.descend()?;
                for (_, field) in &record.written {
                    self.skip(*field)?;
                }
                self.reader.ascend();
                Ok(())
            }
            Step::FromUnion(_) => {
                let branch = self.settle(step)?;
                self.skip(branch)
            }
            Step::IntoUnion(_, inner) => self.skip(*inner),
            Step::Fail(_) => self.settle(step).map(drop),
        }
    }

    fn skip_primitive(&mut self, primitive: Primitive) -> Result<(), DecodeError> {
        let size = match primitive {
            Primitive::Null => 0,
            Primitive::Boolean => 1,
            Primitive::Int | Primitive::Long => return self.reader.long().map(drop),
            Primitive::Float => 4,
            Primitive::Double => 8,
            Primitive::Bytes | Primitive::String => self.reader.length()?,
        };
        self.reader.take(size).map(drop)
    }

    fn skip_items(&mut self, item: StepId, is_map: bool) -> Result<(), DecodeError> {
        self.reader.open_items()?;
        loop {
            let count = self.reader.block(&mut ())?;
            if count == 0 {
                return self.reader.close_items(());
            }
            for _ in 0..count {
                if is_map {
                    self.skip_primitive(Primitive::String)?;
                }
                self.skip(item)?;
            }
        }
    }

    /// Finds where each field of a record begins, and where the record ends.
    fn find_fields(
        &mut self,
        step: StepId,
        fields: usize,
    ) -> Result<(Vec<&'de [u8]>, &'de [u8]), DecodeError> {
        let plan = self.plan;
        let mut starts: Vec<&'de [u8]> = vec![&[]; fields];
        if let Step::Record(record) = plan.step(step) {
            for (target, field) in &record.written {
                if let Some(start) = target.and_then(|target| starts.get_mut(target)) {
                    *start = self.reader.left;
                }
                self.skip(*field)?;
            }
        }
        Ok((starts, self.reader.left))
    }
}

impl<'de> Source<'de> for Resolver<'de> {
    type Record = OpenRecord<'de>;
    type Items = StepId;

    fn boolean(&mut self) -> Result<bool, DecodeError> {
        self.reader.boolean()
    }

    fn int(&mut self) -> Result<i32, DecodeError> {
        self.reader.int()
    }

    fn long(&mut self) -> Result<i64, DecodeError> {
        self.reader.long()
    }

    fn float(&mut self) -> Result<f32, DecodeError> {
        match self.plan.step(self.step) {
            // As Java does, what a float cannot hold is rounded.
            Step::Convert(Primitive::Int | Primitive::Long, _) => Ok(self.reader.long()? as f32),
            _ => self.reader.float(),
        }
    }

    fn double(&mut self) -> Result<f64, DecodeError> {
        match self.plan.step(self.step) {
            Step::Convert(Primitive::Int | Primitive::Long, _) => Ok(self.reader.long()? as f64),
            Step::Convert(Primitive::Float, _) => Ok(f64::from(self.reader.float()?)),
            _ => self.reader.double(),
        }
    }

    fn bytes(&mut self) -> Result<&'de [u8], DecodeError> {
        self.reader.bytes()
    }

    fn fixed(&mut self, size: usize) -> Result<&'de [u8], DecodeError> {
        self.reader.fixed(size)
    }

    fn symbol(&mut self) -> Result<u32, DecodeError> {
        let Step::Enum(numbers) = self.plan.step(self.step) else {
            return Err(self.mismatch("an enum"));
        };
        let written = self.reader.position()?;
        match numbers.get(usize::try_from(written).unwrap_or(usize::MAX)) {
            Some(Some(number)) => Ok(u32::try_from(*number).unwrap_or(u32::MAX)),
            Some(None) => Err(self.reader.error(
                DecodeErrorKind::Unresolvable,
                format!("the type has no symbol for the writer's symbol {written}"),
            )),
            None => Err(self.no_such_position(written)),
        }
    }

    fn branch(&mut self) -> Result<u32, DecodeError> {
        let Step::IntoUnion(branch, inner) = self.plan.step(self.step) else {
            return Err(self.mismatch("a union"));
        };
        self.step = *inner;
        Ok(u32::try_from(*branch).unwrap_or(u32::MAX))
    }

    #[inline]
    fn value<T: Decode<'de>>(&mut self) -> Result<T, DecodeError> {
        self.part(self.step)
    }

    #[inline]
    fn open_record(&mut self) -> Result<OpenRecord<'de>, DecodeError> {
        let step = self.step;
        let Some(record) = self.plan.record(step) else {
            return Err(self.mismatch("a record"));
        };
        let found = if record.is_reordered {
            Some(self.find_fields(step, record.fields.len())?)
        } else {
            None
        };
        Ok(OpenRecord {
            step,
            read: 0,
            found,
        })
    }

    #[inline]
    fn field<T: Decode<'de>>(&mut self, open: &mut OpenRecord<'de>) -> Result<T, DecodeError> {
        let plan = self.plan;
        let index = open.read;
        open.read += 1;
        let record = plan.record(open.step);
        let Some(field) = record.and_then(|record| record.fields.get(index)) else {
            return Err(self.mismatch("a field"));
        };
        for skipped in &field.before {
            self.skip(*skipped)?;
        }
        if let (Some((starts, _)), Some(_)) = (&open.found, field.written) {
            self.reader.left = starts[index];
        }
        match (field.written, plan.step(open.step)) {
            (Some(step), _) => self.part(step),
            (None, Step::Record(record)) => {
                let default = record.read.get(index).and_then(Option::as_deref);
                T::decode(&mut Reader::new(default.unwrap_or_default()))
            }
            (None, _) => Err(self.mismatch("a record")),
        }
    }

    #[inline]
    fn close_record(&mut self, open: OpenRecord<'de>) -> Result<(), DecodeError> {
        let plan = self.plan;
        if let Some((_, end)) = open.found {
            self.reader.left = end;
        } else if let Some(record) = plan.record(open.step) {
            for left_over in &record.after {
                self.skip(*left_over)?;
            }
        }
        Ok(())
    }

    #[inline]
    fn open_items(&mut self) -> Result<StepId, DecodeError> {
        match self.plan.step(self.step) {
            Step::Array(item) | Step::Map(item) => {
                self.reader.open_items()?;
                Ok(*item)
            }
            _ => Err(self.mismatch("an array or a map")),
        }
    }

    #[inline]
    fn block(&mut self, _: &mut StepId) -> Result<usize, DecodeError> {
        self.reader.block(&mut ())
    }

    #[inline]
    fn item<T: Decode<'de>>(&mut self, item: &mut StepId) -> Result<T, DecodeError> {
        self.part(*item)
    }

    #[inline]
    fn key(&mut self) -> Result<&'de str, DecodeError> {
        self.reader.string()
    }

    #[inline]
    fn close_items(&mut self, _: StepId) -> Result<(), DecodeError> {
        self.reader.close_items(())
    }

    #[inline]
    fn descend(&mut self) -> Result<(), DecodeError> {
        self.reader.descend()
    }

    #[inline]
    fn ascend(&mut self) {
        self.reader.ascend();
    }

    #[inline]
    fn offset(&self) -> usize {
        self.reader.offset()
    }
}
