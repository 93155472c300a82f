//! Comparing objects and arrays: what each of them lets be present.
//!
//! An object is *open* if anything may stand under a name that it does not mention, *closed* if
//! nothing may, and *partially open* if other keywords say what may.

use std::collections::BTreeSet;

use super::compare::Place;
use super::kind::Kind;
use super::model::{ArrayNode, NodeId, NodeKind, ObjectNode, Property, Rest};
use super::pair::PairComparison;

/// What may stand in a place that a schema does not mention.
enum Model {
    Open,
    Covered(Place),
    Closed,
}

/// The kinds of difference of the rest, for properties or items.
struct RestKinds {
    added: Kind,
    removed: Kind,
    extended: Kind,
    narrowed: Kind,
}

impl PairComparison<'_, '_> {
    pub(super) fn objects(&mut self, original: &ObjectNode, update: &ObjectNode) {
        use Kind::*;
        self.required(original, update);
        let names: BTreeSet<_> = original
            .properties
            .keys()
            .chain(update.properties.keys())
            .collect();
        for name in names {
            let path = format!("properties/{name}");
            match (original.properties.get(name), update.properties.get(name)) {
                (Some(old), Some(new)) => {
                    let (old, new) = (self.original_place(old.node), self.update_place(new.node));
                    self.descend(&path, old, new);
                }
                (Some(old), None) => self.property_removed(&path, name, old, update),
                (None, Some(new)) => self.property_added(&path, name, new, original, update),
                (None, None) => {}
            }
        }
        self.dependencies(original, update);
        let kinds = RestKinds {
            added: ADDITIONAL_PROPERTIES_ADDED,
            removed: ADDITIONAL_PROPERTIES_REMOVED,
            extended: ADDITIONAL_PROPERTIES_EXTENDED,
            narrowed: ADDITIONAL_PROPERTIES_NARROWED,
        };
        self.rest(
            "additionalProperties",
            original.additional,
            update.additional,
            &kinds,
        );
        let kinds = RestKinds {
            added: UNEVALUATED_PROPERTIES_ADDED,
            removed: UNEVALUATED_PROPERTIES_REMOVED,
            extended: UNEVALUATED_PROPERTIES_EXTENDED,
            narrowed: UNEVALUATED_PROPERTIES_NARROWED,
        };
        self.unevaluated(
            "unevaluatedProperties",
            original.unevaluated,
            update.unevaluated,
            &kinds,
        );
        self.bound(
            "maxProperties",
            &original.max_properties,
            &update.max_properties,
            [
                MAX_PROPERTIES_ADDED,
                MAX_PROPERTIES_REMOVED,
                MAX_PROPERTIES_INCREASED,
                MAX_PROPERTIES_DECREASED,
            ],
        );
        self.bound(
            "minProperties",
            &original.min_properties,
            &update.min_properties,
            [
                MIN_PROPERTIES_ADDED,
                MIN_PROPERTIES_REMOVED,
                MIN_PROPERTIES_INCREASED,
                MIN_PROPERTIES_DECREASED,
            ],
        );
    }

    fn required(&mut self, original: &ObjectNode, update: &ObjectNode) {
        for name in original.properties.keys() {
            let Some(property) = update.properties.get(name) else {
                continue;
            };
            let (old, new) = (original.required.get(name), update.required.get(name));
            let kind = match (old, new) {
                (Some(_), None) => Kind::REQUIRED_ATTRIBUTE_REMOVED,
                (None, Some(_)) if self.has_default(property) => {
                    Kind::REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED
                }
                (None, Some(_)) => Kind::REQUIRED_ATTRIBUTE_ADDED,
                _ => continue,
            };
            let original = old.or(original.properties.get(name).map(|property| &property.span));
            let spans = (
                original.copied(),
                Some(new.copied().unwrap_or(property.span)),
            );
            self.add_at(&format!("required/{name}"), kind, spans);
        }
    }

    /// Whether a property of the update has a default.
    fn has_default(&self, property: &Property) -> bool {
        let node = self.node(self.update_place(property.node));
        property.default_beside_reference || node.annotations().default.is_some()
    }

