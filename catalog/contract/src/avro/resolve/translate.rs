//! Runs a compiled resolution on bytes.

use super::{RecordStep, Resolution, Step, StepId};
use crate::avro::types::Primitive;

/// The block that ends an array or a map.
pub(super) const END: u8 = 0;

/// How deep values may nest.
const DEEPEST: usize = 512;

/// How many items without bytes, such as nulls, an array may have.
const MOST_EMPTY: u64 = 1 << 20;

/// Why bytes are no data of the writer's schema, or none that the reader takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at byte {at}: {message}")]
pub struct DecodeError {
    /// What is wrong, as a clause without a full stop.
    pub message: String,
    /// The offset of the byte at which it was found.
    pub at: usize,
}

impl Resolution {
    /// Turns a value in the writer's encoding into one in the reader's.
    ///
    /// # Errors
    /// If the bytes are no value of the writer's schema, or one that the reader's has no place for.
    pub fn translate(&self, written: &[u8]) -> Result<Vec<u8>, DecodeError> {
        let mut translation = Translation {
            steps: &self.steps,
            input: written,
            at: 0,
            depth: 0,
            out: Vec::with_capacity(written.len()),
        };
        translation.run(0)?;
        if translation.at < written.len() {
            return Err(translation.error("there are bytes after the value"));
        }
        Ok(translation.out)
    }
}

struct Translation<'a> {
    steps: &'a [Step],
    input: &'a [u8],
    at: usize,
    depth: usize,
    out: Vec<u8>,
}

impl<'a> Translation<'a> {
    fn error(&self, message: impl Into<String>) -> DecodeError {
        DecodeError {
            message: message.into(),
            at: self.at,
        }
    }

    fn run(&mut self, id: StepId) -> Result<(), DecodeError> {
        if self.depth == DEEPEST {
            return Err(self.error("the value nests too deep"));
        }
        self.depth += 1;
        match &self.steps[id] {
            Step::Keep(primitive) => self.keep(*primitive)?,
            Step::Convert(from, to) => self.convert(*from, *to)?,
            Step::Fixed(size) => {
                let bytes = self.take(*size)?;
                self.out.extend(bytes);
            }
            Step::Enum(numbers) => {
                let written = self.length("the number of a symbol")?;
                match numbers.get(written) {
                    Some(Some(number)) => write_length(*number, &mut self.out),
                    Some(None) => return Err(self.error("the reader lacks the symbol")),
                    None => return Err(self.error("the writer has no symbol of this number")),
                }
            }
            Step::Array(item) => self.blocks(*item, false)?,
            Step::Map(value) => self.blocks(*value, true)?,
            Step::Record(record) => self.record(record)?,
            Step::FromUnion(branches) => {
                let branch = self.length("the number of a branch")?;
                match branches.get(branch) {
                    Some(step) => self.run(*step)?,
                    None => return Err(self.error("the writer's union has no such branch")),
                }
            }
            Step::IntoUnion(branch, step) => {
                write_length(*branch, &mut self.out);
                self.run(*step)?;
            }
            Step::Fail(reason) => return Err(self.error(&**reason)),
        }
        self.depth -= 1;
        Ok(())
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        match self.input[self.at..].split_at_checked(count) {
            Some((taken, _)) => {
                self.at += count;
                Ok(taken)
            }
            None => Err(self.error("the data ends too early")),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    /// A zig-zag variable-length integer.
    fn long(&mut self) -> Result<i64, DecodeError> {
        let mut value: u64 = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            let bits = u64::from(byte & 0x7F);
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok((value >> 1) as i64 ^ -((value & 1) as i64));
            }
        }
        Err(self.error("an integer has more than 64 bits"))
    }

    fn length(&mut self, what: &str) -> Result<usize, DecodeError> {
        let length = self.long()?;
        usize::try_from(length).map_err(|_| self.error(format!("{what} is negative")))
    }

    fn int(&mut self) -> Result<i64, DecodeError> {
        let value = self.long()?;
        match i32::try_from(value) {
            Ok(_) => Ok(value),
            Err(_) => Err(self.error("an int has more than 32 bits")),
        }
    }

    fn bytes(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self.length("a length")?;
        self.take(length)
    }

