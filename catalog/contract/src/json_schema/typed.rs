//! Reads the keywords that constrain values of one type.

use super::keyword::whole;
use super::load::Loader;
use super::model::{ArrayNode, Bound, NodeId, NumberNode, ObjectNode, Property, Rest, StringNode};
use super::pattern::Pattern;
use super::reference::Located;
use super::{Draft, ErrorKind};
use crate::document::Node;
use crate::span::Spanned;

/// What a schema says of values of each type.
pub(super) struct Typed {
    pub(super) array: Keywords<ArrayNode>,
    pub(super) object: Keywords<ObjectNode>,
    pub(super) number: Keywords<NumberNode>,
    pub(super) string: Keywords<StringNode>,
}

/// What a schema says of values of one type.
pub(super) struct Keywords<T> {
    pub(super) node: T,
    /// Whether it says enough to stand for a schema of that type when `type` is missing.
    pub(super) imply: bool,
}

impl<T> Keywords<T> {
    /// The node, if it can stand for a schema without `type`.
    pub(super) fn implied(self) -> Option<T> {
        self.imply.then_some(self.node)
    }
}

fn has_any(schema: &Node, keywords: &[&str]) -> bool {
    keywords.iter().any(|keyword| schema.get(keyword).is_some())
}

impl<'a> Loader<'a> {
    pub(super) fn typed(&mut self, place: &Located<'a>) -> Typed {
        Typed {
            array: self.array(place),
            object: self.object(place),
            number: self.number(place),
            string: self.string(place),
        }
    }

    fn string(&mut self, place: &Located<'a>) -> Keywords<StringNode> {
        let schema = place.node;
        // The registry's loader of the older drafts takes a lone `format` for a string.
        let imply = has_any(schema, &["minLength", "maxLength", "pattern"])
            || !place.draft.is_modern() && has_any(schema, &["format"]);
        let pattern = self.complaints.text(schema, "pattern");
        if let Some(pattern) = &pattern {
            self.complaints.pattern(&pattern.value, pattern.span);
        }
        let node = StringNode {
            max_length: self.complaints.integer(schema, "maxLength"),
            min_length: self.complaints.integer(schema, "minLength"),
            pattern,
        };
        Keywords { node, imply }
    }

    fn number(&mut self, place: &Located<'a>) -> Keywords<NumberNode> {
        let schema = place.node;
        let exclusive = ["exclusiveMaximum", "exclusiveMinimum"];
        let imply =
            has_any(schema, &["maximum", "minimum", "multipleOf"]) || has_any(schema, &exclusive);
        let [exclusive_maximum, exclusive_minimum] = exclusive.map(|keyword| -> Bound {
            if place.draft == Draft::Draft4 {
                // A truth value there, which the registry does not compare.
                self.complaints.flag(schema, keyword);
                return None;
            }
            self.complaints.number(schema, keyword)
        });
        let multiple_of = self.complaints.number(schema, "multipleOf");
        if let Some(step) = multiple_of.as_ref().filter(|step| step.value.is_zero()) {
            self.complaints.add(ErrorKind::MultipleOfZero, step.span);
        }
        let node = NumberNode {
            integer: false,
            maximum: self.complaints.number(schema, "maximum"),
            minimum: self.complaints.number(schema, "minimum"),
            exclusive_maximum,
            exclusive_minimum,
            multiple_of,
        };
        Keywords { node, imply }
    }

    fn array(&mut self, place: &Located<'a>) -> Keywords<ArrayNode> {
        let (schema, draft) = (place.node, place.draft);
        let imply = has_any(schema, &["items", "minItems", "maxItems", "uniqueItems"])
            || draft < Draft::Draft2020 && has_any(schema, &["additionalItems"])
            || draft > Draft::Draft4 && has_any(schema, &["contains"])
            || draft.is_modern() && has_any(schema, &["prefixItems", "unevaluatedItems"]);
        let mut node = ArrayNode {
            max_items: self.complaints.integer(schema, "maxItems"),
            min_items: self.complaints.integer(schema, "minItems"),
            unique: self.complaints.flag(schema, "uniqueItems"),
            ..ArrayNode::default()
        };
        let contains = match draft {
            Draft::Draft4 => None,
            _ => self.keyword_child(place, "contains"),
        };
        // Before 2019-09 they are extensions, which the registry compares all the same.
        if contains.is_some() || !draft.is_modern() {
            node.max_contains = self.complaints.integer(schema, "maxContains");
            node.min_contains = self.complaints.integer(schema, "minContains");
        }
        if contains.is_some() && draft.is_modern() && node.min_contains.is_none() {
            let span = schema.entry("contains").map_or(schema.span, whole);
            node.min_contains = Some(Spanned::new(super::decimal::Decimal::one(), span));
        }
        self.items(place, &mut node);
        if draft.is_modern() {
            node.unevaluated = self.keyword_child(place, "unevaluatedItems");
        }
        Keywords { node, imply }
    }

