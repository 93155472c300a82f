//! What a difference between two schemas is called, where it is, and what to tell people.

use super::{Path, Paths, Token};
use crate::avro::arena::Types;
use crate::avro::types::{Enum, Kind, Type, TypeRef};
use crate::compatibility::Difference;
use crate::span::Span;

/// A difference, as found.
#[derive(Clone, Copy)]
pub(super) struct Mismatch {
    pub reader: TypeRef,
    pub writer: TypeRef,
    pub path: Path,
    pub problem: Problem,
}

/// What is wrong with a pair of types.
#[derive(Clone, Copy)]
pub(super) enum Problem {
    Name,
    Size,
    Symbols,
    /// A field of the reader, by its number, which the writer lacks.
    NoDefault(usize),
    Type,
    /// No branch of the reader takes the writer's type, or this branch of the writer's union.
    Branch(Option<usize>),
    /// A field of the reader, by its number, which matches several of the writer.
    Ambiguous(usize),
    TooComplex,
}

impl Problem {
    fn kind(self) -> &'static str {
        match self {
            Problem::Name => "NAME_MISMATCH",
            Problem::Size => "FIXED_SIZE_MISMATCH",
            Problem::Symbols => "MISSING_ENUM_SYMBOLS",
            Problem::NoDefault(_) => "READER_FIELD_MISSING_DEFAULT_VALUE",
            Problem::Type => "TYPE_MISMATCH",
            Problem::Branch(_) => "MISSING_UNION_BRANCH",
            Problem::Ambiguous(_) => "AMBIGUOUS_FIELD",
            Problem::TooComplex => "TOO_COMPLEX",
        }
    }
}

/// The difference for people.
pub(super) fn describe(
    reader: &Types,
    writer: &Types,
    paths: &Paths,
    mismatch: Mismatch,
) -> Difference {
    let route = Route::new(paths, mismatch.path);
    let types = (
        reader.get(mismatch.reader.id),
        writer.get(mismatch.writer.id),
    );
    let mut told = tell(mismatch, types);
    if let Problem::Branch(Some(index)) = mismatch.problem
        && let Kind::Union(branches) = &types.1.kind
        && let Some(branch) = branches.get(index)
    {
        told.message = no_branch(writer.get(branch.id));
        told.writer = branch.span;
    }
    let place = route.for_people(reader);
    Difference {
        kind: mismatch.problem.kind(),
        path: route.pointer(),
        compatible: false,
        message: if place.is_empty() {
            told.message
        } else {
            format!("`{place}`: {}", told.message)
        },
        reader: known(told.reader),
        writer: known(told.writer),
    }
}

/// Schemas built in code have no places.
fn known(span: Span) -> Option<Span> {
    (span != Span::default()).then_some(span)
}

struct Told {
    message: String,
    reader: Span,
    writer: Span,
}

