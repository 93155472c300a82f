//! Avro: one `.avsc` a message, self-contained.

use factum_catalog::Catalog;
use factum_catalog::contract::emit;
use serde::Deserialize;

use super::files::{File, MessageKind, of_kinds, one_each};
use crate::target::{GenerateError, Generated, Target};

/// `[generate.avro]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The directory, relative to `factum.toml`.
    pub out: String,
    /// Of which messages; all, unless stated.
    #[serde(default = "MessageKind::all")]
    pub messages: Vec<MessageKind>,
}

/// The target.
#[derive(Clone, Debug)]
pub struct Avro(pub Options);

impl Target for Avro {
    fn name(&self) -> &'static str {
        "avro"
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let messages = of_kinds(catalog, &self.0.messages);
        one_each(self.name(), messages, (&self.0.out, "avsc"), |message| {
            let emitted = emit::avro(message, &catalog.types);
            File {
                text: emitted.schema.to_json_pretty() + "\n",
                notes: emitted.notes,
            }
        })
    }
}
