//! What to do about text that is not what its file's name says: the usual slips.

use factum_contract::span::Span;

use crate::problem::Problem;

/// What the YAML parser says of a usual slip, and what to do about it; the first that fits counts.
const YAML_SLIPS: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "put a value that holds `: ` in quotes, end each key with `:`, and indent the keys of one \
         mapping alike",
    ),
    (
        "did not find expected ','",
        "part the entries with commas, and put a value that holds `: ` in quotes",
    ),
    (
        "illegal placement of ':'",
        "put a value that holds `: ` in quotes",
    ),
    (
        "unexpected character",
        "put a value that begins with `@`, `%` or a backtick in quotes",
    ),
    (
        "unknown anchor",
        "put a value that begins with `*` in quotes: bare, it repeats a value marked with `&`",
    ),
    (
        "escape",
        "write `\\\\` for a backslash in double quotes, or use single quotes",
    ),
    (
        "hexadecimal",
        "write `\\\\` for a backslash in double quotes, or use single quotes",
    ),
    (
        "single-quoted scalar",
        "write `''` for an apostrophe in single quotes, or use double quotes",
    ),
    (
        "double-quoted scalar",
        "write `\\\"` for a quote in double quotes, or use single quotes",
    ),
    ("quoted scalar", "close the quote that was opened above"),
    (
        "block scalar",
        "begin the text after `|` or `>` on the next line, or put it in quotes",
    ),
    (
        "did not find expected key",
        "indent the keys of one mapping alike, and so the items of one list",
    ),
    (
        "expected '-'",
        "begin each item with `-`, or end the list by indenting less",
    ),
    (
        "block sequence entries are not allowed",
        "begin the list on the next line, or write `[a, b]`; put text that begins with `- ` in \
         quotes",
    ),
    (
        "mapping keys are not allowed",
        "put a value that begins with `? ` in quotes",
    ),
    (
        "simple key expected",
        "write `key: value`; indent text that goes on further than its key",
    ),
    ("misplaced bracket", "take it out: no bracket is open here"),
];

/// Says what to do about JSON that is none, where it is something like it.
pub(crate) fn for_json(problem: Problem, text: &str) -> Problem {
    let begins = |first: &[char]| {
        text.trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with(first)
    };
    let help = if problem.message.contains("comment") {
        "take the comment out: JSON has none"
    } else if problem.message.contains("trailing comma") {
        "take the comma out"
    } else if !begins(&['{', '[', '"']) {
        "name the file `.yaml` if it is YAML"
    } else {
        return problem;
    };
    problem.help(help)
}

/// Says what to do about YAML that is none, where the usual slips are the cause: a tab in the
/// indentation, a bracket that is never closed.
pub(crate) fn for_yaml(mut problem: Problem, text: &str, open_bracket: Option<Span>) -> Problem {
    if problem
        .message
        .starts_with("this is not YAML: the front matter")
    {
        return problem.help("end it with a line of `---`, and write the page below");
    }
    if problem.message.contains("tab")
        && let Some(tab) = indenting_tab(text, problem.span.range().start)
    {
        problem.span = Span::new(problem.span.file, tab, tab + 1);
        return problem.help("indent with spaces: YAML allows no tabs there");
    }
    if let Some((bracket, closing)) = open_bracket.and_then(|bracket| unclosed(bracket, text)) {
        let marked = problem.span == bracket;
        let problem = problem.help(format!("close it with `{closing}`"));
        return if marked {
            problem
        } else {
            problem.related(bracket, "this is still open")
        };
    }
    match slip(&problem, text) {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// An open bracket that its line does not close, and what would.
fn unclosed(bracket: Span, text: &str) -> Option<(Span, char)> {
    let opened = text.get(bracket.range().start..)?.lines().next()?;
    let closing = if opened.starts_with('[') { ']' } else { '}' };
    (!opened.contains(closing)).then_some((bracket, closing))
}

/// The tab that indents the line of an error or, as the parser may stop at the value before it, the
/// next line.
fn indenting_tab(text: &str, error: usize) -> Option<usize> {
    let mut line = text.get(..error)?.rfind('\n').map_or(0, |end| end + 1);
    for content in text.get(line..)?.split_inclusive('\n').take(2) {
        let indentation = content.len() - content.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = content[..indentation].find('\t') {
            return Some(line + tab);
        }
        line += content.len();
    }
    None
}

fn slip(problem: &Problem, text: &str) -> Option<&'static str> {
    let rest = text.get(problem.span.range().start..)?;
    if rest.starts_with("<<<<<<<") {
        return Some("resolve the merge conflict that begins here");
    }
    YAML_SLIPS
        .iter()
        .find(|(says, _)| problem.message.contains(says))
        .map(|(_, help)| *help)
}
