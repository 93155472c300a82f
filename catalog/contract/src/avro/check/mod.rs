//! Whether data written with one schema can be read with another.
//!
//! The verdict, the kinds of difference and their places are those of `SchemaCompatibility` in
//! Avro's Java library, on which registries rely. So the order of evaluation is Java's too: a pair
//! of types that is met again counts as it did the first time, with the places of the first time,
//! and as compatible while it is still being compared.
//!
//! Pairs wait on a list instead of on the call stack, so schemas may be of any depth. Each pair is
//! compared once, so time is bounded by the product of the numbers of types. Where that is too
//! much, as with hostile unions, two limits hold: [`EXHAUSTIVE_PAIRS`] and [`MAX_PAIRS`].

mod branches;
mod describe;
mod fields;

use std::collections::HashMap;

use branches::Branches;
use describe::{Mismatch, Problem, describe};

use super::arena::{Schema, Types};
use super::types::{Enum, Fixed, Kind, Naming, Type, TypeId, TypeRef};
use crate::compatibility::Difference;

/// How many pairs of types are compared as Java does it: a branch of a union by branch, and records
/// down to their fields even if their names differ. After these, the branches of a reader's union
/// are looked up by name, and differing names are enough.
const EXHAUSTIVE_PAIRS: usize = 1 << 16;

/// How many pairs of types are compared at most, or [`PAIRS_PER_TYPE`] for each type if that is
/// more. Schemas that take more are called incompatible.
const MAX_PAIRS: usize = 1 << 18;

/// How many pairs a type may be part of on average, in large schemas.
const PAIRS_PER_TYPE: usize = 8;

/// How many differences are listed at most.
const MAX_DIFFERENCES: usize = 10_000;

/// What stands between data written with `writer` and a reader that uses `reader`: nothing exactly
/// if Avro's Java library calls them compatible.
///
/// [`Difference::path`] is a JSON pointer into the reader, or, for a branch of a writer's union
/// that the reader cannot take, its index among the writer's branches. Kinds are Java's
/// (`NAME_MISMATCH`, `FIXED_SIZE_MISMATCH`, `MISSING_ENUM_SYMBOLS`,
/// `READER_FIELD_MISSING_DEFAULT_VALUE`, `TYPE_MISMATCH`, `MISSING_UNION_BRANCH`) and two for what
/// Java has no answer to: `AMBIGUOUS_FIELD`, when a reader's field matches several of the writer's
/// by its name and aliases (Java throws an exception), and `TOO_COMPLEX`. Logical types do not
/// count.
pub fn check(reader: &Schema, writer: &Schema) -> Vec<Difference> {
    let mut check = Check {
        reader: reader.types(),
        writer: writer.types(),
        known: HashMap::new(),
        most_pairs: MAX_PAIRS.max(PAIRS_PER_TYPE * (reader.types().len() + writer.types().len())),
        paths: Vec::new(),
        results: Vec::new(),
        fields: HashMap::new(),
        branches: HashMap::new(),
    };
    let mismatches = match check.run(reader.root(), writer.root()) {
        Ok(result) => check.flatten(result, MAX_DIFFERENCES),
        Err(mismatch) => vec![mismatch],
    };
    let mut differences = Vec::with_capacity(mismatches.len());
    for mismatch in mismatches {
        let mut difference = check.describe(mismatch);
        if let Some(reason) = check.reason(mismatch) {
            let reason = check.describe(reason);
            difference.message = format!("{}; {}", difference.message, reason.message);
        }
        differences.push(difference);
    }
    differences
}

/// A step on the way from the root to the place of a difference.
#[derive(Clone, Copy)]
enum Token {
    /// A field of a reader's record, by its number.
    Field(TypeId, usize),
    /// A branch of a writer's union.
    Branch(usize),
    Items,
    Values,
    Name,
    Size,
    Symbols,
    Type,
}

/// A place: the end of a chain of steps, or the root.
type Path = Option<usize>;

