//! What a decoder reads from.
#![expect(
    clippy::missing_errors_doc,
    reason = "every method fails if the bytes are not what the type says"
)]

use super::error::{DecodeError, DecodeErrorKind};
use crate::payload::Decode;

/// Avro data to read a value from: plain bytes ([`Reader`](super::Reader)), or the bytes of another
/// schema, which are brought into the shape of the type's own on the way.
///
/// A derived decoder is written once against this trait, and compiled for each source that is used.
/// Every method fails if the bytes are not what the type says.
pub trait Source<'de>: Sized {
    /// What is remembered while a record is read.
    type Record;
    /// What is remembered while an array or a map is read.
    type Items;

    /// Reads a boolean.
    fn boolean(&mut self) -> Result<bool, DecodeError>;
    /// Reads an int.
    fn int(&mut self) -> Result<i32, DecodeError>;
    /// Reads a long.
    fn long(&mut self) -> Result<i64, DecodeError>;
    /// Reads a float.
    fn float(&mut self) -> Result<f32, DecodeError>;
    /// Reads a double.
    fn double(&mut self) -> Result<f64, DecodeError>;
    /// Reads bytes.
    fn bytes(&mut self) -> Result<&'de [u8], DecodeError>;
    /// Reads a fixed of this many bytes.
    fn fixed(&mut self, size: usize) -> Result<&'de [u8], DecodeError>;
    /// Reads a symbol of an enum: its position in the type's own schema.
    fn symbol(&mut self) -> Result<u32, DecodeError>;
    /// Reads which branch of a union follows: its position in the type's own schema.
    fn branch(&mut self) -> Result<u32, DecodeError>;

    /// Reads a value that stands where the source is: what a branch holds.
    fn value<T: Decode<'de>>(&mut self) -> Result<T, DecodeError>;

    /// Begins a record.
    fn open_record(&mut self) -> Result<Self::Record, DecodeError>;
    /// Reads the next field of the record, in the order of the type's own schema.
    fn field<T: Decode<'de>>(&mut self, record: &mut Self::Record) -> Result<T, DecodeError>;
    /// Ends a record.
    fn close_record(&mut self, record: Self::Record) -> Result<(), DecodeError>;

    /// Begins an array or a map.
    fn open_items(&mut self) -> Result<Self::Items, DecodeError>;
    /// How many items the next block has; 0 after the last block.
    fn block(&mut self, items: &mut Self::Items) -> Result<usize, DecodeError>;
    /// Reads the next item of an array.
    fn item<T: Decode<'de>>(&mut self, items: &mut Self::Items) -> Result<T, DecodeError>;
    /// Reads the next key of a map; its value is then the next item.
    fn key(&mut self) -> Result<&'de str, DecodeError>;
    /// Ends an array or a map.
    fn close_items(&mut self, items: Self::Items) -> Result<(), DecodeError>;

    /// Begins a value behind a pointer, which may hold another of its own type.
    fn descend(&mut self) -> Result<(), DecodeError>;
    /// Ends it.
    fn ascend(&mut self);

    /// How many bytes have been read.
    fn offset(&self) -> usize;

    /// Reads a string.
    #[inline]
    fn string(&mut self) -> Result<&'de str, DecodeError> {
        let offset = self.offset();
        let bytes = self.bytes()?;
        std::str::from_utf8(bytes).map_err(|_| {
            DecodeError::new(DecodeErrorKind::Malformed, offset, "a string is not UTF-8")
        })
    }

    /// The error for a value that Avro can hold and the Rust type cannot.
    #[cold]
    fn out_of_range(&self, what: &str) -> DecodeError {
        let message = format!("the value does not fit {what}");
        DecodeError::new(DecodeErrorKind::OutOfRange, self.offset(), message)
    }

    /// The error for a symbol or a branch that the type does not have.
    #[cold]
    fn no_such_position(&self, position: u32) -> DecodeError {
        let message = format!("there is no symbol or branch {position}");
        DecodeError::new(DecodeErrorKind::Malformed, self.offset(), message)
    }
}
