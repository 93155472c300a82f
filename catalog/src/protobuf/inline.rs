//! Protobuf as the schema of a message in another format: a file beside it, or a text inside.

use std::sync::Arc;

use factum_contract::document::Node;
use factum_contract::message::{Message, Payload};
use factum_contract::protobuf::{self, Files, Layout, Schema as ProtobufSchema, Source, link};
use factum_contract::schema::Schema;
use factum_contract::shape::{Type, Types};
use factum_contract::span::{FileId, Span};

use super::shape::Shapes;
use super::tree::{Tree, invalid, syntax, told};
use crate::problem::Problem;

/// Sets what a message carries from a file; `inside` names a message in it. A file that is not
/// well-formed is reported where it is.
pub(crate) fn fill_from_file(
    message: &mut Message,
    file: FileId,
    inside: Option<&str>,
    place: Span,
    tree: &Tree,
    types: &mut Types,
) {
    let index = tree.file(file);
    match index.and_then(|index| meant(&tree.files, index, inside, &message.name.value)) {
        Some(index) => carry(message, &tree.files, index, types),
        None => message.payload = Payload::Other(Type::Opaque("protobuf".into()), place),
    }
}

/// Sets what a message carries from the text of a file; `document` is the text that the node stands
/// in, and `inside` names a message.
pub(crate) fn fill_from_text(
    message: &mut Message,
    node: &Node,
    inside: Option<&str>,
    document: &str,
    types: &mut Types,
) -> Vec<Problem> {
    message.payload = Payload::Other(Type::Opaque("protobuf".into()), node.span);
    let Some(text) = node.text() else {
        return Vec::new();
    };
    let source = match Source::parse(text, layout(text, node.span, document)) {
        Ok(source) => source,
        Err(errors) => {
            let problem = errors.first().map(|error| syntax(error, node.span));
            let about = |problem: Problem| problem.about(&*message.name.value);
            return problem.map(about).into_iter().collect();
        }
    };
    let fault = source.fault().map(|fault| invalid(fault, node.span.file));
    let (files, faults) = link(vec![(String::new(), source)], |_, _| None);
    let told = faults.iter().filter_map(|fault| told(fault, &files));
    let problems = fault.into_iter().chain(told).collect();
    let files = Arc::new(files);
    if let Some(index) = meant(&files, 0, inside, &message.name.value) {
        carry(message, &files, index, types);
    }
    problems
}

fn carry(message: &mut Message, files: &Arc<Files>, index: usize, types: &mut Types) {
    if let Some(declared) = files.message(index) {
        Shapes::new(files, types).fill(message, declared);
        let schema = ProtobufSchema::of_message(Arc::clone(files), index);
        message.schemas.push(Schema::Protobuf(schema));
    }
}

/// The message of a file that is meant: the one named, the one of the name of what it is for in any
/// casing, or the first, as in a registry.
fn meant(files: &Files, file: usize, inside: Option<&str>, name: &str) -> Option<usize> {
    let scope = &files.file(file)?.scope;
    let simple = |name: &str| name.rsplit('.').next().map(str::to_owned);
    if let Some(named) = inside.filter(|inside| !inside.is_empty()) {
        return scope.messages.get(&simple(named)?).copied();
    }
    let position = |index: &usize| {
        files
            .message(*index)
            .map(|it: &protobuf::Message| it.position)
    };
    let fold = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let name = fold(&simple(name)?);
    let own = scope.messages.iter().find(|(known, _)| fold(known) == name);
    own.map(|(_, index)| *index)
        .or_else(|| scope.messages.values().copied().min_by_key(position))
}

/// Where the lines of a text stand that is a scalar of a document.
fn layout(text: &str, span: Span, document: &str) -> Layout {
    let written = document.get(span.range()).unwrap_or_default();
    match starts(text, written) {
        Some(starts) => {
            let starts = starts.into_iter().map(|start| start + span.range().start);
            Layout::of_lines(text, span.file, starts.collect())
        }
        None => Layout::of_span(text, span),
    }
}

/// The offset of each line of a text in what is written, if all of them stand there as they read,
/// but for what is before them.
fn starts(text: &str, written: &str) -> Option<Vec<usize>> {
    let mut from = 0;
    let mut starts = Vec::new();
    for line in text.split('\n') {
        let found = from + written.get(from..)?.find(line)?;
        starts.push(found);
        from = found + line.len();
        if !line.is_empty() {
            continue;
        }
        // An empty line is found where the search begins; the next line is behind its end.
        from += usize::from(written.get(from..)?.starts_with('\n'));
    }
    Some(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_block_keep_their_places() {
        let written = "|\n    a {\n\n      b = 1;\n    }\n";
        let text = "a {\n\n  b = 1;\n}\n";
        let starts = starts(text, written).unwrap();
        let lines = text.split('\n').zip(&starts);
        for (line, start) in lines {
            assert!(written[*start..].starts_with(line), "{line} at {start}");
        }
        assert_eq!(&written[starts[2]..starts[2] + 8], "  b = 1;");
    }

    #[test]
    fn a_string_with_escapes_has_no_lines() {
        assert_eq!(starts("a\nb \"c\"", r#""a\nb \"c\"""#), None);
        assert_eq!(starts("a b", "\"a b\""), Some(vec![1]));
    }
}
