//! The text of a page, below its front matter: Markdown with components.

use std::ops::Range;

/// The text after the front matter, which ends at or behind `end`.
pub(super) fn body(text: &str, end: usize) -> Range<usize> {
    let rest = text.get(end..).unwrap_or_default();
    let fence = rest.find("\n---").map_or(rest.len(), |at| at + 4);
    end + fence..text.len()
}

/// The lines of a body that are not in a block of code, each with where it begins.
pub(super) fn prose(text: &str, body: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut start = body.start;
    let mut open: Option<Fence> = None;
    let lines = text.get(body).unwrap_or_default().split_inclusive('\n');
    lines.filter_map(move |line| {
        let place = start;
        start += line.len();
        match (&open, Fence::of(line)) {
            (Some(opening), Some(fence)) if fence.closes(opening) => open = None,
            (None, Some(fence)) => open = Some(fence),
            (None, None) => return Some((place, line)),
            (Some(_), _) => {}
        }
        None
    })
}

/// The first paragraph of a body: what the page says of its subject.
pub(super) fn first_paragraph(text: &str, body: Range<usize>) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut is_skipped = false;
    for (start, line) in prose(text, body) {
        let content = line.trim();
        let range = || start + line.len() - line.trim_start().len()..start + line.trim_end().len();
        match &mut found {
            Some(paragraph) if content.is_empty() || !says_something(content) => {
                return Some(paragraph.clone());
            }
            Some(paragraph) => paragraph.end = range().end,
            None if content.is_empty() => is_skipped = false,
            None if is_skipped => is_skipped = !content.ends_with('>'),
            None if says_something(content) => found = Some(range()),
            // A comment or a component may go on until the next empty line.
            None => is_skipped = content.starts_with(['<', '{']) && !content.ends_with(['>', '}']),
        }
    }
    found
}

/// Whether a line is text, and no heading, component, statement, item, table or image.
fn says_something(line: &str) -> bool {
    let is_markup = line.starts_with(['#', '<', '>', '{', '}', '|', ':', '!', '-', '+', '='])
        || ["* ", "import ", "export ", "[["]
            .iter()
            .any(|start| line.starts_with(start));
    !is_markup && line.contains(char::is_alphabetic)
}

/// The line that opens or closes a block of code, as CommonMark has it.
struct Fence {
    mark: char,
    length: usize,
    /// Whether nothing stands behind it.
    is_bare: bool,
}

impl Fence {
    fn of(line: &str) -> Option<Fence> {
        let line = line.trim();
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let rest = line.trim_start_matches(mark);
        let length = line.len() - rest.len();
        // Code in a line may be between three backticks too.
        let opens = length >= 3 && !(mark == '`' && rest.contains('`'));
        opens.then_some(Fence {
            mark,
            length,
            is_bare: rest.is_empty(),
        })
    }

    fn closes(&self, opening: &Fence) -> bool {
        self.is_bare && self.mark == opening.mark && self.length >= opening.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_where_a_fence_like_its_own_stands() {
        let text = "a\n````md\n```ts\nb\n```\n````\nc ```d``` e\n~~~\n```\nf\n~~~ x\n~~~\ng\n";
        let lines: Vec<&str> = prose(text, 0..text.len()).map(|(_, line)| line).collect();
        assert_eq!(lines, ["a\n", "c ```d``` e\n", "g\n"]);
        for (start, line) in prose(text, 0..text.len()) {
            assert_eq!(&text[start..start + line.len()], line);
        }
    }

    #[test]
    fn the_first_paragraph_is_the_first_text() {
        let cases = [
            (
                "\n\nA basket\nwas *sent*.\n\nMore.\n",
                Some("A basket\nwas *sent*."),
            ),
            (
                "import X from 'y';\n\n## Overview\n\n<Note\n  kind=\"a\"\n/>\n\n`Paid` in full.",
                Some("`Paid` in full."),
            ),
            ("<!-- no\ntext -->\n\nText.\n<NodeGraph />\n", Some("Text.")),
            ("<!-- one\ntwo\nthree -->\n\nText.\n", Some("Text.")),
            ("<Note\n  a=\"b c\"\n  d=\"e\"\n/>\nText.\n", Some("Text.")),
            ("{/* note */}\nText.\n", Some("Text.")),
            ("- one\n- two\n\n| a |\n|---|\n\n```\ncode\n```\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = first_paragraph(text, 0..text.len());
            assert_eq!(found.map(|range| &text[range]), expected, "{text}");
        }
    }
}