    fn text(&mut self) -> Result<&'a [u8], DecodeError> {
        let bytes = self.bytes()?;
        match std::str::from_utf8(bytes) {
            Ok(_) => Ok(bytes),
            Err(_) => Err(self.error("a string is not UTF-8")),
        }
    }

    fn keep(&mut self, primitive: Primitive) -> Result<(), DecodeError> {
        match primitive {
            Primitive::Null => {}
            Primitive::Boolean => match self.array()? {
                [value @ (0 | 1)] => self.out.push(value),
                _ => return Err(self.error("a boolean is neither 0 nor 1")),
            },
            Primitive::Int => write_long(self.int()?, &mut self.out),
            Primitive::Long => write_long(self.long()?, &mut self.out),
            Primitive::Float => {
                let bytes: [u8; 4] = self.array()?;
                self.out.extend(bytes);
            }
            Primitive::Double => {
                let bytes: [u8; 8] = self.array()?;
                self.out.extend(bytes);
            }
            Primitive::Bytes => self.convert(Primitive::Bytes, Primitive::Bytes)?,
            Primitive::String => self.convert(Primitive::String, Primitive::String)?,
        }
        Ok(())
    }

    fn convert(&mut self, from: Primitive, to: Primitive) -> Result<(), DecodeError> {
        use Primitive::{Bytes, Double, Float, Int, Long, String};
        match (from, to) {
            (Int, Long) => write_long(self.int()?, &mut self.out),
            (Int | Long, Float | Double) => {
                let value = if from == Int {
                    self.int()?
                } else {
                    self.long()?
                };
                if to == Float {
                    self.out.extend((value as f32).to_le_bytes());
                } else {
                    self.out.extend((value as f64).to_le_bytes());
                }
            }
            (Float, Double) => {
                let value = f32::from_le_bytes(self.array()?);
                self.out.extend(f64::from(value).to_le_bytes());
            }
            (Bytes | String, Bytes | String) => {
                // Whichever side is text, the bytes must be.
                let is_text = from == String || to == String;
                let bytes = if is_text { self.text()? } else { self.bytes()? };
                write_length(bytes.len(), &mut self.out);
                self.out.extend(bytes);
            }
            _ => return Err(self.error("there is no such conversion")),
        }
        Ok(())
    }

    fn blocks(&mut self, part: StepId, is_map: bool) -> Result<(), DecodeError> {
        let mut empty = 0;
        loop {
            let mut count = self.long()?;
            if count < 0 {
                // A negative count is followed by the size of the block, by which it can be skipped.
                self.length("the size of a block")?;
                count = count
                    .checked_neg()
                    .ok_or_else(|| self.error("a block is too long"))?;
            }
            write_long(count, &mut self.out);
            if count == 0 {
                return Ok(());
            }
            for _ in 0..count {
                let start = self.at;
                if is_map {
                    let key = self.text()?;
                    write_length(key.len(), &mut self.out);
                    self.out.extend(key);
                }
                self.run(part)?;
                empty += u64::from(self.at == start);
                if empty > MOST_EMPTY {
                    return Err(self.error("an array has too many items without bytes"));
                }
            }
        }
    }

    fn record(&mut self, record: &RecordStep) -> Result<(), DecodeError> {
        if record.is_in_order {
            return record
                .written
                .iter()
                .try_for_each(|(_, step)| self.run(*step));
        }
        // Written one after the other, then put in the reader's order.
        let start = self.out.len();
        let mut found = vec![0..0; record.read.len()];
        for (target, step) in &record.written {
            let from = self.out.len();
            self.run(*step)?;
            match target {
                Some(target) => found[*target] = from..self.out.len(),
                None => self.out.truncate(from),
            }
        }
        let mut ordered = Vec::with_capacity(self.out.len() - start);
        for (range, default) in found.into_iter().zip(&record.read) {
            match default {
                Some(default) => ordered.extend_from_slice(default),
                None => ordered.extend_from_slice(&self.out[range]),
            }
        }
        self.out.truncate(start);
        self.out.extend(ordered);
        Ok(())
    }
}

/// Writes a zig-zag variable-length integer.
pub(super) fn write_long(value: i64, out: &mut Vec<u8>) {
    let mut left = ((value << 1) ^ (value >> 63)) as u64;
    while left >= 0x80 {
        out.push(left as u8 | 0x80);
        left >>= 7;
    }
    out.push(left as u8);
}

/// Writes a length, a number of a symbol or of a branch.
pub(super) fn write_length(length: usize, out: &mut Vec<u8>) {
    write_long(i64::try_from(length).unwrap_or(i64::MAX), out);
}
