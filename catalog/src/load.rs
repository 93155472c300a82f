//! From texts to a catalog.

use std::sync::Arc;

use factum_contract::message::{Message, Says};
use factum_contract::shape::Text;
use factum_contract::span::FileId;
use rayon::prelude::*;

use crate::model::{Catalog, Source};
use crate::problem::{Problem, ProblemKind};
use crate::reader::{Document, Fragment, READERS};
use crate::suppression;

/// A file to read: its path as it is to be shown, and its text.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Relative to the working directory, with `/`.
    pub path: Text,
    /// The text, a byte order mark included.
    pub text: Arc<str>,
}

/// Reads files of any known format into one catalog. Mistakes in them become
/// [`Catalog::problems`], and reading goes on; a file of no known format is a source without a
/// format, and nothing more.
pub fn read(files: Vec<InputFile>) -> Catalog {
    read_from(0, files)
}

/// Reads an older state of a catalog, to be compared with it. The places in both are told apart, so
/// that [`Catalog::keep_sources`] can show them side by side.
pub fn read_baseline(files: Vec<InputFile>, of: &Catalog) -> Catalog {
    read_from(of.sources.len(), files)
}

impl Catalog {
    /// A baseline for `of` that was not read from a catalog's files but made: its messages, and the
    /// files that their places are in, numbered on from those of `of`.
    pub fn baseline_of_messages(
        files: Vec<InputFile>,
        messages: Vec<Message>,
        of: &Catalog,
    ) -> Catalog {
        let sources = files.into_iter().map(|file| Source {
            path: file.path,
            text: file.text,
            format: "",
            says: Says::NOTHING,
        });
        let mut catalog = Catalog {
            sources: sources.collect(),
            messages,
            first_file: of.sources.len(),
            ..Catalog::default()
        };
        catalog.reindex();
        catalog
    }
}

fn read_from(first_file: usize, files: Vec<InputFile>) -> Catalog {
    let documents: Vec<Document> = files
        .into_par_iter()
        .enumerate()
        .map(|(index, file)| {
            let id = FileId(u32::try_from(first_file + index).unwrap_or(u32::MAX));
            Document::parse(id, file.path, file.text)
        })
        .collect();

    let mut catalog = Catalog {
        first_file,
        ..Catalog::default()
    };
    let mut claimed: Vec<Vec<Document>> = READERS.iter().map(|_| Vec::new()).collect();
    for mut document in documents {
        let reader = READERS.iter().position(|reader| {
            (reader.claims)(&document)
                || (!document.problems.is_empty() && (reader.mentions_format)(&document.text))
        });
        catalog.sources.push(Source {
            path: document.path.clone(),
            text: document.text.clone(),
            format: reader.map_or("", |index| READERS[index].format),
            says: reader.map_or(Says::NOTHING, |index| READERS[index].says),
        });
        let Some(index) = reader else { continue };
        catalog.problems.append(&mut document.problems);
        catalog.problems.extend(repeated_keys(&document));
        let (suppressions, problems) = suppression::read(&document);
        catalog.suppressions.extend(suppressions);
        catalog.problems.extend(problems);
        claimed[index].push(document);
    }
    let mut whole = Fragment::default();
    for (reader, documents) in READERS.iter().zip(claimed) {
        if !documents.is_empty() {
            whole.append((reader.read)(documents));
        }
    }
    catalog.messages = whole.messages;
    catalog.types = whole.types;
    catalog.services = whole.services;
    catalog.channels = whole.channels;
    catalog.flows = whole.flows;
    catalog.read_models = whole.read_models;
    catalog.problems.extend(whole.problems);
    catalog.link();
    catalog
}

fn repeated_keys(document: &Document) -> impl Iterator<Item = Problem> {
    document.repeated.iter().map(|(first, second)| {
        let key = document.text.get(second.range()).unwrap_or_default();
        Problem::new(
            ProblemKind::DuplicateDefinition,
            *second,
            format!("the key `{key}` stands twice in one mapping"),
        )
        .label("again here")
        .help("keep one of them")
        .about(key)
        .related(*first, "first here")
    })
}
