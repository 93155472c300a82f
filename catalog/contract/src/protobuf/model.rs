//! A Protobuf file as the registry sees it.

use std::collections::BTreeMap;

use crate::span::Span;

/// What is declared at the top level of a file or inside a message, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Indices into the messages of the schema. Neither map entries nor groups are among them.
    pub(super) messages: BTreeMap<String, usize>,
    pub(super) enums: BTreeMap<String, Enum>,
}

#[derive(Clone, Debug)]
pub(super) struct Message {
    /// The name without the package: `Order.Line`.
    pub(super) local_name: String,
    pub(super) imported: bool,
    /// Its position among the messages beside it.
    pub(super) position: usize,
    pub(super) fields: BTreeMap<i32, Field>,
    pub(super) oneofs: BTreeMap<String, Option<Span>>,
    pub(super) scope: Scope,
    pub(super) reserved: Reserved,
    pub(super) span: Option<Span>,
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) json_name: String,
    /// The label that is written, if one is.
    pub(super) label: Option<Label>,
    /// Whether it holds a list, written so or implied.
    pub(super) repeated: bool,
    pub(super) field_type: FieldType,
    pub(super) oneof: Option<String>,
    pub(super) default: Option<String>,
    pub(super) span: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Optional,
    Required,
    Repeated,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FieldType {
    /// The name of a scalar type as written.
    Scalar(&'static str),
    /// The full name.
    Enum(String),
    /// The full name.
    Message(String),
    Map(Box<FieldType>, Box<FieldType>),
}

#[derive(Clone, Debug)]
pub(super) struct Enum {
    /// Names by number; of aliases the last.
    pub(super) values: BTreeMap<i32, Value>,
    pub(super) reserved: Reserved,
    pub(super) span: Option<Span>,
}

#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) name: String,
    pub(super) span: Option<Span>,
}

/// Numbers and names that must not be used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Reserved {
    /// Both ends included.
    pub(super) ranges: Vec<(i32, i32)>,
    pub(super) names: Vec<String>,
}

impl Reserved {
    pub(super) fn has_number(&self, number: i32) -> bool {
        self.ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&number))
    }

    pub(super) fn has_name(&self, name: &str) -> bool {
        self.names.iter().any(|reserved| reserved == name)
    }
}
