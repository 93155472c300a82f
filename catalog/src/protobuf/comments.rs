//! The comments of a `.proto` file that speak to factum, and the statements that they may cover.

use factum_contract::span::{FileId, Span};

use crate::yaml::Comment;

/// What a text holds beside its declarations.
#[derive(Default)]
pub(crate) struct Surface {
    /// The comments that speak to factum.
    pub(crate) comments: Vec<Comment>,
    /// Every statement, one with a body up to its closing brace.
    pub(crate) statements: Vec<Span>,
}

/// Reads the surface of a text, whether it is well-formed or not.
pub(crate) fn surface(text: &str, file: FileId) -> Surface {
    let mut surface = Surface::default();
    let bytes = text.as_bytes();
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(b'\n');
    let mut start = None;
    let mut open: Vec<Option<usize>> = Vec::new();
    // Braces between brackets belong to options.
    let mut brackets = 0usize;
    let mut index = 0;
    while index < bytes.len() {
        let end = match byte(index) {
            b'/' if matches!(byte(index + 1), b'/' | b'*') => {
                let rest = &text[index..];
                let length = match byte(index + 1) {
                    b'/' => rest.find('\n'),
                    _ => rest[2..].find("*/").map(|end| end + 4),
                };
                let end = index + length.unwrap_or(rest.len());
                surface
                    .comments
                    .extend(comment(&text[index..end], file, index));
                index = end;
                continue;
            }
            quote @ (b'"' | b'\'') => end_of_string(bytes, index, quote),
            _ => index + 1,
        };
        if !byte(index).is_ascii_whitespace() {
            let statement = *start.get_or_insert(index);
            match byte(index) {
                b'[' => brackets += 1,
                b']' => brackets = brackets.saturating_sub(1),
                b'{' if brackets == 0 => open.push(start.take()),
                b'}' if brackets == 0 => {
                    let opened = open.pop().flatten().unwrap_or(statement);
                    surface.statements.push(Span::new(file, opened, end));
                    start = None;
                }
                b';' => {
                    surface.statements.push(Span::new(file, statement, end));
                    start = None;
                    brackets = 0;
                }
                _ => {}
            }
        }
        index = end;
    }
    surface
}

/// Behind the closing quote, or the end of the line.
fn end_of_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut index = start + 1;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'\\' => index += 1,
            b'\n' => return index,
            byte if *byte == quote => return index + 1,
            _ => {}
        }
        index += 1;
    }
    bytes.len()
}

fn comment(written: &str, file: FileId, start: usize) -> Option<Comment> {
    let inner = written.get(2..)?;
    let inner = inner.strip_suffix("*/").unwrap_or(inner);
    let text = inner.trim().strip_prefix("factum:")?;
    Some(Comment {
        text: text.trim().to_owned(),
        span: Span::new(file, start, start + written.trim_end().len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_statements_are_told_from_strings_and_options() {
        let text = "\
syntax = \"proto3\"; // factum: allow(a)
message A { // b
  option (x) = { y: \"}\" };
  string s = 1 [(o) = { z: '//' }]; /* factum: allow(b) why */
  /*/ string t = 2; */
}
\u{e9} } \"";
        let surface = surface(text, FileId(0));
        let texts = surface.comments.iter().map(|it| &*it.text);
        assert_eq!(texts.collect::<Vec<_>>(), ["allow(a)", "allow(b) why"]);
        let statements = surface.statements.iter().map(|it| &text[it.range()]);
        let statements: Vec<_> = statements.collect();
        assert!(statements[1].starts_with("option (x)") || statements[1].starts_with('{'));
        assert!(statements.contains(&"string s = 1 [(o) = { z: '//' }];"));
        assert!(!statements.contains(&"string t = 2;"));
        assert!(
            statements
                .iter()
                .any(|it| it.starts_with("message A") && it.ends_with('}'))
        );
    }
}
