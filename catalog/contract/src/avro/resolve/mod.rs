//! How data written with one schema becomes data of another: schema resolution, compiled.

mod default_bytes;
mod translate;

use std::collections::HashMap;

use super::arena::{Schema, Types};
use super::check::check;
use super::types::{Enum, Kind, Primitive, Record, Type, TypeId, TypeRef};
pub use translate::DecodeError;

/// A compiled schema resolution: it turns the bytes of a value written with the writer's schema
/// into the bytes of the same value in the reader's schema.
///
/// ```
/// use factum_contract::avro::{self, resolve};
/// use factum_contract::document::parse_json;
/// use factum_contract::span::FileId;
///
/// let schema = |json| {
///     let document = parse_json(json, FileId(0)).unwrap();
///     avro::parse(&document).unwrap().schema
/// };
/// let resolution = resolve(&schema(r#"["null", "double"]"#), &schema(r#""int""#));
/// // The int 1 becomes branch 1, and the double 1.0.
/// assert_eq!(resolution.translate(&[2]).unwrap(), [2, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]);
/// ```
#[derive(Clone, Debug)]
pub struct Resolution {
    steps: Vec<Step>,
}

/// A step, by its index in [`Resolution::steps`].
pub type StepId = usize;

/// What to do with one written value.
#[derive(Clone, Debug)]
pub enum Step {
    /// Keep it.
    Keep(Primitive),
    /// Convert it from the one primitive to the other.
    Convert(Primitive, Primitive),
    /// Keep so many bytes.
    Fixed(usize),
    /// Replace the number of a symbol: for each of the writer's, the reader's.
    Enum(Box<[Option<usize>]>),
    /// Do this to each item.
    Array(StepId),
    /// Do this to each value.
    Map(StepId),
    /// Do this to the fields.
    Record(Box<RecordStep>),
    /// Do this to the value of each branch.
    FromUnion(Box<[StepId]>),
    /// Make it the value of this branch.
    IntoUnion(usize, StepId),
    /// Fail, for this reason.
    Fail(Box<str>),
}

/// What to do with the fields of a record.
#[derive(Clone, Debug, Default)]
pub struct RecordStep {
    /// For each of the writer's fields, the reader's field that it becomes, and how.
    pub written: Vec<(Option<usize>, StepId)>,
    /// For each of the reader's fields, the bytes of its default if it is not written.
    pub read: Vec<Option<Box<[u8]>>>,
    /// Whether the reader has just the writer's fields, in the same order.
    pub is_in_order: bool,
}

impl Resolution {
    /// The steps, for a decoder that takes them itself instead of [`Resolution::translate`]. The
    /// first is that of the whole value.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// Compiles how a reader of the one schema takes data written with the other.
///
/// A part of the writer's schema that the reader cannot take fails when data has it, so that a
/// union with such a branch can still be read where it holds another.
pub fn resolve(reader: &Schema, writer: &Schema) -> Resolution {
    let mut compiler = Compiler {
        reader: reader.types(),
        writer: writer.types(),
        schemas: (reader, writer),
        steps: Vec::new(),
        known: HashMap::new(),
        left: Vec::new(),
    };
    compiler.step(Side::Reader(reader.root().id), writer.root().id);
    while let Some((id, side, writer)) = compiler.left.pop() {
        compiler.steps[id] = match side {
            Side::Reader(reader) => compiler.compile(reader, writer),
            Side::Nobody => compiler.keep(writer),
        };
    }
    Resolution {
        steps: compiler.steps,
    }
}

/// Who takes a written value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Reader(TypeId),
    /// It is only read to get over it.
    Nobody,
}

struct Compiler<'s> {
    reader: &'s Types,
    writer: &'s Types,
    schemas: (&'s Schema, &'s Schema),
    steps: Vec<Step>,
    known: HashMap<(Side, TypeId), StepId>,
    /// The steps that are still to be compiled.
    left: Vec<(StepId, Side, TypeId)>,
}

impl<'s> Compiler<'s> {
    fn step(&mut self, side: Side, writer: TypeId) -> StepId {
        if let Some(known) = self.known.get(&(side, writer)) {
            return *known;
        }
        let id = self.steps.len();
        self.steps.push(Step::Fixed(0));
        self.known.insert((side, writer), id);
        self.left.push((id, side, writer));
        id
    }

