//! What a message is called, where it may be called many things or nothing.

use factum_contract::document::{Entry, Node};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

use crate::json_schema::name::{is_name, of_reference};
use crate::json_schema::shape::text;
use crate::library::Library;

/// Where a name may come from.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// The entry under `components/messages`.
    pub(super) key: Option<&'a Entry>,
    /// The reference through which it was found.
    pub(super) reference: Option<&'a Node>,
    /// The entry among the messages of a channel.
    pub(super) channel_key: Option<&'a Entry>,
    /// The operation that has it as its only message.
    pub(super) operation: Option<Spanned<Text>>,
    /// The entry of the channel.
    pub(super) channel: Option<&'a Entry>,
}

impl<'a> Names<'a> {
    /// The first that there is of: `name`, `messageId`, the key or the file that defines it, a
    /// `title` of one word, an extension that says the type of the event, the key in the channel,
    /// any `title`, the operation, the name of the payload's schema, and the channel.
    pub(super) fn choose(&self, node: &'a Node, library: &Library<'a>) -> Spanned<Text> {
        let stated = |key: &str| node.get(key).and_then(text);
        let of_key = |entry: &Entry| Spanned::new(entry.key.clone(), entry.key_span);
        stated("name")
            .or_else(|| stated("messageId"))
            .or_else(|| self.key.map(of_key))
            .or_else(|| of_reference(self.reference?, node, library))
            .or_else(|| stated("title").filter(|title| is_name(&title.value)))
            .or_else(|| of_extension(node))
            .or_else(|| self.channel_key.map(of_key))
            .or_else(|| stated("title"))
            .or_else(|| self.operation.clone())
            .or_else(|| of_reference(node.get("payload")?.get("$ref")?, node, library))
            .or_else(|| self.channel.map(of_key))
            .unwrap_or_else(|| Spanned::new("message".into(), node.span))
    }
}

/// `x-ballerina-event-type: company.creation`, `x-message-name: …`.
fn of_extension(node: &Node) -> Option<Spanned<Text>> {
    let entry = node.as_map()?.iter().find(|entry| {
        let key = entry.key.to_ascii_lowercase();
        let tells = [
            "event-type",
            "event-name",
            "event-id",
            "message-name",
            "message-id",
        ];
        key.starts_with("x-") && tells.iter().any(|end| key.ends_with(end))
    })?;
    text(&entry.value)
}
