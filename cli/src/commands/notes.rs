//! Telling what could not be carried to where it was written.

use std::collections::HashMap;

use factum_catalog::Catalog;
use factum_templates::Note;

use crate::position::Positions;

/// Each kind of loss of each target once, where it is met first: a line each.
pub fn one_of_a_kind(catalog: &Catalog, notes: &[Note]) -> Vec<String> {
    let mut groups: Vec<(&Note, usize)> = Vec::new();
    let mut known: HashMap<(Option<&str>, &str), usize> = HashMap::new();
    for note in notes {
        let kind = (note.target, &*note.message);
        match known.get(&kind).and_then(|&index| groups.get_mut(index)) {
            Some((_, count)) => *count += 1,
            None => {
                known.insert(kind, groups.len());
                groups.push((note, 1));
            }
        }
    }
    let positions = Positions::new(catalog);
    let line = |(note, count): (&Note, usize)| {
        let place = positions.place(note.span);
        let more = match count {
            1 => String::new(),
            count => format!(" ({} more like it)", count - 1),
        };
        let target = note.target.map(|target| format!("{target}: "));
        let target = target.unwrap_or_default();
        format!("{place}: {target}{}: {}{more}", note.subject, note.message)
    };
    groups.into_iter().map(line).collect()
}
