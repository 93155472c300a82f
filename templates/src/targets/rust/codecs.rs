//! Which messages and types are written in Avro, and by which schema.

use std::collections::HashMap;

use factum_catalog::Catalog;
use factum_catalog::contract::avro;
use factum_catalog::contract::emit::{self, Note};
use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::schema::Schema;
use factum_catalog::contract::shape::TypeId;
use factum_catalog::contract::span::Span;

use super::form::Forms;

/// What has a codec.
#[derive(Debug, Default)]
pub(super) struct Codecs {
    schemas: Vec<avro::Schema>,
    /// The messages by their places, each with its schema. Several may have one name.
    messages: HashMap<Span, usize>,
    /// The definitions, each with what it is in a schema.
    types: HashMap<TypeId, (usize, avro::TypeId)>,
    /// Why others have none.
    pub(super) notes: Vec<Note>,
}

impl Codecs {
    pub(super) fn new(catalog: &Catalog, messages: &[&Message]) -> Codecs {
        let mut codecs = Codecs::default();
        for message in messages {
            let Some(schema) = schema(message, catalog) else {
                codecs.leave_out(message, "its schemas are in other languages");
                continue;
            };
            let index = codecs.schemas.len();
            let mut forms = Forms::new(&catalog.types, &schema);
            let root = schema.root().id;
            let fits = match &message.payload {
                Payload::Unstated => continue,
                Payload::Record(fields) => forms.fields(fields, root).map(drop),
                Payload::Other(ty, _) => forms.of(ty, root).map(drop),
            };
            match fits.and_then(|()| forms.work_off()) {
                Err(why) => codecs.leave_out(message, &why),
                Ok(()) => {
                    for (id, written) in forms.met {
                        codecs.types.entry(id).or_insert((index, written));
                    }
                    codecs.schemas.push(schema);
                    codecs.messages.insert(message.span, index);
                }
            }
        }
        codecs
    }

    fn leave_out(&mut self, message: &Message, why: &str) {
        let text = format!("has no codec for Avro: {why}");
        let subject = message.identity().to_string();
        self.notes.push(Note::new(subject, text, message.name.span));
    }

    /// The schema in which a message is written.
    pub(super) fn of_message(&self, message: &Message) -> Option<&avro::Schema> {
        self.schemas.get(*self.messages.get(&message.span)?)
    }

    /// The schema in which a definition is written, and what it is there.
    pub(super) fn of_type(&self, id: TypeId) -> Option<(&avro::Schema, avro::TypeId)> {
        let (index, written) = self.types.get(&id)?;
        Some((self.schemas.get(*index)?, *written))
    }
}

/// The Avro schema of a message: its own, or, where it has none of any language, the one that
/// follows from its shape.
fn schema(message: &Message, catalog: &Catalog) -> Option<avro::Schema> {
    let stated = message.schemas.iter().find_map(|schema| match schema {
        Schema::Avro(schema) => Some(schema.clone()),
        _ => None,
    });
    let is_native = message.schemas.is_empty();
    stated.or_else(|| is_native.then(|| emit::avro(message, &catalog.types).schema))
}
