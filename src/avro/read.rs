//! Reads plain Avro binary.

use super::error::{DecodeError, DecodeErrorKind};
use super::source::Source;
use crate::payload::Decode;

/// Bytes that were written with the type's own schema.
#[derive(Debug)]
pub struct Reader<'de> {
    pub(super) left: &'de [u8],
    length: usize,
    depth: u32,
    /// How many more items may take no bytes.
    empty_items: usize,
}

impl<'de> Reader<'de> {
    /// How deeply lists, maps and boxes may be nested.
    pub const MAX_DEPTH: u32 = 128;

    /// How many items of arrays may take no bytes at all, which cost memory and no input.
    const MAX_EMPTY_ITEMS: usize = 1 << 16;

    /// Reads from the start of `bytes`.
    pub fn new(bytes: &'de [u8]) -> Reader<'de> {
        Reader {
            left: bytes,
            length: bytes.len(),
            depth: 0,
            empty_items: Self::MAX_EMPTY_ITEMS,
        }
    }

    /// What has not been read.
    pub fn left(&self) -> &'de [u8] {
        self.left
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// If bytes are left.
    pub fn finish(self) -> Result<(), DecodeError> {
        if self.left.is_empty() {
            return Ok(());
        }
        let message = format!("{} bytes are left after the value", self.left.len());
        Err(self.error(DecodeErrorKind::Trailing, message))
    }

    #[cold]
    pub(super) fn error(
        &self,
        kind: DecodeErrorKind,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) -> DecodeError {
        DecodeError::new(kind, self.offset(), message)
    }

    #[cold]
    fn truncated(&self) -> DecodeError {
        self.error(
            DecodeErrorKind::Truncated,
            "the bytes end before the value does",
        )
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let Some((array, left)) = self.left.split_first_chunk() else {
            return Err(self.truncated());
        };
        self.left = left;
        Ok(*array)
    }

    #[inline]
    pub(super) fn take(&mut self, length: usize) -> Result<&'de [u8], DecodeError> {
        let Some((taken, left)) = self.left.split_at_checked(length) else {
            return Err(self.truncated());
        };
        self.left = left;
        Ok(taken)
    }

    /// The groups of seven bits of a number.
    #[inline]
    fn number(&mut self) -> Result<u64, DecodeError> {
        match self.left {
            [first, left @ ..] if *first < 0x80 => {
                self.left = left;
                Ok(u64::from(*first))
            }
            _ => self.groups(),
        }
    }

    fn groups(&mut self) -> Result<u64, DecodeError> {
        let mut number = 0;
        for (index, byte) in self.left.iter().take(10).enumerate() {
            number |= u64::from(byte & 0x7f) << (7 * index);
            if *byte < 0x80 {
                if index == 9 && *byte > 1 {
                    break;
                }
                self.left = &self.left[index + 1..];
                return Ok(number);
            }
        }
        if self.left.len() < 10 {
            return Err(self.truncated());
        }
        Err(self.error(
            DecodeErrorKind::Malformed,
            "a number takes more than 64 bits",
        ))
    }

    /// A length or a count.
    #[inline]
    pub(super) fn length(&mut self) -> Result<usize, DecodeError> {
        let value = self.long()?;
        usize::try_from(value).map_err(|_| self.below_zero())
    }

    #[cold]
    fn below_zero(&self) -> DecodeError {
        self.error(DecodeErrorKind::Malformed, "a length is below zero")
    }

    /// The position of a symbol or a branch.
    #[inline]
    pub(super) fn position(&mut self) -> Result<u32, DecodeError> {
        let value = self.long()?;
        u32::try_from(value).map_err(|_| self.below_zero())
    }

    /// A block with its length in bytes, or one that claims more items than there are bytes.
    #[cold]
    fn unusual_block(&mut self, count: i64) -> Result<usize, DecodeError> {
        if count < 0 {
            self.length()?;
        }
        let count = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
        let empty = count.saturating_sub(self.left.len());
        if empty > self.empty_items {
            let message = format!("{count} items are said to be in {} bytes", self.left.len());
            return Err(self.error(DecodeErrorKind::Truncated, message));
        }
        self.empty_items -= empty;
        Ok(count)
    }
}

impl<'de> Source<'de> for Reader<'de> {
    type Record = ();
    type Items = ();

    #[inline]
    fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.array()? {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(self.error(DecodeErrorKind::Malformed, "a boolean is neither 0 nor 1")),
        }
    }

    #[inline]
    fn int(&mut self) -> Result<i32, DecodeError> {
        let value = self.long()?;
        i32::try_from(value).map_err(|_| self.out_of_range("an int"))
    }

    #[inline]
    fn long(&mut self) -> Result<i64, DecodeError> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    #[inline]
    fn float(&mut self) -> Result<f32, DecodeError> {
        self.array().map(f32::from_le_bytes)
    }

    #[inline]
    fn double(&mut self) -> Result<f64, DecodeError> {
        self.array().map(f64::from_le_bytes)
    }

    #[inline]
    fn bytes(&mut self) -> Result<&'de [u8], DecodeError> {
        let length = self.length()?;
        self.take(length)
    }

    #[inline]
    fn fixed(&mut self, size: usize) -> Result<&'de [u8], DecodeError> {
        self.take(size)
    }

    #[inline]
    fn symbol(&mut self) -> Result<u32, DecodeError> {
        self.position()
    }

    #[inline]
    fn branch(&mut self) -> Result<u32, DecodeError> {
        self.position()
    }

    #[inline]
    fn open_record(&mut self) -> Result<(), DecodeError> {
        Ok(())
    }

    #[inline]
    fn field<T: Decode<'de>>(&mut self, (): &mut ()) -> Result<T, DecodeError> {
        T::decode(self)
    }

    #[inline]
    fn close_record(&mut self, (): ()) -> Result<(), DecodeError> {
        Ok(())
    }

    #[inline]
    fn open_items(&mut self) -> Result<(), DecodeError> {
        self.descend()
    }

    #[inline]
    fn block(&mut self, (): &mut ()) -> Result<usize, DecodeError> {
        let count = self.long()?;
        match usize::try_from(count) {
            Ok(count) if count <= self.left.len() => Ok(count),
            _ => self.unusual_block(count),
        }
    }

    #[inline]
    fn value<T: Decode<'de>>(&mut self) -> Result<T, DecodeError> {
        T::decode(self)
    }

    #[inline]
    fn item<T: Decode<'de>>(&mut self, (): &mut ()) -> Result<T, DecodeError> {
        T::decode(self)
    }

    #[inline]
    fn key(&mut self) -> Result<&'de str, DecodeError> {
        self.string()
    }

    #[inline]
    fn close_items(&mut self, (): ()) -> Result<(), DecodeError> {
        self.ascend();
        Ok(())
    }

    #[inline]
    fn descend(&mut self) -> Result<(), DecodeError> {
        self.depth += 1;
        if self.depth > Self::MAX_DEPTH {
            return Err(self.error(DecodeErrorKind::TooComplex, "values are nested too deeply"));
        }
        Ok(())
    }

    #[inline]
    fn ascend(&mut self) {
        self.depth -= 1;
    }

    #[inline]
    fn offset(&self) -> usize {
        self.length - self.left.len()
    }
}
