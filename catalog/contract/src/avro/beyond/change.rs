//! Changes that the compatibility verdict does not see.

use crate::span::Span;

/// A change that registries let through although it changes what data means, or what is made from
/// the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// The fields on the way to it, as in `order.lines[].price`; empty at the root.
    pub place: String,
    /// What it was: a name, a symbol, a logical type, a default as JSON.
    pub from: String,
    /// What it is now.
    pub to: String,
    /// What has changed and what follows from it, as a sentence without a full stop.
    pub message: String,
    /// Where the old schema says it, if that is known.
    pub old: Option<Span>,
    /// Where the new schema says it, if that is known.
    pub new: Option<Span>,
}

/// The kinds of change that registries let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A type stands for something now, and did not.
    LogicalTypeAdded,
    /// A type stands for nothing any more.
    LogicalTypeRemoved,
    /// A type stands for something else.
    LogicalTypeChanged,
    /// A number is counted in another unit.
    UnitChanged,
    /// A decimal has another number of digits.
    PrecisionChanged,
    /// A decimal has another number of digits after the point.
    ScaleChanged,
    /// An integer is read as a floating-point number that cannot hold each of its values.
    PrecisionLost,
    /// Bytes have become text or text bytes; not all bytes are text.
    TextChangedWithBytes,
    /// A field is gone and a like one with a default is there, without an alias: a rename that
    /// loses data.
    FieldRenamedBehindDefault,
    /// The letter case or the separators of a field's name have changed.
    FieldCaseChanged,
    /// A field has another default.
    DefaultChanged,
    /// A field has lost its default.
    DefaultRemoved,
    /// A field counts otherwise when records are sorted.
    SortOrderChanged,
    /// A named type has another name, which an alias covers.
    TypeRenamed,
    /// The letter case of a named type's name has changed.
    TypeCaseChanged,
    /// A named type is in another namespace: subjects by record name and generated code change.
    NamespaceChanged,
    /// Symbols that both enums have are in another order, or have other numbers.
    SymbolsRenumbered,
    /// A symbol is gone and another has taken its place.
    SymbolRenamed,
    /// The letter case or the separators of a symbol have changed.
    SymbolCaseChanged,
    /// A symbol is gone, and new readers take the enum's default for it.
    SymbolRemovedBehindDefault,
    /// A symbol is new, and old readers take their enum's default for it.
    SymbolAddedBehindDefault,
    /// An enum has another default.
    EnumDefaultChanged,
    /// An alias is gone, under which older data could be read.
    AliasRemoved,
    /// Only what people read has changed.
    DocChanged,
}
