//! Editions, which the compiler does not know: their syntax is proto3's, but for a few words.

use std::borrow::Cow;

/// Words of edition 2024 with the words that they stand before or behind.
const WORDS: [(&str, &str); 6] = [
    ("export enum", "       enum"),
    ("export message", "       message"),
    ("import option", "import       "),
    ("local enum", "      enum"),
    ("local message", "      message"),
    ("import weak", "import     "),
];

/// The text with its `edition = "2023";` replaced by `syntax="proto3";` and without the words that
/// proto3 does not have. Its length stays, and so do all places.
pub(super) fn as_proto3(text: &str) -> Cow<'_, str> {
    const SYNTAX: &str = "syntax=\"proto3\";";
    let Some((start, end)) = statement(text) else {
        return Cow::Borrowed(text);
    };
    // The shortest statement is one byte shorter than what replaces it, and a line end follows.
    let room = text[end..].len() - text[end..].trim_ascii_start().len();
    let Some(padding) = (end + room - start).checked_sub(SYNTAX.len()) else {
        return Cow::Borrowed(text);
    };
    let taken = SYNTAX.len().max(end - start);
    let padding = " ".repeat(padding.min(taken - SYNTAX.len()));
    let mut text = [&text[..start], SYNTAX, &padding, &text[start + taken..]].concat();
    for (words, blank) in WORDS {
        if text.contains(words) {
            text = text.replace(words, blank);
        }
    }
    Cow::Owned(text)
}

/// Where the edition is stated: nothing but comments may stand before it.
fn statement(text: &str) -> Option<(usize, usize)> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.starts_with("//") {
            rest = rest.split_once('\n')?.1;
        } else if rest.starts_with("/*") {
            rest = rest[2..].split_once("*/")?.1;
        } else {
            break;
        }
    }
    let after = rest.strip_prefix("edition")?.trim_start();
    after.strip_prefix('=')?;
    let start = text.len() - rest.len();
    Some((start, start + rest.find(';')? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_replaced_in_place() {
        for (text, expected) in [
            ("edition = \"2023\";\n", "syntax=\"proto3\"; \n"),
            (
                "// a\n/* b */edition=\"2023\";\nx",
                "// a\n/* b */syntax=\"proto3\";x",
            ),
            ("edition=\"2023\";x", "edition=\"2023\";x"),
            ("edition=\"2023\";\u{a0}", "edition=\"2023\";\u{a0}"),
            ("/*/ a */edition=\"2023\";\n", "/*/ a */syntax=\"proto3\";"),
            (
                "edition = \"2024\"; import option \"a\"; local message A {}",
                "syntax=\"proto3\";  import        \"a\";       message A {}",
            ),
            (
                "syntax = \"proto3\"; edition",
                "syntax = \"proto3\"; edition",
            ),
        ] {
            assert_eq!(as_proto3(text), expected);
        }
    }
}
