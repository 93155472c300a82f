//! One document, type by type. What takes more than one type to see is left to
//! [`super::resolve_names`] and [`super::validate`].

use super::arena::Types;
use super::attributes::Attributes;
use super::name::Name;
use super::problem::{ErrorKind, Remark, RemarkKind, SchemaError};
use super::resolve_names::{Document, Reference, Slot};
use super::types::{
    Enum, Field, Fixed, Kind, Naming, Order, Primitive, Record, Type, TypeId, TypeRef,
};
use crate::document::{Node, Value};
use crate::span::{Span, Spanned};

/// Reads one document into the arena; references are noted, to be resolved later.
pub(super) fn walk(types: &mut Types, node: &Node) -> Document {
    let first = types.len();
    let mut walk = Walk {
        types,
        document: Document::default(),
    };
    let slot = Slot {
        holder: None,
        index: 0,
    };
    let root = walk.read(node, None, slot);
    let mut document = walk.document;
    document.root = Some(root);
    document.types = first..types.len();
    document
}

struct Walk<'t> {
    types: &'t mut Types,
    document: Document,
}

/// The longest array that Java can hold.
const MAX_FIXED_SIZE: u32 = i32::MAX as u32 - 8;

const UNDEFINED: Kind = Kind::Primitive(Primitive::Null);