    fn property_removed(&mut self, path: &str, name: &str, old: &Property, update: &ObjectNode) {
        let spans = (Some(old.span), Some(self.update.span));
        let place = self.original_place(old.node);
        let kind = match self.object_model(update, name, Self::update_place) {
            Model::Open => Kind::PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL,
            Model::Covered(schema) if self.descend(path, place, schema) => {
                Kind::PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
            }
            Model::Covered(_) => Kind::PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
            Model::Closed if matches!(self.node(place).kind, NodeKind::False) => {
                Kind::PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL
            }
            Model::Closed => Kind::PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL,
        };
        self.add_at(path, kind, spans);
    }

    fn property_added(
        &mut self,
        path: &str,
        name: &str,
        new: &Property,
        original: &ObjectNode,
        update: &ObjectNode,
    ) {
        use Kind::*;
        let spans = (Some(self.original.span), Some(new.span));
        let place = self.update_place(new.node);
        let required = update.required.contains_key(name);
        let has_default = self.has_default(new);
        let model = self.object_model(original, name, Self::original_place);
        if let Model::Open = model {
            let kind = match (required, has_default) {
                _ if self.node(place).kind.is_empty() => {
                    PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL
                }
                (true, true) => REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL,
                (true, false) => REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL,
                (false, _) => OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL,
            };
            self.add_at(path, kind, spans);
            return;
        }
        if let Model::Covered(schema) = model {
            let kind = match self.descend(path, schema, place) {
                true => PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
                false => PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
            };
            self.add_at(path, kind, spans);
        }
        let kind = match (required, has_default) {
            (true, true) => REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL,
            (true, false) => REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL,
            (false, _) => OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL,
        };
        self.add_at(path, kind, spans);
    }

    /// What `object` lets stand under a name that it does not mention. `place` tells whose it is.
    fn object_model(
        &self,
        object: &ObjectNode,
        name: &str,
        place: fn(&Self, NodeId) -> Place,
    ) -> Model {
        let pattern = object
            .patterns
            .iter()
            .find(|(pattern, _)| pattern.matches(name));
        if let Some((_, schema)) = pattern {
            return Model::Covered(place(self, *schema));
        }
        let unevaluated = object.unevaluated.map(|schema| place(self, schema));
        match self.rest_model(object.additional, unevaluated, |schema| place(self, schema)) {
            // Patterns that do not fit leave nothing open in the registry's eyes.
            Model::Open if !object.patterns.is_empty() => Model::Closed,
            model => model,
        }
    }

    fn rest_model(
        &self,
        additional: Rest,
        unevaluated: Option<Place>,
        place: impl Fn(NodeId) -> Place,
    ) -> Model {
        match (additional, unevaluated) {
            (Rest::Forbidden, _) => Model::Closed,
            (Rest::Schema(schema), _) => Model::Covered(place(schema)),
            (Rest::Allowed, None) => Model::Open,
            (Rest::Allowed, Some(schema)) => match self.node(schema).kind {
                NodeKind::False => Model::Closed,
                ref kind if kind.is_empty() => Model::Open,
                _ => Model::Covered(schema),
            },
        }
    }

