//! What Protobuf files declare.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::span::Span;

/// Files that refer to each other, and all that they declare.
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub(super) files: Vec<File>,
    pub(super) messages: Vec<Message>,
    pub(super) enums: Vec<Enum>,
}

impl Files {
    /// The files in the order given, and behind them those that every compiler knows and that are
    /// imported.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The file with this index.
    pub fn file(&self, index: usize) -> Option<&File> {
        self.files.get(index)
    }

    /// All messages, nested ones included, by their indices.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The message with this index.
    pub fn message(&self, index: usize) -> Option<&Message> {
        self.messages.get(index)
    }

    /// The enums.
    pub fn enums(&self) -> &[Enum] {
        &self.enums
    }

    /// The enum with this index.
    pub fn enumeration(&self, index: usize) -> Option<&Enum> {
        self.enums.get(index)
    }
}

/// A `.proto` file.
#[derive(Clone, Debug)]
pub struct File {
    /// The path by which others import it; empty if none does.
    pub path: String,
    /// The text.
    pub text: Arc<str>,
    /// The package, dotted; empty if none is stated.
    pub package: String,
    /// The `package` statement.
    pub package_span: Option<Span>,
    /// The files that it imports and that are known, with the path that it writes.
    pub imports: Vec<(String, usize)>,
    /// What it declares at its top level.
    pub scope: Scope,
    /// The messages that the methods of its services take and return, and those that the options
    /// of the methods name.
    pub called: Vec<Reference>,
    /// The messages that options and other extensions hold.
    pub extensions: Vec<Reference>,
    /// All of it, if it is a file of the caller.
    pub span: Option<Span>,
}

/// What is declared at the top level of a file or inside a message, by name.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Indices into [`Files::messages`]. Neither map entries nor groups are among them.
    pub messages: BTreeMap<String, usize>,
    /// Indices into the enums of the files.
    pub enums: BTreeMap<String, usize>,
}

/// A `message`.
#[derive(Clone, Debug)]
pub struct Message {
    /// The name without the package: `Order.Line`.
    pub local_name: String,
    /// The index of its file.
    pub file: usize,
    /// Its position among the messages beside it.
    pub position: usize,
    /// The fields by number. Groups are not among them.
    pub fields: BTreeMap<i32, Field>,
    /// The `oneof`s that are written, with the place of their names.
    pub oneofs: BTreeMap<String, Option<Span>>,
    /// What is declared inside it.
    pub scope: Scope,
    /// What must not be used again.
    pub reserved: Reserved,
    /// What is said of it.
    pub about: About,
    /// Its name.
    pub span: Option<Span>,
    /// The whole declaration.
    pub whole: Option<Span>,
}

/// A field of a message.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub name: String,
    /// The name in JSON.
    pub json_name: String,
    /// The label that is written, if one is.
    pub label: Option<Label>,
    /// Whether it holds a list, written so or implied.
    pub repeated: bool,
    /// What it holds.
    pub field_type: FieldType,
    /// Whether it holds one message that leads back to the one it stands in, by such fields alone.
    pub is_circular: bool,
    /// The `oneof` that it is a member of.
    pub oneof: Option<String>,
    /// The value that stands for an absent one (proto2), as descriptors write it.
    pub default: Option<String>,
    /// What is said of it.
    pub about: About,
    /// Its name.
    pub span: Option<Span>,
    /// Its type.
    pub type_span: Option<Span>,
    /// Its number.
    pub number_span: Option<Span>,
    /// The whole declaration.
    pub whole: Option<Span>,
}

/// The label of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// `optional`
    Optional,
    /// `required` (proto2)
    Required,
    /// `repeated`
    Repeated,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// The name of a scalar type as written.
    Scalar(&'static str),
    /// An enum.
    Enum(Reference),
    /// A message.
    Message(Reference),
    /// `map<key, value>`
    Map(Box<FieldType>, Box<FieldType>),
}

/// A message or an enum that is named. Two references are equal if they name the same.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The full name, or, of what is not known, the name as written.
    pub name: String,
    /// The index of what is meant, unless it is a group or is not known.
    pub target: Option<usize>,
}

impl PartialEq for Reference {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Reference {}

/// An `enum`.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The name without the package: `Order.State`.
    pub local_name: String,
    /// The index of its file.
    pub file: usize,
    /// Values by number; of aliases the last.
    pub values: BTreeMap<i32, Value>,
    /// What must not be used again.
    pub reserved: Reserved,
    /// What is said of it.
    pub about: About,
    /// Its name.
    pub span: Option<Span>,
    /// The whole declaration.
    pub whole: Option<Span>,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Value {
    /// The name.
    pub name: String,
    /// What is said of it.
    pub about: About,
    /// Its name.
    pub span: Option<Span>,
}

/// What is said of a declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The comment before it, or else behind it, without comment signs.
    pub doc: Option<String>,
    /// Whether it has the option `deprecated`.
    pub deprecated: bool,
}

/// Numbers and names that must not be used again.
#[derive(Clone, Debug, Default)]
pub struct Reserved {
    /// Both ends included.
    pub(super) ranges: Vec<(i32, i32)>,
    pub(super) names: Vec<String>,
}

impl Reserved {
    /// Whether nothing is reserved.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.names.is_empty()
    }

    pub(super) fn has_number(&self, number: i32) -> bool {
        self.ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&number))
    }

    pub(super) fn has_name(&self, name: &str) -> bool {
        self.names.iter().any(|reserved| reserved == name)
    }
}