impl Walk<'_> {
    fn error(&mut self, kind: ErrorKind, span: Span, message: String) {
        self.document.errors.push(SchemaError {
            kind,
            message,
            span,
            related: None,
        });
    }

    fn remark(&mut self, kind: RemarkKind, span: Span, message: String) {
        self.document.remarks.push(Remark {
            kind,
            message,
            span,
            related: None,
        });
    }

    /// A place for a type whose parts are still to be read.
    fn reserve(&mut self, span: Span) -> TypeId {
        let mut ty = Type::new(UNDEFINED);
        ty.span = span;
        self.types.add(ty)
    }

    fn read(&mut self, node: &Node, namespace: Option<&str>, slot: Slot) -> TypeRef {
        let id = match &node.value {
            Value::Scalar(_) => match node.as_str().or_else(|| bare_null(node)) {
                Some(name) => return self.reference(name, node.span, namespace, slot),
                None => self.not_a_schema(node),
            },
            Value::List(branches) => self.union(branches, node.span, namespace),
            Value::Map(_) => {
                let attributes = Attributes::new(node);
                match attributes.text("type") {
                    Some(word) => match word.value {
                        "record" | "error" => self.record(attributes, namespace),
                        "enum" => self.r#enum(attributes, namespace),
                        "fixed" => self.fixed(attributes, namespace),
                        "array" => self.collection(attributes, "items", Kind::Array, namespace),
                        "map" => self.collection(attributes, "values", Kind::Map, namespace),
                        name => match Primitive::named(name) {
                            Some(primitive) => self.primitive(attributes, primitive),
                            None => {
                                self.ignore_attributes(&attributes, name);
                                return self.reference(name, word.span, namespace, slot);
                            }
                        },
                    },
                    None => self.without_type(node),
                }
            }
        };
        TypeRef {
            id,
            span: node.span,
        }
    }

    fn not_a_schema(&mut self, node: &Node) -> TypeId {
        let message = format!(
            "{} is no Avro schema; expected a type's name, a list of types (a union) or a mapping \
             with a `type`",
            node.kind()
        );
        self.error(ErrorKind::NotASchema, node.span, message);
        TypeId::UNKNOWN
    }

    fn without_type(&mut self, node: &Node) -> TypeId {
        match node.entry("type") {
            None => self.error(
                ErrorKind::MissingAttribute,
                node.span,
                "the schema has no `type`".to_owned(),
            ),
            Some(entry) => {
                let message = format!(
                    "`type` of a schema must be a name such as `record`, not {}; write that schema \
                     in place of this one",
                    entry.value.kind()
                );
                self.error(ErrorKind::WrongAttribute, entry.value.span, message);
            }
        }
        TypeId::UNKNOWN
    }

    fn reference(
        &mut self,
        name: &str,
        span: Span,
        namespace: Option<&str>,
        slot: Slot,
    ) -> TypeRef {
        if let Some(primitive) = Primitive::named(name) {
            let mut ty = Type::new(Kind::Primitive(primitive));
            ty.span = span;
            let id = self.types.add(ty);
            return TypeRef { id, span };
        }
        self.document.references.push(Reference {
            name: Name::new(name, namespace),
            global: (!name.contains('.') && namespace.is_some()).then(|| Name::new(name, None)),
            span,
            slot,
        });
        // Replaced once all names are known.
        TypeRef {
            id: TypeId::UNKNOWN,
            span,
        }
    }

    fn ignore_attributes(&mut self, attributes: &Attributes<'_>, name: &str) {
        for entry in attributes.beyond(&["type"]) {
            let message = format!(
                "`{}` is ignored, because `{name}` only refers to a type defined elsewhere",
                entry.key
            );
            self.remark(RemarkKind::AttributesOnReference, entry.key_span, message);
        }
    }

    fn union(&mut self, branches: &[Node], span: Span, namespace: Option<&str>) -> TypeId {
        let id = self.reserve(span);
        let mut read = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            let slot = Slot {
                holder: Some(id),
                index,
            };
            read.push(self.read(branch, namespace, slot));
        }
        self.types.get_mut(id).kind = Kind::Union(read.into());
        id
    }

    fn primitive(&mut self, attributes: Attributes<'_>, primitive: Primitive) -> TypeId {
        let id = self.reserve(attributes.span());
        self.types.get_mut(id).kind = Kind::Primitive(primitive);
        self.finish(id, &attributes, &["type"]);
        id
    }

    fn collection(
        &mut self,
        attributes: Attributes<'_>,
        part: &'static str,
        kind: fn(TypeRef) -> Kind,
        namespace: Option<&str>,
    ) -> TypeId {
        let id = self.reserve(attributes.span());
        match attributes.get(part) {
            Some(node) => {
                let slot = Slot {
                    holder: Some(id),
                    index: 0,
                };
                let read = self.read(node, namespace, slot);
                self.types.get_mut(id).kind = kind(read);
            }
            None => {
                self.missing(&attributes, part);
                return TypeId::UNKNOWN;
            }
        }
        self.finish(id, &attributes, &["type", part]);
        id
    }

    fn missing(&mut self, attributes: &Attributes<'_>, attribute: &str) {
        let message = format!("{} has no `{attribute}`", attributes.what());
        self.error(ErrorKind::MissingAttribute, attributes.span(), message);
    }

    /// Reports a wrong value, or none at all.
    fn wrong(&mut self, attributes: &Attributes<'_>, attribute: &str, expected: &str) {
        match attributes.get(attribute) {
            None => self.missing(attributes, attribute),
            Some(node) => {
                let message = format!(
                    "`{attribute}` of {} must be {expected}, not {}",
                    attributes.what(),
                    node.kind()
                );
                self.error(ErrorKind::WrongAttribute, node.span, message);
            }
        }
    }

    fn naming(&mut self, attributes: &Attributes<'_>, namespace: Option<&str>) -> Option<Naming> {
        let doc = self.optional_text(attributes, "doc").map(Into::into);
        let namespace = self.optional_text(attributes, "namespace").or(namespace);
        let Some(written) = attributes.text("name") else {
            self.wrong(attributes, "name", "a string");
            return None;
        };
        let name = Name::new(written.value, namespace);
        let own_namespace = name.namespace().map(str::to_owned);
        let aliases = self.aliases(attributes, |alias| {
            Name::new(alias, own_namespace.as_deref())
        });
        Some(Naming {
            name,
            span: written.span,
            aliases,
            doc,
        })
    }

    fn aliases<T>(
        &mut self,
        attributes: &Attributes<'_>,
        convert: impl Fn(&str) -> T,
    ) -> Vec<Spanned<T>> {
        let Some(node) = attributes.get("aliases") else {
            return Vec::new();
        };
        let Some(items) = node.as_list() else {
            self.wrong(attributes, "aliases", "a list of names");
            return Vec::new();
        };
        let mut aliases = Vec::with_capacity(items.len());
        for item in items {
            match item.as_str() {
                Some(alias) => aliases.push(Spanned::new(convert(alias), item.span)),
                None => {
                    let message = format!("an alias must be a string, not {}", item.kind());
                    self.error(ErrorKind::WrongAttribute, item.span, message);
                }
            }
        }
        aliases
    }

    /// The text of an attribute that Java ignores if it is no string.
    fn optional_text<'n>(
        &mut self,
        attributes: &Attributes<'n>,
        attribute: &str,
    ) -> Option<&'n str> {
        let node = attributes.get(attribute)?;
        if node.as_str().is_none() {
            let message = format!(
                "`{attribute}` is ignored, because it is {} instead of a string",
                node.kind()
            );
            self.remark(RemarkKind::IgnoredAttribute, node.span, message);
        }
        node.as_str()
    }

    fn record(&mut self, attributes: Attributes<'_>, namespace: Option<&str>) -> TypeId {
        let id = self.reserve(attributes.span());
        let naming = self.naming(&attributes, namespace);
        let inner = match &naming {
            Some(naming) => naming.name.namespace().map(str::to_owned),
            None => namespace.map(str::to_owned),
        };
        let mut fields = Vec::new();
        match attributes.get("fields").and_then(Node::as_list) {
            Some(nodes) => {
                fields.reserve_exact(nodes.len());
                for node in nodes {
                    let slot = Slot {
                        holder: Some(id),
                        index: fields.len(),
                    };
                    fields.extend(self.field(node, inner.as_deref(), slot));
                }
            }
            None => self.wrong(&attributes, "fields", "a list of fields"),
        }
        let Some(naming) = naming else {
            return TypeId::UNKNOWN;
        };
        let is_error = attributes.text("type").is_some_and(|t| t.value == "error");
        let record = Record {
            naming,
            fields,
            is_error,
        };
        self.define(id, Kind::Record(Box::new(record)));
        let known = ["type", "name", "namespace", "doc", "aliases", "fields"];
        self.finish(id, &attributes, &known);
        id
    }

    fn field(&mut self, node: &Node, namespace: Option<&str>, slot: Slot) -> Option<Field> {
        let attributes = Attributes::field(node);
        let Some(name) = attributes.text("name") else {
            self.wrong(&attributes, "name", "a string");
            return None;
        };
        let Some(ty) = attributes.get("type") else {
            self.missing(&attributes, "type");
            return None;
        };
        let ty = self.read(ty, namespace, slot);
        let doc = self.optional_text(&attributes, "doc").map(Into::into);
        let order = self.order(&attributes);
        let aliases = self.aliases(&attributes, |alias| alias.into());
        let known = ["name", "type", "doc", "default", "order", "aliases"];
        let properties: Box<[_]> = attributes.beyond(&known).cloned().collect();
        for entry in &properties {
            let (kind, message) = if &*entry.key == "logicalType" {
                let message = "`logicalType` beside a field's type is ignored; write it within the \
                               type: `{\"type\": …, \"logicalType\": …}`";
                (RemarkKind::LogicalTypeOnField, message.to_owned())
            } else {
                (RemarkKind::UnknownAttribute, unknown(&entry.key, "a field"))
            };
            self.remark(kind, entry.key_span, message);
        }
        Some(Field {
            name: name.value.into(),
            ty,
            default: attributes.get("default").cloned(),
            aliases,
            doc,
            order,
            properties,
            name_span: name.span,
            span: node.span,
        })
    }

    fn order(&mut self, attributes: &Attributes<'_>) -> Order {
        let Some(node) = attributes.get("order") else {
            return Order::Ascending;
        };
        let word = node.as_str().unwrap_or_default().to_ascii_lowercase();
        match word.as_str() {
            "ascending" => Order::Ascending,
            "descending" => Order::Descending,
            "ignore" => Order::Ignore,
            _ => {
                let message = "`order` must be `ascending`, `descending` or `ignore`".to_owned();
                self.error(ErrorKind::WrongAttribute, node.span, message);
                Order::Ascending
            }
        }
    }

    fn r#enum(&mut self, attributes: Attributes<'_>, namespace: Option<&str>) -> TypeId {
        let id = self.reserve(attributes.span());
        let naming = self.naming(&attributes, namespace);
        let mut symbols = Vec::new();
        match attributes.get("symbols").and_then(Node::as_list) {
            Some(nodes) => {
                for node in nodes {
                    match node.as_str() {
                        Some(text) => symbols.push(Spanned::new(text.into(), node.span)),
                        None => {
                            let message = format!("a symbol must be a string, not {}", node.kind());
                            self.error(ErrorKind::WrongAttribute, node.span, message);
                        }
                    }
                }
            }
            None => self.wrong(&attributes, "symbols", "a list of strings"),
        }
        let default = self.optional_text(&attributes, "default");
        let Some(naming) = naming else {
            return TypeId::UNKNOWN;
        };
        let span = attributes.get("default").map(|node| node.span);
        let placed = |text: &str| Spanned::new(text.into(), span.unwrap_or_default());
        let r#enum = Enum {
            naming,
            symbols,
            default: default.map(placed),
        };
        self.define(id, Kind::Enum(Box::new(r#enum)));
        let known = [
            "type",
            "name",
            "namespace",
            "doc",
            "aliases",
            "symbols",
            "default",
        ];
        self.finish(id, &attributes, &known);
        id
    }

    fn fixed(&mut self, attributes: Attributes<'_>, namespace: Option<&str>) -> TypeId {
        let id = self.reserve(attributes.span());
        let naming = self.naming(&attributes, namespace);
        let size = attributes.get("size").and_then(|node| {
            let size = node.as_number()?.parse::<u32>().ok()?;
            (size <= MAX_FIXED_SIZE).then(|| Spanned::new(size, node.span))
        });
        if size.is_none() {
            let expected = format!("a number of bytes between 0 and {MAX_FIXED_SIZE}");
            self.wrong(&attributes, "size", &expected);
        }
        let (Some(naming), Some(size)) = (naming, size) else {
            return TypeId::UNKNOWN;
        };
        let fixed = Fixed {
            naming,
            size: size.value,
            size_span: size.span,
        };
        self.define(id, Kind::Fixed(Box::new(fixed)));
        let known = ["type", "name", "namespace", "doc", "aliases", "size"];
        self.finish(id, &attributes, &known);
        id
    }

    /// Makes a reserved type a named one.
    fn define(&mut self, id: TypeId, kind: Kind) {
        self.types.get_mut(id).kind = kind;
        if let Some(name) = self.types.get(id).name() {
            self.document.definitions.push((name.clone(), id));
        }
    }

    /// Reads what any type may have: a logical type and unknown attributes.
    fn finish(&mut self, id: TypeId, attributes: &Attributes<'_>, known: &[&str]) {
        let logical = attributes.logical_type(&self.types.get(id).kind);
        let is_read = matches!(logical.read, Ok(Some(_)));
        match logical.read {
            Ok(read) => self.types.get_mut(id).logical = read,
            Err(ignored) => self.remark(ignored.kind, ignored.span, ignored.message),
        }
        let mut properties = Vec::new();
        for entry in attributes.beyond(known) {
            let is_logical = logical.attributes.contains(&&*entry.key);
            if !is_logical {
                let message = unknown(&entry.key, attributes.what());
                self.remark(RemarkKind::UnknownAttribute, entry.key_span, message);
            }
            if !(is_logical && is_read) {
                properties.push(entry.clone());
            }
        }
        self.types.get_mut(id).properties = properties.into();
    }
}

/// `null` written bare in YAML is the name of the type.
fn bare_null(node: &Node) -> Option<&'static str> {
    (node.text() == Some("null")).then_some("null")
}

fn unknown(attribute: &str, of: &str) -> String {
    format!("Avro does not define `{attribute}` for {of}; readers ignore it")
}
