//! A file for each message.

use std::collections::{HashMap, HashSet};

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Intent, Message, Payload, Version};
use rayon::prelude::*;
use serde::Deserialize;

use crate::output::OutputPath;
use crate::target::{GenerateError, Generated};

/// A kind of message, as `messages = ["event", "command"]` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// Events.
    Event,
    /// Commands, and the replies to them.
    Command,
    /// Queries.
    Query,
}

impl MessageKind {
    /// All kinds.
    pub const ALL: [MessageKind; 3] =
        [MessageKind::Event, MessageKind::Command, MessageKind::Query];

    pub(crate) fn all() -> Vec<MessageKind> {
        MessageKind::ALL.to_vec()
    }

    pub(crate) fn is_of(self, message: &Message) -> bool {
        match self {
            MessageKind::Event => message.intent == Intent::Event,
            MessageKind::Command => matches!(message.intent, Intent::Command | Intent::Reply),
            MessageKind::Query => message.intent == Intent::Query,
        }
    }
}

/// What stands in one file, and what it does not carry.
pub(crate) struct File {
    pub(crate) text: String,
    pub(crate) notes: Vec<Note>,
}

/// Makes one file for each message that has a payload: `{namespace}/{name}.v{version}.{extension}`
/// in the directory `out`, with a number behind the name if another message has it too.
pub(crate) fn one_each<'a>(
    target: &'static str,
    messages: impl Iterator<Item = &'a Message>,
    (out, extension): (&str, &str),
    make: impl Fn(&Message) -> File + Sync,
) -> Result<Generated, GenerateError> {
    let mut generated = Generated::default();
    let mut stated = Vec::new();
    for message in messages {
        if message.payload == Payload::Unstated {
            generated.notes.push(Note::new(
                message.identity().to_string(),
                format!("has no fields, so `{target}` makes nothing of it"),
                message.span,
            ));
        } else {
            stated.push(message);
        }
    }
    let files: Vec<File> = stated.par_iter().map(|message| make(message)).collect();
    // Documents of a foreign format may have messages of one name that differ.
    let mut namesakes: HashMap<String, usize> = HashMap::new();
    let stems: HashSet<String> = (stated.iter())
        .map(|message| path(message).to_lowercase())
        .collect();
    for (message, file) in stated.into_iter().zip(files) {
        let stem = path(message);
        let others = namesakes.entry(stem.to_lowercase()).or_default();
        let place = |name: &str| {
            OutputPath::within(out, name).map_err(|source| GenerateError::Path { target, source })
        };
        let first = place(&format!("{stem}.{extension}"))?;
        if generated.outputs.add(first, target, &*file.text).is_err() {
            let numbered = loop {
                *others += 1;
                let numbered = format!("{stem}_{}", *others + 1);
                if !stems.contains(&numbered.to_lowercase()) {
                    break numbered;
                }
            };
            let name = format!("{numbered}.{extension}");
            generated.outputs.add(place(&name)?, target, file.text)?;
            generated.notes.push(Note::new(
                message.identity().to_string(),
                format!("is `{name}`, as another message has its name too"),
                message.name.span,
            ));
        }
        generated.notes.extend(file.notes);
    }
    Ok(generated)
}

/// The messages of these kinds.
pub(crate) fn of_kinds<'a>(
    catalog: &'a Catalog,
    kinds: &'a [MessageKind],
) -> impl Iterator<Item = &'a Message> {
    let wanted = |message: &&Message| kinds.iter().any(|kind| kind.is_of(message));
    catalog.messages.iter().filter(wanted)
}

/// `com.acme.orders/OrderPlaced.v2`, every character that is not for file names and URIs escaped.
pub(crate) fn path(message: &Message) -> String {
    let mut path = String::new();
    if let Some(namespace) = &message.namespace {
        escape(&mut path, namespace);
        path.push('/');
    }
    escape(&mut path, &message.name.value);
    match &message.version {
        Version::Unstated => {}
        Version::Major(major) => path.push_str(&format!(".v{major}")),
        Version::Foreign(version) => {
            path.push('.');
            escape(&mut path, version);
        }
    }
    path
}

/// Percent-encodes as URIs do; a dot at the start too, as such names are special.
fn escape(path: &mut String, segment: &str) {
    for (index, byte) in segment.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => path.push(char::from(byte)),
            b'.' if index > 0 => path.push('.'),
            _ => path.push_str(&format!("%{byte:02X}")),
        }
    }
}
