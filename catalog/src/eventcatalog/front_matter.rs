//! The front matter of a Markdown file: YAML between two lines of `---` at its very beginning.

use std::ops::Range;

use factum_contract::document::SyntaxError;
use factum_contract::span::{FileId, Span};

use crate::yaml::{self, Yaml};

/// Reads the front matter; the body is never looked at. A file without any is empty.
pub(crate) fn parse(text: &str, file: FileId) -> Yaml {
    match fenced(text) {
        Fenced::Nothing => Yaml::default(),
        Fenced::Closed(range) => yaml::parse_part(text, range, file),
        Fenced::Open(fence) => Yaml {
            error: Some(SyntaxError {
                message: "the front matter that begins here is never closed by a line of `---`"
                    .to_owned(),
                span: Span::new(file, fence.start, fence.end),
            }),
            ..Yaml::default()
        },
    }
}

enum Fenced {
    Nothing,
    /// The bytes between the fences.
    Closed(Range<usize>),
    /// The bytes of the only fence.
    Open(Range<usize>),
}

fn fenced(text: &str) -> Fenced {
    let is_fence = |line: &str| line.trim_end() == "---";
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text[start..].split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| is_fence(line)) else {
        return Fenced::Nothing;
    };
    let begin = start + opening.len();
    let mut end = begin;
    for line in lines {
        if is_fence(line) {
            return Fenced::Closed(begin..end);
        }
        end += line.len();
    }
    Fenced::Open(start..start + "---".len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use factum_contract::document::Node;

    #[test]
    fn values_have_their_exact_bytes_in_the_whole_file() {
        let text = "\u{feff}---\r\nid: order-placed\r\nowners: [a, 'b']\r\n---\r\n\r\n```ts\nid: x\n```\n---\n";
        let yaml = parse(text, FileId(0));
        assert!(yaml.error.is_none());
        let [root] = &yaml.documents[..] else {
            panic!("{:?}", yaml.documents)
        };
        assert_eq!(root.get("id").and_then(Node::text), Some("order-placed"));
        let second = root.pointer("/owners/1").unwrap();
        assert_eq!(&text[second.span.range()], "'b'");
        assert_eq!(&text[root.entry("id").unwrap().key_span.range()], "id");
    }

    #[test]
    fn an_open_fence_is_an_error_and_other_text_is_nothing() {
        let open = parse("---\nid: a\n# Title\n", FileId(0)).error.unwrap();
        assert_eq!(open.span.range(), 0..3);
        for text in ["", "# Title\n---\nid: a\n---\n", "----\nid: a\n---\n"] {
            let yaml = parse(text, FileId(0));
            assert!(yaml.documents.is_empty() && yaml.error.is_none(), "{text}");
        }
        assert!(parse("---\nid: [a\n---\n", FileId(0)).error.is_some());
    }
}
