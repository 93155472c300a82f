//! Avro: one `.avsc` a message, self-contained.

use factum_catalog::Catalog;
use factum_catalog::contract::schema::Schema;
use factum_catalog::contract::{avro, emit};
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
            let own = message.schemas.iter().find_map(|schema| match schema {
                Schema::Avro(schema) => Some(text(schema)),
                _ => None,
            });
            if let Some(text) = own {
                let notes = Vec::new();
                return File { text, notes };
            }
            let emitted = emit::avro(message, &catalog.types);
            File {
                text: text(&emitted.schema),
                notes: emitted.notes,
            }
        })
    }
}

/// Named types stand inside each other where they are first used. A chain of them is indented ever
/// deeper, so that the blanks outgrow the schema: from this many levels on it gets none.
const DEEPEST: usize = 200;

/// The schema as JSON, laid out for people unless it is too deep for that.
fn text(schema: &avro::Schema) -> String {
    let is_large = schema.types().len() > DEEPEST;
    let compact = is_large.then(|| schema.to_json());
    match compact.filter(|json| depth(json) > DEEPEST) {
        Some(json) => json + "\n",
        None => schema.to_json_pretty() + "\n",
    }
}

/// The most brackets that are open at once, those in strings counted too.
fn depth(json: &str) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for byte in json.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}
