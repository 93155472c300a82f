//! JSON Schema 2020-12: one file a message.

use factum_catalog::Catalog;
use factum_catalog::contract::document::Node;
use factum_catalog::contract::emit::{self, ContentModel, Emitted, to_json_pretty};
use factum_catalog::contract::message::Message;
use serde::Deserialize;

use super::files::{File, MessageKind, of_kinds, one_each, path};
use crate::target::{GenerateError, Generated, Target};

/// `[generate.json-schema]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The directory, relative to `factum.toml`.
    pub out: String,
    /// What every `$id` starts with: an absolute URI, under which the files are published. Without
    /// it the ids are URNs.
    #[serde(default)]
    pub base: Option<String>,
    /// Whether objects may hold properties that the schema does not name.
    #[serde(default)]
    pub open: bool,
    /// Of which messages; all, unless stated.
    #[serde(default = "MessageKind::all")]
    pub messages: Vec<MessageKind>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            out: ".".to_owned(),
            base: None,
            open: false,
            messages: MessageKind::all(),
        }
    }
}

const EXTENSION: &str = "schema.json";

impl Options {
    /// The `$id` of a message's schema.
    pub(super) fn id(&self, message: &Message) -> String {
        self.uri(message, "", EXTENSION)
    }

    /// The URI of a schema about a message: below the base, or a URN of this kind.
    pub(super) fn uri(&self, message: &Message, kind: &str, extension: &str) -> String {
        let path = path(message);
        match &self.base {
            Some(base) => format!("{}/{path}.{extension}", base.trim_end_matches('/')),
            None => format!("urn:factum:{kind}{}", path.replace('/', ".")),
        }
    }

    pub(super) fn emit(&self, message: &Message, catalog: &Catalog) -> Emitted<Node> {
        let options = emit::JsonSchema {
            content_model: if self.open {
                ContentModel::Open
            } else {
                ContentModel::Closed
            },
            id: Some(&self.id(message)),
        };
        emit::json_schema(message, &catalog.types, &options)
    }
}

/// The target.
#[derive(Clone, Debug)]
pub struct JsonSchema(pub Options);

impl Target for JsonSchema {
    fn name(&self) -> &'static str {
        "json-schema"
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let messages = of_kinds(catalog, &self.0.messages);
        one_each(self.name(), messages, (&self.0.out, EXTENSION), |message| {
            let emitted = self.0.emit(message, catalog);
            File {
                text: to_json_pretty(&emitted.schema) + "\n",
                notes: emitted.notes,
            }
        })
    }
}
