//! A file without all that others declare, so that a compiler can judge it by itself.
//!
//! Names are unique, numbers are in their ranges and are used once, an enum begins with 0: most of
//! what a compiler demands concerns one file. So a file is held to it even where an import is not
//! at hand, and mistakes in one file hide none in another.

use std::collections::HashSet;

use protox::prost_reflect::prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    UninterpretedOption, field_descriptor_proto::Type,
};

use super::names::{self, candidates};

/// A copy in which what other files declare has the type `bytes`, and without services, extensions
/// and the options that are extensions.
pub(super) fn alone(file: &FileDescriptorProto) -> FileDescriptorProto {
    let mut own = HashSet::new();
    names::each(file, |name, _| {
        own.insert(name);
    });
    let mut file = file.clone();
    file.dependency.clear();
    file.public_dependency.clear();
    file.weak_dependency.clear();
    file.extension.clear();
    file.service.clear();
    if let Some(options) = &mut file.options {
        keep_known(&mut options.uninterpreted_option);
    }
    let package = file.package().to_owned();
    for message in &mut file.message_type {
        strip_message(message, &package, &own);
    }
    file.enum_type.iter_mut().for_each(strip_enum);
    file
}

fn strip_message(message: &mut DescriptorProto, around: &str, own: &HashSet<String>) {
    let scope = names::join(around, message.name());
    message.extension.clear();
    for range in &mut message.extension_range {
        range.options = None;
    }
    if let Some(options) = &mut message.options {
        keep_known(&mut options.uninterpreted_option);
    }
    for oneof in &mut message.oneof_decl {
        oneof.options = None;
    }
    for field in &mut message.field {
        strip_field(field, &scope, own);
    }
    for nested in &mut message.nested_type {
        strip_message(nested, &scope, own);
    }
    message.enum_type.iter_mut().for_each(strip_enum);
}

fn strip_field(field: &mut FieldDescriptorProto, scope: &str, own: &HashSet<String>) {
    if let Some(options) = &mut field.options {
        keep_known(&mut options.uninterpreted_option);
    }
    let is_foreign = field
        .type_name
        .as_deref()
        .is_some_and(|name| !candidates(scope, name).any(|name| own.contains(&*name)));
    if is_foreign {
        field.type_name = None;
        field.default_value = None;
        field.options = None;
        field.set_type(Type::Bytes);
    }
}

fn strip_enum(enumeration: &mut EnumDescriptorProto) {
    if let Some(options) = &mut enumeration.options {
        keep_known(&mut options.uninterpreted_option);
    }
    for value in &mut enumeration.value {
        if let Some(options) = &mut value.options {
            keep_known(&mut options.uninterpreted_option);
        }
    }
}

/// Options that came with editions, which the compiler does not know.
const NEWER: [&str; 7] = [
    "debug_redact",
    "deprecated_legacy_json_field_conflicts",
    "edition_defaults",
    "feature_support",
    "features",
    "retention",
    "targets",
];

/// Drops options that are extensions, and those that the compiler is too old for.
fn keep_known(options: &mut Vec<UninterpretedOption>) {
    options.retain(|option| match &option.name[..] {
        [name] => !name.is_extension && !NEWER.contains(&&*name.name_part),
        _ => false,
    });
}