    fn dependencies(&mut self, original: &ObjectNode, update: &ObjectNode) {
        let both = (Some(self.original.span), Some(self.update.span));
        let (old, new) = (
            &original.property_dependencies,
            &update.property_dependencies,
        );
        for name in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let kind = match (old.get(name), new.get(name)) {
                (_, None) => Kind::DEPENDENCY_ARRAY_REMOVED,
                (None, _) => Kind::DEPENDENCY_ARRAY_ADDED,
                (Some(old), Some(new)) if old == new => continue,
                (Some(old), Some(new)) => {
                    let contains = |all: &[String], some: &[String]| {
                        some.iter().all(|name| all.binary_search(name).is_ok())
                    };
                    if contains(new, old) {
                        Kind::DEPENDENCY_ARRAY_EXTENDED
                    } else if contains(old, new) {
                        Kind::DEPENDENCY_ARRAY_NARROWED
                    } else {
                        Kind::DEPENDENCY_ARRAY_CHANGED
                    }
                }
            };
            self.add_at(&format!("dependencies/{name}"), kind, both);
        }
        let (old, new) = (&original.schema_dependencies, &update.schema_dependencies);
        for name in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let path = format!("dependencies/{name}");
            match (old.get(name), new.get(name)) {
                (_, None) => self.add_at(&path, Kind::DEPENDENCY_SCHEMA_REMOVED, both),
                (None, _) => self.add_at(&path, Kind::DEPENDENCY_SCHEMA_ADDED, both),
                (Some(old), Some(new)) => {
                    let (old, new) = (self.original_place(*old), self.update_place(*new));
                    self.descend(&path, old, new);
                }
            }
        }
    }

    pub(super) fn arrays(&mut self, original: &ArrayNode, update: &ArrayNode) {
        use Kind::*;
        let both = (Some(self.original.span), Some(self.update.span));
        match (original.all_items, update.all_items) {
            (None, None) => {}
            (None, Some(_)) => self.add_at("items", SCHEMA_ADDED, both),
            (Some(_), None) => self.add_at("items", SCHEMA_REMOVED, both),
            (Some(old), Some(new)) => {
                let (old, new) = (self.original_place(old), self.update_place(new));
                self.descend("items", old, new);
            }
        }
        let shared = original.items.len().min(update.items.len());
        for index in 0..original.items.len().max(update.items.len()) {
            let path = format!("items/{index}");
            let (old, new) = (original.items.get(index), update.items.get(index));
            match (old, new) {
                (Some(old), Some(new)) if index < shared => {
                    let (old, new) = (self.original_place(*old), self.update_place(*new));
                    self.descend(&path, old, new);
                }
                (Some(old), _) => self.item_removed(&path, *old, update),
                (None, Some(new)) => self.item_added(&path, *new, original),
                (None, None) => {}
            }
        }
        let kinds = RestKinds {
            added: ADDITIONAL_ITEMS_ADDED,
            removed: ADDITIONAL_ITEMS_REMOVED,
            extended: ADDITIONAL_ITEMS_EXTENDED,
            narrowed: ADDITIONAL_ITEMS_NARROWED,
        };
        self.rest(
            "additionalItems",
            original.additional,
            update.additional,
            &kinds,
        );
        let kinds = RestKinds {
            added: UNEVALUATED_ITEMS_ADDED,
            removed: UNEVALUATED_ITEMS_REMOVED,
            extended: UNEVALUATED_ITEMS_EXTENDED,
            narrowed: UNEVALUATED_ITEMS_NARROWED,
        };
        self.unevaluated(
            "unevaluatedItems",
            original.unevaluated,
            update.unevaluated,
            &kinds,
        );
        self.bound(
            "maxItems",
            &original.max_items,
            &update.max_items,
            [
                MAX_ITEMS_ADDED,
                MAX_ITEMS_REMOVED,
                MAX_ITEMS_INCREASED,
                MAX_ITEMS_DECREASED,
            ],
        );
        self.bound(
            "minItems",
            &original.min_items,
            &update.min_items,
            [
                MIN_ITEMS_ADDED,
                MIN_ITEMS_REMOVED,
                MIN_ITEMS_INCREASED,
                MIN_ITEMS_DECREASED,
            ],
        );
        match (original.unique, update.unique) {
            (true, false) => self.add_at("uniqueItems", UNIQUE_ITEMS_REMOVED, both),
            (false, true) => self.add_at("uniqueItems", UNIQUE_ITEMS_ADDED, both),
            _ => {}
        }
        self.bound(
            "maxContains",
            &original.max_contains,
            &update.max_contains,
            [
                MAX_CONTAINS_ADDED,
                MAX_CONTAINS_REMOVED,
                MAX_CONTAINS_INCREASED,
                MAX_CONTAINS_DECREASED,
            ],
        );
        self.bound(
            "minContains",
            &original.min_contains,
            &update.min_contains,
            [
                MIN_CONTAINS_ADDED,
                MIN_CONTAINS_REMOVED,
                MIN_CONTAINS_INCREASED,
                MIN_CONTAINS_DECREASED,
            ],
        );
    }

    fn item_removed(&mut self, path: &str, old: NodeId, update: &ArrayNode) {
        let place = self.original_place(old);
        let spans = (Some(self.node(place).span), Some(self.update.span));
        let unevaluated = update.unevaluated.map(|schema| self.update_place(schema));
        let model = self.rest_model(update.additional, unevaluated, |id| self.update_place(id));
        let kind = match model {
            Model::Open => Kind::ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL,
            Model::Covered(schema) if self.descend(path, place, schema) => {
                Kind::ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
            }
            Model::Covered(_) => Kind::ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
            Model::Closed if matches!(self.node(place).kind, NodeKind::False) => {
                Kind::ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL
            }
            Model::Closed => Kind::ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL,
        };
        self.add_at(path, kind, spans);
    }

    fn item_added(&mut self, path: &str, new: NodeId, original: &ArrayNode) {
        let place = self.update_place(new);
        let spans = (Some(self.original.span), Some(self.node(place).span));
        let unevaluated = original
            .unevaluated
            .map(|schema| self.original_place(schema));
        let model = self.rest_model(original.additional, unevaluated, |id| {
            self.original_place(id)
        });
        let kind = match model {
            Model::Open if self.node(place).kind.is_empty() => {
                Kind::ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL
            }
            Model::Open => Kind::ITEM_ADDED_TO_OPEN_CONTENT_MODEL,
            Model::Covered(schema) if self.descend(path, schema, place) => {
                Kind::ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL
            }
            Model::Covered(_) => Kind::ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
            Model::Closed => Kind::ITEM_ADDED_TO_CLOSED_CONTENT_MODEL,
        };
        self.add_at(path, kind, spans);
    }

    fn rest(&mut self, path: &str, original: Rest, update: Rest, kinds: &RestKinds) {
        let kind = match (original, update) {
            (Rest::Forbidden, Rest::Forbidden) | (Rest::Allowed, Rest::Allowed) => return,
            (Rest::Schema(old), Rest::Schema(new)) => {
                let (old, new) = (self.original_place(old), self.update_place(new));
                self.descend(path, old, new);
                return;
            }
            (Rest::Forbidden, _) => kinds.added,
            (_, Rest::Forbidden) => kinds.removed,
            (Rest::Allowed, Rest::Schema(_)) => kinds.narrowed,
            (Rest::Schema(_), Rest::Allowed) => kinds.extended,
        };
        self.add_at(
            path,
            kind,
            (Some(self.original.span), Some(self.update.span)),
        );
    }

    fn unevaluated(
        &mut self,
        path: &str,
        original: Option<NodeId>,
        update: Option<NodeId>,
        kinds: &RestKinds,
    ) {
        let old = original.map(|id| self.original_place(id));
        let new = update.map(|id| self.update_place(id));
        let is_false = |place: Option<Place>| {
            place.is_some_and(|place| matches!(self.node(place).kind, NodeKind::False))
        };
        let is_empty =
            |place: Option<Place>| place.is_none_or(|place| self.node(place).kind.is_empty());
        let kind = match (old, new) {
            (None, None) => return,
            _ if is_false(old) && is_false(new) => return,
            _ if is_false(old) => kinds.added,
            _ if is_false(new) => kinds.removed,
            (None, Some(_)) => kinds.narrowed,
            (Some(_), None) => kinds.extended,
            (Some(old), Some(new)) => match (is_empty(Some(old)), is_empty(Some(new))) {
                (true, false) => kinds.narrowed,
                (false, true) => kinds.extended,
                _ => {
                    self.descend(path, old, new);
                    return;
                }
            },
        };
        self.add_at(
            path,
            kind,
            (Some(self.original.span), Some(self.update.span)),
        );
    }
}
