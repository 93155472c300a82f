//! How data of one schema is read as a type, made once and used for many values.

use factum_contract::avro::{self, Resolution, Schema, Step, StepId};

use super::error::{DecodeError, DecodeErrorKind};
use super::read::Reader;
use super::resolve::Resolver;
use crate::event::Event;
use crate::payload::Decode;

/// How an event reads data that was written with another schema: an older or newer version of its
/// own, with fields added, dropped, renamed, put in another order, made optional or made wider.
///
/// A plan is made once for each schema of a writer; reading with it then costs little more than
/// reading the type's own data, and parts whose schema has not changed cost nothing more. The rules
/// are those of the Avro specification's *Schema Resolution*, with aliases, as Avro's Java library
/// has them.
///
/// ```
/// use factum::Event;
/// use factum::avro::{Plan, parse_schema};
///
/// /// A parcel was delivered.
/// #[derive(Debug, PartialEq, Event)]
/// #[event(namespace = "com.acme", key = parcel_id, allow(no-time-of-occurrence, reason = "brief"))]
/// struct ParcelDelivered<'a> {
///     parcel_id: i64,
///     #[event(default = "the door")]
///     place: &'a str,
/// }
///
/// let old = parse_schema(
///     r#"{"type": "record", "name": "ParcelDelivered", "namespace": "com.acme.v1",
///     "fields": [{"name": "weight", "type": "float"}, {"name": "parcel_id", "type": "int"}]}"#,
/// )?;
/// let plan = Plan::new::<ParcelDelivered>(&old)?;
/// let event: ParcelDelivered = plan.decode(&[0, 0, 0, 0, 14])?;
/// assert_eq!(event, ParcelDelivered { parcel_id: 7, place: "the door" });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Plan {
    /// The type that it is a plan for.
    rust_type: &'static str,
    resolution: Resolution,
    /// For each step, whether the type reads what is written as its own.
    same: Box<[bool]>,
    /// For each step of a record, its fields.
    records: Box<[Option<RecordPlan>]>,
}

/// How the fields of a record are read.
#[derive(Clone, Debug)]
pub(super) struct RecordPlan {
    /// The fields of the type.
    pub fields: Box<[FieldPlan]>,
    /// What is left over after the last of them.
    pub after: Box<[StepId]>,
    /// Whether they are not written in the order of the type, so that all have to be found first.
    pub is_reordered: bool,
}

/// How a field is read.
#[derive(Clone, Debug)]
pub(super) struct FieldPlan {
    /// What is written before it, and nobody wants.
    pub before: Box<[StepId]>,
    /// How it is read; `None` for one that is not written and has its default.
    pub written: Option<StepId>,
}

/// Why a type cannot read anything that is written with a schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{rust_type}` cannot read this schema: {reason}")]
pub struct PlanError {
    rust_type: &'static str,
    reason: String,
}

impl Plan {
    /// Plans how `E` reads what was written with `writer`.
    ///
    /// # Errors
    /// If no value of the schema could be read: see [`check`](factum_contract::avro::check) for all
    /// that stands in the way. A schema that only some values of which can be read has a plan.
    pub fn new<E: Event>(writer: &Schema) -> Result<Plan, PlanError> {
        let rust_type = std::any::type_name::<E>();
        let resolution = avro::resolve(&E::avro_schema(), writer);
        let steps = resolution.steps();
        if let Some(Step::Fail(reason)) = steps.first() {
            let reason = reason.to_string();
            return Err(PlanError { rust_type, reason });
        }
        Ok(Plan {
            rust_type,
            same: same(steps),
            records: steps.iter().map(RecordPlan::new).collect(),
            resolution,
        })
    }

