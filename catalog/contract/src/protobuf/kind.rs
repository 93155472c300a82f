//! The registry's words for what differs between two Protobuf files, and which of them it allows.

use crate::difference_kind::difference_kinds;

difference_kinds! {
    bool;

    PACKAGE_CHANGED false "the package differs",
    MESSAGE_ADDED true "the reader has a new message",
    MESSAGE_REMOVED false "the reader lacks a message that the writer had",
    MESSAGE_MOVED true "the message stands in another position",
    ENUM_ADDED true "the reader has a new enum",
    ENUM_REMOVED true "the reader lacks an enum that the writer had",
    ENUM_CONST_ADDED true "the reader has a new enum value",
    ENUM_CONST_CHANGED true "the enum value has another name",
    ENUM_CONST_REMOVED true "the reader lacks an enum value that the writer had",
    FIELD_ADDED true "the reader has a new field",
    FIELD_REMOVED true "the reader lacks a field that the writer had",
    FIELD_NAME_CHANGED true "the field has another name",
    FIELD_KIND_CHANGED false "the field was a scalar, a message or a map and is another of them now",
    FIELD_SCALAR_KIND_CHANGED false "the field's scalar type has another form on the wire",
    FIELD_NAMED_TYPE_CHANGED false "the field holds another message",
    FIELD_NUMERIC_LABEL_CHANGED false "the label of a field of numbers differs",
    FIELD_STRING_OR_BYTES_LABEL_CHANGED true "the label of a field of text or bytes differs",
    REQUIRED_FIELD_ADDED false "the reader requires a field that the writer did not have",
    REQUIRED_FIELD_REMOVED false "the reader lacks a field that the writer required",
    ONEOF_ADDED true "the reader has a new oneof",
    ONEOF_REMOVED true "the reader lacks a oneof that the writer had",
    ONEOF_FIELD_ADDED true "the reader's oneof has a new field",
    ONEOF_FIELD_REMOVED false "the reader lacks a field that the writer's oneof had",
    ONEOF_FIELD_MOVED_TO_TOP_LEVEL true "the field left its oneof",
    MULTIPLE_FIELDS_MOVED_TO_ONEOF false "fields that the writer could set together exclude each other in the reader",
    FIELD_MOVED_TO_EXISTING_ONEOF false "a field that the writer could set beside the others excludes them in the reader",
}
