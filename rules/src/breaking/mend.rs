//! What would mend a break.

use factum_catalog::contract::compatibility::{Difference, Direction};
use factum_catalog::contract::message::{Message, Version};
use factum_catalog::contract::shape::{Body, Enum, Field, Resolved, Type, Types};
use factum_catalog::contract::span::Span;

use super::comparison::{Comparison, Pair};
use crate::engine::notation;
use crate::message::finding::{Edit, Finding, Safety};
use crate::message::rule::Notation;

/// What a difference is about, by name, stable while lines move: the message and the path.
pub(super) fn subject(pair: &Pair<'_>, path: &str) -> String {
    let identity = pair.new.identity();
    if path.is_empty() || path == "/" {
        identity.to_string()
    } else {
        format!("{identity}#{path}")
    }
}

/// Says how to mend a difference, and offers to do it where one edit is enough.
pub(super) fn propose(
    comparison: &Comparison<'_>,
    pair: &Pair<'_>,
    difference: &Difference,
    direction: Direction,
    finding: &mut Finding,
) {
    let added = (direction == Direction::Backward
        && difference.kind == "READER_FIELD_MISSING_DEFAULT_VALUE")
        .then(|| field_at(comparison, pair.new, difference.reader?))
        .flatten();
    let notation = notation(comparison.new, pair.new.span.file);
    match added {
        Some(field) if notation == Notation::Rust => {
            let name = &field.name.value;
            finding.help(format!(
                "make `{name}` an `Option`, or give it a default: `#[event(default = …)]`"
            ));
        }
        Some(field) if pair.new.schemas.is_empty() => {
            let name = &field.name.value;
            let Some(default) = plain_default(&field.ty, &comparison.new.types) else {
                finding.help(format!("make it optional: `{name}: {}?`", field.ty));
                return;
            };
            let long = format!("{{ type: \"{}\", default: {default} }}", field.ty);
            finding
                .help(format!(
                    "make it optional, `{name}: {}?`, or give it a default, `{name}: {long}`",
                    field.ty
                ))
                .fix(
                    Safety::Unsafe,
                    format!("give `{name}` the default {default}"),
                    vec![Edit {
                        span: field.ty_span,
                        text: long,
                    }],
                );
        }
        Some(field) => {
            let default = plain_default(&field.ty, &comparison.new.types);
            finding.help(match default {
                Some(default) => {
                    format!(
                        "give `{}` a default, such as `\"default\": {default}`",
                        field.name.value
                    )
                }
                None => format!("give `{}` a default", field.name.value),
            });
        }
        None => {
            finding.help(match &pair.new.version {
                Version::Major(major) if notation == Notation::Protobuf => format!(
                    "an incompatible contract is a new version: publish it in the package \
                     `{}v{}`, and keep this one beside it",
                    (pair.new.namespace.as_deref()).map_or_else(String::new, |it| format!("{it}.")),
                    major + 1
                ),
                Version::Major(major) if notation == Notation::Rust => format!(
                    "an incompatible contract is a new version: make this `version = {}` and keep \
                     the old type beside it, with `name = \"{}\", version = {major}`",
                    major + 1,
                    pair.new.name.value
                ),
                Version::Major(major) => format!(
                    "an incompatible contract is a new version: make this `version: {}` and keep \
                     the old one beside it as `{}@{major}:`",
                    major + 1,
                    pair.new.name.value
                ),
                _ => "undo it, or publish it as a new contract beside the old one".to_owned(),
            });
        }
    }
}

/// The field of a message, or of a type that it reaches, whose name stands at `place`.
fn field_at<'a>(
    comparison: &Comparison<'a>,
    message: &'a Message,
    place: Span,
) -> Option<&'a Field> {
    let here = |field: &&Field| field.name.span == place || field.span == place;
    let types: &'a Types = &comparison.new.types;
    message.fields().iter().find(here).or_else(|| {
        types
            .iter()
            .find_map(|(_, definition)| match &definition.body {
                Body::Record(fields) => fields.iter().find(here),
                _ => None,
            })
    })
}

/// The plainest value of a type, as JSON: zero, nothing, an empty list, the first symbol.
fn plain_default(ty: &Type, types: &Types) -> Option<String> {
    Some(match types.resolve(ty) {
        Resolved::Type(ty) => match ty {
            Type::Bool => "false".to_owned(),
            Type::Int | Type::Long | Type::Float | Type::Double => "0".to_owned(),
            Type::String => "\"\"".to_owned(),
            Type::List(_) => "[]".to_owned(),
            Type::Map(_) => "{}".to_owned(),
            Type::Enum(symbols) => plain_symbol(symbols)?,
            _ => return None,
        },
        Resolved::Definition(_, definition) => match &definition.body {
            Body::Enum(symbols) => plain_symbol(symbols)?,
            _ => return None,
        },
    })
}

/// The symbol that stands for unknown ones, else the first, as JSON.
fn plain_symbol(symbols: &Enum) -> Option<String> {
    let first = symbols.symbols.first().map(|symbol| &symbol.name);
    let symbol = symbols.default.as_ref().or(first)?;
    Some(format!("\"{}\"", symbol.value))
}
