//! AsyncAPI, versions 2 and 3: each document describes one application and the messages that it
//! sends and receives.
//!
//! The described application (`info.title`) is a service. A document speaks of that service only:
//! who else sends or receives a message is not said. So a message without a producer is one whose
//! producer is unknown.

mod channel;
mod cloudevents;
mod intent;
mod message;
mod name;
mod parameters;
mod reading;
mod unite;
mod v2;
mod v3;

use factum_contract::document::{Entry, Node};
use factum_contract::message::Says;

use crate::library::Library;
use crate::problem::{Problem, ProblemKind};
use crate::reader::{Document, Fragment, Read, Reader};
use reading::Reading;

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "asyncapi",
    says: SAYS,
    claims,
    mentions_format,
    prepare: None,
    read: Read::Linked(read),
};

/// What a document can say of a message. A message's own [`Says`] tells what its document does
/// say: keys only where some message has one, channels only where there are any.
const SAYS: Says = Says {
    channels: true,
    ..Says::NOTHING
};

fn claims(document: &Document) -> bool {
    document.roots.iter().any(|root| version(root).is_some())
}

fn version(root: &Node) -> Option<&Entry> {
    root.entry("asyncapi")
        .filter(|entry| entry.value.text().is_some())
}

fn mentions_format(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("asyncapi:")) || text.contains("\"asyncapi\"")
}

/// What a document is made of.
const MAPPINGS: [&str; 7] = [
    "/info",
    "/servers",
    "/channels",
    "/operations",
    "/components",
    "/components/messages",
    "/components/schemas",
];

fn no_mapping(pointer: &str, value: &Node) -> Problem {
    let key = pointer.rsplit('/').next().unwrap_or_default();
    let message = format!("`{key}` is a mapping, and this is none");
    Problem::new(ProblemKind::InvalidValue, value.span, message)
        .help("write an entry for each, with its name as the key")
        .about(key)
}

fn unread(version: &Entry, major: Option<&str>) -> Problem {
    let text = version.value.text().unwrap_or_default();
    let (message, help) = match major {
        Some("0" | "1") => (
            format!("AsyncAPI {text} is not read"),
            "convert the document: `asyncapi convert`",
        ),
        _ if version.value.is_null() => (
            "this says no version of AsyncAPI".to_owned(),
            "write the version, such as `asyncapi: 3.0.0`",
        ),
        _ => (
            format!("there is no AsyncAPI {text} that factum knows"),
            "write the version, such as `asyncapi: 3.0.0`",
        ),
    };
    Problem::new(ProblemKind::InvalidValue, version.value.span, message)
        .label("2.x and 3.x are read")
        .help(help)
}

fn read<'a>(documents: &[&'a Document], library: &Library<'a>) -> Fragment {
    let mut reading = Reading::new(library);
    for document in documents {
        for root in &document.roots {
            let Some(version) = version(root) else {
                continue;
            };
            let text = version.value.text().unwrap_or_default();
            match text.split('.').next() {
                Some("2") => v2::read(root, &mut reading),
                Some("3") => v3::read(root, &mut reading),
                major => reading
                    .problems
                    .push(unread(version, major).about(&*document.path)),
            }
            for key in MAPPINGS {
                let value = root.pointer(key).filter(|value| value.as_map().is_none());
                if let Some(value) = value.filter(|value| !value.is_null()) {
                    reading.problems.push(no_mapping(key, value));
                }
            }
        }
    }
    let files = documents.iter().map(|document| document.file);
    let unresolved = library.check(files, is_known);
    let mut fragment = reading.finish();
    fragment.problems.extend(unresolved);
    fragment
}

/// URLs that are understood without being fetched.
fn is_known(url: &str) -> bool {
    crate::json_schema::is_cloudevents_schema(url) || cloudevents::is_binary_trait(url)
}