/// The chains: for each step, where it starts from.
type Paths = Vec<(Path, Token)>;

/// What is wrong with a pair: nothing, or the parts of a list.
type Outcome = Option<usize>;

enum Part {
    Own(Mismatch),
    /// What is wrong with another pair.
    Of(usize),
}

enum Known {
    InProgress,
    Compared(Outcome),
}

/// A pair under comparison.
struct Frame {
    reader: TypeRef,
    writer: TypeRef,
    path: Path,
    /// How many of its parts have been compared.
    next: usize,
    found: Vec<Part>,
}

/// What to do next with a pair.
enum Move {
    Compare(TypeRef, TypeRef, Path),
    Skip,
    Finish,
}

struct Check<'s> {
    reader: &'s Types,
    writer: &'s Types,
    known: HashMap<(TypeId, TypeId), Known>,
    most_pairs: usize,
    paths: Paths,
    results: Vec<Vec<Part>>,
    /// The positions of the fields of large writer records.
    fields: HashMap<TypeId, HashMap<&'s str, usize>>,
    branches: HashMap<TypeId, Branches<'s>>,
}

impl<'s> Check<'s> {
    /// Compares the roots. An error ends the comparison, as an exception does in Java.
    fn run(&mut self, reader: TypeRef, writer: TypeRef) -> Result<Outcome, Mismatch> {
        let mut frames = Vec::new();
        let mut returned = self.enter(&mut frames, reader, writer, None)?;
        while let Some(frame) = frames.last_mut() {
            let is_done = returned
                .take()
                .is_some_and(|outcome| self.take(frame, outcome));
            let next = if is_done {
                Move::Finish
            } else {
                self.advance(frame)?
            };
            match next {
                Move::Compare(reader, writer, path) => {
                    returned = self.enter(&mut frames, reader, writer, path)?;
                }
                Move::Skip => {}
                Move::Finish => {
                    if let Some(frame) = frames.pop() {
                        let pair = (frame.reader.id, frame.writer.id);
                        let outcome = self.outcome(frame.found);
                        self.known.insert(pair, Known::Compared(outcome));
                        returned = Some(outcome);
                    }
                }
            }
        }
        Ok(returned.flatten())
    }

    /// Starts to compare a pair; gives the outcome at once if that is known or easy.
    fn enter(
        &mut self,
        frames: &mut Vec<Frame>,
        reader: TypeRef,
        writer: TypeRef,
        path: Path,
    ) -> Result<Option<Outcome>, Mismatch> {
        let types = (self.reader.get(reader.id), self.writer.get(writer.id));
        let mut frame = Frame {
            reader,
            writer,
            path,
            next: 0,
            found: Vec::new(),
        };
        if let (Kind::Primitive(read), Kind::Primitive(written)) = (&types.0.kind, &types.1.kind) {
            if !read.takes(*written) {
                frame.found.push(own(&frame, path, Problem::Type));
            }
            return Ok(Some(self.outcome(frame.found)));
        }
        let pair = (reader.id, writer.id);
        match self.known.get(&pair) {
            Some(Known::InProgress) => return Ok(Some(None)),
            Some(Known::Compared(outcome)) => return Ok(Some(*outcome)),
            None => {}
        }
        if self.known.len() >= self.most_pairs {
            return Err(mismatch(&frame, path, Problem::TooComplex));
        }
        let is_leaf = self.compare_whole(&mut frame, types);
        if is_leaf {
            let outcome = self.outcome(frame.found);
            self.known.insert(pair, Known::Compared(outcome));
            return Ok(Some(outcome));
        }
        self.known.insert(pair, Known::InProgress);
        frames.push(frame);
        Ok(None)
    }

