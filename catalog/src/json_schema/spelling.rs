//! Keywords that are spelled wrong: JSON Schema takes them for annotations, so they say nothing.

use factum_contract::document::{Entry, Node};

use super::subschemas::subschemas;
use crate::problem::{Problem, ProblemKind};

/// The keywords of all drafts, of OpenAPI and of AsyncAPI, as long as a misspelling can be told
/// from a word of one's own.
const KEYWORDS: [&str; 43] = [
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "discriminator",
    "examples",
    "example",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "maxContains",
    "maximum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minContains",
    "minimum",
    "minItems",
    "minLength",
    "minProperties",
    "multipleOf",
    "nullable",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
];

/// Keywords in a schema that were meant to be others.
pub(super) fn misspelt(schema: &Node) -> Vec<Problem> {
    let mut problems = Vec::new();
    for schema in subschemas(schema) {
        for entry in schema.as_map().unwrap_or_default() {
            if let Some(right) = meant(&entry.key)
                && schema.get(right).is_none()
            {
                problems.push(problem(entry, right));
            }
        }
    }
    problems
}

fn problem(entry: &Entry, right: &str) -> Problem {
    let key = &*entry.key;
    let quoted = entry.key_span.range().len() > key.len() + 1;
    let span = if quoted {
        entry.key_span.slice(1, entry.key_span.range().len() - 1)
    } else {
        entry.key_span
    };
    Problem::new(
        ProblemKind::OddSchema,
        span,
        format!("`{key}` is no keyword of JSON Schema, so it says nothing"),
    )
    .about(key)
    .suggest(right)
}

/// The keyword that differs in a letter or, if it is a long one, in two.
fn meant(key: &str) -> Option<&'static str> {
    if key.len() < 6 || key.starts_with("x-") || KEYWORDS.contains(&key) {
        return None;
    }
    let most = |word: &str| if word.len() >= 10 { 2 } else { 1 };
    let near = |word: &&&str| {
        word.len().abs_diff(key.len()) <= 2 && strsim::osa_distance(key, word) <= most(word)
    };
    KEYWORDS.iter().find(near).copied()
}
