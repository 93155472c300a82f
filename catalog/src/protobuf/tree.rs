//! All `.proto` files at hand, linked with each other.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use factum_contract::protobuf::{Fault, Files, Layout, SchemaError, Source, is_built_in, link};
use factum_contract::span::{FileId, Span};
use rayon::prelude::*;

use super::roots::{Roots, of_buf};
use crate::library::uri;
use crate::problem::{Problem, ProblemKind};
use crate::reader::Document;

/// The extension of the files.
pub(crate) const EXTENSION: &str = "proto";

/// Mistakes in one text beyond that are not told: where so much is wrong, it is no Protobuf.
const MOST_MISTAKES: usize = 10;

/// All `.proto` files at hand.
pub(crate) struct Tree {
    pub(crate) files: Arc<Files>,
    /// What each file is among them; files that are not well-formed are missing.
    by_file: HashMap<FileId, usize>,
    /// Mistakes by file.
    problems: Vec<(FileId, Problem)>,
}

impl Tree {
    /// Reads and links files; `called` finds the file that the settings name for an import.
    pub(crate) fn new(documents: &[&Document], called: impl Fn(&str) -> Option<FileId>) -> Tree {
        let protos: Vec<&Document> = documents
            .iter()
            .copied()
            .filter(|document| document.extension() == EXTENSION)
            .filter(|document| !is_copy_of_built_in(document.location()))
            .collect();
        let parsed: Vec<_> = protos
            .par_iter()
            .map(|document| (*document, parse(&document.text, document.file)))
            .collect();
        let mut problems = Vec::new();
        let mut sources = Vec::new();
        let mut broken = HashSet::new();
        for (document, result) in parsed {
            match result {
                Ok(source) => {
                    let fault = source.fault().map(|fault| invalid(fault, document.file));
                    problems.extend(fault.map(|problem| (document.file, problem)));
                    sources.push((document, source));
                }
                Err(errors) => {
                    let errors = errors.iter().take(MOST_MISTAKES);
                    let told = errors.map(|error| not_well_formed(error, document));
                    problems.extend(told.map(|problem| (document.file, problem)));
                    broken.insert(uri::normalize(document.location()));
                }
            }
        }
        let settings = documents.iter().filter_map(|document| {
            let path = document.location();
            let name = path.rsplit('/').next().unwrap_or(path);
            matches!(name, "buf.yaml" | "buf.work.yaml")
                .then_some(path)
                .zip(document.roots.first())
        });
        let known = sources.iter().map(|(document, source)| {
            let path = uri::normalize(document.location());
            (path, source.package().to_owned())
        });
        let roots = Roots::new(known, of_buf(settings));
        let by_file: HashMap<FileId, usize> = (sources.iter().zip(0..))
            .map(|((document, _), index)| (document.file, index))
            .collect();
        let find = |importer: usize, import: &str| {
            let stated = called(import).and_then(|file| by_file.get(&file).copied());
            stated.or_else(|| roots.resolve(importer, import))
        };
        for (index, (document, source)) in sources.iter().enumerate() {
            let lost = source.imports().filter(|(import, _)| {
                let is_broken = broken.iter().any(|path| path.ends_with(import));
                !is_broken && find(index, import).is_none()
            });
            for (import, span) in lost {
                let problem = missing(import, index, span, &roots);
                problems.extend(problem.map(|problem| (document.file, problem)));
            }
        }
        let homes: Vec<FileId> = sources.iter().map(|(document, _)| document.file).collect();
        let named = (sources.into_iter().zip(0..))
            .map(|((_, source), index)| (roots.import_path(index), source));
        let (files, faults) = link(named.collect(), find);
        let told = faults.iter().filter_map(|fault| told(fault, &files));
        problems.extend(
            told.filter(|problem| homes.contains(&problem.span.file))
                .map(|it| (it.span.file, it)),
        );
        Tree {
            files: Arc::new(files),
            by_file,
            problems,
        }
    }

    /// The index of a file, if it is well-formed.
    pub(crate) fn file(&self, file: FileId) -> Option<usize> {
        self.by_file.get(&file).copied()
    }

