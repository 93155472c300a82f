//! What can stand in the payload of an event.

use std::borrow::Cow;

use factum_contract::shape::Type;

use crate::avro::{DecodeError, Source, Writer, Written, write};
use crate::shapes::Shapes;

/// A type that can stand in the payload of an event: it has a shape, and can be written as Avro.
///
/// Derive it with [`#[derive(Payload)]`](macro@crate::Payload) for the types inside events;
/// [`#[derive(Event)]`](macro@crate::Event) derives it too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in the payload of an event",
    label = "has no place in a contract",
    note = "for a type of your own, add `#[derive(factum::Payload)]`",
    note = "for `u64`, `usize`, `i128` and `rust_decimal::Decimal`, take `i64` or `factum::Decimal<P, S>`; for `u8`, take `i32`, or `Vec<u8>` for bytes; for sets and queues, take `Vec<T>`",
    note = "types of `uuid`, `time`, `chrono`, `jiff` and `bytes` need factum's feature of that name"
)]
pub trait Payload {
    /// How it counts among the branches of an Avro union.
    ///
    /// A type that holds itself without a record in between has no kind, and does not compile, as
    /// there is no name by which its schema could refer to it:
    ///
    /// ```compile_fail,E0391
    /// type Trees = Vec<Tree>;
    ///
    /// #[derive(factum::Payload)]
    /// struct Tree(Trees);
    /// ```
    const KIND: Kind;

    /// Its shape; definitions that it needs are added to `shapes`.
    fn shape(shapes: &mut Shapes) -> Type;

    /// Writes the value as Avro binary.
    ///
    /// # Errors
    /// [`Full`](crate::avro::Full) if there is not enough room.
    fn encode<'b>(&self, out: Writer<'b>) -> Written<'b>;

    /// Writes the value as a branch of a union: the position of the branch, which is `first` for
    /// all but a union inside a union, then the value.
    ///
    /// # Errors
    /// [`Full`](crate::avro::Full) if there is not enough room.
    #[inline]
    fn encode_branch<'b>(&self, first: u32, out: Writer<'b>) -> Written<'b> {
        self.encode(write::position(out, first)?)
    }

    /// The value as a partition key, if it can be one: text, a number or a UUID as text.
    fn as_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}

/// A payload type that can be read from Avro binary; it may borrow from the bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from the payload of an event",
    label = "cannot be read",
    note = "for a type of your own, add `#[derive(factum::Payload)]`"
)]
pub trait Decode<'de>: Payload + Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// If the bytes are not what the type says.
    fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError>;

    /// Reads a value whose branch in a union is already known: 0, but for a union inside a union.
    ///
    /// # Errors
    /// If the bytes are not what the type says.
    #[inline]
    fn decode_branch<S: Source<'de>>(branch: u32, source: &mut S) -> Result<Self, DecodeError> {
        if branch == 0 {
            source.value()
        } else {
            Err(source.no_such_position(branch))
        }
    }
}

/// How a type counts among the branches of an Avro union, which must all differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `boolean`
    Boolean,
    /// `int`
    Int,
    /// `long`
    Long,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `bytes`
    Bytes,
    /// `string`
    String,
    /// `array`
    Array,
    /// `map`
    Map,
    /// A record or an enum, told apart by its name.
    Named,
    /// A record or an enum that the Rust type with this path defines.
    Defined(&'static str),
    /// A `fixed` of this size.
    Fixed(usize),
    /// A union of null and something.
    Optional,
    /// A union.
    Union,
}

impl Kind {
    /// Whether a union can hold all of these: none is itself a union, and no two of them are the
    /// same type to Avro. For the code that is derived.
    #[must_use]
    pub const fn distinct(kinds: &[Kind]) -> bool {
        let mut index = 0;
        while index < kinds.len() {
            let kind = kinds[index];
            if matches!(kind, Kind::Optional | Kind::Union) {
                return false;
            }
            let mut other = 0;
            while other < index {
                if kind.is_same_branch(kinds[other]) {
                    return false;
                }
                other += 1;
            }
            index += 1;
        }
        true
    }

    /// The kind of what holds this one, which has to be known first: so nothing without a name can
    /// hold itself.
    pub(crate) const fn within(self, outer: Kind) -> Kind {
        let _ = self;
        outer
    }

    const fn is_same_branch(self, other: Kind) -> bool {
        match (self, other) {
            (Kind::Boolean, Kind::Boolean)
            | (Kind::Int, Kind::Int)
            | (Kind::Long, Kind::Long)
            | (Kind::Float, Kind::Float)
            | (Kind::Double, Kind::Double)
            | (Kind::Bytes, Kind::Bytes)
            | (Kind::String, Kind::String)
            | (Kind::Array, Kind::Array)
            | (Kind::Map, Kind::Map) => true,
            (Kind::Fixed(size), Kind::Fixed(other)) => size == other,
            (Kind::Defined(path), Kind::Defined(other)) => are_equal(path, other),
            _ => false,
        }
    }
}

/// `==`, which is no constant function yet.
const fn are_equal(text: &str, other: &str) -> bool {
    let (text, other) = (text.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < text.len() && index < other.len() && text[index] == other[index] {
        index += 1;
    }
    index == text.len() && index == other.len()
}