    /// Reads a value. What the type borrows is borrowed from the bytes, and defaults from the plan.
    ///
    /// # Errors
    /// If the bytes are not exactly one value of the writer's schema, or one that the type has no
    /// place for, or if the plan was made for another type.
    pub fn decode<'de, E: Decode<'de>>(&'de self, bytes: &'de [u8]) -> Result<E, DecodeError> {
        let rust_type = std::any::type_name::<E>();
        if rust_type != self.rust_type {
            let message = format!("this plan is for `{}`, not `{rust_type}`", self.rust_type);
            return Err(DecodeError::new(DecodeErrorKind::Unresolvable, 0, message));
        }
        let mut resolver = Resolver::new(self, Reader::new(bytes));
        let value = resolver.part(0)?;
        resolver.finish()?;
        Ok(value)
    }

    /// Whether the writer's data is exactly that of the type.
    pub fn is_identity(&self) -> bool {
        self.is_same(0)
    }

    #[inline]
    pub(super) fn step(&self, id: StepId) -> &Step {
        &self.resolution.steps()[id]
    }

    #[inline]
    pub(super) fn is_same(&self, id: StepId) -> bool {
        self.same[id]
    }

    #[inline]
    pub(super) fn record(&self, id: StepId) -> Option<&RecordPlan> {
        self.records[id].as_ref()
    }
}

impl RecordPlan {
    fn new(step: &Step) -> Option<RecordPlan> {
        let Step::Record(record) = step else {
            return None;
        };
        let mut fields: Vec<FieldPlan> = Vec::new();
        let mut written = record.written.iter().peekable();
        let targets = record.written.iter().filter_map(|(target, _)| *target);
        let is_reordered = !targets.is_sorted();
        for (index, default) in record.read.iter().enumerate() {
            if default.is_some() {
                fields.push(FieldPlan {
                    before: Box::default(),
                    written: None,
                });
                continue;
            }
            if is_reordered {
                let mut all = record.written.iter();
                let found = all.find(|(target, _)| *target == Some(index));
                fields.push(FieldPlan {
                    before: Box::default(),
                    written: found.map(|(_, step)| *step),
                });
                continue;
            }
            let mut before = Vec::new();
            while let Some((_, skipped)) = written.next_if(|(target, _)| target.is_none()) {
                before.push(*skipped);
            }
            fields.push(FieldPlan {
                before: before.into(),
                written: written.next().map(|(_, step)| *step),
            });
        }
        Some(RecordPlan {
            fields: fields.into(),
            after: written.map(|(_, step)| *step).collect(),
            is_reordered,
        })
    }
}

/// Which steps leave everything as it is. All are thought to, until a part says otherwise, as types
/// may hold themselves.
fn same(steps: &[Step]) -> Box<[bool]> {
    let mut same = vec![true; steps.len()];
    loop {
        let mut changed = false;
        for (id, step) in steps.iter().enumerate() {
            if same[id] && !is_same(step, steps, &same) {
                same[id] = false;
                changed = true;
            }
        }
        if !changed {
            return same.into();
        }
    }
}

fn is_same(step: &Step, steps: &[Step], same: &[bool]) -> bool {
    use avro::Primitive::{Bytes, Int, Long, String};
    match step {
        Step::Keep(_) | Step::Fixed(_) => true,
        // The bytes are alike, and the type reads them as what it is.
        Step::Convert(from, to) => matches!(
            (from, to),
            (Int, Long) | (String, Bytes) | (Bytes, String)
        ),
        Step::Enum(numbers) => numbers
            .iter()
            .enumerate()
            .all(|(index, number)| *number == Some(index)),
        Step::Array(part) | Step::Map(part) => same[*part],
        Step::Record(record) => {
            record.is_in_order && record.written.iter().all(|(_, step)| same[*step])
        }
        Step::FromUnion(branches) => branches.iter().enumerate().all(|(index, branch)| {
            matches!(&steps[*branch], Step::IntoUnion(target, part) if *target == index && same[*part])
        }),
        Step::IntoUnion(..) | Step::Fail(_) => false,
    }
}
