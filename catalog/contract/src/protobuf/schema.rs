//! A file, or a message in it, as a schema that a registry holds.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::SchemaError;
use super::compile::{compile, without_bom};
use super::layout::Layout;
use super::link::link;
use super::model::{Enum, FieldType, File, Files, Message, Scope};
use super::source::Source;
use crate::span::{FileId, Span};

/// Files that a schema may import, by the path that `import` writes.
///
/// `google/protobuf/*`, `confluent/meta.proto` and `confluent/type/decimal.proto` need not be
/// given.
#[derive(Clone, Debug, Default)]
pub struct Imports<'a> {
    pub(super) by_path: HashMap<String, (&'a str, FileId)>,
}

impl<'a> Imports<'a> {
    /// Makes `text`, read from `file`, what `import "path"` brings in.
    pub fn insert(&mut self, path: &str, text: &'a str, file: FileId) {
        self.by_path.insert(path.to_owned(), (text, file));
    }
}

/// A Protobuf file with the types that it imports.
#[derive(Clone, Debug)]
pub struct Schema {
    pub(super) files: Arc<Files>,
    /// The index of the file.
    file: usize,
    /// The index of the message that is meant, if it is not all of the file.
    message: Option<usize>,
}

/// What stands before each imported file in a schema's text.
const IMPORTED: &str = "\n// imported as ";

impl Schema {
    /// Reads a `.proto` file (proto2 or proto3) and compiles it with what it imports.
    ///
    /// # Errors
    /// What is wrong with the file or with what it imports, with its place; all of it if the file
    /// is not well-formed, else the first fault.
    pub fn parse(
        text: &str,
        file: FileId,
        imports: &Imports<'_>,
    ) -> Result<Schema, Vec<SchemaError>> {
        compile(text, file, imports)
    }

    /// All of the file with this index.
    pub fn of_file(files: Arc<Files>, file: usize) -> Schema {
        Schema {
            files,
            file,
            message: None,
        }
    }

    /// The message with this index. Of its file, it is compared with all that it refers to.
    pub fn of_message(files: Arc<Files>, message: usize) -> Schema {
        let file = files.message(message).map_or(0, |message| message.file);
        Schema {
            files,
            file,
            message: Some(message),
        }
    }

    /// Reads what [`Schema::to_text`] wrote.
    ///
    /// # Errors
    /// What is wrong with it, with its place.
    pub fn parse_text(text: &str, file: FileId) -> Result<Schema, Vec<SchemaError>> {
        let mut sources = Vec::new();
        let mut start = 0;
        let mut path = String::new();
        loop {
            let rest = &text[start..];
            let end = rest.find(IMPORTED).unwrap_or(rest.len());
            let part = without_bom(&rest[..end]);
            let layout = Layout::of_file(part, file, start + end - part.len());
            sources.push((path, Source::parse(part, layout)?));
            let Some(after) = rest.get(end + IMPORTED.len()..) else {
                break;
            };
            let line = after.lines().next().unwrap_or_default();
            path = line.trim_matches('"').to_owned();
            start = text.len() - after.len() + line.len();
        }
        let paths: HashMap<String, usize> = (sources.iter().zip(0..))
            .skip(1)
            .map(|((path, _), index)| (path.clone(), index))
            .collect();
        let (files, _) = link(sources, |_, path| paths.get(path).copied());
        Ok(Schema::of_file(Arc::new(files), 0))
    }

    /// The text of the file, and behind it those of the files that it imports, each under a comment
    /// that says by which path.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut seen = HashSet::from([self.file]);
        let mut waiting = vec![("", self.file)];
        while let Some((path, index)) = waiting.pop() {
            let Some(file) = self.files.file(index) else {
                continue;
            };
            if !path.is_empty() {
                text.push_str(&format!("{IMPORTED}\"{path}\"\n"));
            }
            text.push_str(&file.text);
            for (path, index) in file.imports.iter().rev() {
                let is_given = self.files.file(*index).is_some_and(|it| it.span.is_some());
                if is_given && seen.insert(*index) {
                    waiting.push((path, *index));
                }
            }
        }
        text
    }

    /// The name of the message that is meant, or of the only one in the file.
    pub fn place(&self) -> Option<Span> {
        let messages = || self.own().scope.messages.values();
        let message = self.message.or_else(|| messages().copied().min())?;
        self.files.message(message)?.span
    }

    /// The files that it was compiled from.
    pub fn files(&self) -> &Arc<Files> {
        &self.files
    }

    pub(super) fn own(&self) -> &File {
        &self.files.files[self.file]
    }

    pub(super) fn message(&self, index: usize) -> &Message {
        &self.files.messages[index]
    }

    pub(super) fn enumeration(&self, index: usize) -> &Enum {
        &self.files.enums[index]
    }

    pub(super) fn imports(&self, message: &Message) -> bool {
        message.file != self.file
    }

    /// The names at the top level of the file that the message reaches; none if all of the file is
    /// meant.
    fn reached(&self) -> Option<BTreeSet<&str>> {
        fn add(field_type: &FieldType, messages: &mut Vec<usize>, enums: &mut Vec<usize>) {
            match field_type {
                FieldType::Scalar(_) => {}
                FieldType::Enum(reference) => enums.extend(reference.target),
                FieldType::Message(reference) => messages.extend(reference.target),
                FieldType::Map(_, value) => add(value, messages, enums),
            }
        }
        let mut waiting = vec![self.message?];
        let mut seen: HashSet<usize> = HashSet::new();
        let mut names = BTreeSet::new();
        let mut enums = Vec::new();
        while let Some(index) = waiting.pop() {
            let message = self.message(index);
            if self.imports(message) || !seen.insert(index) {
                continue;
            }
            names.insert(outermost(&message.local_name));
            waiting.extend(message.scope.messages.values());
            for field in message.fields.values() {
                add(&field.field_type, &mut waiting, &mut enums);
            }
        }
        let enums = enums.into_iter().map(|index| self.enumeration(index));
        let own = enums.filter(|enumeration| enumeration.file == self.file);
        names.extend(own.map(|enumeration| outermost(&enumeration.local_name)));
        Some(names)
    }
}

fn outermost(local_name: &str) -> &str {
    local_name.split('.').next().unwrap_or(local_name)
}

/// What of two files is to be compared: all that is at their top level, or, where a message of them
/// is meant, what it reaches in either.
pub(super) fn scopes<'s>(a: &'s Schema, b: &'s Schema) -> (Cow<'s, Scope>, Cow<'s, Scope>) {
    let names = match (a.reached(), b.reached()) {
        (None, None) => return (Cow::Borrowed(&a.own().scope), Cow::Borrowed(&b.own().scope)),
        (a, b) => a.into_iter().chain(b).flatten().collect::<BTreeSet<&str>>(),
    };
    let part = |schema: &'s Schema| {
        let Scope { messages, enums } = &schema.own().scope;
        let named = |name: &&str| (*name).to_owned();
        Cow::Owned(Scope {
            messages: (names.iter())
                .filter_map(|name| Some((named(name), *messages.get(*name)?)))
                .collect(),
            enums: (names.iter())
                .filter_map(|name| Some((named(name), *enums.get(*name)?)))
                .collect(),
        })
    };
    (part(a), part(b))
}
