//! JSON Schema: validity, and the compatibility verdict of a Confluent schema registry.
//!
//! A [`Schema`] is read from a document (JSON or YAML) in draft 4, 6, 7, 2019-09 or 2020-12.
//! References resolve within the document and into those that the caller supplies as
//! [`Documents`]; nothing is ever fetched. [`check`] compares a reader's schema with a writer's as
//! Confluent's registry does (its `json-schema-provider`, the `diff` package), with the same words
//! and paths. What that comparison lets through although the meaning changes is told by
//! [`beyond`].

mod beyond;
mod canonical;
mod combined;
mod compare;
mod content;
mod decimal;
mod keyword;
mod kind;
mod load;
mod matching;
mod model;
mod pair;
mod path;
mod pattern;
mod reference;
mod typed;

use std::collections::HashMap;

pub use beyond::{Change, ChangeKind, beyond};
pub use compare::check;
pub use kind::Policy;

use crate::document;
use crate::span::Span;

/// A version of the JSON Schema specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Draft {
    /// Draft 4 (2013).
    Draft4,
    /// Draft 6 (2017).
    Draft6,
    /// Draft 7 (2018), meant when a schema does not say.
    Draft7,
    /// Draft 2019-09.
    Draft2019,
    /// Draft 2020-12.
    Draft2020,
}

impl Draft {
    /// The draft that a document declares with `$schema`; draft 7 if it declares none.
    ///
    /// # Errors
    /// The place of a `$schema` that is no known draft.
    pub fn of(document: &document::Node) -> Result<Draft, SchemaError> {
        let Some(entry) = document.entry("$schema") else {
            return Ok(Draft::Draft7);
        };
        let uri = entry.value.as_str().unwrap_or_default();
        let name = uri
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        match name
            .strip_prefix("json-schema.org/")
            .map(|path| path.trim_end_matches('#'))
        {
            Some("draft-04/schema") => Ok(Draft::Draft4),
            Some("draft-06/schema") => Ok(Draft::Draft6),
            Some("draft-07/schema") => Ok(Draft::Draft7),
            Some("draft/2019-09/schema") => Ok(Draft::Draft2019),
            Some("draft/2020-12/schema") => Ok(Draft::Draft2020),
            _ => Err(SchemaError {
                kind: ErrorKind::UnknownDraft(uri.to_owned()),
                span: entry.value.span,
            }),
        }
    }

    /// Whether `$ref` stands beside other keywords, and the vocabulary is that of 2019-09 on.
    pub(crate) fn is_modern(self) -> bool {
        self >= Draft::Draft2019
    }

    pub(crate) fn id_keyword(self) -> &'static str {
        if self == Draft::Draft4 { "id" } else { "$id" }
    }
}

/// Documents that references may lead to, by URI.
#[derive(Clone, Debug, Default)]
pub struct Documents<'a> {
    by_uri: HashMap<String, &'a document::Node>,
    base: String,
}

impl<'a> Documents<'a> {
    /// No documents yet, for a schema that was found at `base`: a URI or the path of a file, against
    /// which the references of a schema without an identifier of its own resolve.
    pub fn beside(base: &str) -> Self {
        Documents {
            by_uri: HashMap::new(),
            base: base.to_owned(),
        }
    }

    /// Makes `document` the target of references to `uri`, which is either absolute or written as
    /// the references write it (`money.json`). A fragment is ignored.
    pub fn insert(&mut self, uri: &str, document: &'a document::Node) {
        let uri = reference::split_fragment(uri).0;
        self.by_uri.insert(uri.to_owned(), document);
    }

    fn get(&self, uri: &str) -> Option<&'a document::Node> {
        self.by_uri.get(uri).copied()
    }
}

/// A valid JSON Schema with all its references resolved.
#[derive(Clone, Debug)]
pub struct Schema {
    draft: Draft,
    nodes: Vec<model::Node>,
    root: model::NodeId,
}

impl Schema {
    /// Reads a schema.
    ///
    /// # Errors
    /// Every place where a registry would refuse the schema: keywords with a value of the wrong
    /// type, unknown types, and references that lead nowhere.
    pub fn parse(
        document: &document::Node,
        documents: &Documents<'_>,
    ) -> Result<Schema, Vec<SchemaError>> {
        load::load(document, documents)
    }

    /// A schema that says nothing.
    pub(crate) fn anything() -> Schema {
        let node = model::Node {
            span: Span::default(),
            annotations: None,
            kind: model::NodeKind::True,
        };
        Schema {
            draft: Draft::Draft7,
            nodes: vec![node],
            root: model::NodeId(0),
        }
    }

    /// The draft that the schema declares.
    pub fn draft(&self) -> Draft {
        self.draft
    }

    fn node(&self, id: model::NodeId) -> &model::Node {
        &self.nodes[id.0 as usize]
    }

    /// The node that a reference finally means.
    fn resolve(&self, id: model::NodeId) -> model::NodeId {
        match self.node(id).kind {
            model::NodeKind::Reference(target) => target,
            _ => id,
        }
    }
}

/// Why a document is no valid schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SchemaError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where.
    pub span: Span,
}

/// The ways in which a document fails to be a valid schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `$schema` names no draft that is known.
    #[error(
        "`{0}` is no known draft of JSON Schema: use that of draft 4, 6, 7, 2019-09 or 2020-12, \
         such as `http://json-schema.org/draft-07/schema#`"
    )]
    UnknownDraft(String),
    /// A schema is neither a mapping nor a truth value.
    #[error("{found} stands where a schema belongs: a schema is a mapping, `true` or `false`")]
    NoSchema {
        /// What stands there.
        found: &'static str,
    },
    /// A keyword has a value of the wrong type.
    #[error("`{keyword}` must be {expected}, not {found}")]
    WrongType {
        /// The keyword.
        keyword: String,
        /// What it takes.
        expected: &'static str,
        /// What it has.
        found: &'static str,
    },
    /// `type` names no type.
    #[error(
        "`{0}` is no type: use `string`, `number`, `integer`, `boolean`, `object`, `array` or `null`"
    )]
    UnknownType(String),
    /// A regular expression is not well-formed.
    #[error("`{pattern}` is no regular expression: {reason}")]
    BadPattern {
        /// The expression.
        pattern: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// `multipleOf` is zero.
    #[error("nothing is a multiple of zero: `multipleOf` must be a number above zero")]
    MultipleOfZero,
    /// A reference leads to a document that was not supplied.
    #[error(
        "`{uri}` is not fetched: name the file that holds it under `[references]` in factum.toml"
    )]
    UnknownDocument {
        /// The document's URI, resolved against the schema's own.
        uri: String,
    },
    /// A reference leads to a place that its document does not have.
    #[error("`{reference}` leads nowhere: the document has nothing at `{fragment}`")]
    UnknownFragment {
        /// The reference as written.
        reference: String,
        /// The JSON pointer or anchor.
        fragment: String,
    },
    /// References that lead only to each other.
    #[error("the reference leads back to itself, so it says nothing")]
    ReferenceLoop,
}
