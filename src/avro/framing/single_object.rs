//! Avro's single-object encoding: two bytes of mark, the fingerprint of the schema, the payload.

use std::collections::HashMap;
use std::marker::PhantomData;

use factum_contract::avro::Schema;

use crate::avro::{self, DecodeError, DecodeErrorKind, Plan, PlanError};
use crate::event::Event;
use crate::payload::Decode;

const MARK: [u8; 2] = [0xc3, 0x01];

/// Writes an event in the single-object encoding, and reads it, also as written with other schemas.
///
/// It holds what would otherwise be made anew for each event: make it once. For an event that
/// borrows, name it with any lifetime, `SingleObject<OrderPlaced<'static>>`; what is read then
/// borrows from the bytes.
#[derive(Debug)]
pub struct SingleObject<E> {
    fingerprint: u64,
    plans: HashMap<u64, Plan>,
    event: PhantomData<fn() -> E>,
}

impl<E: Event> SingleObject<E> {
    /// The encoding of an event.
    pub fn new() -> SingleObject<E> {
        SingleObject {
            fingerprint: E::avro_schema().fingerprint(),
            plans: HashMap::new(),
            event: PhantomData,
        }
    }

    /// Makes that what was written with this schema can be read, too.
    ///
    /// # Errors
    /// If the event cannot read the schema.
    pub fn with_writer(mut self, writer: &Schema) -> Result<SingleObject<E>, PlanError> {
        let plan = Plan::new::<E>(writer)?;
        self.plans.insert(writer.fingerprint(), plan);
        Ok(self)
    }

    /// The event in its frame.
    pub fn encode(&self, event: &E) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(&MARK);
        out.extend_from_slice(&self.fingerprint.to_le_bytes());
        avro::encode_into(event, &mut out);
        out
    }

    /// Reads a framed event.
    ///
    /// # Errors
    /// If there is no frame, if it is of a schema that is not known, or if the payload cannot be
    /// read.
    pub fn decode<'de, D: Event + Decode<'de>>(
        &'de self,
        bytes: &'de [u8],
    ) -> Result<D, DecodeError> {
        let (fingerprint, payload) = split(bytes)?;
        if std::any::type_name::<D>() != std::any::type_name::<E>() {
            let message = format!("this encoding is of `{}`, not `{}`", E::NAME, D::NAME);
            return Err(DecodeError::new(DecodeErrorKind::Unresolvable, 0, message));
        }
        match self.plans.get(&fingerprint) {
            Some(plan) => plan.decode(payload),
            None if fingerprint == self.fingerprint => avro::decode(payload),
            None => {
                let message = format!(
                    "no schema with the fingerprint {fingerprint:016x} is known to `{}`",
                    E::NAME
                );
                Err(DecodeError::new(DecodeErrorKind::Frame, 2, message))
            }
        }
    }
}

impl<E: Event> Default for SingleObject<E> {
    fn default() -> SingleObject<E> {
        SingleObject::new()
    }
}

/// The fingerprint of the schema, and the payload.
///
/// # Errors
/// [`DecodeErrorKind::Frame`] if the bytes do not begin with the mark and a fingerprint.
pub fn split(bytes: &[u8]) -> Result<(u64, &[u8]), DecodeError> {
    bytes
        .strip_prefix(&MARK)
        .and_then(<[u8]>::split_first_chunk)
        .map(|(fingerprint, payload)| (u64::from_le_bytes(*fingerprint), payload))
        .ok_or_else(|| {
            let message = "these bytes are not in Avro's single-object encoding";
            DecodeError::new(DecodeErrorKind::Frame, 0, message)
        })
}
