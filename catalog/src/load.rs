//! From texts to a catalog.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use factum_contract::message::{Message, Says};
use factum_contract::shape::{Text, Types};
use factum_contract::span::FileId;
use rayon::prelude::*;

use crate::avro;
use crate::eventcatalog;
use crate::json_schema;
use crate::library::Library;
use crate::merge_keys;
use crate::model::{Catalog, Source};
use crate::problem::{Problem, ProblemKind};
use crate::protobuf;
use crate::reader::{Document, Fragment, READERS, Read, Reader};
use crate::rust_source;
use crate::suppression;
use crate::xregistry;

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
    read_with(files, References::new())
}

/// What references call things, and the path of the file among those given that is meant:
/// `https://acme.example/money.json` or, for all that begins so, `https://acme.example/`, with the
/// path of a folder.
pub type References = BTreeMap<String, String>;

/// Reads files as [`read`] does; what references call otherwise is found by `references`. Nothing
/// is ever fetched. A baseline of the catalog is read in the same way.
pub fn read_with(files: Vec<InputFile>, references: References) -> Catalog {
    read_from(0, files, references)
}

/// Reads a catalog anew after its files were changed, with the same references.
pub fn reread(files: Vec<InputFile>, of: &Catalog) -> Catalog {
    read_from(0, files, of.references.clone())
}

/// Reads an older state of a catalog, to be compared with it. The places in both are told apart, so
/// that [`Catalog::keep_sources`] can show them side by side.
pub fn read_baseline(files: Vec<InputFile>, of: &Catalog) -> Catalog {
    read_from(of.sources.len(), files, of.references.clone())
}

impl Catalog {
    /// A catalog that was not read from a catalog's files but made: its messages, the types that
    /// they refer to, and the files that their places are in.
    pub fn of_messages(files: Vec<InputFile>, messages: Vec<Message>, types: Types) -> Catalog {
        made(0, files, messages, types)
    }

    /// A baseline for `of` that was not read but made: its messages, and the files that their
    /// places are in, numbered on from those of `of`.
    pub fn baseline_of_messages(
        files: Vec<InputFile>,
        messages: Vec<Message>,
        of: &Catalog,
    ) -> Catalog {
        made(of.sources.len(), files, messages, Types::default())
    }
}

fn made(first_file: usize, files: Vec<InputFile>, messages: Vec<Message>, types: Types) -> Catalog {
    let sources = files.into_iter().map(|file| Source {
        path: file.path,
        text: file.text,
        format: "",
        says: Says::NOTHING,
    });
    let mut catalog = Catalog {
        sources: sources.collect(),
        messages,
        types,
        first_file,
        ..Catalog::default()
    };
    catalog.reindex();
    catalog
}

