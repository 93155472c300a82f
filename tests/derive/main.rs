//! The contract that a derived type has.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod contract;
mod events;
mod json_schema;
mod reading;
#[allow(
    dead_code,
    unused_qualifications,
    reason = "the types are written in many ways, and are there to be read"
)]
mod source;