    fn compile(&mut self, reader_id: TypeId, writer_id: TypeId) -> Step {
        let (reader, writer) = (self.reader.get(reader_id), self.writer.get(writer_id));
        match (&reader.kind, &writer.kind) {
            (_, Kind::Union(branches)) => {
                let side = Side::Reader(reader_id);
                let steps = branches.iter().map(|branch| self.step(side, branch.id));
                Step::FromUnion(steps.collect())
            }
            (Kind::Union(branches), _) => match self.branch(branches, writer_id, writer) {
                Some(branch) => {
                    let step = self.step(Side::Reader(branches[branch].id), writer_id);
                    Step::IntoUnion(branch, step)
                }
                None => fail(reader, writer),
            },
            _ if !have_matching_names(reader, writer) => fail(reader, writer),
            (Kind::Primitive(read), Kind::Primitive(written)) => match (written, read) {
                _ if read == written => Step::Keep(*written),
                _ if read.takes(*written) => Step::Convert(*written, *read),
                _ => fail(reader, writer),
            },
            (Kind::Array(items), Kind::Array(written)) => {
                Step::Array(self.step(Side::Reader(items.id), written.id))
            }
            (Kind::Map(values), Kind::Map(written)) => {
                Step::Map(self.step(Side::Reader(values.id), written.id))
            }
            (Kind::Fixed(read), Kind::Fixed(written)) if read.size == written.size => {
                Step::Fixed(written.size as usize)
            }
            (Kind::Enum(read), Kind::Enum(written)) => Step::Enum(numbers(read, written)),
            (Kind::Record(read), Kind::Record(written)) => self.record(read, written),
            _ => fail(reader, writer),
        }
    }

    /// The branch of the reader's union that takes the writer's type: the one of its full name, or
    /// of its kind if it has no name, else the first that is compatible.
    fn branch(&self, branches: &[TypeRef], id: TypeId, writer: &Type) -> Option<usize> {
        let is_same = |branch: &TypeRef| {
            let reader = self.reader.get(branch.id);
            reader.kind_name() == writer.kind_name() && reader.name() == writer.name()
        };
        let (reader_schema, writer_schema) = self.schemas;
        let written = writer_schema.part(id);
        let is_compatible =
            |branch: &TypeRef| check(&reader_schema.part(*branch), &written).is_empty();
        let same = branches.iter().position(is_same);
        same.or_else(|| branches.iter().position(is_compatible))
    }

    fn record(&mut self, reader: &'s Record, writer: &Record) -> Step {
        let mut step = RecordStep {
            written: Vec::with_capacity(writer.fields.len()),
            read: vec![None; reader.fields.len()],
            is_in_order: false,
        };
        let mut sources: HashMap<usize, usize> = HashMap::new();
        for (target, field) in reader.fields.iter().enumerate() {
            let aliases = field.aliases.iter().map(|alias| &alias.value);
            let mut names = std::iter::once(&field.name).chain(aliases);
            match names.find_map(|name| writer.field(name)) {
                Some((source, _)) => {
                    sources.insert(source, target);
                }
                None => match default_bytes::of(self.reader, field) {
                    Ok(bytes) => step.read[target] = Some(bytes),
                    Err(reason) => return Step::Fail(reason.into()),
                },
            }
        }
        for (source, field) in writer.fields.iter().enumerate() {
            let target = sources.get(&source).copied();
            let side = match target {
                Some(target) => Side::Reader(reader.fields[target].ty.id),
                None => Side::Nobody,
            };
            let id = self.step(side, field.ty.id);
            step.written.push((target, id));
        }
        let targets = step.written.iter().map(|(target, _)| *target);
        step.is_in_order = targets.eq((0..reader.fields.len()).map(Some));
        Step::Record(Box::new(step))
    }

    /// How to get over a value.
    fn keep(&mut self, id: TypeId) -> Step {
        let types = self.writer;
        let mut keep = |part: &TypeRef| self.step(Side::Nobody, part.id);
        match &types.get(id).kind {
            Kind::Primitive(primitive) => Step::Keep(*primitive),
            Kind::Array(items) => Step::Array(keep(items)),
            Kind::Map(values) => Step::Map(keep(values)),
            Kind::Union(branches) => Step::FromUnion(branches.iter().map(keep).collect()),
            Kind::Fixed(fixed) => Step::Fixed(fixed.size as usize),
            Kind::Enum(r#enum) => Step::Enum((0..r#enum.symbols.len()).map(Some).collect()),
            Kind::Record(record) => {
                let fields = record.fields.iter().map(|field| (None, keep(&field.ty)));
                Step::Record(Box::new(RecordStep {
                    written: fields.collect(),
                    read: Vec::new(),
                    is_in_order: true,
                }))
            }
        }
    }
}

fn numbers(reader: &Enum, writer: &Enum) -> Box<[Option<usize>]> {
    let number = |symbol: &str| reader.symbols.iter().position(|own| &*own.value == symbol);
    let default = reader
        .default
        .as_ref()
        .and_then(|symbol| number(&symbol.value));
    let symbols = writer.symbols.iter();
    symbols
        .map(|symbol| number(&symbol.value).or(default))
        .collect()
}

fn have_matching_names(reader: &Type, writer: &Type) -> bool {
    match (reader.naming(), writer.naming()) {
        (Some(reader), Some(writer)) => reader.accepts(writer),
        _ => true,
    }
}

fn fail(reader: &Type, writer: &Type) -> Step {
    let what = |ty: &Type| match ty.name() {
        Some(name) => format!("{} `{name}`", ty.kind_name()),
        None => format!("`{}`", ty.kind_name()),
    };
    let (reader, writer) = (what(reader), what(writer));
    let reason = format!("the data has {writer}, which the schema to read with, {reader}, lacks");
    Step::Fail(reason.into())
}