fn read_from(first_file: usize, files: Vec<InputFile>, references: References) -> Catalog {
    let mut documents: Vec<Document> = files
        .into_par_iter()
        .enumerate()
        .map(|(index, file)| {
            let id = FileId(u32::try_from(first_file + index).unwrap_or(u32::MAX));
            Document::parse(id, file.path, file.text)
        })
        .collect();
    rust_source::leave_out_tests(&mut documents);

    let mut catalog = Catalog {
        first_file,
        references,
        ..Catalog::default()
    };
    let mut alone: Vec<Vec<Document>> = READERS.iter().map(|_| Vec::new()).collect();
    let mut linked = Vec::new();
    let mut formats = Vec::new();
    for mut document in documents {
        catalog.sources.push(Source {
            path: document.path.clone(),
            text: document.text.clone(),
            format: "",
            says: Says::NOTHING,
        });
        let reader = document.format();
        match reader {
            Some(index) if matches!(READERS[index].read, Read::Alone(_)) => {
                catalog.admit(&document, &READERS[index]);
                alone[index].push(document);
            }
            _ => {
                if document.text.contains("<<") {
                    document.roots.iter_mut().for_each(merge_keys::expand);
                }
                if let Some(prepare) = reader.and_then(|index| READERS[index].prepare) {
                    prepare(&mut document);
                }
                linked.push(document);
                formats.push(reader);
            }
        }
    }
    let library = Library::new(&linked, &catalog.references);
    take_companions(&linked, &mut formats, &library);
    for (document, index) in referred_to(&linked, &formats, &library) {
        formats[document] = Some(index);
    }
    for (document, format) in linked.iter().zip(&formats) {
        if let Some(index) = *format {
            catalog.admit(document, &READERS[index]);
        }
    }
    let mut whole = Fragment::default();
    for (index, (reader, documents)) in READERS.iter().zip(alone).enumerate() {
        match reader.read {
            Read::Alone(read) if !documents.is_empty() => whole.append(read(documents)),
            Read::Alone(_) => {}
            Read::Linked(read) => {
                let own: Vec<&Document> = of_format(&linked, &formats, index).collect();
                if !own.is_empty() {
                    whole.append(read(&own, &library));
                }
            }
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

fn of_format<'a>(
    documents: &'a [Document],
    formats: &[Option<usize>],
    format: usize,
) -> impl Iterator<Item = &'a Document> {
    documents
        .iter()
        .zip(formats)
        .filter(move |(_, own)| **own == Some(format))
        .map(|(document, _)| document)
}

/// Gives an EventCatalog and registries the documents that are parts of them.
fn take_companions(documents: &[Document], formats: &mut [Option<usize>], library: &Library<'_>) {
    type Companions = fn(&[&Document], &[&Document], &Library<'_>) -> HashSet<FileId>;
    let takers: [(&str, Companions); 2] = [
        (eventcatalog::READER.format, eventcatalog::companions),
        (xregistry::READER.format, xregistry::companions),
    ];
    for (format, companions) in takers {
        take_companions_of(format, companions, documents, formats, library);
    }
}

fn take_companions_of(
    format: &str,
    companions: impl Fn(&[&Document], &[&Document], &Library<'_>) -> HashSet<FileId>,
    documents: &[Document],
    formats: &mut [Option<usize>],
    library: &Library<'_>,
) {
    let number = |format: &str| READERS.iter().position(|reader| reader.format == format);
    let Some(catalog) = number(format) else {
        return;
    };
    let own: Vec<&Document> = of_format(documents, formats, catalog).collect();
    if own.is_empty() {
        return;
    }
    let schemas: Vec<&Document> = [avro::READER, json_schema::folder::READER, protobuf::READER]
        .iter()
        .filter_map(|reader| number(reader.format))
        .flat_map(|format| of_format(documents, formats, format))
        .collect();
    let companions = companions(&own, &schemas, library);
    for (document, format) in documents.iter().zip(formats) {
        if companions.contains(&document.file) {
            *format = Some(catalog);
        }
    }
}

/// The documents of no known format that one of a known format refers to, with that format.
fn referred_to(
    documents: &[Document],
    formats: &[Option<usize>],
    library: &Library<'_>,
) -> Vec<(usize, usize)> {
    let mut claimed: HashMap<FileId, usize> = HashMap::new();
    for index in 0..READERS.len() {
        let own = of_format(documents, formats, index).map(|document| document.file);
        for file in library.reachable(own) {
            claimed.entry(file).or_insert(index);
        }
    }
    let unclaimed = (0..documents.len()).filter(|&index| formats[index].is_none());
    unclaimed
        .filter_map(|index| Some((index, *claimed.get(&documents[index].file)?)))
        .collect()
}

impl Catalog {
    /// Takes a document as one of a format, with what is to be said of its text.
    fn admit(&mut self, document: &Document, reader: &Reader) {
        let index = (document.file.0 as usize).checked_sub(self.first_file);
        if let Some(source) = index.and_then(|index| self.sources.get_mut(index)) {
            source.format = reader.format;
            source.says = reader.says;
        }
        self.problems.extend(document.problems.iter().cloned());
        self.problems.extend(repeated_keys(document));
        let (suppressions, problems) = suppression::read(document);
        self.suppressions.extend(suppressions);
        self.problems.extend(problems);
    }
}

fn repeated_keys(document: &Document) -> impl Iterator<Item = Problem> {
    document.repeated.iter().map(|(first, second)| {
        let key = document.text.get(second.range()).unwrap_or_default();
        let key = key.trim_matches(['"', '\'']);
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