    /// The mistakes in some files.
    pub(crate) fn problems(&self, files: &[FileId]) -> Vec<Problem> {
        let files: HashSet<FileId> = files.iter().copied().collect();
        let of_files = self
            .problems
            .iter()
            .filter(|(file, _)| files.contains(file));
        of_files.map(|(_, problem)| problem.clone()).collect()
    }
}

/// Whether a file is a copy of one that every compiler knows.
fn is_copy_of_built_in(path: &str) -> bool {
    const FOLDER: &str = "google/protobuf/";
    let start = path.rfind(FOLDER);
    start.is_some_and(|start| is_built_in(&path[start..]))
}

fn parse(text: &str, file: FileId) -> Result<Source, Vec<SchemaError>> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    Source::parse(bare, Layout::of_file(bare, file, text.len() - bare.len()))
}

/// A mistake for which a text is no Protobuf at all.
pub(super) fn syntax(error: &SchemaError, place: Span) -> Problem {
    let message = format!("this is not Protobuf: {}", error.message);
    Problem::new(ProblemKind::Syntax, error.span.unwrap_or(place), message)
}

fn not_well_formed(error: &SchemaError, document: &Document) -> Problem {
    // At the end of the file there is no place to point at but the last line.
    let end = document.text.trim_end().len();
    let last = document.text[..end].char_indices().next_back();
    let start = last.map_or(0, |(start, _)| start);
    let is_at_end = error.message.ends_with("reached end of file");
    let place = Span::new(document.file, start, end);
    let error = SchemaError {
        span: error.span.filter(|_| !is_at_end),
        ..error.clone()
    };
    syntax(&error, place).about(&*document.path)
}

/// A well-formed text that a compiler refuses.
pub(super) fn invalid(fault: &SchemaError, file: FileId) -> Problem {
    let place = fault.span.unwrap_or(Span::new(file, 0, 0));
    Problem::new(ProblemKind::InvalidSchema, place, &*fault.message)
}

/// An import of a file that surely should be there.
fn missing(import: &str, importer: usize, span: Option<Span>, roots: &Roots) -> Option<Problem> {
    if is_built_in(import) || Roots::is_foreign(import) {
        return None;
    }
    let problem = Problem::new(
        ProblemKind::UnresolvedReference,
        span?,
        format!("there is no file `{import}` to import"),
    )
    .label("this leads nowhere")
    .about(import);
    let likely = problem.nearest(import, roots.candidates(importer, import));
    if likely.replacement.is_some() {
        // What stands at the place is the whole statement, so the right path is no replacement.
        return Some(Problem {
            replacement: None,
            ..likely
        });
    }
    let help = "add the file, or name the one that is meant under `[references]` in factum.toml";
    roots.is_local(importer, import).then(|| likely.help(help))
}

/// What is wrong between files, for people.
pub(super) fn told(fault: &Fault, files: &Files) -> Option<Problem> {
    Some(match fault {
        Fault::ImportCycle { path, span } => Problem::new(
            ProblemKind::InvalidSchema,
            (*span)?,
            format!("the import of `{path}` leads back to this file"),
        )
        .label("imports in a circle")
        .help("move what both need to a file of its own")
        .about(&**path),
        Fault::UnknownType {
            name,
            span,
            in_map,
            declared_in,
        } => {
            let message = format!("there is no type `{name}`");
            let problem = Problem::new(ProblemKind::UnknownType, (*span)?, message).about(&**name);
            match declared_in {
                Some(path) => problem
                    .label("declared in a file that is not imported")
                    .help(format!("write `import \"{path}\";`")),
                None => {
                    let own = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
                    let known: Vec<String> = files
                        .messages()
                        .iter()
                        .filter(|message| message.span.is_some())
                        .map(|message| own(&message.local_name))
                        .collect();
                    let likely = problem.nearest(name, known.iter().map(String::as_str));
                    // Within a map, the right name is no replacement for all that is marked.
                    Problem {
                        replacement: likely.replacement.clone().filter(|_| !in_map),
                        ..likely
                    }
                }
            }
        }
    })
}
