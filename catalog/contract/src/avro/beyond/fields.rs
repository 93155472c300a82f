//! What registries let through of the changes of a record's fields.

use super::change::ChangeKind;
use super::names::{self, is_same_but_case};
use super::{At, Walk};
use crate::avro::json::JsonText;
use crate::avro::same::is_same_value;
use crate::avro::types::{Field, Record};
use crate::document::Node;
use crate::emit::unit_told_in;

/// How alike two names are at least, if one is taken for the other's new spelling (1 is equal).
const LIKENESS: f64 = 0.6;

/// The likeness of names that differ in letter case and separators only.
const SPELLING: f64 = 2.0;

/// How many pairs of fields are compared by likeness; a record with more has changed altogether.
const MANY: usize = 4096;

/// Compares the fields of two records, and notes which are to be compared further.
pub(super) fn compare<'s>(walk: &mut Walk<'s>, at: At, now: &'s Record, was: &'s Record) {
    let mut added = Vec::new();
    let mut kept = vec![false; was.fields.len()];
    let mut pairs = Vec::new();
    for field in &now.fields {
        let names = std::iter::once(&field.name).chain(field.aliases.iter().map(|a| &a.value));
        match names.filter_map(|name| was.field(name)).next() {
            Some((position, old)) => {
                kept[position] = true;
                pairs.push((field, old));
            }
            None => added.push(field),
        }
    }
    let removed: Vec<&Field> = was
        .fields
        .iter()
        .zip(&kept)
        .filter_map(|(field, is_kept)| (!is_kept).then_some(field))
        .collect();
    note_renames(walk, at, &added, &removed);
    for (field, old) in &pairs {
        compare_pair(walk, at, field, old);
    }
    for (field, old) in pairs.into_iter().rev() {
        let at = walk.at_field(at, &field.name);
        walk.later(field.ty, old.ty, at);
    }
}

fn compare_pair<'s>(walk: &mut Walk<'s>, at: At, now: &'s Field, was: &'s Field) {
    let at = walk.at_field(at, &now.name);
    match (&was.default, &now.default) {
        (Some(old), Some(new)) if !is_same_value(old, new) => {
            let (from, to) = (text(old), text(new));
            let message =
                format!("the default was {from} and is {to}; old data without it changes");
            let sides = ((&*from, old.span), (&*to, new.span));
            walk.note(ChangeKind::DefaultChanged, at, sides.0, sides.1, message);
        }
        (Some(old), None) => {
            let from = text(old);
            let message = format!("the default {from} is gone; data without the field is lost");
            let sides = ((&*from, old.span), ("", now.name_span));
            walk.note(ChangeKind::DefaultRemoved, at, sides.0, sides.1, message);
        }
        _ => {}
    }
    if was.order != now.order {
        let sides = ((was.order.name(), was.span), (now.order.name(), now.span));
        let message = "sorted records come in another order".to_owned();
        walk.note(ChangeKind::SortOrderChanged, at, sides.0, sides.1, message);
    }
    for alias in &was.aliases {
        let is_kept = now.aliases.iter().any(|kept| kept.value == alias.value);
        if !is_kept && alias.value != now.name {
            walk.note_lost_alias(at, (&alias.value, alias.span), now.name_span);
        }
    }
    let unit = |field: &'s Field| field.doc.as_deref().and_then(unit_told_in);
    if let (Some(from), Some(to)) = (unit(was), unit(now))
        && from != to
    {
        let message =
            format!("the unit was `{from}` and is `{to}`; the same number means something else");
        let sides = ((from, was.name_span), (to, now.name_span));
        walk.note(ChangeKind::UnitChanged, at, sides.0, sides.1, message);
    }
    let docs = (
        (was.doc.as_deref(), was.name_span),
        (now.doc.as_deref(), now.name_span),
    );
    walk.compare_docs(at, docs.0, docs.1);
}

/// Pairs fields that are gone with new ones that are likely the same, the likest first.
fn note_renames(walk: &mut Walk<'_>, at: At, added: &[&Field], removed: &[&Field]) {
    let is_only = added.len() == 1 && removed.len() == 1;
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (new, field) in added.iter().enumerate() {
        for (old, gone) in removed.iter().enumerate() {
            let likeness = if is_same_but_case(&gone.name, &field.name) {
                SPELLING
            } else if added.len() * removed.len() > MANY || !could_be_renamed(walk, field, gone) {
                continue;
            } else {
                let alike = names::likeness(&gone.name, &field.name);
                if is_only { alike.max(LIKENESS) } else { alike }
            };
            if likeness >= LIKENESS {
                pairs.push((likeness, new, old));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut is_taken, mut is_gone) = (vec![false; added.len()], vec![false; removed.len()]);
    for (likeness, new, old) in pairs {
        if is_taken[new] || is_gone[old] {
            continue;
        }
        (is_taken[new], is_gone[old]) = (true, true);
        note_rename(walk, at, added[new], removed[old], likeness == SPELLING);
    }
}

/// Whether the one field may be the other under a new name, and a default hides it in one
/// direction or both.
fn could_be_renamed(walk: &Walk<'_>, new: &Field, old: &Field) -> bool {
    let is_hidden = new.default.is_some() || old.default.is_some();
    is_hidden && walk.have_same_type(new.ty, old.ty)
}

fn note_rename(walk: &mut Walk<'_>, at: At, new: &Field, old: &Field, is_spelling: bool) {
    let sides = ((&*old.name, old.name_span), (&*new.name, new.name_span));
    let (kind, what) = if is_spelling {
        (ChangeKind::FieldCaseChanged, "is spelled")
    } else {
        (ChangeKind::FieldRenamedBehindDefault, "seems to be called")
    };
    let message = format!(
        "the field `{}` {what} `{}` now; give it the alias `{}`, or its values are lost",
        old.name, new.name, old.name
    );
    walk.note(kind, at, sides.0, sides.1, message);
}

fn text(default: &Node) -> String {
    let mut json = JsonText::new(false);
    json.value(default);
    json.finish()
}
