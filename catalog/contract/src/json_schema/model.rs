//! A JSON Schema as the registry sees it: every schema one node of one kind.
//!
//! A schema with keywords of several groups (`enum` beside `type`, say) becomes a synthetic
//! `allOf` of one node for each group. References are nodes too, so the graph may have cycles.

use std::collections::BTreeMap;

use super::decimal::Decimal;
use super::pattern::Pattern;
use crate::span::{Span, Spanned};

/// An index into the nodes of one schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct NodeId(pub(super) u32);

/// One schema of a document.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    /// Left out by most schemas, and large.
    pub(super) annotations: Option<Box<Annotations>>,
    pub(super) kind: NodeKind,
}

impl Node {
    pub(super) fn annotations(&self) -> &Annotations {
        static NONE: Annotations = Annotations::none();
        self.annotations.as_deref().unwrap_or(&NONE)
    }
}

/// What a schema says beside its constraints.
#[derive(Clone, Debug)]
pub(super) struct Annotations {
    pub(super) id: Option<Spanned<String>>,
    pub(super) title: Option<Spanned<String>>,
    pub(super) description: Option<Spanned<String>>,
    /// In canonical form.
    pub(super) default: Option<Spanned<String>>,
    pub(super) format: Option<Spanned<String>>,
    /// The extension `unit` or `x-unit`.
    pub(super) unit: Option<Spanned<String>>,
    /// Whether the Kafka Connect extension `connect.type` is `bytes`.
    pub(super) connect_bytes: bool,
    pub(super) uncompared: Vec<Uncompared>,
}

impl Annotations {
    pub(super) const fn none() -> Annotations {
        Annotations {
            id: None,
            title: None,
            description: None,
            default: None,
            format: None,
            unit: None,
            connect_bytes: false,
            uncompared: Vec::new(),
        }
    }

    pub(super) fn is_none(&self) -> bool {
        let Annotations {
            id,
            title,
            description,
            default,
            format,
            unit,
            connect_bytes,
            uncompared,
        } = self;
        let texts = [id, title, description, default, format, unit];
        texts.into_iter().all(Option::is_none) && !connect_bytes && uncompared.is_empty()
    }
}

/// A keyword that the registry does not compare, and a fingerprint of what it says.
#[derive(Clone, Debug)]
pub(super) struct Uncompared {
    pub(super) keyword: &'static str,
    pub(super) digest: u64,
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    True,
    False,
    Empty,
    Reference(NodeId),
    Enum(Enumeration),
    Const(Spanned<String>),
    Not(NodeId),
    Conditional,
    Combined(Combined),
    String(Box<StringNode>),
    Number(Box<NumberNode>),
    Boolean,
    Null,
    Array(Box<ArrayNode>),
    Object(Box<ObjectNode>),
}

impl NodeKind {
    /// Whether both are of the same kind, so that their keywords can be compared.
    pub(super) fn is_like(&self, other: &NodeKind) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether it takes any value.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, NodeKind::True | NodeKind::Empty)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Enumeration {
    pub(super) span: Span,
    /// In canonical form, in the order written.
    pub(super) values: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Criterion {
    All,
    Any,
    One,
}

impl Criterion {
    pub(super) fn keyword(self) -> &'static str {
        match self {
            Criterion::All => "allOf",
            Criterion::Any => "anyOf",
            Criterion::One => "oneOf",
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Combined {
    pub(super) criterion: Criterion,
    pub(super) members: Vec<NodeId>,
    /// `members` without those that say the same as an earlier one.
    pub(super) distinct: Vec<NodeId>,
}

pub(super) type Bound = Option<Spanned<Decimal>>;

#[derive(Clone, Debug, Default)]
pub(super) struct StringNode {
    pub(super) max_length: Bound,
    pub(super) min_length: Bound,
    pub(super) pattern: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct NumberNode {
    pub(super) integer: bool,
    pub(super) maximum: Bound,
    pub(super) minimum: Bound,
    pub(super) exclusive_maximum: Bound,
    pub(super) exclusive_minimum: Bound,
    pub(super) multiple_of: Bound,
}

/// What is said of the properties or items that nothing else describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing, or `true`.
    #[default]
    Allowed,
    Forbidden,
    Schema(NodeId),
}

#[derive(Clone, Debug, Default)]
pub(super) struct ArrayNode {
    pub(super) all_items: Option<NodeId>,
    pub(super) items: Vec<NodeId>,
    pub(super) additional: Rest,
    pub(super) unevaluated: Option<NodeId>,
    pub(super) max_items: Bound,
    pub(super) min_items: Bound,
    pub(super) unique: bool,
    pub(super) max_contains: Bound,
    pub(super) min_contains: Bound,
}

#[derive(Clone, Debug, Default)]
pub(super) struct ObjectNode {
    pub(super) properties: BTreeMap<String, Property>,
    pub(super) patterns: Vec<(Pattern, NodeId)>,
    pub(super) required: BTreeMap<String, Span>,
    pub(super) additional: Rest,
    pub(super) unevaluated: Option<NodeId>,
    pub(super) max_properties: Bound,
    pub(super) min_properties: Bound,
    pub(super) property_dependencies: BTreeMap<String, Vec<String>>,
    pub(super) schema_dependencies: BTreeMap<String, NodeId>,
}

#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) node: NodeId,
    /// Where the name stands.
    pub(super) span: Span,
    /// Whether a `default` stands beside a `$ref`; one in the schema itself is an annotation.
    pub(super) default_beside_reference: bool,
}