    /// Compares what concerns the pair itself; tells whether no parts are left to compare.
    fn compare_whole(&mut self, frame: &mut Frame, (reader, writer): (&Type, &Type)) -> bool {
        match (&reader.kind, &writer.kind) {
            (Kind::Record(read), Kind::Record(written)) => {
                self.compare_names(frame, &read.naming, &written.naming) && self.is_in_haste()
            }
            (Kind::Enum(read), Kind::Enum(written)) => {
                self.compare_names(frame, &read.naming, &written.naming);
                self.compare_symbols(frame, read, written);
                true
            }
            (Kind::Fixed(read), Kind::Fixed(written)) => {
                self.compare_names(frame, &read.naming, &written.naming);
                self.compare_sizes(frame, read, written);
                true
            }
            (Kind::Array(_), Kind::Array(_))
            | (Kind::Map(_), Kind::Map(_))
            | (Kind::Union(_), _)
            | (_, Kind::Union(_)) => false,
            _ => {
                frame.found.push(own(frame, frame.path, Problem::Type));
                true
            }
        }
    }

    fn is_in_haste(&self) -> bool {
        self.known.len() >= EXHAUSTIVE_PAIRS
    }

    /// Compares names; tells whether they differ.
    fn compare_names(&mut self, frame: &mut Frame, reader: &Naming, writer: &Naming) -> bool {
        let differ = !reader.accepts(writer);
        if differ {
            let path = self.step(frame.path, Token::Name);
            frame.found.push(own(frame, path, Problem::Name));
        }
        differ
    }

    fn compare_symbols(&mut self, frame: &mut Frame, reader: &Enum, writer: &Enum) {
        if reader
            .default
            .as_ref()
            .is_none_or(|default| !reader.has(&default.value))
            && writer.missing_in(reader).next().is_some()
        {
            let path = self.step(frame.path, Token::Symbols);
            frame.found.push(own(frame, path, Problem::Symbols));
        }
    }

    fn compare_sizes(&mut self, frame: &mut Frame, reader: &Fixed, writer: &Fixed) {
        if reader.size != writer.size {
            let path = self.step(frame.path, Token::Size);
            frame.found.push(own(frame, path, Problem::Size));
        }
    }

    /// The next part of the pair to compare.
    fn advance(&mut self, frame: &mut Frame) -> Result<Move, Mismatch> {
        let index = frame.next;
        frame.next += 1;
        let types = (
            self.reader.get(frame.reader.id),
            self.writer.get(frame.writer.id),
        );
        Ok(match (&types.0.kind, &types.1.kind) {
            (Kind::Union(_), Kind::Union(branches)) => match branches.get(index) {
                Some(branch) => Move::Compare(frame.reader, *branch, None),
                None => Move::Finish,
            },
            (_, Kind::Union(branches)) => match branches.get(index) {
                Some(branch) => {
                    let path = self.step(frame.path, Token::Branch(index));
                    Move::Compare(frame.reader, *branch, path)
                }
                None => Move::Finish,
            },
            (Kind::Union(branches), _) => {
                match self.branch(frame.reader.id, branches, types.1, index) {
                    Some(index) => {
                        frame.next = index + 1;
                        Move::Compare(branches[index], frame.writer, None)
                    }
                    None => {
                        frame
                            .found
                            .push(own(frame, frame.path, Problem::Branch(None)));
                        Move::Finish
                    }
                }
            }
            (Kind::Array(read), Kind::Array(written)) if index == 0 => {
                Move::Compare(*read, *written, self.step(frame.path, Token::Items))
            }
            (Kind::Map(read), Kind::Map(written)) if index == 0 => {
                Move::Compare(*read, *written, self.step(frame.path, Token::Values))
            }
            (Kind::Record(read), Kind::Record(written)) => {
                self.advance_record(frame, index, read, written)?
            }
            _ => Move::Finish,
        })
    }

    fn describe(&self, mismatch: Mismatch) -> Difference {
        describe(self.reader, self.writer, &self.paths, mismatch)
    }

