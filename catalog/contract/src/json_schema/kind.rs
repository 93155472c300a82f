//! The registry's words for what differs between two JSON Schemas, and which of them it lets pass.

use self::Allowed::{Always, Leniently, Never};
use crate::difference_kind::difference_kinds;

/// Which differences the registry allows (its `compatibilityPolicy`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// The registry's default.
    #[default]
    Strict,
    /// Also allows changes of an object's content model that strict readers refuse.
    Lenient,
}

/// Who lets a difference pass.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Allowed {
    Always,
    Leniently,
    Never,
}

impl Kind {
    pub(super) fn is_allowed(self, policy: Policy) -> bool {
        match self.verdict() {
            Always => true,
            Leniently => policy == Policy::Lenient,
            Never => false,
        }
    }
}

difference_kinds! {
    Allowed;

    ID_CHANGED Always "the identifier differs",
    DESCRIPTION_CHANGED Always "the description differs",
    TITLE_CHANGED Always "the title differs",
    DEFAULT_CHANGED Always "the default differs",
    SCHEMA_ADDED Never "the reader has a schema where the writer had none",
    SCHEMA_REMOVED Always "the reader has no schema where the writer had one",
    TYPE_EXTENDED Always "the reader takes every number, the writer wrote integers",
    TYPE_NARROWED Never "the reader takes integers only, the writer wrote any number",
    TYPE_CHANGED Never "the types differ",
    COMPARISON_LIMIT_REACHED Never "the schemas are too intertwined to be compared",

    MAX_LENGTH_ADDED Never "the reader limits the length from above, the writer did not",
    MAX_LENGTH_REMOVED Always "the reader no longer limits the length from above",
    MAX_LENGTH_INCREASED Always "the reader takes longer text",
    MAX_LENGTH_DECREASED Never "the reader refuses text as long as the writer could write",
    MIN_LENGTH_ADDED Never "the reader limits the length from below, the writer did not",
    MIN_LENGTH_REMOVED Always "the reader no longer limits the length from below",
    MIN_LENGTH_INCREASED Never "the reader refuses text as short as the writer could write",
    MIN_LENGTH_DECREASED Always "the reader takes shorter text",
    PATTERN_ADDED Never "the reader demands a pattern, the writer did not",
    PATTERN_REMOVED Always "the reader no longer demands a pattern",
    PATTERN_CHANGED Never "the patterns differ",

    MAXIMUM_ADDED Never "the reader limits the number from above, the writer did not",
    MAXIMUM_REMOVED Always "the reader no longer limits the number from above",
    MAXIMUM_INCREASED Always "the reader takes larger numbers",
    MAXIMUM_DECREASED Never "the reader refuses numbers as large as the writer could write",
    MINIMUM_ADDED Never "the reader limits the number from below, the writer did not",
    MINIMUM_REMOVED Always "the reader no longer limits the number from below",
    MINIMUM_INCREASED Never "the reader refuses numbers as small as the writer could write",
    MINIMUM_DECREASED Always "the reader takes smaller numbers",
    EXCLUSIVE_MAXIMUM_ADDED Never "the reader limits the number from above, the writer did not",
    EXCLUSIVE_MAXIMUM_REMOVED Always "the reader no longer limits the number from above",
    EXCLUSIVE_MAXIMUM_INCREASED Always "the reader takes larger numbers",
    EXCLUSIVE_MAXIMUM_DECREASED Never "the reader refuses numbers as large as the writer could write",
    EXCLUSIVE_MINIMUM_ADDED Never "the reader limits the number from below, the writer did not",
    EXCLUSIVE_MINIMUM_REMOVED Always "the reader no longer limits the number from below",
    EXCLUSIVE_MINIMUM_INCREASED Never "the reader refuses numbers as small as the writer could write",
    EXCLUSIVE_MINIMUM_DECREASED Always "the reader takes smaller numbers",
    MULTIPLE_OF_ADDED Never "the reader demands multiples, the writer did not",
    MULTIPLE_OF_REMOVED Always "the reader no longer demands multiples",
    MULTIPLE_OF_EXPANDED Never "the reader demands multiples of a larger step",
    MULTIPLE_OF_REDUCED Always "the reader takes multiples of a smaller step",
    MULTIPLE_OF_CHANGED Never "the reader demands multiples of another step",

    REQUIRED_ATTRIBUTE_ADDED Never "the reader requires the property, the writer could leave it out",
    REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED Always "the reader requires the property, which has a default",
    REQUIRED_ATTRIBUTE_REMOVED Always "the reader no longer requires the property",
    MAX_PROPERTIES_ADDED Never "the reader limits the number of properties, the writer did not",
    MAX_PROPERTIES_REMOVED Always "the reader no longer limits the number of properties",
    MAX_PROPERTIES_INCREASED Always "the reader takes more properties",
    MAX_PROPERTIES_DECREASED Never "the reader refuses as many properties as the writer could write",
    MIN_PROPERTIES_ADDED Never "the reader demands a number of properties, the writer did not",
    MIN_PROPERTIES_REMOVED Always "the reader no longer demands a number of properties",
    MIN_PROPERTIES_INCREASED Never "the reader refuses as few properties as the writer could write",
    MIN_PROPERTIES_DECREASED Always "the reader takes fewer properties",
    ADDITIONAL_PROPERTIES_ADDED Always "the reader takes additional properties",
    ADDITIONAL_PROPERTIES_REMOVED Leniently "the reader refuses additional properties, the writer allowed them",
    ADDITIONAL_PROPERTIES_EXTENDED Always "the reader takes any additional property",
    ADDITIONAL_PROPERTIES_NARROWED Leniently "the reader demands a schema of additional properties, the writer did not",
    UNEVALUATED_PROPERTIES_ADDED Always "the reader takes unevaluated properties",
    UNEVALUATED_PROPERTIES_REMOVED Leniently "the reader refuses unevaluated properties, the writer allowed them",
    UNEVALUATED_PROPERTIES_EXTENDED Always "the reader takes any unevaluated property",
    UNEVALUATED_PROPERTIES_NARROWED Leniently "the reader demands a schema of unevaluated properties, the writer did not",
    DEPENDENCY_ARRAY_ADDED Never "the reader demands properties beside this one, the writer did not",
    DEPENDENCY_ARRAY_REMOVED Always "the reader no longer demands properties beside this one",
    DEPENDENCY_ARRAY_EXTENDED Never "the reader demands more properties beside this one",
    DEPENDENCY_ARRAY_NARROWED Always "the reader demands fewer properties beside this one",
    DEPENDENCY_ARRAY_CHANGED Never "the reader demands other properties beside this one",
    DEPENDENCY_SCHEMA_ADDED Never "the reader demands a schema once this property is present",
    DEPENDENCY_SCHEMA_REMOVED Always "the reader no longer demands a schema once this property is present",
    REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL Never "the reader requires a property, and the writer could write anything under its name",
    REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL Leniently "the reader types a property, and the writer could write anything under its name",
    OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL Leniently "the reader types a property, and the writer could write anything under its name",
    PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL Always "the reader names a property that may hold anything",
    REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL Never "the reader requires a property that the writer did not have",
    REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL Always "the reader requires a new property, which has a default",
    OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL Always "the reader has a new optional property",
    PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL Always "the reader ignores a property that the writer had",
    PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL Always "the reader does not know a property that the writer could never write",
    PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL Leniently "the reader refuses a property that the writer had",
    PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Always "the reader's other rules cover a property that the writer had",
    PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Leniently "the reader's other rules refuse a property that the writer had",
    PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Always "the writer's other rules fit the reader's new property",
    PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Leniently "the writer's other rules do not fit the reader's new property",

    MAX_ITEMS_ADDED Never "the reader limits the number of items, the writer did not",
    MAX_ITEMS_REMOVED Always "the reader no longer limits the number of items",
    MAX_ITEMS_INCREASED Always "the reader takes more items",
    MAX_ITEMS_DECREASED Never "the reader refuses as many items as the writer could write",
    MIN_ITEMS_ADDED Never "the reader demands a number of items, the writer did not",
    MIN_ITEMS_REMOVED Always "the reader no longer demands a number of items",
    MIN_ITEMS_INCREASED Never "the reader refuses as few items as the writer could write",
    MIN_ITEMS_DECREASED Always "the reader takes fewer items",
    MAX_CONTAINS_ADDED Never "the reader limits the number of contained items, the writer did not",
    MAX_CONTAINS_REMOVED Always "the reader no longer limits the number of contained items",
    MAX_CONTAINS_INCREASED Always "the reader takes more contained items",
    MAX_CONTAINS_DECREASED Never "the reader refuses as many contained items as the writer could write",
    MIN_CONTAINS_ADDED Never "the reader demands contained items, the writer did not",
    MIN_CONTAINS_REMOVED Always "the reader no longer demands contained items",
    MIN_CONTAINS_INCREASED Never "the reader demands more contained items",
    MIN_CONTAINS_DECREASED Always "the reader demands fewer contained items",
    UNIQUE_ITEMS_ADDED Never "the reader demands unique items, the writer did not",
    UNIQUE_ITEMS_REMOVED Always "the reader no longer demands unique items",
    ADDITIONAL_ITEMS_ADDED Always "the reader takes additional items",
    ADDITIONAL_ITEMS_REMOVED Never "the reader refuses additional items, the writer allowed them",
    ADDITIONAL_ITEMS_EXTENDED Always "the reader takes any additional item",
    ADDITIONAL_ITEMS_NARROWED Never "the reader demands a schema of additional items, the writer did not",
    UNEVALUATED_ITEMS_ADDED Always "the reader takes unevaluated items",
    UNEVALUATED_ITEMS_REMOVED Never "the reader refuses unevaluated items, the writer allowed them",
    UNEVALUATED_ITEMS_EXTENDED Always "the reader takes any unevaluated item",
    UNEVALUATED_ITEMS_NARROWED Never "the reader demands a schema of unevaluated items, the writer did not",
    ITEM_ADDED_TO_OPEN_CONTENT_MODEL Never "the reader types an item, and the writer could write anything in its place",
    ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL Always "the reader names an item that may hold anything",
    ITEM_ADDED_TO_CLOSED_CONTENT_MODEL Always "the reader has a new item",
    ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL Always "the reader ignores an item that the writer had",
    ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL Always "the reader does not know an item that the writer could never write",
    ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL Never "the reader refuses an item that the writer had",
    ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Always "the reader's other rules cover an item that the writer had",
    ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Never "the reader's other rules refuse an item that the writer had",
    ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Always "the writer's other rules fit the reader's new item",
    ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL Never "the writer's other rules do not fit the reader's new item",

    ENUM_ARRAY_EXTENDED Always "the reader knows more values",
    ENUM_ARRAY_NARROWED Never "the reader lacks values that the writer could write",
    ENUM_ARRAY_CHANGED Never "the reader knows other values",
    COMBINED_TYPE_EXTENDED Always "the reader combines its alternatives less strictly",
    COMBINED_TYPE_CHANGED Never "the reader combines its alternatives otherwise",
    PRODUCT_TYPE_EXTENDED Never "the reader demands more schemas at once",
    PRODUCT_TYPE_NARROWED Always "the reader demands fewer schemas at once",
    SUM_TYPE_EXTENDED Always "the reader has more alternatives",
    SUM_TYPE_NARROWED Never "the reader has fewer alternatives",
    COMBINED_TYPE_SUBSCHEMAS_CHANGED Never "the alternatives of the writer and the reader do not fit each other",
    NOT_TYPE_EXTENDED Never "the reader excludes more",
    NOT_TYPE_NARROWED Always "the reader excludes less",
}
