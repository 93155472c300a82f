//! One `.proto` file, parsed: its descriptor, and where everything in it stands.

use std::borrow::Cow;
use std::sync::Arc;

use miette::Diagnostic;
use protox::prost_reflect::DescriptorPool;
use protox::prost_reflect::prost_types::FileDescriptorProto;
use protox::prost_reflect::prost_types::source_code_info::Location;

use super::alone::alone;
use super::layout::Layout;
use super::read::tag;
use super::{SchemaError, edition};
use crate::span::Span;

/// The most parts of a package, as in protoc.
const DEEPEST_PACKAGE: usize = 101;

/// A `.proto` file that is well-formed, not yet linked with what it imports.
#[derive(Clone, Debug)]
pub struct Source {
    pub(super) text: Arc<str>,
    pub(super) descriptor: FileDescriptorProto,
    pub(super) places: Places,
    pub(super) span: Option<Span>,
    pub(super) fault: Option<SchemaError>,
}

impl Source {
    /// Reads a file (proto2, proto3 or an edition, which is read as proto3) by itself: what it
    /// imports is not looked at.
    ///
    /// # Errors
    /// Why the file is not well-formed, all of it, with its places.
    pub fn parse(text: &str, layout: Layout) -> Result<Source, Vec<SchemaError>> {
        // Any name will do: a file never sees its own.
        const NAME: &str = "-.proto";
        let readable = edition::as_proto3(text);
        let file = protox::file::File::from_source(NAME, &readable).map_err(|error| {
            let mut errors = errors(&error, &layout);
            if matches!(readable, Cow::Owned(_)) {
                let hint = " (editions are read as proto3)";
                errors.iter_mut().for_each(|it| it.message.push_str(hint));
            }
            errors
        })?;
        let mut descriptor = file.file_descriptor_proto().clone();
        if let Some(message) = too_deep(descriptor.package()) {
            return Err(vec![SchemaError {
                message,
                span: place_of_package(&descriptor, &layout),
            }]);
        }
        let judged = DescriptorPool::new().add_file_descriptor_proto(alone(&descriptor));
        let fault = judged.err().and_then(|error| {
            let errors = errors(&error.with_source_code(&readable), &layout);
            errors.into_iter().next()
        });
        let info = descriptor.source_code_info.take();
        Ok(Source {
            text: text.into(),
            descriptor,
            span: layout.span(0, text.len()),
            fault,
            places: Places {
                locations: info.map(|info| info.location).unwrap_or_default(),
                layout,
            },
        })
    }

    /// The paths that it imports, each with the place of the statement.
    pub fn imports(&self) -> impl Iterator<Item = (&str, Option<Span>)> {
        const DEPENDENCY: i32 = 3;
        self.descriptor
            .dependency
            .iter()
            .zip(0..)
            .map(|(path, index)| (path.as_str(), self.places.of(&[DEPENDENCY, index])))
    }

    /// The first thing in a well-formed file that a compiler refuses, such as a number that is used
    /// twice.
    pub fn fault(&self) -> Option<&SchemaError> {
        self.fault.as_ref()
    }

    /// The package, dotted; empty if none is stated.
    pub fn package(&self) -> &str {
        self.descriptor.package()
    }
}

/// What is wrong with a package of more parts than protoc takes. A pool of descriptors keeps the
/// name of each of them in full.
pub(super) fn too_deep(package: &str) -> Option<String> {
    let parts = package.split('.').count();
    (parts > DEEPEST_PACKAGE)
        .then(|| format!("a package has at most {DEEPEST_PACKAGE} parts, and this one has {parts}"))
}

fn place_of_package(descriptor: &FileDescriptorProto, layout: &Layout) -> Option<Span> {
    let info = descriptor.source_code_info.as_ref()?;
    let mut locations = info.location.iter();
    let package = locations.find(|location| location.path == [tag::FILE_PACKAGE])?;
    layout.of_location(&package.span)
}

/// What a compiler says, at its places.
pub(super) fn errors(error: &dyn Diagnostic, layout: &Layout) -> Vec<SchemaError> {
    let related = error.related().into_iter().flatten();
    let all = std::iter::once(error).chain(related);
    all.map(|diagnostic| {
        let label = diagnostic.labels().and_then(|mut labels| labels.next());
        let (start, len) = label.map_or((0, 0), |label| (label.offset(), label.len()));
        SchemaError {
            message: message(diagnostic),
            span: layout.span(start, start + len),
        }
    })
    .collect()
}

fn message(diagnostic: &dyn Diagnostic) -> String {
    let message = diagnostic.to_string();
    let help = diagnostic.help().map(|help| help.to_string());
    match help {
        // protox has the words for another mistake.
        Some(help) if help.starts_with("imports may not") => help,
        Some(help) => format!("{message}: {help}"),
        None => missing_import(&message).unwrap_or(message),
    }
}

fn missing_import(message: &str) -> Option<String> {
    let name = message
        .strip_prefix("import '")?
        .strip_suffix("' not found")?;
    Some(format!(
        "the import `{name}` is not among the files: name the file that holds it under \
         `[references]` in factum.toml"
    ))
}

/// Where the declarations of a file stand, by their paths in the descriptor.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// In the order of their paths.
    pub(super) locations: Vec<Location>,
    pub(super) layout: Layout,
}

/// The tag of the name in descriptors of messages, fields, enums and values.
const NAME: i32 = 1;

impl Places {
    fn location(&self, path: &[i32]) -> Option<&Location> {
        let index = self
            .locations
            .binary_search_by(|location| location.path[..].cmp(path))
            .ok()?;
        self.locations.get(index)
    }

    /// What stands at a path.
    pub(super) fn of(&self, path: &[i32]) -> Option<Span> {
        self.layout.of_location(&self.location(path)?.span)
    }

    /// A part of what stands at a path, by its tag.
    pub(super) fn part(&self, path: &[i32], tag: i32) -> Option<Span> {
        self.of(&[path, &[tag]].concat())
    }

    /// The name of a declaration, or all of it.
    pub(super) fn name(&self, path: &[i32]) -> Option<Span> {
        self.part(path, NAME).or_else(|| self.of(path))
    }

    /// The comment that stands before a declaration, or else behind it.
    pub(super) fn doc(&self, path: &[i32]) -> Option<String> {
        let location = self.location(path)?;
        let comments = [&location.leading_comments, &location.trailing_comments];
        let mut comments = comments.into_iter().flatten();
        comments.find_map(|comment| text_of(comment))
    }
}

/// A comment without its margin, and without what speaks to tools.
fn text_of(comment: &str) -> Option<String> {
    let speaks_to_tools = |line: &str| {
        ["buf:lint:", "factum:", "(--", "--)"]
            .iter()
            .any(|mark| line.trim_start().starts_with(mark))
    };
    let lines: Vec<&str> = comment
        .lines()
        .filter(|line| !speaks_to_tools(line))
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
        .collect();
    let text = lines.join("\n");
    let text = text.trim_matches('\n').trim();
    (!text.is_empty()).then(|| text.to_owned())
}
