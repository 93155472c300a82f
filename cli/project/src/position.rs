//! From bytes to lines and columns.

use std::cell::OnceCell;
use std::fmt;

use factum_catalog::Catalog;
use factum_contract::span::{FileId, Span};
use serde::Serialize;

/// A place in a file, as every report gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalars, from 1. A byte order mark has no column.
    pub column: u32,
    /// The offset in bytes of the file, a byte order mark included.
    pub offset: u32,
}

/// How many bytes lie between two counts of characters: what bounds the work for one position,
/// however long a line is.
const STRIDE: usize = 1024;

/// Where the lines of a text begin, and how many characters stand before every 1024th byte.
#[derive(Debug)]
pub struct LineIndex {
    line_starts: Vec<u32>,
    characters_before: Vec<u32>,
}

impl LineIndex {
    /// Indexes a text; reads it once.
    pub fn new(text: &str) -> LineIndex {
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(offset, _)| to_u32(offset + 1));
        let mut characters_before = vec![0];
        let mut characters = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            characters += count(chunk);
            characters_before.push(characters);
        }
        LineIndex {
            line_starts: std::iter::once(first).chain(breaks).collect(),
            characters_before,
        }
    }

    /// The position of a byte of the text that was indexed; past the end, that of the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self
            .line_starts
            .partition_point(|&start| start as usize <= offset)
            .max(1);
        let start = self
            .line_starts
            .get(line - 1)
            .map_or(0, |&start| start as usize);
        let column = self
            .characters(text, offset)
            .saturating_sub(self.characters(text, start));
        Position {
            line: to_u32(line),
            column: column + 1,
            offset: to_u32(offset),
        }
    }

    /// The bytes of a line, counted from 1, without its end.
    pub fn line<'a>(&self, text: &'a str, line: u32) -> (usize, &'a str) {
        let index = line as usize;
        let start = self
            .line_starts
            .get(index.wrapping_sub(1))
            .map_or(text.len(), |&at| at as usize);
        let end = self
            .line_starts
            .get(index)
            .map_or(text.len(), |&at| at as usize);
        let line = text.get(start..end).unwrap_or("");
        (start, line.trim_end_matches(['\r', '\n']))
    }

    fn characters(&self, text: &str, offset: usize) -> u32 {
        let chunk = offset / STRIDE;
        let before = self.characters_before.get(chunk).copied().unwrap_or(0);
        let rest = text.as_bytes().get(chunk * STRIDE..offset).unwrap_or(&[]);
        before + count(rest)
    }
}

/// Characters that begin in these bytes of UTF-8.
fn count(bytes: &[u8]) -> u32 {
    to_u32(bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count())
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Positions in the files of a catalog; a file is indexed when it is first asked for.
#[derive(Debug)]
pub struct Positions<'a> {
    catalog: &'a Catalog,
    /// What the files are called, where not as the catalog calls them.
    paths: &'a [String],
    indexes: Vec<OnceCell<LineIndex>>,
}

impl<'a> Positions<'a> {
    /// Nothing is indexed yet.
    pub fn new(catalog: &'a Catalog) -> Self {
        Positions::with_paths(catalog, &[])
    }

    /// With another path for each file.
    pub fn with_paths(catalog: &'a Catalog, paths: &'a [String]) -> Self {
        Positions {
            catalog,
            paths,
            indexes: catalog.sources.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The path of a file as it is shown, its text and its index.
    pub fn file(&self, file: FileId) -> Option<(&'a str, &'a str, &LineIndex)> {
        let source = self.catalog.source(file)?;
        let index = self.indexes.get(file.0 as usize)?;
        let index = index.get_or_init(|| LineIndex::new(&source.text));
        let path = self.paths.get(file.0 as usize);
        let path = path.map_or(&*source.path, String::as_str);
        Some((path, &source.text, index))
    }

    /// Where a span lies.
    pub fn place(&self, span: Span) -> Place<'a> {
        match self.file(span.file) {
            Some((file, text, index)) => Place {
                file,
                start: index.position(text, span.start as usize),
                end: index.position(text, span.end as usize),
            },
            None => Place::NOWHERE,
        }
    }
}

/// A range of a file, as every report gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place<'a> {
    /// The path, with `/`: relative to the working directory, or to the top of the repository in
    /// reports for the platform that hosts it.
    pub file: &'a str,
    /// The first byte.
    pub start: Position,
    /// After the last byte.
    pub end: Position,
}

/// Where it starts, as people and editors read it: `orders.yaml:4:3`.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.start.line, self.start.column)
    }
}

impl Place<'_> {
    const NOWHERE: Place<'static> = {
        let start = Position {
            line: 1,
            column: 1,
            offset: 0,
        };
        Place {
            file: "",
            start,
            end: start,
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_offsets_count_bytes() {
        let text = "\u{feff}añb\r\nc";
        let index = LineIndex::new(text);
        let at = |offset| {
            let Position {
                line,
                column,
                offset,
            } = index.position(text, offset);
            (line, column, offset)
        };
        assert_eq!(at(3), (1, 1, 3));
        assert_eq!(at(6), (1, 3, 6));
        assert_eq!(at(5), (1, 2, 4), "inside a character is its beginning");
        assert_eq!(at(9), (2, 1, 9));
        assert_eq!(at(99), (2, 2, 10));
        assert_eq!(index.line(text, 1), (3, "añb"));
    }

    #[test]
    fn a_long_line_is_counted_like_a_short_one() {
        let text = "é".repeat(3 * STRIDE);
        let index = LineIndex::new(&text);
        for character in [0, 1, STRIDE / 2, STRIDE, 3 * STRIDE - 1, 3 * STRIDE] {
            assert_eq!(
                index.position(&text, 2 * character).column as usize,
                character + 1
            );
        }
    }
}