fn tell(mismatch: Mismatch, (reader, writer): (&Type, &Type)) -> Told {
    let mut told = Told {
        message: String::new(),
        reader: mismatch.reader.span,
        writer: mismatch.writer.span,
    };
    let naming_spans = |told: &mut Told| {
        told.reader = reader.naming().map_or(told.reader, |naming| naming.span);
        told.writer = writer.naming().map_or(told.writer, |naming| naming.span);
    };
    match (mismatch.problem, &reader.kind, &writer.kind) {
        (Problem::Name, ..) => {
            let alias = writer.name().map_or("", |name| name.full());
            told.message = format!(
                "the reader expects {} and the writer has {}; with the alias `{alias}` the reader \
                 would take it",
                what(reader),
                what(writer)
            );
            naming_spans(&mut told);
        }
        (Problem::Size, Kind::Fixed(read), Kind::Fixed(written)) => {
            told.message = format!(
                "the reader's `{}` has {} bytes and the writer's {}",
                read.naming.name, read.size, written.size
            );
            told.reader = read.size_span;
            told.writer = written.size_span;
        }
        (Problem::Symbols, Kind::Enum(read), Kind::Enum(written)) => {
            let missing: Vec<_> = written.missing_in(read).collect();
            let names: Vec<_> = missing
                .iter()
                .map(|symbol| format!("`{}`", symbol.value))
                .collect();
            told.message = format!(
                "the reader's enum `{}` lacks {} and has no default to take for it",
                read.naming.name,
                names.join(", ")
            );
            naming_spans(&mut told);
            told.writer = missing.first().map_or(told.writer, |symbol| symbol.span);
        }
        (Problem::NoDefault(index), Kind::Record(record), _) => {
            naming_spans(&mut told);
            if let Some(field) = record.fields.get(index) {
                told.message = format!(
                    "the reader needs the field `{}`, which the writer does not write and which \
                     has no default",
                    field.name
                );
                told.reader = field.name_span;
            }
        }
        (Problem::Ambiguous(index), Kind::Record(record), _) => {
            naming_spans(&mut told);
            if let Some(field) = record.fields.get(index) {
                told.message = format!(
                    "the reader's field `{}` matches several fields of the writer by its name and \
                     aliases",
                    field.name
                );
                told.reader = field.name_span;
            }
        }
        (Problem::Branch(_), ..) => told.message = no_branch(writer),
        (Problem::TooComplex, ..) => {
            told.message = "the schemas have too many pairs of types to compare".to_owned();
        }
        _ => {
            told.message = format!(
                "the reader expects {} and the writer has {}",
                what(reader),
                what(writer)
            );
        }
    }
    told
}

fn no_branch(writer: &Type) -> String {
    let kind = writer.kind_name();
    match writer.name() {
        Some(name) => format!("no branch of the reader's union takes the writer's {kind} `{name}`"),
        None => format!("no branch of the reader's union takes the writer's `{kind}`"),
    }
}

fn what(ty: &Type) -> String {
    match ty.name() {
        Some(name) => format!("the {} `{name}`", ty.kind_name()),
        None => format!("`{}`", ty.kind_name()),
    }
}

impl Enum {
    /// The symbols that another enum does not have.
    pub(super) fn missing_in<'e>(
        &'e self,
        other: &'e Enum,
    ) -> impl Iterator<Item = &'e crate::span::Spanned<Box<str>>> {
        let known: std::collections::HashSet<&str> =
            other.symbols.iter().map(|symbol| &*symbol.value).collect();
        self.symbols
            .iter()
            .filter(move |symbol| !known.contains(&*symbol.value))
    }
}

/// The steps from the root to a place.
struct Route(Vec<Token>);

impl Route {
    fn new(paths: &Paths, end: Path) -> Route {
        let mut tokens = Vec::new();
        let mut next = end;
        while let Some((from, token)) = next.and_then(|index| paths.get(index)) {
            tokens.push(*token);
            next = *from;
        }
        tokens.reverse();
        Route(tokens)
    }

    /// The JSON pointer, in Java's spelling: `/` is the root.
    fn pointer(&self) -> String {
        if self.0.is_empty() {
            return "/".to_owned();
        }
        self.0
            .iter()
            .map(|token| match token {
                Token::Field(_, index) => format!("/fields/{index}"),
                Token::Branch(index) => format!("/{index}"),
                Token::Items => "/items".to_owned(),
                Token::Values => "/values".to_owned(),
                Token::Name => "/name".to_owned(),
                Token::Size => "/size".to_owned(),
                Token::Symbols => "/symbols".to_owned(),
                Token::Type => "/type".to_owned(),
            })
            .collect()
    }

    /// The fields on the way, as in `order.lines[].price`; the place of a missing field is its
    /// record.
    fn for_people(&self, reader: &Types) -> String {
        let mut place = String::new();
        let is_missing_field = matches!(self.0.last(), Some(Token::Field(..)));
        for token in &self.0[..self.0.len() - usize::from(is_missing_field)] {
            match token {
                Token::Field(record, index) => {
                    if let Kind::Record(record) = &reader.get(*record).kind
                        && let Some(field) = record.fields.get(*index)
                    {
                        if !place.is_empty() {
                            place.push('.');
                        }
                        place.push_str(&field.name);
                    }
                }
                Token::Items => place.push_str("[]"),
                Token::Values => place.push_str("{}"),
                _ => {}
            }
        }
        place
    }
}
