//! From documents to schemas.
//!
//! All documents are walked first, and names are resolved after, so neither the order of
//! definitions nor that of documents matters.

use std::sync::Arc;

use super::arena::{Schema, Types};
use super::problem::{Remark, SchemaError};
use super::resolve_names::{self, Document};
use super::validate;
use super::walk::walk;
use crate::document::Node;

/// A valid schema, and what is odd about it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The schema.
    pub schema: Schema,
    /// What is odd, in the order of the document.
    pub remarks: Vec<Remark>,
}

/// Reads one document, which must define every name that it uses.
///
/// # Errors
/// All that Avro's Java library (1.12 and later) would refuse the schema for.
pub fn parse(document: &Node) -> Result<Parsed, Vec<SchemaError>> {
    match parse_all([document]).pop() {
        Some(result) => result,
        None => Err(Vec::new()),
    }
}

/// Reads many documents, whose types may refer to those of the others in any order. A name is
/// looked up in the own document first. The results are in the order of the documents and share
/// one arena.
///
/// Two documents may define one name differently, as each is valid alone; then that is a remark
/// on the later, and a third document cannot refer to the name.
///
/// # Errors
/// For each document, all that Avro's Java library would refuse it for.
pub fn parse_all<'a>(
    documents: impl IntoIterator<Item = &'a Node>,
) -> Vec<Result<Parsed, Vec<SchemaError>>> {
    parse_in_folders(documents.into_iter().map(|node| ("", node)))
}

/// [`parse_all`] for documents in folders, whose paths have `/` between their parts: of several
/// definitions of a name, a document means those that are nearest to it in the tree of folders.
///
/// # Errors
/// For each document, all that Avro's Java library would refuse it for.
pub fn parse_in_folders<'a>(
    documents: impl IntoIterator<Item = (&'a str, &'a Node)>,
) -> Vec<Result<Parsed, Vec<SchemaError>>> {
    let mut types = Types::new();
    let mut read: Vec<Document> = Vec::new();
    for (folder, node) in documents {
        let mut document = walk(&mut types, node);
        document.folder = folder.into();
        read.push(document);
    }
    resolve_names::resolve(&mut types, &mut read);
    for document in &mut read {
        let (errors, remarks) = validate::validate(&types, types.ids_in(document.types.clone()));
        document.errors.extend(errors);
        document.remarks.extend(remarks);
    }
    resolve_names::spread_errors(&mut read);
    let types = Arc::new(types);
    let finish = |mut document: Document| match document.root {
        Some(root) if document.errors.is_empty() => {
            document.remarks.sort_by_key(|remark| remark.span.start);
            Ok(Parsed {
                schema: Schema::new(Arc::clone(&types), root),
                remarks: document.remarks,
            })
        }
        _ => {
            document.errors.sort_by_key(|error| error.span.start);
            Err(document.errors)
        }
    };
    read.into_iter().map(finish).collect()
}
