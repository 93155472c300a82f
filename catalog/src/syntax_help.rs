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
        "part the entries with commas, and put a value that holds `: ` or braces in quotes",
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
    let help = if is_in_conflict(text) {
        CONFLICT
    } else if problem.message.contains("comment") {
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

/// Says what to do about YAML that is none, where one of the usual slips is the cause: a merge that
/// is not resolved, a tab in the indentation, a bracket that is never closed, or one of
/// [`YAML_SLIPS`].
pub(crate) fn for_yaml(mut problem: Problem, text: &str, open_bracket: Option<Span>) -> Problem {
    if is_in_conflict(text) {
        return problem.help(CONFLICT);
    }
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
    let (mut depth, mut quote) = (0_usize, None);
    for letter in opened.chars() {
        match (quote, letter) {
            (Some(open), _) => quote = quote.filter(|_| letter != open),
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return None;
        }
    }
    Some((bracket, closing))
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
    let before = text.get(..problem.span.range().start)?;
    let indentation = before.rsplit('\n').next().unwrap_or_default();
    let within = !indentation.trim().is_empty();
    if within && problem.message.contains("did not find expected key") {
        return Some(
            "put a value that begins with `[`, `{` or `*` and goes on behind it in quotes",
        );
    }
    YAML_SLIPS
        .iter()
        .find(|(says, _)| problem.message.contains(says))
        .map(|(_, help)| *help)
}

/// Whether two sides of a merge stand in the text.
fn is_in_conflict(text: &str) -> bool {
    let starts = |with| text.lines().any(|line: &str| line.starts_with(with));
    starts("<<<<<<<") && starts(">>>>>>>")
}

const CONFLICT: &str = "resolve the merge conflict between `<<<<<<<` and `>>>>>>>`";
