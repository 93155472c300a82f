//! The contract that a derived type has.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod contract;
mod events;
mod json_schema;