    /// Why the branch that is meant for the writer's type does not take it.
    fn reason(&mut self, mismatch: Mismatch) -> Option<Mismatch> {
        let Problem::Branch(branch) = mismatch.problem else {
            return None;
        };
        let writer = match (branch, &self.writer.get(mismatch.writer.id).kind) {
            (Some(index), Kind::Union(branches)) => branches.get(index)?.id,
            _ => mismatch.writer.id,
        };
        let Kind::Union(branches) = &self.reader.get(mismatch.reader.id).kind else {
            return None;
        };
        let ty = self.writer.get(writer);
        let mut candidate = self.candidate(mismatch.reader.id, branches, ty, 0);
        while let Some(index) = candidate {
            let reader = branches[index].id;
            let is_meant = self.reader.get(reader).kind_name() == ty.kind_name();
            if let Some(Known::Compared(outcome)) = self.known.get(&(reader, writer))
                && is_meant
            {
                return self.flatten(*outcome, 1).pop();
            }
            candidate = self.candidate(mismatch.reader.id, branches, ty, index + 1);
        }
        None
    }

    /// The first branch of a reader's union, from `index` on, that may take the writer's type.
    fn branch(
        &mut self,
        union: TypeId,
        branches: &'s [TypeRef],
        writer: &Type,
        index: usize,
    ) -> Option<usize> {
        if !self.is_in_haste() {
            return (index < branches.len()).then_some(index);
        }
        self.candidate(union, branches, writer, index)
    }

    /// The same, without those that cannot take it by their name.
    fn candidate(
        &mut self,
        union: TypeId,
        branches: &'s [TypeRef],
        writer: &Type,
        index: usize,
    ) -> Option<usize> {
        let types = self.reader;
        let index_of = || Branches::new(types, branches);
        let known = self.branches.entry(union).or_insert_with(index_of);
        known.next(writer, index)
    }

    /// Notes the outcome of the part compared last; tells whether the pair is done with.
    fn take(&mut self, frame: &mut Frame, outcome: Outcome) -> bool {
        let types = (
            self.reader.get(frame.reader.id),
            self.writer.get(frame.writer.id),
        );
        match (&types.0.kind, &types.1.kind, outcome) {
            (Kind::Union(_), Kind::Union(_), Some(_)) => {
                let branch = frame.next - 1;
                let path = self.step(frame.path, Token::Branch(branch));
                frame
                    .found
                    .push(own(frame, path, Problem::Branch(Some(branch))));
                false
            }
            (Kind::Union(_), Kind::Union(_), None) => false,
            (Kind::Union(_), _, outcome) => outcome.is_none(),
            (_, _, outcome) => {
                frame.found.extend(outcome.map(Part::Of));
                false
            }
        }
    }

    fn step(&mut self, from: Path, token: Token) -> Path {
        self.paths.push((from, token));
        Some(self.paths.len() - 1)
    }

    fn outcome(&mut self, found: Vec<Part>) -> Outcome {
        if found.is_empty() {
            return None;
        }
        self.results.push(found);
        Some(self.results.len() - 1)
    }

    /// The differences in an outcome. One that is part of several others is listed with each.
    fn flatten(&self, outcome: Outcome, most: usize) -> Vec<Mismatch> {
        let mut flat = Vec::new();
        let mut left: Vec<(usize, usize)> = outcome.map(|result| (result, 0)).into_iter().collect();
        while let Some((result, index)) = left.pop() {
            let Some(part) = self.results[result].get(index) else {
                continue;
            };
            left.push((result, index + 1));
            match part {
                Part::Own(mismatch) => flat.push(*mismatch),
                Part::Of(inner) => left.push((*inner, 0)),
            }
            if flat.len() == most {
                break;
            }
        }
        flat
    }
}

fn mismatch(frame: &Frame, path: Path, problem: Problem) -> Mismatch {
    Mismatch {
        reader: frame.reader,
        writer: frame.writer,
        path,
        problem,
    }
}

fn own(frame: &Frame, path: Path, problem: Problem) -> Part {
    Part::Own(mismatch(frame, path, problem))
}
