//! Where the text of a Protobuf file stands: a whole file, a part of one, or a string in a document.

use crate::span::{FileId, Span};

/// Where the lines of a text stand, so that a place in the text is a place in a file.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The offset of each line in the text itself.
    lines: Vec<usize>,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    /// Each line of the text stands at an offset of its own in the file.
    Lines(FileId, Vec<usize>),
    /// The text is not written as it reads, so that all of it stands at one place.
    Whole(Span),
    /// In no file of the caller.
    Nowhere,
}

impl Layout {
    /// A text that stands in `file` as it is, from the byte `start` on.
    pub fn of_file(text: &str, file: FileId, start: usize) -> Layout {
        let lines = lines(text);
        let placed = lines.iter().map(|line| line + start).collect();
        Layout {
            lines,
            place: Place::Lines(file, placed),
        }
    }

    /// A text whose lines begin at these offsets in `file`, as those of an indented block do.
    pub fn of_lines(text: &str, file: FileId, starts: Vec<usize>) -> Layout {
        Layout {
            lines: lines(text),
            place: Place::Lines(file, starts),
        }
    }

    /// A text that is written otherwise than it reads, such as a string with escapes.
    pub fn of_span(text: &str, span: Span) -> Layout {
        Layout {
            lines: lines(text),
            place: Place::Whole(span),
        }
    }

    /// A text in no file of the caller.
    pub(super) fn nowhere() -> Layout {
        Layout {
            lines: Vec::new(),
            place: Place::Nowhere,
        }
    }

    /// The bytes `start..end` of the text.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let placed = |offset: usize| {
            let line = self.lines.partition_point(|line| *line <= offset);
            let line = line.saturating_sub(1);
            self.at(line, offset - self.lines.get(line)?)
        };
        match &self.place {
            Place::Lines(file, _) => Some(Span::new(*file, placed(start)?, placed(end)?)),
            Place::Whole(span) => Some(*span),
            Place::Nowhere => None,
        }
    }

    /// A span as descriptors have it: first line, column, last line unless it is the first, and
    /// column, all counted from 0; columns in bytes.
    pub(super) fn of_location(&self, location: &[i32]) -> Option<Span> {
        let at = |line: i32, column: i32| {
            self.at(usize::try_from(line).ok()?, usize::try_from(column).ok()?)
        };
        match (&self.place, location) {
            (Place::Lines(file, _), [line, from, to]) => {
                Some(Span::new(*file, at(*line, *from)?, at(*line, *to)?))
            }
            (Place::Lines(file, _), [first, from, last, to]) => {
                Some(Span::new(*file, at(*first, *from)?, at(*last, *to)?))
            }
            (Place::Whole(span), _) => Some(*span),
            _ => None,
        }
    }

    fn at(&self, line: usize, column: usize) -> Option<usize> {
        match &self.place {
            Place::Lines(_, starts) => Some(starts.get(line)? + column),
            _ => None,
        }
    }
}

fn lines(text: &str) -> Vec<usize> {
    let after = text.match_indices('\n').map(|(newline, _)| newline + 1);
    std::iter::once(0).chain(after).collect()
}
