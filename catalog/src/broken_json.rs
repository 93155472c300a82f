//! What can be read of JSON that is none, so that a mistake in a catalog is told from another
//! program's file with comments.

use factum_contract::document::{Node, parse_loose_json};
use factum_contract::span::FileId;

/// The value that was meant: all of it where only brackets are missing at the end, or there are
/// comments, or commas too many or too few; else what stands before the mistake.
pub(crate) fn guess(text: &str, file: FileId) -> Option<Node> {
    let error = match parse_loose_json(&closed(text), file) {
        Ok(root) => return Some(root),
        Err(error) => error,
    };
    let before = text.get(..error.span.range().start)?;
    let whole = before.get(..scan(before).separated)?;
    parse_loose_json(&closed(whole), file).ok()
}

/// The text with what is still open at its end closed.
fn closed(text: &str) -> String {
    let Scan { end, open, .. } = scan(text);
    let mut closed = text.get(..end).unwrap_or_default().to_owned();
    closed.push('\n');
    closed.extend(open.iter().rev());
    closed
}

struct Scan {
    /// Where the first bracket stands that closes none, else the end of the text.
    end: usize,
    /// The brackets that are missing at the end, the outermost first.
    open: Vec<char>,
    /// The end of the last bracket or comma after which a key or an item begins.
    separated: usize,
}

fn scan(text: &str) -> Scan {
    let mut scan = Scan {
        end: text.len(),
        open: Vec::new(),
        separated: 0,
    };
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let width = token(rest);
        match rest.chars().next() {
            Some(opening @ ('{' | '[')) => {
                scan.open.push(if opening == '{' { '}' } else { ']' });
                scan.separated = at + width;
            }
            Some(closing @ ('}' | ']')) if scan.open.pop_if(|it| *it == closing).is_none() => {
                scan.end = at;
                break;
            }
            Some(',') => scan.separated = at + width,
            _ => {}
        }
        at += width;
    }
    scan
}

/// How long the text, the comment or else the character is that `rest` begins with. A text ends
/// with its line at the latest.
fn token(rest: &str) -> usize {
    let found = |end: Option<usize>| end.unwrap_or(rest.len());
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let mut is_escaped = false;
            let end = rest.char_indices().skip(1).find(|(_, it)| {
                let is_end = *it == '\n' || (*it == quote && !is_escaped);
                is_escaped = *it == '\\' && !is_escaped;
                is_end
            });
            found(end.map(|(end, _)| end + 1))
        }
        _ if rest.starts_with("//") => found(rest.find('\n')),
        _ if rest.starts_with("/*") => found(rest.find("*/").map(|end| end + 2)),
        first => first.map_or(1, char::len_utf8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_read_as_far_as_it_goes() {
        for (text, keys) in [
            ("{\"a\": 1, \"b\": {\"c\": [1", "a b"),
            ("{\"a\": 1 \"b\": 2,}", "a b"),
            ("{ // it's {\n /* [ */ \"a\\\"}\": 1, \"b\": [", "a\"} b"),
            ("{\"a\": 1, \"b\": [2}, \"c\": 3}", "a b"),
            ("{\"a\": 1}}", "a"),
            ("{\"a\": \"x, y\", \"b\": , \"c\": 3}", "a"),
            ("\u{feff}{\"a\": 1, \"b: 2,\n \"c\": 3}", "a"),
            ("{\"a\": 1}\n{\"b\": 2}\n", ""),
            ("", ""),
        ] {
            let root = guess(text, FileId(0));
            let entries = root.as_ref().and_then(Node::as_map).unwrap_or_default();
            let found: Vec<&str> = entries.iter().map(|entry| &*entry.key).collect();
            assert_eq!(found.join(" "), keys, "{text}");
        }
        let deep = "[{\"a\":".repeat(100_000);
        assert!(guess(&deep, FileId(0)).is_some_and(|it| it.as_list().is_some()));
    }
}
