//! The grammar of types: `T := base | Name | [T] | map<T> | enum(a, b) | fixed(n) | T "|" T | T?`.

use factum_contract::document::{Node, Value};
use factum_contract::shape::{Enum, Symbol, Type, TypeRef};
use factum_contract::span::{Span, Spanned};

use super::bases::base;
use crate::problem::{Problem, ProblemKind};

/// How deep types may nest.
const DEPTH: usize = 64;

/// Reads a type from a value: text, or a YAML sequence of one.
///
/// # Errors
/// A problem at the exact bytes that are wrong.
pub(crate) fn read(node: &Node) -> Result<Type, Problem> {
    read_nested(node, 0)
}

fn read_nested(node: &Node, depth: usize) -> Result<Type, Problem> {
    let invalid = |message: &str| Problem::new(ProblemKind::InvalidValue, node.span, message);
    match &node.value {
        Value::Scalar(scalar) if scalar.text.is_empty() => {
            Err(invalid("the type is missing").help("write one, such as `string` or `[OrderLine]`"))
        }
        Value::Scalar(scalar) => parse(&scalar.text, Place::of(node), depth),
        Value::List(items) => match &items[..] {
            [item] if depth < DEPTH => Ok(Type::List(Box::new(read_nested(item, depth + 1)?))),
            [_] => Err(invalid("the type is nested too deeply")),
            [] => Err(invalid("a list needs the type of its items").help("write `[string]`")),
            _ => Err(invalid("a list has one type of items")
                .help("quote the type if it holds a comma: `[\"decimal(12,2)\"]`")),
        },
        Value::Map(_) => Err(invalid("a type is text such as `string` or `[OrderLine]`")
            .help("define a record of its own under `types:` and name it here")),
    }
}

/// Where the text of a type stands: exactly, or somewhere inside a quoted scalar with escapes.
#[derive(Clone, Copy)]
struct Place {
    span: Span,
    exact: bool,
}

impl Place {
    fn of(node: &Node) -> Place {
        let Some(scalar) = node.as_scalar() else {
            return Place {
                span: node.span,
                exact: false,
            };
        };
        let written = node.span.range().len();
        let quotes = if scalar.plain { 0 } else { 2 };
        if written == scalar.text.len() + quotes {
            Place {
                span: node.span.slice(quotes / 2, written - quotes / 2),
                exact: true,
            }
        } else {
            Place {
                span: node.span,
                exact: false,
            }
        }
    }

    fn part(self, start: usize, end: usize) -> Span {
        if self.exact {
            self.span.slice(start, end)
        } else {
            self.span
        }
    }
}

fn parse(text: &str, place: Place, depth: usize) -> Result<Type, Problem> {
    let mut parser = TypeParser {
        text,
        at: 0,
        place,
        depth,
    };
    let ty = parser.union()?;
    parser.skip_space();
    if parser.at < text.len() {
        let rest = &text[parser.at..];
        return Err(parser.error(
            parser.at,
            text.len(),
            format!("`{rest}` does not belong to a type"),
        ));
    }
    Ok(ty)
}

struct TypeParser<'t> {
    text: &'t str,
    at: usize,
    place: Place,
    depth: usize,
}

impl<'t> TypeParser<'t> {
    fn error(&self, start: usize, end: usize, message: impl Into<String>) -> Problem {
        let span = self.place.part(start, end.max(start));
        Problem::new(ProblemKind::InvalidValue, span, message).help(
            "a type is a base type, a name, `[T]`, `map<T>`, `enum(a, b)`, `fixed(n)`, `A | B` \
             or `T?`",
        )
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, token: char) -> bool {
        self.skip_space();
        let found = self.text[self.at..].starts_with(token);
        if found {
            self.at += token.len_utf8();
        }
        found
    }

    fn expect(&mut self, token: char, opened: usize) -> Result<(), Problem> {
        if self.eat(token) {
            return Ok(());
        }
        let message = format!("`{token}` is missing");
        let help = match token {
            ')' => {
                "close it with `)`, or quote the type: inside `{}` and `[]` YAML splits at commas"
                    .to_owned()
            }
            _ => format!("close it with `{token}`"),
        };
        Err(self.error(opened, self.text.len(), message).help(help))
    }

