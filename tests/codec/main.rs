//! Avro binary: what is written, what is read, and what becomes of bytes that are not right.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod everything;
mod framing;
mod hostile;
mod interop;
mod odd_types;
mod python;
mod resolving;
mod samples;
