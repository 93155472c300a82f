//! YAML into the document tree. Everything that knows the YAML library is in this file.

use std::collections::HashMap;
use std::ops::Range;

use factum_contract::document::{Entry, Node, Scalar, SyntaxError, Value};
use factum_contract::span::{FileId, Span};
use granit_parser::{Event, Parser, ScalarStyle, Span as Place};

use crate::repeated_keys;

/// How many values the aliases of one file may add to it: that many, and as many again for each
/// value that is written out. More is an attack or a mistake.
const ALIAS_ALLOWANCE: usize = 10_000;

/// What a YAML file holds.
#[derive(Debug, Default)]
pub struct Yaml {
    /// The documents, in order; what stands before a syntax error is there.
    pub documents: Vec<Node>,
    /// Comments that speak to factum (`# factum: …`), in order.
    pub comments: Vec<Comment>,
    /// Keys that stand twice in one mapping: the first place and the second.
    pub repeated: Vec<(Span, Span)>,
    /// The keys whose values a syntax error cut off, the outermost first.
    pub unfinished: Vec<Span>,
    /// Where the text stops being YAML, if it does.
    pub error: Option<SyntaxError>,
    /// The innermost `[` or `{` that is open where the text stops being YAML.
    pub open_bracket: Option<Span>,
}

/// A comment that speaks to factum.
#[derive(Debug)]
pub struct Comment {
    /// What follows `factum:`, trimmed.
    pub text: String,
    /// The whole comment.
    pub span: Span,
}

/// Reads YAML 1.2. Nesting is limited to 255 levels, and aliases to a multiple of the file.
pub fn parse(text: &str, file: FileId) -> Yaml {
    let bom = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    parse_part(text, bom..text.len(), file)
}

/// Reads a part of a text that is YAML, as [`parse`] does; places count in the whole text.
pub(crate) fn parse_part(text: &str, part: Range<usize>, file: FileId) -> Yaml {
    let start = part.start;
    let body = &text[part];
    let mut builder = Builder {
        file,
        start,
        yaml: Yaml::default(),
        open: Vec::new(),
        anchors: HashMap::new(),
        written: 0,
        expanded: 0,
    };
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(body.contains("factum:"));
    // A block of comments without end is no attack: they are counted with the text.
    options.max_buffered_comment_events = usize::MAX;
    for event in Parser::new_from_str_with_options(body, options) {
        let step = match event {
            Ok((event, place)) => builder.take(event, place),
            Err(error) => {
                let at = error
                    .marker()
                    .byte_offset()
                    .unwrap_or(body.len())
                    .min(body.len());
                let width = body[at..].chars().next().map_or(0, char::len_utf8);
                Err(SyntaxError {
                    message: error.kind().to_string(),
                    span: Span::new(file, at + start, at + width + start),
                })
            }
        };
        if let Err(error) = step {
            builder.yaml.error = Some(error);
            break;
        }
    }
    builder.close_all();
    builder.yaml
}

/// A collection that is being read.
struct Open {
    span: Span,
    flow: bool,
    anchor: usize,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        key: Option<(Box<str>, Span)>,
    },
}

struct Builder {
    file: FileId,
    /// Where in the file the text begins.
    start: usize,
    yaml: Yaml,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    written: usize,
    expanded: usize,
}

impl Builder {
    fn span(&self, place: &Place) -> Span {
        let range = place.byte_range().unwrap_or_default();
        Span::new(self.file, range.start + self.start, range.end + self.start)
    }

