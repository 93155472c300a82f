//! Events, commands and queries.

use factum_contract::document::{Entry, Node, Value};
use factum_contract::message::{Intent, Message, Payload, Version};

use super::FileScope;
use super::definitions::{deprecation, fields_in, versioned_name};
use super::keys::Keys;
use crate::problem::{Problem, ProblemKind};

/// The keys of a message.
pub(crate) const MESSAGE_KEYS: &[&str] = &[
    "doc",
    "version",
    "key",
    "channel",
    "producers",
    "consumers",
    "handler",
    "fields",
    "headers",
    "examples",
    "deprecated",
    "experimental",
    "visibility",
    "compatibility",
    "style",
    "type",
    "source",
    "subject",
    "unknown",
];
/// What `visibility:` may say.
pub(crate) const VISIBILITIES: [&str; 3] = ["public", "internal", "private"];
/// What `style:` may say.
pub(crate) const STYLES: [&str; 4] = ["notification", "state-transfer", "delta", "domain"];
/// What `compatibility:` may say.
pub(crate) const MODES: [&str; 7] = [
    "none",
    "backward",
    "backward-transitive",
    "forward",
    "forward-transitive",
    "full",
    "full-transitive",
];

/// A message, and whether its key in the file carries a version (and so inherits).
pub(crate) struct ReadMessage {
    pub(crate) message: Message,
    pub(crate) inherits: bool,
}

/// Reads one entry of `events:`, `commands:` or `queries:`.
pub(crate) fn message(
    entry: Entry,
    intent: Intent,
    scope: &FileScope,
    problems: &mut Vec<Problem>,
) -> Option<ReadMessage> {
    let what = intent.noun();
    let span = entry.key_span.to(entry.value.span);
    let (name, key_version) = versioned_name(&entry.key, entry.key_span, what, problems)?;
    let subject = entry.key.clone();
    let mut message = Message::new(intent, name, span, scope.says);
    message.namespace = scope.namespace.clone();
    message.version = Version::Major(1);

    let (fields, headers);
    {
        let mut keys = Keys::open(entry.value, what, MESSAGE_KEYS, &subject, problems);
        let version = keys.count("version");
        if let (Some(inside), Some(in_key)) = (&version, &key_version)
            && inside.value != in_key.value
        {
            let text = format!(
                "the version is {} here and {} in the name",
                inside.value, in_key.value
            );
            keys.report(
                Problem::new(ProblemKind::InvalidValue, inside.span, text)
                    .help("leave this `version` out")
                    .related(in_key.span, "the version in the name"),
            );
        }
        if let Some(version) = key_version.as_ref().or(version.as_ref()) {
            message.version = Version::Major(version.value);
            message.version_span = Some(version.span);
        }
        message.doc = keys.text("doc");
        message.key = keys.text("key");
        for channel in keys.texts("channel").unwrap_or_default() {
            message.runs_on(channel);
        }
        let producers = keys.texts("producers");
        message.producers = producers.unwrap_or_else(|| {
            // Who sends a command or asks a query is not who its file is about.
            let default = scope.service.iter().filter(|_| intent == Intent::Event);
            default.cloned().collect()
        });
        message.consumers = keys.texts("consumers").unwrap_or_default();
        message.handler = keys.text("handler");
        message.deprecated = deprecation(&mut keys);
        message.experimental = keys.truth("experimental").filter(|stated| stated.value);
        message.visibility = keys.one_of("visibility", &VISIBILITIES);
        message.compatibility = keys.one_of("compatibility", &MODES);
        message.style = keys.one_of("style", &STYLES);
        message.ce_type = keys.text("type");
        message.source = keys.text("source");
        message.subject = keys.text("subject");
        message.says = keys.unknown(scope.says);
        message.examples = match keys.value("examples") {
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            Some(single) => vec![single],
            None => Vec::new(),
        };
        fields = keys.value("fields");
        headers = keys.value("headers");
    }
    if let Some(node) = fields {
        message.payload = Payload::Record(fields_in(node, &subject, problems));
    }
    if let Some(node) = headers {
        message.headers = fields_in(node, &subject, problems);
    }
    Some(ReadMessage {
        message,
        inherits: key_version.is_some(),
    })
}

impl ReadMessage {
    /// Takes over from the message of the same name without a version in its key what this older
    /// version leaves unsaid. What belongs to one version's contract is not inherited: doc,
    /// fields, version, deprecation, examples, and the CloudEvents type and subject.
    pub(crate) fn inherit(&mut self, newest: &Message) {
        fn take<T: Clone>(own: &mut Option<T>, inherited: &Option<T>) {
            if own.is_none() {
                own.clone_from(inherited);
            }
        }
        let own = &mut self.message;
        take(&mut own.key, &newest.key);
        take(&mut own.handler, &newest.handler);
        take(&mut own.experimental, &newest.experimental);
        take(&mut own.visibility, &newest.visibility);
        take(&mut own.compatibility, &newest.compatibility);
        take(&mut own.style, &newest.style);
        take(&mut own.source, &newest.source);
        if own.channel.is_none() {
            own.channel.clone_from(&newest.channel);
            own.also_on.clone_from(&newest.also_on);
        }
        if own.producers.is_empty() {
            own.producers.clone_from(&newest.producers);
        }
        if own.consumers.is_empty() {
            own.consumers.clone_from(&newest.consumers);
        }
        if own.headers.is_empty() {
            own.headers.clone_from(&newest.headers);
        }
    }
}
