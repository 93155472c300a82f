//! Compiles a `.proto` file with all that it imports.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use protox::file::{File, FileResolver, GoogleFileResolver};

use super::layout::Layout;
use super::link::CONFLUENT;
use super::read::read;
use super::source::{Places, Source, errors, too_deep};
use super::{Imports, Schema, SchemaError, edition};
use crate::span::FileId;

/// The name of the schema itself; no import can have it.
const ROOT: &str = "-.proto";

/// Imports are followed recursively, so their number is limited.
const MAX_FILES: usize = 500;

pub(super) fn compile(
    text: &str,
    file: FileId,
    imports: &Imports<'_>,
) -> Result<Schema, Vec<SchemaError>> {
    let mut given: HashMap<&str, (&str, Layout)> = HashMap::new();
    given.extend(CONFLUENT.map(|(path, text)| (path, (text, Layout::nowhere()))));
    let files = imports.by_path.iter();
    let files = files.map(|(path, (text, file))| (&**path, *text, *file));
    for (path, text, file) in files.chain([(ROOT, text, file)]) {
        let bare = without_bom(text);
        let layout = Layout::of_file(bare, file, text.len() - bare.len());
        given.insert(path, (bare, layout));
    }
    let resolver = Texts {
        texts: (given.iter())
            .map(|(path, (text, _))| ((*path).to_owned(), edition::as_proto3(text).into_owned()))
            .collect(),
        google: GoogleFileResolver::new(),
        opened: AtomicUsize::new(0),
    };
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    if let Err(error) = compiler.open_file(ROOT) {
        let nowhere = Layout::nowhere();
        let layout = error.file().and_then(|name| given.get(name));
        return Err(errors(&error, layout.map_or(&nowhere, |(_, it)| it)));
    }
    let descriptors = compiler.file_descriptor_set().file;
    let indices: HashMap<String, usize> = (descriptors.iter().zip(0..))
        .map(|(descriptor, index)| (descriptor.name().to_owned(), index))
        .collect();
    let mut sources = Vec::with_capacity(descriptors.len());
    for mut descriptor in descriptors {
        let path = descriptor.name().to_owned();
        let info = descriptor.source_code_info.take().unwrap_or_default();
        let (text, layout) = (given.remove(&*path)).unwrap_or(("", Layout::nowhere()));
        let imports = descriptor.dependency.iter();
        let imports = imports.map(|path| indices.get(path).copied()).collect();
        let source = Source {
            text: Arc::from(text),
            descriptor,
            span: layout.span(0, text.len()),
            fault: None,
            places: Places {
                locations: info.location,
                layout,
            },
        };
        sources.push((path, source, imports));
    }
    let root = indices.get(ROOT).copied().unwrap_or_default();
    Ok(Schema::of_file(Arc::new(read(sources)), root))
}

pub(super) fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

struct Texts {
    texts: HashMap<String, String>,
    google: GoogleFileResolver,
    opened: AtomicUsize,
}

impl FileResolver for Texts {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        if self.opened.fetch_add(1, Ordering::Relaxed) > MAX_FILES {
            return Err(protox::Error::new(format!(
                "more than {MAX_FILES} files are imported"
            )));
        }
        match self.texts.get(name) {
            Some(text) => {
                let file = File::from_source(name, text)?;
                let package = file.file_descriptor_proto().package();
                too_deep(package).map_or(Ok(file), |fault| Err(protox::Error::new(fault)))
            }
            None => self.google.open_file(name),
        }
    }
}
