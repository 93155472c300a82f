//! Protobuf: its shapes, and folders of `.proto` files as a catalog.

mod comments;
mod events;
mod inline;
mod known;
mod package;
mod roots;
mod sentences;
mod shape;
mod tree;

use std::sync::Arc;

use factum_contract::message::{Intent, Message, Says, Version};
use factum_contract::protobuf::Schema as ProtobufSchema;
use factum_contract::schema::Schema;
use factum_contract::shape::{Text, Types};
use factum_contract::span::{FileId, Span, Spanned};

use crate::library::Library;
use crate::reader::{Document, Fragment, Read, Reader};
use events::Event;
use package::Package;

pub(crate) use comments::surface;
pub(crate) use inline::{fill_from_file, fill_from_text};
pub(crate) use shape::Shapes;
pub(crate) use tree::{EXTENSION, Tree};

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "protobuf",
    says: Says::NOTHING,
    claims: |document| document.extension() == EXTENSION,
    mentions_format: |_| false,
    prepare: None,
    read: Read::Linked(read),
};

fn read<'a>(documents: &[&'a Document], library: &Library<'a>) -> Fragment {
    let tree = library.protobuf();
    let own: Vec<FileId> = documents.iter().map(|document| document.file).collect();
    // What another document carries as its payload is that document's message.
    let referred_to = library.referred_to();
    let files: Vec<(usize, &Document)> = documents
        .iter()
        .filter(|document| !referred_to.contains(&document.file))
        .filter_map(|document| Some((tree.file(document.file)?, *document)))
        .collect();
    let mut types = Types::default();
    let mut shapes = Shapes::new(&tree.files, &mut types);
    let mut messages = Vec::new();
    let events = events::events(tree, &files);
    for (file, document) in files {
        let of_file = events.get(&file).map(Vec::as_slice).unwrap_or_default();
        for event in of_file {
            messages.extend(message(event, of_file.len(), document, tree, &mut shapes));
        }
    }
    Fragment {
        messages,
        types,
        problems: tree.problems(&own),
        ..Fragment::default()
    }
}

/// An event of a file that has `count` of them.
fn message(
    event: &Event,
    count: usize,
    document: &Document,
    tree: &Tree,
    shapes: &mut Shapes<'_>,
) -> Option<Message> {
    let declared = tree.files.message(event.message)?;
    let file = tree.files.file(declared.file)?;
    let start = Span::new(document.file, 0, 0);
    let name = Spanned::new(
        Text::from(&*declared.local_name),
        declared.span.unwrap_or(start),
    );
    let whole = declared.whole.unwrap_or(name.span);
    let package = Package::of(&file.package);
    let (version, version_span) = match package.version {
        Some((version, step)) => {
            let span = file
                .package_span
                .map(|span| last(span, step, &document.text));
            (version, span)
        }
        None => (version_of_folder(document.location()), None),
    };
    let says = Says {
        versions: version != Version::Unstated,
        ..Says::NOTHING
    };
    let mut message = Message::new(Intent::Event, name, whole, says);
    message.namespace = package.namespace.map(Text::from);
    message.version = version;
    message.version_span = version_span;
    shapes.fill(&mut message, declared);
    message.headers = match event.envelope {
        Some(envelope) => shapes.around(tree.files.message(envelope)?, message.name.span),
        None => Vec::new(),
    };
    // A registry holds files. Of several events in one, each answers for what it is made of.
    let schema = match count {
        1 => ProtobufSchema::of_file(Arc::clone(&tree.files), declared.file),
        _ => ProtobufSchema::of_message(Arc::clone(&tree.files), event.message),
    };
    message.schemas.push(Schema::Protobuf(schema));
    Some(message)
}

/// Where the last step of a package stands in its statement.
fn last(statement: Span, step: &str, text: &str) -> Span {
    let written = text.get(statement.range()).unwrap_or_default();
    match written.rfind(step) {
        Some(start) => statement.slice(start, start + step.len()),
        None => statement,
    }
}

/// The version that the nearest folder is named for that is named for one.
fn version_of_folder(path: &str) -> Version {
    let mut folders = path.split('/').rev().skip(1);
    folders.find_map(package::version).unwrap_or_default()
}
