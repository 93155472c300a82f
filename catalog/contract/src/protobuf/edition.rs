//! Editions, which the compiler does not know: their syntax is proto3's, but for rare parts.

use std::borrow::Cow;

/// The text with its `edition = "2023";` replaced by `syntax="proto3";` of the same length, so that
/// places stay.
pub(super) fn as_proto3(text: &str) -> Cow<'_, str> {
    const SYNTAX: &str = "syntax=\"proto3\";";
    let Some((start, end)) = statement(text) else {
        return Cow::Borrowed(text);
    };
    // The shortest statement is one byte shorter than what replaces it, and a line end follows.
    let room = text[end..].len() - text[end..].trim_start().len();
    let Some(padding) = (end + room - start).checked_sub(SYNTAX.len()) else {
        return Cow::Borrowed(text);
    };
    let taken = SYNTAX.len().max(end - start);
    let padding = " ".repeat(padding.min(taken - SYNTAX.len()));
    Cow::Owned([&text[..start], SYNTAX, &padding, &text[start + taken..]].concat())
}

/// Where the edition is stated: nothing but comments may stand before it.
fn statement(text: &str) -> Option<(usize, usize)> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.starts_with("//") {
            rest = rest.split_once('\n')?.1;
        } else if rest.starts_with("/*") {
            rest = rest.split_once("*/")?.1;
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
            (
                "syntax = \"proto3\"; edition",
                "syntax = \"proto3\"; edition",
            ),
        ] {
            assert_eq!(as_proto3(text), expected);
        }
    }
}
