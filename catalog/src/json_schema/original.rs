//! The original schemas of messages, beside their shapes.

use std::collections::HashSet;

use factum_contract::document::{Node, Value};
use factum_contract::json_schema::{Documents, Draft, ErrorKind, Schema, SchemaError};
use factum_contract::message::Message;
use factum_contract::schema;
use factum_contract::span::Span;
use rayon::prelude::*;

use super::bundle::bundle;
use super::parts::pure_reference;
use super::required::refused;
use super::spelling::misspelt;
use crate::library::Library;
use crate::problem::{Problem, ProblemKind, nearest};

/// How many values may be copied beyond a multiple of what is written: schemas that messages share
/// are copied for each.
const COPIED_AT_LEAST: usize = 200_000;

/// How many times what is written may be copied.
const COPIED_TIMES: usize = 8;

/// Gives messages their schemas, and reports what JSON Schema does not allow in them.
pub(crate) fn attach<'a>(
    messages: &mut [Message],
    schemas: &[Option<&'a Node>],
    library: &Library<'a>,
) -> Vec<Problem> {
    let mut left = COPIED_AT_LEAST + library.size().saturating_mul(COPIED_TIMES);
    let documents: Vec<Option<Node>> = schemas
        .iter()
        .map(|node| bundle(library, target(library, (*node)?), &mut left))
        .collect();
    let unknown_drafts: Vec<Problem> = schemas
        .iter()
        .flatten()
        .filter(|node| !library.is_root(node))
        .filter_map(|node| problem(Draft::of(node).err()?))
        .collect();
    let too_large = messages
        .iter()
        .zip(schemas.iter().zip(&documents))
        .find(|(_, (schema, document))| schema.is_some() && document.is_none())
        .map(|(message, _)| too_large(message));
    let problems: Vec<Problem> = messages
        .par_iter_mut()
        .zip(documents)
        .flat_map_iter(|(message, document)| {
            let Some(mut document) = document else {
                return Vec::new();
            };
            let mut problems = misspelt(&document);
            problems.extend(refused(&document));
            let errors_in = |document: &Node| {
                Schema::parse(document, &Documents::default())
                    .err()
                    .unwrap_or_default()
            };
            let errors = errors_in(&document);
            if !errors.is_empty() {
                let places = errors.iter().map(|error| error.span).collect();
                leave_out(&mut document, &places);
            }
            if errors.is_empty() || errors_in(&document).is_empty() {
                let schema = schema::JsonSchema::new(document);
                message.schemas.push(schema::Schema::JsonSchema(schema));
            }
            problems.extend(errors.into_iter().filter_map(problem));
            problems
        })
        .collect();
    // Schemas that messages share are met once for each.
    let mut reported = HashSet::new();
    problems
        .into_iter()
        .chain(unknown_drafts)
        .chain(too_large)
        .filter(|problem| reported.insert(problem.span))
        .collect()
}

fn too_large(message: &Message) -> Problem {
    Problem::new(
        ProblemKind::OddSchema,
        message.name.span,
        "with all that it refers to, this schema is too large to be compared with another",
    )
    .help("let fewer messages share large schemas, or read fewer files at once")
    .about(&*message.name.value)
}

/// Takes out what stands at some places, so that the rest of a schema can still be compared.
fn leave_out(node: &mut Node, places: &HashSet<Span>) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::List(items) => {
            items.retain(|item| !places.contains(&item.span));
            for item in items {
                leave_out(item, places);
            }
        }
        Value::Map(entries) => {
            entries.retain(|entry| !places.contains(&entry.value.span));
            for entry in entries {
                leave_out(&mut entry.value, places);
            }
        }
    }
}

/// What a mere reference refers to; a whole document is left as it is.
fn target<'a>(library: &Library<'a>, node: &'a Node) -> &'a Node {
    let mut target = node;
    let mut seen = HashSet::new();
    while !library.is_root(target) && seen.insert(target.span) {
        let next = pure_reference(library, target);
        match next.and_then(|reference| library.resolve(reference).node()) {
            Some(next) => target = next,
            None => break,
        }
    }
    target
}

/// What is reported of an error; references are checked elsewhere.
fn problem(error: SchemaError) -> Option<Problem> {
    let problem = Problem::new(
        ProblemKind::InvalidSchema,
        error.span,
        error.kind.to_string(),
    );
    match &error.kind {
        ErrorKind::UnknownDocument { .. }
        | ErrorKind::UnknownFragment { .. }
        | ErrorKind::ReferenceLoop => None,
        ErrorKind::UnknownType(written) => Some(match meant(written) {
            Some(right) => problem.suggest(right),
            None => problem,
        }),
        _ => Some(problem),
    }
}

/// The types of JSON Schema.
const TYPES: [&str; 7] = [
    "string", "number", "integer", "boolean", "object", "array", "null",
];

/// The type that other languages call so, or that is spelled like it.
fn meant(written: &str) -> Option<&'static str> {
    Some(match written.to_ascii_lowercase().as_str() {
        "int" | "int32" | "int64" | "long" | "short" => "integer",
        "float" | "double" | "decimal" => "number",
        "bool" => "boolean",
        "str" | "text" | "date" | "datetime" | "date-time" | "timestamp" | "uuid" => "string",
        "list" => "array",
        "map" | "dict" | "record" | "struct" => "object",
        other => return nearest(other, TYPES),
    })
}
