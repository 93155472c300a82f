//! What can be wrong with a schema: errors, for which Avro's Java library refuses it, and remarks,
//! which it lets pass.

use crate::span::Span;

/// Why a document is no Avro schema. Avro's Java library, and so a registry, refuses it too.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SchemaError {
    /// What kind of mistake.
    pub kind: ErrorKind,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// The place that it conflicts with, such as the first of two fields of one name.
    pub related: Option<Span>,
}

/// The kinds of mistake for which a schema is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A schema is a string, a list or a mapping, and this is none.
    NotASchema,
    /// A required attribute is missing: `type`, `name`, `fields`, `symbols`, `size`, `items`,
    /// `values`.
    MissingAttribute,
    /// An attribute has a value of the wrong type.
    WrongAttribute,
    /// A name is not a letter or `_` followed by letters, digits and `_`, or is that of a
    /// primitive.
    BadName,
    /// No definition of the name is known.
    UnknownName,
    /// The name has several differing definitions in other documents.
    AmbiguousName,
    /// The name is defined in another document, which is no valid schema.
    BrokenReference,
    /// A name is defined twice in one document, and the definitions differ.
    Redefined,
    /// Two fields of a record have one name.
    DuplicateField,
    /// An enum has a symbol twice.
    DuplicateSymbol,
    /// An enum's default is none of its symbols.
    EnumDefaultNotASymbol,
    /// A union holds two types that cannot be told apart.
    DuplicateBranch,
    /// A union is a branch of a union.
    NestedUnion,
    /// A field's default is no value of the field's type.
    BadDefault,
}

/// Something that Avro's Java library lets pass, and that is likely a mistake or a trap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind.
    pub kind: RemarkKind,
    /// What is odd, as a sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// The place that it conflicts with, if there is one.
    pub related: Option<Span>,
}

/// The kinds of oddity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkKind {
    /// `logicalType` stands beside a field's type instead of within it, and is ignored.
    LogicalTypeOnField,
    /// A logical type that the specification does not know is ignored.
    UnknownLogicalType,
    /// A logical type on a type that cannot carry it, or with a wrong precision or scale, is
    /// ignored.
    MalformedLogicalType,
    /// An attribute that the specification does not define here.
    UnknownAttribute,
    /// An attribute that the specification defines has a value of the wrong type and is ignored.
    IgnoredAttribute,
    /// The other attributes of `{"type": "SomeName"}` are ignored.
    AttributesOnReference,
    /// A name has letters beyond ASCII, which the specification does not allow.
    NonAsciiName,
    /// A field's alias is no valid name.
    BadFieldAlias,
    /// A field's alias is another field's name or alias: readers then refuse data that has both.
    AliasTaken,
    /// The default of an enum field is none of the enum's symbols: reading then fails.
    FieldDefaultNotASymbol,
    /// The default of a fixed field is not of the fixed's size: reading then fails.
    FixedDefaultSize,
    /// The default of a bytes or fixed field has characters beyond U+00FF, which are no bytes.
    DefaultNotBytes,
    /// The default of a float or double field is written as a string.
    NumberAsText,
    /// The default of a union field is of another branch than the first, which Avro before 1.12
    /// refuses.
    DefaultOfLaterBranch,
    /// A name is used before it is defined, which Avro before 1.12 refuses.
    ForwardReference,
    /// A bare name inside a namespace stands for a type in none, where only Avro's Java library
    /// looks for it.
    BareReference,
    /// A name is defined twice alike in one document, which Avro before 1.12 refuses.
    RepeatedDefinition,
    /// A name is defined differently in another document.
    ConflictingDefinition,
}