    fn union(&mut self) -> Result<Type, Problem> {
        let first = self.postfix()?;
        if !self.eat('|') {
            return Ok(first);
        }
        let mut branches = vec![first];
        loop {
            branches.push(self.postfix()?);
            if !self.eat('|') {
                break;
            }
        }
        // `A | B?` says the same as `(A | B)?`: one of them, or nothing.
        let optional = branches
            .iter()
            .any(|branch| matches!(branch, Type::Optional(_)));
        let branches = branches
            .into_iter()
            .map(|branch| match branch {
                Type::Optional(inner) => *inner,
                other => other,
            })
            .collect();
        let union = Type::Union(branches);
        Ok(if optional {
            Type::Optional(Box::new(union))
        } else {
            union
        })
    }

    fn postfix(&mut self) -> Result<Type, Problem> {
        let start = self.at;
        let ty = self.primary()?;
        if !self.eat('?') {
            return Ok(ty);
        }
        if self.eat('?') {
            return Err(self.error(start, self.at, "one `?` is enough: the value may be absent"));
        }
        Ok(Type::Optional(Box::new(ty)))
    }

    fn primary(&mut self) -> Result<Type, Problem> {
        self.skip_space();
        let start = self.at;
        if self.depth >= DEPTH {
            return Err(self.error(start, self.text.len(), "the type is nested too deeply"));
        }
        self.depth += 1;
        let ty = self.primary_inside(start);
        self.depth -= 1;
        ty
    }

    fn primary_inside(&mut self, start: usize) -> Result<Type, Problem> {
        if self.eat('[') {
            let inner = self.union()?;
            self.expect(']', start)?;
            return Ok(Type::List(Box::new(inner)));
        }
        let name = self.word();
        match name {
            "" => {
                let end = self.text[start..]
                    .chars()
                    .next()
                    .map_or(start, |c| start + c.len_utf8());
                Err(self.error(start, end, "a type is missing here"))
            }
            "map" => {
                if !self.eat('<') {
                    return Err(self
                        .error(start, self.at, "a map needs the type of its values")
                        .help("write `map<string>`; the keys are strings"));
                }
                let inner = self.union()?;
                self.expect('>', start)?;
                Ok(Type::Map(Box::new(inner)))
            }
            "decimal" => self.decimal(start),
            "fixed" => {
                let numbers = self.numbers(start, "fixed(16)")?;
                match numbers[..] {
                    [size] if size > 0 => Ok(Type::Fixed(size)),
                    _ => Err(self
                        .error(start, self.at, "`fixed` has one size in bytes, above 0")
                        .help("write `fixed(16)`")),
                }
            }
            "enum" => self.symbols(start),
            name => match base(name) {
                Some(ty) => Ok(ty),
                None => Ok(Type::Named(TypeRef {
                    name: name.into(),
                    span: self.place.part(start, self.at),
                    id: None,
                })),
            },
        }
    }

    /// A name, qualified and versioned as it may be.
    fn word(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '-')))
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn decimal(&mut self, start: usize) -> Result<Type, Problem> {
        let numbers = self.numbers(start, "decimal(12,2)")?;
        let problem = match numbers[..] {
            [0, _] => "a decimal has at least one digit",
            [precision, scale] if scale > precision => {
                "the scale of a decimal cannot exceed its precision"
            }
            [precision, _] if precision > 38 => "a decimal has at most 38 digits",
            [precision, scale] => return Ok(Type::Decimal { precision, scale }),
            _ => "a decimal has a precision and a scale",
        };
        Err(self
            .error(start, self.at, problem)
            .help("write `decimal(12,2)`: 12 digits in all, 2 of them after the point"))
    }

    fn numbers(&mut self, start: usize, right: &str) -> Result<Vec<u32>, Problem> {
        if !self.eat('(') {
            return Err(self
                .error(start, self.at, "the numbers are missing")
                .help(format!("write `{right}`")));
        }
        let mut numbers = Vec::new();
        loop {
            self.skip_space();
            let from = self.at;
            let word = self.word();
            match word.parse() {
                Ok(number) => numbers.push(number),
                Err(_) if word.is_empty() && self.text[self.at..].is_empty() => {}
                Err(_) => {
                    return Err(self
                        .error(from, self.at, format!("`{word}` is no whole number"))
                        .help(format!("write `{right}`")));
                }
            }
            if !self.eat(',') {
                break;
            }
        }
        self.expect(')', start)?;
        Ok(numbers)
    }

    fn symbols(&mut self, start: usize) -> Result<Type, Problem> {
        if !self.eat('(') {
            return Err(self
                .error(start, self.at, "an enum needs its symbols")
                .help("write `enum(web, store)`"));
        }
        let mut symbols: Vec<Symbol> = Vec::new();
        loop {
            self.skip_space();
            let from = self.at;
            let name = self.word();
            let span = self.place.part(from, self.at);
            symbols.push(symbol(name, span)?);
            if !self.eat(',') {
                break;
            }
        }
        self.expect(')', start)?;
        refuse_repeated(&symbols)?;
        Ok(Type::Enum(Box::new(Enum {
            symbols,
            default: None,
        })))
    }
}

