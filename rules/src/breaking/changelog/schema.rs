//! What changed in a payload of which the baseline has the schemas alone, as a registry has.

use factum_catalog::contract::schema::{Language, Schema};
use factum_catalog::contract::shape::Types;
use factum_catalog::payload::event_of_avro;

use super::message::documentation;
use super::{Change, ChangeKind, payload};
use crate::breaking::comparison::{Comparison, Pair};
use crate::breaking::verdict::{counterparts, schemas};

/// Compares the schemas of both sides: what an Avro schema says field by field, any other only as a
/// whole.
pub(super) fn changes(comparison: &Comparison<'_>, pair: &Pair<'_>, out: &mut Vec<Change>) {
    let now = schemas(pair.new, comparison.new, comparison.settings);
    let changed = counterparts(now, pair.old.schemas.clone())
        .into_iter()
        .filter(|(now, then)| now.to_text() != then.to_text())
        .min_by_key(|(now, _)| now.language() != Language::Avro);
    let Some((now, then)) = changed else {
        return;
    };
    let mut types = (Types::default(), Types::default());
    let mut read = || match (&now, &then) {
        (Schema::Avro(now), Schema::Avro(then)) => Some((
            event_of_avro(now, &mut types.0)?,
            event_of_avro(then, &mut types.1)?,
        )),
        _ => None,
    };
    match read() {
        Some((now, then)) => {
            payload::changes((&types.0, &types.1), (&now, &then), out);
            documentation("the documentation", &now.doc, &then.doc, out);
        }
        None => out.push(Change::new(ChangeKind::Payload, "the payload changed")),
    }
}