    fn take(&mut self, event: Event<'_>, place: Place) -> Result<(), SyntaxError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.span(&place);
                let tagged_string = tag.is_some_and(|tag| tag.core_suffix() == Some("str"));
                let plain = style == ScalarStyle::Plain && !tagged_string;
                let scalar = Scalar {
                    text: text.into_owned().into_boxed_str(),
                    plain,
                };
                self.add(
                    Node {
                        value: Value::Scalar(scalar),
                        span,
                    },
                    anchor,
                )
            }
            Event::SequenceStart(style, anchor, _) => {
                self.start(&place, style, anchor, OpenKind::List(Vec::new()))
            }
            Event::MappingStart(style, anchor, _) => {
                let kind = OpenKind::Map {
                    entries: Vec::new(),
                    key: None,
                };
                self.start(&place, style, anchor, kind)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = self.span(&place).end;
                self.close(Some(end))
            }
            Event::Alias(id) => {
                let span = self.span(&place);
                let Some(node) = self.anchors.get(&id) else {
                    return Err(SyntaxError {
                        message: "this alias refers to the very collection that it stands in"
                            .to_owned(),
                        span,
                    });
                };
                self.expanded += count(node);
                if self.expanded > ALIAS_ALLOWANCE + self.written {
                    return Err(SyntaxError {
                        message: format!(
                            "the aliases of this file expand to more than {} values",
                            ALIAS_ALLOWANCE + self.written
                        ),
                        span,
                    });
                }
                let node = node.clone();
                self.add(node, 0)
            }
            Event::Comment(text, _) => {
                if let Some(rest) = text.trim().strip_prefix("factum:") {
                    let span = self.span(&place);
                    self.yaml.comments.push(Comment {
                        text: rest.trim().to_owned(),
                        span,
                    });
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(
        &mut self,
        place: &Place,
        style: granit_parser::StructureStyle,
        anchor: usize,
        kind: OpenKind,
    ) -> Result<(), SyntaxError> {
        let span = self.span(place);
        if let Some(Open {
            kind: OpenKind::Map { key: None, .. },
            ..
        }) = self.open.last()
        {
            return Err(SyntaxError {
                message: "a collection cannot be a key here; write the key as text".to_owned(),
                span,
            });
        }
        let flow = style == granit_parser::StructureStyle::Flow;
        self.open.push(Open {
            span,
            flow,
            anchor,
            kind,
        });
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), SyntaxError> {
        self.written += 1;
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.yaml.documents.push(node);
            return Ok(());
        };
        if !open.flow {
            open.span.end = open.span.end.max(node.span.end);
        }
        match &mut open.kind {
            OpenKind::List(items) => items.push(node),
            OpenKind::Map { entries, key } => match key.take() {
                Some((key, key_span)) => entries.push(Entry {
                    key,
                    key_span,
                    value: node,
                }),
                None => match node.value {
                    Value::Scalar(scalar) => *key = Some((scalar.text, node.span)),
                    _ => {
                        return Err(SyntaxError {
                            message: "a collection cannot be a key here; write the key as text"
                                .to_owned(),
                            span: node.span,
                        });
                    }
                },
            },
        }
        Ok(())
    }

    /// Closes the innermost collection; `end` is where its closing bracket ends, if it has one.
    fn close(&mut self, end: Option<u32>) -> Result<(), SyntaxError> {
        let Some(mut open) = self.open.pop() else {
            return Ok(());
        };
        if let (true, Some(end)) = (open.flow, end) {
            open.span.end = end;
        }
        let value = match open.kind {
            OpenKind::List(items) => Value::List(items),
            OpenKind::Map { mut entries, key } => {
                if let Some((key, key_span)) = key {
                    let after = Span {
                        start: key_span.end,
                        ..key_span
                    };
                    entries.push(Entry {
                        key,
                        key_span,
                        value: Node::plain("", after),
                    });
                }
                repeated_keys::among(&entries, &mut self.yaml.repeated);
                Value::Map(entries)
            }
        };
        self.add(
            Node {
                value,
                span: open.span,
            },
            open.anchor,
        )
    }

    fn close_all(&mut self) {
        let keys = self.open.iter().filter_map(|open| match &open.kind {
            OpenKind::Map { key, .. } => key.as_ref().map(|(_, span)| *span),
            OpenKind::List(_) => None,
        });
        self.yaml.unfinished = keys.collect();
        let innermost = self.open.last().filter(|open| open.flow);
        self.yaml.open_bracket = innermost.map(|open| open.span.slice(0, 1));
        while !self.open.is_empty() {
            // What was read is kept; a second error on the way out tells nothing new.
            let _ = self.close(None);
        }
    }
}

fn count(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(_) => 1,
        Value::List(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Map(entries) => {
            1 + entries
                .iter()
                .map(|entry| count(&entry.value))
                .sum::<usize>()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_text(text: &str) -> Yaml {
        parse(text, FileId(0))
    }

    #[test]
    fn keys_and_values_have_their_exact_bytes() {
        let text = "\u{feff}a:\r\n  b: 'x y' # note\r\n  c: [1, {d: e}]\r\nf: |\r\n  text\r\n";
        let yaml = parse_text(text);
        assert!(yaml.error.is_none(), "{:?}", yaml.error);
        let root = &yaml.documents[0];
        let at = |pointer: &str| &text[root.pointer(pointer).unwrap().span.range()];
        assert_eq!(at("/a/b"), "'x y'");
        assert_eq!(at("/a/c"), "[1, {d: e}]");
        assert_eq!(at("/a/c/1/d"), "e");
        assert_eq!(at("/a"), "b: 'x y' # note\r\n  c: [1, {d: e}]");
        let key = root.entry("f").unwrap().key_span;
        assert_eq!(&text[key.range()], "f");
        assert_eq!(root.get("f").unwrap().text(), Some("text\n"));
    }

    #[test]
    fn an_alias_bomb_is_refused_in_no_time() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..40 {
            let below = format!("*a{}", level - 1);
            text += &format!("a{level}: &a{level} [{}]\n", vec![below; 9].join(", "));
        }
        assert!(parse_text(&text).error.unwrap().message.contains("expand"));
    }

    #[test]
    fn what_stands_before_an_error_is_kept() {
        let yaml = parse_text("a: 1\nb:\n  c: 2\n\td: 3\n");
        assert!(yaml.error.is_some());
        assert_eq!(yaml.documents[0].get("a").and_then(Node::text), Some("1"));
    }

    #[test]
    fn deep_nesting_is_an_error() {
        for bracket in ["[", "{a: ", "- "] {
            assert!(
                parse_text(&bracket.repeat(100_000)).error.is_some(),
                "{bracket}"
            );
        }
    }

    #[test]
    fn repeated_keys_are_found() {
        let yaml = parse_text("a: 1\nb: 2\na: 3\n");
        assert_eq!(yaml.repeated.len(), 1);
        assert_eq!(yaml.repeated[0].1.start, 10);
    }

    #[test]
    fn only_comments_to_factum_are_kept() {
        let yaml = parse_text("# factum: allow(no-doc) later\na: 1 # other\nb: 2 #factum: x\n");
        let texts: Vec<_> = yaml
            .comments
            .iter()
            .map(|comment| comment.text.as_str())
            .collect();
        assert_eq!(texts, ["allow(no-doc) later", "x"]);
    }
}
