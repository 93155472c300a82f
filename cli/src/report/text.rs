//! For people: the lines of the catalog, with what is wrong marked in them.

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use factum_contract::span::Span;
use factum_message_rules::finding::{Finding, Safety, Severity};

use super::{Report, summary};
use crate::position::Positions;

/// Longer lines are shown in part. The renderer reads the lines that it is given, so this also
/// bounds its work on a document that is one long line.
const MAX_LINE: usize = 400;

/// Writes the findings, each with the lines that it speaks of, and a line that sums up.
pub fn write(report: &Report<'_>, colored: bool, out: &mut impl Write) -> io::Result<()> {
    let renderer = match colored {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let mut explained = HashSet::new();
    for finding in report.findings {
        let groups = groups(finding, explained.insert(finding.rule), &report.positions);
        writeln!(out, "{}\n", renderer.render(&groups))?;
    }
    writeln!(out, "{}", summary(report))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// The finding, and a group for each other place that it speaks of.
fn groups<'a>(finding: &'a Finding, is_first: bool, positions: &Positions<'a>) -> Vec<Group<'a>> {
    let mut main = level(finding.severity)
        .primary_title(finding.message.as_str())
        .id(finding.rule)
        .elements(excerpt(finding.span, &finding.label, positions));
    if is_first {
        main = main.element(Level::NOTE.with_name("why").message(finding.why));
    }
    if let Some(help) = &finding.help {
        main = main.element(Level::HELP.message(help.as_str()));
    }
    if let Some(fix) = finding.fixes.first() {
        let how = match fix.safety {
            Safety::Safe => "with --fix",
            Safety::Unsafe => "with --unsafe-fixes",
            Safety::Suggested => "by hand",
        };
        let text = format!("{} ({how})", fix.message);
        main = main.element(Level::HELP.with_name("fix").message(text));
    }
    let explain = format!("factum explain {}", finding.rule);
    main = main.element(Level::NOTE.with_name("explain").message(explain));
    std::iter::once(main)
        .chain(finding.related.iter().map(|related| {
            Level::NOTE
                .secondary_title(related.message.as_str())
                .elements(excerpt(related.span, "", positions))
        }))
        .collect()
}

/// The place, and the line in which the span begins with the span marked.
fn excerpt<'a>(span: Span, label: &'a str, positions: &Positions<'a>) -> Vec<Element<'a>> {
    let Some((path, text, index)) = positions.file(span.file) else {
        return Vec::new();
    };
    let start = index.position(text, span.start as usize);
    let (line_start, line) = index.line(text, start.line);
    let from = (start.offset as usize - line_start).min(line.len());
    let to = (span.end as usize)
        .saturating_sub(line_start)
        .clamp(from, line.len());
    let window = window(line, from..to);
    let mark = AnnotationKind::Primary.span(from - window.start..to.min(window.end) - window.start);
    let mark = match label {
        "" => mark,
        label => mark.label(label),
    };
    let snippet = Snippet::source(line.get(window.clone()).unwrap_or(""))
        .line_start(start.line as usize)
        .annotation(mark);
    if window == (0..line.len()) {
        return vec![snippet.path(path).into()];
    }
    // The renderer counts columns in what it is given, which is not all of the line.
    let origin = Origin::path(path)
        .line(start.line as usize)
        .char_column(start.column as usize);
    vec![origin.into(), snippet.into()]
}

/// The part of a line to show: all of it, or what surrounds the marked bytes.
fn window(line: &str, marked: Range<usize>) -> Range<usize> {
    if line.len() <= MAX_LINE {
        return 0..line.len();
    }
    let start = line.floor_char_boundary(marked.start.saturating_sub(MAX_LINE / 4));
    let end = line.floor_char_boundary((start + MAX_LINE).min(line.len()));
    start..end.max(start)
}
