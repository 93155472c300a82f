//! How a catalog is written, so that what rules advise is said in its words.

use factum_contract::message::Intent;

/// The notation of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// The native format: records are closed, times and decimals in values are texts.
    Native,
    /// AsyncAPI.
    AsyncApi,
    /// EventCatalog.
    EventCatalog,
    /// Protobuf.
    Protobuf,
    /// Rust source, whose attributes have values as the native format has them.
    Rust,
    /// Any other: records may be open, and what stands for a time, a decimal or bytes is the affair
    /// of its schema language.
    Foreign,
}

impl Notation {
    /// The notation of files that were read as `format`, which is the name of a reader.
    pub fn of(format: &str) -> Notation {
        match format {
            "factum" => Notation::Native,
            "asyncapi" => Notation::AsyncApi,
            "eventcatalog" => Notation::EventCatalog,
            "protobuf" => Notation::Protobuf,
            "rust" => Notation::Rust,
            _ => Notation::Foreign,
        }
    }

    /// Whether values are written as the native format has it.
    pub(crate) fn is_native(self) -> bool {
        matches!(self, Notation::Native | Notation::Rust)
    }

    /// The first in the native format, the second in Rust source, the third in all others.
    pub fn word<'t>(self, native: &'t str, rust: &'t str, foreign: &'t str) -> &'t str {
        match self {
            Notation::Rust => rust,
            other => other.either(native, foreign),
        }
    }

    /// The first in the native format and in Rust source, the second in all others.
    pub fn either<'t>(self, native: &'t str, foreign: &'t str) -> &'t str {
        match self.is_native() {
            true => native,
            false => foreign,
        }
    }

    /// Where the doc of a message stands.
    pub(crate) fn doc(self) -> &'static str {
        match self {
            Notation::Native => "`doc:`",
            Notation::Rust => "a `///` comment",
            Notation::EventCatalog => "`summary`",
            Notation::AsyncApi => "`description`",
            Notation::Protobuf => "a comment before it",
            Notation::Foreign => "its description",
        }
    }

    /// How a message is declared to be of a kind: `move it to commands:`.
    pub fn declare(self, intent: Intent) -> &'static str {
        use Notation::{AsyncApi, EventCatalog, Foreign, Native, Protobuf, Rust};
        match (self, intent) {
            (Native, Intent::Event) => "move it to `events:`",
            (Native, Intent::Query) => "move it to `queries:`",
            (Native, Intent::Command | Intent::Reply) => "move it to `commands:`",
            (AsyncApi, Intent::Event) => "declare `x-eventcatalog-message-type: event`",
            (AsyncApi, Intent::Query) => "declare `x-eventcatalog-message-type: query`",
            (AsyncApi, Intent::Command) => "declare `x-eventcatalog-message-type: command`",
            (AsyncApi, Intent::Reply) => "list it under the `reply` of an operation",
            (EventCatalog, Intent::Event) => "move its folder to `events/`",
            (EventCatalog, Intent::Query) => "move its folder to `queries/`",
            (EventCatalog, Intent::Command | Intent::Reply) => "move its folder to `commands/`",
            (Rust, Intent::Event) => "derive `Event`",
            (Rust, _) => "derive no `Event`",
            (Protobuf | Foreign, Intent::Event) => "keep it among the events",
            (Protobuf | Foreign, _) => "keep it apart from the events",
        }
    }
}
