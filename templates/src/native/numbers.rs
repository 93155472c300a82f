//! The numbers of Protobuf for which the native format has no place.

use std::collections::HashSet;
use std::sync::Arc;

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::protobuf::{Enum, Files};
use factum_catalog::contract::schema::Schema;

/// What is lost of the files that the messages were read from.
pub(super) fn lost(catalog: &Catalog) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut seen = HashSet::new();
    for schema in catalog.messages.iter().flat_map(|it| &it.schemas) {
        if let Schema::Protobuf(schema) = schema
            && seen.insert(Arc::as_ptr(schema.files()))
        {
            lost_of(schema.files(), &mut notes);
        }
    }
    notes
}

fn lost_of(files: &Files, notes: &mut Vec<Note>) {
    let reserving = files.messages().iter();
    let reserving = reserving.map(|it| (&it.local_name, it.span, &it.reserved));
    let enums = files.enums().iter();
    let enums = enums.map(|it| (&it.local_name, it.span, &it.reserved));
    for (name, span, reserved) in reserving.chain(enums) {
        if let Some(span) = span.filter(|_| !reserved.is_empty()) {
            let text = "what is `reserved` is not carried";
            notes.push(Note::new(name.clone(), text, span));
        }
    }
    for it in files.enums().iter().filter(|it| !counts_up(it)) {
        if let Some(span) = it.span {
            let text = "the numbers of its symbols are not carried";
            notes.push(Note::new(it.local_name.clone(), text, span));
        }
    }
}

/// Whether the numbers of the symbols are their places.
fn counts_up(symbols: &Enum) -> bool {
    symbols
        .values
        .keys()
        .copied()
        .eq((0..).take(symbols.values.len()))
}