/// Whether Avro, Protobuf and the like can carry this as a name.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// An enum symbol without a doc.
pub(crate) fn symbol(name: &str, span: Span) -> Result<Symbol, Problem> {
    if !is_identifier(name) {
        return Err(Problem::new(
            ProblemKind::InvalidValue,
            span,
            format!("`{name}` is no enum symbol"),
        )
        .help("a symbol is made of ASCII letters, digits and `_`, and starts with no digit"));
    }
    Ok(Symbol {
        name: Spanned::new(name.into(), span),
        doc: None,
    })
}

/// Refuses an enum in which a symbol stands twice.
pub(crate) fn refuse_repeated(symbols: &[Symbol]) -> Result<(), Problem> {
    let mut seen = std::collections::HashMap::new();
    for symbol in symbols {
        if let Some(first) = seen.insert(&symbol.name.value, symbol.name.span) {
            let message = format!("the symbol `{}` stands twice", symbol.name.value);
            return Err(
                Problem::new(ProblemKind::DuplicateDefinition, symbol.name.span, message)
                    .related(first, "first here"),
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use factum_contract::span::FileId;

    fn read_text(text: &str) -> Result<Type, Problem> {
        read(&Node::plain(text, Span::new(FileId(0), 0, text.len())))
    }

    #[test]
    fn a_type_prints_as_it_is_written() {
        for text in [
            "bool",
            "decimal(12,2)",
            "[OrderLine]?",
            "map<[string]>",
            "enum(web, store)",
            "fixed(16)",
            "Card | Cash | a.b.Wire@2",
            "string | int?",
            "timestamp",
            "[map<Money>?]",
        ] {
            assert_eq!(read_text(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_wrong_type_is_pointed_at_exactly() {
        for (text, wrong, says) in [
            ("decimal(2,12)", "decimal(2,12)", "scale"),
            ("decimal(x,2)", "x", "whole number"),
            ("[string", "[string", "`]` is missing"),
            ("string string", "string", "does not belong"),
            ("enum(a, b, a)", "a", "twice"),
            ("enum(2nd)", "2nd", "no enum symbol"),
            ("fixed(0)", "fixed(0)", "above 0"),
            ("string??", "string??", "one `?`"),
            ("map", "map", "values"),
            ("a |", "", "missing here"),
        ] {
            let problem = read_text(text).unwrap_err();
            assert_eq!(
                &text[problem.span.range()],
                wrong,
                "{text}: {}",
                problem.message
            );
            assert!(
                problem.message.contains(says),
                "{text}: {}",
                problem.message
            );
        }
    }

    #[test]
    fn deep_nesting_is_an_error() {
        assert!(read_text(&"[".repeat(10_000)).is_err());
        assert!(read_text(&"map<".repeat(10_000)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_type_or_a_problem_inside_it(text in "\\PC{0,40}") {
            if let Err(problem) = read_text(&text) {
                proptest::prop_assert!(problem.span.range().end <= text.len());
                proptest::prop_assert!(text.get(problem.span.range()).is_some());
            }
        }
    }
}
