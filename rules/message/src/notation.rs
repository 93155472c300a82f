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
            _ => Notation::Foreign,
        }
    }

    /// Whether values are written as the native format has it.
    pub(crate) fn is_native(self) -> bool {
        self == Notation::Native
    }

    /// The first in the native format, the second in all others.
    pub fn either<'t>(self, native: &'t str, foreign: &'t str) -> &'t str {
        match self {
            Notation::Native => native,
            _ => foreign,
        }
    }

    /// Where the doc of a message stands.
    pub(crate) fn doc(self) -> &'static str {
        match self {
            Notation::Native => "`doc:`",
            Notation::EventCatalog => "`summary`",
            Notation::AsyncApi => "`description`",
            Notation::Foreign => "its description",
        }
    }

    /// How a message is declared to be of a kind: `move it to commands:`.
    pub fn declare(self, intent: Intent) -> &'static str {
        use Notation::{AsyncApi, EventCatalog, Foreign, Native};
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
            (Foreign, Intent::Event) => "keep it among the events",
            (Foreign, _) => "keep it apart from the events",
        }
    }
}
