//! Avro's object container files, through the crate `apache-avro`.

use std::io::{Read, Write};

use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::writer::datum::GenericDatumWriter;
use factum_contract::document::parse_json;
use factum_contract::span::FileId;

use crate::avro::{self, DecodeError, Plan, PlanError};
use crate::event::Event;
use crate::payload::Decode;

/// Why a container file could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ContainerError {
    /// The file itself is at fault.
    #[error("the container file is not right")]
    File(#[from] Box<apache_avro::Error>),
    /// The schema in the file is none.
    #[error("the schema of the container file is not right: {0}")]
    Schema(String),
    /// The event cannot read the schema in the file.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A record cannot be read as the event.
    #[error("record {index} of the container file cannot be read")]
    Record {
        /// Which record, from 0.
        index: usize,
        /// Why.
        source: DecodeError,
    },
}

impl From<apache_avro::Error> for ContainerError {
    fn from(error: apache_avro::Error) -> ContainerError {
        ContainerError::File(Box::new(error))
    }
}

/// Writes events to a container file, uncompressed.
///
/// # Errors
/// If writing fails.
pub fn write<'e, E: Event + 'e, W: Write>(
    events: impl IntoIterator<Item = &'e E>,
    to: W,
) -> Result<W, ContainerError> {
    let schema = apache_avro::Schema::parse_str(&E::avro_schema().to_json())?;
    let reader = GenericDatumReader::builder(&schema).build()?;
    let mut writer = apache_avro::Writer::new(&schema, to)?;
    for event in events {
        let value = reader.read_value(&mut avro::encode(event).as_slice())?;
        writer.append_value(value)?;
    }
    Ok(writer.into_inner()?)
}

/// Reads all events of a container file, whatever schema it was written with.
///
/// # Errors
/// If the file is not right, or one of its records cannot be read.
pub fn read<E: Event + for<'de> Decode<'de>>(from: impl Read) -> Result<Vec<E>, ContainerError> {
    let reader = apache_avro::Reader::new(from)?;
    let schema = reader.writer_schema().clone();
    let plan = plan::<E>(&schema)?;
    let writer = GenericDatumWriter::builder(&schema).build()?;
    let mut events = Vec::new();
    for (index, value) in reader.enumerate() {
        let bytes = writer.write_value_to_vec(value?)?;
        let event = plan.decode(&bytes);
        events.push(event.map_err(|source| ContainerError::Record { index, source })?);
    }
    Ok(events)
}

fn plan<E: Event>(schema: &apache_avro::Schema) -> Result<Plan, ContainerError> {
    let json = serde_json::to_string(schema).map_err(|e| ContainerError::Schema(e.to_string()))?;
    let document = parse_json(&json, FileId::default())
        .map_err(|error| ContainerError::Schema(error.to_string()))?;
    let parsed = factum_contract::avro::parse(&document).map_err(|errors| {
        let first = errors.first().map(ToString::to_string);
        ContainerError::Schema(first.unwrap_or_default())
    })?;
    Ok(Plan::new::<E>(&parsed.schema)?)
}
