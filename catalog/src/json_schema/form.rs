//! What kind of schema one is, once all that applies at its place is taken together.

use std::collections::{HashMap, HashSet};

use factum_contract::document::{Entry, Node};
use factum_contract::shape::{Enum, Symbol, Text, Type};
use factum_contract::span::Spanned;

use super::parts::{Parts, parts};
use super::scalar;
use crate::library::Library;

/// A schema taken together.
pub(super) struct Form<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) is_nullable: bool,
}

/// What kind of value a schema admits.
pub(super) enum Kind<'a> {
    Any,
    Scalar(Type),
    Enum(Enum),
    Record(Vec<Property<'a>>),
    /// A list whose items are of any of these.
    List(Vec<&'a Node>),
    /// A map whose values are of any of these.
    Map(Vec<&'a Node>),
    Union {
        branches: Vec<&'a Node>,
        discriminator: Option<Spanned<Text>>,
    },
    /// Several types in one schema.
    Several(Vec<Kind<'a>>),
    Opaque(Text),
}

/// A property of an object.
pub(super) struct Property<'a> {
    /// Where it is first written.
    pub(super) entry: &'a Entry,
    /// What applies to it.
    pub(super) schemas: Vec<&'a Node>,
    /// What alternatives (`oneOf`, `anyOf`) around the object say of it.
    pub(super) alternatives: Vec<&'a Node>,
    pub(super) is_required: bool,
}

/// What the parts of a schema say, before it is decided what they come to.
#[derive(Default)]
struct Gathered<'a> {
    types: Option<Vec<&'a str>>,
    constant: Option<&'a Node>,
    symbols: Option<&'a [Node]>,
    properties: Vec<Property<'a>>,
    named: HashMap<&'a str, usize>,
    required: HashSet<&'a str>,
    values: Vec<&'a Node>,
    is_closed: bool,
    items: Vec<&'a Node>,
    groups: Vec<&'a [Node]>,
    discriminator: Option<Spanned<Text>>,
    format: Option<&'a str>,
    encoding: Option<&'a str>,
    is_nullable: bool,
    implied: Option<&'a str>,
    constraint: Option<&'a str>,
    admits_nothing: bool,
}

/// What `nodes` come to together.
pub(super) fn form<'a>(library: &Library<'a>, nodes: &[&'a Node]) -> Form<'a> {
    let found = parts(library, nodes);
    let mut gathered = Gathered::default();
    for node in &found.nodes {
        gathered.add(node);
    }
    let mut is_nullable = gathered.is_nullable;
    let mut kind = gathered.kind(library, &found);
    if let Kind::Several(kinds) = &mut kind {
        let all = kinds.len();
        kinds.retain(|kind| !matches!(kind, Kind::Scalar(Type::Null)));
        is_nullable |= kinds.len() < all;
        if kinds.len() == 1 {
            kind = kinds.swap_remove(0);
        }
    }
    Form { kind, is_nullable }
}

/// The properties that `nodes` have together, whatever else they say.
pub(super) fn properties<'a>(library: &Library<'a>, nodes: &[&'a Node]) -> Vec<Property<'a>> {
    let found = parts(library, nodes);
    let mut gathered = Gathered::default();
    for node in &found.nodes {
        gathered.add(node);
    }
    gathered.all_properties(library)
}

impl<'a> Gathered<'a> {
    fn add(&mut self, node: &'a Node) {
        if node.as_bool() == Some(false) {
            self.admits_nothing = true;
        }
        for entry in node.as_map().unwrap_or_default() {
            self.add_keyword(entry);
        }
    }

    fn add_keyword(&mut self, entry: &'a Entry) {
        let value = &entry.value;
        let list = || value.as_list().unwrap_or_default();
        match &*entry.key {
            "type" => self.add_types(value),
            "const" => self.constant = self.constant.or(Some(value)),
            "enum" => self.symbols = self.symbols.or(value.as_list()),
            "properties" => {
                for property in value.as_map().unwrap_or_default() {
                    self.add_property(property);
                }
                self.implied = Some("object");
            }
            "required" => {
                self.required.extend(list().iter().filter_map(Node::text));
                self.constraint = Some("required");
            }
            "additionalProperties" | "unevaluatedProperties" => match value.as_bool() {
                Some(closed) => self.is_closed |= !closed,
                None => {
                    self.values.push(value);
                    self.implied = Some("object");
                }
            },
            "patternProperties" => {
                let patterns = value.as_map().unwrap_or_default();
                self.values.extend(patterns.iter().map(|it| &it.value));
                self.implied = Some("object");
            }
            "items" | "prefixItems" => {
                match value.as_list() {
                    Some(items) => self.items.extend(items),
                    None if value.as_map().is_some() => self.items.push(value),
                    None => {}
                }
                self.implied = Some("array");
            }
            "oneOf" | "anyOf" if !list().is_empty() => self.groups.push(list()),
            "discriminator" => {
                let name = value.get("propertyName").unwrap_or(value);
                if let Some(text) = name.as_str() {
                    self.discriminator = Some(Spanned::new(text.into(), name.span));
                }
            }
            "nullable" => self.is_nullable |= value.as_bool() == Some(true),
            "format" => self.format = self.format.or(value.as_str()),
            "contentEncoding" => self.encoding = self.encoding.or(value.as_str()),
            "pattern" | "minLength" | "maxLength" => self.imply("string"),
            "multipleOf" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                self.imply("number");
            }
            "minItems" | "maxItems" | "uniqueItems" | "contains" => self.imply("array"),
            "minProperties" | "maxProperties" | "propertyNames" | "dependencies" => {
                self.imply("object");
            }
            "not" | "if" => self.constraint = Some(&entry.key),
            _ => {}
        }
    }

    fn imply(&mut self, name: &'a str) {
        self.implied = self.implied.or(Some(name));
    }

    /// Several `type`s at one place all apply.
    fn add_types(&mut self, value: &'a Node) {
        let stated: Vec<&str> = match value.as_list() {
            Some(items) => items.iter().filter_map(Node::text).collect(),
            None => value.text().into_iter().collect(),
        };
        let narrower = |known: &str| {
            stated.contains(&known) || (known == "integer" && stated.contains(&"number"))
        };
        self.types = Some(match self.types.take() {
            None => stated,
            Some(known) => {
                let both: Vec<&str> = known.iter().copied().filter(|it| narrower(it)).collect();
                if both.is_empty() { known } else { both }
            }
        });
    }

    fn add_property(&mut self, entry: &'a Entry) {
        // A `$ref` among properties is no property, and is reported elsewhere.
        if &*entry.key == "$ref" && entry.value.as_str().is_some() {
            return;
        }
        match self.named.get(&*entry.key) {
            Some(&index) => self.properties[index].schemas.push(&entry.value),
            None => {
                self.named.insert(&entry.key, self.properties.len());
                self.properties.push(Property {
                    entry,
                    schemas: vec![&entry.value],
                    alternatives: Vec::new(),
                    is_required: false,
                });
            }
        }
    }

    /// The properties, with what alternatives around them add: a property of any alternative is
    /// one of the whole, and required only if it is so in each.
    fn all_properties(mut self, library: &Library<'a>) -> Vec<Property<'a>> {
        for group in std::mem::take(&mut self.groups) {
            let mut in_all: Option<HashSet<&str>> = None;
            for branch in group {
                let mut inner = Gathered::default();
                for node in parts(library, &[branch]).nodes {
                    inner.add(node);
                }
                for property in inner.properties {
                    let name = &*property.entry.key;
                    let index = *self.named.entry(name).or_insert(self.properties.len());
                    if index == self.properties.len() {
                        self.properties.push(Property {
                            schemas: Vec::new(),
                            ..property
                        });
                    }
                    if let Some(known) = self.properties.get_mut(index) {
                        known.alternatives.push(&property.entry.value);
                    }
                }
                in_all = Some(match in_all {
                    None => inner.required,
                    Some(known) => known.intersection(&inner.required).copied().collect(),
                });
            }
            self.required.extend(in_all.unwrap_or_default());
        }
        for property in &mut self.properties {
            property.is_required = self.required.contains(&*property.entry.key);
        }
        self.properties
    }

    fn kind(mut self, library: &Library<'a>, found: &Parts<'a>) -> Kind<'a> {
        if found.too_many {
            return Kind::Opaque("allOf of very many schemas".into());
        }
        if self.admits_nothing {
            return Kind::Opaque("false".into());
        }
        if let Some(constant) = self.constant {
            return literals(std::slice::from_ref(constant), self.types.as_deref());
        }
        if let Some(symbols) = self.symbols {
            return literals(symbols, self.types.as_deref());
        }
        if !self.groups.is_empty() && self.properties.is_empty() {
            let branches = self.groups.swap_remove(0).iter().collect();
            return Kind::Union {
                branches,
                discriminator: self.discriminator,
            };
        }
        let types = match (self.types.take(), self.implied) {
            (Some(types), _) => types,
            (None, Some(implied)) => vec![implied],
            (None, None) if self.is_closed => vec!["object"],
            (None, None) => match self.format.and_then(scalar::type_of_format) {
                Some(name) => vec![name],
                None => return self.nothing_said(found),
            },
        };
        let mut kinds: Vec<Kind<'_>> = Vec::new();
        let mut whole = Some(self);
        for name in types {
            kinds.push(match name {
                "object" => match whole.take() {
                    Some(gathered) => gathered.object(library),
                    None => continue,
                },
                "array" => Kind::List(match &mut whole {
                    Some(gathered) => std::mem::take(&mut gathered.items),
                    None => Vec::new(),
                }),
                name => Kind::Scalar(scalar::scalar(
                    name,
                    whole.as_ref().and_then(|gathered| gathered.format),
                    whole.as_ref().and_then(|gathered| gathered.encoding),
                )),
            });
        }
        match kinds.len() {
            1 => kinds.swap_remove(0),
            _ => Kind::Several(kinds),
        }
    }

    /// An object: a record if it has properties or may have none, else a map.
    fn object(mut self, library: &Library<'a>) -> Kind<'a> {
        let has_properties = !self.properties.is_empty() || !self.groups.is_empty();
        if has_properties || (self.is_closed && self.values.is_empty()) {
            Kind::Record(self.all_properties(library))
        } else {
            Kind::Map(std::mem::take(&mut self.values))
        }
    }

    fn nothing_said(self, found: &Parts<'_>) -> Kind<'a> {
        if let Some(unknown) = found.unknown.first() {
            return Kind::Opaque(unknown.clone());
        }
        match self.constraint {
            Some("required") => Kind::Map(Vec::new()),
            Some(constraint) => Kind::Opaque(constraint.into()),
            None => Kind::Any,
        }
    }
}

/// The values of an `enum` or a `const`.
fn literals<'a>(values: &'a [Node], types: Option<&[&str]>) -> Kind<'a> {
    let as_text = types.is_some_and(|types| types.contains(&"string"));
    let is_text = |node: &&Node| node.as_str().is_some() || (as_text && node.text().is_some());
    let stated = values.iter().filter(|node| !node.is_null());
    let all = stated.clone().count();
    let texts: Vec<&Node> = stated.clone().filter(is_text).collect();
    if all == 0 {
        return Kind::Scalar(Type::Null);
    }
    if texts.len() == all {
        let symbols = texts.into_iter().map(|node| Symbol {
            name: Spanned::new(node.text().unwrap_or_default().into(), node.span),
            doc: None,
        });
        let symbols = Enum {
            symbols: symbols.collect(),
            default: None,
        };
        return if all < values.len() {
            Kind::Several(vec![Kind::Enum(symbols), Kind::Scalar(Type::Null)])
        } else {
            Kind::Enum(symbols)
        };
    }
    let scalars: Option<Vec<Type>> = stated.map(scalar::of_literal).collect();
    match scalars.map(scalar::widest) {
        Some(Some(ty)) => Kind::Scalar(ty),
        _ => Kind::Opaque("enum of mixed values".into()),
    }
}