    fn items(&mut self, place: &Located<'a>, array: &mut ArrayNode) {
        let (schema, draft) = (place.node, place.draft);
        let items = schema.get("items");
        if let Some(tuple) = items.and_then(Node::as_list)
            && draft < Draft::Draft2020
        {
            array.items = tuple.iter().map(|item| self.child(place, item)).collect();
        } else if draft.is_modern() {
            if let Some(prefix) = self.complaints.list(schema, "prefixItems") {
                array.items = prefix.iter().map(|item| self.child(place, item)).collect();
            }
            // The registry reads a truth value there as one about additional items.
            match items.map(|items| (items.as_bool(), items)) {
                Some((None, items)) if array.items.is_empty() => {
                    array.all_items = Some(self.child(place, items));
                }
                Some(_) => array.additional = self.rest(place, "items"),
                None => {}
            }
            return;
        } else {
            array.all_items = items.map(|items| self.child(place, items));
        }
        array.additional = self.rest(place, "additionalItems");
    }

    fn rest(&mut self, place: &Located<'a>, keyword: &str) -> Rest {
        match place.node.get(keyword) {
            None => Rest::Allowed,
            Some(value) => match value.as_bool() {
                Some(true) => Rest::Allowed,
                Some(false) => Rest::Forbidden,
                None => Rest::Schema(self.child(place, value)),
            },
        }
    }

    fn object(&mut self, place: &Located<'a>) -> Keywords<ObjectNode> {
        let (schema, draft) = (place.node, place.draft);
        let mut node = ObjectNode {
            additional: self.rest(place, "additionalProperties"),
            max_properties: self.complaints.integer(schema, "maxProperties"),
            min_properties: self.complaints.integer(schema, "minProperties"),
            ..ObjectNode::default()
        };
        for entry in self
            .complaints
            .map(schema, "properties")
            .unwrap_or_default()
        {
            let property = Property {
                node: self.child(place, &entry.value),
                span: entry.key_span,
                default_beside_reference: entry.value.get("$ref").is_some()
                    && entry.value.get("default").is_some(),
            };
            node.properties.insert(entry.key.to_string(), property);
        }
        for entry in self
            .complaints
            .map(schema, "patternProperties")
            .unwrap_or_default()
        {
            let child = self.child(place, &entry.value);
            self.complaints.pattern(&entry.key, entry.key_span);
            node.patterns.push((Pattern::new(&entry.key), child));
        }
        if let Some(names) = self.complaints.list(schema, "required") {
            let names = self.complaints.texts(names, "required").into_iter();
            node.required = names.map(|name| (name.value, name.span)).collect();
        }
        if draft.is_modern() {
            node.unevaluated = self.keyword_child(place, "unevaluatedProperties");
        }
        if draft > Draft::Draft4 {
            self.keyword_child(place, "propertyNames");
        }
        self.dependencies(place, &mut node);

        let mut keywords = vec![
            "required",
            "minProperties",
            "maxProperties",
            "additionalProperties",
        ];
        if draft.is_modern() {
            keywords.extend([
                "unevaluatedProperties",
                "dependentRequired",
                "dependentSchemas",
            ]);
        } else {
            // The loader of the newer drafts makes nothing of an empty mapping.
            keywords.extend(["properties", "patternProperties", "dependencies"]);
        }
        if draft > Draft::Draft4 {
            keywords.push("propertyNames");
        }
        let imply =
            has_any(schema, &keywords) || !node.properties.is_empty() || !node.patterns.is_empty();
        Keywords { node, imply }
    }

    fn dependencies(&mut self, place: &Located<'a>, object: &mut ObjectNode) {
        let schema = place.node;
        let keywords: &[_] = if place.draft.is_modern() {
            &["dependentRequired", "dependentSchemas"]
        } else {
            &["dependencies"]
        };
        for keyword in keywords {
            for entry in self.complaints.map(schema, keyword).unwrap_or_default() {
                let key = entry.key.to_string();
                let takes_list = *keyword != "dependentSchemas";
                match entry.value.as_list().filter(|_| takes_list) {
                    Some([]) => {}
                    Some(names) => {
                        let names = self.complaints.texts(names, keyword).into_iter();
                        let mut names: Vec<_> = names.map(|name| name.value).collect();
                        names.sort();
                        names.dedup();
                        object.property_dependencies.insert(key, names);
                    }
                    None if *keyword == "dependentRequired" => {
                        self.complaints
                            .wrong_type(keyword, "lists of strings", &entry.value);
                    }
                    None => {
                        let child: NodeId = self.child(place, &entry.value);
                        object.schema_dependencies.insert(key, child);
                    }
                }
            }
        }
    }
}
